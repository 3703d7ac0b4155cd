"""Giving a programme to a patient: everything is copied, so a later edit rewrites nothing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from articles.actions import give_reading
from exercises.models import (
    AssignedItem,
    AssignedPhase,
    AssignedReading,
    AssignedSlot,
    Assignment,
    Change,
    ExerciseRevision,
    Item,
    Phase,
    PhaseReading,
    Programme,
    Slot,
)
from portal import audit, notify
from portal.models import Episode, Member, Patient


class UnableToAssign(Exception):
    """Says in words why a programme cannot be given, and which items are in the way."""

    def __init__(self, message: str, problems: list[Problem] | None = None):
        super().__init__(message)
        self.problems = problems or []


@dataclass(frozen=True)
class Problem:
    """One thing an item lacks: "frequency", "side" or "exercise" (withdrawn or unpublished)."""

    item: Item
    lacks: str


@dataclass(frozen=True)
class Limits:
    """The pain limits of one assignment; None = the clinic's."""

    pain_fine_max: int | None = None
    pain_limit: int | None = None
    morning_rise_limit: int | None = None


def whole(programme: Programme) -> Programme:
    """The programme with phases, slots, items, exercises and reading, in six queries."""
    items = Item.objects.unscoped().select_related("exercise__published", "easier", "harder")
    slots = Slot.objects.unscoped().prefetch_related(Prefetch("items", items))
    readings = PhaseReading.objects.unscoped().select_related("article__published")
    phases = Phase.objects.unscoped().prefetch_related(
        Prefetch("slots", slots), Prefetch("readings", readings)
    )
    return (
        Programme.objects.unscoped()
        .prefetch_related(Prefetch("phases", phases))
        .get(pk=programme.pk)
    )


def all_items(programme: Programme) -> list[Item]:
    return [i for p in programme.phases.all() for s in p.slots.all() for i in s.items.all()]


def needs_side(programme: Programme) -> bool:
    """Whether assigning has to ask left or right: some item is for the affected side."""
    return any(item.side == "affected" for item in all_items(programme))


def problems(programme: Programme, patient: Patient | None = None) -> list[Problem]:
    """What must be filled in before this can be given to anybody, or to this patient."""
    found = []
    for item in all_items(programme):
        exercise = item.exercise
        is_anothers = patient and exercise.patient_id and exercise.patient_id != patient.pk
        if exercise.published is None or exercise.withdrawn_at or is_anothers:
            found.append(Problem(item, "exercise"))
            continue
        lacks = item.dose.missing_for_assignment(exercise.published.one_sided)
        found += [Problem(item, what) for what in lacks]
    return found


@transaction.atomic
def assign(
    *,
    programme: Programme,
    patient: Patient,
    by: Member,
    at,
    starts_on: date,
    ends_on: date | None = None,
    side: str = "",
    note: str = "",
    limits: Limits | None = None,
    key: uuid.UUID | None = None,
    version: int | None = None,
) -> Assignment:
    """This will give a programme with its reading, tell the patient, and write it down.

    The same `key` sent twice is given once. `version`: the programme's as it was looked at.
    """
    limits = limits or Limits()
    programme = whole(programme)
    episode = open_episode(patient)
    if key and (given := patient.assignments.filter(pk=key).first()):
        return given
    if key and Assignment.objects.filter(pk=key).unscoped().exists():
        raise UnableToAssign(_("This page was used before. Open it again, then send."))
    if version is not None and programme.version != version:
        raise UnableToAssign(_("This programme was changed a moment ago. Look at it, then send."))
    if ends_on and ends_on < starts_on:
        raise UnableToAssign(_("The last day is before the first."))
    refuse_what_cannot_be_given(programme, side, patient)
    words = {"starts_on": starts_on, "ends_on": ends_on, "affected_side": side, "note": note}
    assignment = new_assignment(programme, patient, episode, limits, by=by, at=at, pk=key, **words)
    copy_phases(assignment, programme, by=by, at=at, starts_on=starts_on, side=side)
    Change.objects.create(assignment=assignment, kind=Change.Kind.GIVEN, at=at, by=by, reason=note)
    audit.record("assigned programme", by=by.user, at=at, patient=patient, about=assignment)
    notify.tell_patient(patient, kind="programme", at=at)
    return assignment


def new_assignment(programme, patient, episode, limits, *, by, at, pk, **words) -> Assignment:
    limit = programme.pain_limit if limits.pain_limit is None else limits.pain_limit
    return Assignment.objects.create(
        id=pk or uuid.uuid4(),
        patient=patient,
        episode=episode,
        programme=programme,
        name=programme.name,
        given_by=by,
        given_at=at,
        pain_fine_max=limits.pain_fine_max,
        pain_limit=limit,
        morning_rise_limit=limits.morning_rise_limit,
        flare_plan=programme.flare_plan,
        **words,
    )


def open_episode(patient: Patient) -> Episode:
    """The open course of care, locked: two sendings at once come one after the other."""
    rows = patient.episodes.filter(closed_at__isnull=True)
    episode = rows.select_for_update(of=("self",)).first()
    if episode is None:
        raise UnableToAssign(_("Care has ended. Open a new episode first."))
    return episode


def refuse_what_cannot_be_given(programme: Programme, side: str, patient: Patient) -> None:
    items = all_items(programme)
    if not items:
        raise UnableToAssign(_("This programme has no exercises yet. Add one first."))
    if found := problems(programme, patient):
        raise UnableToAssign(_("Some exercises are not ready to be given."), found)
    if needs_side(programme) and side not in ("left", "right", "both"):
        raise UnableToAssign(_("Choose the affected side: left, right or both."))


def copy_phases(assignment, programme, *, by, at, starts_on, side) -> None:
    begins: date | None = starts_on
    for order, phase in enumerate(programme.phases.all()):
        ends = phase_end(phase, begins)
        copy = AssignedPhase.objects.create(
            assignment=assignment,
            order=order,
            name=phase.name,
            weeks_min=phase.weeks_min,
            weeks_max=phase.weeks_max,
            criterion=phase.criterion,
            starts_on=begins,
            ends_on=ends,
            state=AssignedPhase.State.CURRENT if order == 0 else AssignedPhase.State.WAITING,
            changed_at=at,
            changed_by=by,
        )
        copy_slots(copy, phase, by=by, at=at, side=side)
        copy_readings(copy, phase, assignment, by=by, at=at)
        begins = ends + timedelta(days=1) if ends else None


def phase_end(phase: Phase | AssignedPhase, begins: date | None) -> date | None:
    """The last day of a dated phase; None where a criterion or nothing says when to move on."""
    weeks = phase.weeks_max or phase.weeks_min
    if begins is None or not weeks or phase.criterion:
        return None
    return begins + timedelta(days=7 * weeks - 1)


def copy_slots(copy: AssignedPhase, phase: Phase, *, by, at, side) -> None:
    new_items = []
    for slot in phase.slots.all():
        given = AssignedSlot.objects.create(
            phase=copy, order=slot.order, name=slot.name, cue=slot.cue, weekdays=slot.weekdays
        )
        new_items += [given_item(given, item, by=by, at=at, side=side) for item in slot.items.all()]
    AssignedItem.objects.bulk_create(new_items)


def given_item(slot: AssignedSlot, item: Item, *, by, at, side) -> AssignedItem:
    """The item as this patient gets it: revision pinned, affected side decided."""
    revision = cast("ExerciseRevision", item.exercise.published)  # missing() let no other pass
    given = AssignedItem(
        slot=slot,
        exercise=item.exercise,
        revision=revision,
        easier_id=published_id(item.easier or revision.easier),
        harder_id=published_id(item.harder or revision.harder),
        order=item.order,
        note=item.note,
        is_short=item.is_short,
        answers={**revision.answers, **item.answers},
        pain_limit=item.pain_limit,
        given_at=at,
        given_by=by,
    )
    dose = item.dose
    if dose.side == "affected":
        dose = replace(dose, side={"both": "each"}.get(side, side))
    given.dose = dose
    return given


def published_id(exercise):
    return exercise.published_id if exercise and not exercise.withdrawn_at else None


def copy_readings(copy: AssignedPhase, phase: Phase, assignment, *, by, at) -> None:
    """The reading of the first phase is given now, that of later phases when they begin."""
    for planned in phase.readings.all():
        given = AssignedReading.objects.create(
            phase=copy, article=planned.article, order=planned.order
        )
        if copy.state == AssignedPhase.State.CURRENT:
            give_phase_reading(given, assignment, by=by, at=at)


def give_phase_reading(given: AssignedReading, assignment: Assignment, *, by, at) -> None:
    article = given.article
    if given.reading_id or article.published_id is None or article.retired_at:
        return
    given.reading = give_reading(
        article=article, patient=assignment.patient, by=by, at=at, order=given.order, tell=False
    )
    given.save(update_fields=["reading"])
