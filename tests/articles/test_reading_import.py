"""The starter library comes in whole, once, and only what changed comes in again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.actions import importing, importing_words
from articles.models import Article, Citation, Picture, Revision, Source
from articles.text import plain_text
from portal.models import Glossary, HelpSet, Synonyms, Topic
from tests import factories
from tests.articles import library

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HEAD = """---
title: "A short page"
slug: short-page
language: en-gb
topics: [heel-pain]
region: general
summary: "Short."
key_points: ["One thing."]
author: {name: "Alice", role: "Physiotherapist", registration: "None"}
reviewed_on: 2026-06-12
review_due_on: 2028-06-12
published_on: 2026-06-15
checks:
  - prompt: "What will you do?"
    own_words: true
---
"""


def folder(tmp_path, text="Walk a little.\n", head=HEAD) -> Path:
    (tmp_path / "short-page.md").write_text(head + text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def bring(tmp_path):
    """Brings in the starter library without its pictures, which take seconds to encode."""
    files = library.without_pictures(tmp_path)

    def bring_in() -> dict[str, int]:
        importing_words.import_words(at=NOW)
        return importing.import_articles(at=NOW, folder=files)

    return bring_in


@pytest.fixture
def starter(bring):
    return bring()


def test_every_file_becomes_a_shared_published_article(starter):
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


def test_a_second_import_changes_nothing(starter, bring):
    counted = [m.objects.unscoped().count() for m in (Revision, Citation, Source, Picture)]
    counted += [m.objects.count() for m in (Glossary, Synonyms, Topic)]
    before = set(Revision.objects.unscoped().values_list("pk", "html"))
    again = bring()
    assert again == {"added": 0, "changed": 0, "same": len(before)}
    assert set(Revision.objects.unscoped().values_list("pk", "html")) == before
    now = [m.objects.unscoped().count() for m in (Revision, Citation, Source, Picture)]
    assert now + [m.objects.count() for m in (Glossary, Synonyms, Topic)] == counted


def test_pictures_are_ours_in_every_size_and_made_once(settings):
    importing_words.import_words(at=NOW)
    importing.import_articles(at=NOW)
    stored = {p.pk: p.uploaded_at for p in Picture.objects.unscoped()}
    importing.import_pictures(importing.STARTER, at=timezone.now())
    assert {p.pk: p.uploaded_at for p in Picture.objects.unscoped()} == stored
    revision = Revision.objects.unscoped().get(article__slug="heel-pain-and-strengthening")
    picture = Picture.objects.unscoped().get(alt__startswith="Side view of the bones")
    assert (picture.is_public, picture.clinic_id, picture.widths_px) == (
        True,
        None,
        [480, 720, 960],
    )
    assert f"/media/pictures/{picture.pk}/480.webp 480w" in revision.html
    assert 'loading="lazy"' in revision.html
    for width in picture.widths_px:
        assert (settings.MEDIA_ROOT / "pictures" / str(picture.pk) / f"{width}.webp").is_file()


def test_series_and_translations_are_linked(starter):
    rows = Article.objects.unscoped().filter(series="Heel pain").order_by("series_order")
    assert [a.slug for a in rows] == [
        "heel-pain-and-strengthening",
        "shoes-and-insoles",
        "small-foot-muscles-for-runners",
    ]
    german = Article.objects.unscoped().get(slug="fersenschmerz-und-kraft")
    assert german.translation_of.slug == "heel-pain-and-strengthening"


def test_help_sets_keep_their_signers_words(starter):
    back = HelpSet.objects.unscoped().get(region="back", language="en-gb")
    assert back.now_lead == "Call {emergency} now, or go to A&E, if"
    assert (back.signed_name.split(",")[0], str(back.signed_on)) == ("Ben Ashworth", "2026-05-20")


def test_a_changed_file_is_a_new_revision_and_the_old_one_stays(tmp_path):
    importing_words.import_words(at=NOW)
    assert importing.import_articles(at=NOW, folder=folder(tmp_path))["added"] == 1
    counts = importing.import_articles(at=NOW, folder=folder(tmp_path, "Walk a lot.\n"))
    assert counts == {"added": 0, "changed": 1, "same": 0}
    article = Article.objects.unscoped().get()
    assert (article.published.number, article.published.plain) == (2, "Walk a lot.")
    assert article.revisions.get(number=1).plain == "Walk a little."


def test_a_changed_question_is_a_new_revision_too(tmp_path):
    importing_words.import_words(at=NOW)
    importing.import_articles(at=NOW, folder=folder(tmp_path))
    head = HEAD.replace("What will you do?", "What comes first?")
    assert importing.import_articles(at=NOW, folder=folder(tmp_path, head=head))["changed"] == 1


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (HEAD.replace("slug: short-page", "slug: other"), "the slug in its head is 'other'"),
        (HEAD.replace("[heel-pain]", "[elbow]"), "there is no shelf 'elbow'"),
        ("No head at all\n", "the head between two lines"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason(tmp_path, head, says):
    importing_words.import_words(at=NOW)
    with pytest.raises(importing.UnableToImport, match=says):
        importing.import_articles(at=NOW, folder=folder(tmp_path, head=head))
    with pytest.raises(CommandError, match="short-page"):
        call_command("import_library", articles=folder(tmp_path, head=head), verbosity=0)


def test_a_clinics_article_is_never_overwritten(tmp_path):
    importing_words.import_words(at=NOW)
    library.article("Short page", at=factories.clinic())
    with pytest.raises(importing.UnableToImport, match="clinic's own"):
        importing.import_articles(at=NOW, folder=folder(tmp_path))


def test_a_retraction_check_made_here_outlives_the_next_import(starter, bring):
    Source.objects.unscoped().filter(key="rathleff15").update(
        retraction="none", checked_on="2026-11-01"
    )
    bring()
    source = Source.objects.unscoped().get(key="rathleff15")
    assert (source.retraction, str(source.checked_on)) == ("none", "2026-11-01")


def test_the_command_brings_in_the_whole_library_and_says_how_much(capsys):
    call_command("import_library")
    said = capsys.readouterr().out
    assert f"Articles: {len(list(importing.STARTER.glob('*.md')))} added, 0 changed" in said
    assert "Exercises:" in said
    assert "Programmes:" in said
