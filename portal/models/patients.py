"""The people a clinic looks after, who helps them, and who sees whose record."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import Cast, Now, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models.clinics import PAIN_RANGE, Clinic, Member, User, at_work, is_out
from portal.models.rows import OwnedQuerySet, PatientRows, Rows


def clinical_access(user) -> Q:
    """Whose record this user may open, as a condition on Patient (product rules 13 and 15)."""
    allowed = own_access(user)
    allowed |= Q(clinic__in=at_work(user, is_clinician=True, clinic__care_team_only=False))
    closed: dict[str, Any] = {"is_clinician": True, "clinic__care_team_only": True}
    if at_work(user, **closed) == []:
        return allowed
    of_team = Exists(newest_team().filter(member__in=at_work(user, "pk", **closed)))
    in_team = Patient.objects.filter(
        of_team | ~Exists(newest_team()), clinic__in=at_work(user, **closed)
    )
    return allowed | Q(pk__in=in_team.unscoped().values("pk"))


def newest_team():
    """Who is on the team of a patient's newest course of care, the closed one too: they read on,
    and open the next (rule 16). Where nobody is left on it, it is the whole clinic's business, so
    that no patient is lost behind a team that is gone."""
    newer = Episode.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gt=OuterRef("episode__closed_at")),
        patient=OuterRef("episode__patient"),
    ).exclude(pk=OuterRef("episode"))
    return CareTeam.objects.filter(
        ~Exists(newer.unscoped()),
        episode__patient=OuterRef("pk"),
        until_on__isnull=True,
        member__ended_at__isnull=True,
        member__user__is_active=True,
    ).unscoped()


def own_access(user) -> Q:
    """The patient themselves, and those they help now."""
    if user.own_patients is not None:
        return Q(pk__in=user.own_patients)
    helping = Helper.objects.current().filter(user=user)
    return Q(user=user) | Q(pk__in=helping.values("patient_id"))


class PatientQuerySet(OwnedQuerySet):
    def for_user(self, user):
        """The one sentence that says who sees whom."""
        if is_out(user):
            return self.none().unscoped()
        return self.filter(clinical_access(user), erased_at__isnull=True).unscoped()

    def as_patient(self, user):
        """The patients this user is, or helps: whose pages under /my/ they may open."""
        if is_out(user):
            return self.none().unscoped()
        return self.filter(own_access(user), erased_at__isnull=True).unscoped()

    def contacts_for(self, user):
        """Names and contact for a manager, clinical content apart (product rule 13)."""
        if is_out(user):
            return self.none().unscoped()
        at_desk = Q(clinic__in=at_work(user, is_manager=True))
        return self.filter(at_desk | clinical_access(user), erased_at__isnull=True).unscoped()


class Patient(Rows):
    """Somebody the clinic looks after; may have no account and no e-mail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="patients")
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="patients"
    )
    full_name = models.CharField(_("full name"), max_length=150)
    called = models.CharField(_("called"), max_length=60, blank=True)
    born_on = models.DateField(_("date of birth"))
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    record_number = models.CharField(_("record number"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en-gb")
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/London")
    minutes_a_day = models.PositiveSmallIntegerField(_("minutes a day"), null=True, blank=True)
    kit = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    cautions = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    usual_morning_pain = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=PAIN_RANGE
    )
    restricted_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PatientQuerySet.as_manager()
    belongs_to_patient = "pk"

    privacy = {
        "public": "id",
        "personal": "clinic user full_name called born_on email phone record_number language "
        "time_zone restricted_at erased_at version created_at created_by",
        "health": "minutes_a_day kit cautions usual_morning_pain",
    }
    units = {"minutes_a_day": "min", "usual_morning_pain": "0-10", "version": "count"}

    class Meta:
        ordering = ["full_name"]
        constraints = [
            models.UniqueConstraint(
                name="patient_record_number_once_per_clinic",
                fields=["clinic", "record_number"],
                condition=~Q(record_number=""),
            ),
            models.UniqueConstraint(name="patient_id_and_clinic", fields=["id", "clinic"]),
            models.UniqueConstraint(
                name="patient_account_once_per_clinic",
                fields=["clinic", "user"],
                condition=Q(user__isnull=False),
            ),
            models.CheckConstraint(
                name="patient_usual_morning_pain_0_to_10",
                condition=Q(usual_morning_pain__isnull=True) | Q(usual_morning_pain__lte=10),
            ),
        ]
        indexes = [
            models.Index(name="patient_by_clinic_and_name", fields=["clinic", "full_name"]),
            models.Index("clinic", Upper("full_name"), name="patient_by_clinic_and_namesake"),
            models.Index(name="patient_by_user", fields=["user"], condition=Q(user__isnull=False)),
        ]

    def __str__(self):
        return self.full_name

    @property
    def name_to_use(self) -> str:
        """What to call this person when speaking to them."""
        return self.called or self.full_name.split(" ")[0]


class Episode(PatientRows):
    """One course of care, from opening to closing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="episodes")
    reason = models.CharField(_("what for"), max_length=200)
    lead = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_on = models.DateField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    close_reason = models.CharField(max_length=200, blank=True)

    privacy = {
        "public": "id",
        "personal": "patient lead opened_on opened_by closed_at closed_by",
        "health": "reason close_reason",
    }

    class Meta:
        ordering = ["-opened_on"]
        constraints = [
            models.UniqueConstraint(
                name="episode_one_open_per_patient",
                fields=["patient"],
                condition=Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self):
        return self.reason


class CareTeam(PatientRows):
    """A clinician's part in an episode."""

    belongs_to_patient = "episode__patient"

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="team")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="caring")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    privacy = {"personal": "id episode member from_on until_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="care_team_member_once",
                fields=["episode", "member"],
                condition=Q(until_on__isnull=True),
            ),
        ]


class HelperQuerySet(OwnedQuerySet):
    def for_user(self, user):
        return self.filter(patient__in=Patient.objects.for_user(user).values("pk")).unscoped()

    def current(self):
        """Helpers whose right holds now: its last day ends with the patient's own day (rule 18)."""
        there = Func(F("patient__time_zone"), Now(), function="timezone")
        return self.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=Cast(there, models.DateField())),
            ended_at__isnull=True,
            suspended_at__isnull=True,
            user__is_active=True,
        )


class Helper(Rows):
    """A parent, partner or carer who may look, or look and log, for one patient."""

    class Relation(models.TextChoices):
        PARENT = "parent", _("parent or guardian")
        PARTNER = "partner", _("partner")
        CARER = "carer", _("carer")
        OTHER = "other", _("other")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="helpers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="helping")
    relation = models.CharField(max_length=10, choices=Relation.choices, default=Relation.OTHER)
    may_log = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = HelperQuerySet.as_manager()
    belongs_to_patient = "patient"

    privacy = {
        "personal": "id patient user relation may_log from_on until_on suspended_at ended_at "
        "ended_by",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="helper_once_per_patient",
                fields=["patient", "user"],
                condition=Q(ended_at__isnull=True),
            ),
        ]
