"""How long a session lives, where one is signed in, and what ends it."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal import accounts
from portal.actions import members
from portal.models import Member, NoticeShown
from tests import factories

pytestmark = pytest.mark.django_db


def signed_in(client, path="/account/") -> bool:
    return client.get(path).status_code == 200


def in_steps(minutes, steps, client, path="/account/"):
    """Whether the session is still good after so many pauses of so many minutes."""
    start = timezone.now()
    for step in range(1, steps + 1):
        with time_machine.travel(start + timedelta(minutes=minutes * step), tick=False):
            alive = signed_in(client, path)
    return alive


@pytest.mark.parametrize(("minutes", "alive"), [(13, True), (16, False)])
def test_staff_are_signed_out_after_15_minutes_without_use(town, client, minutes, alive):
    factories.sign_in(client, town.alice)
    assert signed_in(client)
    assert in_steps(minutes, 1, client) is alive


def test_use_moves_the_session_on(town, client):
    factories.sign_in(client, town.alice)
    assert in_steps(10, 5, client)


@pytest.mark.parametrize(("minutes", "alive"), [(28, True), (31, False)])
def test_a_patient_on_a_shared_device_has_30_minutes(town, client, minutes, alive):
    factories.sign_in(client, town.bob)
    assert signed_in(client)
    assert in_steps(minutes, 1, client) is alive


def test_a_shared_device_ends_after_12_hours_whatever_the_use(town, client):
    factories.sign_in(client, town.bob)
    assert in_steps(20, 35, client)
    assert not in_steps(20, 37, client)


def test_an_own_device_stays_for_months_and_not_for_ever(town, client):
    factories.sign_in(client, town.bob, own_device=True)
    with time_machine.travel(timezone.now() + timedelta(days=170), tick=False):
        assert signed_in(client)
    with time_machine.travel(timezone.now() + timedelta(days=340), tick=False):
        assert signed_in(client)
    with time_machine.travel(timezone.now() + timedelta(days=340 + 181), tick=False):
        assert not signed_in(client)


def test_a_clinic_makes_sessions_shorter(town, client):
    town.alder.staff_idle_minutes = 5
    town.alder.save()
    factories.sign_in(client, town.alice)
    assert not in_steps(6, 1, client)


def test_the_welcome_page_asks_once_whose_device_it_is(town, client):
    factories.sign_in(client, town.bob, welcomed=False)
    response = client.get("/my/record/")
    assert response["Location"] == "/my/welcome/?next=/my/record/".replace(
        "/my/record/", "%2Fmy%2Frecord%2F"
    )
    page = client.get(response["Location"]).content.decode()
    assert "own device" in page
    mark = mark_in(page)
    response = client.post("/my/welcome/", {"device": "own", "for": mark, "next": "/my/record/"})
    assert response["Location"] == "/my/record/"
    assert client.get("/my/record/").status_code == 200
    assert client.session[accounts.OWN_DEVICE] is True
    assert client.session.get_expiry_age() > 170 * 24 * 3600


def mark_in(page):
    import re

    return re.search(r'name="for" value="([^"]+)"', page).group(1)


def test_no_answer_and_no_both_mean_a_short_session(town):
    for answer in ({"device": "shared"}, {}):
        client = Client()
        factories.sign_in(client, town.bob, welcomed=False)
        mark = mark_in(client.get("/my/welcome/").content.decode())
        client.post("/my/welcome/", {**answer, "for": mark})
        assert client.session[accounts.OWN_DEVICE] is False
        assert client.session.get_expiry_age() <= 30 * 60


def test_the_answer_about_the_device_is_kept_for_the_next_sign_in(town):
    from portal.actions import invitations

    client = Client()
    for already in (False, True):
        _invitation, token = invitations.invite_patient(
            patient=town.bob, way="room", by=town.alice.user, at=timezone.now()
        )
        client.get(f"/in/{token}/")
        client.post("/in/")
        asked = client.get("/my/record/").status_code == 302
        assert asked is not already
        if asked:
            mark = mark_in(client.get("/my/welcome/").content.decode())
            client.post("/my/welcome/", {"device": "own", "for": mark})
        assert client.session[accounts.OWN_DEVICE] is True
        client.post(reverse("account_logout"))


def test_whose_device_it_is_can_be_said_anew(town, client):
    factories.sign_in(client, town.bob, own_device=True)
    client.post(reverse("choose_device"), {"device": "shared"})
    assert client.session.get_expiry_age() <= 30 * 60
    response = client.post(reverse("choose_device"), {"device": "own"})
    assert response["Location"].startswith(reverse("confirm_self"))
    factories.sign_in(client, town.bob, second_factor=True)
    client.post(reverse("choose_device"), {"device": "own"})
    assert client.session.get_expiry_age() > 30 * 60


def test_staff_have_no_own_device(town, client):
    factories.sign_in(client, town.alice, own_device=True)
    client.post(reverse("choose_device"), {"device": "own"})
    assert client.session.get_expiry_age() <= 15 * 60
    assert client.session[accounts.OWN_DEVICE] is False


def test_the_clinics_notice_is_shown_before_anything_else_and_stored(town, client):
    notice = factories.privacy_notice(town.alder, text="We keep it eight years.")
    factories.sign_in(client, town.bob)
    response = client.get("/my/record/")
    assert response["Location"].startswith("/my/welcome/")
    page = client.get("/my/welcome/").content.decode()
    assert "We keep it eight years." in page
    assert not NoticeShown.objects.unscoped().exists()
    client.post("/my/welcome/", {"for": mark_in(page), "notice": "1"})
    shown = NoticeShown.objects.unscoped().get(patient=town.bob)
    assert (shown.notice, shown.shown_to) == (notice, town.bob.user)
    assert client.get("/my/record/").status_code == 200
    factories.privacy_notice(town.alder, version=2, text="Nine years.")
    assert client.get("/my/record/").status_code == 302


def test_a_notice_published_while_the_page_was_open_is_not_taken_for_shown(town, client):
    factories.privacy_notice(town.alder, text="We keep it eight years.")
    factories.sign_in(client, town.bob)
    page = client.get("/my/welcome/").content.decode()
    factories.privacy_notice(town.alder, version=2, text="Nine years.")
    answer = client.post("/my/welcome/", {"for": mark_in(page), "notice": "1"})
    assert answer["Location"].startswith("/my/welcome/")
    assert not NoticeShown.objects.unscoped().exists()
    page = client.get("/my/welcome/").content.decode()
    assert "Nine years." in page
    client.post("/my/welcome/", {"for": mark_in(page), "notice": "2"})
    assert NoticeShown.objects.unscoped().get().notice.version == 2


def test_a_session_id_from_before_sign_in_is_worthless_after_it(town, client):
    person = factories.user("Pia", password=factories.PASSWORD)
    client.get("/in/nothing/")
    before = client.session.session_key
    client.post(reverse("account_login"), {"login": person.email, "password": factories.PASSWORD})
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_a_signed_out_cookie_is_worthless(town, client):
    factories.sign_in(client, town.bob)
    cookie = client.cookies["session"].value
    response = client.post(reverse("account_logout"))
    assert "storage" in response["Clear-Site-Data"]
    thief = Client()
    thief.cookies["session"] = cookie
    assert not signed_in(thief)


def sign_in_by_password(person, agent):
    client = Client(headers={"user-agent": agent})
    client.post(reverse("account_login"), {"login": person.email, "password": factories.PASSWORD})
    return client


ANDROID = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 15) AppleWebKit/605 Version/19 Safari/605"


@pytest.fixture
def two_devices(db):
    person = factories.user("Pia", password=factories.PASSWORD)
    return sign_in_by_password(person, ANDROID), sign_in_by_password(person, MAC)


def test_devices_are_listed_by_what_they_are(two_devices):
    page = two_devices[0].get(reverse("list_devices")).content.decode()
    assert "Chrome · Android" in page
    assert "Safari · Mac" in page
    assert page.count("This device") == 1


def test_another_device_is_signed_out_from_afar(two_devices):
    from allauth.usersessions.models import UserSession

    here, there = two_devices
    other = UserSession.objects.get(session_key=there.session.session_key)
    here.post(reverse("end_device", args=[other.pk]))
    assert signed_in(here)
    assert not signed_in(there)


def test_everywhere_else_is_signed_out_at_once(two_devices):
    here, there = two_devices
    here.post(reverse("end_other_devices"))
    assert signed_in(here)
    assert not signed_in(there)


def test_nobody_ends_a_strangers_session(two_devices, town):
    from allauth.usersessions.models import UserSession

    stranger = Client()
    factories.sign_in(stranger, town.frank)
    row = UserSession.objects.get(session_key=two_devices[0].session.session_key)
    assert stranger.post(reverse("end_device", args=[row.pk])).status_code == 404
    assert signed_in(two_devices[0])


def test_the_end_of_a_membership_holds_at_the_next_request(town, client):
    factories.sign_in(client, town.alice)
    assert signed_in(client, "/clinic/patients/")
    Member.objects.unscoped().filter(pk=town.alice.pk).update(ended_at=timezone.now())
    assert client.get("/clinic/patients/").status_code == 403


def test_ending_a_member_kills_their_sessions(town):
    person = sign_in_by_password_with_app(town.alice)
    members.end_member(member=town.alice, by=town.mia.user, at=timezone.now())
    assert not signed_in(person)


def sign_in_by_password_with_app(member):
    client = sign_in_by_password(member.user, MAC)
    client.post(reverse("mfa_authenticate"), {"code": factories.totp_code(member.user)})
    assert signed_in(client)
    return client


def test_a_changed_role_holds_at_the_next_request(town, client):
    factories.sign_in(client, town.mia)
    assert signed_in(client, "/clinic/team/")
    factories.manager(town.alder, "Max Moor")
    members.edit_member(
        member=town.mia, by=town.mia.user, at=timezone.now(), is_manager=False, is_clinician=True
    )
    assert client.get("/clinic/team/").status_code == 403
    assert signed_in(client, "/clinic/patients/")


def test_a_closed_account_is_out_at_the_next_request(town, client):
    factories.sign_in(client, town.bob)
    members.deactivate_user(user=town.bob.user, by=None, at=timezone.now())
    assert not signed_in(client)


def test_a_new_password_ends_the_other_sessions(two_devices):
    here, there = two_devices
    here.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})
    fields = {
        "oldpassword": factories.PASSWORD,
        "password1": "two-magpies-and-a-hat",
        "password2": "two-magpies-and-a-hat",
    }
    here.post(reverse("account_change_password"), fields)
    assert signed_in(here)
    assert not signed_in(there)
    page = here.get(reverse("list_devices"))
    assert [session["is_this"] for session in page.context["sessions"]] == [True]


def test_staying_moves_the_session_and_leads_back(town, client):
    factories.sign_in(client, town.alice)
    response = client.post(reverse("stay_signed_in"), {"next": "/clinic/patients/?q=b"})
    assert response["Location"] == "/clinic/patients/?q=b"
    assert client.post(reverse("stay_signed_in"), {"next": "//evil"})["Location"] == "/"
