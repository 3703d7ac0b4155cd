"""A patient's page for staff: both rooms, and the visit brief."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exercises import actions
from portal.models import Event
from tests import factories, plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def items(town):
    return plans.simple(town.bob, "3x12 every other day", names=("Squat", "Bridge"), by=town.alice)


@pytest.fixture
def alice(client, town):
    factories.sign_in(client, town.alice)
    return client


def told(patient, *items, days, state="done", reason="", **fields):
    when = timezone.now() - timedelta(days=days)
    report = actions.Report(
        id=uuid.uuid4(),
        done_at=when,
        time_zone=patient.time_zone,
        said=tuple(actions.Said(item.pk, state=state, reason=reason) for item in items),
        **fields,
    )
    return actions.log_session(patient=patient, report=report, by=patient.user, at=when)[0]


def show(client, patient, **query):
    return client.get(reverse("show_patient", args=[patient.pk]), query).content.decode()


def brief(client, patient, **query):
    response = client.get(reverse("show_patient", args=[patient.pk]), query)
    return response.context["brief"], response.context["text"]


def test_prescribed_and_reported_stand_side_by_side(alice, town, items):
    told(town.bob, *items, days=4, pain_worst=3)
    told(town.bob, items[0], days=2, state="not", reason="pain")
    page = show(alice, town.bob)
    assert "3 × 12, every 2nd day" in page
    assert "it hurt" in page
    assert "Bob Jones" in page
    assert reverse("assign_programme", args=[town.bob.pk]) in page
    assert reverse("invite_patient", args=[town.bob.pk]) in page


def test_the_sums_count_what_was_due_and_reported(alice, town, items):
    for days in (9, 7, 5, 3, 1):
        told(town.bob, *items, days=days)
    found, _text = brief(alice, town.bob, since="14")
    assert found.reported == 5
    assert found.planned == 5
    assert found.percent == 100
    assert found.band == "good"


def test_no_pain_is_no_value_and_zero_is_one(alice, town, items):
    told(town.bob, *items, days=3)
    told(town.bob, *items, days=2, pain_worst=0)
    found, _text = brief(alice, town.bob)
    values = dict(found.pain)
    today = timezone.localdate()
    assert values[today - timedelta(days=3)] is None
    assert values[today - timedelta(days=2)] == 0


def test_pain_above_the_limit_in_force_is_counted(alice, town, items):
    told(town.bob, *items, days=3, pain_worst=6)
    told(town.bob, *items, days=2, pain_worst=5)
    found, text = brief(alice, town.bob)
    assert len(found.above) == 1
    assert "above the limit of 5: 1 time" in text


def test_mornings_are_compared_only_where_the_usual_is_known(alice, town, items):
    actions.say_morning(
        patient=town.bob,
        on=timezone.localdate(),
        pain=6,
        by=town.bob.user,
        at=timezone.now(),
    )
    assert "usual not known" in show(alice, town.bob)
    actions.say_usual_morning(patient=town.bob, pain=2, by=town.bob.user, at=timezone.now())
    found, _text = brief(alice, town.bob)
    assert found.raised == [(timezone.localdate(), 6)]


def test_the_text_says_what_the_page_says_and_can_be_copied(alice, town, items):
    told(town.bob, items[0], days=2, pain_worst=4, note="Stiff & sore <at first>")
    actions.ask_question(patient=town.bob, text="May I run?", by=town.bob.user, at=timezone.now())
    page = show(alice, town.bob)
    _found, text = brief(alice, town.bob)
    assert 'data-copy="#brief-text"' in page
    assert "Stiff & sore <at first>" in text
    assert "Stiff &amp; sore &lt;at first&gt;" in page
    assert "<at first>" not in page
    for words in ("Bob Jones", "Squat: 3 × 12, every 2nd day", "May I run?", "reported"):
        assert words in text


def test_the_dose_now_and_at_the_last_visit(alice, town, items):
    plans.plan(town.bob).delete()
    actions.replace_item(
        item=items[0],
        exercise=items[0].exercise,
        dose=plans.parse("4x12 every other day").dose,
        by=town.alice,
        at=timezone.now(),
        reason="It went well.",
    )
    found, text = brief(alice, town.bob, since="14")
    squat = next(line for line in found.lines if line.name == "Squat")
    assert squat.now.startswith("4 × 12")
    assert len(squat.items) == 2
    assert "It went well." in text


def test_a_patient_without_anything_says_what_to_do(alice, town):
    page = show(alice, town.carol)
    assert "Nothing assigned yet" in page


def test_out_of_care_it_can_be_read_and_nothing_assigned(alice, town, items):
    town.bob.episodes.update(closed_at=timezone.now())
    page = show(alice, town.bob)
    assert "Not in care" in page
    assert reverse("assign_programme", args=[town.bob.pk]) not in page
    assert "Squat" in page or "Strong heels" in page


def test_opening_the_record_is_written_down(alice, town):
    show(alice, town.bob)
    event = Event.objects.unscoped().get(action="opened record")
    assert (event.patient, event.actor) == (town.bob, town.alice.user)


@pytest.mark.parametrize(("who", "status"), [("eve", 404), ("mia", 403), ("carol", 403)])
def test_others_do_not_open_it(client, town, items, who, status):
    factories.sign_in(client, getattr(town, who))
    assert client.get(reverse("show_patient", args=[town.bob.pk])).status_code == status


@pytest.mark.parametrize("since", ["", "14", "84", "never", "'"])
def test_any_window_is_answered(alice, town, items, since):
    assert (
        alice.get(reverse("show_patient", args=[town.bob.pk]), {"since": since}).status_code == 200
    )


def test_a_hundred_reports_and_items_take_as_many_queries_as_one(alice, town, items):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            show(alice, town.bob, since="84")
        return len(seen)

    told(town.bob, *items, days=1)
    few = queries()
    more = [plans.item(items[0].slot, of=plans.exercise(f"M {n}")) for n in range(30)]
    for number in range(70):
        told(town.bob, *items, *more[:5], days=number, pain_worst=3, note="x")
    assert queries() == few <= 12
