"""Who opens what: every address, asked by everybody, as a table one can read.

`python -m tests.house.access_matrix` writes access_matrix.tsv anew; read its difference before
you commit it. A cell is the status of the answer, or where a redirect leads:

    sign-in   to the sign-in page
    factor    to the second factor
    302       to another page of ours

All ids are those of one clinic and one patient; a POST carries nothing, under /my/ the mark of the
patient it is for, so that 200, 302, 400, 409 and 422 mean "let in", 403 and 404 "kept out".
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

import django

if __name__ == "__main__":  # as a program; pytest sets Django up itself
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access import patient_mark
from tests import factories
from tests.house import crawl, rules
from tests.world import World

FILE = Path(__file__).with_suffix(".tsv")
METHODS = ("GET", "POST")
Cell = tuple[str, str]  # route, method


def nobody(alder: World, birch: World):
    return None


def plain_clinician(alder: World, birch: World):
    return factories.member(alder.clinic, "Plain Clinician")


def an_author(alder: World, birch: World):
    return factories.member(alder.clinic, "Plain Author", author=True)


def a_reviewer(alder: World, birch: World):
    return factories.member(alder.clinic, "Plain Reviewer", reviewer=True)


def looking_helper(alder: World, birch: World):
    made = factories.helper(alder.patient, "Looking Helper", may_log=False)
    alder.shown(alder.patient, made)
    return made


def after_care(alder: World, birch: World):
    """The patient of the ids, once care has ended (product rule 16)."""
    alder.patient.episodes.update(closed_at=timezone.now(), closed_by=alder.physio.user)
    return alder.patient


ROLES: dict[str, Callable] = {
    "anonymous": nobody,
    "patient": lambda alder, birch: alder.patient,
    "patient after care": after_care,
    "other patient": lambda alder, birch: alder.neighbour,
    "helper": lambda alder, birch: alder.helper,
    "helper who looks": looking_helper,
    "clinician": plain_clinician,
    "author": an_author,
    "reviewer": a_reviewer,
    "manager": lambda alder, birch: alder.manager,
    "clinician, password only": plain_clinician,
    "clinician elsewhere": lambda alder, birch: birch.physio,
    "manager elsewhere": lambda alder, birch: birch.manager,
}


def worlds() -> tuple[World, World]:
    return World("Alder", "ALDERMARK"), World("Birch", "BIRCHMARK")


def column(role: str, alder: World, birch: World) -> dict[Cell, str]:
    """What this role is answered at every address; nothing of it stays."""
    with transaction.atomic():
        who = ROLES[role](alder, birch)
        client = Client(raise_request_exception=False)
        if who is not None:
            second_factor = False if "password only" in role else None
            factories.sign_in(client, who, second_factor=second_factor)
        own = who if who in (alder.patient, alder.neighbour) else alder.patient
        mark = {"for": patient_mark(own)}
        found = {
            (route, method): answer(client, method, address, mark if "/my/" in route else {})
            for route, address in crawl.addresses(alder)
            for method in METHODS
        }
        transaction.set_rollback(True)
    return found


def answer(client: Client, method: str, address: str, fields: dict) -> str:
    """The word for one answer; the request leaves neither rows nor cookies nor counts."""
    cookies = client.cookies.output()
    caches["default"].clear()
    with transaction.atomic():
        response = (
            client.generic("GET", address) if method == "GET" else client.post(address, fields)
        )
        transaction.set_rollback(True)
    if client.cookies.output() != cookies:
        client.cookies.clear()
        client.cookies.load(cookies.replace("Set-Cookie: ", ""))
    return word(response)


def word(response) -> str:
    place = response.headers.get("Location", "")
    if place.startswith(reverse("account_login")):
        return "sign-in"
    if place.startswith(reverse("mfa_reauthenticate")):
        return "factor"
    return str(response.status_code)


def routes() -> list[str]:
    return [route for route, _name, _view in rules.pages()]


def read() -> dict[str, dict[Cell, str]]:
    """The checked-in table: role -> (route, method) -> word."""
    head, *lines = (line.split("\t") for line in FILE.read_text().splitlines())
    return {
        role: {(line[0], line[1]): line[place] for line in lines}
        for place, role in enumerate(head)
        if place > 1
    }


def write() -> None:
    alder, birch = worlds()
    columns = {role: column(role, alder, birch) for role in ROLES}
    lines = ["\t".join(("route", "method", *ROLES))]
    for route in sorted(routes()):
        for method in METHODS:
            cells = (columns[role][route, method] for role in ROLES)
            lines.append("\t".join((route, method, *cells)))
    FILE.write_text("\n".join(lines) + "\n")
    print(f"{FILE.name}: {len(lines) - 1} rows of {len(ROLES)} roles")


def main() -> None:
    from django.test.runner import DiscoverRunner

    logging.disable()
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    made = runner.setup_databases()
    try:
        with transaction.atomic():
            write()
            transaction.set_rollback(True)
    finally:
        runner.teardown_databases(made)


if __name__ == "__main__":
    main()
