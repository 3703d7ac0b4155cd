"""How little comes over the line, and how still it stands: Today and an article on a phone."""

import shutil

import pytest
import yaml
from django.utils import timezone

from articles.actions import importing, importing_words
from exercises.actions.importing import import_exercises
from tests import plans
from tests.articles import desk
from tests.journeys import steps

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 90 * 1024  # bytes of a first visit, packed, with its letters, pictures and headers
STILL = 0.001  # cumulative layout shift
ARTICLE = "heel-pain-and-strengthening"  # of the demonstration, with its drawing and exercises
PICTURE = "heel-band.webp"


def bring_article(folder) -> None:
    """The article as the demonstration has it; the other ones' pictures take seconds to encode."""
    (folder / "pictures").mkdir()
    for name in (f"{ARTICLE}.md", f"pictures/{PICTURE}"):
        shutil.copy(importing.STARTER / name, folder / name)
    listed = yaml.safe_load((importing.STARTER / "pictures" / "pictures.yaml").read_text("utf-8"))
    mine = [one for one in listed if one["file"] == PICTURE]
    (folder / "pictures" / "pictures.yaml").write_text(yaml.safe_dump(mine), "utf-8")
    importing_words.import_words(at=timezone.now())
    import_exercises(at=timezone.now())
    importing.import_articles(at=timezone.now(), folder=folder)


@pytest.fixture
def town(tmp_path):
    people = desk.desk()
    bring_article(tmp_path)
    plans.simple(people.bob, names=("Heel raise", "Calf stretch", "Balance"))
    return people


@pytest.mark.parametrize("where", ["today", "article"])
def test_a_first_visit_is_light_and_still(new_page, site, client, town, where):
    phone = new_page(phone=True)
    steps.come_in(phone, site, client, town.bob)
    sizes = steps.collect(phone)
    address = "/my/" if where == "today" else f"/articles/{ARTICLE}/"
    phone.goto(address, wait_until="networkidle")
    if where == "article":  # what waits below the fold counts, too
        phone.locator(".plate-box img").scroll_into_view_if_needed()
        phone.wait_for_load_state("networkidle")
        phone.wait_for_function("document.querySelector('.plate-box img').naturalWidth > 0")
    assert steps.layout_shift(phone) <= STILL
    total = sum(sizes.values())
    assert len(sizes) > 3
    assert total <= MOST, sorted(sizes.items(), key=lambda one: -one[1])
