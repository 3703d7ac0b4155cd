"""A long handout in a real browser: waited for, downloaded by itself, accessible in every state."""

import pytest
from django.utils import timezone

from exercises.actions import printing
from exercises.models import Printout
from exercises.views.printing import MOST_AT_ONCE
from tests import factories
from tests.exercises.plan_rows import a_plan, some_exercises
from tests.looking import faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town():
    made = factories.town()
    a_plan(made.bob, made.alice, exercises=some_exercises(MOST_AT_ONCE + 1))
    return made


def enter(page, site, who, client):
    factories.sign_in(client, who)
    page.context.add_cookies(
        [{"name": "session", "value": client.cookies["session"].value, "url": site}]
    )


def test_a_long_handout_is_waited_for_and_downloads_by_itself(page, site, client, town):
    enter(page, site, town.alice, client)
    page.goto(f"/clinic/patients/{town.bob.pk}/handout/")
    page.get_by_role("button", name="Make the PDF").click()
    page.get_by_text("The file is being made.").wait_for()
    with page.expect_download() as coming:
        printing.make_printout(pk=Printout.objects.unscoped().get().pk, at=timezone.now())
    assert coming.value.suggested_filename.startswith("programme-")
    page.get_by_role("link", name="Download the PDF").wait_for()


def test_its_pages_can_be_used_by_everybody(walking_page, site, client, town):
    page = walking_page
    enter(page, site, town.bob, client)
    page.goto("/my/programme/handout/")
    assert faults_of(page) == [], page.url
    page.get_by_role("button", name="Make the PDF").click()
    page.get_by_text("The file is being made.").wait_for()
    waiting = page.url
    assert faults_of(page) == [], page.url
    page.goto("about:blank")  # nobody waits there who would fetch the file in between
    for state in ("ready", "failed", "gone"):
        ready = {"file": b"%PDF-"} if state == "ready" else {"file": None}
        Printout.objects.unscoped().update(state=state, problem="It is too much.", **ready)
        page.goto(waiting)
        assert faults_of(page) == [], page.url


def test_without_script_one_looks_again_and_downloads(new_page, site, client, town):
    page = new_page(java_script_enabled=False)
    enter(page, site, town.bob, client)
    page.goto("/my/programme/handout/")
    page.get_by_role("button", name="Make the PDF").click()
    page.get_by_text("The file is being made.").wait_for()
    printing.make_printout(pk=Printout.objects.unscoped().get().pk, at=timezone.now())
    page.get_by_role("link", name="Look again").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the PDF").click()
    assert coming.value.suggested_filename.endswith(".pdf")
