"""Dated phases that are over: what the pages already derive is written down (product rule 5)."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.actions.assigning import give_phase_reading
from exercises.models import AssignedPhase, Assignment, Change
from portal import audit, notify

State = AssignedPhase.State


def step_phases(*, at) -> int:
    """This will move every dated phase on whose last day is over in its patient's zone.

    Safe to run as often as one likes. Returns how many assignments moved. Held phases, paused
    or not, stay; those without a date wait for the physio.
    """
    over = Assignment.objects.active().filter(
        phases__state=State.CURRENT, phases__ends_on__lt=at.date() + timedelta(days=1)
    )
    moved = 0
    for assignment in over.unscoped().select_related("patient"):
        today = at.astimezone(ZoneInfo(assignment.patient.time_zone)).date()
        moved += step(assignment, today, at=at)
    return moved


@transaction.atomic
def step(assignment: Assignment, today, *, at) -> bool:
    """This will bring one assignment to the phase of today; False where it is there already."""
    Assignment.objects.unscoped().select_for_update().get(pk=assignment.pk)
    phases = list(assignment.phases.order_by("order"))
    now = next((n for n, p in enumerate(phases) if p.state == State.CURRENT), None)
    if now is None:
        return False
    begun = now
    while is_over(phases[begun], today) and follows(phases, begun, today):
        begun += 1
    if begun == now:
        return False
    for number in range(now, begun):
        put(phases[number], State.DONE, at)
    put(phases[begun], State.CURRENT, at)
    tell(assignment, phases[begun], at)
    return True


def is_over(phase: AssignedPhase, today) -> bool:
    return phase.ends_on is not None and phase.ends_on < today


def follows(phases: list[AssignedPhase], number: int, today) -> bool:
    following = phases[number + 1] if number + 1 < len(phases) else None
    return (
        following is not None and following.starts_on is not None and (following.starts_on <= today)
    )


def put(phase: AssignedPhase, state: str, at) -> None:
    phase.state, phase.changed_at, phase.changed_by = state, at, None
    phase.save(update_fields=["state", "changed_at", "changed_by"])


def tell(assignment: Assignment, phase: AssignedPhase, at) -> None:
    """The reading of the phase is given in the name of who planned it."""
    for given in phase.readings.select_related("article"):
        give_phase_reading(given, assignment, by=assignment.given_by, at=at)
    change = Change.objects.create(
        assignment=assignment,
        kind=Change.Kind.PHASE,
        phase=phase,
        at=at,
        by=assignment.given_by,
        reason=_("The next stage begins on its date, as planned."),
    )
    audit.record("plan: phase began", by=None, at=at, patient=assignment.patient, about=change)
    notify.tell_patient(assignment.patient, kind="programme", at=at)
