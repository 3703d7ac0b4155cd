"""Half a report and half a question come back to their writer, and are forgotten once sent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exercises.models import Session
from portal.access import patient_mark
from portal.models import Draft
from tests import factories, plans
from tests.exercises.reporting import form_of, opened, sessions

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


def half(client, patient, form="log-session", on=None, **fields):
    """What autosave.js sends."""
    on = on or timezone.localdate()
    sent = {"for": patient_mark(patient), "on": on.isoformat(), **fields}
    assert client.post(f"/drafts/{form}/", sent).status_code == 200


def drafts():
    return Draft.objects.unscoped()


def test_half_a_report_comes_back_and_is_forgotten_when_sent(bob, town, items):
    state = f"state_{items[0].pk}"
    half(bob, town.bob, note="The heel was st", pain_worst="4", **{state: "partly"})
    page = opened(bob, "?how=partly")
    assert "The heel was st" in page
    assert f'id="id_{state}_partly" value="partly" checked' in page
    assert page.count("checked") == 2  # the state and the number
    bob.post("/my/session/log/", form_of(page, note="The heel was stiff.", **{state: "partly"}))
    assert sessions(town)[0].note == "The heel was stiff."
    assert not drafts().exists()
    assert "The heel was st" not in opened(bob, "?how=partly")


def test_the_page_says_where_half_a_report_is_kept(bob, items):
    assert 'data-autosave="/drafts/log-session/"' in opened(bob, "?how=partly")
    assert 'data-autosave="/drafts/log-session/"' in opened(bob, "?how=none")
    assert "data-autosave" not in opened(bob)


def test_of_another_day_only_the_text_comes_back(bob, town, items):
    yesterday = timezone.localdate() - timedelta(days=1)
    half(bob, town.bob, on=yesterday, note="Yesterday's words", pain_worst="7", effort="5")
    page = opened(bob, "?how=partly")
    assert "Yesterday&#x27;s words" in page
    assert "checked" not in page


def test_half_a_correction_comes_back_to_that_report_only(bob, town, items):
    where = bob.post("/my/session/log/", form_of(opened(bob), pain_worst="3")).url
    (session,) = sessions(town)
    half(bob, town.bob, form=f"log-session-{session.pk}", note="I forgot to s")
    assert "I forgot to s" not in opened(bob, "?how=partly")
    page = bob.get(f"{where}correct/").content.decode()
    assert "I forgot to s" in page
    states = {f"state_{item.pk}": "done" for item in items}
    bob.post(f"{where}correct/", form_of(page, note="I forgot to say.", **states))
    assert not drafts().exists()


def test_a_helpers_half_report_is_not_the_patients(client, town, items):
    helper = factories.helper(town.bob, may_log=True)
    factories.sign_in(client, helper)
    half(client, town.bob, note="Says the helper")
    factories.sign_in(client, town.bob)
    assert "Says the helper" not in opened(client, "?how=partly")


def test_half_a_question_comes_back_and_is_forgotten_when_sent(bob, town, items):
    mark = {"for": patient_mark(town.bob)}
    half(bob, town.bob, form="ask-question", text="May I wal")
    half(bob, town.bob, form=f"ask-question-{items[0].pk}", text="Bare or in sh")
    assert "May I wal" in bob.get("/my/questions/ask/").content.decode()
    about = bob.get(f"/my/questions/ask/?item={items[0].pk}").content.decode()
    assert "Bare or in sh" in about
    assert "May I wal" not in about
    bob.post("/my/questions/ask/", {**mark, "text": "May I walk?"})
    assert list(drafts().values_list("form", flat=True)) == [f"ask-question-{items[0].pk}"]


def test_taking_back_a_correction_restores_the_report_before_it(bob, town, items):
    where = bob.post("/my/session/log/", form_of(opened(bob), pain_worst="3")).url
    states = {f"state_{item.pk}": "done" for item in items}

    def correct(pain):
        page = bob.get(f"{where}correct/").content.decode()
        return bob.post(f"{where}correct/", form_of(page, pain_worst=pain, **states)).url

    def counted():
        return [s.pain_worst for s in town.bob.sessions.current()]

    changed = correct("6")
    assert counted() == [6]
    mark = {"for": patient_mark(town.bob)}
    bob.post(f"{where}undo/", mark)  # the first is not the one that counts: nothing happens
    assert counted() == [6]
    bob.post(f"{changed}undo/", mark)
    assert counted() == [3]
    assert "worst pain 3 of 10" in bob.get("/my/").content.decode()
    assert "counts again" in bob.get(changed).content.decode()
    correct("5")
    assert counted() == [5]
    assert Session.objects.unscoped().count() == 3
