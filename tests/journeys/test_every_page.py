"""Every page of ours: accessible in both themes, on a phone and a desk, and never too wide."""

import pytest
from playwright.sync_api import Error

from tests.house import crawl
from tests.journeys import steps
from tests.looking import faults_of
from tests.world import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

# role -> whose pages it walks; a page that answers anything but a page is left out
WALKS = {
    "anonymous": ("/", ("/my/", "/clinic/", "/account/", "/drafts/")),
    "patient": ("/my/", ()),
    "helper": ("/my/", ("/my/reading/", "/my/print/")),
    "manager": ("/clinic/", ("/clinic/articles/",)),
    "physio": ("/clinic/", ("/clinic/articles/", "/clinic/programmes/", "/clinic/exercises/")),
    "author": ("/clinic/", ("/clinic/patients/", "/clinic/invitations/", "/clinic/questions/")),
    "anybody": ("/account/", ()),
}
PEOPLE = {"author": "physio", "anybody": "patient"}


def addresses(world: World, role: str):
    start, leave_out = WALKS[role]
    for route, address in crawl.addresses(world, prefix=start):
        if not route.startswith(leave_out) if leave_out else True:
            yield route, address


def opens(page, address: str) -> bool:
    """Whether a page stands there now; not a refusal, a way elsewhere or a file."""
    if not address.endswith("/"):  # a file by its name, which a browser shows in its own way
        return False
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return False
        raise
    is_page = "html" in answer.headers.get("content-type", "")
    return is_page and answer.status == 200 and not answer.request.redirected_from


@pytest.mark.parametrize("role", WALKS)
def test_every_page_can_be_used_by_everybody(walking_page, site, client, role):
    world, page = World("Alder", "ALDERMARK"), walking_page
    page.faults.expect("Failed to load resource")
    if role != "anonymous":
        steps.come_in(page, site, client, world.everybody[PEOPLE.get(role, role)])
    found, seen = [], 0
    for route, address in addresses(world, role):
        if opens(page, address):
            seen += 1
            found += [f"{route} {fault}" for fault in faults_of(page)]
    assert not found, "\n".join(found)
    assert seen > 2
