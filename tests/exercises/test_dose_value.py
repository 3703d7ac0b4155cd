"""The value itself: limits, what is missing, the words for patients and physios."""

from decimal import Decimal

import pytest

from exercises.dose import (
    Dose,
    chips,
    minutes,
    minutes_a_day,
    parse,
    patterns,
    say,
    short,
    vocabulary,
)
from exercises.dose.phrase_values import VALUES
from exercises.dose.phrases import PHRASES


@pytest.mark.parametrize(
    "columns",
    [
        {"sets_min": 0, "sets_max": 0},
        {"sets_min": 11, "sets_max": 11},
        {"reps_min": 12, "reps_max": 8},
        {"reps_max": 101},
        {"hold_seconds_min": 301},
        {"duration_seconds_min": 4},
        {"rest_seconds_max": 601},
        {"per_day_min": 13},
        {"days_per_week_max": 8},
        {"every_n_days": 15},
        {"every_hours_min": 13},
        {"effort_min": Decimal("10.5"), "effort_scale": "rpe10"},
        {"effort_min": 5, "effort_scale": "borg20"},
        {"effort_min": Decimal("7.25"), "effort_scale": "rpe10"},
        {"effort_min": 7},
        {"tempo_up": 31},
        {"load_kind": "kg", "load_value": 301},
        {"load_kind": "lb", "load_value": 661},
        {"load_kind": "percent_1rm", "load_value": 121},
        {"load_kind": "xrm", "load_value": 31},
        {"load_kind": "kg"},
        {"load_kind": "stones", "load_value": 3},
        {"load_value": 3},
        {"side": "middle"},
        {"every_n_days": 2, "weekdays": (0,)},
        {"days_per_week_min": 2, "every_hours_max": 3},
        {"weekdays": (7,)},
        {"is_amrap": True, "reps_min": 3},
        {"reps_by_set": (12, 10), "sets_min": 3, "sets_max": 3},
        {"target_reps": 101},
    ],
)
def test_a_broken_rule_is_named(columns):
    assert Dose(**columns).problems()


def test_a_range_may_be_open_at_one_end():
    assert Dose(reps_max=10, per_day_min=2).problems() == []


def test_a_limit_is_told_with_its_numbers():
    assert parse("3x101").message == "Repetitions: 101 is outside the limits 1 to 100."


def test_what_is_missing_is_listed():
    dose = parse("3x10").dose
    assert dose.missing_for_assignment(one_sided=True) == ["frequency", "side"]
    assert dose.missing_for_assignment(one_sided=False) == ["frequency"]
    assert parse("3x10 e/s EOD").dose.missing_for_assignment(one_sided=True) == []


def test_a_note_alone_is_an_empty_dose():
    assert Dose(note="see leaflet").is_empty
    assert not Dose(side="left").is_empty


def test_the_sentence_for_patients_is_plain():
    assert say(parse("3x12 e/s, hold 5s, EOD").dose) == (
        "Do 3 sets of 12 on each side. Hold each one for 5 seconds. Do this every other day."
    )


def test_the_sentence_holds_no_shorthand():
    said = say(parse("3x12RM, 3-2-3 tempo, 70 kg backpack, tds, RPE 7, rest 2 min").dose)
    assert not any(short in said for short in ("RM", "RPE", "tds", "3-2-3"))
    assert "Rest for 2 minutes between sets." in said


def test_the_short_form_for_physios():
    assert (
        short(parse("3x12 e/s, hold 5s, EOD").dose) == "3 × 12, hold 5 s, each side, every 2nd day"
    )
    assert short(parse("3x8 @ 12kg, RPE 7-8, 2x/wk, rest 90s").dose) == (
        "3 × 8, 12 kg, RPE 7–8, rest 90 s, 2 days a week"
    )


def test_the_first_chip_is_the_count_with_words_for_patients():
    assert chips(parse("3x12 e/s").dose)[0] == ("count", "3 × 12", "3 sets of 12")


def test_minutes_count_sides_rest_and_holds():
    assert minutes(Dose()) == 0.0
    assert minutes(parse("Walk 20 mins daily").dose) == 20.3
    one, both = minutes(parse("3x10").dose), minutes(parse("3x10 e/s").dose)
    assert one < both < 2 * one
    assert minutes_a_day(parse("10 x 10s hold tds").dose) == round(
        3 * minutes(parse("10 x 10s hold").dose), 1
    )


def test_every_kind_a_rule_speaks_of_can_occur():
    made = {
        "N",
        "NRM",
        "L",
        "T",
        "CLOCK",
        "OUT10",
        "D7",
        "W52",
        "M12",
        "ORD",
        "WD",
        "W",
        "LENGTH",
        "DONE",
        "LOAD",
        "SIDE",
    }
    made |= set(vocabulary._MARKS.values())
    assert set(patterns._codes) - made - set(PHRASES) - set(VALUES) == set()
