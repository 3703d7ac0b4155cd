"""Two at once: one closes, one flag for one cause, and nothing said meanwhile is closed unseen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exercises import actions
from exercises.actions.check_ins import answer_check_in
from exercises.actions.flags import ChangedMeanwhile, close_flags
from exercises.models import CheckIn, Flag, Morning
from tests import factories, plans
from tests.exercises.flagging import correct, flags, report
from tests.portal.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def item(town):
    (made,) = plans.simple(town.bob, by=town.alice, pain_limit=5, morning_rise_limit=2)
    return made


def test_of_six_colleagues_who_close_a_flag_at_once_one_closes_it(town, item):
    report(town.bob, item, pain_worst=8)
    (flag,) = flags(town.bob)
    staff = [factories.member(town.alder, f"Colleague {n}") for n in range(6)]
    seen = {flag.pk: flag.seen}

    def shut(number):
        by = staff[number]
        return close_flags(patient=town.bob, seen=seen, by=by, at=timezone.now(), note="Rang.")

    results = at_once(6, shut)
    assert sorted(map(str, results)) == ["", "", "", "", "", "1"]
    assert sum(isinstance(result, ChangedMeanwhile) for result in results) == 5
    assert flags(town.bob)[0].closed_by == staff[results.index(1)]


def test_worse_and_a_bad_morning_sent_eight_times_at_once_are_one_flag_each(town, item):
    actions.end_assignment(
        assignment=item.slot.phase.assignment, by=town.alice, reason="Done.",
        at=timezone.now() - timedelta(days=14), check_in_weeks=[2],
    )  # fmt: skip
    town.bob.usual_morning_pain = 1
    town.bob.save()
    rows = CheckIn.objects.unscoped().select_related("assignment__patient", "assignment__episode")

    def worse(_number):
        answer_check_in(check_in=rows.get(), how="worse", by=town.bob.user, at=timezone.now())

    def morning(_number):
        on = timezone.localdate()
        actions.say_morning(
            patient=town.bob, on=on, pain=7, by=town.bob.user, at=timezone.now()
        )  # fmt: skip

    assert at_once(8, worse) == [None] * 8
    assert at_once(8, morning) == [None] * 8
    assert sorted(flag.kind for flag in flags(town.bob)) == ["morning", "worse"]


@pytest.mark.parametrize("what", ["session", "morning"])
def test_what_is_said_in_the_moment_of_closing_stays_open_one_way_or_the_other(town, item, what):
    town.bob.usual_morning_pain = 1
    town.bob.save()
    for days in range(8):
        said = tell(town.bob, item, what, days)
        flag = Flag.objects.unscoped().select_related("morning").open().get(**{what: said})

        def act(number, said=said, flag=flag, days=days):
            if number:
                return tell_more(town.bob, item, said, days)
            return close_flags(
                patient=town.bob, seen={flag.pk: flag.seen}, by=town.alice, at=timezone.now(),
                note="Fine.",
            )  # fmt: skip

        closing, _told = at_once(2, act)
        left = Flag.objects.filter(patient=town.bob).open().unscoped().get()
        if isinstance(closing, ChangedMeanwhile):
            assert left.pk == flag.pk
        else:
            assert (closing, left.said) == (1, 10)
        close_flags(
            patient=town.bob, seen={left.pk: left.seen}, by=town.alice, at=timezone.now(),
            note="Seen.",
        )  # fmt: skip


def tell(of, item, what, days):
    """Something above the limit, of its own day; gives the row it stands in."""
    if what == "session":
        return report(of, item, pain_worst=7)
    return actions.say_morning(
        patient=of, on=timezone.localdate() - timedelta(days=days), pain=6, by=of.user,
        at=timezone.now(),
    )  # fmt: skip


def tell_more(of, item, said, days):
    if not isinstance(said, Morning):
        return correct(said, item, pain_worst=10)
    return actions.say_morning(
        patient=of, on=said.local_on, pain=10, by=of.user, at=timezone.now()
    )  # fmt: skip
