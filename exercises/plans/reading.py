"""The reading that stands on Today."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from articles.models import Reading
from portal.models.prepared import LONG_AGO, SOMEBODY, Prepared

READING_SHOWN = 6
FINISHED_STAYS = timedelta(days=3)
READING_FIELDS = (
    "pk",
    "due_on",
    "first_opened_at",
    "finished_at",
    "article__slug",
    "article__published__title",
    "article__published__reading_minutes",
)


def readings(patient, since):
    """What is to be read, and what was finished since; the unfinished first."""
    return (
        Reading.objects.in_force()
        .unscoped()
        .filter(Q(finished_at=None) | Q(finished_at__gte=since), patient=patient)
        .filter(article__published__isnull=False)
        .order_by(F("finished_at").desc(nulls_first=True), "order", "given_at")
        .values_list(*READING_FIELDS)[:READING_SHOWN]
    )


READINGS = Prepared(readings, patient=SOMEBODY, since=LONG_AGO)


def reading_for(patient) -> list[tuple]:
    """READING_FIELDS of each, for a patient fetched before."""
    since = timezone.now() - FINISHED_STAYS
    return READINGS.rows(patient=patient.pk, since=since)
