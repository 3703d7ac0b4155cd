"""The world of the crawls holds one of everything, or the crawls prove less than they say."""

import pytest

from tests.house import rules
from tests.world import World

# Rows of the installation, or made only by the worker.
NOT_IN_A_CLINIC = {"topic", "glossary", "synonyms", "vocabulary", "user", "eventseal"}


@pytest.mark.django_db
def test_the_world_has_one_of_everything():
    world = World("Birch", "BIRCHMARK")
    missing = {m._meta.model_name for m in rules.own_models()} - set(world.rows) - NOT_IN_A_CLINIC
    assert missing == set()
