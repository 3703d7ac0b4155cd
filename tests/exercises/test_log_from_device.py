"""The same report as JSON, and many at once: kept once, refused in words."""

import json
import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from exercises import actions
from exercises.models import Entry, Session
from portal.access import patient_mark
from tests import factories, plans
from tests.exercises.reporting import sessions

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def items(town):
    return plans.simple(town.bob, names=("Heel raise", "Stretch"))


@pytest.fixture
def bob(client, town):
    factories.sign_in(client, town.bob)
    return client


def as_json(items, **fields) -> dict:
    return {
        "id": str(uuid.uuid4()),
        "done_at": "2026-11-19T23:30:00+01:00",
        "time_zone": "Europe/Berlin",
        "pain_worst": 2,
        "said": [{"item": str(item.pk), "state": "done", "reps": [12, 10]} for item in items],
        **fields,
    }


def send(client, patient, body, **headers):
    return client.post(
        "/my/sessions/send/",
        body if isinstance(body, str) else json.dumps(body),
        content_type="application/json",
        headers={"X-For": patient_mark(patient), **headers},
    )


def test_a_device_sends_the_same_as_json_and_learns_whether_it_was_new(bob, town, items):
    body = as_json(items)
    first, again = send(bob, town.bob, body), send(bob, town.bob, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"] == body["id"]
    other = send(bob, town.bob, {**body, "pain_worst": 9})
    assert other.status_code == 422
    assert "already" in other.json()["error"]
    (session,) = sessions(town)
    assert (session.pain_worst, str(session.local_on)) == (2, "2026-11-19")
    assert session.time_zone == "Europe/Berlin"
    assert session.entries.first().reps_by_set == [12, 10]


def test_the_key_of_the_request_is_the_id(bob, town, items):
    key = str(uuid.uuid4())
    body = as_json(items)
    del body["id"]
    assert send(bob, town.bob, body, **{"Idempotency-Key": key}).json()["id"] == key


@pytest.mark.parametrize(
    "body",
    ["no json", "[]", '{"id": "x"}', '{"said": 3}', '{"said": [{"item": {"a": 1}}]}', "null"],
)
def test_what_is_no_report_is_refused_in_words(bob, town, items, body):
    answer = send(bob, town.bob, body)
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]
    assert sessions(town) == []


def test_a_clock_ahead_is_kept_and_marked(bob, town, items):
    ahead = timezone.now() + timedelta(days=3)
    body = as_json(items, done_at=ahead.isoformat())
    pk = send(bob, town.bob, body).json()["id"]
    (session,) = sessions(town)
    assert session.clock_ahead
    assert "Your device’s clock said" in bob.get(f"/my/sessions/{pk}/").content.decode()


@pytest.mark.parametrize("zone", ["Not/AZone", "../../etc/passwd", "America", ""])
def test_an_unknown_zone_becomes_the_patients(bob, town, items, zone):
    assert send(bob, town.bob, as_json(items, time_zone=zone)).status_code == 201
    assert sessions(town)[0].time_zone == "Europe/London"


@pytest.mark.django_db(transaction=True)
def test_twenty_sendings_at_once_are_one_session():
    town = factories.town()
    (item,) = plans.simple(town.bob)
    report = actions.Report(
        id=uuid.uuid4(),
        done_at=timezone.now(),
        time_zone="Europe/London",
        said=(actions.Said(item.pk),),
        pain_worst=3,
    )
    gate, results = threading.Barrier(20), []

    def send_it():
        try:
            gate.wait()
            kept = actions.log_session(
                patient=town.bob, report=report, by=town.bob.user, at=timezone.now()
            )
            results.append(kept)
        finally:
            connection.close()

    threads = [threading.Thread(target=send_it) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 20
    assert [new for _session, new in results].count(True) == 1
    assert Session.objects.unscoped().count() == 1
    assert Entry.objects.unscoped().count() == 1
