"""What was due, what was reported, and how much of the dose that was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from exercises.dose import Dose, at_most, due, due_count

# Source: bands of the project, from the cut most studies use for "satisfactory", 80 to 99 % of
# the dose (Bailey et al. 2020, Br J Sports Med 54: 326). No threshold is validated.
GOOD = 80  # per cent and over
PARTLY = 50
SILENT_DAYS = 7  # without any report: "no report"
# Source: project convention. Above it, more than planned is worth a word.
OVER = 120  # per cent
# Source: project convention. "Partly" with no number of repetitions counts as half.
HALF = 0.5

Pauses = Iterable[tuple[date, date | None]]


@dataclass(frozen=True)
class Told:
    """What one report says of one item. `state`: done, partly or not."""

    on: date
    state: str
    reason: str = ""
    variant: str = "planned"
    reps: tuple[int, ...] = ()


@dataclass(frozen=True)
class Given:
    """An item as given, from a day to a day (None = still). `weekdays`: its slot's, () = any.

    `line` is the same for an item and what replaced it: together they are one exercise's story.
    `plan` and `phase` say where it stands: stages follow each other, plans run side by side.
    """

    line: str
    dose: Dose
    first: date
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    pauses: tuple[tuple[date, date | None], ...] = ()
    plan: str = ""
    phase: str = ""

    def cut(self, first: date, last: date) -> tuple[date, date] | None:
        """The days of a window on which it held; None where there are none."""
        begins = max(self.first, first)
        ends = last if self.last is None else min(self.last, last)
        return (begins, ends) if begins <= ends else None


@dataclass
class Tally:
    """One exercise over some days. `due` by its rule, `most` at the upper end of how often; the
    rest as reported."""

    due: int = 0
    most: int = 0
    done: int = 0
    partly: int = 0
    refused: int = 0
    amount: float = 0.0
    reasons: Counter = field(default_factory=Counter)
    variants: Counter = field(default_factory=Counter)

    @property
    def reported(self) -> int:
        return self.done + self.partly

    @property
    def silent(self) -> int:
        """Due and not spoken of: neither done nor refused."""
        return max(0, self.due - self.reported - self.refused)

    @property
    def more(self) -> int:
        """Beyond what was planned."""
        return max(0, self.reported - max(self.due, self.most))

    @property
    def percent(self) -> int | None:
        return percent(self.reported, self.due)

    @property
    def dose_percent(self) -> int | None:
        """The amount reported of the amount planned, "partly" by its part; at most 100."""
        return percent(self.amount, self.due)

    @property
    def is_over(self) -> bool:
        return bool(self.due) and self.reported * 100 > OVER * max(self.due, self.most)


def percent(part: float, whole: float) -> int | None:
    """Whole per cent, at most 100; None where nothing was planned."""
    if not whole:
        return None
    return min(100, int(100 * part / whole + 0.5))


def band(value: int | None, *, silent_days: int | None = None) -> str:
    """good, partly, low; "silent" after a week without a report; "" where nothing was planned.

    `silent_days`: days since the last report, None = never reported (and something was due).
    """
    if value is None:
        return ""
    if silent_days is None or silent_days >= SILENT_DAYS:
        return "silent"
    if value >= GOOD:
        return "good"
    return "partly" if value >= PARTLY else "low"


# How much of a dose --------------------------------------------------------------------------


def prescribed_reps(dose: Dose) -> int | None:
    """Repetitions in one session at the lower end of the range; None where no number was asked."""
    if dose.reps_by_set:
        return sum(dose.reps_by_set)
    low, high = dose.range("reps")
    reps = low if low is not None else high
    if reps is None:
        return None
    sets = next((v for v in dose.range("sets") if v is not None), 1)
    return sets * reps


def amount(told: Told, dose: Dose) -> float:
    """The part of one session's dose, 0 to 1: by repetitions where they were told."""
    if told.state == "not":
        return 0.0
    asked = prescribed_reps(dose)
    if told.reps and asked:
        return min(1.0, sum(told.reps) / asked)
    return 1.0 if told.state == "done" else HALF


def tally(dose: Dose, told: Iterable[Told], *, due_times: int, most_times: int = 0) -> Tally:
    """What was reported of one item against the times it was due."""
    found = Tally(due=due_times, most=most_times)
    for one in told:
        found.amount += amount(one, dose)
        if one.state == "done":
            found.done += 1
        elif one.state == "partly":
            found.partly += 1
        else:
            found.refused += 1
        if one.reason:
            found.reasons[one.reason] += 1
        if one.state != "not" and one.variant != "planned":
            found.variants[one.variant] += 1
    return found


def add(tallies: Iterable[Tally]) -> Tally:
    """Several items as one: an exercise and what replaced it."""
    total = Tally()
    for one in tallies:
        total.due += one.due
        total.most += one.most
        total.done += one.done
        total.partly += one.partly
        total.refused += one.refused
        total.amount += one.amount
        total.reasons += one.reasons
        total.variants += one.variants
    return total


# How often it was due ------------------------------------------------------------------------


def is_fixed(given: Given) -> bool:
    """Whether the rule names its days; "3 days a week" and "every other day" do not."""
    floats = given.dose.range("days_per_week") != (None, None) or (
        (given.dose.every_n_days or 1) > 1
    )
    return bool(given.weekdays) or not floats


def fixed_days(given: Given, first: date, last: date) -> Counter[date]:
    """Times due on each day, for a rule that names its days."""
    times: Counter[date] = Counter()
    for day in days(first, last):
        if given.weekdays and day.weekday() not in given.weekdays:
            continue
        if found := due(given.dose, first, last, day, (), given.pauses):
            times[day] = len(found)
    return times


def most_times(given: Given, first: date, last: date) -> int:
    """How often at the most, at the upper end of a range."""
    return due_times(replace(given, dose=at_most(given.dose)), first, last)


def due_times(given: Given, first: date, last: date) -> int:
    """How often an item was due in a window, by its rule, pauses left out.

    Every other day over 14 days is 7, whichever days they were: a shifted day is not missed.
    """
    window = given.cut(first, last)
    if window is None:
        return 0
    if given.weekdays:
        return sum(fixed_days(given, *window).values())
    return due_count(given.dose, *window, pauses=given.pauses)


def sessions_planned(items: Iterable[Given], first: date, last: date, *, most: bool = False) -> int:
    """Sessions that fell in a window: the most asked of any exercise.

    Exercises with fixed days count day by day, so Day A and Day B add up. Those of "3 days a
    week" count as a whole; an exercise and its replacement are one line, stages add up, and of
    two plans side by side the one that asks for more counts. `most`: at the upper end of ranges.
    """
    fixed: Counter[date] = Counter()
    lines: Counter[tuple] = Counter()
    for given in at_their_most(items) if most else items:
        window = given.cut(first, last)
        if window is None:
            continue
        if is_fixed(given):
            fixed |= fixed_days(given, *window)
        else:
            times = due_count(given.dose, *window, pauses=given.pauses)
            lines[given.plan, given.phase, given.line] += times
    return max(sum(fixed.values()), floating(lines))


def at_their_most(items: Iterable[Given]) -> Iterable[Given]:
    return (replace(given, dose=at_most(given.dose)) for given in items)


def floating(lines: Counter[tuple]) -> int:
    """`lines`: times due by (plan, phase, line)."""
    phases: dict[tuple, int] = {}
    for (plan, phase, _line), times in lines.items():
        phases[plan, phase] = max(phases.get((plan, phase), 0), times)
    plans: Counter[str] = Counter()
    for (plan, _phase), times in phases.items():
        plans[plan] += times
    return max(plans.values(), default=0)


def sessions_reported(told: dict[date, Counter[str]]) -> int:
    """Sessions reported: of each day, how often its most reported exercise was done or partly.

    So a day told in two halves is one session, and one in which nothing was done is none.
    """
    return sum(max(day.values(), default=0) for day in told.values())


def days(first: date, last: date):
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
