"""The shelves of the library, the help sets and the words people use for things."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.models.clinics import Clinic, Member
from portal.models.rows import ClinicRows, SystemRows


class Topic(SystemRows):
    """A shelf: a part of the body or a condition."""

    class Kind(models.TextChoices):
        REGION = "region", _("part of the body")
        CONDITION = "condition", _("condition")

    slug = models.SlugField(max_length=60, primary_key=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    help_region = models.CharField(max_length=30, default="general")
    order = models.PositiveSmallIntegerField(default=100)

    privacy = {"public": "slug name kind parent help_region order"}
    units = {"order": "rank"}

    class Meta:
        ordering = ["kind", "order", "name"]

    def __str__(self):
        return self.name


class HelpSet(ClinicRows):
    """When to get help, for one region, signed off by a named clinician.

    The texts hold the marks {emergency}, {advice} and {clinic_phone}; the clinic's own numbers
    are put in when a page is shown. A row without a clinic is the operator's.
    """

    may_be_shared = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(
        Clinic, null=True, blank=True, on_delete=models.CASCADE, related_name="help_sets"
    )
    region = models.CharField(max_length=30)
    language = models.CharField(max_length=12, default="en-gb")
    title = models.CharField(max_length=120)
    # The words each list finishes; empty = the usual ones (articles.help).
    now_lead = models.CharField(max_length=200, blank=True)
    now = ArrayField(models.TextField(), default=list)
    today_lead = models.CharField(max_length=200, blank=True)
    today = ArrayField(models.TextField(), default=list)
    soon_lead = models.CharField(max_length=200, blank=True)
    soon = ArrayField(models.TextField(), default=list, blank=True)
    signed_name = models.CharField(max_length=150, blank=True)
    signed_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True)

    privacy = {
        "public": "id clinic region language title now_lead now today_lead today soon_lead soon "
        "signed_name signed_on review_due_on",
        "personal": "signed_by",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="help_set_once_per_region",
                fields=["clinic", "region", "language"],
                nulls_distinct=False,
            ),
        ]


class Glossary(SystemRows):
    """A medical word and the plain words for it."""

    language = models.CharField(max_length=12, default="en-gb")
    term = models.CharField(max_length=80)
    plain = models.CharField(max_length=200)

    privacy = {"public": "id language term plain"}

    class Meta:
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(name="glossary_term_once", fields=["language", "term"]),
        ]


class Synonyms(SystemRows):
    """Words that mean the same to a person who searches."""

    language = models.CharField(max_length=12, default="en-gb")
    words = ArrayField(models.CharField(max_length=80))

    privacy = {"public": "id language words"}


class Vocabulary(SystemRows):
    """The words of what is published, for "did you mean"."""

    language = models.CharField(max_length=12)
    word = models.CharField(max_length=60)
    uses = models.PositiveIntegerField(default=1)

    privacy = {"public": "id language word uses"}
    units = {"uses": "count"}

    class Meta:
        constraints = [
            models.UniqueConstraint(name="vocabulary_word_once", fields=["language", "word"]),
            models.CheckConstraint(name="vocabulary_word_used", condition=Q(uses__gte=1)),
        ]
