"""The exercise library: exercises and their immutable revisions."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exercises.models.doses import DoseColumns
from portal.models import Clinic, ClinicRows, Member, Patient, Topic, User
from portal.models.rows import ClinicRowsQuerySet


class ExerciseQuerySet(ClinicRowsQuerySet):
    def for_everyone(self):
        """What anybody may look at without an account."""
        return (
            self.filter(is_public=True, patient__isnull=True)
            .filter(published__isnull=False, withdrawn_at__isnull=True)
            .unscoped()
        )

    def for_library(self, user):
        """What a clinician may prescribe to anybody: published, not withdrawn, not private."""
        return self.for_user(user).filter(
            published__isnull=False, withdrawn_at__isnull=True, patient__isnull=True
        )


class Exercise(ClinicRows):
    """One exercise, through all its revisions."""

    may_be_shared = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(
        Clinic, null=True, blank=True, on_delete=models.PROTECT, related_name="exercises"
    )
    # Filmed in the room for one patient: only they and their team see it.
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.CASCADE, related_name="own_exercises"
    )
    slug = models.SlugField(max_length=80, unique=True)
    language = models.CharField(max_length=12, default="en-gb")
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="translations"
    )
    topics = models.ManyToManyField(Topic, related_name="exercises", blank=True)
    is_public = models.BooleanField(default=False)
    published = models.ForeignKey(
        "ExerciseRevision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdraw_reason = models.CharField(max_length=300, blank=True)
    replacement = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ExerciseQuerySet.as_manager()

    privacy = {
        "public": "id clinic slug language translation_of is_public published withdrawn_at "
        "withdraw_reason replacement created_at",
        "personal": "withdrawn_by created_by",
        "health": "patient",
    }

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.slug


class Clip(ClinicRows):
    """An own video clip, encoded again by the worker before anybody sees it."""

    may_be_shared = True

    class State(models.TextChoices):
        WAITING = "waiting", _("being prepared")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be read")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(
        Clinic, null=True, blank=True, on_delete=models.CASCADE, related_name="clips"
    )
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    problem = models.CharField(max_length=200, blank=True)
    alt = models.CharField(_("description"), max_length=500)
    captions = models.TextField(blank=True)
    seconds = models.PositiveSmallIntegerField(null=True, blank=True)
    stored_bytes = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    privacy = {
        "public": "id clinic state problem alt captions seconds stored_bytes uploaded_at",
        "personal": "uploaded_by",
        "health": "patient",
    }
    units = {"seconds": "s", "stored_bytes": "bytes"}


class ExerciseRevision(ClinicRows, DoseColumns):
    """One state of an exercise; patients are pinned to the one they were given."""

    belongs_to_clinic = "exercise__clinic"
    may_be_shared = True

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    class Position(models.TextChoices):
        STANDING = "standing", _("standing")
        SITTING = "sitting", _("sitting")
        LYING = "lying", _("lying")
        KNEELING = "kneeling", _("kneeling")
        MOVING = "moving", _("moving about")

    class Level(models.IntegerChoices):
        EASY = 1, _("easy")
        MIDDLE = 2, _("middle")
        HARD = 3, _("hard")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    name = models.CharField(_("name"), max_length=120)
    plain_name = models.CharField(_("plain name"), max_length=120, blank=True)
    purpose = models.CharField(_("what it is for"), max_length=300, blank=True)
    goals = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    position = models.CharField(max_length=10, choices=Position.choices, blank=True)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.MIDDLE)
    kit = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    muscles = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    one_sided = models.BooleanField(_("done with one side at a time"), default=False)
    is_balance = models.BooleanField(_("trains balance"), default=False)
    start = models.TextField(_("starting position"), max_length=600, blank=True)
    steps = ArrayField(models.TextField(), default=list, blank=True)
    cues = ArrayField(models.TextField(), default=list, blank=True)
    mistakes = ArrayField(models.TextField(), default=list, blank=True)
    stop_rules = ArrayField(models.TextField(), default=list, blank=True)
    # [{"tag": "hip-replacement", "text": "…"}]
    cautions = models.JSONField(default=list, blank=True)
    # {"pain": "…", "no_kit": "…"}: shown at once to a patient who gives that reason.
    answers = models.JSONField(default=dict, blank=True)
    synonyms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    source_keys = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    evidence = models.CharField(max_length=10, blank=True)
    easier = models.ForeignKey(
        Exercise, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    harder = models.ForeignKey(
        Exercise, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    figure = models.CharField(max_length=80, blank=True)
    picture = models.ForeignKey(
        "articles.Picture", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    clip = models.ForeignKey(
        Clip, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(max_length=150, blank=True)
    reviewer_name = models.CharField(max_length=150, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    demo_note = models.CharField(max_length=400, blank=True)
    search = SearchVectorField(null=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ClinicRowsQuerySet.as_manager()

    privacy = {
        "public": "id exercise number state name plain_name purpose goals position level kit "
        "muscles one_sided is_balance start steps cues mistakes stop_rules cautions answers "
        "synonyms source_keys evidence easier harder figure picture clip author_name "
        "reviewer_name reviewed_on review_due_on demo_note search version saved_at published_at",
        "personal": "saved_by published_by",
    }
    units = {"number": "rank", "level": "1 easy to 3 hard", "version": "count"}

    class Meta(DoseColumns.Meta):
        abstract = False
        ordering = ["-number"]
        constraints = [
            *DoseColumns.Meta.constraints,
            models.UniqueConstraint(
                name="exerciserevision_number_once", fields=["exercise", "number"]
            ),
            models.UniqueConstraint(
                name="exerciserevision_one_draft",
                fields=["exercise"],
                condition=Q(state="draft"),
            ),
        ]
        indexes = [GinIndex(name="exerciserevision_search", fields=["search"])]

    def __str__(self):
        return self.name

    @property
    def patient_name(self) -> str:
        """The name patients read."""
        return self.plain_name or self.name


class Favourite(ClinicRows):
    """An exercise a clinician keeps at hand."""

    belongs_to_clinic = "member__clinic"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="favourites")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="favourites")
    since = models.DateTimeField(default=timezone.now)

    privacy = {"personal": "id member exercise since"}

    class Meta:
        constraints = [
            models.UniqueConstraint(name="favourite_once", fields=["member", "exercise"]),
        ]


class RememberedDose(ClinicRows, DoseColumns):
    """The dose a clinician last gave for an exercise, offered again next time."""

    belongs_to_clinic = "member__clinic"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="remembered_doses")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="+")
    used_at = models.DateTimeField(default=timezone.now)

    objects = ClinicRowsQuerySet.as_manager()

    privacy = {"personal": "id member exercise used_at"}

    class Meta(DoseColumns.Meta):
        abstract = False
        constraints = [
            *DoseColumns.Meta.constraints,
            models.UniqueConstraint(name="remembereddose_once", fields=["member", "exercise"]),
        ]
