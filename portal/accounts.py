"""How people sign in: closed to strangers, a second factor for staff, short sessions for all
but a patient's own device."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context as allauth
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal import crypto, devices, mail, password_rules
from portal.models import Clinic, Member, Patient

SHARED_DEVICE_HOURS = 12
OWN_DEVICE = "own_device"
DEVICE_ASKED = "device_asked"
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
NOWHERE = "0.0.0.0"  # noqa: S104  (a session needs some address; nothing listens there)
SIGNED_IN_AT = "signed_in_at"
TOUCHED_AT = "touched_at"
FRESH = timedelta(minutes=5)
LIMITS = ("too_many_login_attempts", "rate_limited")  # allauth's names for them

log = logging.getLogger("portal.accounts")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _lazy("This code does not fit. Check it, or ask for a new one."),
        "email_password_mismatch": _lazy("E-mail and password do not fit together."),
        "too_many_login_attempts": _lazy(
            "Too many tries from here. Wait a quarter of an hour, or sign in another way."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """allauth's mails are written here and sent by the worker, never inside the request."""
        message = self.render_mail(template_prefix, email, context)
        mail.send_later(to=email, subject=message.subject, text=message.body)

    def get_login_redirect_url(self, request):
        from portal.access import home_of

        return home_of(request)

    def is_safe_url(self, url):
        """`next` and the like lead to own pages only: an address without a host."""
        return is_own_page(url)

    def get_reset_password_from_key_url(self, key):
        """The host comes from the settings, never from the request (trust 21)."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return mail.page(path.replace("UID-KEY", key))

    def login(self, request, user):
        """Every way of signing in ends here."""
        first_time = user.last_login is None
        super().login(request, user)
        answer = devices.answer_on(request, user)
        start_session(request, user, own_device=answer == devices.OWN)
        request.session[DEVICE_ASKED] = bool(answer)
        how = [str(r.get("type") or r.get("method")) for r in records_of(request, user)]
        log.info("Signed in", extra={"event": "signed_in", "fields": {"user": user.pk, "by": how}})
        if not first_time:
            devices.tell_if_new(request, user)
        devices.remember_with_answer(request, user, answer)

    def authentication_failed(self, request, **credentials):
        note_refusal("incorrect_code", by="password")

    def validation_error(self, code, *args):
        note_refusal(code, by="code")
        return super().validation_error(code, *args)

    def _get_login_attempts_cache_key(self, request, **credentials):
        """allauth's name for whose failures are counted; ours are counted by device, too."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key} {devices.counted_as(request, credentials.get('email') or '')}"

    def set_password(self, user, password):
        """The other sessions end with the old password; they leave the list of devices, too."""
        super().set_password(user, password)
        request = allauth.request
        here = request is not None and request.user == user
        devices.end_all(user, but=request.session.session_key if here else "")

    def logout(self, request):
        devices.forget_current(request)
        super().logout(request)

    def get_client_ip(self, request):
        from portal.security import client_ip

        return client_ip(request) or NOWHERE

    def clean_password(self, password, user=None):
        known = user is not None and not user._state.adding
        words = password_rules.telling_words(user) if known else ()
        password_rules.check(password, words=words, staff=known and is_staff(user))
        return super().clean_password(password, user=user)


class MFAAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery seeds are encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _lazy("This code does not fit, or was used. Wait for the next one."),
    }

    def generate_authenticator_name(self, user, type):  # noqa: A002  (allauth's name)
        """What a new key is called at first: the device it is made on."""
        return devices.name_of(allauth.request.headers.get("User-Agent", "")) or _("My passkey")

    def encrypt(self, text: str) -> str:
        return crypto.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.unlock(encrypted_text)

    def validation_error(self, code, *args):
        note_refusal(code, by="second factor")
        return super().validation_error(code, *args)

    def is_mfa_enabled(self, user, types=None):
        """Whether signing in asks for a second factor.

        A patient's passkey is one way in beside the mailed code, not a second lock: whoever
        loses the phone it lives on is not shut out (product, "Patient first time").
        """
        if types == SECOND_FACTORS and not is_staff(user):
            types = [Authenticator.Type.TOTP]
        return super().is_mfa_enabled(user, types=types)

    def can_delete_authenticator(self, authenticator) -> bool:
        """Staff keep at least one second factor."""
        if authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        others = (
            Authenticator.objects.filter(user=authenticator.user)
            .exclude(pk=authenticator.pk)
            .exclude(type=Authenticator.Type.RECOVERY_CODES)
        )
        return others.exists() or not is_staff(authenticator.user)


def note_refusal(code: str, *, by: str) -> None:
    """One line for the operator: a proof that did not fit, or a limit that was reached."""
    if code in LIMITS:
        log.warning("Limit hit", extra={"event": "limit_hit", "fields": {"limit": code}})
        if allauth.request is not None:
            allauth.request.limit_hit = True  # the answer will be 429: portal.views.entrance
    elif code == "incorrect_code":
        log.info("Sign-in refused", extra={"event": "sign_in_refused", "fields": {"by": by}})


def is_own_page(url: str) -> bool:
    return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, None)


def is_staff(user) -> bool:
    return Member.objects.current().filter(user=user).unscoped().exists()


# The second factor ---------------------------------------------------------------------------


def records_of(request, user) -> list[dict]:
    """How this session proved who it is, oldest first."""
    return get_authentication_records(request, user)


def has_second_factor(request) -> bool:
    """Whether a second factor (or a passkey) was presented in this session."""
    return any(r.get("method") == "mfa" for r in records_of(request, request.user))


def is_fresh(request) -> bool:
    """Whether the person proved who they are within the last five minutes (trust 22).

    A clinic can show its code to anybody, so an invitation proves nothing where there is an
    address to ask.
    """
    records = records_of(request, request.user)
    times = [r["at"] for r in records if r["method"] != "invitation" or not request.user.email]
    return bool(times) and time.time() - max(times) < FRESH.total_seconds()


def factors_of(user) -> set[str]:
    """The kinds of second factor this person has; recovery codes are none."""
    return {kind for _pk, kind in keys_of(user)}


def keys_of(user) -> set[tuple]:
    """Each second factor of this person: (id, kind)."""
    rows = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS)
    return set(rows.values_list("pk", "type"))


def without_codes(user) -> bool:
    """Recovery codes go where nothing asks for them, as beside a patient's passkey; whether so."""
    if MFAAdapter().is_mfa_enabled(user, SECOND_FACTORS):
        return False
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    return True


def has_factor() -> Exists:
    """Whether a member has a second factor, as an annotation."""
    return Exists(Authenticator.objects.filter(user=OuterRef("user"), type__in=SECOND_FACTORS))


def second_factor_step(request):
    """Where staff must go before any page with patient data; None when nothing is missing."""
    if has_second_factor(request):
        return None
    kinds = factors_of(request.user)
    if not kinds:
        return redirect("set_up_second_factor")
    step = (
        "mfa_reauthenticate" if Authenticator.Type.TOTP in kinds else "mfa_reauthenticate_webauthn"
    )
    return redirect(f"{reverse(step)}?{urlencode({'next': request.get_full_path()})}")


# How long a session lives --------------------------------------------------------------------


def start_session(request, user, *, own_device: bool = False) -> None:
    """This will set how long the session lives: minutes without use for staff and on shared
    devices, months on a patient's own device. Staff have no device of their own here.

    The limit is the session row's own expiry, moved on by use, so it holds in every process.
    """
    own_device = own_device and not is_staff(user)
    now = timezone.now().timestamp()
    request.session[SIGNED_IN_AT] = request.session[TOUCHED_AT] = now
    request.session[OWN_DEVICE] = own_device
    request.session.set_expiry(seconds_without_use(user, own_device=own_device))


def seconds_without_use(user, *, own_device: bool) -> int:
    """The shortest idle time of the clinics this person belongs to, in seconds."""
    staff = Clinic.objects.filter(
        members__in=Member.objects.current().filter(user=user).unscoped()
    ).unscoped()
    minutes = list(staff.values_list("staff_idle_minutes", flat=True))
    if minutes:
        return min(minutes) * 60
    theirs = Clinic.objects.filter(
        pk__in=Patient.objects.as_patient(user).values("clinic_id")
    ).unscoped()
    rules = list(theirs.values_list("patient_idle_minutes", "own_device_days"))
    if own_device:
        return min((days for _m, days in rules), default=180) * 24 * 3600
    return min((idle for idle, _d in rules), default=30) * 60


class SessionLimits:
    """Middleware: moves a session's expiry on while it is used, and ends it after its last hour."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        session = request.session
        since = session.get(SIGNED_IN_AT)
        if since is not None:
            now = timezone.now().timestamp()
            own = session.get(OWN_DEVICE, False)
            if not own and now - since > timedelta(hours=SHARED_DEVICE_HOURS).total_seconds():
                logout(request)
            else:
                self.touch(session, now, own)
                request.idle_seconds = 0 if own else session.get_expiry_age()
        response = self.get_response(request)
        devices.write_cookie(request, response)
        return response

    @staticmethod
    def touch(session, now: float, own: bool) -> None:
        """At most one write a minute, one a day on an own device."""
        pause = 24 * 3600 if own else 60
        if now - session.get(TOUCHED_AT, 0) > pause:
            session[TOUCHED_AT] = now
