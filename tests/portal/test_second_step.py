"""Codes of an app, recovery codes and keys: each opens once, what was set up counts as shown."""

import json
from base64 import b32encode
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import encrypt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.management.commands.demo_code import code_now
from tests import factories

pytestmark = pytest.mark.django_db


def second_step(person, code) -> Client:
    """A browser that gave the password and then this code."""
    client = Client()
    fields = {"login": person.email, "password": factories.PASSWORD}
    client.post(reverse("account_login"), fields)
    client.post(reverse("mfa_authenticate"), {"code": code})
    return client


def is_in(client) -> bool:
    return client.get(reverse("list_patients")).status_code == 200


@pytest.mark.parametrize("seconds", [0, 31, 59, 89])
def test_an_apps_code_opens_once_for_as_long_as_it_is_taken(town, time_machine, seconds):
    """A code lasts 30 seconds; the one before and the one after are taken too, as clocks differ."""
    start = timezone.now().replace(second=0, microsecond=0)
    time_machine.move_to(start + timedelta(seconds=30), tick=False)
    code = factories.totp_code(town.alice.user)  # of a clock that is fast
    time_machine.move_to(start, tick=False)
    assert is_in(second_step(town.alice.user, code))
    time_machine.shift(seconds)
    assert not is_in(second_step(town.alice.user, code))


def test_the_demonstration_tells_the_code_an_app_shows_at_that_moment(time_machine):
    """RFC 6238, appendix B: the key, the moment and the last six digits of its code."""
    key = encrypt(b32encode(b"12345678901234567890").decode())
    time_machine.move_to(59, tick=False)
    assert code_now(Authenticator(data={"secret": key})) == "287082"


def test_the_code_that_set_up_an_app_opens_nothing_a_second_time(town, client):
    new = factories.member(town.alder, "Nick North", second_factor=False)
    client.post(reverse("account_login"), {"login": new.user.email, "password": factories.PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    code = factories.code_now(client.session["mfa.totp.secret"])
    client.post(reverse("mfa_activate_totp"), {"code": code})
    assert is_in(client)
    assert not is_in(second_step(new.user, code))


def test_a_recovery_code_opens_once(town):
    code = RecoveryCodes.activate(town.alice.user).generate_codes()[3]
    assert is_in(second_step(town.alice.user, code))
    assert not is_in(second_step(town.alice.user, code))


def test_a_patients_key_signs_in_by_itself(town, client):
    """Without that a patient's passkey would be of no use: nothing asks for it."""
    factories.sign_in(client, town.bob, second_factor=True)
    page = client.get(reverse("mfa_add_webauthn")).content.decode()
    assert 'name="passwordless"' in page
    assert "checked hidden" in page
    form = page_form(client, {"name": "Phone", "credential": json.dumps({"id": "x"})})
    assert form.cleaned_data["passwordless"] is True


def test_staff_may_have_a_key_that_comes_after_the_password(town, client):
    factories.sign_in(client, town.alice)
    page = client.get(reverse("mfa_add_webauthn")).content.decode()
    assert "It signs me in by itself" in page
    form = page_form(client, {"name": "Key", "credential": json.dumps({"id": "x"})})
    assert form.cleaned_data["passwordless"] is False


NONSENSE = [
    *({}, [], "x", 5, None, {"id": "x"}, {"rawId": "x", "id": "x", "type": "public-key"}),
    {"id": "eA", "rawId": "eA", "type": "public-key", "response": {"userHandle": "eA"}},
    {"id": 1, "rawId": 1, "type": 1, "response": {"clientDataJSON": 1, "userHandle": None}},
    {
        "id": "eA",
        "rawId": "eA",
        "type": "public-key",
        "response": {
            "clientDataJSON": "e30",
            "authenticatorData": "AAAA",
            "signature": "AA",
            "userHandle": "____",
        },
    },
]


@pytest.mark.parametrize("credential", NONSENSE)
def test_what_no_key_ever_sent_is_refused_in_words(town, credential):
    """Anybody can send it; it was a fault of the server's."""
    fields = {"credential": json.dumps(credential)}
    stranger = Client()
    stranger.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    assert stranger.post(reverse("mfa_login_webauthn"), fields).status_code in (200, 302)
    assert "_auth_user_id" not in stranger.session
    halfway = Client()
    password = {"login": town.alice.user.email, "password": factories.PASSWORD}
    halfway.post(reverse("account_login"), password)
    halfway.get(reverse("mfa_authenticate"))
    assert halfway.post(reverse("mfa_authenticate"), fields).status_code in (200, 302)
    assert "_auth_user_id" not in halfway.session
    inside = Client()
    factories.sign_in(inside, town.alice)
    for name in ("mfa_add_webauthn", "mfa_reauthenticate_webauthn"):
        inside.get(reverse(name))
        assert inside.post(reverse(name), fields).status_code in (200, 302)


def page_form(client, fields):
    """The form as the page judged it; the made-up key itself is refused."""
    answer = client.post(reverse("mfa_add_webauthn"), fields)
    assert answer.status_code == 200
    assert not Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists()
    return answer.context["form"]
