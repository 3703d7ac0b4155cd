"""A clinic whose records only the care team opens: nobody else, and nobody is lost (rule 13)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.actions import episodes, members
from portal.models import Patient
from tests import factories
from tests.portal.test_patients_pages import FORM

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(town):
    town.alder.care_team_only = True
    town.alder.save(update_fields=["care_team_only"])
    town.grace = factories.member(town.alder, "Grace Hall")
    return town


def opens(who, patient) -> bool:
    client = Client()
    factories.sign_in(client, who)
    return client.get(reverse("show_patient", args=[patient.pk])).status_code == 200


def test_the_team_opens_a_record_and_no_colleague_does(town):
    assert opens(town.alice, town.bob)
    assert not opens(town.grace, town.bob)


def test_who_leaves_the_team_is_out_at_the_next_request(town):
    client = Client()
    factories.sign_in(client, town.alice)
    place = reverse("show_patient", args=[town.bob.pk])
    assert client.get(place).status_code == 200
    episodes.edit_care_team(
        episode=town.bob.episodes.get(),
        lead=town.grace,
        team=[],
        by=town.grace.user,
        at=timezone.now(),
    )
    assert client.get(place).status_code == 404
    assert opens(town.grace, town.bob)


def test_after_care_its_team_reads_on_and_opens_the_next(town):
    episodes.close_episode(
        episode=town.bob.episodes.get(), reason="Well", by=town.alice.user, at=timezone.now()
    )
    assert opens(town.alice, town.bob)
    assert not opens(town.grace, town.bob)
    client = Client()
    factories.sign_in(client, town.alice)
    answer = client.post(
        reverse("open_episode", args=[town.bob.pk]), {"reason": "Knee", "lead": town.grace.pk}
    )
    # The next course of care is Grace's: Alice is led to what she may still see.
    assert answer["Location"] == reverse("list_patients")
    assert opens(town.grace, town.bob)
    assert not opens(town.alice, town.bob)


def test_a_patient_whose_team_is_gone_is_the_whole_clinics(town):
    mia = factories.manager(town.alder, "Max Moor")
    members.end_member(member=town.alice, by=mia.user, at=timezone.now())
    assert opens(town.grace, town.bob)
    assert not opens(town.eve, town.bob)


def test_a_patient_without_a_lead_is_not_lost(town):
    client = Client()
    factories.sign_in(client, town.grace)
    answer = client.post(reverse("add_patient"), {**FORM, "lead": ""}, follow=True)
    assert answer.status_code == 200
    assert "Nora New" in answer.content.decode()
    nora = Patient.objects.for_user(town.alice.user).get(full_name="Nora New")
    assert opens(town.grace, nora)


def test_adding_a_patient_for_a_colleague_ends_at_the_list(town):
    client = Client()
    factories.sign_in(client, town.grace)
    answer = client.post(reverse("add_patient"), {**FORM, "lead": town.alice.pk})
    assert answer["Location"] == reverse("list_patients")
    nora = Patient.objects.for_user(town.alice.user).get(full_name="Nora New")
    assert not opens(town.grace, nora)


def test_who_takes_themselves_off_the_team_ends_at_the_list(town):
    client = Client()
    factories.sign_in(client, town.alice)
    fields = {"lead": town.grace.pk, "team": [town.grace.pk]}
    answer = client.post(reverse("edit_care_team", args=[town.bob.pk]), fields)
    assert answer["Location"] == reverse("list_patients")
