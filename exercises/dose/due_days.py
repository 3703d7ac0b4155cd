"""On which days a dose falls, from the rule, the start, what was done, and pauses."""

from collections.abc import Iterable
from datetime import date, timedelta

WAKING_HOURS = 14  # hours a day in which "every 2 hours" is asked. Own convention.


def due(dose, start, end, day, done_on=(), pauses=()) -> list[int]:
    """Return the numbers of the slots due on `day`, from 1; [] when nothing is due.

    `end` is the last day or None. `done_on` holds one local date for each time it was done, so a
    date may stand several times; `pauses` holds (first, last) pairs of days, last None = open.
    Slots of the day stay due when done: what is done is kept apart from what was due. A dose
    without a rhythm is never due.
    """
    if not _within(day, start, end) or _paused(day, pauses) or not dose.has_frequency:
        return []
    done = sorted(each for each in done_on if each <= day)
    if not _falls_on(dose, start, day, done):
        return []
    return list(range(1, slots_a_day(dose) + 1))


def due_count(dose, start, end, pauses=(), until=None) -> int:
    """Count the slots due from `start` to `end` (or `until`, the earlier), pauses left out.

    Counts the rule, not the log: every other day over 14 days is 7. Days a week count per week,
    Monday to Sunday, in proportion where the week is cut short.
    """
    last = min(each for each in (end, until) if each is not None)
    days = [day for day in _days(start, last) if not _paused(day, pauses)]
    if not dose.has_frequency or not days:
        return 0
    return _due_days(dose, days) * slots_a_day(dose)


def slots_a_day(dose) -> int:
    """Return how many slots a due day has; the lower end of a range is what is asked."""
    low, high = dose.range("per_day")
    if low is not None:
        return low
    longest = dose.every_hours_max or dose.every_hours_min
    if longest is None:
        return 1
    fitting = WAKING_HOURS // longest + 1
    return fitting if high is None else min(fitting, high)


def _within(day, start, end) -> bool:
    return start <= day and (end is None or day <= end)


def _paused(day, pauses) -> bool:
    return any(first <= day and (last is None or day <= last) for first, last in pauses)


def _falls_on(dose, start, day, done) -> bool:
    if dose.weekdays:
        return day.weekday() in dose.weekdays
    if dose.range("days_per_week") != (None, None):
        return _week_is_open(dose, day, done)
    if dose.every_n_days:
        return _rhythm_reaches(dose.every_n_days, start, day, done)
    return True


def _week_is_open(dose, day, done) -> bool:
    """Offer it daily until the week's count is met; a day already begun stays open."""
    monday = day - timedelta(days=day.weekday())
    days = {each for each in done if monday <= each < day}
    low, high = dose.range("days_per_week")
    wanted = low if low is not None else high
    return len(days) < wanted


def _rhythm_reaches(every, start, day, done) -> bool:
    """Count from the last day done: due on the nth day after it, and from then on until done.

    A gap of n-1 to n+1 days keeps the rhythm, so a shifted day moves the next and is not missed.
    With nothing done yet it is due from the start. Calendar days count, those of a pause too.
    """
    before = [each for each in done if start <= each < day]
    return not before or (day - before[-1]).days >= every


def keeps_rhythm(every, first, second) -> bool:
    """Say whether the gap between two days done is within a day of the rhythm."""
    return every - 1 <= (second - first).days <= every + 1


def _due_days(dose, days) -> int:
    if dose.weekdays:
        return sum(day.weekday() in dose.weekdays for day in days)
    if dose.range("days_per_week") != (None, None):
        return _week_total(dose, days)
    every = dose.every_n_days or 1
    return -(-len(days) // every)


def _week_total(dose, days) -> int:
    low, high = dose.range("days_per_week")
    wanted = low if low is not None else high
    weeks: dict[date, int] = {}
    for day in days:
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = weeks.get(monday, 0) + 1
    return sum(min(wanted, round(wanted * count / 7 + 1e-9)) for count in weeks.values())


def _days(first: date, last: date) -> Iterable[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)
