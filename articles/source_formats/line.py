"""One line as people copy it: APA ("Author, A. (2015). Title. Journal, 25(3), 1–9."), Harvard
("Author, A., 2015. Title. Journal, 25(3), pp.1-9."), Vancouver ("Author A. Title. Journal
2015;25(3):1-9."), MLA and Chicago ("Author, Ann, et al. “Title.” Journal 25.3 (2015): 1-9.")."""

import re

from . import commas
from .names import join_people

_MARKUP = re.compile(r"(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)|</?(?:i|em|b|strong)>", re.IGNORECASE)
_APA = re.compile(
    r"^(?P<authors>.{2,3000}?)\.?\s*\((?P<year>(?:1[89]|20)\d\d)[^)]{0,20}\)\.?\s+(?P<rest>.+)$"
)
_VANCOUVER = re.compile(
    r"^(?P<head>.+?)[.\s]\s*(?P<year>(?:1[89]|20)\d\d)(?:\s+[A-Z][a-z]{2}(?:\s+\d{1,2})?)?\s*;\s*"
    r"(?P<volume>[\w.-]{1,12}(?:\s?\([^)]{1,20}\))?)(?:\s*:\s*(?P<pages>[\w.–-]{1,24}?))?(?:[.,;\s]|$)"
)
_HARVARD = re.compile(
    r"^(?P<authors>.{2,3000}?),\s*(?P<year>(?:1[89]|20)\d\d)[a-z]?\.\s+(?P<rest>.+)$"
)
_MLA = re.compile(
    r"^(?P<authors>.{2,3000}?)\.?\s*[\"“](?P<title>[^\"“”]{4,500}?)[.,]?[\"”]\s*(?P<journal>[^\d(]{2,200}?)\s+"
    r"(?P<volume>\d[\w-]{0,8})(?:(?:\.|,\s*no\.\s*)(?P<issue>\d[\w-]{0,8}))?\s*\((?:[A-Z][a-z]+\.?\s)?(?P<year>(?:1[89]|20)\d\d)\)"
    r"(?:\s*:\s*(?P<pages>[\w.–-]{1,24}))?"
)
# "Smith BE, Littlewood C, May S." ends in an initial, which does not end a sentence elsewhere.
_PEOPLE = re.compile(
    r"^(?P<people>(?:[^\W\d_][\w'’ -]{1,40}?\s[A-Z][A-Z-]{0,4}"
    r"(?:,\s*(?:and\s)?|(?=\.)|(?=\s+et\sal)))+(?:\s*et\sal)?)\.\s+(?P<rest>.+)$"
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_PRINTED = re.compile(
    r"^(?P<journal>[^\d]{2,200}?)(?:,\s*|\s+(?=\d+(?:\s?\(\d+\))?\s*:))(?P<volume>\d[\w.-]{0,8}(?:\s?\([^)]{1,20}\))?|\([^)]{1,20}\))"
    r"(?:[,:]\s*(?:pp?\.\s*|Article\s+)?(?P<pages>[A-Za-z]?\d[\w.]*(?:\s?[-–—]\s?[A-Za-z]?\d[\w.]*)?))?\s*\.?$"
)  # fmt: skip
_IDENTIFIER = re.compile(
    r"\s*(?:https?://\S+|\bdoi:?\s*10\.\S+|\bPMID:?\s*\d+\S*|\bPMCID:?\s*\S+|\bISBN[\s:\d-]+X?|"
    r"\bEpub\s[^.]*\.)",
    re.IGNORECASE,
)
_LONGEST_LINE = 6000  # characters: more is not one reference


def parse(text: str) -> dict:
    text = _MARKUP.sub("", " ".join(text[:_LONGEST_LINE].split()))
    text = _IDENTIFIER.sub(" ", text).strip()
    text = re.sub(r"^(?:\[?\d{1,3}[\].)]\s+|[-•]\s+)", "", text)
    if fields := commas.parse(text):
        return fields
    for form, read in ((_APA, _apa), (_MLA, _mla), (_HARVARD, _apa), (_VANCOUVER, _vancouver)):
        found = form.match(text)
        fields = read(found) if found else {}
        if fields:
            return fields
    return _plain(text)


def _plain(text):
    """ "Somebody. A title. 2016.": the first two sentences and the year."""
    parts, year = _sentences(text), _YEAR.search(text)
    if not year or len(parts) < 3 or len(parts[1].split()) < 2:
        return {}
    return {"authors": parts[0].strip(" ."), "title": _title(parts[1]), "year": int(year[0])}


def _mla(found):
    authors, others, _rest = found["authors"].partition(", et al")
    first, *more = re.split(r",\s*(?:and\s+)?|\s+and\s+", authors.strip(" .,"))
    people = [f"{first}, {more[0]}", *more[1:]] if more else [first]
    issue = f"({found['issue']})" if found["issue"] else ""
    return {
        "authors": join_people(people) + others,
        "title": _title(found["title"]),
        "journal": found["journal"].strip(" .,"),
        "year": int(found["year"]),
        "volume": f"{found['volume']}{issue}",
        "pages": _pages(found["pages"]),
    }


def _apa(found):
    sentences = _sentences(found["rest"])
    fields = {"authors": _apa_people(found["authors"]), "year": int(found["year"])}
    for place in range(1, len(sentences)):
        printed = _PRINTED.match(" ".join(sentences[place:]).strip())
        if printed:
            title = " ".join(sentences[:place])
            return fields | {"title": _title(title), **_printed(printed)}
    fields["title"] = _title(sentences[0])
    # A book: "Explain pain (2nd ed.). Noigroup."; a web page names its site.
    if len(sentences) == 2 and len(sentences[1]) < 80:
        fields["journal"] = sentences[1].strip(" .")
    return fields


def _printed(found):
    return {
        "journal": found["journal"].strip(" ."),
        "volume": _volume(found["volume"]),
        "pages": _pages(found["pages"]),
    }


def _apa_people(text):
    """ "Rathleff, M. S., & Olesen, J. L." to "Rathleff MS, Olesen JL"; a group stays as it is."""
    group = text.strip(" .,")
    text = re.sub(r",?\s*(?:&|\band\b|…|\. \. \.)\s*", ", ", group)
    people = re.findall(
        r"([^,]+),\s*((?:[^\W\d_]{1,2}\.[\s-]*)+|[^\W\d_a-z]{1,3}(?=,|$))(?:,\s*(?:Jr|Sr)\.?)?(?:,|$|\s)",
        f"{text}." if re.search(r"\b[^\W\d_]$", text) else text,
    )
    if not people:
        return group
    return join_people(f"{family.strip()}, {given.strip()}" for family, given in people)


def _vancouver(found):
    head = found["head"] + "."
    named = _PEOPLE.match(head)
    parts = [named["people"], *_sentences(named["rest"])] if named else _sentences(head)
    if len(parts) < 3:
        return {}
    people, others, _rest = re.sub(r"(?<!,)\s+et al", ", et al", parts[0].strip(" .")).partition(
        ", et al"
    )
    return {
        "authors": join_people(people.split(",")) + others,
        "title": _title(" ".join(parts[1:-1])),
        "journal": parts[-1].strip(" ."),
        "year": int(found["year"]),
        "volume": _volume(found["volume"]),
        "pages": _pages(found["pages"]),
    }


def _sentences(text):
    """Split behind full stops and question marks, not behind an initial such as "J."."""
    return [
        part
        for part in re.split(r"(?:(?<=[^\s.][^\s.][.?!])|(?<=[)\]][.?!]))\s+", text.strip())
        if part
    ]


def _title(text):
    return re.sub(r"\s*\[[^\]]*\]\s*$", "", text.strip().rstrip(".")).strip(' "“”')


def _volume(text):
    return re.sub(r"\s+", "", text or "").strip(".,")


def _pages(text):
    return re.sub(r"\s*[-–—]+\s*", "–", (text or "").strip(" .,"))
