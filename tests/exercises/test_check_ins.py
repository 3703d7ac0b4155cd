"""How a plan ends well: what goes on, what to do in a bad week, and a question some weeks later."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from exercises import actions
from exercises.actions.check_ins import UnableToAnswer, answer_check_in, tell_check_ins
from exercises.models import AssignedItem, Assignment, CheckIn
from portal.access import patient_mark
from portal.models import Event
from tests import factories, plans
from tests.house.crawl import fields_of

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
FLARE = "Halve it for three days, then build up again."


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def plan(town):
    (item,) = plans.simple(town.bob, by=town.alice, name="Strong heels")
    return Assignment.objects.unscoped().get(pk=item.slot.phase.assignment_id)


def today():
    return timezone.localdate(timezone=LONDON)


def end(plan, town, *, weeks=(), flare=None, days_ago=0):
    actions.end_assignment(
        assignment=plan,
        by=town.alice,
        at=timezone.now() - timedelta(days=days_ago),
        reason="Well done.",
        flare_plan=flare,
        check_in_weeks=weeks,
    )


def due(plan, town):
    """A check-in whose day is today."""
    end(plan, town, weeks=[2], days_ago=14)
    return plan.check_ins.get()


def page_of(check_in):
    return reverse("answer_check_in", args=[check_in.pk])


def say(client, town, check_in, how):
    fields = {"how": how, "for": patient_mark(town.bob)}
    return client.post(page_of(check_in), fields)


# The ending -------------------------------------------------------------------------------------


def test_the_end_asks_for_a_bad_weeks_plan_and_weeks_with_none_chosen(client, town, plan):
    factories.sign_in(client, town.alice)
    address = reverse("end_plan", args=[town.bob.pk, plan.pk])
    answer = client.get(address)
    assert "checked" not in answer.content.decode()
    client.post(
        address,
        fields_of(answer)
        | {"reason": "Well done.", "flare_plan": FLARE, "check_in_weeks": ["6", "2"]},
    )
    plan.refresh_from_db()
    assert plan.ended_at
    assert plan.flare_plan == FLARE
    assert [(c.weeks, c.due_on) for c in plan.check_ins.all()] == [
        (2, today() + timedelta(weeks=2)),
        (6, today() + timedelta(weeks=6)),
    ]
    shown = client.get(reverse("show_plan", args=[town.bob.pk, plan.pk])).content.decode()
    assert FLARE in shown
    assert "after 6 weeks" in shown


@pytest.mark.parametrize("weeks", ["3", "0", "soon"])
def test_weeks_nobody_offered_are_refused(client, town, plan, weeks):
    factories.sign_in(client, town.alice)
    address = reverse("end_plan", args=[town.bob.pk, plan.pk])
    fields = fields_of(client.get(address)) | {"reason": "Done.", "check_in_weeks": weeks}
    assert client.post(address, fields).status_code == 422
    assert not CheckIn.objects.unscoped().exists()


def test_the_patient_keeps_the_words_for_a_bad_week_after_the_end(client, town, plan):
    end(plan, town, flare=FLARE)
    factories.sign_in(client, town.bob)
    page = client.get("/my/").content.decode()
    assert "Your programme has ended" in page
    assert "Well done." in page
    assert FLARE in page


def test_what_is_kept_keeps_the_words_for_a_bad_week(client, town, plan):
    actions.end_assignment(
        assignment=plan, by=town.alice, at=timezone.now(), reason="Done, keep this one.",
        keep=list(AssignedItem.objects.unscoped()), starts_on=today(), flare_plan=FLARE,
    )  # fmt: skip
    assert Assignment.objects.unscoped().get(ended_at=None).flare_plan == FLARE
    factories.sign_in(client, town.bob)
    assert client.get("/my/").content.decode().count(FLARE) == 1


# The question -----------------------------------------------------------------------------------


def test_one_tap_on_today_answers_and_the_physio_sees_it(client, town, plan):
    check_in = due(plan, town)
    factories.sign_in(client, town.bob)
    assert "2 weeks after “Strong heels”" in client.get("/my/").content.decode()
    assert say(client, town, check_in, "worse").status_code == 302
    check_in.refresh_from_db()
    assert (check_in.how, check_in.answered_by) == ("worse", town.bob.user)
    assert "how is it now?" not in client.get("/my/").content.decode()
    factories.sign_in(client, town.alice)
    page = client.get(reverse("show_patient", args=[town.bob.pk])).content.decode()
    assert "Check-ins after the end" in page
    assert "Strong heels: worse" in page


def test_worse_shows_the_physios_own_words_for_a_bad_week(client, town, plan):
    plan.flare_plan = FLARE
    plan.save()
    check_in = due(plan, town)
    factories.sign_in(client, town.bob)
    assert FLARE not in client.get(page_of(check_in)).content.decode()
    say(client, town, check_in, "worse")
    page = client.get(page_of(check_in)).content.decode()
    assert FLARE in page
    assert "2 weeks after “Strong heels”" in page
    assert "Nobody watches these pages live." in page


def test_the_last_answer_counts(client, town, plan):
    check_in = due(plan, town)
    factories.sign_in(client, town.bob)
    say(client, town, check_in, "worse")
    say(client, town, check_in, "better")
    check_in.refresh_from_db()
    assert check_in.how == "better"


@pytest.mark.parametrize("how", ["", "wonderful"])
def test_anything_else_is_refused_in_words(client, town, plan, how):
    check_in = due(plan, town)
    factories.sign_in(client, town.bob)
    answer = say(client, town, check_in, how)
    assert answer.status_code == 422
    assert "Choose one of the three." in answer.content.decode()


def test_before_its_day_after_a_month_and_after_care_nothing_is_asked(client, town, plan):
    end(plan, town, weeks=[2, 6], days_ago=50)
    first, second = plan.check_ins.all()
    CheckIn.objects.unscoped().filter(pk=second.pk).update(due_on=today() + timedelta(days=1))
    factories.sign_in(client, town.bob)
    assert "how is it now?" not in client.get("/my/").content.decode()
    assert client.get(page_of(second)).status_code == 404
    assert say(client, town, second, "same").status_code == 404
    town.bob.episodes.update(closed_at=timezone.now())
    with pytest.raises(UnableToAnswer):
        answer_check_in(check_in=first, how="same", by=town.bob.user, at=timezone.now())


def test_a_neighbour_and_staff_do_not_answer(client, town, plan):
    check_in = due(plan, town)
    factories.sign_in(client, town.alice)
    assert client.get(page_of(check_in)).status_code == 403
    factories.sign_in(client, town.carol)
    assert client.get(page_of(check_in)).status_code == 404


def test_a_helper_answers_for_the_patient_and_it_is_written_down(client, town, plan):
    check_in = due(plan, town)
    helper = factories.helper(town.bob, "Helping Hand", may_log=True)
    factories.sign_in(client, helper)
    say(client, town, check_in, "same")
    assert Event.objects.unscoped().filter(action="answered check-in", actor=helper.user).exists()


def test_half_an_answer_cannot_be_stored(plan, town):
    check_in = due(plan, town)
    with pytest.raises(IntegrityError):
        CheckIn.objects.unscoped().filter(pk=check_in.pk).update(how="worse")


# The letter -------------------------------------------------------------------------------------


def at_hour(hour):
    return datetime.combine(today(), time(hour), LONDON)


def test_the_letter_goes_once_in_the_morning_and_says_nothing_clinical(town, plan):
    due(plan, town)
    mail.outbox.clear()
    assert tell_check_ins(at=at_hour(6)) == 0
    assert tell_check_ins(at=at_hour(9)) == 1
    assert tell_check_ins(at=at_hour(10)) == 0
    for letter in mail.outbox:
        assert "heel" not in (letter.subject + letter.body).lower()


def test_no_letter_after_care_has_ended_or_once_answered(town, plan):
    check_in = due(plan, town)
    town.bob.episodes.update(closed_at=timezone.now())
    assert tell_check_ins(at=at_hour(9)) == 0
    town.bob.episodes.update(closed_at=None)
    answer_check_in(check_in=check_in, how="same", by=town.bob.user, at=timezone.now())
    assert tell_check_ins(at=at_hour(9)) == 0


# What was given stays ---------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["hold_seconds_min", "order", "pain_limit", "per_day_max"])
def test_no_column_of_a_given_exercise_can_be_written_over(plan, column):
    with pytest.raises(IntegrityError):
        AssignedItem.objects.unscoped().update(**{column: 7})
