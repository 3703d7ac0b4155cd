"""allauth's forms about codes and keys, where the portal asks for more than they do."""

import struct
from contextlib import contextmanager

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.forms import RequestLoginCodeForm
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context, ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from portal.accounts import is_staff
from portal.devices import counted_as, network_of

STEP = 30  # seconds an app shows one code


def use_up(user, code: str) -> None:
    """One code of an app, one use (trust 15): for as long as it would be taken, which is longer
    than the one step allauth remembers it."""
    key = f"portal.totp.used:{user.pk}:{normalize_user_code(code)}"
    if not cache.add(key, "y", timeout=STEP * (2 * settings.MFA_TOTP_TOLERANCE + 1)):
        raise get_adapter().validation_error("incorrect_code")


class OneUse:
    def clean_code(self):
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            use_up(self.user, code)
        return code


class SecondStepForm(OneUse, AuthenticateForm):
    """The code after the password."""


class SecondStepAgainForm(OneUse, ReauthenticateForm):
    """The code before a change that matters."""


class SetUpAppForm(ActivateTOTPForm):
    """The first code of a new app, which opens nothing a second time."""

    def clean_code(self):
        code = super().clean_code()
        use_up(self.user, code)
        return code


@contextmanager
def in_words():
    """What no key ever sent is refused like a wrong code; allauth and its parts stumble over it."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, struct.error, InvalidSignature):
        raise get_adapter().validation_error("incorrect_code") from None


class SoundCredential:
    def clean_credential(self):
        with in_words():
            return super().clean_credential()


class KeySignInForm(SoundCredential, LoginWebAuthnForm):
    """A key instead of everything else."""


class KeyStepForm(SoundCredential, AuthenticateWebAuthnForm):
    """A key after the password."""


class KeyAgainForm(SoundCredential, ReauthenticateWebAuthnForm):
    """A key before a change that matters."""


class AddPasskeyForm(AddWebAuthnForm):
    """A key that signs in by itself. A patient's always does, or it would be of no use to them;
    staff may also have a security key that only comes after the password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["passwordless"] = forms.BooleanField(
            label=_("It signs me in by itself"),
            required=False,
            initial=True,
            help_text=_(
                "Your fingerprint, face or PIN is asked each time. Leave it out for a security "
                "key without a PIN: that one is asked for after your password."
            ),
        )

    @property
    def for_staff(self) -> bool:
        return is_staff(self.user)

    def clean_passwordless(self) -> bool:
        return self.cleaned_data["passwordless"] or not self.for_staff

    def clean(self):
        with in_words():
            return super().clean()


class AskForCodeForm(RequestLoginCodeForm):
    """Letters with codes are limited by address and by who asks, so that a stranger who asks for
    somebody else's cannot keep them out (trust 19)."""

    def clean_email(self):
        email, request = self.cleaned_data["email"], context.request
        users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        asker = counted_as(request, email.lower()) or network_of(request)
        for action, key in (("request_login_code", asker), ("letters_to", "")):
            if not ratelimit.consume(request, action=action, key=f"{email.lower()} {key}"):
                raise account_adapter().validation_error("too_many_login_attempts")
        self._user = users[0] if users else None
        return email
