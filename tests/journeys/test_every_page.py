"""Every page of ours: accessible in both themes, on a phone and a desk, and never too wide."""

import pytest

from tests.browser import AXE_RULES
from tests.house import crawl
from tests.journeys import steps
from tests.world import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

PHONE, DESK, NARROW = (390, 844), (1280, 900), (320, 640)
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
# Colours alone differ between the themes.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def addresses(world: World, role: str):
    start, leave_out = WALKS[role]
    for route, address in crawl.addresses(world, prefix=start):
        if not route.startswith(leave_out) if leave_out else True:
            yield route, address


def faults_on(page, options) -> list[str]:
    violations = page.evaluate("o => axe.run(document, o).then((r) => r.violations)", options)
    return [f"{v['id']}: {node['html'][:140]}" for v in violations for node in v["nodes"]]


def looks_at(page, axe_script: str, route: str) -> list[str]:
    """What is wrong with the page as it stands, in four ways of looking and in a narrow one."""
    found = []
    page.evaluate(axe_script)
    for width, height in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": height})
        for theme, options in (("light", AXE_RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            found += [f"{route} {width} {theme}: {f}" for f in faults_on(page, options)]
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    if (wide := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
        found.append(f"{route}: {wide} px wider than a screen of {NARROW[0]}")
    return found


@pytest.fixture(scope="module")
def axe_script():
    from axe_playwright_python.sync_playwright import Axe

    return Axe().axe_script


@pytest.mark.parametrize("role", WALKS)
def test_every_page_can_be_used_by_everybody(new_page, site, client, axe_script, role):
    world = World("Alder", "ALDERMARK")
    page = new_page()
    page.faults.expect("Failed to load resource")
    if role != "anonymous":
        steps.come_in(page, site, client, world.everybody[PEOPLE.get(role, role)])
    found, seen = [], 0
    for route, address in addresses(world, role):
        asked = page.request.get(address, max_redirects=0)
        if asked.status != 200 or "html" not in asked.headers.get("content-type", ""):
            continue
        page.goto(address)
        seen += 1
        found += looks_at(page, axe_script, route)
    assert not found, "\n".join(found)
    assert seen > 2
