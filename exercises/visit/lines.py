"""Exercises as stories: an item, what it replaced, what was due and what was reported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from exercises import progress
from exercises.dose import say, short
from exercises.models import AssignedItem, Reason
from exercises.plans.phases import phase_on
from exercises.visit.facts import Facts


@dataclass
class Line:
    """One exercise's story in a plan: the item in force (or the last one), and those before."""

    plan: dict
    phase: dict
    items: list[AssignedItem]
    tally: progress.Tally = field(default_factory=progress.Tally)
    pains: list[int] = field(default_factory=list)
    then: AssignedItem | None = None
    in_force: bool = True

    @property
    def item(self) -> AssignedItem:
        return self.items[-1]

    @property
    def name(self) -> str:
        return self.item.revision.name

    @cached_property
    def now(self) -> str:
        return short(self.item.dose)

    @cached_property
    def said(self) -> str:
        return say(self.item.dose)

    @property
    def was(self) -> str:
        """The dose at the last visit, where it is another one now."""
        if self.then is None or self.then.pk == self.item.pk:
            return ""
        before = short(self.then.dose)
        if self.then.exercise_id != self.item.exercise_id:
            return f"{self.then.revision.name}, {before}"
        return before if before != self.now else ""

    @property
    def history(self) -> list[AssignedItem]:
        """Newest first, each with its dose in short (`brief`)."""
        for item in self.items:
            item.brief = short(item.dose)
        return self.items[::-1]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        return reason_words(self.tally.reasons)

    @property
    def worst(self) -> int | None:
        return max(self.pains, default=None)

    @property
    def is_withdrawn(self) -> bool:
        return self.in_force and self.item.exercise.withdrawn_at is not None


def reason_words(reasons: Counter) -> list[tuple[str, int]]:
    labels = dict(Reason.choices)
    return [(str(labels.get(key, key)), count) for key, count in reasons.most_common()]


def yesterday(day: date) -> date:
    return day - timedelta(days=1)


def lines_of(facts: Facts, today: date) -> list[Line]:
    """Items of every plan, each together with those it replaced; those in force first."""
    plans = {p["id"]: p for p in facts.plans}
    roots: dict = {}
    stories: dict[object, list[AssignedItem]] = {}
    for item in sorted(facts.items, key=lambda i: i.given_at):
        root = roots.get(item.replaces_id, item.pk)
        roots[item.pk] = root
        stories.setdefault(root, []).append(item)
    places = {item.pk: number for number, item in enumerate(facts.items)}
    lines = []
    for items in sorted(stories.values(), key=lambda story: places[story[0].pk]):
        phase_row = items[-1].slot.phase
        plan = plans.get(str(phase_row.assignment_id))
        if plan is None:
            continue
        phase = next(p for p in plan["phases"] if p["id"] == str(phase_row.pk))
        lines.append(Line(plan, phase, items, in_force=holds(items[-1], plan, phase, today)))
    return sorted(lines, key=lambda line: not line.in_force)


def holds(item: AssignedItem, plan: dict, phase: dict, today: date) -> bool:
    if item.ended_at or plan["ended"] or plan["closed"]:
        return False
    current = phase_on(plan["phases"], today)
    return current is None or current["id"] == phase["id"]


def phase_days(plan: dict, phase: dict, today: date) -> tuple[date, date | None] | None:
    """First and last day of a phase; None where it has not begun."""
    current = phase_on(plan["phases"], today) or plan["phases"][-1]
    if phase["order"] > current["order"]:
        return None
    first = max(phase["starts"] or plan["starts"], plan["starts"])
    later = [p["starts"] for p in plan["phases"]
             if phase["order"] < p["order"] <= current["order"] and p["starts"]]  # fmt: skip
    if later:
        return first, yesterday(min(later))
    ends = [day for day in (plan["ends"], plan["ended_on"]) if day]
    if phase["state"] != "held" and phase["ends"] and phase is plan["phases"][-1]:
        ends.append(phase["ends"])
    return first, min(ends, default=None)


def given_of(item: AssignedItem, line: Line, today: date) -> progress.Given | None:
    """When an item held: within its phase, from the day it was given, until it was ended."""
    span = phase_days(line.plan, line.phase, today)
    if span is None:
        return None
    first, last = span
    if item.replaces_id or item.given_on > line.plan["given_on"]:
        first = max(first, item.given_on)
    if item.ended_on:
        ended = yesterday(item.ended_on)
        last = ended if last is None else min(last, ended)
    return progress.Given(
        line=str(line.items[0].pk),
        plan=line.plan["id"],
        phase=line.phase["id"],
        dose=item.dose,
        first=first,
        last=last,
        weekdays=tuple(item.slot.weekdays),
        pauses=tuple((a, b) for a, b, _why in line.plan["pauses"]),
    )


def fill(line: Line, told, sessions, since, until, today) -> list[progress.Given]:
    """What was due and reported of a line; returns its items as given, for the sum."""
    given, tallies = [], []
    for item in line.items:
        held = given_of(item, line, today)
        times = progress.due_times(held, since, until) if held else 0
        if held:
            given.append(held)
        most = progress.most_times(held, since, until) if held else 0
        said = told.get(str(item.pk), ())
        tallies.append(progress.tally(item.dose, said, due_times=times, most_times=most))
    line.tally = progress.add(tallies)
    ids = {str(item.pk) for item in line.items}
    line.pains = [s["pain"] for s in sessions if s["pain"] is not None
                  and any(said[0] in ids and said[1] != "not" for said in s["said"])]  # fmt: skip
    earlier = [i for i in line.items if i.given_on <= since]
    line.then = earlier[-1] if earlier else None
    if line.then and line.then.given_on == since and line.then is not line.items[0]:
        line.then = line.items[line.items.index(line.then) - 1]
    return given
