"""Which exercises an article shows, and to whom."""

import pytest
from django.utils import timezone

from exercises.embeds import cards
from exercises.models import Exercise
from tests import factories
from tests.exercises import making

pytestmark = pytest.mark.django_db


def test_a_card_is_shown_to_whom_it_may_be_and_leaves_when_withdrawn():
    town = factories.town()
    making.exercise("Heel raise", public=True)
    making.exercise("Shared bridge")
    making.exercise("Own raise", clinic=town.alder)
    slugs = ["heel-raise", "shared-bridge", "own-raise-alder", "nothing-of-the-kind"]
    assert set(cards(slugs)) == {"heel-raise"}
    assert set(cards(slugs, clinic=town.alder)) == set(slugs[:3])
    assert set(cards(slugs, clinic=town.birch)) == set(slugs[:2])
    Exercise.objects.unscoped().filter(slug="heel-raise").update(withdrawn_at=timezone.now())
    assert cards(slugs) == {}


def test_a_card_leads_to_the_exercise_only_where_anybody_may_open_it():
    town = factories.town()
    making.exercise("Heel raise", public=True)
    making.exercise("Own raise", clinic=town.alder)
    shown = cards(["heel-raise", "own-raise-alder"], clinic=town.alder)
    assert '<a class="exc" href="/exercises/heel-raise/">' in shown["heel-raise"]
    assert "<a" not in shown["own-raise-alder"]


def test_a_newer_revision_is_shown_at_once():
    exercise = making.exercise("Heel raise", public=True)
    assert "Heel raise" in cards([exercise.slug])[exercise.slug]
    newer = exercise.published
    newer.pk, newer.number, newer.name, newer._state.adding = None, 2, "Slow heel raise", True
    newer.save()
    Exercise.objects.unscoped().filter(pk=exercise.pk).update(published=newer)
    assert "Slow heel raise" in cards([exercise.slug])[exercise.slug]
