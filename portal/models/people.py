"""Clinics, the people who work there, and the people they look after."""

from __future__ import annotations

import uuid
from operator import attrgetter
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import Cast, Lower, Now, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models.rows import ClinicRows, OwnedQuerySet, PatientRows, Rows

PAIN_RANGE = (MinValueValidator(0), MaxValueValidator(10))


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str | None, name: str = "", password: str | None = None, **extra):
        """An account; without a password nobody can sign in with one."""
        user = self.model(email=(email or "").strip().lower() or None, name=name, **extra)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(Rows, AbstractBaseUser):
    """Somebody who signs in. One person is one user, in however many clinics and roles."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(max_length=12, default="en-gb")
    is_active = models.BooleanField(default=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    privacy = {
        "public": "id",
        "personal": "email name language is_active deactivated_at created_at last_login",
        "secret": "password",
    }

    # The clinic this person has chosen to work in now; None = every clinic they belong to.
    chosen_clinic_id: uuid.UUID | None = None
    # Where this person works now, and whom they are or help, as a request found it at its start
    # (portal.standing.take_places); None = every query asks. An ended role ends with the request.
    places: list[Member] | None = None
    own_patients: list[uuid.UUID] | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_email_is_lower", condition=Q(email=Lower("email"))),
        ]

    def __str__(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else ""


class ClinicQuerySet(OwnedQuerySet):
    def for_user(self, user):
        """The clinics this user works in now (the chosen one, where one is chosen)."""
        return self.filter(pk__in=clinics_of(user)).unscoped()


class Clinic(Rows):
    """A practice: its numbers, hours, habits and limits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    country = models.CharField(_("country"), max_length=2, default="GB")
    language = models.CharField(_("language"), max_length=12, default="en-gb")
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/London")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.TextField(_("address"), blank=True)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    emergency_number = models.CharField(_("emergency number"), max_length=20, default="999")
    advice_number = models.CharField(_("urgent advice number"), max_length=40, default="111")
    answers_within = models.CharField(
        _("questions are answered within"), max_length=80, default=_("2 working days")
    )
    pain_fine_max = models.PositiveSmallIntegerField(
        _("pain that is fine, up to"), default=3, validators=PAIN_RANGE
    )
    pain_limit = models.PositiveSmallIntegerField(
        _("pain that is acceptable, up to"), default=5, validators=PAIN_RANGE
    )
    morning_rise_limit = models.PositiveSmallIntegerField(
        _("next-morning pain above the usual, from"), default=2, validators=PAIN_RANGE
    )
    care_team_only = models.BooleanField(
        _("only the care team opens a patient's record"), default=False
    )
    shows_change_labels = models.BooleanField(default=False)
    staff_idle_minutes = models.PositiveSmallIntegerField(
        default=15, validators=[MinValueValidator(1), MaxValueValidator(15)]
    )
    patient_idle_minutes = models.PositiveSmallIntegerField(
        default=30, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    own_device_days = models.PositiveSmallIntegerField(
        default=180, validators=[MinValueValidator(1), MaxValueValidator(180)]
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ClinicQuerySet.as_manager()
    belongs_to_clinic = ""

    privacy = {
        "public": "id name slug country language time_zone phone email address hours "
        "emergency_number advice_number answers_within pain_fine_max pain_limit "
        "morning_rise_limit care_team_only shows_change_labels staff_idle_minutes "
        "patient_idle_minutes own_device_days version created_at",
    }
    units = {
        "pain_fine_max": "0-10",
        "pain_limit": "0-10",
        "morning_rise_limit": "points of 10",
        "staff_idle_minutes": "min",
        "patient_idle_minutes": "min",
        "own_device_days": "days",
        "version": "count",
    }

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="clinic_pain_limits_in_order",
                condition=Q(pain_fine_max__lte=F("pain_limit"), pain_limit__lte=10),
            ),
            models.CheckConstraint(
                name="clinic_sessions_only_shorter",
                condition=Q(
                    staff_idle_minutes__range=(1, 15),
                    patient_idle_minutes__range=(1, 30),
                    own_device_days__range=(1, 180),
                ),
            ),
        ]

    def __str__(self):
        return self.name


class MemberQuerySet(OwnedQuerySet):
    def for_user(self, user):
        """The colleagues in this user's clinics, the user included, the ended ones too."""
        return self.filter(clinic__in=clinics_of(user)).unscoped()

    def current(self):
        return self.filter(ended_at__isnull=True, user__is_active=True)

    def clinicians(self):
        return self.filter(is_clinician=True)


class Member(Rows):
    """A person's place in a clinic and what they may do there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    is_manager = models.BooleanField(_("manager"), default=False)
    is_clinician = models.BooleanField(_("clinician"), default=False)
    is_author = models.BooleanField(_("author"), default=False)
    is_reviewer = models.BooleanField(_("reviewer"), default=False)
    job_title = models.CharField(_("role"), max_length=80, blank=True)
    registration = models.CharField(_("registration"), max_length=80, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = MemberQuerySet.as_manager()
    belongs_to_clinic = "clinic"

    privacy = {
        "public": "id clinic job_title registration",
        "personal": "user is_manager is_clinician is_author is_reviewer joined_at ended_at "
        "ended_by",
    }

    class Meta:
        ordering = ["user__name"]
        constraints = [
            models.UniqueConstraint(
                name="member_once_per_clinic",
                fields=["clinic", "user"],
                condition=Q(ended_at__isnull=True),
            ),
            # Lets other tables pin a member to their own clinic with a composite key.
            models.UniqueConstraint(name="member_id_and_clinic", fields=["id", "clinic"]),
        ]

    def __str__(self):
        return f"{self.user.name}, {self.clinic.name}"

    @property
    def roles(self) -> list[str]:
        names = [
            (self.is_manager, _("manager")),
            (self.is_clinician, _("clinician")),
            (self.is_author, _("author")),
            (self.is_reviewer, _("reviewer")),
        ]
        return [str(name) for has, name in names if has]


def is_out(user) -> bool:
    return not getattr(user, "is_active", False) or user.is_anonymous


def at_work(user, give: str = "clinic_id", **wanted):
    """`give` of the places this person works at now (the chosen clinic's, where one is chosen), of
    those that are as `wanted`: a list where the request knows them, else a query."""
    if is_out(user):
        return []
    if user.chosen_clinic_id:
        wanted["clinic_id"] = user.chosen_clinic_id
    if user.places is None:
        return Member.objects.current().filter(user=user, **wanted).values(give)
    fits = user.places
    for name, value in wanted.items():
        told = attrgetter(name.replace("__", "."))
        fits = [place for place in fits if told(place) == value]
    return [getattr(place, give) for place in fits]


def clinics_of(user):
    """The ids of the clinics this user works in now, as `at_work` gives them."""
    return at_work(user)


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
