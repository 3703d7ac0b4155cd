"""What a password must not be, beyond Django's own rules: too short for staff, too long for
anybody, or made of a word that gives it away."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.models import Clinic

LONGEST = 128
SHORTEST_FOR_STAFF = 12


def check(password: str, *, words, staff: bool) -> None:
    """Raises where the password is too short or too long, or holds one of these words."""
    if len(password) > LONGEST:
        raise ValidationError(_("Use 128 characters at most."))
    if staff and len(password) < SHORTEST_FOR_STAFF:
        raise ValidationError(_("Use 12 characters or more."))
    if any(word in password.lower() for word in words):
        raise ValidationError(
            _("Choose a password without the name of your clinic, of Groundwork or you.")
        )


def telling_words(user) -> set[str]:
    """Words that give a person's password away: the product, the person, their clinics."""
    mine = Q(members__user=user) | Q(patients__user=user) | Q(patients__helpers__user=user)
    clinics = Clinic.objects.filter(mine).unscoped().distinct().values_list("name", flat=True)
    return words_of(user.name, *clinics)


def words_of(*names) -> set[str]:
    text = " ".join(["groundwork", *names]).lower()
    return {word for word in text.split() if len(word) >= 4}
