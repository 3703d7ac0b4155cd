"""People who work at a clinic: their roles, the end of their time, their way back in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, devices, mail
from portal.models import CareTeam, Member, User

ROLE_FIELDS = ("is_manager", "is_clinician", "is_author", "is_reviewer")


class UnableToChangeMember(Exception):
    """The message says why."""


@transaction.atomic
def edit_member(*, member: Member, by: User, at, **fields) -> Member:
    """This will change roles and job; roles hold from the person's next request."""
    locked = _lock(member)
    roles = {name: fields.get(name, getattr(locked, name)) for name in ROLE_FIELDS}
    if not any(roles.values()):
        raise UnableToChangeMember(_("Choose at least one role."))
    if locked.is_manager and not roles["is_manager"]:
        _refuse_last_manager(locked)
    before = ", ".join(locked.roles)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(fields))
    reason = f"{before} → {', '.join(locked.roles)}"
    audit.record("changed member", by=by, at=at, clinic=locked.clinic, about=locked, reason=reason)
    return locked


@transaction.atomic
def end_member(*, member: Member, by: User, at) -> None:
    """This will end somebody's time at a clinic: signed out everywhere, off every care team."""
    locked = _lock(member)
    if locked.ended_at:
        return
    if locked.is_manager:
        _refuse_last_manager(locked)
    locked.ended_at, locked.ended_by = at, by
    locked.save(update_fields=["ended_at", "ended_by"])
    places = CareTeam.objects.filter(member=locked, until_on=None).unscoped()
    places.update(until_on=at.date())
    audit.record("ended member", by=by, at=at, clinic=locked.clinic, about=locked)
    devices.end_all(locked.user)


@transaction.atomic
def reset_second_factor(*, member: Member, by: User, at, reason: str) -> None:
    """This will remove a colleague's second factors, so that they set up new ones at the next
    sign-in. `reason`: how their identity was checked. Nobody chooses a secret for somebody else.
    """
    locked = _lock(member)
    elsewhere = Member.objects.current().filter(user=locked.user).unscoped()
    if locked.user_id == by.pk:
        raise UnableToChangeMember(_("Ask another manager to reset your own second factor."))
    if elsewhere.exclude(clinic=locked.clinic).exists():
        raise UnableToChangeMember(
            _("This person also works at another clinic. Ask whoever runs this installation.")
        )
    Authenticator.objects.filter(user=locked.user).delete()
    audit.record(
        "reset second factor", by=by, at=at, clinic=locked.clinic, about=locked, reason=reason
    )
    devices.end_all(locked.user)
    if locked.user.email:
        mail.second_factor_reset(
            to=locked.user.email, clinic=locked.clinic, language=locked.user.language
        )


def sign_member_out(*, member: Member, by: User, at) -> int:
    """This will sign a colleague out on all devices; how many there were."""
    audit.record("signed out all devices", by=by, at=at, clinic=member.clinic, about=member)
    return devices.end_all(member.user)


@transaction.atomic
def deactivate_user(*, user: User, by: User | None, at, reason: str = "") -> None:
    """This will close an account in every clinic, for whoever runs the installation."""
    user.is_active, user.deactivated_at = False, at
    user.save(update_fields=["is_active", "deactivated_at"])
    audit.record("deactivated account", by=by, at=at, about=user, reason=reason)
    devices.end_all(user)


def _lock(member: Member) -> Member:
    rows = Member.objects.unscoped().select_for_update(of=("self",))
    return rows.select_related("clinic", "user").get(pk=member.pk)


def _refuse_last_manager(member: Member) -> None:
    # The clinic's row is the lock: two managers cannot end each other at once.
    type(member.clinic).objects.unscoped().select_for_update().get(pk=member.clinic_id)
    others = Member.objects.current().filter(clinic=member.clinic, is_manager=True)
    if not others.exclude(pk=member.pk).unscoped().exists():
        raise UnableToChangeMember(_("A clinic needs a manager. Make somebody else one first."))
