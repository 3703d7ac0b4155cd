"""How people come in, and what they are told of their data then."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models.clinics import Clinic, User
from portal.models.patients import Patient
from portal.models.rows import ClinicRows, PatientRows


class Invitation(ClinicRows):
    """A way in that works once: a link by mail or a code shown in the room."""

    class For(models.TextChoices):
        MEMBER = "member", _("member")
        PATIENT = "patient", _("patient")
        HELPER = "helper", _("helper")

    class Way(models.TextChoices):
        MAIL = "mail", _("by e-mail")
        ROOM = "room", _("in the room")
        HAND = "hand", _("handed over")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="invitations")
    invites = models.CharField(max_length=8, choices=For.choices)
    way = models.CharField(max_length=5, choices=Way.choices)
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=150, blank=True)
    roles = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    job_title = models.CharField(max_length=80, blank=True)
    registration = models.CharField(max_length=80, blank=True)
    relation = models.CharField(max_length=10, blank=True)
    may_log = models.BooleanField(default=False)
    until_on = models.DateField(null=True, blank=True)
    opens = models.CharField(max_length=200, blank=True)
    wrong_answers = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    privacy = {
        "secret": "token_hash",
        "personal": "id clinic invites way patient email name roles job_title registration "
        "relation may_log until_on opens wrong_answers created_at created_by expires_at "
        "accepted_at accepted_by revoked_at revoked_by",
    }
    units = {"wrong_answers": "count"}

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="invitation_patient_where_needed",
                condition=Q(invites="member", patient__isnull=True)
                | Q(invites__in=["patient", "helper"], patient__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_accepted_or_revoked",
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
        ]

    def is_open(self, at) -> bool:
        return not self.accepted_at and not self.revoked_at and at < self.expires_at


class PrivacyNotice(ClinicRows):
    """What the clinic tells people about their data; a new text is a new version."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="privacy_notices")
    version = models.PositiveIntegerField()
    text = models.TextField()
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    privacy = {"public": "id clinic version text published_at", "personal": "published_by"}
    units = {"version": "count"}

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(name="privacy_notice_version", fields=["clinic", "version"]),
        ]


class NoticeShown(PatientRows):
    """Which privacy notice a patient was shown, and when."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="notices_shown")
    notice = models.ForeignKey(PrivacyNotice, on_delete=models.PROTECT, related_name="+")
    shown_at = models.DateTimeField(default=timezone.now)
    shown_to = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    privacy = {"personal": "id patient notice shown_at shown_to"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="notice_shown_once", fields=["patient", "notice", "shown_to"]
            ),
        ]
