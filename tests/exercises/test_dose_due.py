"""On which days a dose falls."""

from datetime import date, timedelta

from exercises.dose import at_most, due, due_count, keeps_rhythm, parse

MONDAY = date(2026, 11, 2)


def day(number):
    """Day 1 is Monday 2 November 2026."""
    return MONDAY + timedelta(days=number - 1)


def due_days(text, done=(), pauses=(), days=14):
    dose, end = parse(text).dose, day(days)
    done = [day(each) for each in done]
    return [n for n in range(1, days + 1) if due(dose, MONDAY, end, day(n), done, pauses)]


def count(text, days=14, pauses=()):
    return due_count(parse(text).dose, MONDAY, day(days), pauses)


def test_daily_is_due_every_day_and_its_slots_are_fixed():
    assert due_days("3x10 daily") == list(range(1, 15))
    assert due(parse("3x10 tds").dose, MONDAY, None, day(3), [day(3), day(3)]) == [1, 2, 3]


def test_nothing_is_due_outside_its_dates_or_without_a_rhythm():
    dose = parse("3x10 daily").dose
    assert due(dose, MONDAY, day(7), day(8)) == []
    assert due(dose, MONDAY, None, day(0)) == []
    assert due(parse("3x10").dose, MONDAY, None, day(1)) == []


def test_every_other_day_counts_from_the_last_day_done():
    assert due_days("3x10 EOD", done=[1], days=4) == [1, 3, 4]
    assert due_days("3x10 EOD", done=[1, 4], days=7) == [1, 3, 4, 6, 7]


def test_a_shifted_day_moves_the_next_one():
    assert due(parse("3x10 EOD").dose, MONDAY, None, day(5), [day(1), day(4)]) == []
    assert due(parse("3x10 EOD").dose, MONDAY, None, day(6), [day(1), day(4)]) == [1]


def test_a_gap_within_a_day_keeps_the_rhythm():
    gaps = [gap for gap in range(6) if keeps_rhythm(2, day(1), day(1 + gap))]
    assert gaps == [1, 2, 3]


def test_days_a_week_are_offered_until_the_week_is_met():
    assert due_days("3x10 3x/week", done=[1, 2, 4], days=7) == [1, 2, 3, 4]
    assert due_days("3x10 3x/week", done=[1, 2, 4], days=14) == [1, 2, 3, 4, *range(8, 15)]


def test_twice_on_one_day_is_one_day_of_the_week():
    assert due(parse("3x10 2 days/wk").dose, MONDAY, None, day(2), [day(1), day(1)]) == [1]


def test_named_days_fall_on_those_days():
    assert due_days("3x10 Mon/Wed/Fri") == [1, 3, 5, 8, 10, 12]


def test_every_few_hours_fills_the_waking_day():
    assert due(parse("10 reps every 2 hours").dose, MONDAY, None, day(1)) == list(range(1, 9))


def test_a_pause_is_never_due():
    assert due_days("3x10 daily", pauses=[(day(3), day(12))]) == [1, 2, 13, 14]
    assert due_days("3x10 daily", pauses=[(day(3), None)]) == [1, 2]


def test_a_pause_does_not_hold_back_a_long_rhythm():
    done, pause = [day(1)], [(day(2), day(2))]
    dose = parse("3x10 every 5 days").dose
    assert due(dose, MONDAY, None, day(3), done, pause) == []
    assert due(dose, MONDAY, None, day(6), done, pause) == [1]


def test_every_other_day_over_two_weeks_is_seven():
    assert count("3x10 EOD") == 7


def test_counts_follow_the_rule():
    assert count("3x10 daily") == 14
    assert count("3x10 tds") == 42
    assert count("3x10 3x/week") == 6
    assert count("3x10 MWF") == 6
    assert count("3x10 3x/week", days=10) == 4
    assert count("3x10") == 0


def test_pauses_are_left_out_of_the_count():
    assert count("3x10 daily", pauses=[(day(1), day(7))]) == 7
    assert count("3x10 EOD", pauses=[(day(1), day(14))]) == 0


def test_the_count_stops_at_the_earlier_day():
    dose = parse("3x10 daily").dose
    assert due_count(dose, MONDAY, None, until=day(5)) == 5
    assert due_count(dose, MONDAY, day(3), until=day(5)) == 3


def slots(text):
    return due(parse(text).dose, MONDAY, None, day(1))


def test_every_few_hours_stops_at_the_most_of_a_day():
    assert slots("10 reps every 2 hours, up to 6 times a day") == [1, 2, 3, 4, 5, 6]
    assert slots("10 reps every 4 hours, up to 6 times a day") == [1, 2, 3, 4]
    assert slots("3x10 up to 3 times a day") == [1]
    assert slots("3x10 2-3 times a day") == [1, 2]


def test_the_most_a_dose_asks_for_is_the_upper_end_of_how_often():
    assert due_count(at_most(parse("3x10 3-5 days a week").dose), MONDAY, day(7)) == 5
    assert due_count(at_most(parse("3x10 2-3 times a day").dose), MONDAY, day(7)) == 21
    assert due_count(at_most(parse("3x10 at least 3 days a week").dose), MONDAY, day(7)) == 7
    assert at_most(parse("3x10-12 every other day").dose) == parse("3x10-12 every other day").dose


def test_the_last_day_a_week_and_a_pause_are_inclusive():
    assert due_days("3x10 daily", days=3, pauses=[(day(2), day(2))]) == [1, 3]
    dose = parse("3x10 2 days/wk").dose
    assert due(dose, MONDAY, day(7), day(7), [day(1)]) == [1]
    assert due(dose, MONDAY, day(8), day(8), [day(6), day(7)]) == [1]
    assert due(dose, day(4), None, day(3)) == []


def test_twice_a_day_every_other_day_rests_after_a_single_report():
    dose = parse("3x10 every other day twice a day").dose
    assert due(dose, MONDAY, None, day(1), [day(1)]) == [1, 2]
    assert due(dose, MONDAY, None, day(2), [day(1)]) == []
    assert due(dose, MONDAY, None, day(3), [day(1), day(1)]) == [1, 2]
