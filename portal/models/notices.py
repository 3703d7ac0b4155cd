"""What is told to people, what they ask, and what they have half written."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.models.clinics import Clinic, Member, User
from portal.models.patients import Patient
from portal.models.rows import OwnedQuerySet, PatientRows, Rows


class OwnQuerySet(OwnedQuerySet):
    def for_user(self, user):
        """Only the rows of the person themselves."""
        return self.filter(user=user).unscoped()


class Notice(Rows):
    """ "You have something new": never a clinical word."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="+")
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=30)
    created_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = OwnQuerySet.as_manager()
    belongs_to_user = "user"

    privacy = {"personal": "id user clinic patient kind created_at mailed_at read_at"}

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(name="notice_unread", fields=["user"], condition=Q(read_at__isnull=True)),
        ]


class Question(PatientRows):
    """A patient's private question about a paragraph or an exercise."""

    class Kind(models.TextChoices):
        PARAGRAPH = "paragraph"
        EXERCISE = "exercise"
        GENERAL = "general"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(max_length=2000)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer_seen_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "public": "id",
        "personal": "patient kind asked_at asked_by answered_at answered_by answer_seen_at",
        "health": "text answer",
    }

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(name="question_by_patient", fields=["patient", "-asked_at"])]


class Draft(Rows):
    """Half-written text, kept for its writer and for nobody else."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    form = models.CharField(max_length=60)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = OwnQuerySet.as_manager()
    belongs_to_user = "user"

    privacy = {"personal": "id user patient form saved_at", "health": "fields"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="draft_one_per_form", fields=["user", "patient", "form"], nulls_distinct=False
            ),
        ]
