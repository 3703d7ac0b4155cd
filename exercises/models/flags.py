"""What lies beyond the physio's own rule, as a patient told it: open until closed by name."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exercises.models.check_ins import CheckIn
from exercises.models.sessions import Morning, Session
from portal.models import Member, Patient, PatientRows, User
from portal.models.clinics import PAIN_RANGE
from portal.models.rows import PatientRowsQuerySet

LONGEST_NOTE = 300


class FlagQuerySet(PatientRowsQuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)


class Flag(PatientRows):
    """Raised with the report itself. Written once; afterwards only followed and closed."""

    class Kind(models.TextChoices):
        PAIN = "pain", _("pain above the limit")
        EVENT = "event", _("something went wrong")
        MORNING = "morning", _("a morning above the usual")
        WORSE = "worse", _("worse after the end")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.RESTRICT, related_name="flags"
    )
    # The version of that report which counts now; empty once it was taken back.
    counts_now = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.RESTRICT, related_name="flags_now"
    )
    morning = models.ForeignKey(
        Morning, null=True, blank=True, on_delete=models.RESTRICT, related_name="flags"
    )
    check_in = models.ForeignKey(
        CheckIn, null=True, blank=True, on_delete=models.RESTRICT, related_name="flags"
    )
    # As they were when it was raised: the pain said, the usual morning, the physio's number.
    said = models.PositiveSmallIntegerField(null=True, blank=True, validators=PAIN_RANGE)
    usual = models.PositiveSmallIntegerField(null=True, blank=True, validators=PAIN_RANGE)
    limit = models.PositiveSmallIntegerField(null=True, blank=True)
    # Whose number that was; empty = the clinic's.
    rule_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)

    objects = FlagQuerySet.as_manager()

    privacy = {
        "public": "id",
        "personal": "patient rule_by said_by raised_at closed_at closed_by",
        "health": "kind session counts_now morning check_in said usual limit note",
    }
    units = {"said": "0-10", "usual": "0-10", "limit": "0-10"}

    class Meta:
        ordering = [F("closed_at").desc(nulls_first=True), "-raised_at"]
        constraints = [
            models.UniqueConstraint(
                name="flag_open_once_per_report",
                fields=["session", "kind"],
                condition=Q(closed_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="flag_open_once_per_morning",
                fields=["morning"],
                condition=Q(closed_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="flag_open_once_per_check_in",
                fields=["check_in"],
                condition=Q(closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="flag_closed_by_name",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, note="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(note="")),
            ),
            models.CheckConstraint(
                name="flag_of_one_report",
                condition=Q(
                    kind__in=["pain", "event"],
                    session__isnull=False,
                    morning__isnull=True,
                    check_in__isnull=True,
                )
                | Q(
                    kind="morning",
                    session__isnull=True,
                    counts_now__isnull=True,
                    morning__isnull=False,
                    check_in__isnull=True,
                )
                | Q(
                    kind="worse",
                    session__isnull=True,
                    counts_now__isnull=True,
                    morning__isnull=True,
                    check_in__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="flag_beyond_the_rule",
                condition=Q(
                    kind="pain",
                    said__isnull=False,
                    limit__isnull=False,
                    usual__isnull=True,
                    said__lte=10,
                    said__gt=F("limit"),
                )
                | Q(
                    kind="morning",
                    said__isnull=False,
                    limit__isnull=False,
                    usual__isnull=False,
                    said__lte=10,
                    said__gte=F("usual") + F("limit"),
                )
                | Q(
                    kind__in=["event", "worse"],
                    said__isnull=True,
                    usual__isnull=True,
                    limit__isnull=True,
                ),
            ),
        ]
        indexes = [
            models.Index(
                name="flag_open_by_patient",
                fields=["patient", "-raised_at"],
                condition=Q(closed_at__isnull=True),
            ),
        ]

    @property
    def seen(self) -> str:
        """What the patient's words are now. A flag is closed for what its closer has seen."""
        if self.session_id:
            return str(self.counts_now_id or "")
        return str(self.morning.pain) if self.morning else str(self.check_in and self.check_in.how)
