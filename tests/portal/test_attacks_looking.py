"""Looking at a neighbour without leaving a line in the record (trust 64)."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises.models import Clip
from portal.actions import invitations
from portal.models import Event
from tests import factories
from tests.exercises import making
from tests.exercises.plan_rows import a_plan, an_exercise

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(town, client):
    factories.sign_in(client, town.alice)
    return client


@pytest.fixture
def given(town):
    """Bob has an exercise of the clinic."""
    exercise = an_exercise(town.alder)
    plan = a_plan(town.bob, town.alice, exercises=[exercise])
    return exercise, plan


def lines_of(patient, action=None) -> int:
    """How many lines tell this patient that somebody looked."""
    rows = Event.objects.about(patient)
    return rows.filter(action=action).count() if action else rows.count()


@pytest.mark.parametrize(
    "name", ["show_library_exercise", "withdraw_exercise", "replace_everywhere"]
)
def test_the_page_of_an_exercise_that_names_who_has_it(alice, town, given, name):
    exercise, _plan = given
    page = alice.get(reverse(name, args=[exercise.pk]))
    assert "Bob Jones" in page.content.decode()
    assert lines_of(town.bob, "listed patients") == 1


@pytest.mark.parametrize("fragment", [{}, {"X-Fragment": "1"}])
def test_the_search_for_whom_to_carry_a_plan_to(alice, town, given, fragment):
    _exercise, plan = given
    url = reverse("carry_plan", args=[town.bob.pk, plan.pk])
    page = alice.get(url, {"q": "Carol"}, headers=fragment)
    assert "Carol Smith" in page.content.decode()
    assert lines_of(town.carol, "listed patients") == 1


def test_the_list_of_invitations_and_the_code_on_the_screen(alice, town):
    row, _token = invitations.invite_patient(
        patient=town.bob, way="room", by=town.alice.user, at=timezone.now()
    )
    assert "Bob Jones" in alice.get(reverse("list_invitations")).content.decode()
    assert lines_of(town.bob, "listed patients") == 1
    assert "Bob Jones" in alice.get(reverse("show_invitation", args=[row.pk])).content.decode()
    assert lines_of(town.bob, "opened invitation") == 1


def test_asking_whether_somebody_is_a_patient_by_adding_them(alice, town):
    page = alice.post(
        reverse("add_patient"),
        {
            "full_name": "Bob Jones",
            "born_on": "1961-04-12",
            "language": "en-gb",
            "time_zone": "Europe/London",
            "reason": "Knee",
        },
    )
    assert "Already here" in page.content.decode()
    assert lines_of(town.bob, "listed patients") == 1


def test_the_managers_record_names_patients_and_says_so_to_them(town, client):
    factories.sign_in(client, town.mia)
    client.get(reverse("edit_patient", args=[town.bob.pk]))
    page = client.get(reverse("show_record"))
    assert "Bob Jones" in page.content.decode()
    assert lines_of(town.bob, "listed patients") == 1


def test_the_builder_opened_in_pieces_for_a_patient(alice, town):
    """The page itself writes it down; a piece of it alone did not."""
    programme = making.programme(town.alice, "Knee, early", an_exercise(town.alder))
    programme.refresh_from_db()
    slot = making.slot_of(programme)
    exercise = an_exercise(town.alder)
    fields = {
        "version": programme.version,
        "slot": slot.pk,
        "exercise": exercise.pk,
        "for": town.bob.pk,
    }
    url = reverse("add_programme_item", args=[programme.pk])
    assert alice.post(url, fields, headers={"X-Fragment": "1"}).status_code == 200
    assert lines_of(town.bob, "opened record") == 1
    fields["version"] += 1
    alice.post(url, fields, headers={"X-Fragment": "1"})
    assert lines_of(town.bob, "opened record") == 1, "once, not with every key"


def test_a_clip_of_a_patient_watched_by_its_address(alice, town, settings):
    clip = Clip.objects.create(
        pk=uuid.uuid4(),
        clinic=town.alder,
        patient=town.bob,
        state=Clip.State.READY,
        alt="Bob bends a knee.",
        captions="0:01 Lower.",
        seconds=5,
    )
    assert alice.get(reverse("show_clip_captions", args=[clip.pk])).status_code == 200
    alice.get(reverse("show_clip_captions", args=[clip.pk]))
    assert lines_of(town.bob, "opened clip") == 1


def test_a_patient_is_not_written_down_for_their_own_clip(town, client):
    clip = Clip.objects.create(
        clinic=town.alder, patient=town.bob, state=Clip.State.READY, alt="Knee.", seconds=5
    )
    own = an_exercise(town.alder, patient=town.bob, clip=clip)
    a_plan(town.bob, town.alice, exercises=[own])
    factories.sign_in(client, town.bob)
    assert client.get(reverse("show_clip_captions", args=[clip.pk])).status_code == 200
    assert lines_of(town.bob, "opened clip") == 0
