"""Reporting what was done on another day than the plan says, and on another day than today."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from exercises import actions
from tests import factories, plans
from tests.exercises.reporting import form_of, hidden, opened, sessions

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
TODAY = "/my/"


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def bob(client, town):
    factories.sign_in(client, town.bob)
    return client


def today():
    return timezone.localdate(timezone=LONDON)


def ago(days):
    return today() - timedelta(days=days)


def long_given(town, dose="3x12, every day", **fields):
    """A plan of one exercise that the patient has had for ten days."""
    at = timezone.now() - timedelta(days=10)
    where = plans.slot(plans.phase(plans.plan(town.bob)), **fields)
    return plans.item(where, dose, given_at=at)


def report(bob, query="", **fields):
    page = opened(bob, query)
    return bob.post("/my/session/log/", form_of(page, day=hidden(page, "day")[0], **fields))


# A day on which nothing was due -----------------------------------------------------------------


def test_a_day_early_is_reported_from_a_rest_day_and_keeps_the_rhythm(bob, town):
    item = long_given(town, "3x12, every other day")
    report(bob, f"?day={ago(1)}", pain_worst="2")
    rest = bob.get(TODAY).content.decode()
    assert "Nothing is due today" in rest
    assert "Report a session" in rest
    report(bob, pain_worst="3")
    assert [s.local_on for s in sessions(town)] == [ago(1), today()]
    assert {str(e.item_id) for s in sessions(town) for e in s.entries.all()} == {str(item.pk)}


def test_the_pictures_and_steps_are_there_on_a_rest_day(bob, town):
    long_given(town, "3x12, every other day")
    report(bob, f"?day={ago(1)}")
    assert "Do a session anyway" in bob.get(TODAY).content.decode()
    assert "Rise slowly." in bob.get("/my/session/").content.decode()


def test_of_day_a_and_day_b_only_one_is_meant_on_another_day(bob, town):
    plan = plans.plan(town.bob)
    phase = plans.phase(plan)
    tomorrow = (today() + timedelta(days=1)).weekday()
    after = (today() + timedelta(days=2)).weekday()
    names = {}
    for name, weekday in (("Day A", tomorrow), ("Day B", after)):
        slot = plans.slot(phase, name=name, weekdays=[weekday])
        names[name] = str(plans.item(slot, of=plans.exercise(f"Of {name}")).pk)
    assert hidden(opened(bob), "items") == [names["Day A"]]
    assert hidden(opened(bob, "?part=2"), "items") == [names["Day B"]]
    assert len(hidden(opened(bob, "?part=all"), "items")) == 2


def test_before_the_first_day_and_after_care_nothing_is_offered(bob, town):
    plans.simple(town.bob, starts_on=today() + timedelta(days=3))
    assert hidden(opened(bob), "items") == []
    assert "Report a session" not in bob.get(TODAY).content.decode()


def test_what_was_withdrawn_is_not_shown_to_be_done(bob, town):
    (item,) = plans.simple(town.bob)
    item.exercise.withdrawn_at = timezone.now()
    item.exercise.save()
    assert "Rise slowly." not in bob.get("/my/session/").content.decode()
    assert hidden(opened(bob), "items") == []


# Another day than today -------------------------------------------------------------------------


def test_yesterdays_session_is_told_this_morning(bob, town):
    long_given(town)
    assert "Yesterday" in opened(bob)
    answer = report(bob, f"?day={ago(1)}", pain_worst="4")
    (session,) = sessions(town)
    assert session.local_on == ago(1)
    assert not session.clock_ahead
    assert answer.url == f"/my/sessions/{session.pk}/"
    assert "Did all as planned" in bob.get(TODAY).content.decode()


def test_the_devices_clock_says_nothing_of_another_day(bob, town):
    long_given(town)
    now = timezone.now().isoformat()
    report(bob, f"?day={ago(1)}", done_at=now, time_zone="Pacific/Auckland")
    (session,) = sessions(town)
    assert (session.local_on, session.time_zone) == (ago(1), "Pacific/Auckland")


def test_yesterdays_report_speaks_of_what_was_in_force_yesterday(bob, town):
    old = long_given(town)
    at = timezone.now()
    by = old.given_by
    fresh = actions.replace_item(
        item=old, exercise=old.exercise, dose=plans.parse("3x8 daily").dose, by=by, at=at,
        reason="More.",
    )  # fmt: skip
    assert hidden(opened(bob), "items") == [str(fresh.pk)]
    assert hidden(opened(bob, f"?day={ago(1)}"), "items") == [str(old.pk)]


def test_yesterdays_report_speaks_of_yesterdays_stage(bob, town):
    plan = plans.plan(town.bob)
    was = plans.phase(plan, state="done", ends_on=ago(1))
    now = plans.phase(plan, order=1, starts_on=today())
    at = timezone.now() - timedelta(days=10)
    before = plans.item(plans.slot(was), given_at=at)
    after = plans.item(plans.slot(now), given_at=at)
    assert hidden(opened(bob), "items") == [str(after.pk)]
    assert hidden(opened(bob, f"?day={ago(1)}"), "items") == [str(before.pk)]


@pytest.mark.parametrize("days", [-1, 7, 4000])
def test_a_day_to_come_or_long_gone_is_refused_in_words(bob, town, days):
    long_given(town)
    page = opened(bob)
    fields = form_of(page, day=ago(days).isoformat(), pain_worst="1")
    answer = bob.post("/my/session/log/", fields)
    assert answer.status_code == 422
    assert "one of the six days before" in answer.content.decode()
    assert sessions(town) == []


@pytest.mark.parametrize("day", ["yesterday", "2026-13-40", "1999-01-01"])
def test_a_day_nobody_can_read_in_the_address_is_today(bob, town, day):
    long_given(town)
    assert hidden(opened(bob, f"?day={day}"), "day") == [today().isoformat()]
