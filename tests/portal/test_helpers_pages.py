"""Helpers: asked by the patient or the clinic, ended at once, never more than was given."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access import patient_mark
from portal.models import Event, Helper, Invitation
from tests import factories
from tests.portal import letters

pytestmark = pytest.mark.django_db
FORM = {"name": "Pat", "email": "pat@example.org", "relation": "partner", "may_log": "0"}


@pytest.fixture
def bob(town, client):
    factories.sign_in(client, town.bob)
    return client


def text(response) -> str:
    return response.content.decode()


def mine(patient, **fields):
    return {**FORM, "for": patient_mark(patient), **fields}


def test_a_patient_asks_somebody_by_letter(town, bob, run_jobs, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bob.post(reverse("invite_my_helper"), mine(town.bob, may_log="1"))
    run_jobs()
    letter = letters.to("pat@example.org")[0]
    assert "Bob" not in letter.subject + letter.body
    invitation = Invitation.objects.unscoped().get()
    assert (invitation.may_log, invitation.relation) == (True, "partner")
    assert "Pat" in text(bob.get(reverse("list_my_helpers")))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"email": "pat"}, "valid email"),
        ({"relation": "boss"}, "valid choice"),
        ({"until_on": "2020-01-01"}, "still to come"),
        ({"may_log": "yes"}, "valid choice"),
        ({"name": ""}, "required"),
    ],
)
def test_bad_input_says_so(town, bob, fields, says):
    page = text(bob.post(reverse("invite_my_helper"), mine(town.bob, **fields)))
    assert says in page
    assert not Invitation.objects.unscoped().exists()


def test_a_form_without_the_patients_mark_is_refused(town, bob):
    assert bob.post(reverse("invite_my_helper"), FORM).status_code == 409
    assert not Invitation.objects.unscoped().exists()


def test_a_patient_ends_a_helper_who_is_out_at_the_next_request(town, bob):
    helper = factories.helper(town.bob)
    pat = Client()
    factories.sign_in(pat, helper)
    assert pat.get("/my/record/").status_code == 200
    bob.post(reverse("end_my_helper", args=[helper.pk]), {"for": patient_mark(town.bob)})
    assert pat.get("/my/record/").status_code == 403
    assert Event.objects.about(town.bob).filter(action="ended helper").exists()


def test_a_patient_takes_an_invitation_back(town, bob):
    bob.post(reverse("invite_my_helper"), mine(town.bob))
    invitation = Invitation.objects.unscoped().get()
    bob.post(reverse("revoke_my_helper", args=[invitation.pk]), {"for": patient_mark(town.bob)})
    invitation.refresh_from_db()
    assert invitation.revoked_at


def test_anothers_helper_is_not_there(town, bob):
    other = factories.helper(town.carol)
    mark = {"for": patient_mark(town.bob)}
    assert bob.post(reverse("end_my_helper", args=[other.pk]), mark).status_code == 404
    other.refresh_from_db()
    assert not other.ended_at


def test_a_helper_invites_and_ends_nobody(town, client):
    helper = factories.helper(town.bob, may_log=True)
    factories.sign_in(client, helper)
    for name in ("list_my_helpers", "invite_my_helper"):
        assert client.get(reverse(name)).status_code == 403
    assert client.post(reverse("invite_my_helper"), mine(town.bob)).status_code == 403


def test_a_helpers_right_ends_with_its_day(town, client):
    helper = factories.helper(town.bob, until_on=timezone.localdate())
    factories.sign_in(client, helper)
    assert client.get("/my/record/").status_code == 200
    Helper.objects.unscoped().update(until_on=timezone.localdate() - timedelta(days=1))
    assert client.get("/my/record/").status_code == 403


def test_the_clinic_invites_and_ends_helpers(town, client):
    factories.sign_in(client, town.alice)
    client.post(reverse("invite_helper", args=[town.bob.pk]), FORM)
    assert Invitation.objects.unscoped().get().created_by == town.alice.user
    helper = factories.helper(town.bob)
    client.post(reverse("end_helper", args=[town.bob.pk, helper.pk]))
    helper.refresh_from_db()
    assert helper.ended_by == town.alice.user
    page = text(client.get(reverse("list_helpers", args=[town.bob.pk])))
    assert "Who helped before" in page


def test_a_helper_of_another_patient_is_not_ended_through_this_one(town, client):
    factories.sign_in(client, town.alice)
    helper = factories.helper(town.carol)
    where = reverse("end_helper", args=[town.bob.pk, helper.pk])
    assert client.post(where).status_code == 404


def test_the_numbers_of_the_clinic_stand_on_the_help_page(town, bob):
    page = text(bob.get(reverse("show_my_help")))
    for number in ("999", "111", "0161 496 0000"):
        assert number in page
    assert "Nobody watches" in page


def test_the_notice_can_be_read_again(town, bob):
    assert "has not put its notice" in text(bob.get(reverse("show_my_privacy")))
    factories.privacy_notice(town.alder, text="Eight <b>years</b>.")
    page = text(bob.get(reverse("show_my_privacy")))
    assert "Eight &lt;b&gt;years" in page


@pytest.mark.parametrize(
    "name",
    [
        "show_my_record",
        "show_my_privacy",
        "show_my_help",
        "list_my_helpers",
        "invite_my_helper",
        "show_welcome",
    ],
)
def test_staff_who_are_no_patient_open_no_patients_page(town, client, name):
    factories.sign_in(client, town.alice)
    assert client.get(reverse(name)).status_code == 403
    assert Client().get(reverse(name)).status_code == 302
