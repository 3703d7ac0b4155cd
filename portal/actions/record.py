"""The record: sealed into a hash chain per clinic, checked, searched, and tidied round."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import UTC, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Max

from portal.models import Draft, Event, EventSeal, Invitation, Patient

INSTALLATION = "installation"
BATCH = 2000
LOCK = 4_206_001  # any number of our own: two workers never seal at once
SEALED_WITHIN = timedelta(minutes=2)
DRAFTS_KEPT = timedelta(days=30)
INVITATIONS_KEPT = timedelta(days=90)

log = logging.getLogger("portal.record")


# Sealing ---------------------------------------------------------------------------------------


@transaction.atomic
def seal_events(*, at) -> int:
    """This will seal what was written since the last time; how many events that were."""
    if not _take_lock():
        return 0
    waiting = Event.objects.filter(seal__isnull=True).unscoped().order_by("id")[:BATCH]
    ends: dict[str, tuple[int, str]] = {}
    seals = []
    for event in waiting:
        chain = chain_of(event)
        position, digest = ends.get(chain) or _end_of(chain)
        ends[chain] = position + 1, digest_of(event, digest)
        seals.append(
            EventSeal(
                event=event, chain=chain, position=position + 1, digest=ends[chain][1], sealed_at=at
            )
        )
    EventSeal.objects.bulk_create(seals)
    for chain, (position, digest) in ends.items():
        # Sent off the machine with the log, the head tells of a chain cut off at its end.
        log.info(
            "Record sealed",
            extra={
                "event": "record_sealed",
                "fields": {"chain": chain, "position": position, "head": digest},
            },
        )
    return len(seals)


def _take_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0]


def _end_of(chain: str) -> tuple[int, str]:
    last = EventSeal.objects.filter(chain=chain).order_by("-position").first()
    return (last.position, last.digest) if last else (0, "")


def chain_of(event: Event) -> str:
    return str(event.clinic_id) if event.clinic_id else INSTALLATION


def digest_of(event: Event, previous: str) -> str:
    """SHA-256 over the digest before and every field of the event."""
    values = {}
    for field in Event._meta.concrete_fields:
        value = getattr(event, field.attname)
        if field.name == "at":
            value = value.astimezone(UTC).isoformat()
        elif field.name == "patients":
            value = [str(one) for one in value]
        values[field.attname] = value if isinstance(value, list) else str(value)
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


# Checking --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    chain: str
    position: int
    event_id: int | None
    what: str

    def __str__(self):
        row = f"event {self.event_id}" if self.event_id else "no event"
        return f"chain {self.chain}, position {self.position}, {row}: {self.what}"


def check_record(*, at) -> list[Fault]:
    """Every place where the record is not what was sealed; empty when all is well."""
    faults = []
    chains = EventSeal.objects.order_by().values_list("chain", flat=True).distinct()
    for chain in sorted(chains):
        faults += _check_chain(chain)
    late = Event.objects.filter(seal__isnull=True, at__lt=at - SEALED_WITHIN).unscoped()
    for event in late.order_by("id")[:100]:
        faults.append(Fault(chain_of(event), 0, event.pk, "not sealed within two minutes"))
    return faults


def _check_chain(chain: str):
    expected, digest = 1, ""
    seals = EventSeal.objects.filter(chain=chain).order_by("position").select_related("event")
    for seal in seals.iterator(chunk_size=BATCH):
        if seal.position != expected:
            yield Fault(chain, expected, None, f"{seal.position - expected} row(s) are missing")
        elif digest_of(seal.event, digest) != seal.digest:
            yield Fault(chain, seal.position, seal.event_id, "changed after it was sealed")
        if chain != chain_of(seal.event):
            yield Fault(chain, seal.position, seal.event_id, "moved to another clinic")
        expected, digest = seal.position + 1, seal.digest


def heads() -> dict[str, int]:
    """How long each chain is."""
    return dict(EventSeal.objects.order_by().values_list("chain").annotate(Max("position")))


# Who was touched -------------------------------------------------------------------------------


def touched_patients(*, user, since, until) -> list[tuple[Patient, int]]:
    """Every patient whose record an account opened or changed in this time, and how often."""
    counts: dict = {}
    events = Event.objects.filter(actor=user, at__gte=since, at__lt=until).unscoped()
    for patient_id, listed in events.values_list("patient_id", "patients").iterator():
        for one in {patient_id, *listed} - {None}:
            counts[one] = counts.get(one, 0) + 1
    patients = Patient.objects.filter(pk__in=counts).unscoped().select_related("clinic")
    return [(patient, counts[patient.pk]) for patient in patients.order_by("clinic", "full_name")]


# Tidying ---------------------------------------------------------------------------------------


def tidy(*, at) -> dict[str, int]:
    """This will remove what is over: sessions, invitations nobody took, old half-written texts."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    Session.objects.filter(expire_date__lte=at).delete()
    gone, _ = UserSession.objects.exclude(session_key__in=alive).delete()
    over = Invitation.objects.filter(
        accepted_at__isnull=True, expires_at__lt=at - INVITATIONS_KEPT
    ).unscoped()
    drafts = Draft.objects.filter(saved_at__lt=at - DRAFTS_KEPT).unscoped()
    return {
        "sessions": gone,
        "invitations": over.delete()[0],
        "drafts": drafts.delete()[0],
    }
