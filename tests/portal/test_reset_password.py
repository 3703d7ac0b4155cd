"""A forgotten password: one link, one use, one hour, and it opens nothing else (trust 21)."""

import pytest
from django.test import Client
from django.urls import reverse

from portal import devices
from tests import factories
from tests.portal import letters

pytestmark = pytest.mark.django_db
NEW = "two-magpies-and-a-hat"
PLACE = "/accounts/password/reset/key/"


@pytest.fixture
def ask(run_jobs, django_capture_on_commit_callbacks):
    """Asks for a link; where it leads, without the host."""

    def post(person, **choices):
        with django_capture_on_commit_callbacks(execute=True):
            client = Client(**choices)
            client.post(reverse("account_reset_password"), {"email": person.email})
        run_jobs()
        return PLACE + letters.to(person.email)[-1].body.split(PLACE)[1].split()[0]

    return post


@pytest.fixture
def choose(run_jobs, django_capture_on_commit_callbacks):
    """Opens a link and sends a new password; the answer, its letters sent."""

    def post(link, password=NEW):
        client = Client()
        page = client.get(link, follow=True)
        fields = {"password1": password, "password2": password}
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(page.request["PATH_INFO"], fields)
        run_jobs()
        client.answer = answer
        return client

    return post


def fits(person, password) -> bool:
    person.refresh_from_db()
    return person.check_password(password)


def test_the_link_to_a_new_password_has_the_settings_host(town, settings, ask):
    settings.PUBLIC_URL = "https://portal.example.org"
    ask(town.alice.user, headers={"host": "localhost"})
    body = letters.to(town.alice.user.email)[0].body
    assert f"https://portal.example.org{PLACE}" in body
    assert "localhost" not in body


def test_it_works_once(town, ask, choose):
    link = ask(town.alice.user)
    assert choose(link).answer.status_code == 302
    assert fits(town.alice.user, NEW)
    choose(link, "three-herons-in-a-row")
    assert fits(town.alice.user, NEW)


def test_a_second_link_ends_with_the_first_password(town, ask, choose):
    first, second = ask(town.alice.user), ask(town.alice.user)
    choose(first)
    choose(second, "three-herons-in-a-row")
    assert fits(town.alice.user, NEW)


def test_it_works_for_an_hour(town, ask, choose, time_machine):
    time_machine.move_to("2026-03-02T10:00:00Z", tick=False)
    early, late = ask(town.alice.user), ask(town.mia.user)
    time_machine.shift(59 * 60)
    choose(early)
    assert fits(town.alice.user, NEW)
    time_machine.shift(2 * 60)
    choose(late)
    assert not fits(town.mia.user, NEW)


def test_the_address_is_told_afterwards(town, ask, choose):
    choose(ask(town.alice.user))
    letter = letters.to(town.alice.user.email)[-1]
    assert "password" in letter.subject.lower()
    assert "call your clinic" in letter.body
    assert PLACE not in letter.body


def test_it_opens_no_page_and_leaves_the_second_factor(town, ask, choose):
    client = choose(ask(town.alice.user))
    assert "_auth_user_id" not in client.session
    fields = {"login": town.alice.user.email, "password": NEW}
    assert client.post(reverse("account_login"), fields)["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("list_patients")).status_code == 302


def test_it_ends_every_session(town, ask, choose):
    there = Client()
    factories.sign_in(there, town.alice)
    assert there.get(reverse("list_patients")).status_code == 200
    devices.remember_session(there.get(reverse("list_patients")).wsgi_request)
    choose(ask(town.alice.user))
    assert there.get(reverse("list_patients")).status_code == 302
    assert devices.sessions_of(town.alice.user) == []


def test_a_weak_one_is_refused_and_the_link_still_works(town, ask, choose):
    link = ask(town.alice.user)
    page = choose(link, "my-groundwork-2026").answer
    assert "without the name of your clinic" in page.content.decode()
    choose(link)
    assert fits(town.alice.user, NEW)


def test_a_patients_password_is_not_made_of_the_clinics_name(town, ask, choose):
    link = ask(town.bob.user)
    choose(link, "alderalder1")
    assert not fits(town.bob.user, "alderalder1")
    choose(link, NEW)
    assert fits(town.bob.user, NEW)


def test_letters_are_written_in_whole_sentences(town, ask):
    ask(town.bob.user)
    letter = letters.to(town.bob.user.email)[-1]
    assert "from !" not in letter.body
    assert "using !" not in letter.body
    assert letter.subject == "Choose a new password"
