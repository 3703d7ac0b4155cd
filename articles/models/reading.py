"""Articles given to patients: what was opened, finished, understood and asked."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.writing import Article, Revision
from portal.models import ClinicRows, Member, Patient, PatientRows, Question, User
from portal.models.rows import PatientRowsQuerySet


class ReadingQuerySet(PatientRowsQuerySet):
    def in_force(self):
        return self.filter(withdrawn_at__isnull=True)

    def unread(self):
        return self.in_force().filter(finished_at__isnull=True)


class Reading(PatientRows):
    """An article given to a patient. It follows the newest revision until it is finished."""

    shown_id: uuid.UUID | None  # these two are set by `articles.assigned`
    said: list[dict]

    class Finish(models.TextChoices):
        END = "end", _("reached the end")
        SAID = "said", _("said so")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="readings")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="readings")
    given_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True, blank=True)
    first_opened_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    finish = models.CharField(max_length=4, choices=Finish.choices, blank=True)
    finished_revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdraw_reason = models.CharField(max_length=300, blank=True)

    objects = ReadingQuerySet.as_manager()

    privacy = {
        "public": "id",
        "personal": "patient given_by given_at order due_on withdrawn_at withdrawn_by",
        "health": "article note first_opened_at finished_at finish finished_revision "
        "withdraw_reason",
    }
    units = {"order": "rank"}

    class Meta:
        ordering = ["order", "given_at"]
        constraints = [
            models.UniqueConstraint(
                name="reading_one_unfinished_per_article",
                fields=["patient", "article"],
                condition=Q(withdrawn_at__isnull=True, finished_at__isnull=True),
            ),
            models.CheckConstraint(
                name="reading_finished_says_how",
                condition=Q(finished_at__isnull=True, finish="")
                | Q(finished_at__isnull=False) & ~Q(finish=""),
            ),
        ]


class Opening(PatientRows):
    """One opening of a reading, with the revision that was shown."""

    belongs_to_patient = "reading__patient"

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="openings")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    privacy = {"public": "id", "health": "reading revision opened_at"}

    class Meta:
        ordering = ["-opened_at"]


class Check(ClinicRows):
    """A teach-back question at the end of an article: never a test."""

    belongs_to_clinic = "revision__article__clinic"
    may_be_shared = True

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="checks")
    order = models.PositiveSmallIntegerField(default=0)
    prompt = models.CharField(_("question"), max_length=300)
    own_words = models.BooleanField(_("answered in own words"), default=False)
    # [{"text": "…", "explanation": "…", "fits": true}]
    choices = models.JSONField(default=list, blank=True)

    privacy = {"public": "id revision order prompt own_words choices"}
    units = {"order": "rank"}

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(name="check_order_once", fields=["revision", "order"]),
            models.CheckConstraint(name="check_three_at_most", condition=Q(order__lt=3)),
        ]


class CheckAnswer(PatientRows):
    """What a patient said to a teach-back question; the physio sees it."""

    belongs_to_patient = "reading__patient"

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="answers")
    check_asked = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="answers")
    choice = models.PositiveSmallIntegerField(null=True, blank=True)
    own_words = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    privacy = {
        "public": "id",
        "personal": "answered_by",
        "health": "reading check_asked choice own_words answered_at",
    }
    units = {"choice": "rank"}

    class Meta:
        ordering = ["-answered_at"]


class ParagraphQuestion(PatientRows):
    """Which paragraph, of which revision, a question is about."""

    belongs_to_patient = "question__patient"

    question = models.OneToOneField(
        Question, primary_key=True, on_delete=models.CASCADE, related_name="about_paragraph"
    )
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    paragraph = models.CharField(max_length=40)
    quote = models.CharField(max_length=300)

    privacy = {"health": "question revision paragraph quote"}


class Clarity(ClinicRows):
    """A reader's answer to "was this clear?", without the reader."""

    belongs_to_clinic = "revision__article__clinic"
    may_be_shared = True

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="clarity")
    is_clear = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    said_on = models.DateField()

    privacy = {"public": "id revision is_clear said_on", "personal": "note"}

    class Meta:
        ordering = ["-said_on"]
