"""Changing what a patient has: always with a reason the patient reads, never by editing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Literal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from exercises.actions.assigning import published_id
from exercises.actions.building import remember
from exercises.dose import Dose
from exercises.models import (
    AssignedItem,
    AssignedSlot,
    Assignment,
    Change,
    Exercise,
    ExerciseRevision,
    Pause,
)
from portal import audit, notify
from portal.models import Member


class UnableToChange(Exception):
    """Says in words why a plan cannot be changed."""


class Conflict(Exception):
    """Somebody else changed the plan meanwhile; nothing was saved."""


def take(assignment: Assignment, version: int | None) -> Assignment:
    """This will lock the plan for a change, and refuse one that was seen in an older version."""
    locked = Assignment.objects.unscoped().select_for_update().get(pk=assignment.pk)
    if version is not None and locked.version != version:
        raise Conflict
    if locked.ended_at:
        raise UnableToChange(_("This programme has ended."))
    if locked.episode.closed_at:
        raise UnableToChange(_("Care has ended. Open a new episode first."))
    Assignment.objects.unscoped().filter(pk=locked.pk).update(version=F("version") + 1)
    return locked


def need_reason(reason: str) -> str:
    if not reason.strip():
        raise UnableToChange(_("Say why: the patient reads it."))
    return reason.strip()


def need_dose(dose: Dose, revision) -> None:
    missing = dose.missing_for_assignment(revision.one_sided)
    if "frequency" in missing:
        raise UnableToChange(_("Say how often, for example “every day” or “3 times a week”."))
    if "side" in missing or dose.side == "affected":
        raise UnableToChange(_("Say which side: left, right, or each."))


def tell(
    assignment, *, kind, by, at, reason, item=None, before=None, phase=None, terms=None
) -> Change:
    change = Change.objects.create(
        assignment=assignment,
        kind=kind,
        item=item,
        before=before,
        phase=phase,
        terms=terms or None,
        reason=reason,
        at=at,
        by=by,
    )
    audit.record(
        f"plan: {kind}", by=by.user, at=at, patient=assignment.patient, about=change, reason=reason
    )
    notify.tell_patient(assignment.patient, kind="programme", at=at)
    return change


def new_item(
    slot, exercise, dose, *, order, note, by, at, pain_limit, like: AssignedItem | None = None
):
    revision = exercise.published
    need_dose(dose, revision)
    item = AssignedItem(
        slot=slot,
        exercise=exercise,
        revision=revision,
        easier_id=published_id(revision.easier),
        harder_id=published_id(revision.harder),
        order=order,
        note=note,
        is_short=like.is_short if like else False,
        answers=like.answers if like and like.exercise_id == exercise.pk else revision.answers,
        pain_limit=pain_limit,
        given_at=at,
        given_by=by,
        replaces=like,
    )
    item.dose = dose
    item.save(force_insert=True)
    return item


def remember_given(by: Member, exercise: Exercise, dose: Dose, *, at) -> None:
    """This will offer the dose next time. One side was this patient's: it is asked anew."""
    if dose.side in ("left", "right"):
        dose = replace(dose, side="affected")
    if not exercise.patient_id:
        remember(by, exercise, dose, at=at)


def need_exercise(exercise: Exercise, patient) -> ExerciseRevision:
    """What of it is published. Raises UnableToChange where this patient cannot be given it."""
    if exercise.published is None or exercise.withdrawn_at:
        raise UnableToChange(_("This exercise is not published. Choose another one."))
    if exercise.patient_id and exercise.patient_id != patient.pk:
        raise UnableToChange(_("This exercise was made for somebody else."))
    return exercise.published


@transaction.atomic
def replace_item(
    *,
    item: AssignedItem,
    exercise: Exercise,
    dose: Dose,
    by: Member,
    at,
    reason: str,
    note: str = "",
    pain_limit: int | Literal["same"] | None = "same",
    version: int | None = None,
) -> AssignedItem:
    """This will end an item and put its replacement in its place; the old one stays on record.

    `pain_limit` is the item's own, None = the plan's or the clinic's (product rule 9).
    """
    reason = need_reason(reason)
    assignment = take(item.slot.phase.assignment, version)
    item = AssignedItem.objects.unscoped().select_for_update().get(pk=item.pk)
    if item.ended_at:
        raise Conflict
    need_exercise(exercise, assignment.patient)
    end(item, by=by, at=at, reason=reason)
    limit = item.pain_limit if pain_limit == "same" else pain_limit
    fresh = new_item(
        item.slot, exercise, dose, order=item.order, note=note, by=by, at=at, pain_limit=limit,
        like=item,
    )  # fmt: skip
    if fresh.dose != item.dose or exercise.pk != item.exercise_id:
        remember_given(by, exercise, dose, at=at)
    tell(
        assignment,
        kind=Change.Kind.REPLACED,
        by=by,
        at=at,
        reason=reason,
        item=fresh,
        before=item,
    )
    return fresh


@transaction.atomic
def add_item(
    *,
    slot: AssignedSlot,
    exercise: Exercise,
    dose: Dose,
    by: Member,
    at,
    reason: str,
    note: str = "",
    pain_limit: int | None = None,
    version: int | None = None,
) -> AssignedItem:
    reason = need_reason(reason)
    assignment = take(slot.phase.assignment, version)
    need_exercise(exercise, assignment.patient)
    last = slot.items.order_by("-order").values_list("order", flat=True).first()
    order = 0 if last is None else last + 1
    item = new_item(
        slot, exercise, dose, order=order, note=note, by=by, at=at, pain_limit=pain_limit
    )
    remember_given(by, exercise, dose, at=at)
    tell(assignment, kind=Change.Kind.ADDED, by=by, at=at, reason=reason, item=item)
    return item


def end(item: AssignedItem, *, by, at, reason) -> None:
    item.ended_at, item.ended_by, item.end_reason = at, by, reason
    item.save(update_fields=["ended_at", "ended_by", "end_reason"])


@transaction.atomic
def stop_item(*, item: AssignedItem, by: Member, at, reason: str, version: int | None = None):
    reason = need_reason(reason)
    assignment = take(item.slot.phase.assignment, version)
    item = AssignedItem.objects.unscoped().select_for_update().get(pk=item.pk)
    if item.ended_at:
        raise Conflict
    end(item, by=by, at=at, reason=reason)
    return tell(assignment, kind=Change.Kind.STOPPED, by=by, at=at, reason=reason, before=item)


@transaction.atomic
def pause(
    *, assignment: Assignment, by: Member, at, from_on, until_on=None, reason: str, version=None
):
    """This will make nothing due from a day on, until a day or until it is resumed."""
    reason = need_reason(reason)
    assignment = take(assignment, version)
    if assignment.pauses.filter(until_on__isnull=True).exists():
        raise UnableToChange(_("This programme is paused already."))
    if until_on and until_on < from_on:
        raise UnableToChange(_("The last day of the pause is before its first."))
    Pause.objects.create(
        assignment=assignment, from_on=from_on, until_on=until_on, reason=reason, by=by, at=at
    )
    return tell(assignment, kind=Change.Kind.PAUSED, by=by, at=at, reason=reason)


@transaction.atomic
def resume(*, assignment: Assignment, by: Member, at, on, reason: str = "", version=None):
    """This will end the pause the day before `on`; a pause that began that day is taken back."""
    assignment = take(assignment, version)
    running = assignment.pauses.filter(until_on__isnull=True) | assignment.pauses.filter(
        from_on__lte=on, until_on__gte=on
    )
    found = running.order_by("-from_on").first()
    if found is None:
        raise UnableToChange(_("This programme is not paused."))
    if found.from_on >= on:
        found.delete()
    else:
        found.until_on = on - timedelta(days=1)
        found.save(update_fields=["until_on"])
    return tell(assignment, kind=Change.Kind.RESUMED, by=by, at=at, reason=reason)


@transaction.atomic
def see_changes(*, patient, by, at) -> int:
    """This will note that the patient has seen what changed; returns how many changes."""
    unseen = Change.objects.for_user(by).filter(assignment__patient=patient, seen_at__isnull=True)
    return unseen.update(seen_at=at)
