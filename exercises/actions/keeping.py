"""A patient's plan as a programme: kept as a template, or carried to another patient."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.db.models import Prefetch

from exercises.actions.assigning import problems, whole
from exercises.models import (
    AssignedItem,
    AssignedPhase,
    AssignedReading,
    AssignedSlot,
    Assignment,
    Item,
    Phase,
    PhaseReading,
    Programme,
    Slot,
)
from portal import audit
from portal.models import Member


@transaction.atomic
def save_as_programme(
    *, assignment: Assignment, name: str, by: Member, at, listed: bool = True
) -> Programme:
    """This will make a programme of the clinic from what a patient has now.

    It names nobody. The affected side is asked anew. Not `listed`: it is only a step on the way
    to another patient and stays out of the library.
    """
    programme = Programme.objects.create(
        clinic_id=by.clinic_id,
        name=name[:150],
        is_draft=True,
        pain_limit=assignment.pain_limit,
        flare_plan=assignment.flare_plan,
        created_by=by,
        created_at=at,
        saved_at=at,
        retired_at=None if listed else at,
    )
    for phase in phases_of(assignment):
        copy_phase(programme, phase, assignment.affected_side)
    ready = not problems(whole(programme)) and any_items(programme)
    if ready:
        programme.is_draft = False
        programme.save(update_fields=["is_draft"])
    audit.record(
        "kept plan as programme", by=by.user, at=at, patient=assignment.patient, about=programme
    )
    return programme


def any_items(programme: Programme) -> bool:
    return Item.objects.filter(slot__phase__programme=programme).unscoped().exists()


def phases_of(assignment: Assignment):
    """Everything in force, in order."""
    items = AssignedItem.objects.unscoped().in_force().select_related("exercise", "revision")
    items = items.select_related("easier", "harder")
    slots = AssignedSlot.objects.unscoped().prefetch_related(
        Prefetch("items", items, to_attr="held")
    )
    readings = AssignedReading.objects.unscoped()
    rows = AssignedPhase.objects.unscoped().filter(assignment=assignment)
    return rows.prefetch_related(Prefetch("slots", slots), Prefetch("readings", readings))


def copy_phase(programme: Programme, phase: AssignedPhase, side: str) -> None:
    copy = Phase.objects.create(
        programme=programme,
        order=phase.order,
        name=phase.name,
        weeks_min=phase.weeks_min,
        weeks_max=phase.weeks_max,
        criterion=phase.criterion,
    )
    items = []
    for slot in phase.slots.all():
        part = Slot.objects.create(
            phase=copy, order=slot.order, name=slot.name, cue=slot.cue, weekdays=slot.weekdays
        )
        items += [plain_item(part, item, side) for item in slot.held]
    Item.objects.bulk_create(items)
    PhaseReading.objects.bulk_create(
        PhaseReading(phase=copy, article_id=r.article_id, order=r.order)
        for r in phase.readings.all()
    )


def plain_item(slot: Slot, item: AssignedItem, side: str) -> Item:
    copy = Item(
        slot=slot,
        exercise=item.exercise,
        order=item.order,
        note=item.note,
        is_short=item.is_short,
        answers=item.answers,
        pain_limit=item.pain_limit,
        easier_id=item.easier.exercise_id if item.easier else None,
        harder_id=item.harder.exercise_id if item.harder else None,
    )
    dose = item.dose
    copy.dose = replace(dose, side="affected") if dose.side and dose.side == side else dose
    return copy
