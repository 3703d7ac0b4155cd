"""EV06 to EV09: the records of sources. Fields only."""

import re
from datetime import date

from ..fields import Fields, SourceFields
from .base import ERROR, INFO, WARNING, Example, Rule

STALE_YEARS, OLD_YEARS, CHECK_DAYS = 5, 10, 180
LASTING = frozenset({"landmark", "instrument", "protocol"})
DOI = re.compile(r"10\.\d{4,9}/\S*[^\s.]")
CAUSE = re.compile(
    r"\b(?:causes?|caused|causing|leads? to|led to|leading to|due to|results? in|resulted in|root cause|validated|onset|because of|brings? on|responsible for|prevents?)\b",
    re.IGNORECASE,
)
WEAK = re.compile(
    r"case[- ]?control|cross[- ]?section|case[- ]?(?:series|report|study)|opinion|editorial|commentary|observational|survey|narrative",
    re.IGNORECASE,
)


def _records(case):
    return case.fields.sources if case.fields else ()


def _name(source):
    return source.key or source.title or source.authors or "a source"


def stale(rule, case):
    dated = [source for source in _records(case) if source.year]
    if (
        dated
        and case.today.year - max(source.year for source in dated) > STALE_YEARS
        and not all(source.kind in LASTING for source in dated)
    ):
        yield case.on_page(
            rule,
            f"The newest source is from {max(source.year for source in dated)}. Check for newer evidence.",
            field_name="sources",
            severity=WARNING,
        )
    for source in dated:
        if case.today.year - source.year > OLD_YEARS and source.kind not in LASTING:
            yield case.on_page(
                rule,
                f"{_name(source)} is from {source.year}. Check for newer evidence.",
                field_name="sources",
                text=_name(source),
                severity=INFO,
            )


def incomplete(rule, case):
    for source in _records(case):
        missing = [
            word
            for word, there in (
                ("authors", source.authors),
                ("year", source.year),
                ("title", source.title),
                ("DOI, PMID, ISBN or URL", source.doi or source.pmid or source.isbn or source.url),
            )
            if not there
        ]
        if missing:
            yield case.on_page(
                rule,
                f"Complete the reference {_name(source)}: {', '.join(missing)} missing.",
                field_name="sources",
                text=_name(source),
            )
        if source.doi and not DOI.fullmatch(source.doi):
            yield case.on_page(
                rule,
                f"The DOI of {_name(source)} is not well formed: “{source.doi}”.",
                field_name="sources",
                text=source.doi,
            )


def retracted(rule, case):
    for source in _records(case):
        status = source.retraction
        if status == "retracted":
            yield case.on_page(
                rule,
                f"{_name(source)} was retracted: remove.",
                field_name="sources",
                text=_name(source),
            )
        elif status == "concern":
            yield case.on_page(
                rule,
                f"{_name(source)} carries an expression of concern: read it again.",
                field_name="sources",
                text=_name(source),
                severity=WARNING,
            )
        elif source.checked_on and (case.today - source.checked_on).days > CHECK_DAYS:
            yield case.on_page(
                rule,
                f"{_name(source)} was last checked for retraction on {source.checked_on}: re-check.",
                field_name="sources",
                text=_name(source),
                severity=INFO,
            )


def cause_from_link(rule, case):
    weak = {
        source.key.lower(): source for source in _records(case) if WEAK.search(source.study_type)
    }
    if not weak:
        return
    for match, sentence in case.document.find(CAUSE):
        if sentence.block.is_myth or re.search(
            r"\b(?:not|n't|no|whether|may|might|could|link)\b", sentence.text, re.I
        ):
            continue
        following = case.document.next_in_block(sentence)
        end = following.start if following else sentence.end
        keys = {
            key
            for cite in sentence.block.cites
            if sentence.start <= sentence.block.start + cite.at <= end
            for key in cite.keys
        }
        if keys & weak.keys():
            yield case.on(rule, match, "This study shows a link, not a cause.")


_DAY = date(2026, 11, 20)
_GOOD = SourceFields(
    "a20",
    "Smith J",
    2024,
    "Heels",
    doi="10.1111/sms.12313",
    study_type="trial",
    retraction="none",
    checked_on=date(2026, 10, 1),
)


def _one(text="It hurts. [^a20]", **more):
    values = dict(vars(_GOOD))
    return Example(text, Fields(sources=(SourceFields(**{**values, **more}),), today=_DAY))


_LINK = "Small muscles cause heel pain. [^a20]"

RULES = (
    Rule(
        "EV06",
        WARNING,
        "Stale source",
        "NHS content standard 2; PIF",
        "The newest source older than 5 years; any source older than 10 years, unless landmark, instrument or protocol.",
        must_fire=(
            _one(year=2015),
            _one(year=2020),
            _one(year=1999),
            _one(year=2010, kind="guideline"),
            _one(year=2018),
        ),
        must_not_fire=(
            _one(),
            _one(year=1983, kind="instrument"),
            _one(year=2003, kind="protocol"),
            _one(year=2021),
            _one(year=1990, kind="landmark"),
            Example("It hurts."),
        ),
        check=stale,
    ),
    Rule(
        "EV07",
        WARNING,
        "Incomplete reference",
        "Groundwork: every source can be found",
        "Authors, year, title and one of DOI, PMID, ISBN, URL; the DOI well formed.",
        must_fire=(
            _one(authors=""),
            _one(year=None),
            _one(title=""),
            _one(doi=""),
            _one(doi="10.1111/sms.12313."),
            _one(doi="10.1111/sms.12313 "),
            _one(doi="doi.org/10.1111/x"),
        ),
        must_not_fire=(
            _one(),
            _one(doi="", url="https://www.nice.org.uk/guidance/ng59"),
            _one(doi="", pmid="25145882"),
            _one(doi="", isbn="9780000000002"),
            Example("It hurts."),
        ),
        check=incomplete,
    ),
    Rule(
        "EV08",
        ERROR,
        "Retracted source",
        "Groundwork: local flag on the source",
        "Retracted is an error; not checked for 180 days is information.",
        must_fire=(
            _one(retraction="retracted"),
            _one(checked_on=date(2026, 1, 1)),
            _one(retraction="concern"),
            _one(retraction="unknown", checked_on=date(2025, 1, 1)),
            _one(retraction="corrected", checked_on=date(2026, 2, 1)),
        ),
        must_not_fire=(
            _one(),
            _one(retraction="corrected"),
            _one(checked_on=None),
            _one(retraction="unknown"),
            Example("It hurts."),
        ),
        check=retracted,
    ),
    Rule(
        "EV09",
        WARNING,
        "Cause word with a weak study",
        "CDC-CCI, state of the science",
        "Causes, leads to, due to … in a sentence whose source is case-control, cross-sectional, a case series or opinion.",
        must_fire=(
            _one(_LINK, study_type="case-control"),
            _one(_LINK, study_type="cross-sectional"),
            _one("Flat feet lead to back pain [^a20].", study_type="cross sectional"),
            _one("Pain is due to weak feet.[^a20]", study_type="case series"),
            _one(_LINK, study_type="opinion"),
        ),
        must_not_fire=(
            _one(_LINK),
            _one("Weak feet are linked with heel pain. [^a20]", study_type="case-control"),
            _one("Weak feet may cause pain. [^a20]", study_type="opinion"),
            _one("Flat feet do not cause back pain. [^a20]", study_type="cross-sectional"),
            Example(_LINK),
        ),
        check=cause_from_link,
    ),
)
