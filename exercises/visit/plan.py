"""One plan as staff see it: stages with what holds now, what held before, and what is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from exercises.plans.phases import phase_on
from exercises.progress import Signs
from exercises.visit.facts import Facts
from exercises.visit.lines import Line, lines_of
from exercises.visit.signs import signs_of


@dataclass
class Part:
    slot: dict
    lines: list[Line] = field(default_factory=list)
    gone: list[Line] = field(default_factory=list)


@dataclass
class Stage:
    phase: dict
    number: int
    parts: list[Part]
    is_now: bool
    signs: Signs | None = None

    @property
    def is_held(self) -> bool:
        return self.phase["state"] == "held"

    @property
    def is_over(self) -> bool:
        return self.phase["state"] == "done"


@dataclass
class PlanShown:
    plan: dict
    stages: list[Stage]
    changes: list[dict]
    paused: tuple | None

    @property
    def now(self) -> Stage | None:
        return next((stage for stage in self.stages if stage.is_now), None)

    @property
    def pictured(self) -> list:
        """The revisions whose pictures stand on the page."""
        parts = (part for stage in self.stages for part in stage.parts)
        return [line.item.revision for part in parts for line in part.lines]

    @property
    def following(self) -> Stage | None:
        now = self.now
        return next((s for s in self.stages if now and s.number == now.number + 1), None)

    @property
    def before(self) -> Stage | None:
        now = self.now
        return next((s for s in self.stages if now and s.number == now.number - 1), None)


def plan_of_facts(patient, facts: Facts, pk, today: date) -> PlanShown:
    """The plan with this id. Raises StopIteration where the patient has no such plan."""
    plan = next(p for p in facts.plans if p["id"] == str(pk))
    current = None if plan["ended"] else phase_on(plan["phases"], today) or stored(plan)
    lines = [line for line in lines_of(facts, today) if line.plan is plan]
    stages = []
    for number, phase in enumerate(plan["phases"], 1):
        is_now = current is not None and phase["id"] == current["id"]
        stage = Stage(phase, number, parts_of(phase, lines), is_now)
        if is_now and phase["criterion"]:
            stage.signs = signs_of(patient, facts, plan, phase)
        stages.append(stage)
    changes = [change for change in facts.changes if change["plan"] == plan["id"]]
    covered = (p for p in plan["pauses"] if p[1] is None or p[1] >= today)
    return PlanShown(plan, stages, changes, next(covered, None))


def stored(plan: dict) -> dict | None:
    """The stage the record calls current, where its dates are over."""
    return next((p for p in plan["phases"] if p["state"] in ("current", "held")), None)


def parts_of(phase: dict, lines: list[Line]) -> list[Part]:
    parts = []
    for slot in phase["slots"]:
        mine = [line for line in lines if str(line.item.slot_id) == slot["id"]]
        mine.sort(key=lambda line: line.item.order)
        parts.append(
            Part(
                slot,
                [line for line in mine if line.item.ended_at is None],
                [line for line in mine if line.item.ended_at is not None],
            )
        )
    return parts
