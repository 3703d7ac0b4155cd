"""Signing in: closed to strangers, silent about who is known, two factors for staff."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.accounts import MFAAdapter
from tests import factories
from tests.portal import letters

pytestmark = pytest.mark.django_db
STAFF_PAGES = [
    "list_patients",
    "add_patient",
    "list_team",
    "edit_clinic",
    "show_record",
    "list_invitations",
    "show_account",
    "list_devices",
]


def test_nobody_signs_up(client):
    page = client.get(reverse("account_signup"))
    assert b"password" not in page.content.lower() or b"closed" in page.content.lower()
    client.post(
        reverse("account_signup"), {"email": "x@example.org", "password1": "a-long-secret-1"}
    )
    from portal.models import User

    assert not User.objects.filter(email="x@example.org").exists()


def test_a_patient_signs_in_with_a_mailed_code(
    town, client, run_jobs, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_request_login_code"), {"email": town.bob.user.email})
    assert mail.outbox == []
    assert run_jobs() == ["portal.send_letter"]
    code = re.search(r"\b([A-Z0-9]{4}-?[A-Z0-9]{2,4})\b", mail.outbox[0].body).group(1)
    response = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(town.bob.user_id)


def test_the_code_fits_only_the_browser_that_asked(
    town, client, run_jobs, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_request_login_code"), {"email": town.bob.user.email})
    run_jobs()
    code = re.search(r"\b([A-Z0-9]{4}-?[A-Z0-9]{2,4})\b", mail.outbox[0].body).group(1)
    other = Client()
    other.post(reverse("account_confirm_login_code"), {"code": code})
    assert "_auth_user_id" not in other.session


def answers(path, fields, known, unknown):
    """Status, place and body of the answers to a known and an unknown address."""
    found = []
    for address in (known, unknown):
        client = Client()
        response = client.post(path, {name: value or address for name, value in fields.items()})
        after = client.get(response["Location"]) if response.status_code == 302 else response
        body = after.content.decode().replace(address, "ADDRESS")
        body = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", body)
        found.append((response.status_code, response.get("Location"), body))
    return found


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_login", {"login": None, "password": "not-the-right-one"}),
        ("account_request_login_code", {"email": None}),
        ("account_reset_password", {"email": None}),
    ],
)
def test_known_and_unknown_addresses_get_the_same_answer(town, name, fields):
    known, unknown = answers(reverse(name), fields, town.bob.user.email, "nobody@example.org")
    assert known == unknown


def test_unknown_addresses_get_no_letter(client, db, run_jobs, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
        client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert run_jobs() == []


def test_no_letter_is_sent_inside_a_request(town, client):
    client.post(reverse("account_request_login_code"), {"email": town.bob.user.email})
    assert mail.outbox == []


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_a_password_alone_opens_no_staff_page(town, name):
    client = Client()
    factories.sign_in(client, town.mia, second_factor=False)
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("mfa_reauthenticate"))


def test_a_password_then_the_app_opens_the_list(town, client):
    fields = {"login": town.alice.user.email, "password": factories.PASSWORD}
    response = client.post(reverse("account_login"), fields)
    assert response["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("list_patients"))["Location"].startswith(reverse("account_login"))
    code = factories.totp_code(town.alice.user)
    response = client.post(reverse("mfa_authenticate"), {"code": code})
    assert response["Location"] == reverse("list_patients")
    assert client.get(reverse("list_patients")).status_code == 200


def test_setting_up_the_app_ends_at_the_list_and_not_in_a_circle(town, client):
    new = factories.member(town.alder, "Nick North", second_factor=False)
    fields = {"login": new.user.email, "password": factories.PASSWORD}
    assert client.post(reverse("account_login"), fields)["Location"] == reverse("list_patients")
    assert client.get(reverse("list_patients"))["Location"] == reverse("set_up_second_factor")
    assert client.get(reverse("set_up_second_factor")).status_code == 200
    response = client.get(reverse("mfa_activate_totp"))
    if response.status_code == 302:
        client.post(response["Location"], {"password": factories.PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    code = factories.code_now(client.session["mfa.totp.secret"])
    response = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(response["Location"]).status_code == 200
    assert client.get(reverse("list_patients")).status_code == 200
    assert client.get(reverse("set_up_second_factor"))["Location"] == reverse("list_patients")


def test_recovery_codes_are_shown_once(town, client):
    factories.sign_in(client, town.alice)
    client.post(reverse("mfa_generate_recovery_codes"))
    first = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"\b\d{8}\b|\b[0-9a-f]{4,5}-?[0-9a-f]{4,5}\b", first)
    assert codes
    assert not any(code in again for code in codes)


def test_the_apps_secret_is_encrypted_in_the_database(town):
    from allauth.mfa.models import Authenticator

    factor = Authenticator.objects.get(user=town.alice.user, type="totp")
    plain = MFAAdapter().decrypt(factor.data["secret"])
    assert plain not in str(factor.data)


def test_staff_keep_at_least_one_second_factor(town, client):
    from allauth.mfa.models import Authenticator

    factories.sign_in(client, town.alice)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=town.alice.user, type="totp").exists()


def test_next_leads_to_our_own_pages_only(town):
    for wanted in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"):
        client = Client()
        person = factories.user("Pia", password=factories.PASSWORD)
        response = client.post(
            f"{reverse('account_login')}?next={wanted}",
            {"login": person.email, "password": factories.PASSWORD, "next": wanted},
        )
        assert response.status_code == 302
        assert response["Location"].startswith("/")
        assert "evil" not in response["Location"]


def test_a_new_device_is_told_by_letter_and_a_known_one_is_not(
    town, run_jobs, django_capture_on_commit_callbacks
):
    person = factories.patient(
        town.alder, "Pia", person=factories.user("Pia", password=factories.PASSWORD)
    ).user
    fields = {"login": person.email, "password": factories.PASSWORD}
    known = Client()
    with django_capture_on_commit_callbacks(execute=True):
        known.post(reverse("account_login"), fields)
        known.post(reverse("account_logout"))
        known.post(reverse("account_login"), fields)
    run_jobs()
    assert letters.to(person.email) == []  # the first sign-in ever is no news
    with django_capture_on_commit_callbacks(execute=True):
        Client().post(reverse("account_login"), fields)
    run_jobs()
    assert [letter.subject for letter in letters.to(person.email)] == ["A new device was signed in"]
