"""What is measured, as ready requests; a page that does not exist is left out by name."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.test import Client
from django.urls import NoReverseMatch, reverse

from portal.access import patient_mark
from portal.models import Member, NoticeShown, Patient
from tests import factories

CLIENTS = 8
CSRF = "b" * 32


@dataclass
class Page:
    """`asks`: one per client, {path, cookies, body}; a body with {id} gets a new one each time."""

    name: str
    asks: list[dict] = field(default_factory=list)
    missing: str = ""


def session_of(person) -> dict:
    """The cookies of somebody signed in who has seen what is shown only once."""
    browser = Client()
    factories.sign_in(browser, person)
    return {"session": browser.cookies["session"].value, "csrf": CSRF}


def patients() -> list[Patient]:
    """Patients with an account and a plan in force, welcomed."""
    found = list(
        Patient.objects.unscoped()
        .filter(user__isnull=False, assignments__ended_at=None, episodes__closed_at=None)
        .filter(assignments__isnull=False)
        .select_related("user", "clinic")
        .order_by("created_at", "pk")
        .distinct()[:CLIENTS]
    )
    for patient in found:
        for notice in patient.clinic.privacy_notices.all():
            NoticeShown.objects.unscoped().get_or_create(
                patient=patient, notice=notice, shown_to=patient.user
            )
    return found


def pages() -> list[Page]:
    people = patients()
    staff = Member.objects.unscoped().get(user__email="alice@alder.example")
    signed_in = [session_of(patient) for patient in people]
    at_work = session_of(staff)
    theirs = people[0]
    slug = article_slug()
    return [
        asked("today", "show_today", cookies=signed_in),
        asked("article", "show_article", slug, cookies=[{}]),
        asked("patient list", "list_patients", cookies=[at_work]),
        asked("patient page", "show_patient", theirs.pk, cookies=[at_work]),
        asked("search", "search", cookies=[{}], query="?q=heel+pain"),
        logged(people, signed_in),
    ]


def article_slug() -> str:
    from articles.models import Article

    first = Article.objects.for_everyone().order_by("slug").first()
    return first.slug if first else "none"


def asked(name: str, url_name: str, *args, cookies, query="") -> Page:
    for candidate in (url_name, f"show_{url_name}", f"{url_name}_all"):
        try:
            path = reverse(candidate, args=args) + query
        except NoReverseMatch:
            continue
        return Page(name, [{"path": path, "cookies": one, "body": None} for one in cookies])
    return Page(name, missing=url_name)


def logged(people, cookies) -> Page:
    """The report of all that was planned, as the page's form sends it."""
    from exercises.models import AssignedItem

    asks = []
    for patient, one in zip(people, cookies, strict=True):
        items = AssignedItem.objects.unscoped().in_force().filter(
            slot__phase__assignment__patient=patient, slot__phase__state="current"
        )  # fmt: skip
        fields = [("items", pk) for pk in items.values_list("pk", flat=True)]
        fields += [("how", "all"), ("pain_worst", 3), ("for", patient_mark(patient))]
        body = urlencode([*fields, ("csrfmiddlewaretoken", CSRF)]) + "&id={id}"
        asks.append({"path": reverse("log_session"), "cookies": one, "body": body})
    return Page("logged session", asks)


def body_of(ask: dict) -> bytes:
    return ask["body"].replace("{id}", str(uuid.uuid4())).encode() if ask["body"] else b""
