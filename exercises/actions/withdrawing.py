"""An exercise taken out of every plan of a clinic, with another in its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from exercises.actions.changing import end, need_exercise, need_reason, new_item, take, tell
from exercises.actions.library import plans_with
from exercises.models import AssignedItem, AssignedPhase, Change, Exercise
from portal import audit
from portal.models import Member


@dataclass
class Withdrawn:
    """`replaced` and `stopped`: items that were in force. A stopped one has nothing in its place:
    no replacement was named, or it needs a side nobody has chosen."""

    replaced: list[AssignedItem] = field(default_factory=list)
    stopped: list[AssignedItem] = field(default_factory=list)


@transaction.atomic
def withdraw_everywhere(
    *, exercise: Exercise, replacement: Exercise | None, by: Member, at, reason: str
) -> Withdrawn:
    """This will end an exercise in every running plan of the clinic that this clinician may
    change. Each patient reads the reason; the dose goes on with the replacement."""
    reason = need_reason(reason)
    done = Withdrawn()
    rows = plans_with(exercise, by.user).filter(
        slot__phase__assignment__patient__clinic=by.clinic_id
    )
    for item in list(rows.select_related("slot__phase__assignment__patient__clinic")):
        withdraw_one(item, replacement, done, by=by, at=at, reason=reason)
    audit.record(
        "withdrew exercise from plans",
        by=by.user,
        at=at,
        clinic=by.clinic,
        patients=list({i.slot.phase.assignment.patient for i in done.replaced + done.stopped}),
        about=exercise,
        reason=reason,
    )
    return done


def withdraw_one(item, replacement, done: Withdrawn, *, by, at, reason) -> None:
    assignment = take(item.slot.phase.assignment, None)
    locked = AssignedItem.objects.unscoped().select_for_update().get(pk=item.pk)
    if locked.ended_at:
        return
    fresh = None
    end(locked, by=by, at=at, reason=reason)
    if replacement is not None and fits(replacement, locked, assignment.patient):
        note = locked.note
        fresh = new_item(
            item.slot, replacement, locked.dose, order=locked.order, note=note, by=by, at=at,
            pain_limit=locked.pain_limit, like=locked,
        )  # fmt: skip
    (done.replaced if fresh else done.stopped).append(item)
    if item.slot.phase.state == AssignedPhase.State.DONE:
        return  # put right in case the plan goes back; nothing the patient does changes
    tell(
        assignment,
        kind=Change.Kind.WITHDRAWN,
        by=by,
        at=at,
        reason=reason,
        item=fresh,
        before=locked,
    )


def fits(replacement: Exercise, item: AssignedItem, patient) -> bool:
    """Whether the dose can go on as it is: nothing has to be asked."""
    revision = need_exercise(replacement, patient)
    return not item.dose.missing_for_assignment(revision.one_sided)
