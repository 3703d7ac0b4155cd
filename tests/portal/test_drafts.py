"""Half-written text comes back to its writer and to nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.access import patient_mark
from portal.actions import drafts
from portal.models import Draft
from tests import factories

pytestmark = pytest.mark.django_db
WHERE = "/drafts/log/"


@pytest.fixture
def bob(town, client):
    factories.sign_in(client, town.bob)
    return client


def kept(client, patient=None):
    mark = {"for": patient_mark(patient)} if patient else {}
    return client.get(WHERE, mark).json()["fields"]


def test_what_was_typed_is_kept_and_given_back(town, bob):
    fields = {"note": "Half a sent", "did": ["1", "2"], "for": patient_mark(town.bob)}
    response = bob.post(WHERE, fields)
    assert response.json()["said"].startswith("Draft saved")
    assert kept(bob, town.bob) == {"note": ["Half a sent"], "did": ["1", "2"]}


def test_a_later_text_takes_the_place_of_the_earlier(town, bob):
    for note in ("one", "two"):
        bob.post(WHERE, {"note": note})
    assert kept(bob) == {"note": ["two"]}
    assert Draft.objects.unscoped().count() == 1


def test_it_is_kept_apart_by_patient_and_form(town, bob):
    bob.post(WHERE, {"note": "mine", "for": patient_mark(town.bob)})
    bob.post("/drafts/question/", {"note": "asked", "for": patient_mark(town.bob)})
    assert kept(bob, town.bob) == {"note": ["mine"]}
    assert kept(bob) == {}


def test_nobody_else_gets_it_not_even_the_physio(town, bob):
    bob.post(WHERE, {"note": "private", "for": patient_mark(town.bob)})
    for other in (town.alice, town.carol, town.mia):
        client = Client()
        factories.sign_in(client, other)
        response = client.get(WHERE, {"for": patient_mark(town.bob)})
        assert "private" not in response.content.decode()


def test_a_draft_about_a_stranger_is_refused(town, bob):
    assert bob.post(WHERE, {"note": "x", "for": patient_mark(town.carol)}).status_code == 404
    assert bob.post(WHERE, {"note": "x", "for": "forged"}).status_code == 404
    assert not Draft.objects.unscoped().exists()


def test_passwords_and_tokens_are_never_kept(town, bob):
    bob.post(WHERE, {"password": "s", "csrfmiddlewaretoken": "t", "note": "n"})
    assert kept(bob) == {"note": ["n"]}


def test_a_draft_outlives_the_session(town, bob):
    bob.post(WHERE, {"note": "still here"})
    bob.post(reverse("account_logout"))
    assert bob.get(WHERE).status_code == 302
    factories.sign_in(bob, town.bob)
    assert kept(bob) == {"note": ["still here"]}


def test_too_much_text_says_so(town, bob):
    response = bob.post(WHERE, {"note": "x" * (drafts.LONGEST + 1)})
    assert response.status_code == 413
    assert "too long" in response.json()["said"]


def test_a_sent_text_is_forgotten(town, bob):
    bob.post(WHERE, {"note": "x"})
    drafts.forget_draft(by=town.bob.user, form="log")
    assert kept(bob) == {}


def test_strangers_keep_nothing(db, client):
    assert client.post(WHERE, {"note": "x"}).status_code == 302
    assert not Draft.objects.unscoped().exists()
