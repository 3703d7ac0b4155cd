"""What patients report: sessions with their entries, and the morning after."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exercises.models.assignments import AssignedItem, AssignedSlot
from portal.models import Episode, Patient, PatientRows, User
from portal.models.clinics import PAIN_RANGE
from portal.models.rows import PatientRowsQuerySet


class Reason(models.TextChoices):
    """Why an exercise was not done; each has an answer."""

    NONE = "", _("not said")
    PAIN = "pain", _("it hurt")
    NO_TIME = "no_time", _("no time")
    UNSURE = "unsure", _("not sure how")
    NO_KIT = "no_kit", _("nothing to do it with")
    FORGOT = "forgot", _("forgot")
    FINE = "fine", _("feeling fine without it")
    OTHER = "other", _("something else")


class SessionQuerySet(PatientRowsQuerySet):
    def current(self):
        """The newest version of each session that was not taken back: where a correction was,
        the version before it counts again."""
        newer = Session.objects.filter(corrects=OuterRef("pk"), undone_at__isnull=True)
        return self.filter(~Exists(newer.unscoped()), undone_at__isnull=True)


class Session(PatientRows):
    """One session as reported. Its id is made on the device; a correction is a new row."""

    class Source(models.TextChoices):
        APP = "app", _("on a device")
        PAPER = "paper", _("from paper")
        CLINICIAN = "clinician", _("told in the room")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="sessions")
    episode = models.ForeignKey(
        Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    slot = models.ForeignKey(
        AssignedSlot, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    done_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    time_zone = models.CharField(max_length=64)
    local_on = models.DateField()
    clock_ahead = models.BooleanField(default=False)
    pain_before = models.PositiveSmallIntegerField(null=True, blank=True, validators=PAIN_RANGE)
    pain_worst = models.PositiveSmallIntegerField(null=True, blank=True, validators=PAIN_RANGE)
    pain_after = models.PositiveSmallIntegerField(null=True, blank=True, validators=PAIN_RANGE)
    effort = models.PositiveSmallIntegerField(null=True, blank=True, validators=PAIN_RANGE)
    note = models.TextField(max_length=2000, blank=True)
    adverse_event = models.TextField(max_length=1000, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.APP)
    logged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    limit_in_force = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    privacy = {
        "public": "id",
        "personal": "patient episode received_at time_zone clock_ahead source logged_by digest",
        "health": "slot done_at local_on pain_before pain_worst pain_after effort note "
        "adverse_event corrects undone_at limit_in_force",
    }
    units = {
        "pain_before": "0-10",
        "pain_worst": "0-10",
        "pain_after": "0-10",
        "effort": "0-10",
        "limit_in_force": "0-10",
    }

    class Meta:
        ordering = ["-done_at"]
        constraints = [
            models.UniqueConstraint(
                name="session_corrected_once",
                fields=["corrects"],
                condition=Q(undone_at__isnull=True),
            ),
            models.CheckConstraint(
                name="session_scales_0_to_10",
                condition=(Q(pain_before__isnull=True) | Q(pain_before__lte=10))
                & (Q(pain_worst__isnull=True) | Q(pain_worst__lte=10))
                & (Q(pain_after__isnull=True) | Q(pain_after__lte=10))
                & (Q(effort__isnull=True) | Q(effort__lte=10)),
            ),
        ]
        indexes = [
            models.Index(name="session_by_patient_and_day", fields=["patient", "-local_on"]),
        ]


class Entry(PatientRows):
    """What was reported of one assigned item in one session."""

    belongs_to_patient = "session__patient"

    class State(models.TextChoices):
        DONE = "done", _("done")
        PARTLY = "partly", _("partly")
        NOT = "not", _("not done")

    class Variant(models.TextChoices):
        PLANNED = "planned", _("as planned")
        EASIER = "easier", _("easier")
        HARDER = "harder", _("harder")
        SHORT = "short", _("short version")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="entries")
    item = models.ForeignKey(AssignedItem, on_delete=models.PROTECT, related_name="entries")
    state = models.CharField(max_length=6, choices=State.choices)
    reason = models.CharField(max_length=8, choices=Reason.choices, blank=True)
    variant = models.CharField(max_length=8, choices=Variant.choices, default=Variant.PLANNED)
    reps_by_set = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    load_by_set = ArrayField(
        models.DecimalField(max_digits=6, decimal_places=2), default=list, blank=True
    )

    privacy = {
        "public": "id",
        "health": "session item state reason variant reps_by_set load_by_set",
    }
    units = {"reps_by_set": "repetitions", "load_by_set": "as prescribed"}

    class Meta:
        constraints = [
            models.UniqueConstraint(name="entry_once_per_item", fields=["session", "item"]),
        ]


class Morning(PatientRows):
    """How it was the morning after: one answer per patient and local day."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="mornings")
    local_on = models.DateField()
    pain = models.PositiveSmallIntegerField(validators=PAIN_RANGE)
    said_at = models.DateTimeField(default=timezone.now)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    privacy = {"public": "id", "personal": "patient said_at said_by", "health": "local_on pain"}
    units = {"pain": "0-10"}

    class Meta:
        ordering = ["-local_on"]
        constraints = [
            models.UniqueConstraint(name="morning_once_a_day", fields=["patient", "local_on"]),
            models.CheckConstraint(name="morning_pain_0_to_10", condition=Q(pain__lte=10)),
        ]
