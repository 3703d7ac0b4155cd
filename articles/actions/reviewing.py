"""The second clinician: sent, commented, signed or returned, a finding let pass by name."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from articles import checking, letters
from articles.actions.rendering import RENDERED, fill_rendered
from articles.actions.writing import UnableToWrite, locked
from articles.models import Comment, Override, Review, Revision
from articles.review import CHECKLIST
from portal import audit
from portal.models import Member

DRAFT, IN_REVIEW = Revision.State.DRAFT, Revision.State.IN_REVIEW
SIGNED_BY = ("reviewer_name", "reviewer_role", "reviewed_on", "review_due_on")


class UnableToReview(UnableToWrite):
    """Says in words why this cannot be done in the review now."""


def writers_of(revision: Revision) -> set:
    """The people who wrote this text; none of them can be its second clinician."""
    author = revision.author.user_id if revision.author else None
    return {author, revision.created_by_id, revision.saved_by_id} - {None}


def colleagues(member: Member):
    """The clinicians of the clinic other than this one."""
    rows = Member.objects.current().clinicians().filter(clinic=member.clinic_id).unscoped()
    return rows.exclude(user=member.user_id)


def is_alone(member: Member) -> bool:
    """Whether the clinic has no second clinician at all (product rule 14)."""
    return member.is_clinician and not colleagues(member).exists()


def reviewers_for(revision: Revision, by: Member) -> list[Member]:
    """Who may review this text: reviewers of the clinic who did not write it."""
    writers = writers_of(revision)
    rows = colleagues(by).filter(is_reviewer=True).select_related("user", "clinic")
    return [member for member in rows if member.user_id not in writers]


def missing(revision: Revision) -> list[str]:
    """What a text needs before anybody else reads it, in words."""
    found = []
    if not revision.text.strip():
        found.append(_("The text is empty."))
    if not revision.summary.strip():
        found.append(_("Say in 1 to 3 sentences what the reader will learn."))
    for check in revision.checks.all():
        enough = len([c for c in check.choices if c.get("text")]) > 1
        fits = any(c.get("fits") for c in check.choices)
        if not check.prompt:
            found.append(_("A teach-back question has choices and no question."))
        elif not check.own_words and not (enough and fits):
            found.append(
                _("“%(prompt)s” needs 2 choices, one of which fits.") % {"prompt": check.prompt}
            )
    return found


def signature_of(revision: Revision) -> Review | None:
    """The signature that holds: given since the text was last sent to review."""
    if revision.sent_to_review_at is None:
        return None
    since = revision.reviews.filter(decided_at__gte=revision.sent_to_review_at)
    last = since.select_related("reviewer__user").first()
    return last if last and last.decision == Review.Decision.SIGNED else None


@transaction.atomic
def send_to_review(*, revision: Revision, by: Member, at) -> Revision:
    """This will close the draft for writing and ask the reviewers of the clinic to read it."""
    now = locked(revision)
    if now.state != DRAFT:
        raise UnableToReview(_("This is not a draft."))
    if faults := missing(now):
        raise UnableToReview(" ".join(faults))
    fill_rendered(now)
    now.state, now.sent_to_review_at = IN_REVIEW, at
    now.save(update_fields=[*RENDERED, "state", "sent_to_review_at"])
    audit.record("sent to review", by=by.user, at=at, clinic=now.article.clinic, about=now)
    path = f"/clinic/articles/{now.article_id}/review/"
    for reviewer in reviewers_for(now, by):
        letters.waits_for_review(reviewer, path=path, at=at)
    return now


@transaction.atomic
def take_back(*, revision: Revision, by: Member, at) -> Revision:
    """This will open the text for writing again. A signature on it no longer holds."""
    now = locked(revision)
    if now.state != IN_REVIEW:
        raise UnableToReview(_("This is not in review."))
    reopen(now)
    audit.record("took back from review", by=by.user, at=at, clinic=now.article.clinic, about=now)
    return now


def reopen(revision: Revision) -> None:
    revision.state, revision.sent_to_review_at = DRAFT, None
    revision.reviewer_name = revision.reviewer_role = ""
    revision.reviewed_on = revision.review_due_on = None
    revision.save(update_fields=["state", "sent_to_review_at", *SIGNED_BY])


@transaction.atomic
def comment(*, revision: Revision, by: Member, at, paragraph: str, text: str) -> Comment:
    """This will leave a remark on one paragraph, with its words as they stand."""
    known = dict(revision.paragraphs)
    if paragraph not in known:
        raise UnableToReview(_("This paragraph is not there any more. Load the page again."))
    made = Comment.objects.create(
        revision=revision,
        paragraph=paragraph,
        quote=known[paragraph][:300],
        text=text,
        by=by,
        at=at,
    )
    clinic = revision.article.clinic
    audit.record("commented article", by=by.user, at=at, clinic=clinic, about=made)
    return made


@transaction.atomic
def resolve_comment(*, comment: Comment, by: Member, at) -> Comment:
    """This will mark a remark as dealt with; again opens it again."""
    now = type(comment).objects.unscoped().select_for_update().get(pk=comment.pk)
    open_again = now.resolved_at is not None
    now.resolved_at, now.resolved_by = (None, None) if open_again else (at, by)
    now.save(update_fields=["resolved_at", "resolved_by"])
    action = "reopened comment" if open_again else "resolved comment"
    audit.record(action, by=by.user, at=at, clinic=by.clinic, about=now)
    return now


def for_decision(revision: Revision, by: Member) -> Revision:
    """The revision in review, held, for somebody who may decide on it."""
    now = locked(revision)
    if now.state != IN_REVIEW:
        raise UnableToReview(_("This is not in review any more."))
    if not by.is_clinician:
        raise UnableToReview(_("Only a clinician can review."))
    if by.user_id in writers_of(now):
        raise UnableToReview(_("You wrote this text. Another clinician has to review it."))
    return now


@transaction.atomic
def sign_review(
    *, revision: Revision, by: Member, at, on, answers: dict, note: str, months: int
) -> Review:
    """This will sign a text: all 24 questions answered, nothing blocking, and the day of the next
    review set. `answers`: {"C01": {"answer": "yes" | "no" | "na", "note": "…"}}."""
    now = for_decision(revision, by)
    given = {key: told.get("answer") for key, told in answers.items()}
    if any(given.get(q.id) not in ("yes", "no", "na") for q in CHECKLIST):
        raise UnableToReview(_("Answer all 24 questions before you sign."))
    if any(told["answer"] == "no" and not told.get("note") for told in answers.values()):
        raise UnableToReview(_("Say in a note why the answer is no."))
    if not 1 <= months <= checking.LONGEST_MONTHS:
        raise UnableToReview(_("The next review is due within 36 months."))
    now.reviewer_name, now.reviewer_role = by.user.name, by.job_title
    now.reviewed_on, now.review_due_on = on, checking.months_later(on, months)
    blocking = checking.check(now, today=on, reviewer=by.user.name).blocking
    if blocking:
        raise UnableToReview(
            _("%(count)s findings still block. Return the text, or let them pass by name.")
            % {"count": len(blocking)}
        )
    now.save(update_fields=list(SIGNED_BY))
    return decided(now, Review.Decision.SIGNED, by=by, at=at, answers=answers, note=note)


@transaction.atomic
def return_review(*, revision: Revision, by: Member, at, answers: dict, note: str) -> Review:
    """This will give a text back to its author, with what to change."""
    now = for_decision(revision, by)
    if not note.strip():
        raise UnableToReview(_("Say what to change."))
    made = decided(now, Review.Decision.RETURNED, by=by, at=at, answers=answers, note=note)
    reopen(now)
    return made


def decided(revision: Revision, decision: str, *, by: Member, at, answers, note) -> Review:
    made = Review.objects.create(
        revision=revision, reviewer=by, decision=decision, answers=answers, note=note, decided_at=at
    )
    action = "signed article" if decision == Review.Decision.SIGNED else "returned article"
    audit.record(action, by=by.user, at=at, clinic=revision.article.clinic, about=revision)
    if revision.author:
        path = f"/clinic/articles/{revision.article_id}/"
        letters.was_reviewed(revision.author, path=path, at=at)
    return made


@transaction.atomic
def override_finding(
    *, revision: Revision, by: Member, at, on, rule: str, words: str, reason: str
) -> Override:
    """This will let one finding pass, by name and with a reason that is kept and shown."""
    now = locked(revision)
    if now.state not in (DRAFT, IN_REVIEW):
        raise UnableToReview(_("This text is published or put aside."))
    if not reason.strip():
        raise UnableToReview(_("Give a reason. It is kept and shown with your name."))
    found = {(f.rule, f.text[:300]) for f in checking.check(now, today=on).blocking}
    if (rule, words) not in found:
        raise UnableToReview(_("This finding does not block any more."))
    made, new = Override.objects.unscoped().get_or_create(
        revision=now, rule=rule, words=words, defaults={"reason": reason, "by": by, "at": at}
    )
    if new:
        clinic = now.article.clinic
        audit.record(
            "overrode finding",
            by=by.user,
            at=at,
            clinic=clinic,
            about=now,
            reason=f"{rule}: {reason}",
        )
    return made
