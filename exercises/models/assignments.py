"""A programme given to one patient: copied, pinned, and changed only by adding."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Reading
from exercises.models.doses import DoseColumns
from exercises.models.library import Exercise, ExerciseRevision
from exercises.models.programmes import Programme
from portal.models import Episode, Member, Patient, PatientRows, Question
from portal.models.rows import PatientRowsQuerySet


class AssignmentQuerySet(PatientRowsQuerySet):
    def active(self):
        """In force: not ended, and care has not ended either."""
        return self.filter(ended_at__isnull=True, episode__closed_at__isnull=True)


class Assignment(PatientRows):
    """What one patient was given, when, by whom, and within which limits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="assignments")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="assignments")
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="assignments"
    )
    name = models.CharField(max_length=150)
    given_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    affected_side = models.CharField(max_length=5, blank=True)
    pain_fine_max = models.PositiveSmallIntegerField(null=True, blank=True)
    pain_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    morning_rise_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    flare_plan = models.TextField(max_length=2000, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AssignmentQuerySet.as_manager()

    privacy = {
        "public": "id",
        "personal": "patient episode given_by given_at ended_by version",
        "health": "programme name starts_on ends_on affected_side pain_fine_max pain_limit "
        "morning_rise_limit note flare_plan ended_at end_reason",
    }
    units = {
        "pain_fine_max": "0-10",
        "pain_limit": "0-10",
        "morning_rise_limit": "points of 10",
        "version": "count",
    }

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.CheckConstraint(
                name="assignment_side_known",
                condition=Q(affected_side__in=["", "left", "right", "both"]),
            ),
            models.CheckConstraint(
                name="assignment_days_in_order",
                condition=Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
            ),
            models.CheckConstraint(
                name="assignment_pain_limits_0_to_10",
                condition=(Q(pain_limit__isnull=True) | Q(pain_limit__lte=10))
                & (Q(pain_fine_max__isnull=True) | Q(pain_fine_max__lte=10)),
            ),
        ]

    def __str__(self):
        return self.name


class AssignedPhase(PatientRows):
    """A phase as copied for this patient."""

    belongs_to_patient = "assignment__patient"

    class State(models.TextChoices):
        WAITING = "waiting", _("to come")
        CURRENT = "current", _("now")
        HELD = "held", _("held")
        DONE = "done", _("done")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120, blank=True)
    weeks_min = models.PositiveSmallIntegerField(null=True, blank=True)
    weeks_max = models.PositiveSmallIntegerField(null=True, blank=True)
    criterion = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    privacy = {
        "public": "id",
        "personal": "assignment changed_at changed_by",
        "health": "order name weeks_min weeks_max criterion starts_on ends_on state",
    }
    units = {"order": "rank", "weeks_min": "weeks", "weeks_max": "weeks"}

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                name="assigned_phase_one_current",
                fields=["assignment"],
                condition=Q(state__in=["current", "held"]),
            ),
        ]


class AssignedSlot(PatientRows):
    """A slot as copied for this patient."""

    belongs_to_patient = "phase__assignment__patient"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    phase = models.ForeignKey(AssignedPhase, on_delete=models.CASCADE, related_name="slots")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=80, blank=True)
    cue = models.CharField(max_length=120, blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    privacy = {"public": "id", "health": "phase order name cue weekdays"}
    units = {"order": "rank", "weekdays": "0 Monday to 6 Sunday"}

    class Meta:
        ordering = ["order"]


class AssignedItemQuerySet(PatientRowsQuerySet):
    def in_force(self):
        return self.filter(ended_at__isnull=True)


class AssignedItem(PatientRows, DoseColumns):
    """An exercise revision and a dose as given: replaced, never edited."""

    belongs_to_patient = "slot__phase__assignment__patient"

    # Set by `exercises.visit`: the patient's own days, and the dose in short.
    given_on: date
    ended_on: date | None
    brief: str

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slot = models.ForeignKey(AssignedSlot, on_delete=models.CASCADE, related_name="items")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="assigned_items")
    revision = models.ForeignKey(ExerciseRevision, on_delete=models.PROTECT, related_name="+")
    easier = models.ForeignKey(
        ExerciseRevision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    harder = models.ForeignKey(
        ExerciseRevision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    order = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    is_short = models.BooleanField(default=False)
    answers = models.JSONField(default=dict, blank=True)
    pain_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField(max_length=300, blank=True)

    objects = AssignedItemQuerySet.as_manager()

    privacy = {
        "public": "id",
        "personal": "given_at given_by ended_by",
        "health": "slot exercise revision easier harder order note is_short answers pain_limit "
        "replaces ended_at end_reason",
    }
    units = {"order": "rank", "pain_limit": "0-10"}

    class Meta(DoseColumns.Meta):
        abstract = False
        ordering = ["order"]
        constraints = [
            *DoseColumns.Meta.constraints,
            models.CheckConstraint(
                name="assigneditem_has_frequency",
                condition=Q(per_day_min__isnull=False)
                | Q(per_day_max__isnull=False)
                | Q(days_per_week_min__isnull=False)
                | Q(days_per_week_max__isnull=False)
                | ~Q(weekdays=[])
                | Q(every_n_days__isnull=False)
                | Q(every_hours_min__isnull=False)
                | Q(every_hours_max__isnull=False),
            ),
            models.CheckConstraint(name="assigneditem_side_chosen", condition=~Q(side="affected")),
            models.CheckConstraint(
                name="assigneditem_pain_limit_0_to_10",
                condition=Q(pain_limit__isnull=True) | Q(pain_limit__lte=10),
            ),
        ]
        indexes = [
            models.Index(
                name="assigneditem_in_force", fields=["slot"], condition=Q(ended_at__isnull=True)
            ),
        ]


class Pause(PatientRows):
    """Days on which nothing is due."""

    belongs_to_patient = "assignment__patient"

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="pauses")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    privacy = {"public": "id", "personal": "assignment by at", "health": "from_on until_on reason"}

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                name="pause_days_in_order",
                condition=Q(until_on__isnull=True) | Q(from_on__lte=F("until_on")),
            ),
        ]


class Change(PatientRows):
    """What changed in a plan and why, shown to the patient until they have seen it."""

    belongs_to_patient = "assignment__patient"

    class Kind(models.TextChoices):
        GIVEN = "given", _("given")
        ADDED = "added", _("added")
        REPLACED = "replaced", _("changed")
        STOPPED = "stopped", _("stopped")
        PAUSED = "paused", _("paused")
        RESUMED = "resumed", _("going on again")
        PHASE = "phase", _("new stage")
        WITHDRAWN = "withdrawn", _("withdrawn")
        ENDED = "ended", _("ended")
        EDITED = "edited", _("last day, limits or flare-up plan changed")
        HELD = "held", _("stage held")
        LET_GO = "let_go", _("stage goes on to its end")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    item = models.ForeignKey(
        AssignedItem, null=True, blank=True, on_delete=models.CASCADE, related_name="changes"
    )
    before = models.ForeignKey(
        AssignedItem, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    phase = models.ForeignKey(
        AssignedPhase, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # What held for the whole plan before and after, where it changed: {name: [was, now]}.
    terms = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "public": "id",
        "personal": "assignment at by",
        "health": "kind item before phase terms reason seen_at",
    }

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(
                name="change_unseen", fields=["assignment"], condition=Q(seen_at__isnull=True)
            ),
        ]


class AssignedReading(PatientRows):
    """The reading that came with a phase of a plan; given when the phase begins."""

    belongs_to_patient = "phase__assignment__patient"

    phase = models.ForeignKey(AssignedPhase, on_delete=models.CASCADE, related_name="readings")
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="+")
    reading = models.ForeignKey(
        Reading, null=True, blank=True, on_delete=models.SET_NULL, related_name="with_phases"
    )
    order = models.PositiveSmallIntegerField(default=0)

    privacy = {"public": "id", "health": "phase article reading order"}
    units = {"order": "rank"}

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(name="assigned_reading_once", fields=["phase", "article"]),
        ]


class ItemQuestion(PatientRows):
    """Which assigned item a question is about."""

    belongs_to_patient = "question__patient"

    question = models.OneToOneField(
        Question, primary_key=True, on_delete=models.CASCADE, related_name="about_item"
    )
    item = models.ForeignKey(AssignedItem, on_delete=models.PROTECT, related_name="questions")

    privacy = {"health": "question item"}
