"""The starter library: complete, plain, safe to sign off, and every reference leads somewhere."""

import re
from pathlib import Path

import pytest

from exercises.figures import FIGURES
from portal.yaml_text import read_yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "exercises/starter"
READING = ROOT / "articles/starter"


def load(path):
    return read_yaml(path.read_text(encoding="utf-8"))


EXERCISES = {path.stem: load(path) for path in sorted(FOLDER.glob("*.yaml"))}
PROGRAMMES = {path.stem: load(path) for path in sorted(FOLDER.glob("programmes/*.yaml"))}
SOURCES = {source["key"] for source in load(READING / "sources.yaml")}
ITEMS = [
    (slug, phase, item)
    for slug, programme in PROGRAMMES.items()
    for phase in programme["phases"]
    for slot in phase["slots"]
    for item in slot["items"]
]
FIELDS = {
    "name", "plain_name", "language", "purpose", "regions", "goals", "position", "level", "kit",
    "muscles", "one_sided", "balance", "start", "steps", "cues", "mistakes", "stop_rules",
    "cautions", "dose", "easier", "harder", "answers", "synonyms", "sources", "evidence", "figure",
    "demo_note",
}  # fmt: skip
TOPICS = {
    *("foot-ankle", "knee", "hip", "back", "neck", "shoulder", "hand-wrist", "balance", "general"),
    *("heel-pain", "achilles", "ankle-sprain", "knee-arthritis", "low-back-pain", "falls"),
    *("running", "after-surgery"),
}
GOALS = {"strength", "stretch", "balance", "mobility", "control", "fitness", "comfort"}
KIT = {
    *("chair", "step", "wall", "worktop", "band", "towel", "ball", "backpack", "mat", "weight"),
}
REASONS = {"pain", "no_time", "unsure", "no_kit", "forgot", "fine"}
# Words of the review rules that must not stand in what a patient reads.
VAGUE = re.compile(r"\b(a few|several|some|regularly|frequently|occasionally|as needed)\b", re.I)
HYPE = re.compile(
    r"\b(miracle|magic|amazing|guarantee\w*|detox\w*|wear and tear|worn out|weak core|lazy"
    r"|failed to|will (?:fix|cure|heal)|utili[sz]e|prior to|approximately)\b",
    re.I,
)
TIMES_SIGN = re.compile(r"\d+\s?[x×]\s?\d+|\d+\s?[-–]\s?\d+")

every_exercise = pytest.mark.parametrize("slug", EXERCISES)
every_programme = pytest.mark.parametrize("slug", PROGRAMMES)


def said_to_the_patient(exercise):
    yield from (exercise["purpose"], exercise["start"])
    for field in ("steps", "cues", "mistakes", "stop_rules"):
        yield from exercise[field]
    yield from (caution["text"] for caution in exercise["cautions"])
    yield from exercise["answers"].values()


def sentences(text):
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


def reading_grade(text):
    """Flesch-Kincaid grade; syllables counted by groups of vowels."""
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e\b", "", w.lower())))) for w in words
    )
    return 0.39 * len(words) / len(sentences(text)) + 11.8 * syllables / len(words) - 15.59


def parsed(text):
    from exercises.dose import parse

    return parse(text)


def how_often(dose):
    """What says how often a dose is done; nothing of it = it cannot be assigned."""
    fields = ("per_day_min", "days_per_week_min", "weekdays", "every_n_days", "every_hours_min")
    return [name for name in fields if getattr(dose, name)]


def status_of(result):
    return getattr(result.status, "value", result.status)


@every_exercise
def test_an_exercise_has_every_field(slug):
    assert set(EXERCISES[slug]) == FIELDS


@every_exercise
def test_an_exercise_uses_the_words_of_the_library(slug):
    exercise = EXERCISES[slug]
    assert set(exercise["regions"]) <= TOPICS
    assert set(exercise["goals"]) <= GOALS
    assert set(exercise["kit"]) <= KIT
    assert exercise["goals"]
    assert exercise["position"] in {"standing", "sitting", "lying", "kneeling", "moving"}
    assert exercise["level"] in {1, 2, 3}
    assert exercise["evidence"] in {"seen", "conv"}
    assert exercise["language"] == "en-gb"


@every_exercise
def test_an_exercise_can_be_repeated_from_its_words(slug):
    exercise = EXERCISES[slug]
    assert 3 <= len(exercise["steps"]) <= 6
    assert len(exercise["start"].split()) >= 8
    assert len(exercise["cues"]) >= 2
    assert len(exercise["mistakes"]) >= 2


@every_exercise
def test_its_words_name_no_dose(slug):
    """The dose is the physio's: "Hold for 10 seconds" beside "hold for 20 seconds" misleads."""
    one = EXERCISES[slug]
    words = [one["plain_name"], one["start"], *one["steps"], *one["cues"], *one["mistakes"]]
    amount = re.compile(r"\b\d+ (?:second|minute|time|rep|set)", re.IGNORECASE)
    assert [text for text in words if amount.search(text)] == []


@every_exercise
def test_an_exercise_says_when_to_stop(slug):
    rules = " ".join(EXERCISES[slug]["stop_rules"])
    for words in (
        "chest pain",
        "faint or dizzy",
        "limit your physio set",
        "numbness",
        "next morning",
    ):
        assert words in rules


@every_exercise
def test_an_exercise_answers_every_reason(slug):
    assert set(EXERCISES[slug]["answers"]) == REASONS
    assert all(text.strip() for text in EXERCISES[slug]["answers"].values())


@every_exercise
def test_cautions_carry_a_tag_and_a_sentence(slug):
    for caution in EXERCISES[slug]["cautions"]:
        assert set(caution) == {"tag", "text"}
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", caution["tag"])
        assert caution["text"].endswith(".")


@every_exercise
def test_a_balance_exercise_says_what_to_hold_on_to(slug):
    exercise = EXERCISES[slug]
    if exercise["balance"]:
        support = re.compile(r"\b(hold (?:on|the|a)|worktop|rail|wall)\b")
        assert support.search(exercise["start"])
        assert "falls" in {caution["tag"] for caution in exercise["cautions"]}


@every_exercise
def test_cold_and_rolling_carry_a_skin_warning(slug):
    text = " ".join(said_to_the_patient(EXERCISES[slug]))
    if re.search(r"\b(cold|frozen|ice)\b", text):
        assert re.search(r"towel|cloth|wrap", text)
        assert {"numb-feet", "diabetes"} <= {c["tag"] for c in EXERCISES[slug]["cautions"]}


@every_exercise
def test_the_words_are_plain(slug):
    for text in said_to_the_patient(EXERCISES[slug]):
        assert not VAGUE.search(text), text
        assert not HYPE.search(text), text
        assert not TIMES_SIGN.search(text), text
        for sentence in sentences(text):
            assert len(sentence.split()) <= 25, sentence


@every_exercise
def test_an_eleven_year_old_can_read_it(slug):
    text = " ".join(said_to_the_patient(EXERCISES[slug]))
    assert reading_grade(text) <= 6


@every_exercise
def test_its_figure_is_drawn(slug):
    assert EXERCISES[slug]["figure"] in FIGURES


def test_every_figure_is_used():
    assert {exercise["figure"] for exercise in EXERCISES.values()} == set(FIGURES)


@every_exercise
def test_its_ladder_leads_somewhere_else(slug):
    for rung in ("easier", "harder"):
        other = EXERCISES[slug][rung]
        assert other is None or (other in EXERCISES and other != slug)


def test_no_ladder_goes_round_in_a_circle():
    for rung in ("easier", "harder"):
        for slug in EXERCISES:
            seen, here = {slug}, EXERCISES[slug][rung]
            while here:
                assert here not in seen, (rung, slug, here)
                seen.add(here)
                here = EXERCISES[here][rung]


@every_exercise
def test_its_sources_are_records(slug):
    assert EXERCISES[slug]["sources"]
    assert set(EXERCISES[slug]["sources"]) <= SOURCES


@every_exercise
def test_it_is_marked_as_a_demonstration(slug):
    assert "signed off by a clinician" in EXERCISES[slug]["demo_note"]


@every_exercise
def test_its_dose_can_be_assigned(slug):
    exercise = EXERCISES[slug]
    result = parsed(exercise["dose"])
    assert status_of(result) in {"ok", "warn"}, (exercise["dose"], result)
    assert (result.dose.side == "each") == exercise["one_sided"]
    assert how_often(result.dose)


@pytest.mark.parametrize("path", sorted(READING.glob("*.md")), ids=lambda path: path.stem)
def test_the_exercises_an_article_names_exist(path):
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"\{\{exercise:([a-z0-9-]+)\}\}", text))
    named |= set(read_yaml(text.split("---\n", 2)[1])["exercises"])
    assert named <= set(EXERCISES)


@every_programme
def test_a_programme_is_whole(slug):
    programme = PROGRAMMES[slug]
    assert programme["regions"]
    assert set(programme["regions"]) | {programme["condition"]} <= TOPICS
    assert set(programme["sources"]) <= SOURCES
    assert "signed off by a clinician" in programme["demo_note"]
    assert all(phase["slots"] for phase in programme["phases"])


@every_programme
def test_the_weeks_of_the_phases_add_up(slug):
    phases = PROGRAMMES[slug]["phases"]
    shortest = sum(phase["weeks_min"] for phase in phases)
    longest = sum(phase["weeks_max"] for phase in phases)
    assert shortest <= PROGRAMMES[slug]["weeks"] <= longest


@every_programme
def test_its_reading_exists(slug):
    for phase in PROGRAMMES[slug]["phases"]:
        for article in phase["reading"]:
            assert (READING / f"{article}.md").exists()


@pytest.mark.parametrize(("slug", "phase", "item"), ITEMS, ids=lambda value: str(value)[:40])
def test_an_item_can_be_given(slug, phase, item):
    result, one_sided = parsed(item["dose"]), EXERCISES[item["exercise"]]["one_sided"]
    assert status_of(result) in {"ok", "warn"}, item["dose"]
    assert item["side"] in {None, "affected"}
    assert how_often(result.dose)
    if one_sided:
        assert (result.dose.side == "each") != (item["side"] == "affected")
    else:
        assert result.dose.side in (None, "")
        assert item["side"] is None


@every_programme
def test_a_phase_asks_for_at_most_five_exercises_and_names_a_short_version(slug):
    for phase in PROGRAMMES[slug]["phases"]:
        items = [item for slot in phase["slots"] for item in slot["items"]]
        assert len(items) <= 5
        assert any(item["short"] for item in items)
