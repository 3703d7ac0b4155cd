"""What a patient was given to read: the lists, the page of one, its checks and its paragraphs."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.http import Http404
from django.urls import reverse

from articles import pages
from articles.forms.reading import AnswerForm
from articles.models import CheckAnswer, Reading, Revision
from portal.models import Patient

SHOWN = 200  # finished readings on the list


def in_force(patient: Patient):
    return patient.readings.in_force().filter(article__retired_at__isnull=True)


def lists_of(patient: Patient, today: date) -> dict[str, Any]:
    """The readings still to do in the order meant, and the finished ones, newest first."""
    rows = (
        in_force(patient)
        .select_related("article", "given_by__user")
        .annotate(
            title=F("article__published__title"),
            minutes=F("article__published__reading_minutes"),
            summary=F("article__published__summary"),
            review_due_on=F("article__published__review_due_on"),
        )
    )
    waiting = rows.filter(finished_at__isnull=True)
    waiting = list(waiting.order_by("order", F("due_on").asc(nulls_last=True), "given_at"))
    for reading in waiting:
        reading.is_late = bool(reading.due_on and reading.due_on < today)
    finished = list(rows.filter(finished_at__isnull=False).order_by("-finished_at")[:SHOWN])
    return {"waiting": waiting, "finished": finished, "today": today}


def reading_of(patient: Patient, pk) -> Reading:
    """A reading of this patient with the last answers, withdrawn ones too. Raises Http404."""
    answers = (
        CheckAnswer.objects.filter(reading=OuterRef("pk"))
        .order_by("answered_at", "pk")
        .values(one=JSONObject(check="check_asked_id", choice="choice", own_words="own_words"))
    )
    rows = patient.readings.select_related("article", "given_by__user")
    reading = rows.annotate(said=ArraySubquery(answers)).filter(pk=pk).first()
    if reading is None:
        raise Http404
    reading.shown_id = reading.finished_revision_id or reading.article.published_id
    return reading


def revision_of(reading: Reading) -> Revision:
    return Revision.objects.unscoped().defer("html", "plain", "search").get(pk=reading.shown_id)


def page_of(reading: Reading, patient: Patient, today: date, *, may_ask: bool) -> pages.Page:
    return pages.Page(
        pages.revision_shown(reading.shown_id),
        today,
        clinic=patient.clinic,
        ask_url=reverse("ask_about_paragraph", args=[reading.pk]) if may_ask else "",
    )


# Teach-back ------------------------------------------------------------------------------------


def check_facts(check) -> dict:
    names = ("pk", "order", "prompt", "own_words", "choices")
    return {name: getattr(check, name) for name in names}


def checks_of(reading: Reading, revision: Revision, bound: dict) -> list[dict]:
    """Each question with its form, what was said last and the explanation of that answer."""
    last = {answer["check"]: answer for answer in reading.said}
    return [one_check(check, last.get(check["pk"]), bound) for check in revision.asked]


def one_check(check: dict, said: dict | None, bound: dict) -> dict:
    chosen = None
    if said and said["choice"] is not None and said["choice"] < len(check["choices"]):
        chosen = check["choices"][said["choice"]]
    form = bound.get(check["pk"]) or AnswerForm(check=check)
    return {**check, "form": form, "said": said, "chosen": chosen}


# What a form or an address brings ---------------------------------------------------------------


def id_in(text) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def paragraph_in(revision: Revision, request) -> str:
    """The paragraph the address names; empty where there is none of that name any more."""
    wanted = request.GET.get("about", "")
    return wanted if any(key == wanted for key, _text in revision.paragraphs) else ""
