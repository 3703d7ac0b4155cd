"""How much every signed-in page asks of the database: as little for a hundred rows as for one."""

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.house import crawl, crowd
from tests.world import World

pytestmark = pytest.mark.django_db
MOST = 12  # queries of a signed-in page
# The pages a patient opens every day.
FEWER = {"/my/": 8, "/my/reading/<uuid:pk>/": 8, "/articles/<slug:slug>/": 8}
MARKS = ("SAVEPOINT", "RELEASE", "ROLLBACK")
ROLES = ("patient", "helper", "physio", "manager")


def asked(client: Client, address: str) -> list[str]:
    """The queries of one page, the marks of the test's transaction apart."""
    with transaction.atomic():
        with CaptureQueriesContext(
            connection,
        ) as context:
            response = client.get(address)
        transaction.set_rollback(True)
    if response.status_code != 200:
        return []
    return [q["sql"] for q in context.captured_queries if not q["sql"].startswith(MARKS)]


def spending(world: World, role: str) -> dict[str, list[str]]:
    """route -> its queries, for every page that opens for this role."""
    client = Client()
    factories.sign_in(client, world.everybody[role])
    spent = {}
    for route, address in crawl.addresses(world):
        caches["local"].clear()
        if queries := asked(client, address):
            spent[route] = queries
    return spent


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("rows", [1, 100])
def test_every_page_keeps_its_budget(role, rows):
    world = World("Alder", "ALDERMARK")
    crowd.fill(world, rows)
    spent = spending(world, role)
    assert len(spent) > 15
    over = [
        f"{route}: {len(queries)} queries, {FEWER.get(route, MOST)} allowed"
        for route, queries in spent.items()
        if len(queries) > FEWER.get(route, MOST)
    ]
    assert over == []
