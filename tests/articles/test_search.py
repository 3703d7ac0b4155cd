"""Search over articles: plain words, beginnings, typing errors, and never an error page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from articles.search import matching, public, with_snippets
from portal.models import Synonyms, Vocabulary
from portal.search import did_you_mean, query_of, readings_of, snippet, words_of
from tests import factories
from tests.articles import library

pytestmark = pytest.mark.django_db


def found(text, language="en-gb") -> list[str]:
    return [article.slug for article in public(text, language)]


@given(st.text(max_size=60))
def test_whatever_is_typed_the_database_understands_the_query(typed):
    query = query_of(typed)
    if query is not None:
        list(Article.objects.for_everyone().filter(published__search=query)[:1])
    did_you_mean(typed)


def test_a_word_in_the_title_stands_before_one_in_the_summary_before_one_in_the_body():
    library.article("Body", summary="None.", text="A sciatica. " + "Sciatica again. " * 30)
    library.article("Summary", summary="About sciatica.", text="None.")
    library.article("Sciatica", summary="None.", text="None.")
    assert found("sciatica") == ["sciatica", "summary", "body"]


def test_all_words_count_and_each_may_be_a_beginning():
    library.article("Heel raise", text="None.", summary="None.")
    library.article("Heel drop", text="None.", summary="None.")
    assert found("heel ra") == ["heel-raise"]
    assert set(found("he")) == {"heel-raise", "heel-drop"}


def test_a_phrase_finds_what_means_the_same_also_half_typed():
    Synonyms.objects.create(words=["heel pain", "plantar fasciitis", "policeman's heel"])
    library.article("Heel pain", text="None.", summary="None.")
    for typed in (
        "plantar fasciitis",
        "plantar fasc",
        "Policeman's heel",
        "cold plantar fasciitis",
    ):
        expected = [] if typed.startswith("cold") else ["heel-pain"]
        assert found(typed) == expected


def test_a_beginning_alone_is_not_taken_for_a_longer_phrase():
    Synonyms.objects.create(words=["knee arthritis", "worn joint"])
    assert readings_of("knee") == [["knee"]]


def test_one_letter_behind_an_apostrophe_is_no_word():
    assert words_of("runner's knee") == ["runner", "knee"]
    assert words_of("C5") == ["c5"]


def test_only_stop_words_find_nothing_and_say_so(client):
    library.article("The of and")
    assert found("the of and") == []
    assert "Nothing found" in client.get("/search/", {"q": "the of"}).content.decode()


def test_a_clinics_own_words_are_never_offered_to_others():
    library.article("Zebrafinch method", at=factories.clinic(), is_public=False)
    assert did_you_mean("zebrafinhc") == ""
    assert not Vocabulary.objects.filter(word="zebrafinch").exists()
    library.article("Zebrafinch method shown", at=factories.clinic())
    assert Vocabulary.objects.filter(word="zebrafinch").exists()


def test_a_clinic_finds_its_own_and_the_shared_ones_and_no_others(town):
    library.article("Heel one", at=town.alder, is_public=False)
    library.article("Heel two", at=town.birch, is_public=False)
    library.article("Heel three")
    mine = matching(Article.objects.for_library(town.alice.user), "heel")
    assert {a.slug for a in mine} == {"heel-one", "heel-three"}


def test_the_place_that_fits_is_shown_and_marked():
    library.article("Heel", summary="S.", text="Much comes first. " * 30 + "The raise is <slow>.")
    (hit,) = with_snippets(list(public("raises")), "raises")
    assert "<mark>raise</mark> is &lt;slow&gt;" in hit.snippet
    assert hit.snippet.startswith("… ")


def test_a_sign_that_is_written_with_letters_stays_whole():
    assert snippet('Say "ouch" & quote it.', ["quote"]) == (
        "Say &quot;ouch&quot; &amp; <mark>quote</mark> it."
    )


def test_small_words_are_not_marked():
    assert "<mark>" not in snippet("The pain of the knee", ["the", "of", "arthritis"])


def test_the_newest_revision_is_what_is_found():
    article = library.article("Old words", text="Kettlebell.")
    library.publish(article, title="New words", text="Dumbbell.")
    assert found("kettlebell") == []
    assert found("dumbbell") == ["old-words"]
