"""Nonsense in every field: an answer in words, never a fault of ours (trust 50)."""

import json
import uuid

import pytest
from django.urls import reverse

from exercises.models import Assignment
from portal.access import patient_mark
from tests import factories
from tests.exercises import making
from tests.exercises.plan_rows import a_plan, an_exercise

pytestmark = pytest.mark.django_db
HUGE = "9" * 5000  # more digits than Python turns into a number


@pytest.fixture
def alice(town, client):
    town.alice.is_author = True
    town.alice.save(update_fields=["is_author"])
    factories.sign_in(client, town.alice)
    client.raise_request_exception = False
    return client


@pytest.fixture
def bob(town, client):
    a_plan(town.bob, town.alice, exercises=[an_exercise(town.alder)])
    factories.sign_in(client, town.bob)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    "name", ["list_sources", "list_articles", "list_exercises", "list_programmes", "list_patients"]
)
@pytest.mark.parametrize("query", ["a\x00b", "%" * 10_000, "'\"\\;--", "\u202e" * 300])
def test_a_search_for_nonsense_is_a_search(alice, name, query):
    assert alice.get(reverse(name), {"q": query}).status_code == 200


@pytest.mark.parametrize("region", ["\x00", "x" * 10_000])
def test_the_builder_asked_for_a_region_that_never_was(alice, town, region):
    programme = making.programme(town.alice, "Knee")
    url = reverse("edit_programme", args=[programme.pk])
    for headers in ({}, {"X-Fragment": "1"}):
        assert alice.get(url, {"region": region}, headers=headers).status_code == 200


@pytest.mark.parametrize("fields", [{"lines": "²"}, {"lines": HUGE}, {"lines": "-1"}])
def test_a_pasted_list_of_no_number_of_lines(alice, fields):
    response = alice.post(reverse("paste_programme"), {"name": "Knee", **fields})
    assert response.status_code == 302


def test_a_name_with_a_null_in_it(alice):
    response = alice.post(reverse("paste_programme"), {"name": "Kn\x00ee", "lines": "0"})
    assert response.status_code == 302


@pytest.mark.parametrize("part", [HUGE, "²", "-1", "0", "\x00"])
def test_a_part_of_the_day_that_never_was(bob, part):
    assert bob.get(reverse("log_session"), {"part": part}).status_code == 200


@pytest.mark.parametrize(
    "body",
    ['{"note": "\\ud800"}', "[" * 200_000, '{"a":' * 50_000, "\xff", '{"id": ' + HUGE + "}"],
    ids=["half a letter", "deep list", "deep object", "no text", "huge number"],
)
def test_a_report_that_is_none_is_refused_in_words(bob, town, body):
    response = bob.post(
        reverse("send_session"),
        data=body.encode("latin-1"),
        content_type="application/json",
        headers={"X-For": patient_mark(town.bob)},
    )
    assert response.status_code == 400
    assert json.loads(response.content)["error"]


def test_a_plans_key_that_another_patient_has_is_refused_in_words(alice, town):
    theirs = a_plan(town.carol, town.alice, exercises=[an_exercise(town.alder)])
    programme = making.programme(town.alice, "Knee", an_exercise(town.alder))
    programme.refresh_from_db()
    url = reverse("give_programme", args=[town.bob.pk, programme.pk])
    fields = {"key": str(theirs.pk), "version": programme.version, "starts_on": "2026-11-20"}
    response = alice.post(url, fields)
    assert response.status_code == 422
    assert "Open it again" in response.content.decode()
    fields["key"] = str(uuid.uuid4())
    assert alice.post(url, fields).status_code == 302
    assert Assignment.objects.filter(patient=town.bob).unscoped().count() == 1
