"""A programme on paper that is made by the worker: kept for a short time, for who asked for it."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models import Patient, PatientRows, User

KEPT = timedelta(minutes=30)  # long enough to come back for it, short for a file about somebody
LATE = timedelta(minutes=1)  # the worker makes the longest in seconds


class Printout(PatientRows):
    """One file: asked for, made, given to who asked, removed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")
        GONE = "gone", _("removed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="printouts")
    asked_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    paper = models.CharField(max_length=12)
    columns = models.PositiveSmallIntegerField()
    size_points = models.PositiveSmallIntegerField()
    day = models.DateField()  # the patient's own, on which it was asked for
    link = models.CharField(max_length=300)  # where its code leads: to sign-in, no secret in it
    made_at = models.DateTimeField(null=True, blank=True)
    file = models.BinaryField(null=True, blank=True)
    is_accessible = models.BooleanField(default=True)
    problem = models.CharField(max_length=300, blank=True)

    privacy = {
        "public": "id state paper columns size_points link is_accessible problem",
        "personal": "patient asked_by asked_at day made_at",
        "health": "file",
    }
    units = {"columns": "count", "size_points": "pt"}

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="printout_file_when_ready",
                condition=Q(state="ready", file__isnull=False)
                | Q(file__isnull=True) & ~Q(state="ready"),
            ),
        ]
        indexes = [models.Index(name="printout_by_age", fields=["asked_at"])]

    def state_at(self, at) -> str:
        """A file past its time is gone, also before the worker has come round to it."""
        over = self.state == self.State.READY and self.asked_at < at - KEPT
        return self.State.GONE if over else self.state

    def is_late(self, at) -> bool:
        return self.state == self.State.WAITING and self.asked_at < at - LATE
