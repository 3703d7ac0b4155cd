"""Inviting from the clinic: the code on the screen, the letter, the list."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.models import Clinic, Event, Invitation, Patient
from tests import factories
from tests.portal import letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(town, client):
    factories.sign_in(client, town.alice)
    return client


def text(response) -> str:
    return response.content.decode()


def invite(client, patient, way="room"):
    return client.post(reverse("invite_patient", args=[patient.pk]), {"way": way})


def test_the_code_stands_on_the_screen_that_asked_and_on_no_other(town, alice):
    response = invite(alice, town.bob)
    page = text(alice.get(response["Location"]))
    assert "<svg" in page
    assert "/in/1" not in page  # the address is in the drawing, not in the page
    colleague = Client()
    factories.sign_in(colleague, town.mia)
    other = text(colleague.get(response["Location"]))
    assert "qr__code" not in other
    assert "cannot be shown again" in other


def test_a_long_list_has_pages(town, alice):
    for number in range(60):
        factories.patient(town.alder, f"Patient {number}", account=False)
    for patient in Patient.objects.filter(full_name__startswith="Patient ").unscoped():
        invite(alice, patient)
    first, second = (text(alice.get(f"/clinic/invitations/?page={n}")) for n in (1, 2))
    assert "Page 1 of 2" in first
    assert [page.count('class="rowc"') for page in (first, second)] == [50, 10]


def test_the_session_does_not_hold_the_token_in_clear(town, alice):
    from portal.crypto import unlock

    invite(alice, town.bob)
    (locked,) = alice.session["room_tokens"].values()
    assert unlock(locked) not in str(dict(alice.session))


def test_the_page_says_when_the_code_was_used(town, alice):
    place = invite(alice, town.bob)["Location"]
    state = f"{place}state/"
    assert alice.get(state).json() == {"state": "open"}
    Invitation.objects.unscoped().update(accepted_at="2026-11-20T10:00Z")
    assert alice.get(state).json() == {"state": "accepted"}
    assert "is accepted" in text(alice.get(place))
    assert "room_tokens" not in alice.session


@pytest.mark.parametrize(
    ("phone", "email", "line"),
    [
        ("0161 496 0000", "desk@alder.example", "Questions: call 0161 496 0000"),
        ("", "desk@alder.example", "Questions: write to desk@alder.example"),
        ("", "", "do nothing."),
    ],
)
def test_a_letter_says_where_to_ask_if_the_clinic_said_so(
    alice, town, run_jobs, django_capture_on_commit_callbacks, phone, email, line
):
    Clinic.objects.unscoped().filter(pk=town.alder.pk).update(phone=phone, email=email)
    with django_capture_on_commit_callbacks(execute=True):
        invite(alice, town.bob, "mail")
    run_jobs()
    assert letters.to(town.bob.email)[-1].body.strip().endswith(line)


def test_a_letter_needs_an_address(town, alice, run_jobs, django_capture_on_commit_callbacks):
    Patient.objects.unscoped().filter(pk=town.bob.pk).update(email="")
    invite(alice, town.bob, "mail")
    assert not Invitation.objects.unscoped().exists()
    Patient.objects.unscoped().filter(pk=town.bob.pk).update(email="bob@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        invite(alice, town.bob, "mail")
    run_jobs()
    letter = letters.to("bob@example.org")[0]
    assert "Bob" not in letter.subject + letter.body
    assert "Heel" not in letter.subject + letter.body


def test_taking_it_back_is_one_button_and_written_down(town, alice):
    invite(alice, town.bob)
    invitation = Invitation.objects.unscoped().get()
    assert alice.get(reverse("revoke_invitation", args=[invitation.pk])).status_code == 405
    alice.post(reverse("revoke_invitation", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.revoked_by == town.alice.user
    assert Event.objects.about(town.bob).filter(action="revoked invitation").exists()
    assert "Taken back" in text(alice.get(reverse("list_invitations")))


def test_another_clinic_sees_and_takes_back_none_of_it(town, alice, client):
    invite(alice, town.bob)
    invitation = Invitation.objects.unscoped().get()
    eve = Client()
    factories.sign_in(eve, town.eve)
    assert "Bob" not in text(eve.get(reverse("list_invitations")))
    for name in ("show_invitation", "show_invitation_state"):
        assert eve.get(reverse(name, args=[invitation.pk])).status_code == 404
    assert eve.post(reverse("revoke_invitation", args=[invitation.pk])).status_code == 404


def test_colleagues_invitations_are_the_managers_business(town, alice):
    from django.utils import timezone

    from portal.actions import invitations

    invitation, _token = invitations.invite_member(
        clinic=town.alder,
        email="mo@example.org",
        name="Mo Marsh",
        roles=["clinician"],
        by=town.mia.user,
        at=timezone.now(),
    )
    assert "Mo Marsh" not in text(alice.get(reverse("list_invitations")))
    assert alice.post(reverse("revoke_invitation", args=[invitation.pk])).status_code == 404


def test_no_token_reaches_a_log(town, alice, caplog, client):
    import logging

    from portal.logs import hide

    place = invite(alice, town.bob)["Location"]
    from portal.crypto import unlock

    (locked,) = alice.session["room_tokens"].values()
    token = unlock(locked)
    with caplog.at_level(logging.DEBUG):
        stranger = Client()
        stranger.get(f"/in/{token}/")
        stranger.post("/in/")
        stranger.get("/in/")
        alice.get(place)
    assert token not in caplog.text
    assert token not in hide(f'GET /in/{token}/ HTTP/1.1" 302')
    assert not Event.objects.unscoped().filter(route__contains=token).exists()
