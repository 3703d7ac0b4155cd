"""What the demonstration's clinicians made themselves: articles on their way, a programme."""

from __future__ import annotations

from datetime import timedelta

from articles.actions.publishing import publish_article
from articles.actions.reviewing import comment, send_to_review, sign_review
from articles.actions.writing import copy_article
from articles.models import Article
from articles.review import CHECKLIST
from exercises.actions.library import keep_favourite
from exercises.actions.programmes import copy_programme
from exercises.models import Exercise, Programme

FAVOURITES = ("heel-raise", "single-leg-balance", "sit-to-stand", "bridge")


def fill(members: dict, *, now) -> None:
    """One article published, one waiting for its reader, one begun; a programme; favourites."""
    alice, grace = members["alice"], members["grace"]
    published(alice, grace, at=now - timedelta(days=40))
    waiting(grace, alice, at=now - timedelta(days=2))
    copied("building-up-training", alice, at=now - timedelta(days=1))
    programme = Programme.objects.unscoped().get(slug="knee-arthritis-strength", clinic=None)
    copy_programme(programme=programme, by=alice, at=now - timedelta(days=30), name="Knee group")
    for exercise in Exercise.objects.unscoped().filter(slug__in=FAVOURITES):
        keep_favourite(exercise=exercise, by=alice, at=now, kept=True)


def copied(slug: str, by, *, at):
    """The clinic's own draft of a shared article."""
    article = Article.objects.unscoped().get(slug=slug)
    return copy_article(article=article, by=by, at=at).revisions.get(state="draft")


def published(author, reviewer, *, at) -> None:
    draft = copied("how-much-pain-is-all-right", author, at=at)
    waits = send_to_review(revision=draft, by=author, at=at)
    answers = {question.id: {"answer": "yes", "note": ""} for question in CHECKLIST}
    later = at + timedelta(days=1)
    sign_review(
        revision=waits,
        by=reviewer,
        at=later,
        on=later.date(),
        answers=answers,
        note="Clear and short.",
        months=24,
    )
    publish_article(revision=waits, by=author, at=later, on=later.date())


def waiting(author, reviewer, *, at) -> None:
    draft = copied("shoes-and-insoles", author, at=at)
    waits = send_to_review(revision=draft, by=author, at=at)
    first = waits.paragraphs[0]
    comment(
        revision=waits,
        by=reviewer,
        at=at + timedelta(hours=5),
        paragraph=first[0],
        text="Can we say sooner what to look for in a shop?",
    )
