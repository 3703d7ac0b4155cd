"""Telling author and reviewer that a page is due to be read again, its givers that it is late."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from articles import letters
from articles.models import Article, Reading, Review
from portal import audit
from portal.models import Event, Member

AHEAD = timedelta(days=60)
EVERY = timedelta(days=28)
ACTION = "reminded of review"
LATE = "told of late page"


def remind_of_reviews(*, at, on) -> int:
    """This will write to author and reviewer of each published page of a clinic that is due within
    60 days or late, every 4 weeks until a newer revision is published. The number of pages."""
    due = Article.objects.filter(
        clinic__isnull=False, retired_at=None, published__review_due_on__lte=on + AHEAD
    ).unscoped()
    rows = due.select_related("published__author", "clinic").order_by("published__review_due_on")
    lately = told_since(at - EVERY, ACTION)
    todo = [article for article in rows if str(article.published_id) not in lately]
    for article in todo:
        remind(article, at=at)
    return len(todo)


def told_since(since, action: str) -> set[str]:
    """The revisions this was done about since then."""
    events = Event.objects.filter(action=action, at__gt=since).unscoped()
    return set(events.values_list("object_id", flat=True))


def tell_of_late_pages(*, at, on) -> int:
    """This will write to the physios whose patients still have a page past its review date, shared
    or the clinic's own, every 4 weeks. The number of pages."""
    late = Article.objects.filter(retired_at=None, published__review_due_on__lt=on).unscoped()
    lately = told_since(at - EVERY, LATE)
    rows = late.select_related("published", "clinic")
    todo = [article for article in rows if str(article.published_id) not in lately]
    return sum(tell_givers(article, at=at) for article in todo)


@transaction.atomic
def tell_givers(article: Article, *, at) -> bool:
    givers = givers_of(article)
    for member in givers:
        letters.is_late(member, path=f"/clinic/articles/{article.pk}/", at=at)
    if givers:
        audit.record(LATE, by=None, at=at, clinic=article.clinic, about=article.published)
    return bool(givers)


def givers_of(article: Article) -> list[Member]:
    """The physios of whose patients somebody still has it, and who still work there."""
    given = Reading.objects.filter(article=article).unscoped().in_force()
    physios = set(given.values_list("given_by", flat=True))
    rows = Member.objects.current().filter(pk__in=physios).unscoped()
    return list(rows.select_related("user", "clinic"))


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
