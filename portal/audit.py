"""Writing down who did what. If it cannot be written, the page is refused."""

from __future__ import annotations

import logging
from contextvars import ContextVar
from functools import partial

from django.db import transaction
from django.utils import timezone

from portal.models import Event, Patient, User

LOOKED_AT = "looked_at"  # session key

log = logging.getLogger("portal.audit")
_request: ContextVar = ContextVar("request", default=None)


class RequestInRecord:
    """Middleware: lets the record name the route, the network and the request id."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _request.set(request)
        try:
            # A page may show times in its reader's zone; the next request starts without one.
            with timezone.override(None):
                return self.get_response(request)
        finally:
            _request.reset(token)


def _circumstances() -> dict:
    request = _request.get()
    if request is None:
        return {}
    from portal.security import client_network

    match = request.resolver_match
    return {
        "route": (match.view_name or "")[:80] if match else "",
        "ip_prefix": client_network(request)[:45],
        "request_id": getattr(request, "id", "")[:40],
        "role": getattr(request, "acting_role", ""),
    }


def record(
    action: str,
    *,
    by: User | None,
    at,
    clinic=None,
    patient: Patient | None = None,
    patients=(),
    about=None,
    reason: str = "",
    role: str = "",
) -> Event:
    """This will add one row to the record. `about` is the object concerned, if any."""
    facts = _circumstances()
    if role:
        facts["role"] = role
    event = Event.objects.create(
        at=at,
        action=action,
        clinic_id=clinic.pk if clinic else patient.clinic_id if patient else None,
        patient=patient,
        patients=[p.pk for p in patients],
        actor=by,
        actor_name=one_line(by.name) if by else "",
        object_kind=about._meta.model_name if about is not None else "",
        object_id=str(about.pk) if about is not None else "",
        reason=one_line(reason)[:500],
        **facts,
    )
    transaction.on_commit(partial(_log, event))
    return event


def _log(event: Event) -> None:
    """The same for the operator, whose logs leave the machine: what and by whom, not about whom."""
    fields = {"action": event.action, "user": event.actor_id, "clinic": event.clinic_id}
    if event.object_kind:
        fields["object"] = event.object_kind
    log.info("Recorded", extra={"event": "recorded", "fields": fields})


def note_listed(request, patients) -> None:
    """Everybody a staff page names is written down, in one row (trust 64)."""
    shown = list({patient.pk: patient for patient in patients}.values())
    if shown:
        record(
            "listed patients",
            by=request.user,
            at=timezone.now(),
            clinic=request.clinic,
            patients=shown,
        )


def note_opened(request, patient, *, action: str = "opened record") -> None:
    """For what a page asks for in pieces: written down once, until this person turns to somebody
    else."""
    if turned_to(request, patient, action=action):
        record(action, by=request.user, at=timezone.now(), patient=patient)


def turned_to(request, patient, *, action: str = "opened record") -> bool:
    """Whether this person now looks at somebody they were not looking at; remembered, so that
    what a page asks for in pieces afterwards is the same look."""
    now_at = f"{action}:{patient.pk}"
    if request.session.get(LOOKED_AT) == now_at:
        return False
    request.session[LOOKED_AT] = now_at
    return True


def one_line(text: str) -> str:
    """A text that cannot forge a second line or colour a terminal."""
    return "".join(c if c.isprintable() else " " for c in text).strip()
