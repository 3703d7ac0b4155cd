"""What the editorial desk lists: articles with their draft, revisions, where they are given."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower

from articles.actions.reviewing import signature_of, writers_of
from articles.models import Article, Clarity, Reading, Revision
from articles.search import matching

IN_WORK = ("draft", "in_review")
DUE_AHEAD = timedelta(days=60)
SHOWN = {"mine", "clinic", "shared"}


def listed(user, member, *, show: str, query: str, language: str):
    """The articles of the list, each with what stands in its row."""
    rows = Article.objects.for_user(user)
    if show == "shared":
        rows = rows.filter(clinic=None)
    else:
        rows = rows.filter(clinic=member.clinic_id)
    if not may_write(member) or show == "shared":
        rows = rows.published()
    if show == "mine":
        rows = rows.filter(Q(created_by=member) | Q(revisions__author=member)).distinct()
    rows = with_draft(rows)
    if query:
        fits = matching(Article.objects.for_user(user), query, language).values("pk")
        rows = rows.filter(
            Q(pk__in=fits) | Q(published__title__icontains=query) | Q(draft_title__icontains=query)
        )
    return rows.order_by(Lower(Coalesce("published__title", "draft_title")), "slug")


def with_draft(rows):
    in_work = Revision.objects.filter(article=OuterRef("pk"), state__in=IN_WORK)
    newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
    return rows.annotate(
        draft_title=Subquery(newest.values("title")[:1]),
        draft_state=Subquery(in_work.values("state")[:1]),
        draft_saved_at=Subquery(in_work.values("saved_at")[:1]),
        title=Coalesce(F("published__title"), Subquery(newest.values("title")[:1])),
        review_due_on=F("published__review_due_on"),
        reviewer_name=F("published__reviewer_name"),
    )


def may_write(member) -> bool:
    return member.is_author or member.is_reviewer


def may_review(member, draft) -> bool:
    """A reviewer who is a clinician and wrote none of it."""
    right = member.is_reviewer and member.is_clinician
    return bool(draft) and right and member.user_id not in writers_of(draft)


def pills(article, today: date) -> list[tuple[str, str]]:
    """(kind, what) of each state worth a word; the template has the words."""
    found = []
    if article.retired_at:
        found.append(("stop", "retired"))
    elif article.published_id:
        found.append(("done", "public" if article.is_public else "published"))
    if article.draft_state:
        kind = "info" if article.draft_state == "in_review" else "quiet"
        found.append((kind, article.draft_state))
    due = article.review_due_on if not article.retired_at else None
    if due and due < today:
        found.append(("warn", "late"))
    elif due and due < today + DUE_AHEAD:
        found.append(("quiet", "due"))
    if article.published_id and not article.reviewer_name:
        found.append(("warn", "unchecked"))
    return found


def in_work(article) -> Revision | None:
    """The draft, or the text in review, with who wrote it."""
    rows = article.revisions.filter(state__in=IN_WORK)
    draft = rows.select_related("author__user", "saved_by", "created_by").first()
    if draft:
        draft.article = article
    return draft


def revisions_of(article, member):
    """Newest first; who may not write sees what was published."""
    rows = article.revisions.select_related("saved_by", "published_by").defer(
        "text", "html", "plain", "paragraphs", "search", "report", "toc"
    )
    return rows if may_write(member) else rows.filter(state="published")


def use_of(article, user) -> dict:
    """To how many patients it is given, and whether readers found it clear."""
    readings = Reading.objects.for_user(user).filter(article=article).in_force()
    given = readings.aggregate(given=Count("pk"), open=Count("pk", Q(finished_at=None)))
    said = Clarity.objects.filter(revision__article=article).unscoped()
    clear = said.aggregate(yes=Count("pk", Q(is_clear=True)), no=Count("pk", Q(is_clear=False)))
    notes = list(said.exclude(note="").values("note", "said_on", "is_clear")[:10])
    return {**given, **clear, "notes": notes}


__all__ = [
    "in_work",
    "listed",
    "may_review",
    "may_write",
    "pills",
    "revisions_of",
    "signature_of",
    "use_of",
]
