"""The starter library comes in whole, and coming in again changes nothing."""

import pytest
from django.utils import timezone

from exercises.actions import importing
from exercises.models import Exercise, ExerciseRevision, Item, Programme
from exercises.search import public
from tests import database
from tests.exercises.test_importing_refused import changed_folder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("brought")]


def bring():
    now = timezone.now()
    return importing.import_exercises(at=now), importing.import_programmes(at=now)


@pytest.fixture(scope="module")
def brought(django_db_setup, django_db_blocker):
    """What was counted as the library came in, once for all these tests."""
    with database.for_the_module(django_db_blocker):
        yield bring()


def test_every_file_becomes_a_shared_row_with_picture_dose_and_ladder(brought):
    exercises, programmes = brought
    files = len(list(importing.STARTER.glob("*.yaml")))
    assert exercises == {"added": files, "changed": 0, "same": 0}
    assert programmes["added"] == len(list((importing.STARTER / "programmes").glob("*.yaml")))
    raise_ = Exercise.objects.for_everyone().select_related("published").get(slug="heel-raise")
    assert raise_.clinic is None
    assert raise_.published.dose.has_frequency
    assert raise_.published.harder.slug == "heel-raise-one-leg"
    assert raise_.published.figure == "heel-raise"


def test_coming_in_again_changes_nothing():
    exercises, programmes = bring()
    assert exercises["added"] == exercises["changed"] == 0
    assert programmes["added"] == programmes["changed"] == 0


def test_a_changed_file_makes_a_new_revision_and_leaves_the_old_one(tmp_path):
    counts = importing.import_exercises(
        at=timezone.now(), folder=changed_folder(tmp_path, purpose="Something else.")
    )
    assert counts["changed"] == 1
    rows = ExerciseRevision.objects.filter(exercise__slug="bridge").unscoped()
    assert [r.number for r in rows] == [2, 1]
    assert Exercise.objects.unscoped().get(slug="bridge").published.purpose == "Something else."


def test_a_programme_keeps_its_affected_side_and_its_short_items():
    programme = Programme.objects.unscoped().get(slug="plantar-heel-pain")
    assert not programme.is_draft
    assert "signed off by a clinician" in programme.demo_note
    items = Item.objects.filter(slot__phase__programme=programme).unscoped()
    assert {i.side for i in items} == {"affected"}
    assert any(i.is_short for i in items)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("brid", "Bridge"),
        ("tiptoe", "Heel raise, both legs"),
        ("band", "Band turn-out"),
        ("seat mat", "Bridge"),
    ],
)
def test_the_library_is_found_by_name_plain_words_muscle_and_kit(typed, found):
    assert found in [exercise.published.name for exercise in public(typed)]


def test_the_exercise_that_is_named_comes_first():
    assert public("bridge")[0].published.name == "Bridge"
    assert public("mini squat")[0].published.name == "Mini squat"
