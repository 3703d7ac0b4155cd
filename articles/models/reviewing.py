"""The second clinician's part: answers, signatures, comments and overrides."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.writing import Revision
from portal.models import ClinicRows, Member


class Review(ClinicRows):
    """One pass through the checklist, ending in a signature or a return."""

    belongs_to_clinic = "revision__article__clinic"
    may_be_shared = True

    class Decision(models.TextChoices):
        SIGNED = "signed", _("signed")
        RETURNED = "returned", _("returned")
        ALONE = "alone", _("published without a second clinician")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=8, choices=Decision.choices)
    # {"C01": {"answer": "yes" | "no" | "na", "note": "…"}}
    answers = models.JSONField(default=dict)
    note = models.TextField(max_length=2000, blank=True)
    decided_at = models.DateTimeField(default=timezone.now)

    privacy = {"public": "id revision decision answers note decided_at", "personal": "reviewer"}

    class Meta:
        ordering = ["-decided_at"]


class Override(ClinicRows):
    """A finding somebody with the right let pass, by name and with a reason."""

    belongs_to_clinic = "revision__article__clinic"
    may_be_shared = True

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="overrides")
    rule = models.CharField(max_length=8)
    words = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    privacy = {"public": "id revision rule words reason at", "personal": "by"}

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                name="override_once_per_finding", fields=["revision", "rule", "words"]
            ),
        ]


class Comment(ClinicRows):
    """A reviewer's remark on one paragraph."""

    belongs_to_clinic = "revision__article__clinic"
    may_be_shared = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="comments")
    paragraph = models.CharField(max_length=40)
    quote = models.CharField(max_length=300, blank=True)
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    privacy = {
        "public": "id revision paragraph quote text at resolved_at",
        "personal": "by resolved_by",
    }

    class Meta:
        ordering = ["at"]
