"""What stands beside the starter articles: sources, help sets, glossary and synonyms."""

import re
from pathlib import Path

import pytest

from portal.yaml_text import read_yaml

STARTER = Path(__file__).resolve().parents[2] / "articles" / "starter"
STUDIES = {
    *("", "systematic-review", "trial", "cohort", "case-control", "cross-sectional"),
    *("case-series", "qualitative", "opinion"),
}
REGIONS = {"heel-foot-ankle", "knee", "back", "hip-balance", "general"}
SOURCE_FIELDS = [
    *("key", "authors", "year", "title", "journal", "volume", "pages", "doi", "pmid", "isbn"),
    *("url", "study_type", "kind", "retraction", "checked_on"),
]


def yaml_of(name):
    return read_yaml((STARTER / name).read_text(encoding="utf-8"))


SOURCES = {source["key"]: source for source in yaml_of("sources.yaml")}


def test_a_source_record_is_complete_and_can_be_found():
    assert len(SOURCES) == len(yaml_of("sources.yaml")) >= 80
    for key, source in SOURCES.items():
        assert list(source) == SOURCE_FIELDS, key
        assert re.fullmatch(r"[a-z0-9-]+", key)
        assert source["authors"], key
        assert source["title"], key
        assert 1975 < source["year"] <= 2026, key
        assert source["doi"] or source["pmid"] or source["isbn"] or source["url"], key
        assert not source["doi"] or re.fullmatch(r"10\.\d{4,9}/\S*[^\s.]", source["doi"]), key
        assert source["kind"] in {"", "landmark", "guideline", "instrument", "protocol"}, key
        assert source["study_type"] in STUDIES, key
        assert source["retraction"] in {"none", "corrected", "concern", "retracted", "unknown"}
        assert source["retraction"] == "unknown" or source["checked_on"], key


def test_no_doi_stands_in_two_records():
    found = [source["doi"].lower() for source in SOURCES.values() if source["doi"]]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", ["help.yaml", "help.de.yaml", "help.ar.yaml"])
def test_a_help_set_says_now_today_and_soon(name):
    for help_set in yaml_of(name):
        assert help_set["region"] in REGIONS
        assert "{emergency}" in help_set["now_lead"]
        assert "{advice}" in help_set["today_lead"]
        assert "{clinic_phone}" in help_set["soon_lead"]
        assert help_set["review_due_on"] > help_set["signed_on"]
        assert help_set["signed_by"]
        assert help_set["note"]
        for line in [*help_set["now"], *help_set["today"], *help_set["soon"]]:
            assert help_set["language"] != "en-gb" or line[0].islower()
            assert not line.endswith(".")
            assert "{" not in line


def test_there_is_one_help_set_for_every_region():
    assert [help_set["region"] for help_set in yaml_of("help.yaml")] == [
        *("heel-foot-ankle", "knee", "back", "hip-balance", "general")
    ]


@pytest.mark.parametrize(
    ("region", "urgency", "signs"),
    [
        ("back", "now", ["both legs", "genitals", "pee", "poo", "sexual", "accident", "chest"]),
        ("back", "today", ["temperature", "weight", "night", "cancer", "steroids", "unsteady"]),
        ("heel-foot-ankle", "today", ["snap", "put weight", "diabetes", "calf", "hot", "fever"]),
        ("heel-foot-ankle", "soon", ["tingling", "numbness"]),
        ("knee", "today", ["hot", "fever", "put weight", "locks", "gives way", "calf"]),
        ("hip-balance", "now", ["fall", "chest pain", "blacked out"]),
        ("hip-balance", "soon", ["support"]),
        ("general", "now", ["chest pain", "short of breath", "collapse", "face", "speech"]),
        ("general", "today", ["joint is hot", "calf", "weakness", "pee", "injury"]),
    ],
)
def test_no_red_flag_is_missing_from_a_help_set(region, urgency, signs):
    found = next(one for one in yaml_of("help.yaml") if one["region"] == region)
    text = " ".join(found[urgency])
    assert [sign for sign in signs if sign not in text] == []


def test_every_word_of_the_trade_has_plain_words():
    glossary = yaml_of("glossary.yaml")
    terms = [entry["term"].lower() for entry in glossary]
    assert len(terms) == len(set(terms)) == 95
    for entry in glossary:
        assert entry["plain"]
        assert entry["plain"].lower() != entry["term"].lower()


def test_what_patients_type_finds_what_the_library_calls_it():
    groups = yaml_of("synonyms.yaml")
    assert len(groups) >= 60
    assert len({group["finds"] for group in groups}) == len(groups)
    for group in groups:
        assert len(group["words"]) == len(set(group["words"])) >= 2
    heel = next(group for group in groups if group["finds"] == "heel pain")
    assert {"plantar fasciitis", "plantar fasciopathy"} <= set(heel["words"])


def test_the_licence_and_the_invented_people_are_stated():
    text = (STARTER / "LICENSE").read_text(encoding="utf-8")
    assert "CC BY 4.0" in text
    assert "invented" in text
