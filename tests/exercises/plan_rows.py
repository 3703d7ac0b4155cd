"""Rows for tests: a plan of so many exercises for one patient."""

from __future__ import annotations

import itertools
from datetime import date

from django.utils import timezone

from exercises.dose import Dose
from exercises.figures import FIGURES
from exercises.models import (
    AssignedItem,
    AssignedPhase,
    AssignedSlot,
    Assignment,
    Exercise,
    ExerciseRevision,
)

DAILY = Dose(sets_min=3, sets_max=3, reps_min=12, reps_max=12, per_day_min=1, per_day_max=1)
_numbers = itertools.count(1)


def an_exercise(clinic=None, *, language="en-gb", patient=None, **fields) -> Exercise:
    number = next(_numbers)
    exercise = Exercise.objects.create(
        clinic=clinic, slug=f"movement-{number}", language=language, patient=patient
    )
    revision = ExerciseRevision(
        exercise=exercise,
        state="published",
        published_at=timezone.now(),
        **{
            "name": f"Movement {number}",
            "purpose": "Makes the calf strong for stairs.",
            "start": "Stand at a worktop.",
            "steps": ["Rise slowly.", "Pause at the top.", "Lower slowly."],
            "cues": ["Keep the knee straight."],
            "mistakes": ["Rolling to the outer edge."],
            "stop_rules": ["Stop if the calf gives way."],
            "kit": ["worktop"],
            "figure": "heel-raise",
            **fields,
        },
    )
    revision.dose = DAILY
    revision.save()
    exercise.published = revision
    exercise.save()
    return exercise


def a_plan(patient, by, *, exercises, dose=DAILY, starts_on: date | None = None, **fields):
    """An assignment with one phase, one slot and these exercises."""
    starts_on = starts_on or timezone.localdate()
    assignment = Assignment.objects.create(
        patient=patient,
        episode=patient.episodes.get(),
        given_by=by,
        starts_on=starts_on,
        **{"name": "Calf strength", **fields},
    )
    phase = AssignedPhase.objects.create(
        assignment=assignment, name="Base", state="current", starts_on=starts_on
    )
    slot = AssignedSlot.objects.create(phase=phase, cue="after breakfast")
    for order, exercise in enumerate(exercises):
        item = AssignedItem(
            slot=slot,
            exercise=exercise,
            revision=exercise.published,
            given_by=by,
            order=order,
            note=f"Note {order}",
        )
        item.dose = dose
        item.save()
    return assignment


def some_exercises(count: int) -> list[Exercise]:
    keys = itertools.cycle(sorted(FIGURES))
    return [an_exercise(figure=next(keys)) for _number in range(count)]
