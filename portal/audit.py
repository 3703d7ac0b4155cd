"""Writing down who did what. If it cannot be written, the page is refused."""

from __future__ import annotations

from contextvars import ContextVar

from django.utils import timezone

from portal.models import Event, Patient, User

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
    return Event.objects.create(
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


def one_line(text: str) -> str:
    """A text that cannot forge a second line or colour a terminal."""
    return "".join(c if c.isprintable() else " " for c in text).strip()
