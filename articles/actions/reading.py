"""Giving articles to patients, and what patients do with them."""

from __future__ import annotations

from uuid import UUID

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
    Revision,
)
from portal import audit, notify
from portal.models import Member, Patient, Question, User


class UnableToGive(Exception):
    """Says in words why an article cannot be given."""


class UnableToAsk(Exception):
    """Says in words why a question or an answer cannot be sent."""


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
def withdraw_reading(*, reading: Reading, by: Member, at, reason: str = "") -> Reading:
    """This will take an article off a patient's list. The record of what was read stays. Once."""
    reading = locked(reading)
    if reading.withdrawn_at:
        return reading
    reading.withdrawn_at, reading.withdrawn_by, reading.withdraw_reason = at, by, reason
    reading.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
    audit.record(
        "withdrew reading", by=by.user, at=at, patient=reading.patient, about=reading, reason=reason
    )
    return reading


def locked(reading: Reading) -> Reading:
    rows = Reading.objects.unscoped().select_for_update(of=("self",))
    return rows.select_related("article", "patient").get(pk=reading.pk)


def shown_revision_id(reading: Reading):
    """The newest published revision until it is finished; afterwards the one that was read."""
    return reading.finished_revision_id or reading.article.published_id


def seen_revision(reading: Reading, revision) -> UUID:
    """The id of the revision that stood on the page: the one named, where it was published for
    this article, else the one a page would show now."""
    if revision is not None and not reading.finished_revision_id:
        known = Revision.objects.unscoped().filter(
            pk=revision, article=reading.article_id, state=Revision.State.PUBLISHED
        )
        if known.exists():
            return revision
    return shown_revision_id(reading)


@transaction.atomic
def open_reading(*, reading: Reading, by: User, at, revision=None) -> Opening:
    """This will note that the reading was opened, and which revision (its id) was shown."""
    reading = locked(reading)
    if reading.first_opened_at is None:
        reading.first_opened_at = at
        reading.save(update_fields=["first_opened_at"])
    note_helper("opened reading", reading=reading, by=by, at=at)
    shown = seen_revision(reading, revision)
    return Opening.objects.create(reading=reading, revision_id=shown, opened_at=at)


@transaction.atomic
def finish_reading(*, reading: Reading, by: User, at, finish: str, revision=None) -> Reading:
    """This will mark a reading as read: the end was reached, or the patient said so. Once.

    `revision`: the id of the revision that was on the page. It is kept, and shown from now on.
    Where no opening was noted (no script, no network), this is one.
    """
    reading = locked(reading)
    if reading.finished_at:
        return reading
    shown = seen_revision(reading, revision)
    if not reading.openings.exists():
        Opening.objects.create(reading=reading, revision_id=shown, opened_at=at)
    reading.finished_at, reading.finish = at, finish
    reading.finished_revision_id = shown
    reading.first_opened_at = reading.first_opened_at or at
    reading.save(update_fields=["finished_at", "finish", "finished_revision", "first_opened_at"])
    note_helper("finished reading", reading=reading, by=by, at=at)
    return reading


def note_helper(action: str, *, reading: Reading, by: User, at) -> None:
    """What somebody else does for the patient is written down (product rule 12)."""
    if by.pk != reading.patient.user_id:
        audit.record(action, by=by, at=at, patient=reading.patient, about=reading)


@transaction.atomic
def answer_check(
    *, reading: Reading, check: Check, by: User, at, choice: int | None = None, own_words: str = ""
) -> CheckAnswer:
    """This will keep what the patient said; it is never marked right or wrong.

    The same answer sent twice is one; another answer is kept beside the first.
    """
    reading = locked(reading)
    if check.own_words != (choice is None) or (choice is None and not own_words.strip()):
        raise UnableToAsk(_("Choose an answer, or write it in your own words."))
    if choice is not None and not 0 <= choice < len(check.choices):
        raise UnableToAsk(_("This answer is not one of the choices."))
    last = reading.answers.filter(check_asked=check).order_by("-answered_at", "-pk").first()
    if last and (last.choice, last.own_words) == (choice, own_words):
        return last
    note_helper("answered for", reading=reading, by=by, at=at)
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
    """This will send a private question, tied to the paragraph and revision it is about.

    The same words about the same paragraph, sent twice and not answered yet, are one question.
    """
    if not patient.episodes.filter(closed_at__isnull=True).exists():
        raise UnableToAsk(_("Care has ended, so no question can be sent here. Call the clinic."))
    Patient.objects.unscoped().select_for_update().get(pk=patient.pk)
    waiting = patient.questions.filter(
        text=text,
        answered_at__isnull=True,
        about_paragraph__revision=revision,
        about_paragraph__paragraph=paragraph,
    ).first()
    if waiting:
        return waiting
    question = Question.objects.create(
        patient=patient, kind=Question.Kind.PARAGRAPH, text=text, asked_by=by, asked_at=at
    )
    ParagraphQuestion.objects.create(
        question=question, revision=revision, paragraph=paragraph[:40], quote=quote[:300]
    )
    if by.pk != patient.user_id:
        audit.record("asked question", by=by, at=at, patient=patient, about=question)
    return question


@transaction.atomic
def say_clarity(*, revision, is_clear: bool, note: str, on) -> Clarity:
    """This will tell the author whether the page was clear, without saying who said it."""
    return Clarity.objects.create(revision=revision, is_clear=is_clear, note=note[:500], said_on=on)
