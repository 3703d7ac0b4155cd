"""How much every signed-in page asks of the database: as little for a hundred rows as for one.

For one row it is test_crawl that asks, on its walk over every page.
"""

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.house import crawl, crowd, spent
from tests.world import World

pytestmark = pytest.mark.django_db
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
    return spent.business(context)


def spending(world: World, role: str) -> dict[str, list[str]]:
    """route -> its queries, for every page that opens for this role."""
    client = Client()
    factories.sign_in(client, world.everybody[role])
    found = {}
    for route, address in crawl.addresses(world):
        caches["local"].clear()
        if queries := asked(client, address):
            found[route] = queries
    return found


@pytest.mark.parametrize("role", ROLES)
def test_every_page_keeps_its_budget_with_a_hundred_rows(role):
    world = World("Alder", "ALDERMARK")
    crowd.fill(world, 100)
    queries = spending(world, role)
    assert len(queries) > 15
    assert [over for page in queries.items() if (over := spent.too_much(*page))] == []
