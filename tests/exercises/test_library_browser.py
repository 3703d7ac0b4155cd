"""The library in a real browser, on a phone and on a desk."""

import pytest

from tests import factories
from tests.exercises.making import exercise

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def library():
    for name in ("Bridge", "Bridge on one leg", "Clam", "Mini squat", "Heel raise", "Plank"):
        exercise(name, kit=["mat"], public=True)


@pytest.fixture
def alices_page(page, site, client):
    town = factories.town()
    factories.sign_in(client, town.alice)
    cookie = {"name": "session", "value": client.cookies["session"].value, "url": site}
    page.context.add_cookies([cookie])
    return page


def boxes(page):
    """(figure, name) of the first exercise: where each of them stands."""
    card = page.locator(".card").first
    return card.locator(".move__fig").bounding_box(), card.locator(".card__t").bounding_box()


@pytest.mark.parametrize("address", ["/clinic/exercises/", "/exercises/"])
def test_on_a_phone_the_figure_stands_small_beside_the_name(alices_page, library, address):
    alices_page.set_viewport_size(PHONE)
    alices_page.goto(address)
    figure, name = boxes(alices_page)
    assert figure["width"] == pytest.approx(84, abs=2)
    assert name["x"] > figure["x"] + figure["width"]
    heights = [box.bounding_box()["height"] for box in alices_page.locator(".card").all()]
    assert max(heights) < 180
    assert alices_page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_on_a_desk_the_figure_stands_above_the_name(alices_page, library):
    alices_page.set_viewport_size(DESK)
    alices_page.goto("/clinic/exercises/")
    figure, name = boxes(alices_page)
    assert name["y"] >= figure["y"] + figure["height"]
    assert figure["width"] > 200
