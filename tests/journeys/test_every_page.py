"""Every page of ours: accessible in both themes, on a phone and a desk, and never too wide."""

import pytest
from playwright.sync_api import Error

from tests.house import crawl
from tests.journeys import steps
from tests.looking import COLOURS, faults_of
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
            found += [f"{route} {fault}" for fault in faults_of(page, dark=COLOURS)]
    assert not found, "\n".join(found)
    assert seen > 2


GREY = """
  p.planted { color: rgb(120 120 120); }
  @media (prefers-color-scheme: dark) { p.planted { color: rgb(60 60 60); } }
  @media (min-width: 1000px) { p.planted { color: inherit; } }
"""


def test_what_cannot_be_read_reached_or_seen_whole_is_found(walking_page, site):
    """In the theme and on the screen where it is at fault, and there alone."""
    page = walking_page
    page.goto("/accessibility/")
    assert faults_of(page) == []
    page.evaluate(
        """(grey) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(grey + "p.planted { inline-size: 330px; }");
          document.adoptedStyleSheets = [sheet];
          const main = document.querySelector("main");
          const text = Object.assign(document.createElement("p"), { textContent: "Grey words" });
          text.className = "planted";
          main.append(text, Object.assign(document.createElement("input"), { type: "text" }));
        }""",
        GREY,
    )
    found = " ".join(faults_of(page))
    assert "390 dark: color-contrast" in found
    assert "1280 dark: color-contrast" not in found
    assert "390 light: label" in found
    assert "wider than a screen of 320" in found
