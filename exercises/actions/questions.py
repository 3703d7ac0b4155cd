"""A patient's questions about exercises, and seeing the answers."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.models import AssignedItem, ItemQuestion
from portal import audit
from portal.models import Patient, Question, User


class UnableToAsk(Exception):
    """Says in words why a question cannot be sent."""


@transaction.atomic
def ask_question(
    *, patient: Patient, text: str, by: User, at, item: AssignedItem | None = None
) -> Question:
    """This will send a private question to the clinic, tied to an assigned exercise if given.

    The same words about the same thing, sent twice and not answered yet, are one question.
    """
    if not patient.episodes.filter(closed_at__isnull=True).exists():
        raise UnableToAsk(_("Care has ended, so no question can be sent here. Call the clinic."))
    Patient.objects.unscoped().select_for_update().get(pk=patient.pk)
    waiting = patient.questions.filter(
        text=text, answered_at__isnull=True, about_item__item=item, about_paragraph__isnull=True
    ).first()
    if waiting:
        return waiting
    kind = Question.Kind.EXERCISE if item else Question.Kind.GENERAL
    question = Question.objects.create(
        patient=patient, kind=kind, text=text, asked_by=by, asked_at=at
    )
    if item:
        ItemQuestion.objects.create(question=question, item=item)
    if by.pk != patient.user_id:
        audit.record("asked question", by=by, at=at, patient=patient, about=question)
    return question


def see_answers(*, patient: Patient, at) -> int:
    """This will note that the answers were seen; returns how many were new."""
    new = patient.questions.filter(answered_at__isnull=False, answer_seen_at__isnull=True)
    return new.update(answer_seen_at=at)
