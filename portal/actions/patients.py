"""Patients as the clinic keeps them: added, corrected, shut out of their account."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal import audit, devices
from portal.actions.episodes import open_episode
from portal.actions.invitations import end_open
from portal.models import Clinic, Member, NoticeShown, Patient, PrivacyNotice, User


class UnableToSave(Exception):
    """The message says why."""


class LooksAlike(UnableToSave):
    """`twin` has this name and date of birth already."""

    def __init__(self, twin):
        super().__init__(
            _(
                "There is a patient with this name and date of birth already. "
                "If this is another person, say so at the end of the form."
            )
        )
        self.twin = twin


class ChangedMeanwhile(UnableToSave):
    """Somebody else saved first; `now` is what stands now."""

    def __init__(self, now):
        super().__init__(_("Somebody else changed this while you were writing."))
        self.now = now


@transaction.atomic
def add_patient(
    *,
    clinic: Clinic,
    by: User,
    at,
    reason: str = "",
    lead: Member | None = None,
    anyway: bool = True,
    **fields,
) -> Patient:
    """This will add a patient; where `reason` is given, care is opened with `lead`.

    `anyway` False: not where somebody looks the same (trust 80). One is added at a time, so that
    of two forms sent at once the second sees whom the first added.
    """
    Clinic.objects.unscoped().select_for_update(no_key=True).get(pk=clinic.pk)
    if not anyway and (twin := twin_of(clinic, fields["full_name"], fields["born_on"])):
        raise LooksAlike(twin)
    fields.setdefault("time_zone", clinic.time_zone)
    try:
        with transaction.atomic():
            patient = Patient.objects.unscoped().create(
                clinic=clinic, created_by=by, created_at=at, **fields
            )
    except IntegrityError as error:
        raise UnableToSave(_("Another patient has this record number.")) from error
    audit.record("added patient", by=by, at=at, patient=patient, about=patient)
    if reason:
        open_episode(patient=patient, reason=reason, lead=lead, by=by, at=at)
    return patient


def twin_of(clinic: Clinic, full_name: str, born_on) -> Patient | None:
    """A patient of the clinic who could be taken for this one."""
    return clinic.patients.filter(full_name__iexact=full_name, born_on=born_on).first()


@transaction.atomic
def edit_patient(*, patient: Patient, version: int, by: User, at, **fields) -> Patient:
    """This will change a patient's details, unless somebody saved since `version` was read."""
    now = Patient.objects.unscoped().select_for_update().get(pk=patient.pk)
    if now.version != version:
        raise ChangedMeanwhile(now)
    changed = [name for name, value in fields.items() if getattr(now, name) != value]
    for name in changed:
        setattr(now, name, fields[name])
    now.version += 1
    try:
        with transaction.atomic():
            now.save(update_fields=[*changed, "version"])
    except IntegrityError as error:
        raise UnableToSave(_("Another patient has this record number.")) from error
    what = ", ".join(changed) or "nothing"
    audit.record("changed patient", by=by, at=at, patient=now, about=now, reason=f"fields: {what}")
    return now


@transaction.atomic
def end_patient_access(*, patient: Patient, by: User, at, reason: str) -> None:
    """This will take a patient's account away from the record: at the next request it is shut,
    their devices are signed out, and letters that lie about let nobody in. A new invitation
    opens it again."""
    now = Patient.objects.unscoped().select_for_update().get(pk=patient.pk)
    person, now.user = now.user, None
    now.save(update_fields=["user"])
    end_open(patient=now, by=by, at=at)
    audit.record("ended access", by=by, at=at, patient=now, about=now, reason=reason)
    if person:
        devices.end_all(person)


def sign_patient_out(*, patient: Patient, by: User, at) -> int:
    """This will sign a patient out on all devices; how many there were."""
    audit.record("signed out all devices", by=by, at=at, patient=patient, about=patient)
    return devices.end_all(patient.user) if patient.user else 0


@transaction.atomic
def show_notice(*, patient: Patient, notice: PrivacyNotice, to: User, at) -> None:
    """This will note that a person was shown this version of the clinic's privacy notice."""
    NoticeShown.objects.unscoped().get_or_create(
        patient=patient, notice=notice, shown_to=to, defaults={"shown_at": at}
    )


def notice_of(clinic) -> PrivacyNotice | None:
    return PrivacyNotice.objects.filter(clinic=clinic).unscoped().order_by("-version").first()
