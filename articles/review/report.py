"""The review report: every rule over one prepared text. Pure: no database, no settings, no network."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from . import frontmatter
from .fields import Fields
from .prepare import MOST_BLOCKS, prepare
from .rules import RULES
from .rules.base import ERROR, INFO, WARNING, Case, Finding
from .rules.gethelp import region_set
from .rules.reading_ease import measured

# Nobody reads the two hundredth finding of one rule; a hostile text shall not make a report of megabytes.
MOST_PER_RULE = 200
CUT = f"This text has more than {MOST_BLOCKS} paragraphs and lines of lists: those after here were not reviewed."
RANK = {ERROR: 0, WARNING: 1, INFO: 2}


class UnknownRegion(ValueError):
    """The region has no place in the catalogue."""


@dataclass(frozen=True)
class Report:
    """`grade` is Flesch-Kincaid; `smog` None below 30 sentences; findings in reading order."""

    grade: float
    smog: float | None
    words: int
    findings: tuple[Finding, ...]

    @property
    def blocks(self):
        return any(finding.severity == ERROR for finding in self.findings)

    def count(self, severity):
        return sum(finding.severity == severity for finding in self.findings)


def review(
    text: str,
    *,
    fields: Fields | None = None,
    region: str | None = None,
    tags=(),
    dose_status: Callable[[str], tuple[str, str]] | None = None,
) -> Report:
    """This will read a text against every rule. Without `fields` the rules about fields are silent."""
    region = region or (fields.region if fields else None) or None
    _known(region)
    document = prepare(text)
    tags = frozenset(tag.lower() for tag in (*tags, *(fields.tags if fields else ())))
    today = (fields.today if fields else None) or date.today()  # noqa: DTZ011  (a day is enough)
    case = Case(document, fields, region, tags, today, dose_status)
    found = [finding for rule in RULES for finding in islice(rule.run(case), MOST_PER_RULE)]
    if document.is_cut:
        found.append(
            Finding("FIELDS", INFO, document.place(document.blocks[-1].end)[0], 1, "", CUT)
        )
    found.sort(
        key=lambda finding: (finding.line, finding.column, RANK[finding.severity], finding.rule)
    )
    measure = measured(case)
    smog = None if measure.smog is None else round(measure.smog, 1)
    return Report(round(measure.grade, 1), smog, measure.words, tuple(found))


def _known(region):
    try:
        region_set(region)
    except KeyError:
        raise UnknownRegion(f"There is no region named “{region}”.") from None


def review_file(text, *, region=None, sources=(), today=None):
    """This will review a file from outside: front matter, where there is some, becomes the fields."""
    notes = []
    try:
        fields = frontmatter.read(text, today=today)
    except frontmatter.BrokenFrontMatter as problem:
        fields = None
        notes.append(
            Finding(
                "FIELDS",
                WARNING,
                1,
                1,
                "",
                f"The front matter is not YAML ({problem}): rules about author, reviewer, dates, summary and sources did not run.",
            )
        )
    else:
        if fields is None:
            notes.append(
                Finding(
                    "FIELDS",
                    INFO,
                    1,
                    1,
                    "",
                    "No front matter: rules about author, reviewer, dates, summary and sources did not run.",
                )
            )
    if fields and not fields.sources and sources:
        fields = replace(fields, sources=_cited(text, sources))
    if not text.strip():
        notes.append(
            Finding("FIELDS", INFO, 1, 1, "", "The file is empty: there is nothing to review.")
        )
    if fields and not region and fields.region:
        try:
            _known(fields.region)
        except UnknownRegion as problem:
            notes.append(
                Finding(
                    "FIELDS", INFO, fields.lines.get("region", 1), 1, fields.region, str(problem)
                )
            )
            fields = replace(fields, region="")
    report = review(text, fields=fields, region=region)
    return replace(report, findings=(*notes, *report.findings))


def _cited(text, sources):
    lower = text.lower()
    return tuple(source for source in sources if f"[^{source.key}]" in lower)


def catalogue():
    """All rules in reading order, for the page authors look things up on."""
    return RULES
