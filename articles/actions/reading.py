"""Giving articles to patients, and what patients do with them."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    Check,
    CheckAnswer,
    Clarity,
    Opening,
    ParagraphQuestion,
    Reading,
)
from portal import audit, notify
from portal.models import Member, Patient, Question, User


class UnableToGive(Exception):
    """Says in words why an article cannot be given."""


@transaction.atomic
def give_reading(
    *,
    article: Article,
    patient: Patient,
    by: Member,
    at,
    note: str = "",
    due_on=None,
    order: int = 0,
    tell: bool = True,
) -> Reading:
    """This will put an article on a patient's list; one waiting there already is not doubled."""
    if article.published_id is None or article.retired_at:
        raise UnableToGive(_("This article is not published. Choose another one."))
    if not patient.episodes.filter(closed_at__isnull=True).exists():
        raise UnableToGive(_("Care has ended. Open a new episode first."))
    waiting = patient.readings.unread().filter(article=article).select_for_update().first()
    if waiting:
        return waiting
    reading = Reading.objects.create(
        patient=patient,
        article=article,
        given_by=by,
        given_at=at,
        note=note,
        due_on=due_on,
        order=order,
    )
    audit.record("gave reading", by=by.user, at=at, patient=patient, about=reading)
    if tell:
        notify.tell_patient(patient, kind="reading", at=at)
    return reading


@transaction.atomic
def withdraw_reading(*, reading: Reading, by: Member, at, reason: str = "") -> None:
    reading.withdrawn_at, reading.withdrawn_by, reading.withdraw_reason = at, by, reason
    reading.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
    audit.record(
        "withdrew reading", by=by.user, at=at, patient=reading.patient, about=reading, reason=reason
    )


@transaction.atomic
def open_reading(*, reading: Reading, by: User, at) -> Opening:
    """This will note that the reading was opened, and which revision was shown."""
    if reading.first_opened_at is None:
        reading.first_opened_at = at
        reading.save(update_fields=["first_opened_at"])
    revision = shown_revision_id(reading)
    return Opening.objects.create(reading=reading, revision_id=revision, opened_at=at)


def shown_revision_id(reading: Reading):
    """The newest published revision until it is finished; afterwards the one that was read."""
    return reading.finished_revision_id or reading.article.published_id


@transaction.atomic
def finish_reading(*, reading: Reading, by: User, at, finish: str) -> Reading:
    """This will mark a reading as read: the end was reached, or the patient said so. Once."""
    reading = type(reading).objects.unscoped().select_for_update().get(pk=reading.pk)
    if reading.finished_at:
        return reading
    reading.finished_at, reading.finish = at, finish
    reading.finished_revision_id = reading.article.published_id
    reading.first_opened_at = reading.first_opened_at or at
    reading.save(update_fields=["finished_at", "finish", "finished_revision", "first_opened_at"])
    return reading


@transaction.atomic
def answer_check(
    *, reading: Reading, check: Check, by: User, at, choice: int | None = None, own_words: str = ""
) -> CheckAnswer:
    """This will keep what the patient said; it is never marked right or wrong."""
    return CheckAnswer.objects.create(
        reading=reading,
        check_asked=check,
        choice=choice,
        own_words=own_words,
        answered_at=at,
        answered_by=by,
    )


@transaction.atomic
def ask_about_paragraph(
    *, patient: Patient, revision, paragraph: str, quote: str, text: str, by: User, at
) -> Question:
    """This will send a private question, tied to the paragraph and revision it is about."""
    question = Question.objects.create(
        patient=patient, kind=Question.Kind.PARAGRAPH, text=text, asked_by=by, asked_at=at
    )
    ParagraphQuestion.objects.create(
        question=question, revision=revision, paragraph=paragraph, quote=quote[:300]
    )
    return question


@transaction.atomic
def say_clarity(*, revision, is_clear: bool, note: str, on) -> Clarity:
    """This will tell the author whether the page was clear, without saying who said it."""
    return Clarity.objects.create(revision=revision, is_clear=is_clear, note=note, said_on=on)
