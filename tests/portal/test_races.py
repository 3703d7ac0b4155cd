"""Two at once: an invitation is used once, a double click does one thing."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.actions import episodes, invitations, joining, members, record
from portal.crypto import token_hash
from portal.models import EventSeal, Member, Patient, User
from tests import factories
from tests.portal import letters

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count, do):
    """What `do(number)` gave, or the exception it raised, from threads that start together."""
    gate = Barrier(count)

    def one(number):
        gate.wait()
        try:
            return do(number)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_two_parallel_accepts_let_one_in():
    alice = factories.member()
    nora = factories.patient(name="Nora New", account=False)
    _invitation, token = invitations.invite_patient(
        patient=nora, way="room", by=alice.user, at=timezone.now()
    )
    before = User.objects.count()
    results = at_once(
        6, lambda n: joining.accept_invitation(token_hash=token_hash(token), at=timezone.now())
    )
    assert sum(isinstance(result, joining.Accepted) for result in results) == 1
    assert sum(isinstance(result, joining.Closed) for result in results) == 5
    assert User.objects.count() == before + 1


def test_six_wrong_years_at_once_count_five():
    alice = factories.member()
    nora = factories.patient(name="Nora New", account=False, email="n@example.org")
    invitation, token = invitations.invite_patient(
        patient=nora, way="mail", by=alice.user, at=timezone.now()
    )
    at_once(
        6,
        lambda n: joining.accept_invitation(
            token_hash=token_hash(token), at=timezone.now(), birth_year=1900 + n
        ),
    )
    invitation.refresh_from_db()
    assert invitation.wrong_answers == 5
    assert invitation.revoked_at


def test_two_managers_cannot_end_each_other():
    mia, max_ = factories.manager(name="Mia Moss"), factories.manager(name="Max Moor")
    pair = [(mia, max_), (max_, mia)]
    at_once(
        2,
        lambda n: members.end_member(member=pair[n][0], by=pair[n][1].user, at=timezone.now()),
    )
    left = Member.objects.current().filter(clinic=mia.clinic, is_manager=True).unscoped()
    assert left.count() == 1


def test_adding_a_patient_twice_at_once_with_one_number_makes_one():
    alice = factories.member()
    form = {
        "full_name": "Nora New",
        "born_on": "1990-05-06",
        "reason": "Knee",
        "lead": alice.pk,
        "record_number": "A-1",
        "language": "en-gb",
        "time_zone": "Europe/London",
    }

    def add(_number):
        client = Client()
        factories.sign_in(client, alice)
        return client.post(reverse("add_patient"), form).status_code

    codes = at_once(4, add)
    assert codes.count(302) == 1
    assert Patient.objects.unscoped().filter(record_number="A-1").count() == 1


def test_the_same_new_patient_sent_twenty_times_at_once_is_one():
    alice = factories.member()
    form = {
        "full_name": "Nora New",
        "born_on": "1990-05-06",
        "reason": "Knee",
        "lead": alice.pk,
        "language": "en-gb",
        "time_zone": "Europe/London",
    }

    def add(_number):
        client = Client()
        factories.sign_in(client, alice)
        return client.post(reverse("add_patient"), form)

    answers = at_once(20, add)
    assert sorted(answer.status_code for answer in answers) == [200] * 19 + [302]
    assert all(b"Already here" in a.content for a in answers if a.status_code == 200)
    assert Patient.objects.unscoped().filter(full_name="Nora New").count() == 1


def test_of_twenty_invitations_at_once_one_stays_open():
    """A double press must not leave two ways in, of which the clinic sees one."""
    alice = factories.member()
    nora = factories.patient(name="Nora New", account=False)
    at_once(
        20,
        lambda n: invitations.invite_patient(
            patient=nora, way="room", by=alice.user, at=timezone.now()
        ),
    )
    rows = nora.invitations.filter(invites="patient")
    assert rows.count() == 20
    assert rows.filter(revoked_at=None).count() == 1


def test_twenty_helpers_asked_at_once_are_ten_letters():
    bob = factories.patient(name="Bob Jones")
    results = at_once(
        20,
        lambda n: invitations.invite_helper(
            patient=bob,
            email=f"p{n}@example.org",
            name="Pat",
            relation="partner",
            may_log=False,
            by=bob.user,
            at=timezone.now(),
        ),
    )
    refused = [r for r in results if isinstance(r, invitations.UnableToInvite)]
    assert len(refused) == 10
    assert bob.invitations.filter(invites="helper").count() == invitations.MOST_HELPERS_A_DAY


def test_a_colleague_invited_twenty_times_at_once_has_one_link():
    mia = factories.manager()
    at_once(
        20,
        lambda n: invitations.invite_member(
            clinic=mia.clinic,
            email="nick@example.org",
            name="Nick",
            roles=["clinician"],
            by=mia.user,
            at=timezone.now(),
        ),
    )
    assert mia.clinic.invitations.filter(invites="member", revoked_at=None).count() == 1


def test_a_care_team_saved_twice_at_once_is_one_team():
    alice, grace = factories.member(), factories.member(name="Grace Hall")
    bob = factories.patient(lead=alice)
    episode = bob.episodes.get()
    results = at_once(
        8,
        lambda n: episodes.edit_care_team(
            episode=episode, lead=alice, team=[alice, grace], by=alice.user, at=timezone.now()
        ),
    )
    assert results == [None] * 8
    assert episode.team.filter(until_on=None).count() == 2


def test_an_apps_code_sent_twenty_times_at_once_opens_once():
    """Each in a browser of its own, as somebody does who looked over a shoulder."""
    alice = factories.member()
    clients = [Client() for _ in range(20)]
    fields = {"login": alice.user.email, "password": factories.PASSWORD}
    for client in clients:
        client.post(reverse("account_login"), fields)
    code = factories.totp_code(alice.user)
    at_once(20, lambda n: clients[n].post(reverse("mfa_authenticate"), {"code": code}))
    assert sum("_auth_user_id" in client.session for client in clients) == 1


def test_one_recovery_code_sent_eight_times_at_once_opens_once():
    alice = factories.member()
    code = RecoveryCodes.activate(alice.user).generate_codes()[0]
    clients = [Client() for _ in range(8)]
    fields = {"login": alice.user.email, "password": factories.PASSWORD}
    for client in clients:
        client.post(reverse("account_login"), fields)
    at_once(8, lambda n: clients[n].post(reverse("mfa_authenticate"), {"code": code}))
    assert sum("_auth_user_id" in client.session for client in clients) == 1


def test_two_workers_seal_each_event_once():
    alice = factories.member()
    client = Client()
    factories.sign_in(client, alice)
    factories.patient()
    for _ in range(5):
        client.get(reverse("list_patients"))
    at_once(3, lambda n: record.seal_events(at=timezone.now()))
    record.seal_events(at=timezone.now())
    assert EventSeal.objects.count() == 5
    assert record.check_record(at=timezone.now()) == []


def code_asked_for(person, run_jobs) -> tuple[str, str]:
    """The session that asked for a sign-in code, and the code."""
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": person.email})
    run_jobs()
    code = re.search(r"\b[A-Z0-9]{4}-?[A-Z0-9]{2,4}\b", letters.to(person.email)[-1].body).group()
    return client.cookies["session"].value, code


def submits(cookie: str):
    """One browser sends its form: gives the client afterwards."""

    def send(code):
        client = Client()
        client.cookies["session"] = cookie
        client.answer = client.post(reverse("account_confirm_login_code"), {"code": code})
        return client

    return send


def test_one_sign_in_code_sent_twice_at_once_signs_in_once(run_jobs):
    bob = factories.patient(name="Bob Jones").user
    cookie, code = code_asked_for(bob, run_jobs)
    send = submits(cookie)
    clients = at_once(4, lambda n: send(code))
    assert [client.answer.status_code for client in clients] == [302] * 4
    assert sum("_auth_user_id" in client.session for client in clients) == 1
    assert UserSession.objects.filter(user=bob).count() == 1
    # The other three end at the door, and take no cookie away from the one that got in.
    others = [client.answer for client in clients if "_auth_user_id" not in client.session]
    assert {answer["Location"] for answer in others} == {reverse("account_login")}
    assert not any("session" in answer.cookies for answer in others)


def test_wrong_codes_sent_at_once_count_one_by_one(run_jobs):
    bob = factories.patient(name="Bob Jones").user
    cookie, code = code_asked_for(bob, run_jobs)
    send = submits(cookie)
    at_once(5, lambda n: send(f"WRNG-{n}ZZZ"))
    assert "_auth_user_id" not in send(code).session


def test_failures_are_counted_across_processes(settings):
    """The counts lie in the database: another process, with its own memory, sees them."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "portal_cache",
        },
        "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    from django.core.cache import cache
    from django.core.management import call_command

    call_command("createcachetable", verbosity=0)
    assert isinstance(cache._connections[cache._alias], DatabaseCache)
    bob = factories.user("Bob", password=factories.PASSWORD)

    def fail(_number):
        return (
            Client()
            .post(reverse("account_login"), {"login": bob.email, "password": "wrong"})
            .status_code
        )

    codes = [code for _ in range(4) for code in at_once(3, fail)]
    assert (
        429 in codes
        or b"Too many"
        in Client()
        .post(reverse("account_login"), {"login": bob.email, "password": factories.PASSWORD})
        .content
    )
