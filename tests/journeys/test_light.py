"""How little comes over the line, and how still it stands: Today and an article on a phone."""

import pytest

from tests import plans
from tests.articles import desk
from tests.journeys import steps

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 90 * 1024  # bytes of a first visit, packed, letters and pictures included
STILL = 0.05  # cumulative layout shift


@pytest.fixture
def town():
    people = desk.desk()
    article = desk.published(people.anna, people.rob)
    type(article).objects.unscoped().filter(pk=article.pk).update(is_public=True)
    people.article = article
    plans.simple(people.bob, names=("Heel raise", "Calf stretch", "Balance"))
    return people


@pytest.mark.parametrize("where", ["today", "article"])
def test_a_first_visit_is_light_and_still(new_page, site, client, town, where):
    phone = new_page(phone=True)
    steps.come_in(phone, site, client, town.bob)
    sizes = steps.collect(phone)
    address = "/my/" if where == "today" else f"/articles/{town.article.slug}/"
    phone.goto(address, wait_until="networkidle")
    assert steps.layout_shift(phone) <= STILL
    total = sum(sizes.values())
    assert len(sizes) > 3
    assert total <= MOST, sorted(sizes.items(), key=lambda one: -one[1])
