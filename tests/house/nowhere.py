"""A world that never was: the same addresses, with ids nobody ever had."""

from __future__ import annotations

import re
import uuid
from types import SimpleNamespace

from tests.house import crawl

NUMBERED = set(crawl.NUMBERED.values())
CHANGES = (
    re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"'),
    re.compile(r"X-Request-ID: \w+"),
    re.compile(r"Set-Cookie: [^\n]+"),
    re.compile(r"\b[0-9a-f]{16}\b"),  # the request's number
    re.compile(r"Content-Length: \d+"),
)


class Nowhere:
    """Stands in for a `World` where addresses are filled in."""

    def __init__(self):
        self.rows = self

    def get(self, kind: str, default=None):
        if not kind:
            return default
        pk = 2_000_000_000 if kind in NUMBERED else uuid.uuid4()
        return SimpleNamespace(pk=pk, slug="never-was")


def said(response, *addresses: str) -> tuple[int, str]:
    """What an answer says, without what differs from one request to the next."""
    text = crawl.body(response)
    for address in addresses:
        text = text.replace(address, "ADDRESS")
    for pattern in CHANGES:
        text = pattern.sub("", text)
    return response.status_code, text


def told_apart(client, method: str, other, public=()) -> list[str]:
    """Addresses that answer otherwise for another's row than for one that never was."""
    never = Nowhere()
    faults = []
    for route, foreign in crawl.addresses(other):
        if "<" not in route or route in public:
            continue
        missing = crawl.fill(route, never)
        answers = [
            said(crawl.ask(client, method, address), foreign, missing)
            for address in (foreign, missing)
        ]
        if answers[0] != answers[1]:
            faults.append(f"{method} {route}: {answers[0][0]} and {answers[1][0]}")
    return faults
