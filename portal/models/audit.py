"""Who did what, to whose record, when: rows that are only ever added."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone

from portal.models.clinics import Clinic, User, at_work
from portal.models.patients import Patient
from portal.models.rows import OwnedQuerySet, Rows


class EventQuerySet(OwnedQuerySet):
    def for_user(self, user):
        """The record of the clinics this user manages."""
        return self.filter(clinic__in=at_work(user, is_manager=True)).unscoped()

    def about(self, patient):
        """What was done with one patient's record, for that patient to see."""
        named = models.Q(patient=patient) | models.Q(patients__contains=[patient.pk])
        return self.filter(named).unscoped()


class Event(Rows):
    """One thing that happened. The database refuses to change or remove it."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=40)
    clinic = models.ForeignKey(
        Clinic, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="events"
    )
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="events"
    )
    # Lists and searches name everybody who was on the page.
    patients = ArrayField(models.UUIDField(), default=list, blank=True)
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    actor_name = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=40, blank=True)
    object_kind = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    route = models.CharField(max_length=80, blank=True)
    ip_prefix = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=40, blank=True)

    objects = EventQuerySet.as_manager()
    belongs_to_clinic = "clinic"

    privacy = {
        "personal": "id at action clinic patient patients actor actor_name role object_kind "
        "object_id reason route ip_prefix request_id",
    }

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(name="event_by_patient", fields=["patient", "-at"]),
            models.Index(name="event_by_clinic", fields=["clinic", "-at"]),
            GinIndex(name="event_by_patients", fields=["patients"]),
        ]


class EventSeal(Rows):
    """An event's place in its clinic's hash chain; written by the worker within a minute."""

    event = models.OneToOneField(
        Event, primary_key=True, on_delete=models.DO_NOTHING, related_name="seal"
    )
    chain = models.CharField(max_length=40)
    position = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=timezone.now)

    belongs_to_clinic = "event__clinic"
    privacy = {"personal": "event chain position digest sealed_at"}
    units = {"position": "rank"}

    class Meta:
        constraints = [
            models.UniqueConstraint(name="seal_place_in_chain", fields=["chain", "position"]),
        ]
