"""Letters about articles, to staff. None says what the article is about."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal import mail
from portal.models import Member, Notice

DESK = "/clinic/articles/"


def tell(
    member: Member, *, kind: str, subject: Promise, text: Promise, at, path: str = DESK
) -> None:
    """This will note it in the portal, and write a letter where there is an address."""
    user = member.user
    address = user.email if user.is_active and member.ended_at is None else None
    if address:
        with override(user.language):
            body = f"{text}\n\n{mail.page(path)}"
            mail.send_later(to=address, subject=str(subject), text=body)
    Notice.objects.create(
        user=user, clinic=member.clinic, kind=kind, created_at=at, mailed_at=at if address else None
    )


def waits_for_review(member: Member, *, path: str, at) -> None:
    tell(
        member,
        kind="article_review",
        subject=_("Something waits for your review"),
        text=_("A colleague asks you to check a page before patients read it."),
        path=path,
        at=at,
    )


def was_reviewed(member: Member, *, path: str, at) -> None:
    tell(
        member,
        kind="article_reviewed",
        subject=_("Your page was reviewed"),
        text=_("A colleague went through the page you sent and left an answer."),
        path=path,
        at=at,
    )


def was_retired(member: Member, *, path: str, at) -> None:
    tell(
        member,
        kind="article_retired",
        subject=_("Reading you gave was taken back"),
        text=_("Reading you gave to patients was taken back. Patients are told when they open it."),
        path=path,
        at=at,
    )


def review_is_due(member: Member, *, path: str, at) -> None:
    tell(
        member,
        kind="article_due",
        subject=_("A page is due for review"),
        text=_(
            "A page you wrote or checked reaches its review date soon. Read it again, and "
            "publish a new revision."
        ),
        path=path,
        at=at,
    )


def is_late(member: Member, *, path: str, at) -> None:
    tell(
        member,
        kind="article_late",
        subject=_("Reading you gave is past its review date"),
        text=_(
            "A page you gave to patients was due for a check and has not had it yet. The page says "
            "so to them. Read it again before you give it to anybody else."
        ),
        path=path,
        at=at,
    )
