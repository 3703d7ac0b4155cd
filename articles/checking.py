"""The review report of a revision: its text and fields against the editorial rules."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from articles.actions.rendering import sources_for
from articles.models import Override, Revision, Source
from articles.review import ERROR, Fields, Finding, Report, SourceFields, review
from articles.review.report import UnknownRegion

CITED = re.compile(r"\[\^([A-Za-z0-9][A-Za-z0-9_-]{0,63})\]")
HELP_MARK = re.compile(r"^\{\{ *help *\}\}\s*$", re.MULTILINE)
LONGEST_MONTHS = 36  # Source: PIF TICK criteria 2022, review at least every 3 years
SECOND_CLINICIAN = "ST05"
# The rules of wording know English only; these look at marks, fields and sources.
ANY_LANGUAGE = frozenset(
    ("EV04", "EV05", "EV06", "EV07", "EV08", "ST03", "ST04", "ST05", "ST06", "ST08", "ST09", "ST10")
)


@dataclass(frozen=True)
class Checked:
    """A report, and which of its errors somebody let pass by name."""

    report: Report
    overrides: tuple[Override, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.report.findings

    def override_of(self, finding: Finding) -> Override | None:
        key = (finding.rule, finding.text[:300])
        return next((o for o in self.overrides if (o.rule, o.words) == key), None)

    @property
    def blocking(self) -> list[Finding]:
        errors = (f for f in self.findings if f.severity == ERROR)
        return [f for f in errors if self.override_of(f) is None]

    @property
    def rows(self) -> list[tuple[Finding, Override | None]]:
        """The findings, what blocks first."""
        found = [(f, self.override_of(f)) for f in self.findings]
        order = {"error": 0, "warning": 1, "info": 2}
        return sorted(found, key=lambda pair: (order[pair[0].severity], pair[0].start or 0))


def check(
    revision: Revision, *, today: date, text: str | None = None, reviewer: str | None = None
) -> Checked:
    """This will review a revision as it stands; `text` instead of its own while somebody types.

    A draft is read as if the second clinician signed it today, so that only what its author can
    mend is found. `reviewer`: the name on the page, empty where nobody signed.
    """
    text = revision.text if text is None else text
    fields = fields_of(revision, text, today=today, reviewer=reviewer)
    # The help section is put in by itself where the author gives it no place.
    whole = text if HELP_MARK.search(text) else f"{text.rstrip()}\n\n{{{{help}}}}\n"
    region = revision.help_region
    try:
        report = review(whole, fields=fields, region=region)
    except UnknownRegion:
        report = review(whole, fields=fields, region="general")
    report = in_language(report, revision.article.language)
    return Checked(report, tuple(revision.overrides.select_related("by__user")))


def in_language(report: Report, language: str) -> Report:
    if language.lower().startswith("en"):
        return report
    kept = tuple(f for f in report.findings if f.rule in ANY_LANGUAGE)
    return Report(report.grade, report.smog, report.words, kept)


def fields_of(revision: Revision, text: str, *, today: date, reviewer: str | None) -> Fields:
    author = author_lines(revision)
    keys = list(dict.fromkeys(key.lower() for key in CITED.findall(text)))
    sources = sources_for(keys, revision.article.clinic_id) if keys else {}
    return Fields(
        title=revision.title,
        summary=revision.summary,
        author_name=author["author_name"],
        author_role=author["author_role"],
        author_registration=author["author_registration"],
        reviewer_name="another clinician" if reviewer is None else reviewer,
        interests=revision.interests,
        reviewed_on=revision.reviewed_on or today,
        review_due_on=revision.review_due_on or months_later(today, LONGEST_MONTHS),
        sources=tuple(source_fields(sources[key]) for key in keys if key in sources),
        region="",
        key_points=tuple(revision.key_points),
        today=today,
    )


def author_lines(revision: Revision) -> dict[str, str]:
    """Who wrote it, as it will stand on the page."""
    if revision.author is None:
        return {
            "author_name": revision.author_name,
            "author_role": revision.author_role,
            "author_registration": revision.author_registration,
        }
    return {
        "author_name": revision.author.user.name,
        "author_role": revision.author.job_title,
        "author_registration": revision.author.registration,
    }


def source_fields(source: Source) -> SourceFields:
    names = (
        *("key", "authors", "year", "title", "doi", "pmid", "isbn", "url"),
        *("study_type", "kind", "retraction", "checked_on"),
    )
    return SourceFields(**{name: getattr(source, name) for name in names})


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def kept(checked: Checked) -> dict:
    """The report as it is stored with a published revision."""
    report = checked.report
    return {
        "grade": report.grade,
        "smog": report.smog,
        "words": report.words,
        "findings": [kept_finding(*pair) for pair in checked.rows],
    }


def kept_finding(finding: Finding, override: Override | None) -> dict:
    told = {
        "rule": finding.rule,
        "severity": finding.severity,
        "line": finding.line,
        "text": finding.text,
        "message": finding.message,
    }
    if override:
        told["override"] = {"by": override.by.user.name, "reason": override.reason}
    return told
