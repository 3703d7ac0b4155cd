# ruff: noqa: E501  (patterns and example sentences stay whole)
"""The reading grade against counts made by hand."""

from pathlib import Path

import pytest
import yaml

from articles.review import review
from articles.review.reading import syllables

TEXTS = yaml.safe_load((Path(__file__).parent / "data/review/hand_counts.yaml").read_text("utf-8"))
BULLETS = "# Sore heels\n\nThese things help most people:\n\n- Rest after a long walk\n- Shoes with a soft heel\n- A short stretch each morning\n"


def by_hand(text):
    return (
        0.39 * text["words"] / text["sentences"] + 11.8 * text["syllables"] / text["words"] - 15.59
    )


@pytest.mark.parametrize("text", TEXTS, ids=range(1, len(TEXTS) + 1))
def test_the_grade_is_within_one_of_a_count_by_hand(text):
    report = review(text["text"])
    assert report.words == text["words"]
    assert report.grade == pytest.approx(by_hand(text), abs=1.0)


def test_there_are_ten_texts():
    assert len(TEXTS) == 10


@pytest.mark.parametrize(
    "form",
    [BULLETS, BULLETS.replace("# ", ""), BULLETS.replace("- ", "• "), BULLETS.replace("- ", "1. ")],
)
def test_full_stops_behind_bullets_hardly_move_the_grade(form):
    stopped = "\n".join(
        line + "." if line.startswith(("- ", "• ", "1. ")) else line for line in form.split("\n")
    )
    assert stopped != form
    assert review(stopped).grade == pytest.approx(review(form).grade, abs=0.3)


@pytest.mark.parametrize(
    ("word", "beats"),
    [
        ("heel", 1),
        ("exercise", 3),
        ("physiotherapist", 6),
        ("fasciitis", 4),
        ("don't", 1),
        ("weight-bearing", 3),
        ("colour", 2),
        ("organised", 3),
        ("stretches", 2),
        ("12", 1),
        ("75", 4),
        ("muscles", 2),
        ("area", 3),
        ("severance", 3),
    ],
)
def test_words_have_the_beats_people_say(word, beats):
    assert syllables(word) == beats


def test_smog_waits_for_thirty_sentences():
    assert review("It is a considerable improvement. " * 29).smog is None
    assert review("It is a considerable improvement. " * 30).smog == pytest.approx(11.2, abs=0.1)


def test_the_topic_of_the_title_does_not_make_a_page_hard():
    body = (
        "Plantar fasciitis can hurt. Plantar fasciitis heals in time. Walk on if plantar fasciitis lets you. "
        * 8
    )
    plain = review("# Sore feet\n\n" + body)
    named = review("# Plantar fasciitis\n\n" + body)
    assert "RD01" in {finding.rule for finding in plain.findings}
    assert "RD01" not in {finding.rule for finding in named.findings}


def test_an_empty_text_has_no_grade():
    report = review("")
    assert (report.grade, report.smog, report.words) == (0.0, None, 0)
