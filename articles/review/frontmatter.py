"""The YAML head of an article file, read leniently: obvious other names for a field count too."""

import re
from datetime import date, datetime

import yaml

from .fields import ExerciseFields, Fields, SourceFields

HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n")
FOOT = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
KEY = re.compile(r"^[A-Za-z][\w -]{0,40}:", re.MULTILINE)
LONGEST = 40_000

NAMES = {
    "title": ("title", "name", "headline"),
    "summary": ("summary", "description", "abstract", "excerpt", "lead", "intro", "standfirst"),
    "author_name": ("author", "authors", "author_name", "written_by", "by", "byline", "writer"),
    "author_role": (
        "author_role",
        "role",
        "credentials",
        "author_credentials",
        "qualification",
        "author_title",
    ),
    "author_registration": (
        "author_registration",
        "registration",
        "registration_body",
        "registered_with",
    ),
    "reviewer_name": (
        "reviewer",
        "reviewers",
        "reviewer_name",
        "reviewed_by",
        "checked_by",
        "medically_reviewed_by",
        "clinical_reviewer",
    ),
    "interests": (
        "interests",
        "conflicts",
        "conflict",
        "conflict_of_interest",
        "conflicts_of_interest",
        "competing_interests",
        "disclosure",
        "disclosures",
        "coi",
    ),
    "reviewed_on": (
        "reviewed_on",
        "last_reviewed",
        "reviewed",
        "last_reviewed_on",
        "review_date",
        "last_checked",
        "date_reviewed",
        "medically_reviewed_on",
    ),
    "review_due_on": (
        "review_due_on",
        "next_review",
        "review_due",
        "next_review_on",
        "review_by",
        "next_review_due",
        "next_review_date",
    ),
    "published_on": (
        "published_on",
        "published",
        "date",
        "publish_date",
        "publication_date",
        "date_published",
    ),
    "sources": ("sources", "references", "bibliography", "citations"),
    "exercises": ("exercises",),
    "region": ("region", "body_region", "area"),
    "key_points": ("key_points", "keypoints", "key_messages"),
    "tags": ("tags", "topics", "keywords"),
}
_FIELD_OF = {name: field for field, names in NAMES.items() for name in names}


class BrokenFrontMatter(ValueError):
    """The head of the file is not YAML."""


def end_of(source):
    """Where the text begins behind the front matter; 0 where there is none."""
    return _span(source)[1]


def _span(source):
    head = HEAD.match(source)
    if not head:
        return 0, 0
    foot = FOOT.search(source, head.end(), head.end() + LONGEST)
    if not foot or not KEY.search(source, head.end(), foot.start()):
        return 0, 0
    return head.end(), min(len(source), foot.end() + 1)


def read(source, *, today=None):
    """Fields of a file, or None where it has no front matter."""
    start, end = _span(source)
    if not end:
        return None
    block = source[start:end].rsplit("---", 1)[0].rsplit("...\n", 1)[0]
    if "&" in block and re.search(r"\*\w", block):
        block = re.sub(r"(?<=[\s\[,])[&*](?=\w)", "", block)
    try:
        values = yaml.safe_load(block.replace("\t", "  "))
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise BrokenFrontMatter(_said(problem)) from problem
    if not isinstance(values, dict):
        raise BrokenFrontMatter("it is not a list of keys and values")
    return _fields(values, _lines(source, start, end), today)


def _said(problem):
    mark = getattr(problem, "problem_mark", None)
    where = f" in line {mark.line + 2}" if mark else ""
    return f"{getattr(problem, 'problem', None) or 'it cannot be read'}{where}"


def _lines(source, start, end):
    lines = {}
    first = source.count("\n", 0, start) + 1
    for number, line in enumerate(source[start:end].split("\n"), first):
        found = KEY.match(line)
        if found:
            field = _FIELD_OF.get(_plain(found[0].rstrip(":")))
            if field:
                lines.setdefault(field, number)
    return lines


def _plain(key):
    return re.sub(r"[\s-]+", "_", str(key).strip().lower())


def _fields(values, lines, today):
    found = {}
    for key, value in values.items():
        field = _FIELD_OF.get(_plain(key))
        if field and (field not in found or not found[field]):
            found[field] = value
    author, reviewer = found.get("author_name"), found.get("reviewer_name")
    return Fields(
        title=_text(found.get("title")),
        summary=_text(found.get("summary")),
        key_points=tuple(_text(point) for point in _list(found.get("key_points"))),
        author_name=_person(author, "name"),
        author_role=_text(found.get("author_role"))
        or _person(author, "role", "credentials", "title", "job"),
        author_registration=_text(found.get("author_registration"))
        or _person(author, "registration", "registered", "body", "hcpc"),
        reviewer_name=_person(reviewer, "name"),
        interests=_text(found.get("interests")) or _person(author, "interests"),
        reviewed_on=_day(found.get("reviewed_on")),
        review_due_on=_day(found.get("review_due_on")),
        published_on=_day(found.get("published_on")),
        sources=tuple(
            _source(one, number) for number, one in enumerate(_list(found.get("sources")), 1)
        ),
        exercises=tuple(
            _exercise(one) for one in _list(found.get("exercises")) if isinstance(one, dict)
        ),
        region=_text(found.get("region")),
        tags=tuple(_text(tag) for tag in _list(found.get("tags"))),
        today=today,
        lines=lines,
        sources_given="sources" in found,
    )


def _text(value):
    if value is None or value is False:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(_text(one) for one in value)
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("text"))
    return " ".join(str(value).split())


def _list(value):
    if value is None:
        return []
    if isinstance(value, dict):
        return [{"key": key, **one} if isinstance(one, dict) else one for key, one in value.items()]
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _person(value, *keys):
    if isinstance(value, (list, tuple)):
        value = value[0] if value else None
    if isinstance(value, dict):
        return next((_text(value[key]) for key in keys if value.get(key)), "")
    return _text(value) if keys[0] == "name" else ""


def _day(value):
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    for form in (
        "%Y-%m-%d",
        "%d/%m/%Y",
        "%d.%m.%Y",
        "%d %B %Y",
        "%d %b %Y",
        "%B %Y",
        "%b %Y",
        "%Y-%m",
        "%B %d, %Y",
    ):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  (a day, not an instant)
        except ValueError:
            continue
    return None


def _source(value, number):
    if not isinstance(value, dict):
        return SourceFields.from_line(_text(value), key=str(number))
    plain = {_plain(key): one for key, one in value.items()}
    year = re.search(r"(?:19|20)\d\d", _text(plain.get("year") or plain.get("date")))
    return SourceFields(
        key=_text(plain.get("key") or plain.get("id") or number).lower(),
        authors=_text(plain.get("authors") or plain.get("author")),
        year=int(year[0]) if year else None,
        title=_text(plain.get("title")),
        doi=str(plain.get("doi") or ""),
        pmid=_text(plain.get("pmid")),
        isbn=_text(plain.get("isbn")),
        url=_text(plain.get("url") or plain.get("link")),
        study_type=_text(plain.get("study_type") or plain.get("type")).lower(),
        kind=_text(plain.get("kind")).lower(),
        retraction=_text(plain.get("retraction") or plain.get("retraction_status")).lower(),
        checked_on=_day(plain.get("checked_on")),
    )


def source_records(values):
    """Sources of a `sources.yaml`, already loaded."""
    return tuple(_source(one, number) for number, one in enumerate(_list(values), 1))


def _exercise(value):
    plain = {_plain(key): one for key, one in value.items()}
    return ExerciseFields(
        name=_text(plain.get("name") or plain.get("title") or plain.get("slug")),
        steps=tuple(_text(step) for step in _list(plain.get("steps"))),
        dose=_text(plain.get("dose")),
        side=_text(plain.get("side")),
        one_sided=bool(plain.get("one_sided") or plain.get("unilateral")),
        balance=bool(plain.get("balance")),
        start=_text(plain.get("start") or plain.get("start_position")),
        stop_rules=tuple(
            _text(rule) for rule in _list(plain.get("stop_rules") or plain.get("stop"))
        ),
        pain_limit=_text(plain.get("pain_limit")),
        easier=_text(plain.get("easier")),
        harder=_text(plain.get("harder")),
        cautions=tuple(_text(one) for one in _list(plain.get("cautions"))),
        cues=tuple(_text(one) for one in _list(plain.get("cues"))),
    )
