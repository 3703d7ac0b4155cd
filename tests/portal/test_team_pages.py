"""The clinic's own people, its settings and its notice."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from portal.forms.clinic import settings_of
from portal.models import Clinic, Event, Invitation, Member, PrivacyNotice
from tests import factories
from tests.portal import letters

pytestmark = pytest.mark.django_db
MANAGERS_PAGES = ["list_team", "invite_member", "edit_clinic", "edit_privacy_notice", "show_record"]
ABOUT_A_COLLEAGUE = ["edit_member", "end_member", "reset_second_factor", "sign_member_out"]


@pytest.fixture
def mia(town, client):
    factories.sign_in(client, town.mia)
    return client


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("name", MANAGERS_PAGES)
def test_only_a_manager_runs_the_clinic(town, mia, name):
    assert mia.get(reverse(name)).status_code == 200
    for other in (town.alice, town.bob):
        client = Client()
        factories.sign_in(client, other)
        assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", ABOUT_A_COLLEAGUE)
def test_another_clinics_colleague_is_not_there(town, mia, name):
    assert mia.post(reverse(name, args=[town.eve.pk])).status_code == 404


def test_the_team_lists_colleagues_and_who_was_invited(town, mia):
    mia.post(
        reverse("invite_member"),
        {"name": "Mo Marsh", "email": "mo@example.org", "roles": ["clinician"]},
    )
    page = text(mia.get(reverse("list_team")))
    for name in ("Alice Alder", "Mia Moss", "Mo Marsh"):
        assert name in page
    assert "Eve Birch" not in page


def test_inviting_sends_a_letter_with_a_link(
    town, mia, run_jobs, django_capture_on_commit_callbacks
):
    fields = {"name": "Mo Marsh", "email": "mo@example.org", "roles": ["clinician", "author"]}
    with django_capture_on_commit_callbacks(execute=True):
        assert mia.post(reverse("invite_member"), fields).status_code == 302
    run_jobs()
    assert letters.links()[0].startswith("/in/1")
    invitation = Invitation.objects.unscoped().get(email="mo@example.org")
    assert invitation.roles == ["clinician", "author"]
    assert Event.objects.unscoped().filter(action="invited", object_id=str(invitation.pk)).exists()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"roles": []}, "Choose at least one"),
        ({"email": "mo"}, "valid email"),
        ({"name": ""}, "required"),
        ({"roles": ["owner"]}, "valid choice"),
    ],
)
def test_a_bad_invitation_says_so(town, mia, fields, says):
    good = {"name": "Mo", "email": "mo@example.org", "roles": ["clinician"]}
    assert says in text(mia.post(reverse("invite_member"), {**good, **fields}))
    assert not Invitation.objects.unscoped().exists()


def test_a_colleague_is_not_invited_again(town, mia):
    fields = {"name": "A", "email": town.alice.user.email, "roles": ["clinician"]}
    assert "already works here" in text(mia.post(reverse("invite_member"), fields))


def test_roles_are_changed_and_written_down(town, mia):
    mia.post(
        reverse("edit_member", args=[town.alice.pk]),
        {"roles": ["clinician", "reviewer"], "job_title": "Lead physio"},
    )
    town.alice.refresh_from_db()
    assert town.alice.roles == ["clinician", "reviewer"]
    event = Event.objects.unscoped().get(action="changed member")
    assert event.reason == "clinician → clinician, reviewer"


def test_a_clinic_keeps_a_manager(town, mia):
    where = reverse("edit_member", args=[town.mia.pk])
    assert "needs a manager" in text(mia.post(where, {"roles": ["author"]}))
    response = mia.post(reverse("end_member", args=[town.mia.pk]))
    assert "needs a manager" in text(response)
    assert Member.objects.current().filter(pk=town.mia.pk).unscoped().exists()


def test_ending_a_colleague_asks_first_and_leaves_their_name(town, mia):
    where = reverse("end_member", args=[town.alice.pk])
    assert "no longer works here?" in text(mia.get(where))
    town.alice.refresh_from_db()
    assert not town.alice.ended_at
    mia.post(where)
    town.alice.refresh_from_db()
    assert town.alice.ended_by == town.mia.user
    assert mia.get(where).status_code == 404
    assert "Alice Alder" in text(mia.get(reverse("list_team")))


def test_a_lost_second_factor_is_reset_with_how_it_was_checked(
    town, mia, run_jobs, django_capture_on_commit_callbacks
):
    where = reverse("reset_second_factor", args=[town.alice.pk])
    assert "required" in text(mia.post(where, {"reason": ""}))
    with django_capture_on_commit_callbacks(execute=True):
        mia.post(where, {"reason": "Passport, in person"})
    run_jobs()
    assert not Authenticator.objects.filter(user=town.alice.user).exists()
    assert letters.to(town.alice.user.email)[0].subject == "Your second factor was reset"
    assert (
        Event.objects.unscoped().get(action="reset second factor").reason == "Passport, in person"
    )


def test_nobody_resets_their_own_factor_or_that_of_a_colleague_of_two_clinics(town, mia):
    own = mia.post(reverse("reset_second_factor", args=[town.mia.pk]), {"reason": "me"})
    assert "Ask another manager" in text(own)
    factories.member(town.birch, person=town.alice.user)
    both = mia.post(reverse("reset_second_factor", args=[town.alice.pk]), {"reason": "x"})
    assert "another clinic" in text(both)
    assert Authenticator.objects.filter(user=town.alice.user).exists()


# Settings ---------------------------------------------------------------------------------------


def settings_form(clinic, **fields):
    given = {name: "" if value is None else value for name, value in settings_of(clinic).items()}
    for name in ("care_team_only", "shows_change_labels"):
        if not given[name]:
            del given[name]
    return {**given, **fields}


def test_settings_are_saved_and_written_down(town, mia):
    mia.post(reverse("edit_clinic"), settings_form(town.alder, pain_limit=4, hours="Always"))
    town.alder.refresh_from_db()
    assert (town.alder.pain_limit, town.alder.hours, town.alder.version) == (4, "Always", 2)
    assert "pain_limit" in Event.objects.unscoped().get(action="changed clinic").reason


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"pain_fine_max": 7}, "lower than the pain that is fine"),
        ({"pain_limit": 11}, "less than or equal to 10"),
        ({"staff_idle_minutes": 16}, "less than or equal to 15"),
        ({"own_device_days": 181}, "less than or equal to 180"),
        ({"emergency_number": ""}, "required"),
        ({"country": "XX"}, "valid choice"),
        ({"name": ""}, "required"),
    ],
)
def test_bad_settings_say_so_and_change_nothing(town, mia, fields, says):
    assert says in text(mia.post(reverse("edit_clinic"), settings_form(town.alder, **fields)))
    assert Clinic.objects.unscoped().get(pk=town.alder.pk).version == 1


def test_the_second_manager_who_saves_sees_both(town, mia):
    form = settings_form(town.alder, hours="Mine")
    mia.post(reverse("edit_clinic"), settings_form(town.alder, hours="First"))
    response = mia.post(reverse("edit_clinic"), form)
    assert response.status_code == 409
    assert "First" in text(response)
    assert "Mine" in text(response)


def test_a_new_notice_is_a_new_version_and_the_same_text_is_none(town, mia):
    for words in ("One.", "Two.", "Two."):
        mia.post(reverse("edit_privacy_notice"), {"text": words})
    notices = PrivacyNotice.objects.unscoped().filter(clinic=town.alder)
    assert [(n.version, n.text) for n in notices] == [(2, "Two."), (1, "One.")]
    assert "Version 1" in text(mia.get(reverse("edit_privacy_notice")))


def test_an_empty_notice_says_so(town, mia):
    assert "required" in text(mia.post(reverse("edit_privacy_notice"), {"text": ""}))
