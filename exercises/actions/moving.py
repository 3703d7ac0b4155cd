"""From one stage of a plan to another: on, back, held, let go on."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from exercises.actions.assigning import give_phase_reading, phase_end
from exercises.actions.changing import Conflict, UnableToChange, need_reason, take, tell
from exercises.models import AssignedPhase, Assignment, Change
from portal.models import Member

State = AssignedPhase.State
REASON_LENGTH = 300


def day_of(assignment: Assignment, at) -> date:
    return at.astimezone(ZoneInfo(assignment.patient.time_zone)).date()


@transaction.atomic
def move_to_phase(
    *, phase: AssignedPhase, by: Member, at, on, reason: str, version: int | None = None
) -> AssignedPhase:
    """This will make a phase the current one, forwards or back, and date those after it anew.

    With a day to come, the stage in force goes on until then; only the next one can wait so.
    """
    reason = need_reason(reason)
    assignment = take(phase.assignment, version)
    phases = list(assignment.phases.select_for_update().order_by("order"))
    chosen = next(p for p in phases if p.pk == phase.pk)
    if on > day_of(assignment, at):
        wait_until(phases, chosen, on, by=by, at=at)
        reason = _("From %(day)s: %(why)s") % {"day": date_format(on, "j F"), "why": reason}
    else:
        begin(phases, chosen, on, by=by, at=at)
        for given in chosen.readings.select_related("article"):
            give_phase_reading(given, assignment, by=by, at=at)
    kind = Change.Kind.PHASE
    tell(assignment, kind=kind, by=by, at=at, reason=reason[:REASON_LENGTH], phase=chosen)
    return chosen


def begin(phases: list[AssignedPhase], chosen: AssignedPhase, on: date, *, by, at) -> None:
    for other in phases:
        if other.pk != chosen.pk:
            mark(other, State.DONE if other.order < chosen.order else State.WAITING, by=by, at=at)
    date_from(phases, chosen, on)
    mark(chosen, State.CURRENT, by=by, at=at)


def wait_until(phases: list[AssignedPhase], chosen: AssignedPhase, on: date, *, by, at) -> None:
    """The stage in force ends the day before; the next one begins by its date."""
    now = next((p for p in phases if p.state in (State.CURRENT, State.HELD)), None)
    if now is None or chosen.order != now.order + 1:
        raise UnableToChange(_("Only the next stage can begin on a later day. Choose today."))
    now.ends_on = on - timedelta(days=1)
    now.save(update_fields=["ends_on"])
    mark(now, State.CURRENT, by=by, at=at)
    date_from(phases, chosen, on)


def date_from(phases: list[AssignedPhase], chosen: AssignedPhase, on: date) -> None:
    """From that day on, one after the other; a criterion leaves those after it open."""
    begins: date | None = on
    for later in (p for p in phases if p.order >= chosen.order):
        later.starts_on, later.ends_on = begins, phase_end(later, begins)
        begins = later.ends_on + timedelta(days=1) if later.ends_on else None
        later.save(update_fields=["starts_on", "ends_on"])


def mark(phase: AssignedPhase, state: str, *, by, at) -> None:
    phase.state, phase.changed_at, phase.changed_by = state, at, by
    phase.save(update_fields=["state", "changed_at", "changed_by"])


@transaction.atomic
def hold_phase(
    *, phase: AssignedPhase, by: Member, at, held: bool, reason: str, version: int | None = None
) -> Change:
    """This will keep a dated phase from ending on its date, or let it go on."""
    reason = need_reason(reason)
    assignment = take(phase.assignment, version)
    wanted, now = (State.HELD, State.CURRENT) if held else (State.CURRENT, State.HELD)
    if not assignment.phases.filter(pk=phase.pk, state=now).update(
        state=wanted, changed_at=at, changed_by=by
    ):
        raise Conflict
    if not held:
        put_off(assignment, phase, at)
    kind = Change.Kind.HELD if held else Change.Kind.LET_GO
    return tell(assignment, kind=kind, by=by, at=at, reason=reason, phase=phase)


def put_off(assignment: Assignment, phase: AssignedPhase, at) -> None:
    """This will move the last day of a stage held past it to today, and the stages after it by as
    many days. A last day set for the whole plan stays."""
    today = day_of(assignment, at)
    if phase.ends_on is None or phase.ends_on >= today:
        return
    late = today - phase.ends_on
    later = assignment.phases.filter(order__gt=phase.order)
    later.update(starts_on=F("starts_on") + late, ends_on=F("ends_on") + late)
    assignment.phases.filter(pk=phase.pk).update(ends_on=today)
