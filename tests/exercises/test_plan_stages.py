"""From one stage of a plan to the next: today, on a later day, and what the patient reads."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from exercises import actions
from exercises.actions.withdrawing import withdraw_everywhere
from exercises.models import AssignedPhase
from exercises.plans import facts_of, today_of
from tests import factories, plans

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
WHY = "You are ready."


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def stages(town):
    """Three stages with one exercise each; the first one waits for its criterion."""
    plan = plans.plan(town.bob, by=town.alice)
    made = [plans.phase(plan, name="One", criterion="20 in a row", state="current")]
    made.append(plans.phase(plan, name="Two", state="waiting", order=1, weeks_max=2))
    made.append(plans.phase(plan, name="Three", state="waiting", order=2))
    for stage in made:
        plans.item(plans.slot(stage), of=plans.exercise(f"Of {stage.name}"))
    return made


def today():
    return timezone.localdate(timezone=LONDON)


def move(stage, town, days=0):
    on = today() + timedelta(days=days)
    return actions.move_to_phase(phase=stage, by=town.alice, at=timezone.now(), on=on, reason=WHY)


def due(town, days):
    day = today() + timedelta(days=days)
    return [row.card.name for row in today_of(facts_of(town.bob, day), day).rows]


def test_from_a_later_day_there_is_no_day_without_exercises(town, stages):
    move(stages[1], town, days=3)
    assert [due(town, day) for day in (0, 2, 3, 16, 17)] == [
        ["Of One"], ["Of One"], ["Of Two"], ["Of Two"], ["Of Three"],
    ]  # fmt: skip
    actions.step_phases(at=timezone.now() + timedelta(days=3))
    states = dict(AssignedPhase.objects.unscoped().values_list("name", "state"))
    assert states == {"One": "done", "Two": "current", "Three": "waiting"}


def test_the_patient_reads_from_which_day_and_why(client, town, stages):
    move(stages[1], town, days=3)
    factories.sign_in(client, town.bob)
    page = client.get("/my/").content.decode()
    assert "New stage: <b>Two</b>" in page
    assert f"From {today() + timedelta(days=3):%-d %B}: {WHY}" in page


def test_a_held_stage_goes_on_until_the_later_day_and_no_longer(town, stages):
    actions.hold_phase(phase=stages[0], by=town.alice, at=timezone.now(), held=True, reason=WHY)
    move(stages[1], town, days=2)
    assert due(town, 1) == ["Of One"]
    assert due(town, 2) == ["Of Two"]


@pytest.mark.parametrize(("begun", "asked"), [(0, 2), (1, 0), (1, 1)])
def test_only_the_next_stage_waits_for_a_day(town, stages, begun, asked):
    move(stages[begun], town)
    with pytest.raises(actions.UnableToChange, match="Only the next stage"):
        move(stages[asked], town, days=3)
    assert due(town, 0) == [f"Of {stages[begun].name}"]


def test_the_day_is_the_patients_own(town, stages):
    """Just after midnight in London it is yesterday in Los Angeles, so that day is to come."""
    town.bob.time_zone = "America/Los_Angeles"
    town.bob.save()
    midnight = timezone.now().astimezone(LONDON).replace(hour=0, minute=30)
    on = midnight.date()
    actions.move_to_phase(phase=stages[1], by=town.alice, at=midnight, on=on, reason=WHY)
    assert AssignedPhase.objects.unscoped().get(name="One").state == "current"


def test_of_a_withdrawn_exercise_the_patient_reads_what_comes_instead(client, town):
    (item,) = plans.simple(town.bob, by=town.alice, names=("Jump",))
    other = plans.exercise("Step up")
    withdraw_everywhere(
        exercise=item.exercise, replacement=other, by=town.alice, at=timezone.now(), reason=WHY
    )
    factories.sign_in(client, town.bob)
    page = client.get("/my/").content.decode()
    assert "<b>Step up</b> instead of Jump: Do 3 sets of 12." in page
