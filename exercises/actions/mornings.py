"""How it was the morning after, compared with the usual by the physio's own number."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.db import transaction

from exercises.actions.flags import flag_morning, setter_of
from exercises.models import Assignment, Morning
from portal import audit
from portal.models import Patient, User
from portal.models.prepared import SOMEBODY, Prepared


@transaction.atomic
def say_morning(*, patient: Patient, on, pain: int, by: User, at) -> Morning:
    """This will keep how the morning was: one answer a day, the last one said."""
    rows = Morning.objects.unscoped().select_for_update()
    said = {"pain": pain, "said_at": at, "said_by": by}
    morning, is_new = rows.get_or_create(patient=patient, local_on=on, defaults=said)
    was = None if is_new else morning.pain
    if not is_new:
        morning.pain, morning.said_at, morning.said_by = pain, at, by
        morning.save(update_fields=list(said))
    if pain != was:  # the same sent again is no news
        compare(morning, patient, by=by, at=at)
    if by.pk != patient.user_id:
        audit.record("said morning pain", by=by, at=at, patient=patient, about=morning)
    return morning


@transaction.atomic
def say_usual_morning(*, patient: Patient, pain: int, by: User, at) -> None:
    """This will keep the patient's usual morning pain, asked once; a later answer changes
    nothing. This morning's answer, given before it, is compared now."""
    rows = Patient.objects.unscoped().filter(pk=patient.pk, usual_morning_pain__isnull=True)
    if not rows.update(usual_morning_pain=pain):
        return
    patient.usual_morning_pain = pain
    today = at.astimezone(ZoneInfo(patient.time_zone)).date()
    morning = patient.mornings.filter(local_on=today).first()
    if morning:
        compare(morning, patient, by=by, at=at)


def compare(morning: Morning, patient: Patient, *, by: User, at) -> None:
    """Where the usual is not known, nothing is compared (product rule 9)."""
    usual = patient.usual_morning_pain
    if usual is None or morning.pain < usual:
        return
    rise, rule_by = rise_in_force(patient)
    if morning.pain - usual >= rise:
        flag_morning(morning, usual=usual, rise=rise, rule_by=rule_by, by=by, at=at)


def rises(patient):
    """The number of each plan in force, and the id of the member who set it."""
    plans = Assignment.objects.active().unscoped().filter(patient=patient)
    set_by = setter_of("morning_rise_limit")
    return plans.annotate(set_by=set_by).values_list("morning_rise_limit", "set_by")


RISES = Prepared(rises, patient=SOMEBODY)


def rise_in_force(patient: Patient):
    """From how many points above the usual a morning is too much, the lowest of the plans', and
    the id of the member whose number that is; None = the clinic's."""
    clinic = (patient.clinic.morning_rise_limit, None)
    numbers = RISES.rows(patient=patient.pk)
    found = [clinic if rise is None else (rise, setter) for rise, setter in numbers]
    return min(found, key=lambda rule: rule[0], default=clinic)
