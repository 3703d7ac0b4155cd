"""Planned and reported, with worked examples. Source: facts, adherence formulas."""

from datetime import date, timedelta

import pytest

from exercises import progress
from exercises.dose import parse
from exercises.progress import Given, Told

MONDAY = date(2026, 11, 2)


def dose(text):
    parsed = parse(text)
    assert parsed.status in ("ok", "warn"), parsed
    return parsed.dose


def given(text, *, line="a", first=MONDAY, **fields):
    return Given(line=line, dose=dose(text), first=first, **fields)


def day(number):
    return MONDAY + timedelta(days=number)


def told(number, state="done", **fields):
    return Told(day(number), state, **fields)


# Due -------------------------------------------------------------------------------------------


def test_every_other_day_over_fourteen_days_is_seven_and_five_reported_is_71_per_cent():
    item = given("3x12 every other day")
    due = progress.due_times(item, day(0), day(13))
    assert due == 7
    tally = progress.tally(item.dose, [told(n) for n in (0, 3, 4, 7, 10)], due_times=due)
    assert tally.percent == 71
    assert tally.silent == 2


def test_a_day_of_pause_is_not_due():
    item = given("3x12 daily", pauses=((day(2), day(4)),))
    assert progress.due_times(item, day(0), day(6)) == 4


def test_an_item_is_due_only_while_it_held():
    item = given("3x12 daily", first=day(3), last=day(5))
    assert progress.due_times(item, day(0), day(13)) == 3
    assert progress.due_times(item, day(6), day(13)) == 0


def test_two_thirds_of_the_repetitions_are_67_per_cent_of_the_dose():
    plan = dose("3x12 daily")
    tally = progress.tally(plan, [told(0, "partly", reps=(12, 12))], due_times=1)
    assert tally.dose_percent == 67
    assert tally.percent == 100


def test_partly_without_a_number_counts_half_and_not_done_counts_nothing():
    plan = dose("3x12 daily")
    assert progress.amount(told(0, "partly"), plan) == 0.5
    assert progress.amount(told(0, "not"), plan) == 0


def test_more_than_prescribed_is_capped_and_said():
    tally = progress.tally(dose("10 reps daily"), [told(n) for n in (0, 0, 1, 1, 2)], due_times=3)
    assert tally.percent == 100
    assert tally.more == 2
    assert tally.is_over


def test_within_a_range_is_not_more_than_planned():
    asked = dose("10 reps 3-5 days a week")
    week = given("10 reps 3-5 days a week")
    first, last = day(0), day(6)
    least = progress.sessions_planned([week], first, last)
    most = progress.sessions_planned([week], first, last, most=True)
    assert (least, most) == (3, 5)
    due, most = (how(week, first, last) for how in (progress.due_times, progress.most_times))
    tally = progress.tally(asked, [told(n) for n in range(5)], due_times=due, most_times=most)
    assert (tally.percent, tally.more, tally.is_over) == (100, 0, False)


def test_no_report_is_a_third_state_beside_done_and_not_done():
    tally = progress.tally(
        dose("10 reps daily"), [told(0), told(1, "not", reason="pain")], due_times=4
    )
    assert (tally.done, tally.refused, tally.silent) == (1, 1, 2)
    assert tally.reasons == {"pain": 1}


def test_nothing_due_gives_no_per_cent():
    assert progress.tally(dose("10 reps daily"), [], due_times=0).percent is None


# Sessions --------------------------------------------------------------------------------------


def test_a_session_is_the_most_asked_of_any_exercise():
    items = [given("10 reps 3 times a day"), given("3x12 daily", line="b")]
    assert progress.sessions_planned(items, day(0), day(6)) == 21


def test_day_a_and_day_b_add_up():
    items = [given("3x12 daily", weekdays=(0, 3)), given("3x12 daily", line="b", weekdays=(1, 4))]
    assert progress.sessions_planned(items, day(0), day(6)) == 4


def test_an_exercise_and_its_replacement_are_one_line():
    before = given("3x10 every other day", last=day(6))
    after = given("3x12 every other day", first=day(7))
    assert progress.sessions_planned([before, after], day(0), day(13)) == 8


def test_stages_add_up_and_plans_side_by_side_do_not():
    one = given("3x12 3 days a week", line="a", last=day(6), plan="p", phase="1")
    two = given("3x12 3 days a week", line="b", first=day(7), plan="p", phase="2")
    other = given("3x12 2 days a week", line="c", plan="q", phase="3")
    assert progress.sessions_planned([one, two, other], day(0), day(13)) == 6


def test_a_day_told_in_two_halves_is_one_session():
    told_by_day = {day(0): {"a": 1, "b": 1}, day(1): {"a": 2}, day(2): {}}
    assert progress.sessions_reported(told_by_day) == 3


# Bands -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "silent", "band"),
    [
        (100, 0, "good"),
        (80, 1, "good"),
        (79, 1, "partly"),
        (50, 6, "partly"),
        (49, 1, "low"),
        (0, 1, "low"),
        (100, 7, "silent"),
        (90, None, "silent"),
        (None, 3, ""),
    ],
)
def test_bands(value, silent, band):
    assert progress.band(value, silent_days=silent) == band


# Pain ------------------------------------------------------------------------------------------


def test_no_answer_is_no_value_and_zero_counts():
    assert progress.mean([4, None, 0]) == 2
    assert progress.mean([None]) is None


def test_the_trend_compares_the_earlier_half_with_the_later():
    points = [(day(n), value) for n, value in enumerate([6, 5, None, 3, 2])]
    trend = progress.trend(points)
    assert (trend.before, trend.now, trend.way) == (5.5, 2.5, "down")


def test_a_small_shift_is_the_same_and_three_answers_are_too_few():
    same = progress.trend([(day(n), v) for n, v in enumerate([4, 4, 4, 3])])
    assert same.way == "same"
    assert progress.trend([(day(n), v) for n, v in enumerate([4, 4, 3])]) is None


# Moving on -------------------------------------------------------------------------------------


def test_two_whole_sessions_within_the_limit_look_ready():
    signs = progress.signs([(True, 3, 5), (True, 5, 5)], [2], usual=2, rise=2)
    assert signs.are_good


@pytest.mark.parametrize(
    ("last", "mornings"),
    [
        ([(True, 3, 5)], []),
        ([(True, 3, 5), (False, 3, 5)], []),
        ([(True, 3, 5), (True, 6, 5)], []),
        ([(True, 3, 5), (True, None, 5)], []),
        ([(True, 3, 5), (True, 3, 5)], [4]),
        ([], []),
    ],
)
def test_anything_less_or_unknown_does_not(last, mornings):
    assert not progress.signs(last, mornings, usual=2, rise=2).are_good
