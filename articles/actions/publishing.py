"""Publishing, taking back, and who may read what the clinic wrote."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from articles import checking, letters
from articles.actions.releasing import release, show_pictures
from articles.actions.reminding import givers_of
from articles.actions.reviewing import is_alone, missing, signature_of
from articles.actions.writing import UnableToWrite, locked
from articles.models import Article, Override, Review, Revision
from articles.search import index
from portal import audit
from portal.models import Member


class UnableToPublish(UnableToWrite):
    """Says in words what is missing."""


@transaction.atomic
def publish_article(*, revision: Revision, by: Member, at, on) -> Revision:
    """This will publish what a second clinician signed. It never changes afterwards."""
    now = locked(revision)
    if now.state == Revision.State.PUBLISHED:
        return now
    signature = signature_of(now)
    if now.state != Revision.State.IN_REVIEW or signature is None:
        raise UnableToPublish(_("A second clinician has to sign it first."))
    freeze_author(now)
    return finish(now, by=by, at=at, on=on, reviewer=signature.reviewer.user.name)


@transaction.atomic
def publish_alone(
    *, revision: Revision, by: Member, at, on, name: str, reason: str, months: int
) -> Revision:
    """This will publish without a second signature where the clinic has one clinician only, by
    name and with a reason (product rule 14). The page says that nobody checked it yet."""
    now = locked(revision)
    if now.state == Revision.State.PUBLISHED:
        return now
    if now.state != Revision.State.DRAFT or not is_alone(by):
        raise UnableToPublish(_("A second clinician of the clinic has to sign it first."))
    if " ".join(name.casefold().split()) != " ".join(by.user.name.casefold().split()):
        raise UnableToPublish(_("Type your own name as it stands on the page."))
    if faults := missing(now):
        raise UnableToPublish(" ".join(faults))
    if not reason.strip() or not 1 <= months <= checking.LONGEST_MONTHS:
        raise UnableToPublish(_("Give a reason, and a next review within 36 months."))
    freeze_author(now)
    now.reviewed_on, now.review_due_on = on, checking.months_later(on, months)
    Review.objects.create(
        revision=now, reviewer=by, decision=Review.Decision.ALONE, note=reason, decided_at=at
    )
    Override.objects.unscoped().get_or_create(
        revision=now,
        rule=checking.SECOND_CLINICIAN,
        words="",
        defaults={"reason": reason, "by": by, "at": at},
    )
    return finish(now, by=by, at=at, on=on, reviewer="", reason=reason)


def freeze_author(revision: Revision) -> None:
    for name, value in checking.author_lines(revision).items():
        setattr(revision, name, value)


def finish(revision: Revision, *, by: Member, at, on, reviewer: str, reason="") -> Revision:
    checked = checking.check(revision, today=on, reviewer=reviewer)
    if checked.blocking:
        raise UnableToPublish(
            _("%(count)s findings still block publishing.") % {"count": len(checked.blocking)}
        )
    revision.report = {**checking.kept(checked), "signatures": signatures(revision)}
    revision.grade = checked.report.grade
    revision.published_by = by.user
    release(revision, at=at)
    clinic = revision.article.clinic
    audit.record(
        "published article", by=by.user, at=at, clinic=clinic, about=revision, reason=reason
    )
    return revision


def signatures(revision: Revision) -> list[dict]:
    rows = revision.reviews.select_related("reviewer__user").order_by("decided_at")
    return [
        {
            "name": row.reviewer.user.name,
            "role": row.reviewer.job_title,
            "decision": row.decision,
            "at": row.decided_at.isoformat(),
            "note": row.note,
            "answers": row.answers,
        }
        for row in rows
    ]


@transaction.atomic
def retire_article(*, article: Article, by: Member, at, reason: str) -> Article:
    """This will take an article back from its readers, and tell the physios who gave it."""
    now = Article.objects.unscoped().select_for_update().get(pk=article.pk)
    if now.published_id is None:
        raise UnableToPublish(_("Only a published article can be taken back."))
    if now.retired_at:
        return now
    if not reason.strip():
        raise UnableToPublish(_("Say why."))
    now.retired_at, now.retired_by, now.retire_reason = at, by, reason
    now.save(update_fields=["retired_at", "retired_by", "retire_reason"])
    show_pictures(now)
    audit.record("retired article", by=by.user, at=at, clinic=now.clinic, about=now, reason=reason)
    for member in givers_of(now):
        letters.was_retired(member, path=f"/clinic/articles/{now.pk}/", at=at)
    return now


@transaction.atomic
def set_article_public(*, article: Article, by: Member, at, is_public: bool) -> Article:
    """This will let anybody read a published article, or the clinic's own patients only."""
    now = Article.objects.unscoped().select_for_update().get(pk=article.pk)
    if now.is_public == is_public:
        return now
    now.is_public = is_public
    now.save(update_fields=["is_public"])
    show_pictures(now)
    if is_public and now.published:
        index(now.published)
    action = "made article public" if is_public else "made article private"
    audit.record(action, by=by.user, at=at, clinic=now.clinic, about=now)
    return now
