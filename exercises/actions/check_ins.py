"""Check-ins: set when a plan ends, told on their day, answered with one tap."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.actions.flags import flag_check_in
from exercises.models import Assignment, CheckIn
from portal import audit, notify
from portal.models import Member, User

WAKING = 8  # o'clock, the patient's zone: no letter before


class UnableToAnswer(Exception):
    """Says in words why a check-in cannot be answered."""


def set_check_ins(*, assignment: Assignment, weeks, ended_on: date, by: Member, at) -> None:
    """This will ask how it goes so many weeks after the end, each once."""
    CheckIn.objects.bulk_create(
        CheckIn(
            assignment=assignment,
            weeks=count,
            due_on=ended_on + timedelta(weeks=count),
            set_by=by,
            set_at=at,
        )
        for count in sorted(set(weeks))
    )


def tell_check_ins(*, at) -> int:
    """This will write once to everybody who has a check-in due; how many. Safe to repeat."""
    rows = CheckIn.objects.filter(
        told_at__isnull=True,
        how="",
        due_on__lte=at.date() + timedelta(days=1),
        assignment__episode__closed_at__isnull=True,
    )
    told = 0
    for check_in in rows.unscoped().select_related("assignment__patient__user"):
        patient = check_in.assignment.patient
        now = at.astimezone(ZoneInfo(patient.time_zone))
        if check_in.due_on <= now.date() and now.hour >= WAKING:
            told += tell(check_in, patient, at=at)
    return told


@transaction.atomic
def tell(check_in: CheckIn, patient, *, at) -> bool:
    mine = CheckIn.objects.filter(pk=check_in.pk, told_at__isnull=True).unscoped()
    if not mine.update(told_at=at):
        return False
    notify.tell_patient(patient, kind="check-in", at=at)
    return True


@transaction.atomic
def answer_check_in(*, check_in: CheckIn, how: str, by: User, at) -> None:
    """This will keep how it goes; answered again, the last answer counts."""
    patient = check_in.assignment.patient
    today = at.astimezone(ZoneInfo(patient.time_zone)).date()
    if check_in.assignment.episode.closed_at:
        raise UnableToAnswer(_("Care has ended, so nothing more can be logged."))
    if check_in.due_on > today:
        raise UnableToAnswer(_("This question is for a later day."))
    held = CheckIn.objects.filter(pk=check_in.pk).unscoped().select_for_update()
    was = held.values_list("how", flat=True).get()
    check_in.how, check_in.answered_at, check_in.answered_by = how, at, by
    check_in.save(update_fields=["how", "answered_at", "answered_by"])
    if how == CheckIn.How.WORSE and was != how:  # the same sent again is no news
        flag_check_in(check_in, by=by, at=at)
    if by.pk != patient.user_id:
        audit.record("answered check-in", by=by, at=at, patient=patient, about=check_in)
