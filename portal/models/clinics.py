"""Clinics, their people, and where somebody works now."""

from __future__ import annotations

import uuid
from operator import attrgetter

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models.rows import OwnedQuerySet, Rows

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
