"""Where a person works, and for whom they may act under /my/: each in one kept statement."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from portal.models import (
    Clinic,
    Episode,
    Helper,
    Member,
    NoticeShown,
    Patient,
    PrivacyNotice,
    User,
)
from portal.models.prepared import SOMEBODY, Prepared, columns, made


def workplaces(user):
    """Where this person works, oldest place first, and whom they are or help beside their work."""
    person = User(pk=user)
    own = Patient.objects.as_patient(person).values("pk")
    return (
        Member.objects.current()
        .filter(user=person)
        .unscoped()
        .annotate(own=ArraySubquery(own))
        .order_by("joined_at")
        .values_list("own", *columns(Member), *columns(Clinic, "clinic__"))
    )


WORKPLACES = Prepared(workplaces, user=SOMEBODY)


def take_places(user) -> list[Member]:
    """This will find where the person of this request works; their queries then need not ask."""
    rows, width = WORKPLACES.rows(user=user.pk), len(columns(Member))
    places = [made(Member, row[1 : width + 1]) for row in rows]
    for place, row in zip(places, rows, strict=True):
        place.clinic = made(Clinic, row[width + 1 :])
    user.places = places
    if rows:
        user.own_patients = rows[0][0]
    return places


MOST_PATIENTS = 20  # of one person: a parent of many children, a carer


def standing(user):
    """Whose pages this person may open, and what every such page must know first."""
    person = User(pk=user)
    return (
        Patient.objects.as_patient(person)
        .annotate(
            reader_is_staff=Exists(Member.objects.current().filter(user=person)),
            in_care=Exists(open_episodes()),
            notice_due=Exists(notices_due(person)),
        )
        .order_by("created_at")
        .values_list(*FACTS, *columns(Patient), *columns(Clinic, "clinic__"))[:MOST_PATIENTS]
    )


FACTS = ("reader_is_staff", "in_care", "notice_due")
STANDING = Prepared(standing, user=SOMEBODY)


def my_patients(user) -> list[Patient]:
    """Those this person is or helps, oldest first, with their standing and the person's help."""
    if not user.is_active:
        return []
    mine = [with_standing(row) for row in STANDING.rows(user=user.pk)]
    others = [p.pk for p in mine if p.user_id != user.pk]
    help_given = (
        {h.patient_id: h for h in helpers_of(user).filter(patient__in=others)} if others else {}
    )
    for patient in mine:
        patient.my_help = [help_given[patient.pk]] if patient.pk in help_given else []
    return mine


def with_standing(row: tuple):
    """The patient of a row of `standing`, the clinic at hand."""
    facts, row = row[: len(FACTS)], row[len(FACTS) :]
    width = len(columns(Patient))
    patient = made(Patient, row[:width])
    patient.clinic = made(Clinic, row[width:])
    patient.reader_is_staff, patient.in_care, patient.notice_due = facts
    return patient


def helpers_of(user):
    return Helper.objects.current().filter(user=user).unscoped()


def open_episodes():
    return Episode.objects.filter(patient=OuterRef("pk"), closed_at__isnull=True).unscoped()


def notices_due(user):
    """The clinic's newest privacy notice, where it was not shown to this person yet."""
    shown = NoticeShown.objects.filter(
        notice=OuterRef("pk"), patient=OuterRef(OuterRef("pk")), shown_to=user
    ).unscoped()
    newer = PrivacyNotice.objects.filter(
        clinic=OuterRef("clinic"), version__gt=OuterRef("version")
    ).unscoped()
    return PrivacyNotice.objects.filter(
        ~Exists(shown), ~Exists(newer), clinic=OuterRef("clinic_id")
    ).unscoped()
