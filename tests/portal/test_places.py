"""What a request knows of its person's places decides as the database would (product rule 13)."""

import copy

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal import audit
from portal.access import take_member
from portal.models import Clinic, Episode, Event, Member, Patient
from portal.standing import take_places
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    """Two clinics with people in every kind of place, and one that opens to the team only."""
    town = factories.town()
    town.elm = factories.clinic("Elm", care_team_only=True)
    factories.member(town.birch, person=town.alice.user, clinician=False, author=True)
    factories.member(town.elm, person=town.alice.user)
    factories.member(town.alder, "Gil Gone", ended_at=timezone.now())
    town.desk = factories.manager(town.elm, "Dee Desk")
    town.team = factories.member(town.elm, "Tea Team")
    town.other = factories.member(town.elm, "Otto Other")
    town.hers = factories.patient(town.elm, "Hera Hers", lead=town.team)
    town.nobodys = factories.patient(town.elm, "Nora Nobodys")
    town.nobodys.episodes.get().team.unscoped().delete()
    factories.helper(town.bob, person=town.other.user)
    town.own = factories.patient(town.alder, "Otto Other", person=town.other.user)
    return town


def people(town):
    found = {m.user_id: m.user for m in Member.objects.unscoped().select_related("user")}
    found |= {p.user_id: p.user for p in Patient.objects.unscoped() if p.user_id}
    return list(found.values())


def seen_by(user) -> dict:
    kinds = {
        "records": Patient.objects.for_user(user),
        "contacts": Patient.objects.contacts_for(user),
        "episodes": Episode.objects.for_user(user),
        "clinics": Clinic.objects.for_user(user),
        "colleagues": Member.objects.for_user(user),
        "events": Event.objects.for_user(user),
    }
    return {name: set(rows.values_list("pk", flat=True)) for name, rows in kinds.items()}


def test_who_sees_whom_is_the_same_asked_or_known(town):
    for patient in Patient.objects.unscoped():
        audit.record("opened record", by=None, at=timezone.now(), patient=patient)
    differing = 0
    for user in people(town):
        for chosen in (None, town.alder.pk, town.birch.pk, town.elm.pk):
            asked, known = copy.copy(user), copy.copy(user)
            take_places(known)
            asked.chosen_clinic_id = known.chosen_clinic_id = chosen
            assert asked.places is None
            assert known.places is not None
            seen = seen_by(asked)
            assert seen_by(known) == seen, (user.name, chosen)
            differing += bool(seen["records"])
    assert differing > 8


def test_a_clinic_of_care_teams_opens_to_the_team_and_what_is_nobodys_to_all(town):
    for who, expected in (
        (town.team, {town.hers.pk, town.nobodys.pk}),
        (town.other, {town.nobodys.pk, town.bob.pk, town.own.pk}),
        (town.desk, set()),
    ):
        take_places(who.user)
        who.user.chosen_clinic_id = town.elm.pk
        assert seen_by(who.user)["records"] == expected, who.user.name


def test_an_inactive_person_sees_nothing_whatever_was_known(town):
    user = town.alice.user
    take_places(user)
    user.is_active = False
    assert not any(seen_by(user).values())


def test_every_request_finds_the_places_anew(town):
    client = Client()
    factories.sign_in(client, town.team)
    place = reverse("show_patient", args=[town.hers.pk])
    assert client.get(place).status_code == 200
    Member.objects.unscoped().filter(pk=town.team.pk).update(is_clinician=False, is_manager=True)
    assert client.get(place).status_code == 403
    Member.objects.unscoped().filter(pk=town.team.pk).update(is_clinician=True)
    assert client.get(place).status_code == 200
    town.hers.episodes.get().team.update(member=town.other)
    assert client.get(place).status_code == 404
    Clinic.objects.unscoped().filter(pk=town.elm.pk).update(care_team_only=False)
    assert client.get(place).status_code == 200
    Member.objects.unscoped().filter(pk=town.team.pk).update(ended_at=timezone.now())
    assert client.get(place).status_code == 403


def test_what_is_known_is_not_asked_again(town):
    request = RequestFactory().get("/clinic/patients/")
    request.user, request.session = town.alice.user, {}
    assert take_member(request).user == town.alice.user
    with CaptureQueriesContext(connection) as asked:
        list(Patient.objects.for_user(request.user))
    assert "portal_member" not in asked.captured_queries[0]["sql"]
