"""Tries are counted: whoever guesses is refused, and nobody is shut out by somebody who guesses."""

import pytest
from django.test import Client
from django.urls import reverse

from portal import devices
from tests import factories
from tests.portal import letters

pytestmark = pytest.mark.django_db
HOME, ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "198.51.100.9"}


def try_password(client, person, password, **where):
    fields = {"login": person.email, "password": password}
    return client.post(reverse("account_login"), fields, **where)


@pytest.fixture
def pia():
    return factories.user("Pia", password=factories.PASSWORD)


@pytest.fixture
def known(pia, rf):
    """Pia's own browser, in which she has been signed in before."""
    client = Client(**HOME)
    request = rf.get("/")
    devices.remember_with_answer(request, pia, devices.OWN)
    answer = client.get("/about/")
    devices.write_cookie(request, answer)
    client.cookies.update(answer.cookies)
    return client


def guess(person, times=11):
    for _ in range(times):
        last = try_password(Client(), person, "wrong-wrong", **ELSEWHERE)
    return last


def test_more_than_ten_failures_are_refused(pia):
    last = guess(pia)
    assert last.status_code == 429
    assert "too many" in last.content.decode().lower()
    right = try_password(Client(), pia, factories.PASSWORD, **ELSEWHERE)
    assert right.status_code == 429


def test_fifty_failures_of_one_network_are_refused_whoever_is_meant(town):
    people = [factories.user(f"P{n}", password=factories.PASSWORD) for n in range(6)]
    for person in people[:5]:
        guess(person, times=10)
    assert guess(people[5], times=1).status_code == 429


def test_a_stranger_who_guesses_does_not_shut_out_a_known_browser(pia, known):
    guess(pia, times=12)
    assert try_password(known, pia, factories.PASSWORD).status_code == 302
    assert "_auth_user_id" in known.session


def test_the_known_browser_guesses_no_more_than_ten_times_either(pia, known):
    for _ in range(11):
        last = try_password(known, pia, "wrong-wrong")
    assert last.status_code == 429


def test_a_known_browser_is_known_for_its_own_person_only(pia, known):
    other = factories.user("Olga", password=factories.PASSWORD)
    guess(other)
    assert try_password(known, other, factories.PASSWORD).status_code == 429


@pytest.fixture
def ask(run_jobs, django_capture_on_commit_callbacks):
    """Asks for a code by letter, and lets the worker send it."""

    def post(person, **where):
        with django_capture_on_commit_callbacks(execute=True):
            fields = {"email": person.email}
            answer = Client().post(reverse("account_request_login_code"), fields, **where)
        run_jobs()
        return answer

    return post


def test_codes_are_not_asked_for_without_end(pia, ask):
    answers = [ask(pia, **ELSEWHERE).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert len(letters.to(pia.email)) == 5


def test_a_stranger_who_asks_for_codes_does_not_keep_the_right_person_out(pia, ask):
    for _ in range(6):
        ask(pia, **ELSEWHERE)
    assert ask(pia, **HOME).status_code == 302
    assert len(letters.to(pia.email)) == 6


def test_wrong_second_steps_are_counted_for_the_person(town):
    codes = []
    for _ in range(11):
        client = Client()
        try_password(client, town.alice.user, factories.PASSWORD)
        codes.append(client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code)
    assert codes == [200] * 10 + [429]
