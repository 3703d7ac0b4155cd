"""Invitations: a way in that works once, expires, and can be taken back."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, crypto, mail
from portal.models import Clinic, Helper, Invitation, Member, Patient, User

# Trust 16: a code in the room 15 minutes, a link 7 days, for staff 72 hours.
LIFETIMES = {
    "room": timedelta(minutes=15),
    "member": timedelta(hours=72),
    "patient": timedelta(days=7),
    "helper": timedelta(days=7),
}
MOST_HELPERS_A_DAY = 10  # letters to addresses that anybody may type
ROLES = ("manager", "clinician", "author", "reviewer")


class UnableToInvite(Exception):
    """The message says why, for the person who invites."""


# Inviting --------------------------------------------------------------------------------------


@transaction.atomic
def invite_patient(*, patient: Patient, way: str, by: User, at, opens: str = ""):
    """This will make a way in for a patient and return it with its token; by mail, it is sent.

    Earlier ones of the same patient end. `opens`: the page shown afterwards, one of ours.
    """
    if patient.restricted_at or patient.erased_at:
        raise UnableToInvite(_("This record is frozen: nobody can be invited to it."))
    if way == Invitation.Way.MAIL and not patient.email:
        raise UnableToInvite(_("There is no e-mail address for this patient."))
    _one_at_a_time(patient)
    _end_earlier(by=by, at=at, patient=patient, invites=Invitation.For.PATIENT)
    lifetime = LIFETIMES["room" if way == Invitation.Way.ROOM else "patient"]
    invitation, token = _make(
        Invitation.For.PATIENT,
        clinic=patient.clinic,
        way=way,
        by=by,
        at=at,
        lifetime=lifetime,
        patient=patient,
        email=patient.email if way == Invitation.Way.MAIL else "",
        name=patient.full_name,
        opens=opens,
    )
    if way == Invitation.Way.MAIL:
        mail.invite_patient(
            to=patient.email, clinic=patient.clinic, path=path_of(token), language=patient.language
        )
    return invitation, token


@transaction.atomic
def invite_member(
    *,
    clinic,
    email: str,
    name: str,
    roles,
    by: User | None,
    at,
    way=Invitation.Way.MAIL,
    job_title: str = "",
    registration: str = "",
):
    """This will invite somebody to work at a clinic; by mail, the link is sent."""
    email = email.strip().lower()
    roles = [role for role in ROLES if role in roles]
    if not roles:
        raise UnableToInvite(_("Choose at least one role."))
    _one_at_a_time(clinic)
    here = Member.objects.filter(clinic=clinic, user__email=email, ended_at=None).unscoped()
    if email and here.exists():
        raise UnableToInvite(_("This person already works here."))
    if email:
        _end_earlier(by=by, at=at, clinic=clinic, invites=Invitation.For.MEMBER, email=email)
    invitation, token = _make(
        Invitation.For.MEMBER,
        clinic=clinic,
        way=way,
        by=by,
        at=at,
        lifetime=LIFETIMES["member"],
        email=email,
        name=name,
        roles=roles,
        job_title=job_title,
        registration=registration,
    )
    if way == Invitation.Way.MAIL:
        mail.invite_member(to=email, clinic=clinic, path=path_of(token), language=clinic.language)
    return invitation, token


@transaction.atomic
def invite_helper(
    *,
    patient: Patient,
    email: str,
    name: str,
    relation: str,
    may_log: bool,
    by: User,
    at,
    until_on=None,
):
    """This will invite a parent, partner or carer by mail."""
    email = email.strip().lower()
    _one_at_a_time(patient)
    now_helping = Helper.objects.current().filter(patient=patient, user__email=email).unscoped()
    if now_helping.exists():
        raise UnableToInvite(_("This person already helps."))
    if patient.user and patient.user.email == email:
        raise UnableToInvite(_("This is the patient's own address."))
    lately = patient.invitations.filter(invites="helper", created_at__gt=at - timedelta(days=1))
    if lately.count() >= MOST_HELPERS_A_DAY:
        raise UnableToInvite(_("That is enough for today. Ask again tomorrow."))
    _end_earlier(by=by, at=at, patient=patient, invites=Invitation.For.HELPER, email=email)
    invitation, token = _make(
        Invitation.For.HELPER,
        clinic=patient.clinic,
        way=Invitation.Way.MAIL,
        by=by,
        at=at,
        lifetime=LIFETIMES["helper"],
        patient=patient,
        email=email,
        name=name,
        relation=relation,
        may_log=may_log,
        until_on=until_on,
    )
    mail.invite_helper(
        to=email, clinic=patient.clinic, path=path_of(token), language=patient.language
    )
    return invitation, token


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User, at) -> None:
    """This will take an invitation back; one that is used or over stays as it is."""
    locked = Invitation.objects.unscoped().select_for_update().get(pk=invitation.pk)
    if locked.accepted_at or locked.revoked_at:
        return
    close(locked, by=by, at=at)


def _make(invites, *, clinic, way, by, at, lifetime, **fields):
    token = crypto.new_token()
    invitation = Invitation.objects.unscoped().create(
        token_hash=crypto.token_hash(token),
        clinic=clinic,
        invites=invites,
        way=way,
        created_at=at,
        created_by=by,
        expires_at=at + lifetime,
        **fields,
    )
    write_down("invited", invitation, by=by, at=at)
    return invitation, token


def _one_at_a_time(row: Patient | Clinic) -> None:
    """Two who invite at once would each see no earlier invitation, and leave both open."""
    type(row).objects.unscoped().select_for_update(no_key=True).get(pk=row.pk)


def end_open(*, patient: Patient, by: User, at) -> None:
    """This will take back every way in that a patient still has."""
    _end_earlier(by=by, at=at, patient=patient, invites=Invitation.For.PATIENT)


def _end_earlier(*, by, at, **which) -> None:
    still_open = Invitation.objects.filter(accepted_at=None, revoked_at=None, **which).unscoped()
    for invitation in still_open.select_for_update():
        close(invitation, by=by, at=at)


def close(invitation, *, by, at) -> None:
    invitation.revoked_at, invitation.revoked_by = at, by
    invitation.save(update_fields=["revoked_at", "revoked_by"])
    write_down("revoked invitation", invitation, by=by, at=at)


def write_down(action, invitation, *, by, at) -> None:
    audit.record(
        action, by=by, at=at, clinic=invitation.clinic, patient=invitation.patient, about=invitation
    )


def path_of(token: str) -> str:
    return f"/in/{token}/"
