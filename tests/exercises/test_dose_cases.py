"""Dose texts and what they mean: the shared table, and our own."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from exercises.dose import parse, row

DATA = Path(__file__).parent / "data"
STATUSES = {"WARN": "warn", "AMBIGUOUS": "ambiguous", "INVALID": "invalid"}


def table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def as_text(value):
    return "" if value is None else str(value)


@pytest.mark.parametrize("case", table("dose-cases.tsv"), ids=lambda case: case["string"])
def test_a_shared_case_is_read_as_the_table_says(case):
    got = row(case["string"], parse(case["string"]))
    first = (case["note"] or "").split(" ")[0].rstrip(":")
    wanted = {name: value or "" for name, value in case.items() if name != "note"}
    assert {name: as_text(got[name]) for name in wanted} == wanted
    assert got["status"] == STATUSES.get(first, "ok")


def test_our_own_cases_are_read_as_the_table_says():
    wrong = []
    for case in table("own-doses.tsv"):
        parsed = parse(case["string"])
        got = row(case["string"], parsed)
        dose = parsed.dose
        target = (part for part in (dose.target_sets, dose.target_reps) if part is not None)
        got |= {
            "until": dose.until,
            "target": "x".join(map(str, target)),
            "weekdays": "/".join(map(str, dose.weekdays)),
            "is_amrap": "yes" if dose.is_amrap else "",
        }
        wrong += [
            (case["string"], name, value, as_text(got[name]))
            for name, value in case.items()
            if as_text(got[name]) != value
        ]
    assert wrong == []


def test_our_own_table_is_large():
    assert len(table("own-doses.tsv")) >= 150


@pytest.mark.parametrize(
    "text",
    [case["string"] for case in table("own-doses.tsv") if case["status"] == "ambiguous"][:120],
)
def test_what_is_ambiguous_asks(text):
    parsed = parse(text)
    assert parsed.question
    assert parsed.message.startswith(parsed.question)


def test_a_choice_settles_its_question():
    for text in ("3x12 hold 5", "3x10 BIW", "3x10 both legs", "10 reps 3x", "x3 daily", "3x10 5s"):
        question = parse(text)
        assert question.choices
        for choice in question.choices:
            settled = parse(choice.text)
            assert settled.question != question.question, choice.text


def test_phases_are_offered_one_by_one():
    parsed = parse("Wk 1-2: 3x12RM; wk 3-4: 4x10RM; wk 5-12: 5x8RM; all EOD")
    assert parsed.status == "invalid"
    assert parsed.dose.is_empty
    read = [
        (label, d.sets_min, d.reps_min, d.load_value, d.every_n_days) for label, d in parsed.split
    ]
    assert read == [("Wk 1-2", 3, 12, 12, 2), ("wk 3-4", 4, 10, 10, 2), ("wk 5-12", 5, 8, 8, 2)]


@pytest.mark.parametrize("text", ["L 3x10, R 3x15, daily", "3x10 left leg, 3x15 right leg, daily"])
def test_a_dose_for_each_side_is_offered_as_two(text):
    split = parse(text).split
    assert [(label, dose.side, dose.reps_min) for label, dose in split] == [
        ("left", "left", 10),
        ("right", "right", 15),
    ]


def test_a_pyramid_keeps_each_set():
    dose = parse("3 x 12/10/8 @ 20/25/30 kg").dose
    assert dose.reps_by_set == (12, 10, 8)
    assert [int(load) for load in dose.load_by_set] == [20, 25, 30]


def test_single_leg_offers_the_sides():
    parsed = parse("single leg bridge 3x10")
    assert (parsed.status, parsed.dose.side) == ("warn", "")
    assert [parse(choice.text).dose.side for choice in parsed.choices] == ["each", "left", "right"]


def test_parts_point_at_the_text():
    text = "3x12 e/s, hold 5s, EOD"
    parts = parse(text).parts
    assert [part.kind for part in parts] == ["count", "side", "hold", "frequency"]
    assert all(text[part.start : part.end] == part.text for part in parts)


def test_a_list_where_one_number_belongs_is_asked_about():
    assert parse("keep going for 30 s x 12-10-8").status == "ambiguous"


def test_a_broken_ordinal_is_asked_about():
    assert parse("0¼ST").status == parse("2½nd").status == "ambiguous"


def test_over_long_text_is_refused():
    assert parse("3x10 " * 200).status == "invalid"


def test_the_command_prints_one_object_a_line(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("3x12 e/s, hold 5s, EOD\n\n2x20 bilat OD\n"))
    out = io.StringIO()
    call_command("parse_dose", stdout=out)
    first, empty, last = map(json.loads, out.getvalue().splitlines())
    assert (first["sets"], first["side"], first["every_n_days"]) == (3, "each", 2)
    assert (first["status"], first["load"]) == ("ok", None)
    assert (empty["string"], empty["status"]) == ("", "invalid")
    assert (last["side"], last["status"]) == ("none", "warn")
