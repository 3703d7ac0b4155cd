"""One search over articles and exercises, for everybody."""

import pytest
from django.core.management import call_command

from articles.models import Revision
from exercises.models import Exercise, ExerciseRevision
from exercises.search import index
from portal.models import Vocabulary
from portal.search import learn
from tests import factories
from tests.articles import library

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


def exercise(name="Heel raise", *, at=None, is_public=True) -> Exercise:
    made = Exercise.objects.create(
        slug=name.lower().replace(" ", "-"), clinic=at, is_public=is_public
    )
    revision = ExerciseRevision.objects.create(
        exercise=made,
        state="published",
        published_at=library.PUBLISHED_AT,
        name=name,
        purpose="Makes the calf strong.",
    )
    made.published = revision
    made.save()
    index(revision)
    return made


def test_articles_and_exercises_are_found_together(client):
    library.article("Heel pain")
    exercise("Heel raise")
    shown = text(client.get("/search/?q=heel"))
    assert shown.index("To read") < shown.index("Heel pain") < shown.index("Heel raise")
    assert "2 results" in shown


def test_the_fragment_holds_the_results_and_their_number(client):
    library.article("Heel pain")
    response = client.get("/search/?q=heel", headers={"X-Fragment": "1"})
    assert "<html" not in text(response)
    assert response["X-Count-Text"] == "1 result"


def test_a_typing_error_shows_what_was_meant_at_once(client):
    library.article("Plantar heel", text="Plantar plantar.")
    shown = text(client.get("/search/?q=platnar"))
    assert "Did you mean" in shown
    assert 'href="?q=plantar"' in shown
    assert "Plantar heel" in shown


def test_nothing_typed_says_what_to_type(client):
    assert "Type what hurts" in text(client.get("/search/"))


def test_a_clinics_own_exercise_is_not_found_by_everybody(client):
    exercise("Own raise", at=factories.clinic(), is_public=False)
    assert "Own raise" not in text(client.get("/search/?q=raise"))


def test_results_come_in_pages_at_the_same_price(client, django_assert_max_num_queries):
    for number in range(45):
        library.article(f"Heel {number:02}", text="Short.", summary="S.")
    with django_assert_max_num_queries(8):
        shown = text(client.get("/search/?q=heel"))
    assert shown.count('class="hit"') == 20
    assert text(client.get("/search/?q=heel&page=3")).count('class="hit"') == 5


def test_rebuilding_finds_everything_again_and_forgets_old_words(client):
    library.article("Heel pain")
    exercise("Heel raise")
    Revision.objects.unscoped().update(search=None)
    ExerciseRevision.objects.unscoped().update(search=None)
    learn("en-gb", "forgotten")
    call_command("rebuild_search", verbosity=0)
    shown = text(client.get("/search/?q=heel"))
    assert "Heel pain" in shown
    assert "Heel raise" in shown
    assert not Vocabulary.objects.filter(word="forgotten").exists()
    assert Vocabulary.objects.filter(word="heel").exists()
