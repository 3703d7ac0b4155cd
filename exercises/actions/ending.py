"""How a plan ends: done, and perhaps "keep these two" in a small plan of their own."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.actions.changing import UnableToChange, need_reason, take, tell
from exercises.actions.check_ins import set_check_ins
from exercises.actions.terms import put_terms
from exercises.models import (
    DOSE_COLUMNS,
    AssignedItem,
    AssignedPhase,
    AssignedSlot,
    Assignment,
    Change,
)
from portal.models import Member

CARRIED = [*DOSE_COLUMNS, "dose_note", "exercise_id", "revision_id", "easier_id", "harder_id",
           "note", "is_short", "answers", "pain_limit"]  # fmt: skip


@transaction.atomic
def end_assignment(
    *,
    assignment: Assignment,
    by: Member,
    at,
    reason: str,
    version: int | None = None,
    keep: Sequence[AssignedItem] = (),
    starts_on=None,
    flare_plan: str | None = None,
    check_in_weeks: Sequence[int] = (),
) -> Change:
    """This will end a plan; what is worth keeping goes on, open-ended, from `starts_on`.

    `flare_plan`: what to do in a bad week, None = as it was; the patient keeps it. After each of
    `check_in_weeks` the patient is asked how it goes.
    """
    reason = need_reason(reason)
    assignment = take(assignment, version)
    assignment.ended_at, assignment.ended_by, assignment.end_reason = at, by, reason
    assignment.save(update_fields=["ended_at", "ended_by", "end_reason"])
    terms = {} if flare_plan is None else put_terms(assignment, flare_plan=flare_plan.strip())
    kind = Change.Kind.ENDED
    change = tell(assignment, kind=kind, by=by, at=at, reason=reason, terms=terms)
    ended_on = at.astimezone(ZoneInfo(assignment.patient.time_zone)).date()
    set_check_ins(assignment=assignment, weeks=check_in_weeks, ended_on=ended_on, by=by, at=at)
    if keep:
        keep_going(assignment, keep, by=by, at=at, starts_on=starts_on, reason=reason)
    return change


def keep_going(assignment, keep, *, by, at, starts_on, reason) -> Assignment:
    """A plan of one stage with the kept items, exercise, dose and limits as they were."""
    rows = AssignedItem.objects.unscoped().filter(pk__in=[item.pk for item in keep])
    mine = list(rows.filter(slot__phase__assignment=assignment, ended_at__isnull=True)
                .select_related("slot", "exercise").order_by("slot__order", "order"))  # fmt: skip
    if len(mine) != len(keep) or any(item.exercise.withdrawn_at for item in mine):
        raise UnableToChange(_("One of the exercises to keep is not in this programme any more."))
    fresh = Assignment.objects.create(
        patient_id=assignment.patient_id,
        episode_id=assignment.episode_id,
        programme_id=assignment.programme_id,
        name=(_("Keep going: %s") % assignment.name)[:150],
        given_by=by,
        given_at=at,
        starts_on=starts_on,
        affected_side=assignment.affected_side,
        pain_fine_max=assignment.pain_fine_max,
        pain_limit=assignment.pain_limit,
        morning_rise_limit=assignment.morning_rise_limit,
        flare_plan=assignment.flare_plan,
        note=reason,
    )
    phase = AssignedPhase.objects.create(
        assignment=fresh,
        starts_on=starts_on,
        state=AssignedPhase.State.CURRENT,
        changed_at=at,
        changed_by=by,
    )
    copy_items(phase, mine, by=by, at=at)
    Change.objects.create(assignment=fresh, kind=Change.Kind.GIVEN, at=at, by=by, reason=reason)
    return fresh


def copy_items(phase: AssignedPhase, items: list[AssignedItem], *, by, at) -> None:
    slots: dict = {}
    for order, item in enumerate(items):
        old = item.slot
        slot = slots.get(old.pk) or AssignedSlot.objects.create(
            phase=phase, order=old.order, name=old.name, cue=old.cue, weekdays=old.weekdays
        )
        slots[old.pk] = slot
        carried = {name: getattr(item, name) for name in CARRIED}
        AssignedItem.objects.create(slot=slot, order=order, given_at=at, given_by=by, **carried)
