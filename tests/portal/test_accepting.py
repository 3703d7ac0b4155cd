"""An invitation lets the right person in, once, and nobody else at all."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.actions import invitations, joining
from portal.crypto import token_hash
from portal.models import Event, Helper, Invitation, Member, Patient, User
from tests import factories
from tests.portal import letters

pytestmark = pytest.mark.django_db
ACCEPT = "/in/"


def invited(patient, *, by, way="room", **fields):
    return invitations.invite_patient(
        patient=patient, way=way, by=by.user, at=timezone.now(), **fields
    )


@pytest.fixture
def newcomer(town):
    return factories.patient(town.alder, "Nora New", account=False, email="nora@example.org")


def opened(token, client=None):
    """A browser that followed the link."""
    client = client or Client()
    response = client.get(f"/in/{token}/")
    assert response.status_code == 302
    return client


def test_a_code_in_the_room_needs_one_button(town, newcomer):
    _invitation, token = invited(newcomer, by=town.alice)
    client = opened(token)
    page = client.get(ACCEPT)
    assert "Alder" in page.content.decode()
    response = client.post(ACCEPT)
    newcomer.refresh_from_db()
    assert response.status_code == 302
    assert newcomer.user.name == "Nora New"
    assert client.session["_auth_user_id"] == str(newcomer.user.pk)


def test_before_the_button_the_page_names_the_clinic_and_nobody_else(town, newcomer):
    _invitation, token = invited(newcomer, by=town.alice)
    text = opened(token).get(ACCEPT).content.decode()
    assert "Nora" not in text
    assert "nora@" not in text
    assert "Alice" not in text


def test_the_token_is_gone_from_the_address_at_once(town, newcomer):
    _invitation, token = invited(newcomer, by=town.alice)
    response = Client().get(f"/in/{token}/")
    assert response["Location"] == ACCEPT
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


def test_the_page_with_the_button_can_send_its_form(town, newcomer):
    """Under no-referrer a browser sends "Origin: null", and the form is refused."""
    _invitation, token = invited(newcomer, by=town.alice)
    client = opened(token, Client(enforce_csrf_checks=True))
    page = client.get(ACCEPT)
    assert page["Referrer-Policy"] == "same-origin"
    csrf = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page.content.decode()).group(1)
    origin = {"origin": "http://testserver"}
    response = client.post(ACCEPT, {"csrfmiddlewaretoken": csrf}, headers=origin)
    assert response.status_code == 302


def test_only_the_hash_of_a_token_is_kept(town, newcomer):
    invitation, token = invited(newcomer, by=town.alice)
    assert len(token) >= 40
    assert invitation.token_hash == token_hash(token)
    client = opened(token)
    assert token not in str(dict(client.session))


def test_looking_and_posting_without_the_answer_use_nothing_up(town, newcomer):
    invitation, token = invited(newcomer, by=town.alice, way="mail")
    for _ in range(6):
        client = Client()
        client.get(f"/in/{token}/")
        client.head(f"/in/{token}/")
        client.post(f"/in/{token}/")
        client.get(ACCEPT)
        client.head(ACCEPT)
        client.post(ACCEPT)
        client.post(ACCEPT, {"birth_year": ""})
    invitation.refresh_from_db()
    assert invitation.wrong_answers == 0
    assert invitation.is_open(timezone.now())
    assert opened(token).post(ACCEPT, {"birth_year": "1961"}).status_code == 302


def test_a_mailed_link_asks_the_year_of_birth(
    town, newcomer, run_jobs, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invited(newcomer, by=town.alice, way="mail")
    run_jobs()
    path = letters.links()[0]
    client = Client()
    client.get(path)
    page = client.post(ACCEPT, {"birth_year": "nineteen"})
    assert "four numbers" in page.content.decode()
    assert "nineteen" in page.content.decode()
    page = client.post(ACCEPT, {"birth_year": "1962"})
    assert "not the year we have" in page.content.decode()
    assert Patient.objects.unscoped().get(pk=newcomer.pk).user is None
    client.post(ACCEPT, {"birth_year": "1961"})
    assert Patient.objects.unscoped().get(pk=newcomer.pk).user.email == "nora@example.org"


def test_five_wrong_years_close_it(town, newcomer):
    invitation, token = invited(newcomer, by=town.alice, way="mail")
    client = opened(token)
    for year in range(1970, 1974):
        assert client.post(ACCEPT, {"birth_year": year}).status_code == 200
    assert client.post(ACCEPT, {"birth_year": 1974}).status_code == 410
    assert client.post(ACCEPT, {"birth_year": 1961}).status_code == 410
    invitation.refresh_from_db()
    assert invitation.revoked_at
    assert invitation.wrong_answers == 5


def test_it_works_once(town, newcomer):
    _invitation, token = invited(newcomer, by=town.alice)
    first, second = opened(token), opened(token)
    assert first.post(ACCEPT).status_code == 302
    assert second.post(ACCEPT).status_code == 410
    assert "_auth_user_id" not in second.session


@pytest.mark.parametrize(
    ("way", "lives"), [("room", timedelta(minutes=15)), ("mail", timedelta(days=7))]
)
def test_it_expires(town, newcomer, way, lives):
    at = timezone.now()
    invitation, token = invitations.invite_patient(
        patient=newcomer, way=way, by=town.alice.user, at=at
    )
    assert invitation.expires_at - at == lives
    with pytest.raises(joining.Closed):
        joining.accept_invitation(token_hash=token_hash(token), at=at + lives, birth_year=1961)


def test_a_new_one_ends_the_one_before(town, newcomer):
    first, first_token = invited(newcomer, by=town.alice)
    invited(newcomer, by=town.alice)
    first.refresh_from_db()
    assert first.revoked_at
    assert opened(first_token).get(ACCEPT).status_code == 410


def test_a_token_that_never_was_gets_the_same_answer_as_one_that_is_over(town, newcomer):
    invitation, token = invited(newcomer, by=town.alice)
    invitations.revoke_invitation(invitation=invitation, by=town.alice.user, at=timezone.now())
    over, never = opened(token).get(ACCEPT), opened("1" + "x" * 43).get(ACCEPT)
    assert over.status_code == never.status_code == 410
    assert without_noise(over) == without_noise(never)


def without_noise(response):
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", response.content.decode())


def test_a_patient_who_has_an_account_gets_it_back_on_a_new_device(town):
    _invitation, token = invited(town.bob, by=town.alice)
    client = opened(token)
    client.post(ACCEPT)
    assert client.session["_auth_user_id"] == str(town.bob.user_id)
    assert Patient.objects.unscoped().filter(user=town.bob.user).count() == 1


def test_a_signed_in_person_joins_a_second_clinic_with_the_same_account(town):
    there = factories.patient(town.birch, "Bob Jones", account=False)
    _invitation, token = invited(there, by=town.eve)
    client = Client()
    factories.sign_in(client, town.bob)
    opened(token, client).post(ACCEPT, {"as": "me"})
    there.refresh_from_db()
    assert there.user == town.bob.user


def test_somebody_elses_phone_is_not_taken_for_the_patients(town, newcomer):
    _invitation, token = invited(newcomer, by=town.alice)
    client = Client()
    factories.sign_in(client, town.frank)
    opened(token, client)
    assert "Frank Brown" in client.get(ACCEPT).content.decode()
    client.post(ACCEPT, {"as": "other"})
    newcomer.refresh_from_db()
    assert newcomer.user not in (None, town.frank.user)
    assert client.session["_auth_user_id"] == str(newcomer.user_id)


def test_who_made_the_code_does_not_become_the_patient(town, newcomer):
    """A physio who tries the code in the browser they work in: for the patient, never as them."""
    _invitation, token = invited(newcomer, by=town.alice)
    client = Client()
    factories.sign_in(client, town.alice)
    page = opened(token, client).post(ACCEPT, {"as": "me"})
    assert "on the patient’s own device" in page.content.decode()
    newcomer.refresh_from_db()
    assert newcomer.user is None
    assert opened(token).post(ACCEPT).status_code == 302


def test_one_patient_cannot_become_another_of_the_same_clinic(town, newcomer):
    _invitation, token = invited(newcomer, by=town.alice)
    client = Client()
    factories.sign_in(client, town.bob)
    page = opened(token, client).post(ACCEPT, {"as": "me"})
    assert "signed in as somebody else" in page.content.decode()
    newcomer.refresh_from_db()
    assert newcomer.user is None


def test_a_child_with_the_parents_address_gets_an_account_of_its_own(town):
    child = factories.patient(town.alder, "Ben Jones", account=False, email=town.bob.user.email)
    _invitation, token = invited(child, by=town.alice, way="mail")
    opened(token).post(ACCEPT, {"birth_year": 1961})
    child.refresh_from_db()
    assert child.user not in (None, town.bob.user)
    assert child.user.email is None


def test_staff_with_a_second_factor_still_present_it(town):
    own = factories.patient(town.birch, "Alice Alder", account=False, email=town.alice.user.email)
    _invitation, token = invited(own, by=town.eve, way="mail")
    client = opened(token)
    response = client.post(ACCEPT, {"birth_year": 1961})
    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": factories.totp_code(town.alice.user)})
    assert client.session["_auth_user_id"] == str(town.alice.user_id)


def test_it_opens_one_of_our_pages_only(town, newcomer):
    client = Client()
    factories.sign_in(client, town.alice)
    for wanted, kept in [
        ("/my/help/", "/my/help/"),
        ("https://evil.example/my/", ""),
        ("//evil", ""),
    ]:
        client.post(reverse("invite_patient", args=[newcomer.pk]), {"way": "room", "opens": wanted})
        newest = Invitation.objects.unscoped().filter(patient=newcomer).first()
        assert newest.opens == kept


def test_accepting_leads_to_the_page_it_opens(town, newcomer):
    _invitation, token = invited(newcomer, by=town.alice, opens="/my/help/")
    assert opened(token).post(ACCEPT)["Location"] == "/my/help/"


def test_accepting_is_written_down(town, newcomer):
    _invitation, token = invited(newcomer, by=town.alice)
    opened(token).post(ACCEPT)
    events = Event.objects.about(newcomer)
    assert {"invited", "accepted invitation"} <= set(events.values_list("action", flat=True))


def test_a_frozen_record_lets_nobody_in(town, newcomer):
    _invitation, token = invited(newcomer, by=town.alice)
    Patient.objects.unscoped().filter(pk=newcomer.pk).update(restricted_at=timezone.now())
    assert opened(token).post(ACCEPT).status_code == 410


# Members ---------------------------------------------------------------------------------------


def invited_member(town, **fields):
    return invitations.invite_member(
        clinic=town.alder,
        by=town.mia.user,
        at=timezone.now(),
        **{"email": "Mo@Example.org", "name": "Mo Marsh", "roles": ["clinician"], **fields},
    )


def test_a_member_chooses_a_password_and_sets_up_a_second_factor_before_any_patient(town):
    _invitation, token = invited_member(town)
    client = opened(token)
    response = client.post(ACCEPT, {"name": "Mo Marsh", "password": "three-herons-on-a-wall"})
    assert response.status_code == 302
    mo = Member.objects.unscoped().get(user__email="mo@example.org")
    assert mo.roles == ["clinician"]
    response = client.get(reverse("list_patients"))
    assert response["Location"] == reverse("set_up_second_factor")
    page = client.get(reverse("set_up_second_factor")).content.decode()
    assert reverse("mfa_activate_totp") in page
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short-one", "12 characters"),
        ("aldermarshaldermarsh", "without the name"),
        ("password1234", "too common"),
        ("x" * 129, "128"),
        ("", "required"),
    ],
)
def test_a_weak_password_says_what_to_do(town, password, says):
    _invitation, token = invited_member(town)
    page = opened(token).post(ACCEPT, {"name": "Mo Marsh", "password": password})
    assert page.status_code == 200
    assert says in page.content.decode()
    assert not User.objects.filter(email="mo@example.org").exists()


def test_a_member_with_an_account_signs_in_first(town):
    _invitation, token = invited_member(town, email=town.eve.user.email)
    client = opened(token)
    response = client.get(ACCEPT)
    assert response["Location"].startswith(reverse("account_login"))
    factories.sign_in(client, town.eve)
    opened(token, client)
    client.post(ACCEPT)
    places = Member.objects.current().filter(user=town.eve.user).unscoped()
    assert places.count() == 2


def test_a_patient_who_joins_the_staff_needs_a_strong_password(town):
    _invitation, token = invited_member(town, email=town.frank.user.email)
    client = Client()
    factories.sign_in(client, town.frank)
    opened(token, client)
    page = client.post(ACCEPT, {"password": "short"})
    assert "12 characters" in page.content.decode()
    client.post(ACCEPT, {"password": "three-herons-on-a-wall"})
    assert Member.objects.current().filter(user=town.frank.user, clinic=town.alder).unscoped()
    assert client.get(reverse("list_patients"))["Location"] == reverse("set_up_second_factor")


def test_an_invitation_of_a_member_lives_72_hours(town):
    at = timezone.now()
    invitation, _token = invitations.invite_member(
        clinic=town.alder, by=town.mia.user, at=at, email="a@b.example", name="A", roles=["author"]
    )
    assert invitation.expires_at - at == timedelta(hours=72)


# Helpers ---------------------------------------------------------------------------------------


def test_a_helper_is_let_in_with_the_patients_year_of_birth(town):
    until = timezone.localdate() + timedelta(days=30)
    _invitation, token = invitations.invite_helper(
        patient=town.bob,
        email="pat@example.org",
        name="Pat",
        relation="partner",
        may_log=True,
        by=town.bob.user,
        at=timezone.now(),
        until_on=until,
    )
    client = opened(token)
    client.post(ACCEPT, {"birth_year": 1961})
    helper = Helper.objects.unscoped().get(patient=town.bob)
    assert (helper.user.email, helper.may_log, helper.until_on) == ("pat@example.org", True, until)
    assert client.session["patient"] == str(town.bob.pk)


def test_the_patient_cannot_be_their_own_helper(town):
    with pytest.raises(invitations.UnableToInvite):
        invitations.invite_helper(
            patient=town.bob,
            email=town.bob.user.email,
            name="Bob",
            relation="other",
            may_log=False,
            by=town.bob.user,
            at=timezone.now(),
        )
