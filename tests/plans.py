"""Plans for patients, for tests: plain functions that make rows, the dose as it is typed."""

import itertools
from datetime import timedelta

from django.utils import timezone

from exercises.dose import parse
from exercises.models import (
    AssignedItem,
    AssignedPhase,
    AssignedSlot,
    Assignment,
    Exercise,
    ExerciseRevision,
)
from tests import factories

_numbers = itertools.count(1)
ANSWERS = {"pain": "Do the easier one.", "no_time": "Do ten while the kettle boils."}


def exercise(name="Heel raise", *, clinic=None, **fields) -> Exercise:
    made = Exercise.objects.create(clinic=clinic, slug=f"exercise-{next(_numbers)}")
    revision = ExerciseRevision(
        exercise=made,
        state="published",
        published_at=timezone.now(),
        name=name,
        **{
            "purpose": "Makes your calves stronger.",
            "start": "Stand at a worktop.",
            "steps": ["Rise slowly.", "Lower slowly."],
            "stop_rules": ["Stop if your leg gives way."],
            "answers": ANSWERS,
            "figure": "heel-raise",
            **fields,
        },
    )
    revision.dose = parse("3x12, every day").dose
    revision.save()
    made.published = revision
    made.save()
    return made


def plan(of, *, by=None, starts_on=None, name="Strong heels", **fields) -> Assignment:
    """A programme given to a patient, without phases yet."""
    episode = of.episodes.order_by("-opened_on").first()
    return Assignment.objects.create(
        patient=of,
        episode=episode,
        name=name,
        given_by=by or factories.someone_at(of.clinic),
        starts_on=starts_on or timezone.localdate() - timedelta(days=10),
        **fields,
    )


def phase(of_plan, *, state="current", starts_on=None, order=0, **fields) -> AssignedPhase:
    return AssignedPhase.objects.create(
        assignment=of_plan,
        state=state,
        order=order,
        starts_on=starts_on or (of_plan.starts_on if state == "current" else None),
        **fields,
    )


def slot(of_phase, **fields) -> AssignedSlot:
    return AssignedSlot.objects.create(phase=of_phase, **fields)


def item(in_slot, dose="3x12, every day", *, of=None, **fields) -> AssignedItem:
    of = of or exercise()
    made = AssignedItem(
        slot=in_slot,
        exercise=of,
        revision=of.published,
        given_by=in_slot.phase.assignment.given_by,
        answers=of.published.answers,
        **fields,
    )
    parsed = parse(dose)
    assert parsed.status in ("ok", "warn"), parsed
    made.dose = parsed.dose
    made.save()
    return made


def simple(of, dose="3x12, every day", *, names=("Heel raise",), **fields):
    """A plan of one phase and one slot; gives its items."""
    where = slot(phase(plan(of, **fields)))
    return [item(where, dose, of=exercise(name), order=n) for n, name in enumerate(names)]
