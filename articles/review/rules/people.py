"""ST03 to ST06 and ST10: who wrote and checked it, when, and the summary. Fields only."""

from datetime import date

from ..fields import Fields
from ..lexicon import ROLES
from ..sentences import split
from .base import ERROR, WARNING, Example, Rule

LONGEST_MONTHS = 36  # Source: PIF TICK: reviewed at least every 3 years.


def _same_day_later(day, months):
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def author(rule, case):
    fields = case.fields
    if not fields:
        return
    if not fields.author_name:
        yield case.on_page(rule, "Add author and role.", field_name="author_name")
        return
    credentials = " ".join((fields.author_role, fields.author_registration, fields.author_name))
    if not fields.author_role and not ROLES.search(credentials):
        yield case.on_page(
            rule,
            "Add the author's role, such as physiotherapist.",
            field_name="author_name",
            text=fields.author_name,
        )
    elif not fields.author_registration and not ROLES.search(credentials):
        yield case.on_page(
            rule,
            "Add a health profession or a registration body.",
            field_name="author_role",
            text=fields.author_role,
        )


def review_dates(rule, case):
    fields = case.fields
    if not fields:
        return
    if not fields.reviewed_on or not fields.review_due_on:
        which = "last reviewed" if not fields.reviewed_on else "next review"
        yield case.on_page(
            rule,
            f"Set review dates: the day of {which} is missing.",
            field_name="reviewed_on" if fields.reviewed_on is None else "review_due_on",
        )
        return
    if fields.review_due_on <= fields.reviewed_on:
        yield case.on_page(
            rule,
            "Set review dates: the next review must come after the last.",
            field_name="review_due_on",
            text=str(fields.review_due_on),
        )
    elif fields.review_due_on > _same_day_later(fields.reviewed_on, LONGEST_MONTHS):
        yield case.on_page(
            rule,
            "Set review dates: 36 months apart at most.",
            field_name="review_due_on",
            text=str(fields.review_due_on),
        )
    if fields.reviewed_on > case.today:
        yield case.on_page(
            rule,
            "Set review dates: the last review lies in the future.",
            field_name="reviewed_on",
            text=str(fields.reviewed_on),
        )
    elif fields.review_due_on < case.today:
        yield case.on_page(
            rule,
            "The review is overdue.",
            field_name="review_due_on",
            text=str(fields.review_due_on),
            severity=WARNING,
        )


def reviewer(rule, case):
    if not case.fields:
        return
    name = " ".join(case.fields.reviewer_name.lower().split())
    if not name or name == " ".join(case.fields.author_name.lower().split()):
        yield case.on_page(
            rule,
            "A second clinician must review.",
            field_name="reviewer_name",
            text=case.fields.reviewer_name,
        )


def interests(rule, case):
    if case.fields and not case.fields.interests:
        yield case.on_page(rule, "State conflicts, or “none”.", field_name="interests")


def summary(rule, case):
    if not case.fields:
        return
    text = case.fields.summary.replace("’", "'")
    count = sum(1 for _ in split(text)) if text.strip() else 0
    if not count:
        yield case.on_page(rule, "Add a summary of 1 to 3 sentences.", field_name="summary")
    elif count > 3:
        yield case.on_page(
            rule, f"The summary has {count} sentences; 3 at most.", field_name="summary", text=text
        )


_DAY = date(2026, 11, 20)


def _with(**more):
    given = {
        "author_name": "Asha Patel",
        "author_role": "physiotherapist",
        "author_registration": "HCPC",
        "reviewer_name": "Tom Okafor",
        "reviewed_on": date(2026, 9, 1),
        "review_due_on": date(2028, 9, 1),
        "interests": "none",
        "summary": "What helps a sore heel.",
        "today": _DAY,
        **more,
    }
    return Example("It hurts.", Fields(**given))


_PLAIN = Example("It hurts.")

RULES = (
    Rule(
        "ST03",
        ERROR,
        "No author or credential",
        "NHS content standard 1",
        "The author's name, and a role or a registration that says what kind of clinician.",
        must_fire=(
            _with(author_name=""),
            _with(author_role="", author_registration=""),
            _with(author_role="blogger", author_registration=""),
            _with(author_role="wellness guru", author_registration=""),
            _with(author_name="", author_role=""),
        ),
        must_not_fire=(
            _with(),
            _PLAIN,
            _with(author_role="podiatrist", author_registration=""),
            _with(author_name="Dr Lee", author_role="", author_registration=""),
            _with(author_role="specialist nurse"),
        ),
        check=author,
    ),
    Rule(
        "ST04",
        ERROR,
        "No review date",
        "PIF TICK",
        "Last and next review, 36 months apart at most; overdue is a warning.",
        must_fire=(
            _with(reviewed_on=None),
            _with(review_due_on=None),
            _with(review_due_on=date(2030, 9, 2)),
            _with(review_due_on=date(2026, 8, 1)),
            _with(reviewed_on=date(2023, 1, 1), review_due_on=date(2026, 1, 1)),
        ),
        must_not_fire=(
            _with(),
            _PLAIN,
            _with(review_due_on=date(2029, 9, 1)),
            _with(review_due_on=date(2026, 11, 20)),
            _with(reviewed_on=date(2024, 2, 29), review_due_on=date(2027, 2, 28)),
        ),
        check=review_dates,
    ),
    Rule(
        "ST05",
        ERROR,
        "No second clinician",
        "NHS content standard 1",
        "A reviewer who is not the author.",
        must_fire=(
            _with(reviewer_name=""),
            _with(reviewer_name="Asha Patel"),
            _with(reviewer_name="asha patel"),
            _with(reviewer_name="Asha  Patel"),
            _with(author_name="", reviewer_name=""),
        ),
        must_not_fire=(
            _with(),
            _PLAIN,
            _with(reviewer_name="Dr Tom Okafor"),
            _with(author_name="Lee"),
            _with(reviewer_name="Mina Chen, podiatrist"),
        ),
        check=reviewer,
    ),
    Rule(
        "ST06",
        WARNING,
        "No word on conflicts of interest",
        "NHS content standard 1",
        "The statement may be “none”.",
        must_fire=(
            _with(interests=""),
            Example("A.", Fields()),
            Example("", Fields()),
            Example("# A\n\nB.", Fields(title="A")),
            _with(interests="", author_name=""),
        ),
        must_not_fire=(
            _with(),
            _PLAIN,
            _with(interests="None."),
            _with(interests="Advises a maker of insoles."),
            _with(interests="none declared"),
        ),
        check=interests,
    ),
    Rule(
        "ST10",
        WARNING,
        "No summary",
        "PEMAT 11",
        "A summary of 1 to 3 sentences.",
        must_fire=(
            _with(summary=""),
            _with(summary="A. It is. It was. It has. It does."),
            _with(summary="  "),
            Example("A.", Fields()),
            _with(summary="It hurts. It heals. Walk on. Come back."),
        ),
        must_not_fire=(
            _with(),
            _PLAIN,
            _with(summary="It hurts. It heals. Walk on."),
            _with(summary="What to do, e.g. in the first 2.5 days."),
            _with(summary="No full stop"),
        ),
        check=summary,
    ),
)
