"""Articles, their revisions, what they rest on and who signed them."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models import Clinic, ClinicRows, Member, Patient, Topic, User
from portal.models.rows import ClinicRowsQuerySet


class ArticleQuerySet(ClinicRowsQuerySet):
    def for_everyone(self, *, retired: bool = False):
        """What anybody may read without an account: published and shared. `retired`: what they
        once could, to be told that it was taken back."""
        return self.filter(
            published__isnull=False, retired_at__isnull=not retired, is_public=True
        ).unscoped()

    def published(self):
        return self.filter(published__isnull=False, retired_at__isnull=True)

    def for_library(self, user):
        """What a clinician may give: the published articles of the clinic and the shared ones."""
        return self.for_user(user).published()


class Article(ClinicRows):
    """One piece of patient reading, through all its revisions."""

    may_be_shared = True
    snippet: str  # set by a search

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(
        Clinic, null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    slug = models.SlugField(max_length=80, unique=True)
    language = models.CharField(max_length=12, default="en-gb")
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="translations"
    )
    topics = models.ManyToManyField(Topic, related_name="articles", blank=True)
    series = models.CharField(max_length=80, blank=True)
    series_order = models.PositiveSmallIntegerField(default=0)
    is_public = models.BooleanField(default=False)
    published = models.ForeignKey(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    retire_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ArticleQuerySet.as_manager()

    privacy = {
        "public": "id clinic slug language translation_of series series_order is_public published "
        "retired_at retire_reason created_at",
        "personal": "retired_by created_by",
    }
    units = {"series_order": "rank"}

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.slug


class Revision(ClinicRows):
    """One state of an article's text; never changed once it is published."""

    belongs_to_clinic = "article__clinic"
    may_be_shared = True

    # What `articles.pages` asks for with the row.
    cited: list[dict]
    asked: list[dict]
    series: list[dict]
    versions: list[dict]
    near: list[dict]

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        PUBLISHED = "published", _("published")
        DROPPED = "dropped", _("dropped")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=150)
    summary = models.TextField(_("what you will learn"), max_length=600, blank=True)
    key_points = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    text = models.TextField(_("text"), max_length=65536, blank=True)
    help_region = models.CharField(_("when to get help"), max_length=30, default="general")
    help_text = models.TextField(blank=True)
    synonyms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    interests = models.CharField(_("conflicts of interest"), max_length=300, blank=True)
    demo_note = models.CharField(max_length=200, blank=True)
    picture = models.ForeignKey(
        "Picture", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    # Made from the text when it is saved.
    html = models.TextField(blank=True)
    toc = models.JSONField(default=list, blank=True)
    paragraphs = models.JSONField(default=list, blank=True)
    exercise_slugs = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    plain = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0)
    reading_minutes = models.PositiveSmallIntegerField(default=1)
    renderer_version = models.PositiveSmallIntegerField(default=0)
    search = SearchVectorField(null=True)

    # As they stood when it was signed; a person may leave, the page keeps who wrote it.
    author = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="written"
    )
    author_name = models.CharField(max_length=150, blank=True)
    author_role = models.CharField(max_length=80, blank=True)
    author_registration = models.CharField(max_length=80, blank=True)
    reviewer_name = models.CharField(max_length=150, blank=True)
    reviewer_role = models.CharField(max_length=80, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    report = models.JSONField(null=True, blank=True)
    grade = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_to_review_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    privacy = {
        "public": "id article number state title summary key_points text help_region help_text "
        "synonyms interests demo_note picture html toc paragraphs exercise_slugs plain words "
        "reading_minutes renderer_version search author_name author_role author_registration "
        "reviewer_name reviewer_role reviewed_on review_due_on report grade version created_at "
        "saved_at sent_to_review_at published_at",
        "personal": "author created_by saved_by published_by",
    }
    units = {
        "number": "rank",
        "words": "count",
        "reading_minutes": "min",
        "renderer_version": "rank",
        "grade": "US school grade",
        "version": "count",
    }

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="revision_number_once", fields=["article", "number"]),
            models.UniqueConstraint(
                name="revision_one_in_work",
                fields=["article"],
                condition=Q(state__in=["draft", "in_review"]),
            ),
            # Source: PIF TICK criteria 2022, review at least every 3 years (1,096 days).
            models.CheckConstraint(
                name="revision_review_within_36_months",
                condition=Q(review_due_on__isnull=True)
                | Q(reviewed_on__isnull=True)
                | Q(review_due_on__lte=F("reviewed_on") + timedelta(days=1096)),
            ),
            models.CheckConstraint(
                name="revision_published_has_date",
                condition=~Q(state="published") | Q(published_at__isnull=False),
            ),
        ]
        indexes = [GinIndex(name="revision_search", fields=["search"])]

    def __str__(self):
        return self.title

    @property
    def is_editable(self) -> bool:
        return self.state == self.State.DRAFT


class Source(ClinicRows):
    """A paper, guideline or page that an article rests on; one source serves many articles."""

    may_be_shared = True

    class Kind(models.TextChoices):
        NONE = "", _("other")
        LANDMARK = "landmark", _("landmark")
        GUIDELINE = "guideline", _("guideline")
        INSTRUMENT = "instrument", _("instrument")
        PROTOCOL = "protocol", _("protocol")

    class Retraction(models.TextChoices):
        UNKNOWN = "unknown", _("not checked")
        NONE = "none", _("not retracted")
        CORRECTED = "corrected", _("corrected")
        CONCERN = "concern", _("expression of concern")
        RETRACTED = "retracted", _("retracted")

    class Study(models.TextChoices):
        NONE = "", _("not stated")
        SYSTEMATIC_REVIEW = "systematic-review", _("systematic review")
        TRIAL = "trial", _("controlled trial")
        COHORT = "cohort", _("cohort")
        CASE_CONTROL = "case-control", _("case-control study")
        CROSS_SECTIONAL = "cross-sectional", _("cross-sectional study")
        CASE_SERIES = "case-series", _("case series")
        QUALITATIVE = "qualitative", _("qualitative study")
        OPINION = "opinion", _("opinion")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(
        Clinic, null=True, blank=True, on_delete=models.CASCADE, related_name="sources"
    )
    key = models.SlugField(_("key"), max_length=40)
    authors = models.CharField(_("authors"), max_length=500, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=500)
    journal = models.CharField(_("journal or publisher"), max_length=200, blank=True)
    volume = models.CharField(_("volume"), max_length=40, blank=True)
    pages = models.CharField(_("pages"), max_length=40, blank=True)
    doi = models.CharField(_("DOI"), max_length=200, blank=True)
    pmid = models.CharField(_("PMID"), max_length=20, blank=True)
    isbn = models.CharField(_("ISBN"), max_length=20, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    study_type = models.CharField(
        _("study type"), max_length=20, choices=Study.choices, default="", blank=True
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default="", blank=True)
    retraction = models.CharField(
        _("retraction"), max_length=10, choices=Retraction.choices, default=Retraction.UNKNOWN
    )
    checked_on = models.DateField(_("retraction checked on"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    privacy = {
        "public": "id clinic key authors year title journal volume pages doi pmid isbn url "
        "study_type kind retraction checked_on created_at",
    }
    units = {"year": "calendar year"}

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                name="source_key_once", fields=["clinic", "key"], nulls_distinct=False
            ),
        ]

    def __str__(self):
        return self.key


class Citation(ClinicRows):
    """That a revision cites a source, and at which number on its page."""

    belongs_to_clinic = "revision__article__clinic"
    may_be_shared = True

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    number = models.PositiveSmallIntegerField()

    privacy = {"public": "id revision source number"}
    units = {"number": "rank"}

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="citation_once", fields=["revision", "source"]),
            models.UniqueConstraint(name="citation_number_once", fields=["revision", "number"]),
        ]


class PictureQuerySet(ClinicRowsQuerySet):
    def for_user(self, user):
        """The public and shared pictures, and those of the clinics one works or is cared for in."""
        reached = Clinic.objects.for_user(user).values("pk")
        own = Patient.objects.as_patient(user).values("clinic_id")
        return self.filter(
            Q(is_public=True) | Q(clinic__isnull=True) | Q(clinic__in=reached) | Q(clinic__in=own)
        ).unscoped()


class Picture(ClinicRows):
    """An uploaded picture, decoded and encoded again; the upload itself is not kept."""

    may_be_shared = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(
        Clinic, null=True, blank=True, on_delete=models.CASCADE, related_name="pictures"
    )
    alt = models.CharField(_("description"), max_length=300)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=150, blank=True)
    licence = models.CharField(_("licence"), max_length=80, blank=True)
    width_px = models.PositiveIntegerField()
    height_px = models.PositiveIntegerField()
    widths_px = ArrayField(models.PositiveIntegerField(), default=list)
    stored_bytes = models.PositiveIntegerField()
    has_avif = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PictureQuerySet.as_manager()

    privacy = {
        "public": "id clinic alt caption credit licence width_px height_px widths_px stored_bytes "
        "has_avif is_public uploaded_at",
        "personal": "uploaded_by",
    }
    units = {
        "width_px": "px",
        "height_px": "px",
        "widths_px": "px",
        "stored_bytes": "bytes",
    }

    class Meta:
        ordering = ["-uploaded_at"]
