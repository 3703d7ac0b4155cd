"""The morning after: asked once a day, compared with the usual, never advised upon."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exercises.models import Morning
from portal.access import patient_mark
from portal.models import Event
from tests import factories, plans
from tests.exercises.test_today import told

pytestmark = pytest.mark.django_db
ASKED = "How was it this morning"
USUAL = "How is your pain on a usual morning?"


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def bob(client, town):
    """Bob did a session yesterday; his usual morning is 1."""
    (item,) = plans.simple(town.bob, flare_plan="Halve the sets.", morning_rise_limit=2)
    told(town.bob, item, on=timezone.localdate() - timedelta(days=1), pain=3)
    town.bob.usual_morning_pain = 1
    town.bob.save()
    factories.sign_in(client, town.bob)
    return client


def say(client, patient, pain, where="/my/morning/"):
    return client.post(where, {"for": patient_mark(patient), "pain": pain})


def mornings(patient):
    return list(Morning.objects.for_user(patient.user).values_list("local_on", "pain"))


def test_one_tap_answers_and_it_is_not_asked_again_that_day(bob, town):
    assert ASKED in bob.get("/my/").content.decode()
    say(bob, town.bob, "0")
    assert mornings(town.bob) == [(timezone.localdate(), 0)]
    assert ASKED not in bob.get("/my/").content.decode()


def test_it_is_asked_only_after_a_session_the_day_before(client, town):
    plans.simple(town.bob)
    factories.sign_in(client, town.bob)
    assert ASKED not in client.get("/my/").content.decode()


def test_the_last_number_of_the_day_counts(bob, town):
    say(bob, town.bob, "6")
    say(bob, town.bob, "2")
    assert mornings(town.bob) == [(timezone.localdate(), 2)]


@pytest.mark.parametrize("pain", ["", "11", "-1", "a lot"])
def test_what_is_no_number_is_refused_in_words(bob, town, pain):
    answer = say(bob, town.bob, pain)
    assert answer.status_code == 422
    assert "data-errors" in answer.content.decode()
    assert mornings(town.bob) == []


def test_above_the_usual_repeats_the_physios_rule_and_words(bob, town):
    say(bob, town.bob, "2")
    assert "More than your usual morning" not in bob.get("/my/").content.decode()
    say(bob, town.bob, "3")
    page = bob.get("/my/").content.decode()
    for words in ("You said 3 this morning; your usual is 1", "2 or more", "Halve the sets.",
                  "Alice Alder", "When to get help"):  # fmt: skip
        assert words in page


def test_without_a_usual_it_is_not_compared(bob, town):
    town.bob.usual_morning_pain = None
    town.bob.save()
    say(bob, town.bob, "9")
    assert "More than your usual morning" not in bob.get("/my/").content.decode()


def test_the_usual_morning_is_asked_once(client, town):
    plans.simple(town.bob)
    factories.sign_in(client, town.bob)
    assert USUAL in client.get("/my/").content.decode()
    say(client, town.bob, "2", "/my/morning/usual/")
    assert USUAL not in client.get("/my/").content.decode()
    say(client, town.bob, "7", "/my/morning/usual/")
    town.bob.refresh_from_db()
    assert town.bob.usual_morning_pain == 2


def test_the_mailed_link_leads_to_the_question(bob):
    page = bob.get("/my/morning/").content.decode()
    assert page.count('name="pain"') == 11


def test_a_helper_who_says_it_is_written_down_and_a_looker_refused(client, town):
    looker = factories.helper(town.bob, "Lou Look")
    factories.sign_in(client, looker)
    assert say(client, town.bob, "3").status_code == 403
    logger = factories.helper(town.bob, "Pat Log", may_log=True)
    factories.sign_in(client, logger)
    assert say(client, town.bob, "3").status_code == 302
    assert Event.objects.unscoped().filter(action="said morning pain").count() == 1


def test_another_patients_form_is_refused(bob, town):
    assert say(bob, town.carol, "3").status_code == 409
    assert mornings(town.bob) == []
