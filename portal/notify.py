"""Telling people that something is new, in the portal and by mail, without saying what."""

from __future__ import annotations

from datetime import timedelta

from portal import mail
from portal.models import Notice, Patient

# A second change within this time sends no second mail.
QUIET = timedelta(minutes=30)


def tell_patient(patient: Patient, *, kind: str, at) -> Notice | None:
    """This will note for the patient that something is new; None where nobody can be told."""
    if patient.user is None or patient.restricted_at:
        return None
    mine = Notice.objects.for_user(patient.user)
    told_lately = mine.filter(mailed_at__gt=at - QUIET, read_at__isnull=True).exists()
    address = patient.user.email or patient.email
    mail_now = bool(address) and not told_lately
    if mail_now:
        mail.something_new(to=address, clinic=patient.clinic, language=patient.language)
    return Notice.objects.create(
        user=patient.user,
        clinic=patient.clinic,
        patient=patient,
        kind=kind,
        created_at=at,
        mailed_at=at if mail_now else None,
    )
