"""Accepting an invitation: once, by the right person, into one account."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts import factors_of, is_staff
from portal.actions.invitations import close, write_down
from portal.models import Helper, Invitation, Member, Patient, User

WRONG_ANSWERS_ALLOWED = 5


class UnableToAccept(Exception):
    """The message says why, for the person who was invited."""


class Closed(UnableToAccept):
    """Used, taken back, too old, or never there."""


class NoAnswer(UnableToAccept):
    """The birth year is missing: nothing was used up."""


class WrongAnswer(UnableToAccept):
    """The birth year is wrong: one of five tries is gone."""


class SignInFirst(UnableToAccept):
    """There is an account with this address: it is asked to join, not gone round."""


@dataclass(frozen=True)
class Accepted:
    invitation: Invitation
    user: User
    made_account: bool


def find(token_hash: str | None, *, at) -> Invitation | None:
    """The invitation with this hash that can still be used."""
    found = (
        Invitation.objects.filter(token_hash=token_hash or "-")
        .unscoped()
        .select_related("clinic", "patient__user")
        .first()
    )
    return found if found and found.is_open(at) else None


def must_sign_in(invitation: Invitation, signed_in: User | None) -> bool:
    """Whether a member's address has an account already, which then joins with its own sign-in."""
    member = invitation.invites == Invitation.For.MEMBER
    return member and signed_in is None and _owner_of(invitation.email) is not None


def asks_birth_year(invitation: Invitation) -> bool:
    """A link that travelled asks it; a code shown in the room does not (trust 16)."""
    return invitation.patient_id is not None and invitation.way != Invitation.Way.ROOM


def accept_invitation(
    *,
    token_hash: str,
    at,
    signed_in: User | None = None,
    birth_year: int | None = None,
    name: str = "",
    password: str = "",
) -> Accepted:
    """This will use an invitation, once: whoever comes second finds it closed.

    `signed_in`: join with this account. Otherwise the account is found or made.
    Raises Closed, NoAnswer, WrongAnswer, SignInFirst or UnableToAccept.
    """
    with transaction.atomic():
        invitation = _lock(token_hash, at=at)
        wrong = _is_wrong(invitation, birth_year, at=at)
        if not wrong:
            user, made = _ACCOUNTS[invitation.invites](invitation, signed_in, name, password)
            _TAKE_IN[invitation.invites](invitation, user, at)
            invitation.accepted_at, invitation.accepted_by = at, user
            invitation.save(update_fields=["accepted_at", "accepted_by"])
            write_down("accepted invitation", invitation, by=user, at=at)
            return Accepted(invitation, user, made)
    # The count above is kept: an exception inside the block would have undone it.
    raise WrongAnswer(_("That is not the year we have. Check it, or call the clinic."))


def _lock(token_hash: str, *, at) -> Invitation:
    rows = Invitation.objects.filter(token_hash=token_hash).unscoped()
    invitation = rows.select_for_update().first()
    if invitation is None or not invitation.is_open(at):
        raise Closed(_("This invitation no longer works."))
    return invitation


def _is_wrong(invitation: Invitation, birth_year: int | None, *, at) -> bool:
    """Counts a wrong birth year; the fifth closes the invitation."""
    if not asks_birth_year(invitation):
        return False
    if birth_year is None:
        raise NoAnswer(_("Enter the year of birth."))
    if invitation.patient and birth_year == invitation.patient.born_on.year:
        return False
    invitation.wrong_answers += 1
    invitation.save(update_fields=["wrong_answers"])
    if invitation.wrong_answers >= WRONG_ANSWERS_ALLOWED:
        close(invitation, by=None, at=at)
    return True


# Whose account ---------------------------------------------------------------------------------


def _patients_account(invitation, signed_in, name, password) -> tuple[User, bool]:
    patient = Patient.objects.unscoped().select_for_update().get(pk=invitation.patient_id)
    if patient.erased_at or patient.restricted_at:
        raise Closed(_("This invitation no longer works."))
    if signed_in and signed_in.pk == invitation.created_by_id:
        raise UnableToAccept(
            _("You made this invitation for a patient. Open it on the patient’s own device.")
        )
    if patient.user_id:
        if signed_in != patient.user and reaches_further(patient.user, patient.clinic):
            refuse_whole_account(patient.user, signed_in)
        return _if_active(patient.user), False
    if signed_in:
        if _is_patient_here(signed_in, invitation.clinic):
            raise UnableToAccept(
                _("You are signed in as somebody else. Sign out, then open the link again.")
            )
        return signed_in, False
    owner = _owner_of(invitation.email)
    if owner and not _is_patient_here(owner, invitation.clinic):
        if reaches_further(owner, invitation.clinic):
            refuse_whole_account(owner, signed_in)
        return _if_active(owner), False
    # A child may share the parent's address: then this account goes without one.
    email = "" if owner else invitation.email
    return _new_account(email, patient.full_name, language=patient.language), True


def reaches_further(user: User, clinic) -> bool:
    """Whether an account opens more than the clinic that invites could give: what another clinic
    keeps, or a place of work that no second factor guards yet."""
    elsewhere = Patient.objects.as_patient(user).exclude(clinic=clinic)
    if is_staff(user):
        return not factors_of(user)  # where there is one, it is asked for in any case
    return elsewhere.exists()


def refuse_whole_account(user: User, signed_in: User | None) -> None:
    """An invitation is bound to one clinic: its staff must not walk through it into what an
    account opens elsewhere. The person signs in by themselves."""
    if signed_in:
        raise UnableToAccept(
            _("You are signed in as somebody else. Sign out, then open the link again.")
        )
    if user.email or factors_of(user):
        raise SignInFirst(_("You already have an account here. Sign in with it."))
    raise UnableToAccept(
        _(
            "Your account opens records of several clinics, so one clinic alone cannot open it. "
            "Ask them to end your access and to invite you anew."
        )
    )


def _helpers_account(invitation, signed_in, name, password) -> tuple[User, bool]:
    if signed_in:
        if invitation.patient.user_id == signed_in.pk:
            raise UnableToAccept(
                _("You are signed in as the patient. Sign out, then open the link again.")
            )
        return signed_in, False
    if owner := _owner_of(invitation.email):
        if reaches_further(owner, invitation.clinic):
            refuse_whole_account(owner, signed_in)
        return _if_active(owner), False
    language = invitation.patient.language
    return _new_account(invitation.email, name or invitation.name, language=language), True


def _members_account(invitation, signed_in, name, password) -> tuple[User, bool]:
    user, made = signed_in, False
    if user is None:
        if _owner_of(invitation.email):
            raise SignInFirst(_("You already have an account here. Sign in, and you will join."))
        language = invitation.clinic.language
        made, user = (
            True,
            _new_account(invitation.email, name or invitation.name, language=language),
        )
    if password:
        user.set_password(password)
        user.save(update_fields=["password"])
    if not user.has_usable_password():
        raise UnableToAccept(_("Choose a password."))
    return user, made


_ACCOUNTS = {
    "patient": _patients_account,
    "helper": _helpers_account,
    "member": _members_account,
}


def _if_active(user: User) -> User:
    if not user.is_active:
        raise UnableToAccept(_("This account is closed. Call the clinic."))
    return user


def _owner_of(email: str) -> User | None:
    return User.objects.filter(email=email.lower()).first() if email else None


def _is_patient_here(user: User, clinic) -> bool:
    return Patient.objects.filter(user=user, clinic=clinic).unscoped().exists()


def _new_account(email: str, name: str, *, language: str) -> User:
    """An account whose address is proven, because the invitation reached it."""
    user = User.objects.create_user(email, name, language=language)
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


# What they join --------------------------------------------------------------------------------


def _take_in_patient(invitation, user, at) -> None:
    Patient.objects.filter(pk=invitation.patient_id).unscoped().update(user=user)


def _take_in_helper(invitation, user, at) -> None:
    helping = Helper.objects.filter(patient=invitation.patient, user=user, ended_at=None)
    helping.unscoped().update(ended_at=at, ended_by=user)
    Helper.objects.unscoped().create(
        patient=invitation.patient,
        user=user,
        relation=invitation.relation or "other",
        may_log=invitation.may_log,
        from_on=at.date(),
        until_on=invitation.until_on,
    )


def _take_in_member(invitation, user, at) -> None:
    here = Member.objects.filter(clinic=invitation.clinic, user=user, ended_at=None).unscoped()
    if here.exists():
        raise UnableToAccept(_("You already work here."))
    Member.objects.unscoped().create(
        clinic=invitation.clinic,
        user=user,
        job_title=invitation.job_title,
        registration=invitation.registration,
        joined_at=at,
        **{f"is_{role}": True for role in invitation.roles},
    )


_TAKE_IN = {
    "patient": _take_in_patient,
    "helper": _take_in_helper,
    "member": _take_in_member,
}
