"""Programmes: reusable plans of phases, slots and items. Changing one changes nobody's plan."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from exercises.models.doses import DoseColumns
from exercises.models.library import Exercise
from portal.models import Clinic, ClinicRows, Member, Topic
from portal.models.rows import ClinicRowsQuerySet


class ProgrammeQuerySet(ClinicRowsQuerySet):
    def ready(self):
        return self.filter(retired_at__isnull=True, is_draft=False)


class Programme(ClinicRows):
    """A plan that can be given to any patient."""

    may_be_shared = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(
        Clinic, null=True, blank=True, on_delete=models.PROTECT, related_name="programmes"
    )
    slug = models.CharField(max_length=80, blank=True)
    name = models.CharField(_("name"), max_length=150)
    summary = models.TextField(_("what it is for"), max_length=600, blank=True)
    language = models.CharField(max_length=12, default="en-gb")
    topics = models.ManyToManyField(Topic, related_name="programmes", blank=True)
    is_draft = models.BooleanField(default=True)
    pain_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    flare_plan = models.TextField(max_length=2000, blank=True)
    source_keys = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    # What must be said with it wherever it is offered: "to be signed off by a clinician".
    demo_note = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    privacy = {
        "public": "id clinic slug name summary language is_draft pain_limit flare_plan "
        "source_keys demo_note version created_at saved_at retired_at",
        "personal": "created_by",
    }
    units = {"pain_limit": "0-10", "version": "count"}

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="programme_pain_limit_0_to_10",
                condition=Q(pain_limit__isnull=True) | Q(pain_limit__lte=10),
            ),
        ]

    def __str__(self):
        return self.name


class Phase(ClinicRows):
    """A stage of a programme: so many weeks, or until the physio's written criterion is met."""

    belongs_to_clinic = "programme__clinic"
    may_be_shared = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("name"), max_length=120, blank=True)
    weeks_min = models.PositiveSmallIntegerField(null=True, blank=True)
    weeks_max = models.PositiveSmallIntegerField(null=True, blank=True)
    criterion = models.CharField(_("move on when"), max_length=300, blank=True)

    privacy = {"public": "id programme order name weeks_min weeks_max criterion"}
    units = {"order": "rank", "weeks_min": "weeks", "weeks_max": "weeks"}

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                name="phase_weeks_in_order",
                condition=Q(weeks_min__isnull=True)
                | Q(weeks_max__isnull=True)
                | Q(weeks_min__lte=F("weeks_max")),
            ),
        ]

    def __str__(self):
        return self.name


class Slot(ClinicRows):
    """A part of the day, or Day A and Day B, in a phase."""

    belongs_to_clinic = "phase__programme__clinic"
    may_be_shared = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="slots")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("name"), max_length=80, blank=True)
    cue = models.CharField(_("when"), max_length=120, blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    privacy = {"public": "id phase order name cue weekdays"}
    units = {"order": "rank", "weekdays": "0 Monday to 6 Sunday"}

    class Meta:
        ordering = ["order"]


class Item(ClinicRows, DoseColumns):
    """An exercise with its dose, in a slot."""

    belongs_to_clinic = "slot__phase__programme__clinic"
    may_be_shared = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="items")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(_("note for the patient"), max_length=300, blank=True)
    is_short = models.BooleanField(_("if only five minutes"), default=False)
    easier = models.ForeignKey(
        Exercise, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    harder = models.ForeignKey(
        Exercise, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answers = models.JSONField(default=dict, blank=True)
    pain_limit = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ClinicRowsQuerySet.as_manager()

    privacy = {
        "public": "id slot exercise order note is_short easier harder answers pain_limit",
    }
    units = {"order": "rank", "pain_limit": "0-10"}

    class Meta(DoseColumns.Meta):
        abstract = False
        ordering = ["order"]
        constraints = [
            *DoseColumns.Meta.constraints,
            models.CheckConstraint(
                name="item_pain_limit_0_to_10",
                condition=Q(pain_limit__isnull=True) | Q(pain_limit__lte=10),
            ),
        ]


class PhaseReading(ClinicRows):
    """An article that goes with a phase."""

    belongs_to_clinic = "phase__programme__clinic"
    may_be_shared = True

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="readings")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    privacy = {"public": "id phase article order"}
    units = {"order": "rank"}

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(name="phase_reading_once", fields=["phase", "article"]),
        ]
