"""What holds for a whole plan is changed while it runs: last day, limits, words for a bad week."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises import actions
from exercises.models import Assignment
from portal.models import Event
from tests import factories, plans
from tests.exercises.reporting import form_of, opened, sessions
from tests.house.crawl import fields_of

pytestmark = pytest.mark.django_db
WHY = "You are doing well, so two weeks more."
FLARE = "Halve it for three days."


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def plan(town):
    (item,) = plans.simple(town.bob, by=town.alice, name="Strong heels")
    return Assignment.objects.unscoped().get(pk=item.slot.phase.assignment_id)


@pytest.fixture
def alice(client, town):
    factories.sign_in(client, town.alice)
    return client


def address(plan):
    return reverse("edit_plan", args=[plan.patient_id, plan.pk])


def send(client, plan, **typed):
    fields = fields_of(client.get(address(plan)))
    return client.post(address(plan), fields | {"reason": WHY} | typed)


def test_last_day_limits_and_words_are_changed_and_the_patient_reads_why(alice, town, plan):
    last = timezone.localdate() + timedelta(days=14)
    answer = send(alice, plan, ends_on=last.isoformat(), pain_limit="3", flare_plan=FLARE)
    assert answer.status_code == 302
    plan.refresh_from_db()
    assert (plan.ends_on, plan.pain_limit, plan.flare_plan) == (last, 3, FLARE)
    assert Event.objects.unscoped().filter(action="plan: edited", reason=WHY).exists()
    factories.sign_in(alice, town.bob)
    page = alice.get("/my/").content.decode()
    assert WHY in page
    assert "the words for a bad week have changed" in page
    assert FLARE in page


def test_a_report_keeps_the_limit_it_was_made_under(client, town, plan):
    factories.sign_in(client, town.bob)
    client.post("/my/session/log/", form_of(opened(client), pain_worst="4"))
    factories.sign_in(client, town.alice)
    send(client, plan, pain_limit="2", pain_fine_max="1")
    assert sessions(town)[0].limit_in_force == 5


def test_the_form_shows_what_holds_and_empty_is_the_clinics(alice, plan):
    Assignment.objects.unscoped().filter(pk=plan.pk).update(pain_limit=4, flare_plan=FLARE)
    shown = alice.get(address(plan))
    fields = fields_of(shown)
    assert (fields["pain_limit"], fields["pain_fine_max"]) == ("4", "")
    assert FLARE in shown.content.decode()
    send(alice, plan, pain_limit="")
    plan.refresh_from_db()
    assert plan.pain_limit is None


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"reason": " "}, "This field is required"),
        ({"ends_on": "2001-01-01"}, "The last day is before the first."),
        ({"pain_limit": "11"}, "10"),
        ({"pain_limit": "1"}, "This is below what is fine."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(alice, plan, typed, says):
    answer = send(alice, plan, **{"flare_plan": "Typed words", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "Typed words" in page
    assert not plan.changes.exists()


def test_of_two_clinicians_the_second_is_shown_both(alice, plan):
    fields = fields_of(alice.get(address(plan))) | {"reason": WHY}
    alice.post(address(plan), fields)
    assert alice.post(address(plan), {**fields, "flare_plan": "Mine"}).status_code == 409


def test_the_old_words_for_a_bad_week_are_kept_in_the_change(alice, town, plan):
    send(alice, plan, flare_plan=FLARE)
    send(alice, plan, flare_plan="Rest for two days.", pain_limit="3")
    last, first = plan.changes.filter(kind="edited")
    assert first.terms == {"flare_plan": ["", FLARE]}
    assert last.terms == {"flare_plan": [FLARE, "Rest for two days."], "pain_limit": [None, 3]}
    for page in ("show_plan", "list_plan_changes"):
        text = alice.get(reverse(page, args=[plan.patient_id, plan.pk])).content.decode()
        assert f'<span class="was">{FLARE}</span> → Rest for two days.' in text
        assert '<span class="was">the clinic’s</span> → 3' in text


def test_a_last_day_that_moved_is_told_with_the_one_before(alice, plan):
    last = timezone.localdate() + timedelta(days=14)
    send(alice, plan, ends_on=last.isoformat())
    page = alice.get(reverse("show_plan", args=[plan.patient_id, plan.pk])).content.decode()
    assert f'<span class="was">open</span> → {last:%-d %B %Y}' in page


def test_words_changed_at_the_end_of_a_plan_are_kept_too(town, plan):
    actions.end_assignment(
        assignment=plan, by=town.alice, at=timezone.now(), reason="Done.", flare_plan=FLARE
    )
    assert plan.changes.get(kind="ended").terms == {"flare_plan": ["", FLARE]}


def test_a_change_of_nothing_else_keeps_no_terms(alice, plan):
    send(alice, plan)
    assert plan.changes.get(kind="edited").terms is None
