"""Answering what patients ask."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, notify
from portal.models import Member, Question


class UnableToAnswer(Exception):
    """Says in words why an answer cannot be sent."""


@transaction.atomic
def answer_question(*, question: Question, answer: str, by: Member, at) -> Question:
    """This will send an answer, once. The same words sent twice are one answer; other words,
    after a colleague was faster, are refused and nothing is overwritten."""
    answer = answer.strip()
    if not answer:
        raise UnableToAnswer(_("Write an answer first."))
    question = Question.objects.unscoped().select_for_update().get(pk=question.pk)
    if question.answered_at:
        if question.answer == answer:
            return question
        raise UnableToAnswer(_("Somebody else answered this meanwhile. Their answer is above."))
    question.answer, question.answered_at, question.answered_by = answer, at, by
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    audit.record("answered question", by=by.user, at=at, patient=question.patient, about=question)
    notify.tell_patient(question.patient, kind="answer", at=at)
    return question
