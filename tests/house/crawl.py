"""Walking every address as every person, with anybody's ids."""

from __future__ import annotations

import hashlib
import json
import re
from html.parser import HTMLParser

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.house import rules
from tests.world import World

# The word before an id in an address says what it is the id of.
KINDS = {
    "check-ins": "checkin",
    "patients": "patient",
    "invitations": "invitation",
    "team": "member",
    "helpers": "helper",
    "programmes": "programme",
    "phases": "phase",
    "stages": "phase",
    "slots": "slot",
    "items": "item",
    "exercises": "exercise",
    "articles": "article",
    "revisions": "revision",
    "drafts": "revision",
    "sources": "source",
    "pictures": "picture",
    "media": "picture",
    "clips": "clip",
    "handout": "printout",
    "comments": "comment",
    "reading": "reading",
    "readings": "reading",
    "plan": "assignment",
    "plans": "assignment",
    "assignments": "assignment",
    "sessions": "session",
    "questions": "question",
    "topics": "topic",
    "checks": "check",
    "notices": "notice",
    "episodes": "episode",
}
# An argument's own name says it where the word before does not.
NAMES = {
    "patient": "patient",
    "patient_pk": "patient",
    "helper_pk": "helper",
    "invitation_pk": "invitation",
    "item": "assigneditem",
    "item_pk": "item",
    "exercise_pk": "exercise",
    "article_pk": "article",
    "programme_pk": "programme",
    "printout_pk": "printout",
    "session": "session",
    "session_pk": "session",
    "reading": "reading",
    "question": "question",
    "assignment": "assignment",
    "assignment_pk": "assignment",
    "phase": "phase",
    "phase_pk": "phase",
    "slot": "slot",
    "slot_pk": "slot",
    "revision": "revision",
    "revision_pk": "revision",
    "source": "source",
    "picture": "picture",
}
WORDS = {
    "token": "not-a-token",
    "form": "log",
    "width": "480",
    "region": "knee",
    "language": "en-gb",
    "number": "1",
    "rule": "CL01",
    "paragraph": "p-1",
    "kind": "webp",
    "ext": "webp",
    "file": "480.webp",
    "way": "up",
    "what": "x",
}
# Rows that are counted; everything else has a long id.
NUMBERED = {"check_pk": "check", "reading": "phasereading"}
ARGUMENT = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
PLAN_KINDS = {
    "items": "assigneditem",
    "exercises": "assigneditem",
    "phases": "assignedphase",
    "slots": "assignedslot",
}


class NoSample(Exception):
    """An address holds an argument nobody gave a sample for."""


def sample(route: str, found: re.Match, world: World) -> str:
    name, kind = found["name"], found["kind"] or "str"
    before = route[: found.start()].strip("/").split("/")[-1]
    in_plan = "/plan" in route[: found.start()] or route.startswith("/my/")
    wanted = (PLAN_KINDS.get(before) if in_plan else None) or KINDS.get(before)
    if route == "/clinic/reading/<uuid:pk>/":
        wanted = "article"
    if kind == "uuid":
        wanted = (NAMES.get(name) if name not in ("pk", "id") else None) or wanted
        if before in PLAN_KINDS and in_plan:
            wanted = PLAN_KINDS[before]
        row = world.rows.get(wanted or "")
        if row is None:
            raise NoSample(f"{route}: what is <{kind}:{name}> the id of?")
        return str(row.pk)
    if kind == "int":
        row = world.rows.get(NUMBERED.get(name) or NUMBERED.get(before, ""))
        return str(row.pk) if row is not None else WORDS.get(name, "1")
    if name == "slug" and wanted:
        row = world.rows.get(wanted)
        return getattr(row, "slug", None) or "foot-ankle"
    if name in WORDS:
        return WORDS[name]
    row = world.rows.get(wanted or "")
    if row is not None and hasattr(row, "slug"):
        return row.slug
    raise NoSample(f"{route}: what is <{kind}:{name}>?")


def fill(route: str, world: World) -> str:
    """An address with this world's ids in it."""
    return ARGUMENT.sub(lambda found: sample(route, found, world), route)


def addresses(world: World, *, prefix: str = "/"):
    """(route, address) of every page of ours that starts with `prefix`."""
    for route, _name, _view in rules.pages():
        if route.startswith(prefix):
            yield route, fill(route, world)


# What a page offers to type into -----------------------------------------------------------


class FormFields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag in ("input", "select", "textarea", "button") and found.get("name"):
            self.fields.setdefault(found["name"], found.get("value") or "")


def fields_of(response) -> dict[str, str]:
    if "html" not in response.headers.get("Content-Type", "") or response.streaming:
        return {}
    parser = FormFields()
    parser.feed(response.content.decode(errors="replace"))
    parser.fields.pop("csrfmiddlewaretoken", None)
    return parser.fields


def foreign_values(fields: dict[str, str], world: World) -> dict[str, str]:
    """The same form with the other clinic's ids wherever an id may stand."""
    kinds = {**KINDS, **NAMES, "lead": "member", "clinic": "clinic", "reviewer": "member"}
    singular = {"programme", "exercise", "article", "patient", "member", "team", "easier"}
    filled = {}
    for name, value in fields.items():
        kind = kinds.get(name) or kinds.get(name.removesuffix("_id"))
        if kind is None and name in singular:
            kind = {"team": "member", "easier": "exercise"}.get(name, name)
        row = world.rows.get(kind or "")
        filled[name] = str(row.pk) if row is not None else value or "x"
    return filled


def everything_foreign(world: World) -> dict[str, str]:
    """Every row's id under every name it might be asked by."""
    ids = {name: str(row.pk) for name, row in world.rows.items()}
    return {**ids, **{f"{name}_id": pk for name, pk in ids.items()}, "clinic": str(world.clinic.pk)}


# What is stored ------------------------------------------------------------------------------

LIVELY = {"event", "eventseal"}


def rows_of(clinic) -> dict[str, str]:
    """A digest of each model's rows that belong to this clinic (the record apart)."""
    found = {}
    for model in rules.own_models():
        if model._meta.model_name in LIVELY:
            continue
        rows = model._base_manager.all()
        path = owner_path(model)
        if path is None:
            continue
        rows = rows.filter(**{path: clinic.pk}).order_by("pk").values()
        found[model._meta.label] = digest(list(rows))
    return found


def owner_path(model) -> str | None:
    if hasattr(model, "belongs_to_patient"):
        path = model.belongs_to_patient
        return "clinic" if path == "pk" else f"{path}__clinic"
    if getattr(model, "belongs_to_clinic", None):
        return model.belongs_to_clinic
    if model._meta.model_name == "clinic":
        return "pk"
    return None


def all_rows() -> dict[str, str]:
    """A digest of every model's rows, the record apart."""
    return {
        model._meta.label: digest(list(model._base_manager.order_by("pk").values()))
        for model in rules.own_models()
        if model._meta.model_name not in LIVELY
    }


def digest(rows) -> str:
    text = json.dumps(rows, cls=DjangoJSONEncoder, default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


# Asking --------------------------------------------------------------------------------------


def client_of(who) -> Client:
    client = Client(raise_request_exception=True)
    if who is not None:
        factories.sign_in(client, who)
    return client


def ask(client: Client, method: str, address: str, fields: dict | None = None, query=None):
    """One request; what it writes by mistake is rolled back afterwards by the caller's test."""
    send = getattr(client, method.lower())
    with transaction.atomic():
        if method in ("GET", "HEAD"):
            return send(address, query or {})
        if query:
            address += "?" + "&".join(f"{k}={v}" for k, v in query.items())
        return send(address, fields or {})


def body(response) -> str:
    """Everything the answer says: text, headers and the letters of a file."""
    content = (
        b"".join(response.streaming_content) if response.streaming else response.content
    ).decode("utf-8", errors="replace")
    return content + " ".join(f"{k}: {v}" for k, v in response.headers.items())


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


def refused(response) -> bool:
    if response.status_code in (401, 403, 404, 405, 410):
        return True
    sign_in = response.headers.get("Location", "").startswith(reverse("account_login"))
    return response.status_code == 302 and sign_in


def open_to_strangers(world: World, public, prefix: str = "/") -> list[str]:
    """What somebody who is not signed in is given, beyond the public pages."""
    client = Client()
    return [
        f"{method} {route}: {response.status_code}"
        for route, address in addresses(world, prefix=prefix)
        for method in METHODS
        if route not in public and not refused(response := ask(client, method, address))
    ]


def leaks(client: Client, method: str, other: World, prefix: str = "/") -> list[str]:
    """Pages asked with the other clinic's ids that show its marker."""
    foreign = everything_foreign(other)
    faults = []
    for route, address in addresses(other, prefix=prefix):
        if "<" not in route:
            continue
        response = ask(client, method, address, foreign, foreign)
        if other.marker in body(response).replace(foreign["source"], ""):
            faults.append(f"{method} {route} shows the marker ({response.status_code})")
    return faults
