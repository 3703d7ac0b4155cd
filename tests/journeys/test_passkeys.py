"""A passkey in a real browser, with an authenticator the browser plays."""

import pytest
from allauth.mfa.models import Authenticator

from tests import factories
from tests.journeys import steps

pytestmark = pytest.mark.django_db(transaction=True)
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(page_phone):
    tool = page_phone.context.new_cdp_session(page_phone)
    tool.send("WebAuthn.enable")
    tool.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return page_phone


def test_a_patient_adds_a_passkey_and_comes_back_with_it(phone, site, client):
    town = factories.town()
    steps.come_in(phone, site, client, town.bob, second_factor=True)
    phone.goto("/accounts/2fa/webauthn/add/")
    steps.button(phone, "Add it").click()
    steps.heading(phone, "Passkeys and security keys").wait_for()
    assert phone.locator(".pill", has_text="Passkey").count() == 1
    kinds = Authenticator.objects.filter(user=town.bob.user).values_list("type", flat=True)
    assert list(kinds) == ["webauthn"]  # no recovery codes, which nothing would ask for

    steps.sign_out(phone)
    phone.goto("/accounts/login/")
    steps.button(phone, "Sign in with a passkey").click()
    phone.wait_for_url(lambda url: "/my/" in url)
