"""The devices somebody is signed in on: known ones, new ones, and signing them out from afar."""

from __future__ import annotations

import hashlib
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.db.models import Q
from django.utils import timezone

from portal import mail
from portal.models import Clinic, Member, Patient, User

COOKIE = "__Host-known" if settings.HTTPS else "known"
COOKIE_SECONDS = 365 * 24 * 3600
SALT = "portal.known-device"
PEOPLE_REMEMBERED = 5
OWN, SHARED = "own", "shared"


# Whether a device has been here before -----------------------------------------------------


def mark_of(user) -> str:
    return hashlib.sha256(f"{SALT}:{user.pk}".encode()).hexdigest()[:16]


def marks_on(request) -> dict[str, str]:
    """Whom this browser has been signed in as, without naming them, and what each answered when
    asked whose device it is: OWN, SHARED or nothing yet."""
    try:
        return dict(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT))
    except (signing.BadSignature, ValueError):
        return {}


def answer_on(request, user) -> str:
    return marks_on(request).get(mark_of(user), "")


def counted_as(request, email: str) -> str:
    """Where the owner of an address has been signed in with this browser, their mark: strangers'
    failures are then counted apart, and cannot shut them out (trust 19). Otherwise empty."""
    marks = marks_on(request)
    owner = User.objects.filter(email=email.lower()).first() if marks else None
    return mark_of(owner) if owner and mark_of(owner) in marks else ""


def network_of(request) -> str:
    from portal.security import client_network

    return client_network(request)


def remember_with_answer(request, user, answer: str) -> None:
    """This will be written with the answer to this request: the person, newest first."""
    mine = mark_of(user)
    others = [(mark, said) for mark, said in marks_on(request).items() if mark != mine]
    request.known_device = dict([(mine, answer), *others][:PEOPLE_REMEMBERED])


def write_cookie(request, response) -> None:
    if not hasattr(request, "known_device"):
        return
    response.set_cookie(
        COOKIE,
        signing.dumps(request.known_device, salt=SALT),
        max_age=COOKIE_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def tell_if_new(request, user) -> None:
    """A letter to the person where this browser has never been signed in as them."""
    if mark_of(user) in marks_on(request):
        return
    address = user.email or next((p.email for p in user.patients.all() if p.email), "")
    if address:
        mail.signed_in_somewhere(to=address, clinic_name=clinic_name(user), language=user.language)


def clinic_name(user) -> str:
    """A clinic this person belongs to, for a letter; the portal's own name where there is none."""
    at_work = Q(members__in=Member.objects.current().filter(user=user).unscoped())
    in_care = Q(patients__in=Patient.objects.as_patient(user))
    found = Clinic.objects.filter(at_work | in_care).unscoped().order_by("created_at").first()
    return found.name if found else "Groundwork"


# Which devices are signed in ------------------------------------------------------------------


def remember_session(request) -> None:
    """Puts the session that was just signed in on its owner's list of devices."""
    UserSession.objects.create_from_request(request)


def sessions_of(user) -> list[UserSession]:
    """Where this person is signed in now, newest first."""
    rows = UserSession.objects.filter(user_id=user.pk).order_by("-created_at")
    keys = [row.session_key for row in rows]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    living = set(alive.values_list("session_key", flat=True))
    return [row for row in rows if row.session_key in living]


def end(sessions) -> int:
    """Signs these sessions out on the server; how many there were."""
    rows = list(sessions)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for row in rows:
        store().delete(row.session_key)
        row.delete()
    return len(rows)


def end_all(user, *, but: str = "") -> int:
    """Signs a person out everywhere, except for the session with the key `but`."""
    return end(UserSession.objects.filter(user_id=user.pk).exclude(session_key=but))


def end_everybody() -> int:
    """Signs everybody out everywhere; how many sessions there were."""
    UserSession.objects.all().delete()
    return Session.objects.all().delete()[0]


def forget_current(request) -> None:
    UserSession.objects.filter(session_key=request.session.session_key or "-").delete()


def name_of(user_agent: str) -> str:
    """What to call a device: "Firefox on Android"."""
    browsers = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]
    systems = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ]
    browser = next((name for mark, name in browsers if mark in user_agent), "")
    system = next((name for mark, name in systems if mark in user_agent), "")
    return f"{browser} · {system}" if browser and system else browser or system
