"""Telling author and reviewer that a page is due to be read again."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from articles import letters
from articles.models import Article, Review
from portal import audit
from portal.models import Event, Member

AHEAD = timedelta(days=60)
EVERY = timedelta(days=28)
ACTION = "reminded of review"


def remind_of_reviews(*, at, on) -> int:
    """This will write to author and reviewer of each published page of a clinic that is due within
    60 days or late, every 4 weeks until a newer revision is published. The number of pages."""
    due = Article.objects.filter(
        clinic__isnull=False, retired_at=None, published__review_due_on__lte=on + AHEAD
    ).unscoped()
    reminded = Event.objects.filter(action=ACTION, at__gt=at - EVERY).unscoped()
    lately = set(reminded.values_list("object_id", flat=True))
    rows = due.select_related("published__author", "clinic").order_by("published__review_due_on")
    todo = [article for article in rows if str(article.published_id) not in lately]
    for article in todo:
        remind(article, at=at)
    return len(todo)


@transaction.atomic
def remind(article: Article, *, at) -> None:
    path = f"/clinic/articles/{article.pk}/"
    for member in people_of(article.published):
        letters.review_is_due(member, path=path, at=at)
    audit.record(ACTION, by=None, at=at, clinic=article.clinic, about=article.published)


def people_of(revision) -> list[Member]:
    """Who wrote and who signed it, and still works there."""
    signed = revision.reviews.exclude(decision=Review.Decision.RETURNED)
    wanted = {revision.author_id, *signed.values_list("reviewer_id", flat=True)} - {None}
    rows = Member.objects.current().filter(pk__in=wanted).unscoped()
    return list(rows.select_related("user", "clinic"))
