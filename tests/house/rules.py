"""The rules of the house as functions of source text or of Django's own registries.

Each gives a list of sentences, one per place that breaks the rule; an empty list is a pass.
`test_the_guards_bite.py` plants a fault for each and expects a sentence.
"""

from __future__ import annotations

import ast
from pathlib import Path

from django.apps import apps
from django.db import models
from django.urls import get_resolver

from portal.models.rows import PRIVACY_CLASSES, ClinicRows, PatientRows, Rows, SystemRows

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "articles", "exercises")

# What a view or form may call on a manager without naming the user: public doors by name.
SCOPING = {
    "none",
    "for_user",
    "for_everyone",
    "for_library",
    "as_patient",
    "contacts_for",
    "about",
}
# Models without an owner: shelves, words, framework rows.
FREE = {"Topic", "Glossary", "Synonyms", "Vocabulary", "UserSession", "EmailAddress"}
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "add",
    "remove",
    "set",
    "clear",
}
ROOF = (
    "portal.urls",
    "portal.views",
    "portal.api",
    "portal.fhir",
    "portal.settings",
    "portal.wsgi",
    "portal.asgi",
    "portal.apps",
    "portal.bootstrap",
    "portal.management",
    "portal.demo",
)
PURE = {
    "exercises.dose",
    "exercises.figures",
    "exercises.progress",
    "articles.text",
    "articles.review",
    "articles.pictures",
    "articles.sources",
    "articles.diff",
}
IMPURE = ("django.db", "django.http", "django.shortcuts", "portal.models")


# Reading our own source ----------------------------------------------------------------------


def modules(*apps_wanted: str):
    """(module name, source) of every Python file of the apps, migrations apart."""
    for app in apps_wanted or APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield dotted.removesuffix(".__init__"), path.read_text(encoding="utf-8")


def faces():
    """The modules that answer requests or read what was typed: views, forms, api."""
    for name, source in modules():
        parts = name.split(".")
        # The health page asks the database whether it lives; it reads no row of anybody.
        if name == "portal.views.health":
            continue
        if {"views", "forms", "api", "fhir"} & set(parts[1:]):
            yield name, source


def imports(source: str, name: str = "x"):
    """The dotted names a module imports, relative ones made whole."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join([*name.split(".")[: -node.level], base]).rstrip(".")
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def within(name: str, packages) -> bool:
    return any(name == p or name.startswith(p + ".") for p in packages)


# Directions ----------------------------------------------------------------------------------


def wrong_imports(name: str, source: str) -> list[str]:
    """Floor imports no room; articles no exercises; nobody the roof; the pure import no rows."""
    app = name.split(".")[0]
    on_roof = within(name, ROOF)
    found = set()
    for target in imports(source, name):
        if on_roof:
            continue
        if app == "portal" and within(target, ("articles", "exercises")):
            found.add(f"{name} is floor and imports {target}")
        if app == "articles" and within(target, ("exercises",)):
            found.add(f"{name} imports {target}: articles does not know exercises")
        if within(target, [r for r in ROOF if r != "portal.apps"]):
            found.add(f"{name} imports {target} from the roof")
        if within(name, PURE) and within(target, IMPURE):
            found.add(f"{name} is pure and imports {target}")
    return sorted(found)


ORDER = {"urls": 5, "views": 4, "api": 4, "forms": 3, "actions": 2, "models": 1}


def wrong_order(name: str, source: str) -> list[str]:
    """Inside a room: urls → views → forms → actions → models, never back."""
    app, *rest = name.split(".")
    mine = ORDER.get(rest[0]) if rest else None
    if mine is None:
        return []
    found = []
    for target in set(imports(source, name)):
        theirs = target.split(".")
        if theirs[0] == app and len(theirs) > 1 and ORDER.get(theirs[1], 0) > mine:
            found.append(f"{name} imports {target}, which stands above it")
    return found


def foreign_doors(name: str, source: str) -> list[str]:
    """Rooms meet through `models` and `actions` (and articles' few named helpers)."""
    app = name.split(".")[0]
    doors = {
        "articles": ("models", "actions", "embeds", "help", "pictures", "search", "text", "jobs"),
    }
    found = []
    if app != "exercises":
        return []
    for target in set(imports(source, name)):
        parts = target.split(".")
        if parts[0] == "articles" and len(parts) > 1 and parts[1] not in doors["articles"]:
            found.append(f"{name} reaches {target} past the doors")
    return found


# Scoping -------------------------------------------------------------------------------------


def unscoped_queries(name: str, source: str) -> list[str]:
    """In views, forms and api every query starts with the user."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in (
            "unscoped",
            "_base_manager",
            "_default_manager",
        ):
            found.append(f"{name}:{node.lineno} uses {node.attr}")
        if (model := asked_of(node)) and model not in FREE and node.attr not in SCOPING:
            found.append(f"{name}:{node.lineno} {model}.objects.{node.attr}")
        if (model := got_or_404(node)) and model not in FREE:
            found.append(f"{name}:{node.lineno} get or 404 of all {model} rows")
        if isinstance(node, ast.Attribute) and node.attr in ("raw", "cursor"):
            found.append(f"{name}:{node.lineno} raw SQL ({node.attr})")
    return found


def asked_of(node) -> str:
    """The model X in `X.objects.something`."""
    if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)):
        return ""
    owner = node.value
    return owner.value.id if owner.attr == "objects" and isinstance(owner.value, ast.Name) else ""


def got_or_404(node) -> str:
    """The model X in `get_object_or_404(X, …)`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
        return ""
    first = node.args[0]
    getter = node.func.id in ("get_object_or_404", "get_list_or_404")
    return first.id if getter and isinstance(first, ast.Name) and first.id[:1].isupper() else ""


def writes(name: str, source: str) -> list[str]:
    """Views and forms never write rows: they call one action."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        call = node.func
        if call.attr in WRITES - {"add", "remove", "set", "clear", "update"}:
            if not harmless(call):
                found.append(f"{name}:{node.lineno} .{call.attr}(")
        elif call.attr in WRITES and "objects" in ast.unparse(call.value):
            found.append(f"{name}:{node.lineno} .{call.attr}(")
    return found


def harmless(call: ast.Attribute) -> bool:
    """Calls that share a name with writing but write no row of ours."""
    text = ast.unparse(call.value)
    return any(word in text for word in ("session", "cache", "response", "cookies", "buffer"))


# Models --------------------------------------------------------------------------------------


def own_models():
    for app in APPS:
        yield from apps.get_app_config(app).get_models(include_auto_created=False)


def ownerless(model: type[models.Model]) -> list[str]:
    """Every model says whose it is, along a path that exists."""
    label = model._meta.label
    if not issubclass(model, Rows):
        return [f"{label} is no Rows"]
    if issubclass(model, SystemRows):
        return []
    path = next(
        (
            getattr(model, word)
            for word in ("belongs_to_patient", "belongs_to_clinic", "belongs_to_user")
            if hasattr(model, word)
        ),
        None,
    )
    if path is None and label not in ("portal.User",):
        return [f"{label} does not say whose it is"]
    if path and path != "pk":
        try:
            follow(model, path)
        except Exception as error:
            return [f"{label}: the path {path} leads nowhere ({error})"]
    if issubclass(model, (PatientRows, ClinicRows)) and not hasattr(
        type(model.objects.all()), "for_user"
    ):
        return [f"{label}.objects has no for_user"]
    return []


def follow(model, path: str):
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model
    return model


NUMBERS = (
    models.IntegerField,
    models.DecimalField,
    models.FloatField,
)


def unclassified(model: type[models.Model]) -> list[str]:
    """Every field has a privacy class, every number a unit."""
    found = []
    for field in model._meta.local_fields + model._meta.local_many_to_many:
        name = field.name
        if field in model._meta.local_many_to_many:
            continue
        kind = model.privacy_of(name) if hasattr(model, "privacy_of") else None
        if kind is None and name == "id":
            kind = "public"
        if kind not in PRIVACY_CLASSES:
            found.append(f"{model._meta.label}.{name} has no privacy class")
        if is_number(field) and not model.unit_of(name):
            found.append(f"{model._meta.label}.{name} has no unit")
    return found


def is_number(field) -> bool:
    if field.primary_key or field.is_relation:
        return False
    inner = getattr(field, "base_field", field)
    return isinstance(inner, NUMBERS)


# Pages ---------------------------------------------------------------------------------------


def pages(resolver=None):
    """(route, name, view) of every address of ours; allauth's own and files apart."""
    resolver = resolver or get_resolver()
    for route, pattern in walk(resolver.url_patterns, ""):
        view = pattern.callback
        module = getattr(view, "__module__", "")
        if within(module, APPS):
            yield "/" + route, pattern.name, view


def walk(patterns, prefix):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route, pattern


AUDIENCES = {
    "everyone": ("public",),
    "signed_in": ("public", "account"),
    "patients": ("my",),
    "members": ("clinic",),
    "clinicians": ("clinic",),
    "authors": ("clinic",),
    "reviewers": ("clinic",),
    "managers": ("clinic",),
}


def wrong_audience(route: str, name: str | None, view) -> list[str]:
    """Every page names its audience, and the prefix says the same word."""
    audience = getattr(view, "audience", None)
    if audience not in AUDIENCES:
        return [f"{route} ({name}) names no audience"]
    first = route.strip("/").split("/")[0]
    room = first if first in ("my", "clinic", "account") else "public"
    if room not in AUDIENCES[audience]:
        return [f"{route} is for {audience} but stands under /{first}/"]
    if first == "my" and "patient" in route:
        return [f"{route} carries a patient id"]
    return []


def wrong_name(route: str, name: str | None, view) -> list[str]:
    """One name per thing a person can do: the URL name is the view's."""
    if not name:
        return [f"{route} has no name"]
    own = getattr(view, "__name__", "")
    return [] if own == name else [f"{route}: URL {name}, view {own}"]
