"""The starter library of reading: complete, sourced, plain, and safe to sign off."""

import datetime
import re
from pathlib import Path

import pytest
from PIL import Image

from articles.review import review_file, source_records
from portal.yaml_text import read_yaml

ROOT = Path(__file__).resolve().parents[2]
STARTER = ROOT / "articles" / "starter"
REGIONS = {"heel-foot-ankle", "knee", "back", "hip-balance", "general"}
TOPICS = {
    *("foot-ankle", "knee", "hip", "back", "neck", "shoulder", "hand-wrist", "balance"),
    *("general", "heel-pain", "achilles", "ankle-sprain", "knee-arthritis", "low-back-pain"),
    *("falls", "running", "after-surgery"),
}
FIELDS = {
    *("title", "slug", "language", "topics", "region", "summary", "key_points", "author"),
    *("reviewer", "interests", "published_on", "reviewed_on", "review_due_on", "series"),
    *("next", "exercises", "checks", "synonyms", "demo_note"),
}
# A slice of the hype, fear and filler words of the review rules: these must never ship.
BANNED = re.compile(
    r"\b(miracle|game.changer|breakthrough|revolutionary|magic|amazing|incredible|guarantee\w*"
    r"|detox\w*|toxins?|flush(es|ing)? out|bone.on.bone|worn out|crumbling|slipped dis[ck]"
    r"|debilitating|suffer\w*|secret|shocking|click here|lazy|non-?complian\w+|delve"
    r"|root cause|holistic|wear and tear|utili[sz]e|paramount)\b",
    re.IGNORECASE,
)
NOT_KNOWN = "What we do not know|Was wir nicht wissen|ما لا نعرفه"
HYPHEN_RANGE = re.compile(r"\b\d+\s?[-–]\s?\d+\b")


def yaml_of(name):
    return read_yaml((STARTER / name).read_text(encoding="utf-8"))


def read(path):
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return read_yaml(head), body


PATHS = sorted(STARTER.glob("*.md"))
ENGLISH = [path for path in PATHS if read(path)[0]["language"] == "en-gb"]
SOURCES = {source["key"]: source for source in yaml_of("sources.yaml")}


def every(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


def spoken(body):
    """The text a reader hears, one block a line: no marks, citations or list signs."""
    text = re.sub(r"\[\^[^\]]+\]", "", body)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)(\{[^}]*\})?|\{\{[^}]+\}\}", "", text)
    text = re.sub(r"\[\[([^\]|]+)(\|[^\]]+)?\]\]", r"\1", text)
    text = re.sub(r'^!!! \w+(?: "(.*)")?$', r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"^\s*(#+|[-*]|\d+\.)\s+", "", text, flags=re.MULTILINE)
    return text.replace("**", "")


def sentences(text):
    parts = re.split(r"(?<=[.!?])\s+|\n+", text)
    return [part.strip() for part in parts if re.search(r"\w", part)]


def paragraphs(body):
    """The running text, lists and marks left out; what stands in a box counts too."""
    blocks = re.split(r"\n\s*\n", re.sub(r"^!!! .*\n", "", body, flags=re.MULTILINE))
    return [spoken(block) for block in blocks if re.match(r"\s*(?:[A-Z]|\[\[)", block)]


def test_the_library_has_ten_articles_in_english_and_two_translations():
    assert len(ENGLISH) == 10
    assert {read(path)[0]["language"] for path in PATHS} == {"en-gb", "de", "ar"}


@every(PATHS)
def test_an_article_has_every_field(path):
    head, _ = read(path)
    assert not FIELDS - head.keys()
    assert head["slug"] == path.stem
    assert head["region"] in REGIONS
    assert head["topics"]
    assert set(head["topics"]) <= TOPICS
    assert 1 <= len(sentences(head["summary"])) <= 3
    assert 2 <= len(head["key_points"]) <= 5
    assert "demonstration" in head["demo_note"].lower()
    assert len(head["demo_note"]) <= 200


@every(PATHS)
def test_its_people_are_two_and_say_that_they_are_invented(path):
    head, _ = read(path)
    people = [head["author"], head["reviewer"]]
    assert people[0]["name"] != people[1]["name"]
    for person in people:
        assert re.search(r"physiotherapist|podiatrist|doctor|nurse", person["role"].lower())
        assert re.search(r"demonstration person|erfundene Person", person["role"])
        assert len(person["role"]) <= 80
        assert re.search(r"no real|keine echte", person["registration"])


@every(PATHS)
def test_its_dates_follow_each_other_and_stay_within_three_years(path):
    head, _ = read(path)
    assert head["reviewed_on"] <= head["published_on"] < head["review_due_on"]
    assert head["published_on"].year == 2026
    assert head["review_due_on"] - head["reviewed_on"] <= datetime.timedelta(days=3 * 365)


@every(PATHS)
def test_every_citation_has_a_source(path):
    _, body = read(path)
    cited = set(re.findall(r"\[\^([^\]]+)\]", body))
    assert len(cited) >= 2
    assert not cited - SOURCES.keys()


@every(PATHS)
def test_it_embeds_exercises_that_exist_and_the_help_section_once(path):
    head, body = read(path)
    embedded = re.findall(r"^\{\{exercise:([a-z-]+)\}\}$", body, re.MULTILINE)
    assert embedded == head["exercises"]
    assert embedded
    assert body.count("{{help}}") == 1
    for slug in embedded:
        assert (ROOT / "exercises" / "starter" / f"{slug}.yaml").is_file(), slug


@every(PATHS)
def test_it_says_what_to_do_what_not_and_when_to_stop(path):
    _, body = read(path)
    for mark in ("!!! do\n", "!!! dont\n", "!!! warn "):
        assert mark in body
    assert re.search(r"^1\. ", body, re.MULTILINE)
    assert re.search(
        r"^## (What we do not know|Was wir nicht wissen|ما لا نعرفه)$", body, re.MULTILINE
    )


@every(PATHS)
def test_its_checks_explain_and_never_mark_as_wrong(path):
    checks = read(path)[0]["checks"]
    assert 1 <= len(checks) <= 3
    for check in checks:
        if check.get("own_words"):
            continue
        fits = [choice["fits"] for choice in check["choices"]]
        assert len(fits) >= 2
        assert fits.count(True) == 1
        for choice in check["choices"]:
            assert choice["text"]
            assert len(choice["explanation"]) > 20
            assert not re.search(r"\b(wrong|incorrect|falsch)\b", choice["explanation"], re.I)


@every(ENGLISH)
def test_a_child_of_eleven_can_read_it(path):
    head, body = read(path)
    text = spoken(body)
    assert 350 <= len(text.split()) <= 700
    for sentence in [*sentences(text), *sentences(head["summary"]), *head["key_points"]]:
        assert len(sentence.split()) <= 20, sentence
    for block in paragraphs(body):
        assert len(sentences(block)) <= 3, block


@every(ENGLISH)
def test_it_is_free_of_hype_fear_and_ranges_with_a_hyphen(path):
    whole = path.read_text(encoding="utf-8")
    head, body = read(path)
    said = spoken(body) + head["title"] + head["summary"] + " ".join(head["key_points"])
    assert not BANNED.findall(said)
    assert not HYPHEN_RANGE.findall(said)
    assert "%" not in said
    assert not re.search(r"\b(can't|don't|won't|isn't|doesn't)\b", whole)


def test_its_pictures_are_ours_described_small_and_used():
    listed = {picture["file"]: picture for picture in yaml_of("pictures/pictures.yaml")}
    used = {}
    for path in PATHS:
        head, body = read(path)
        for alt, name in re.findall(r"!\[([^\]]*)\]\(pictures/([\w.-]+)\)\{caption=", body):
            assert alt == listed[name]["alt"]
            assert head["language"] == listed[name]["language"]
            used[name] = path.stem
    assert used.keys() == listed.keys()
    assert {path.name for path in (STARTER / "pictures").glob("*.webp")} == listed.keys()
    for name, picture in listed.items():
        file = STARTER / "pictures" / name
        assert file.stat().st_size <= 40_000
        with Image.open(file) as image:
            assert image.size == (picture["width"], picture["height"])
        assert picture["credit"]
        assert picture["licence"] == "CC BY 4.0"


@every(PATHS)
def test_the_review_rules_find_nothing_that_blocks_publishing(path):
    report = review_file(
        path.read_text(encoding="utf-8"),
        sources=source_records(list(SOURCES.values())),
        today=datetime.date(2026, 11, 20),
    )
    assert [found for found in report.findings if found.severity == "error"] == []
    if path in ENGLISH:
        assert report.grade <= 6
        assert not [found for found in report.findings if found.severity == "warning"]


def test_translations_and_series_lead_to_articles_that_exist():
    heads = {path.stem: read(path)[0] for path in PATHS}
    for head in heads.values():
        assert head["next"] is None or heads[head["next"]]["series"] == head["series"]
        original = head.get("translation_of")
        assert (original is None) == (head["language"] == "en-gb")
        assert original is None or heads[original]["language"] == "en-gb"


@every([path for path in PATHS if path not in ENGLISH])
def test_a_translation_cites_and_embeds_what_its_original_does(path):
    translated, body = read(path)
    original, english = read(STARTER / f"{translated['translation_of']}.md")
    marks = r"\[\^[^\]]+\]|\{\{[^}]+\}\}|^!!! \w+|^#+ "
    assert re.findall(marks, body, re.MULTILINE) == re.findall(marks, english, re.MULTILINE)
    assert translated["exercises"] == original["exercises"]
    assert translated["region"] == original["region"]


@every([path for path in PATHS if path not in ENGLISH])
def test_a_translation_finds_its_help_set_in_its_own_language(path):
    head, _ = read(path)
    ours = {one["region"]: one for one in yaml_of(f"help.{head['language']}.yaml")}
    english = next(one for one in yaml_of("help.yaml") if one["region"] == head["region"])
    for urgency in ("now", "today", "soon"):
        assert len(ours[head["region"]][urgency]) == len(english[urgency])
