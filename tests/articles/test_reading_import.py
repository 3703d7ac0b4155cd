"""The starter library comes in whole, once, and only what changed comes in again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.actions import importing, importing_words
from articles.models import Article, Picture, Revision
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


def test_the_command_brings_in_the_whole_library_and_makes_its_pictures_once(settings, capsys):
    call_command("import_library")
    said = capsys.readouterr().out
    assert f"Articles: {len(list(importing.STARTER.glob('*.md')))} added, 0 changed" in said
    assert "Exercises:" in said
    assert "Programmes:" in said
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
