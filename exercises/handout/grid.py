"""The grid to tick: one table a week, Monday to Sunday."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from exercises.dose import slots_a_day

USUAL_WEEKS, MOST_WEEKS = 4, 6  # of ticking; a longer plan is printed again


def weeks_of(plan: dict, phase, rows, day: date) -> list[dict]:
    """One table a week, Monday to Sunday, from this week or the first one of the plan."""
    first = max(day, plan["starts"])
    ends = (phase and phase["ends"]) or plan["ends"]
    if ends and ends < first:
        return []
    monday = first - timedelta(days=first.weekday())
    count = USUAL_WEEKS if ends is None else min(MOST_WEEKS, (ends - monday).days // 7 + 1)
    return [week_of(plan, ends, rows, monday + timedelta(weeks=n)) for n in range(count)]


def named(row, has_parts: bool) -> str:
    part = row.slot["name"] if has_parts else ""
    return f"{part}: {row.card.name}" if part else row.card.name


def week_of(plan: dict, ends: date | None, rows, monday: date) -> dict:
    days = [monday + timedelta(days=n) for n in range(7)]
    has_parts = len({row.slot["name"] for row in rows}) > 1
    return {
        "title": _("Week from %s") % date_format(monday, "j F"),
        "days": [date_format(on, "D j") for on in days],
        "rows": [
            {
                "name": named(row, has_parts),
                "boxes": [boxes(row, on, plan["starts"], ends) for on in days],
            }
            for row in rows
        ],
    }


def boxes(row, on: date, starts: date, ends: date | None) -> int:
    """How many boxes a day has: none where the rule names other days."""
    named = row.slot["weekdays"] or list(row.card.dose.weekdays or ())
    if on < starts or (ends and on > ends) or (named and on.weekday() not in named):
        return 0
    return slots_a_day(row.card.dose)
