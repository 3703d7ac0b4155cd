"""What a page may ask of the database."""

from __future__ import annotations

from django.test import Client

from portal.audit import LOOKED_AT

MOST = 12  # queries of a signed-in page
# The pages a patient opens every day.
FEWER = {"/my/": 8, "/my/reading/<uuid:pk>/": 8, "/articles/<slug:slug>/": 8}
MARKS = ("SAVEPOINT", "RELEASE", "ROLLBACK")


def business(context) -> list[str]:
    """The queries of one page, the marks of the test's transaction apart."""
    return [q["sql"] for q in context.captured_queries if not q["sql"].startswith(MARKS)]


def too_much(route: str, queries: list[str]) -> str:
    """What to say where this page asks more than it may; else nothing."""
    allowed = FEWER.get(route, MOST)
    over = len(queries) > allowed
    return f"{route}: {len(queries)} queries, {allowed} allowed" if over else ""


def forget_the_look(client: Client) -> None:
    """The next page is the first this person sees of the record, and is written down."""
    session = client.session
    if session.pop(LOOKED_AT, None):
        session.save()
