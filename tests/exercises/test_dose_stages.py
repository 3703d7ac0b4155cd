"""A text with a dose for each stage: how long each lasts, and what it asks."""

import pytest

from exercises.dose import parse, stages_of
from exercises.dose.stages import weeks_in


def told(text):
    return [
        (stage.weeks_min, stage.weeks_max, stage.dose.sets_min, stage.dose.reps_min)
        for stage in stages_of(parse(text))
    ]


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("wk 1-2 3x10, then 3x15", [(2, 2, 3, 10), (None, None, 3, 15)]),
        ("wk 1-2 3x10 daily, then 3x15 daily", [(2, 2, 3, 10), (None, None, 3, 15)]),
        ("wk 1-2: 3x10; wk 3-4: 3x15, all: daily", [(2, 2, 3, 10), (2, 2, 3, 15)]),
        ("week 1 3x10 daily; weeks 2+ 3x15 daily", [(1, 1, 3, 10), (None, None, 3, 15)]),
        ("2x10 for 2-3 weeks then 3x10", [(2, 3, 2, 10), (None, None, 3, 10)]),
        ("3x10 x 2/52 then 3x15", [(2, 2, 3, 10), (None, None, 3, 15)]),
        (
            "for 10 days 3x10 then 3x15 for the next 2 weeks, then 3x20",
            [(None, None, 3, 10), (2, 2, 3, 15), (None, None, 3, 20)],
        ),
        ("phase 1: 3x10 daily, phase 2: 3x15 daily", [(None, None, 3, 10), (None, None, 3, 15)]),
    ],
)
def test_stages_are_told_with_their_weeks_where_the_text_says_them(text, stages):
    assert told(text) == stages


@pytest.mark.parametrize(
    "text",
    [
        "3x10 daily",
        "left 3x10, right 3x12 daily",
        "am 3x10 pm 2x10",
        "Day A: 3x10; Day B: 3x12, daily",
        "warm up then 3x10",
        "purple",
    ],
)
def test_what_is_no_stage_is_none(text):
    assert told(text) == []


@pytest.mark.parametrize("label", ["wk 4-2", "wk 0-200", "for 900 weeks", "months 1-2", "then", ""])
def test_weeks_that_make_no_sense_are_left_open(label):
    assert weeks_in(label) == (None, None)
