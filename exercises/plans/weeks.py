"""Sessions planned and reported in a week, Monday to Sunday, the patient's zone."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import lru_cache

from exercises.dose import Dose, due, due_count
from exercises.dose import at_most as most_of
from exercises.plans.cards import cards_of
from exercises.plans.facts import Facts
from exercises.plans.phases import phase_in_week


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def reported_in(sessions, first: date, last: date) -> int:
    """Sessions reported: how often the most reported exercise of each day was reported.

    So a day told in two halves, the morning's and the evening's, is one session, and a session in
    which nothing was done is none.
    """
    days: dict[date, Counter] = {}
    for session in sessions:
        if first <= session["on"] <= last:
            told = days.setdefault(session["on"], Counter())
            told.update(item for item, state in session["said"] if state != "not")
    return sum(max(told.values(), default=0) for told in days.values())


def more_than_planned(facts: Facts, monday: date, today: date, reported: int) -> int:
    """Sessions beyond the upper end of what was asked: 4 of "3 to 5 days a week" are none."""
    return max(0, reported - planned_in(facts, monday, today, most=True)) if reported else 0


def planned_in(facts: Facts, monday: date, today: date, *, most: bool = False) -> int:
    """Sessions that fall in the week by rule: the most asked of any exercise, day by day.

    Exercises of fixed days count by day; those of "3 days a week" or "every other day" by week.
    Two programmes are one session, so the one that asks for more counts. `most`: at the upper end
    of ranges, for saying what was more than planned.
    """
    fixed: Counter[date] = Counter()
    floating = 0
    for plan in facts.plans:
        pauses = tuple((first, last) for first, last, _why in plan["pauses"])
        of_plan = 0
        for phase, first, last in spans(plan, monday, today):
            found = [
                (pk, tuple(slot["weekdays"])) for slot in phase["slots"] for pk, _w in slot["items"]
            ]
            cards = cards_of([pk for pk, _days in found])
            floats = 0
            for pk, weekdays in found:
                dose = at_most(cards[pk].dose) if most else cards[pk].dose
                if is_fixed(dose, weekdays):
                    for day, times in fixed_days(dose, weekdays, first, last, pauses):
                        fixed[day] = max(fixed[day], times)
                else:
                    floats = max(floats, counted(dose, first, last, pauses))
            of_plan += floats
        floating = max(floating, of_plan)
    return max(sum(fixed.values()), floating)


def spans(plan: dict, monday: date, today: date):
    """(phase, first day, last day) for each phase that holds on days of the week."""
    runs: list[list] = []
    for offset in range(7):
        day = monday + timedelta(days=offset)
        if day < plan["starts"] or (plan["ends"] and day > plan["ends"]) or plan["closed"]:
            continue
        phase = phase_in_week(plan["phases"], day, today)
        if phase is None:
            continue
        if runs and runs[-1][0] is phase:
            runs[-1][2] = day
        else:
            runs.append([phase, day, day])
    return runs


@lru_cache(maxsize=4096)
def at_most(dose: Dose) -> Dose:
    return most_of(dose)


def is_fixed(dose: Dose, weekdays) -> bool:
    floats = dose.range("days_per_week") != (None, None) or (dose.every_n_days or 1) > 1
    return bool(weekdays) or not floats


@lru_cache(maxsize=4096)
def fixed_days(dose: Dose, weekdays, first: date, last: date, pauses) -> tuple:
    """(day, times) of the days it falls on."""
    days = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if weekdays and day.weekday() not in weekdays:
            continue
        if times := len(due(dose, first, last, day, (), pauses)):
            days.append((day, times))
    return tuple(days)


@lru_cache(maxsize=4096)
def counted(dose: Dose, first: date, last: date, pauses) -> int:
    return due_count(dose, first, last, pauses)
