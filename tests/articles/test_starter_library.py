"""The starter library's articles, brought in once: whole, linked, found by what people type."""

import pytest

from articles.actions import importing, importing_words
from articles.models import Article, Citation, Picture, Revision, Source
from articles.search import public
from articles.text import plain_text
from portal.models import Glossary, HelpSet, Synonyms, Topic
from portal.search import did_you_mean
from tests import database
from tests.articles import library
from tests.articles.test_reading_import import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]


@pytest.fixture(scope="module")
def bring(tmp_path_factory):
    """Brings in the starter library without its pictures, which take seconds to encode."""
    files = library.without_pictures(tmp_path_factory.mktemp("starter"))

    def bring_in() -> dict[str, int]:
        importing_words.import_words(at=NOW)
        return importing.import_articles(at=NOW, folder=files)

    return bring_in


@pytest.fixture(scope="module")
def starter(bring, django_db_setup, django_db_blocker):
    with database.for_the_module(django_db_blocker):
        bring()
        yield


def found(text) -> list[str]:
    return [article.slug for article in public(text, "en-gb")]


# Brought in ------------------------------------------------------------------------------------


def test_every_file_becomes_a_shared_published_article():
    names = {path.stem for path in importing.STARTER.glob("*.md")}
    articles = Article.objects.for_everyone().select_related("published")
    assert {a.slug for a in articles} == names
    for article in articles:
        revision = article.published
        assert (article.clinic_id, revision.state, revision.number) == (None, "published", 1)
        assert revision.html
        assert revision.plain == plain_text_of(revision)
        assert revision.reading_minutes >= 1
        assert revision.search
        assert [key for _level, key, _text in revision.toc].count("help") == 1


def plain_text_of(revision):
    """The words as the page has them: with the glossary's plain words where it adds any."""
    assert len(revision.plain) >= len(plain_text(revision.text)) * 0.9
    return revision.plain


def test_a_second_import_changes_nothing(bring):
    counted = [m.objects.unscoped().count() for m in (Revision, Citation, Source, Picture)]
    counted += [m.objects.count() for m in (Glossary, Synonyms, Topic)]
    before = set(Revision.objects.unscoped().values_list("pk", "html"))
    again = bring()
    assert again == {"added": 0, "changed": 0, "same": len(before)}
    assert set(Revision.objects.unscoped().values_list("pk", "html")) == before
    now = [m.objects.unscoped().count() for m in (Revision, Citation, Source, Picture)]
    assert now + [m.objects.count() for m in (Glossary, Synonyms, Topic)] == counted


def test_series_and_translations_are_linked():
    rows = Article.objects.unscoped().filter(series="Heel pain").order_by("series_order")
    assert [a.slug for a in rows] == [
        "heel-pain-and-strengthening",
        "shoes-and-insoles",
        "small-foot-muscles-for-runners",
    ]
    german = Article.objects.unscoped().get(slug="fersenschmerz-und-kraft")
    assert german.translation_of.slug == "heel-pain-and-strengthening"


def test_help_sets_keep_their_signers_words():
    back = HelpSet.objects.unscoped().get(region="back", language="en-gb")
    assert back.now_lead == "Call {emergency} now, or go to A&E, if"
    assert (back.signed_name.split(",")[0], str(back.signed_on)) == ("Ben Ashworth", "2026-05-20")


def test_a_retraction_check_made_here_outlives_the_next_import(bring):
    Source.objects.unscoped().filter(key="rathleff15").update(
        retraction="none", checked_on="2026-11-01"
    )
    bring()
    source = Source.objects.unscoped().get(key="rathleff15")
    assert (source.retraction, str(source.checked_on)) == ("none", "2026-11-01")


# Found -----------------------------------------------------------------------------------------

# What people type, and what must come first.
PARITY = [
    ("heel pain", "heel-pain-and-strengthening"),
    ("plantar fasciitis", "heel-pain-and-strengthening"),
    ("plantar fasc", "heel-pain-and-strengthening"),
    ("Policeman’s heel", "heel-pain-and-strengthening"),
    ("morning heel pain", "heel-pain-and-strengthening"),
    ("insoles", "shoes-and-insoles"),
    ("orthotics", "shoes-and-insoles"),
    ("twisted ankle", "ankle-sprain-first-two-weeks"),
    ("ankle sp", "ankle-sprain-first-two-weeks"),
    ("slipped disc", "back-pain-myths"),
    ("lumbago", "back-pain-myths"),
    ("foot massage", "foot-massage-and-knee-pain"),
    ("short foot", "small-foot-muscles-for-runners"),
    ("build up training", "building-up-training"),
    ("traffic light", "how-much-pain-is-all-right"),
    ("Fersenschmerz", "fersenschmerz-und-kraft"),
    ("مقياس الألم", "kam-minal-alam-maqbul"),
]


def test_what_people_type_finds_what_they_mean():
    assert [(typed, *found(typed)[:1]) for typed, _first in PARITY] == PARITY


MEANT = [
    ("platnar", "plantar"),
    ("plantar fascitis", "plantar fasciitis"),
    ("ankel sprain", "ankle sprain"),
    ("streching", "stretching"),
    ("heel", ""),
    ("hee", ""),
    ("xqzvw", ""),
    ("a b c", ""),
]


def test_a_typing_error_is_answered_with_what_was_meant():
    library.article("Stretching", text="Stretching helps. Stretching the heel.")
    assert [(typed, did_you_mean(typed)) for typed, _meant in MEANT] == MEANT


NASTY = [
    "'",
    '"',
    "O'Brien's \"heel\"",
    "heel & pain | !knee",
    "heel:*",
    "<script>alert(1)</script>",
    "heel' OR 1=1 --",
    "\\",
    "%",
    "((((",
    "a\x00b",
    "  ",
    "the of and",
    "x" * 5000,
    "heel " * 500,
    "\u202eheel",
    "💪",
    "i̇",
]


def test_no_search_is_an_error(client):
    for typed in NASTY:
        for address in ("/articles/", "/search/"):
            for headers in ({}, {"X-Fragment": "1"}):
                response = client.get(address, {"q": typed}, headers=headers)
                assert (typed, response.status_code) == (typed, 200)
                assert b"<script>alert" not in response.content
