"""Ways in that an attacker tried: through an invitation, through a session left open."""

import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal import accounts
from portal.actions import invitations
from tests import factories

pytestmark = pytest.mark.django_db
ACCEPT = "/in/"


def invited(patient, *, by, way="room"):
    _row, token = invitations.invite_patient(
        patient=patient, way=way, by=by.user, at=timezone.now()
    )
    return token


def opened(token, client=None):
    client = client or Client()
    client.get(f"/in/{token}/")
    return client


@pytest.fixture
def bob_of_two(town):
    """Bob is looked after at Alder and, with the same account, at Birch."""
    return factories.patient(town.birch, "Bob Jones", person=town.bob.user)


# One clinic's code, another clinic's record -----------------------------------------------------


def test_a_clinics_code_does_not_open_what_another_clinic_keeps(town, bob_of_two):
    """Staff of Birch could otherwise scan their own code and read on at Alder."""
    client = opened(invited(bob_of_two, by=town.eve))
    response = client.post(ACCEPT)
    assert response["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_a_letter_to_an_address_the_clinic_typed_does_not_either(town, bob_of_two):
    bob_of_two.email = "eve@birch.example"
    bob_of_two.save(update_fields=["email"])
    client = opened(invited(bob_of_two, by=town.eve, way="mail"))
    client.post(ACCEPT, {"birth_year": 1961})
    assert "_auth_user_id" not in client.session


def test_on_somebody_elses_phone_the_right_person_signs_in_first(town, bob_of_two):
    client = Client()
    factories.sign_in(client, town.frank)
    opened(invited(bob_of_two, by=town.eve), client)
    page = client.post(ACCEPT, {"as": "me"})
    assert "signed in as somebody else" in page.content.decode()
    response = client.post(ACCEPT, {"as": "other"})
    assert response["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session
    factories.sign_in(client, town.bob)
    assert client.post(ACCEPT, {"as": "me"})["Location"] == "/"


def test_the_person_themselves_still_gets_in(town, bob_of_two):
    client = Client()
    factories.sign_in(client, town.bob)
    response = opened(invited(bob_of_two, by=town.eve), client).post(ACCEPT)
    assert response.status_code == 302
    assert not response["Location"].startswith("/accounts/")


def test_without_an_address_the_page_says_what_the_clinic_can_do(town):
    carl = factories.patient(town.alder, "Carl", person=factories.user("Carl", email=""))
    there = factories.patient(town.birch, "Carl", person=carl.user)
    client = opened(invited(there, by=town.eve))
    page = client.post(ACCEPT)
    assert "invite you anew" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_code_opens_no_staff_account_that_has_no_second_factor_yet(town):
    """Who came in this way could otherwise set up a factor of their own."""
    new = factories.member(town.alder, "Nina New", second_factor=False)
    own = factories.patient(town.birch, "Nina New", person=new.user)
    client = opened(invited(own, by=town.eve))
    client.post(ACCEPT)
    assert "_auth_user_id" not in client.session


# Keys to a house whose door stands open ----------------------------------------------------------

KEYS = [
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "account_set_password",
    "change_email",
]


@pytest.fixture
def left_open(town, client):
    """Bob's phone, signed in long ago and left on a table."""
    factories.sign_in(client, town.bob, own_device=True)
    return client


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_open_session_gives_nobody_a_key_of_their_own(left_open, name, method):
    response = getattr(left_open, method)(reverse(name))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("confirm_self"))


@pytest.mark.parametrize("name", KEYS)
def test_a_fresh_proof_opens_the_page(town, left_open, name):
    session = left_open.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time()}]
    session["account_authentication_methods_user"] = str(town.bob.user_id)
    session.save()
    assert left_open.get(reverse(name)).status_code == 200


def test_a_clinics_code_is_no_proof_where_there_is_an_address_to_ask(town):
    client = opened(invited(town.bob, by=town.alice))
    client.post(ACCEPT)
    assert client.session["_auth_user_id"] == str(town.bob.user_id)
    assert client.get(reverse("change_email"))["Location"].startswith(reverse("confirm_self"))


def test_without_an_address_the_clinics_code_is_the_proof(town):
    carl = factories.patient(town.alder, "Carl", person=factories.user("Carl", email=""))
    client = opened(invited(carl, by=town.alice))
    client.post(ACCEPT)
    assert accounts.FRESH
    assert client.get(reverse("change_email")).status_code == 200
