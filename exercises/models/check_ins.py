"""After the end: one question on days the physio chose, answered with one tap."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exercises.models.assignments import Assignment
from portal.models import Member, PatientRows, User


class CheckIn(PatientRows):
    """How it goes some weeks after a plan ended; the last answer counts."""

    belongs_to_patient = "assignment__patient"

    class How(models.TextChoices):
        BETTER = "better", _("better")
        SAME = "same", _("about the same")
        WORSE = "worse", _("worse")

    plan: str  # the plan's name, where a page needs it

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="check_ins")
    weeks = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    set_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=6, choices=How.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    privacy = {
        "public": "id",
        "personal": "assignment set_by set_at told_at answered_at answered_by",
        "health": "weeks due_on how",
    }
    units = {"weeks": "weeks"}

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(name="check_in_once_a_day", fields=["assignment", "due_on"]),
            models.CheckConstraint(
                name="check_in_answered_whole",
                condition=Q(how="", answered_at__isnull=True, answered_by__isnull=True)
                | Q(
                    how__in=["better", "same", "worse"],
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                ),
            ),
        ]
        indexes = [
            models.Index(name="check_in_to_tell", fields=["due_on"], condition=Q(told_at=None)),
        ]
