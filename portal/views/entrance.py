"""allauth's pages that the portal shows, one by one: what is not listed is not there."""

from functools import wraps

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.shortcuts import redirect
from django.urls import path, re_path

from portal import accounts
from portal.access import everyone
from portal.views.account import prove_again


@everyone
def account_email(request):
    """allauth's page of several addresses is replaced by one address and a code."""
    return redirect("change_email")


def proven(view):
    """Asks again who it is, where allauth has nothing to ask: without password and factor it
    takes any session, however old, for a fresh one (trust 22)."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        person = request.user
        has_none = person.is_authenticated and not get_reauthentication_flows(person)
        if has_none and (step := prove_again(request)):
            return step
        return view(request, *args, **kwargs)

    return guarded


def limited(view):
    """A limit that was reached is answered with 429, whatever the page beside it says."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if getattr(request, "limit_hit", False):
            response.status_code = 429
        return response

    return guarded


def presented(view):
    """Whoever just set up a second factor has shown that they have it: no second code is asked
    right after the first."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        person = request.user
        if request.method != "POST" or not person.is_authenticated:
            return view(request, *args, **kwargs)
        before = accounts.keys_of(person)
        response = view(request, *args, **kwargs)
        for pk, kind in accounts.keys_of(person) - before:
            record_authentication(request, person, method="mfa", id=pk, type=kind)
            if accounts.without_codes(person):
                return redirect("mfa_list_webauthn")
        return response

    return guarded


urlpatterns = [
    path("accounts/login/", limited(account.login), name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/signup/", account.signup, name="account_signup"),
    path("accounts/email/", account_email, name="account_email"),
    path(
        "accounts/reauthenticate/", limited(account.reauthenticate), name="account_reauthenticate"
    ),
    path(
        "accounts/login/code/",
        limited(account.request_login_code),
        name="account_request_login_code",
    ),
    path(
        "accounts/login/code/confirm/",
        limited(account.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", proven(account.password_set), name="account_set_password"),
    path("accounts/password/reset/", account.password_reset, name="account_reset_password"),
    path(
        "accounts/password/reset/done/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "accounts/password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("accounts/2fa/", mfa.index, name="mfa_index"),
    path("accounts/2fa/authenticate/", limited(mfa.authenticate), name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", limited(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "accounts/2fa/totp/activate/",
        proven(presented(totp.activate_totp)),
        name="mfa_activate_totp",
    ),
    path("accounts/2fa/totp/deactivate/", proven(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "accounts/2fa/recovery-codes/",
        proven(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "accounts/2fa/recovery-codes/generate/",
        proven(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "accounts/2fa/recovery-codes/download/",
        proven(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("accounts/2fa/webauthn/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path(
        "accounts/2fa/webauthn/add/",
        proven(presented(webauthn.add_webauthn)),
        name="mfa_add_webauthn",
    ),
    path("accounts/2fa/webauthn/login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "accounts/2fa/webauthn/reauthenticate/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "accounts/2fa/webauthn/keys/<int:pk>/remove/",
        proven(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "accounts/2fa/webauthn/keys/<int:pk>/edit/",
        webauthn.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
]
