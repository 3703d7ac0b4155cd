"""What a clinician may give a patient to read, the likeliest first."""

from __future__ import annotations

from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When

from articles import search
from articles.models import Article, Reading
from portal.models import Member, Patient


def choices(user, member: Member, patient: Patient, query: str = ""):
    """The library for this patient: found by words, else what this clinician gave lately, then
    the clinic's own, then the rest by title. The patient's language comes first."""
    mine = Reading.objects.filter(article=OuterRef("pk"), given_by=member).order_by("-given_at")
    waiting = Reading.objects.filter(
        article=OuterRef("pk"), patient=patient, finished_at=None, withdrawn_at=None
    )
    read = Reading.objects.filter(article=OuterRef("pk"), patient=patient, withdrawn_at=None)
    language = patient.language.split("-")[0]
    rows = search.shown(Article.objects.for_library(user)).annotate(
        given_at=Subquery(mine.values("given_at")[:1]),
        is_waiting=Exists(waiting),
        was_read=Exists(read.exclude(finished_at=None)),
        foreign=Case(When(language__istartswith=language, then=Value(0)), default=Value(1)),
    )
    if query:
        return search.matching(rows, query, patient.language)
    return rows.order_by(
        "foreign",
        F("given_at").desc(nulls_last=True),
        F("clinic_id").asc(nulls_last=True),
        "published__title",
    )
