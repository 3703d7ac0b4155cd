"""A person's own account."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from portal import audit, mail
from portal.models import User


def is_taken(email: str) -> bool:
    return User.objects.filter(email=email.lower()).exists()


@transaction.atomic
def edit_account(*, user: User, name: str, language: str, at) -> None:
    """This will change how a person is called and which language they read."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    audit.record("changed account", by=user, at=at, about=user)


@transaction.atomic
def change_email(*, user: User, email: str, at) -> bool:
    """This will move an account to a proven address and tell the old one; False where somebody
    else took it meanwhile."""
    old, user.email = user.email, email.lower()
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    except IntegrityError:
        user.email = old
        return False
    audit.record("changed e-mail", by=user, at=at, about=user)
    if old:
        mail.email_changed(to=old, language=user.language)
    return True
