"""Questions of patients about their exercises."""

import pytest
from django.utils import timezone

from portal.access import patient_mark
from portal.models import Question
from tests import factories, plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def bob(client, town):
    factories.sign_in(client, town.bob)
    return client


def ask(client, patient, **fields):
    return client.post("/my/questions/ask/", {"for": patient_mark(patient), **fields})


def questions(patient):
    return list(Question.objects.for_user(patient.user))


def test_a_question_about_an_exercise_is_tied_to_it_and_sent_once(bob, town):
    (item,) = plans.simple(town.bob)
    assert "Heel raise" in bob.get(f"/my/questions/ask/?item={item.pk}").content.decode()
    for _n in range(2):
        assert ask(bob, town.bob, text="Barefoot?", item=item.pk).status_code == 302
    (question,) = questions(town.bob)
    assert (question.kind, question.about_item.item_id) == ("exercise", item.pk)
    assert "Barefoot?" in bob.get("/my/questions/").content.decode()


def test_an_empty_question_says_what_to_do(bob, town):
    answer = ask(bob, town.bob, text="  ")
    assert "Write your question first." in answer.content.decode()
    assert questions(town.bob) == []


def test_an_answer_is_counted_until_it_was_seen(bob, town):
    asked = Question.objects.create(
        patient=town.bob, kind="general", text="Why?", asked_by=town.bob.user
    )
    asked.answer, asked.answered_by, asked.answered_at = "Because.", town.alice, timezone.now()
    asked.save()
    plans.simple(town.bob)
    assert 'class="count">1' in bob.get("/my/").content.decode()
    assert "Because." in bob.get("/my/questions/").content.decode()
    assert 'class="count">1' not in bob.get("/my/").content.decode()


@pytest.mark.parametrize("pk", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_exercise_is_no_page(bob, pk):
    assert bob.get(f"/my/questions/ask/?item={pk}").status_code == 404


def test_an_exercise_of_somebody_else_is_no_page(bob, town):
    (hers,) = plans.simple(town.carol)
    assert bob.get(f"/my/questions/ask/?item={hers.pk}").status_code == 404
    assert bob.get(f"/my/exercises/{hers.pk}/").status_code == 404


def test_a_looking_helper_and_a_closed_case_ask_nothing(client, town):
    factories.sign_in(client, factories.helper(town.bob))
    assert ask(client, town.bob, text="May I?").status_code == 403
    town.bob.episodes.update(closed_at=timezone.now())
    factories.sign_in(client, town.bob)
    assert ask(client, town.bob, text="May I?").status_code == 403
    assert questions(town.bob) == []
