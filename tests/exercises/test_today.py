"""Today: what is due now, in the order to do it."""

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from exercises import actions
from exercises.models import Change, Pause
from exercises.plans import facts_of, today_of
from exercises.plans.weeks import planned_in, reported_in
from portal.models import Event
from tests import factories, plans

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def town():
    return factories.town()


def told(patient, *items, on, state="done", zone=LONDON, hour=9, pain=None, **fields):
    """A session reported on a local day."""
    at = datetime(on.year, on.month, on.day, hour, tzinfo=zone)
    report = actions.Report(
        id=uuid.uuid4(),
        done_at=at,
        time_zone=zone.key,
        said=tuple(actions.Said(item.pk, state=state) for item in items),
        pain_worst=pain,
        **fields,
    )
    session, _new = actions.log_session(
        patient=patient, report=report, by=patient.user, at=at + timedelta(minutes=1)
    )
    return session


def on_day(patient, day, **fields):
    return today_of(facts_of(patient, day), day, **fields)


def due_names(patient, day):
    return [row.card.name for row in on_day(patient, day).due_rows]


def test_what_is_due_stands_there_in_words(client, town):
    plans.simple(town.bob, "3x12 e/s, hold 5s, every day")
    factories.sign_in(client, town.bob)
    page = client.get("/my/").content.decode()
    assert "Heel raise" in page
    for words in ("3 sets of 12", "hold for 5 seconds", "on each side"):
        assert words in page
    assert "3 × 12" not in page
    assert "/my/session/log/" in page


def test_two_programmes_are_one_session_in_slot_order(town):
    one = plans.phase(plans.plan(town.bob, starts_on=FRIDAY))
    two = plans.phase(plans.plan(town.bob, starts_on=FRIDAY, name="Back"))
    plans.item(plans.slot(one, name="Evening", order=1), of=plans.exercise("Balance"))
    plans.item(plans.slot(one, name="Morning", order=0), of=plans.exercise("Stretch"))
    plans.item(plans.slot(two, name="Morning", order=0), of=plans.exercise("Bridge"))
    today = on_day(town.bob, FRIDAY)
    assert [(p.name, [r.card.name for r in p.rows]) for p in today.parts] == [
        ("Morning", ["Stretch", "Bridge"]),
        ("Evening", ["Balance"]),
    ]


def test_every_other_day_counts_from_the_last_day_done(town):
    (item,) = plans.simple(town.bob, "3x12, every other day", starts_on=date(2026, 11, 10))
    told(town.bob, item, on=date(2026, 11, 17))
    assert due_names(town.bob, date(2026, 11, 18)) == []
    assert due_names(town.bob, date(2026, 11, 19)) == ["Heel raise"]
    assert due_names(town.bob, FRIDAY) == ["Heel raise"]  # shifted, not missed


def test_not_done_does_not_move_the_rhythm(town):
    (item,) = plans.simple(town.bob, "3x12, every other day", starts_on=date(2026, 11, 10))
    told(town.bob, item, on=date(2026, 11, 19), state="not")
    assert due_names(town.bob, FRIDAY) == ["Heel raise"]


def test_a_new_dose_keeps_the_rhythm_of_the_one_it_replaced(town):
    (item,) = plans.simple(town.bob, "3x12, every other day", starts_on=date(2026, 11, 10))
    told(town.bob, item, on=date(2026, 11, 19))
    fresh = actions.replace_item(
        item=item,
        exercise=item.exercise,
        dose=plans.parse("4x10, every other day").dose,
        by=town.alice,
        at=timezone.now(),
        reason="You are stronger.",
    )
    assert due_names(town.bob, FRIDAY) == []
    assert on_day(town.bob, date(2026, 11, 21)).due_rows[0].card.id == str(fresh.pk)


def test_days_a_week_are_offered_until_the_week_is_met(town):
    (item,) = plans.simple(town.bob, "3x12, 3 days a week", starts_on=date(2026, 11, 2))
    for day in (16, 17, 18):
        told(town.bob, item, on=date(2026, 11, day))
    assert due_names(town.bob, FRIDAY) == []
    assert due_names(town.bob, date(2026, 11, 23)) == ["Heel raise"]  # Monday: a new week


def test_three_times_a_day_stay_due_until_reported_three_times(town):
    (item,) = plans.simple(town.bob, "10 x 10s hold, 3 times a day", starts_on=FRIDAY)
    for left in (3, 2, 1):
        assert on_day(town.bob, FRIDAY).due_rows[0].left == left
        told(town.bob, item, on=FRIDAY, hour=20 - left)
    assert on_day(town.bob, FRIDAY).state == "reported"


def test_a_slot_with_weekdays_is_due_on_them_only(town):
    phase = plans.phase(plans.plan(town.bob, starts_on=date(2026, 11, 2)))
    plans.item(plans.slot(phase, weekdays=[0, 2, 4]), of=plans.exercise("Day A"))
    plans.item(plans.slot(phase, weekdays=[1, 3]), of=plans.exercise("Day B"))
    assert due_names(town.bob, FRIDAY) == ["Day A"]
    assert due_names(town.bob, date(2026, 11, 19)) == ["Day B"]
    assert planned_in(facts_of(town.bob, FRIDAY), date(2026, 11, 16), FRIDAY) == 5


@pytest.mark.parametrize(
    "days",
    [(date(2026, 3, 28), 3), (date(2026, 10, 24), 3)],
    ids=["the night an hour is lost", "the night an hour is won"],
)
def test_a_day_of_23_or_25_hours_is_one_day(town, days):
    first, count = days
    (item,) = plans.simple(town.bob, "3x12, every other day", starts_on=first)
    told(town.bob, item, on=first, hour=23)
    due = [bool(on_day(town.bob, first + timedelta(days=n)).rows) for n in range(count)]
    assert due == [True, False, True]


def test_the_day_is_the_patients_own(town, client):
    plans.simple(town.bob, starts_on=date(2026, 11, 1))
    town.bob.time_zone = "Pacific/Auckland"
    town.bob.save()
    factories.sign_in(client, town.bob)
    there = timezone.now().astimezone(ZoneInfo("Pacific/Auckland"))
    assert f"{there:%A} {there.day}" in client.get("/my/").content.decode()


def test_a_pause_is_never_due_and_says_why(town, client):
    (item,) = plans.simple(town.bob)
    Pause.objects.create(
        assignment=item.slot.phase.assignment,
        from_on=timezone.localdate() - timedelta(days=1),
        reason="Holiday.",
        by=town.alice,
    )
    factories.sign_in(client, town.bob)
    page = client.get("/my/").content.decode()
    assert "paused" in page
    assert "Holiday." in page
    assert "no day counts as missed" in page


STATES = {
    "none": "No exercises yet",
    "soon": "has not begun yet",
    "over": "reached its last day",
    "closed": "Your care here has ended",
    "rest": "Nothing is due today",
}


@pytest.mark.parametrize("state", STATES)
def test_each_kind_of_empty_day_says_which_it_is(client, town, state):
    today = timezone.localdate()
    if state == "soon":
        plans.simple(town.bob, starts_on=today + timedelta(days=3))
    if state == "over":
        plans.simple(town.bob, ends_on=today - timedelta(days=1))
    if state == "rest":
        other = (today.weekday() + 2) % 7
        phase = plans.phase(plans.plan(town.bob))
        plans.item(plans.slot(phase, weekdays=[other]))
    if state == "closed":
        plans.simple(town.bob)
        town.bob.episodes.update(closed_at=timezone.now())
    factories.sign_in(client, town.bob)
    page = client.get("/my/").content.decode()
    assert STATES[state] in page
    if state == "closed":
        assert "/my/session/log/" not in page
        assert client.get("/my/print/").status_code == 200


def test_dated_phases_change_on_their_date_by_derivation(town):
    plan = plans.plan(town.bob, starts_on=date(2026, 11, 6))
    first = plans.phase(plan, ends_on=date(2026, 11, 19))
    second = plans.phase(plan, state="waiting", order=1, starts_on=FRIDAY)
    plans.item(plans.slot(first), of=plans.exercise("Easy"))
    plans.item(plans.slot(second), of=plans.exercise("Hard"))
    assert due_names(town.bob, date(2026, 11, 19)) == ["Easy"]
    assert due_names(town.bob, FRIDAY) == ["Hard"]


def test_a_held_phase_stays_and_a_criterion_waits_for_the_click(town):
    plan = plans.plan(town.bob, starts_on=date(2026, 11, 6))
    first = plans.phase(plan, state="held", starts_on=plan.starts_on, ends_on=date(2026, 11, 19))
    second = plans.phase(plan, state="waiting", order=1, starts_on=FRIDAY)
    plans.item(plans.slot(first), of=plans.exercise("Easy"))
    plans.item(plans.slot(second), of=plans.exercise("Hard"))
    assert due_names(town.bob, FRIDAY) == ["Easy"]
    first.state, first.ends_on = "current", None
    first.save()
    second.starts_on = None
    second.save()
    assert due_names(town.bob, FRIDAY) == ["Easy"]


def test_the_worker_writes_the_step_down_once_and_in_the_patients_zone(town):
    plan = plans.plan(town.bob, starts_on=date(2026, 11, 6))
    plans.phase(plan, ends_on=date(2026, 11, 19))
    plans.phase(plan, state="waiting", order=1, starts_on=FRIDAY, name="Heavy")
    town.bob.time_zone = "America/New_York"
    town.bob.save()
    midnight = datetime(2026, 11, 20, tzinfo=ZoneInfo("America/New_York"))
    assert actions.step_phases(at=midnight - timedelta(minutes=10)) == 0
    assert actions.step_phases(at=midnight + timedelta(minutes=10)) == 1
    assert actions.step_phases(at=midnight + timedelta(hours=1)) == 0
    states = list(plan.phases.order_by("order").values_list("state", flat=True))
    assert states == ["done", "current"]
    assert Change.objects.for_user(town.bob.user).filter(kind="phase").count() == 1
    assert Event.objects.unscoped().filter(action="plan: phase began").count() == 1


def test_more_than_planned_is_shown_as_such(town, client):
    (item,) = plans.simple(town.bob, "3x12, 1 day a week", starts_on=date(2026, 11, 2))
    sessions = [told(town.bob, item, on=date(2026, 11, day)) for day in (16, 17)]
    facts = facts_of(town.bob, FRIDAY)
    assert len(sessions) == 2
    assert planned_in(facts, date(2026, 11, 16), FRIDAY) == 1
    assert reported_in(facts.sessions, date(2026, 11, 16), date(2026, 11, 22)) == 2


def test_a_day_told_in_two_halves_is_one_session(town):
    phase = plans.phase(plans.plan(town.bob, starts_on=FRIDAY))
    morning = plans.item(plans.slot(phase, name="Morning"))
    evening = plans.item(plans.slot(phase, name="Evening", order=1))
    told(town.bob, morning, on=FRIDAY)
    told(town.bob, evening, on=FRIDAY, hour=20)
    facts = facts_of(town.bob, FRIDAY)
    assert reported_in(facts.sessions, FRIDAY, FRIDAY) == 1


def test_what_changed_and_why_stands_until_acknowledged(client, town):
    (item,) = plans.simple(town.bob)
    actions.replace_item(
        item=item,
        exercise=item.exercise,
        dose=plans.parse("3x8, every day").dose,
        by=town.alice,
        at=timezone.now(),
        reason="Because your heel is calmer.",
    )
    factories.sign_in(client, town.bob)
    page = client.get("/my/").content.decode()
    assert "Because your heel is calmer." in page
    assert "Alice Alder" in page
    mark = mark_in(page)
    assert client.post("/my/changes/seen/", {"for": mark}).status_code == 302
    assert "Because your heel is calmer." not in client.get("/my/").content.decode()


def mark_in(page: str) -> str:
    return page.split('name="for" value="')[1].split('"')[0]


def test_it_says_nobody_watches_whom_to_call_and_when_to_stop(client, town):
    plans.simple(town.bob, pain_limit=4)
    factories.sign_in(client, town.bob)
    page = client.get("/my/").content.decode()
    assert "Nobody watches these pages live" in page
    assert "tel:01614960000" in page
    assert "tel:999" in page
    assert "Stop if your leg gives way." in page
    assert "above 4 out of 10" in page


def test_a_helper_who_may_only_look_sees_no_forms(client, town):
    plans.simple(town.bob)
    helper = factories.helper(town.bob)
    factories.sign_in(client, helper)
    page = client.get("/my/").content.decode()
    assert "Heel raise" in page
    assert "/my/session/log/" not in page


def test_a_withdrawn_exercise_is_not_due_and_says_so(client, town):
    (item,) = plans.simple(town.bob)
    item.exercise.withdrawn_at = timezone.now()
    item.exercise.save()
    factories.sign_in(client, town.bob)
    page = client.get("/my/").content.decode()
    assert "was withdrawn" in page
    assert "Start" not in page.split("was withdrawn")[1].split("Nobody")[0]


@pytest.mark.parametrize("count", [1, 100])
def test_today_needs_six_queries_whatever_there_is(
    client, town, count, django_assert_max_num_queries
):
    items = plans.simple(town.bob, names=[f"Exercise {n}" for n in range(count)])
    for n in range(count):
        told(town.bob, items[n], on=timezone.localdate() - timedelta(days=1 + n % 10), pain=3)
    factories.sign_in(client, town.bob)
    client.get("/my/")  # the cards are kept from now on
    with django_assert_max_num_queries(6):
        assert client.get("/my/").status_code == 200


def test_staff_and_strangers_have_no_today(client, town):
    assert client.get("/my/").status_code == 302
    factories.sign_in(client, town.alice)
    assert client.get("/my/").status_code == 403
