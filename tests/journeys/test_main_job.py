"""The main job, end to end: written, given, read, done, seen; and seen by nobody else."""

import pytest

from portal.models import Member
from tests import factories
from tests.exercises.making import exercise
from tests.journeys import steps

pytestmark = pytest.mark.django_db(transaction=True)
TITLE, PLAN = "Sore heel in the morning", "Strong heels"


@pytest.fixture
def town():
    """Two clinics; at Alder, Alice is the only clinician and may write."""
    town = factories.town()
    Member.objects.unscoped().filter(pk=town.alice.pk).update(
        is_author=True, registration="HCPC PH0001"
    )
    factories.privacy_notice(town.alder)
    for name in ("Heel raise", "Calf stretch"):
        exercise(name, public=True)
    return town


def test_from_an_empty_page_to_a_reported_session(new_page, site, client, town, run_jobs):
    physio = new_page()
    steps.type_password(physio, town.alice.user)
    steps.type_code(physio, town.alice.user)
    steps.write_article(physio, TITLE)
    steps.publish_alone(physio, "Alice Alder")
    steps.build_programme(
        physio, PLAN, {"heel": "3x12 daily", "calf": "3x30s daily"}, reading=TITLE
    )
    steps.add_patient(physio, "Nora Kerr", "1961-04-12", "nora@example.org")
    steps.button(physio, "Send the link").click()
    physio.get_by_text("The letter is on its way").wait_for()
    run_jobs()

    steps.open_patient(physio, "Nora Kerr")
    clicks = steps.Taps()
    clicks.tap(steps.link(physio, "Assign"))
    clicks.tap(steps.link(physio, PLAN))
    clicks.tap(steps.button(physio, "Send"))
    steps.heading(physio, "Nora Kerr").wait_for()
    assert clicks.count == 3
    record = physio.url

    phone = new_page(phone=True)
    letter = steps.link_in_letter("nora@example.org")
    steps.accept_invitation(phone, letter, birth_year=1961, own=True)
    steps.read_to_the_end(phone, TITLE)
    phone.goto("/my/")
    taps = steps.Taps()
    steps.log_all(phone, taps, 6)
    assert taps.count == 2
    steps.button(phone, "Undo").click()
    phone.get_by_text("Taken back").wait_for()
    steps.log_all(phone, steps.Taps(), 3)

    physio.goto(record)
    shown = physio.locator("main").inner_text()
    for words in (PLAN, "Heel raise", "Calf stretch", TITLE, "finished"):
        assert words in shown, words
    worst = physio.locator("td[data-label='Worst pain']").first.inner_text()
    assert worst == "3"

    nobody_else_sees_it(new_page(), site, client, town, record)


def nobody_else_sees_it(other, site, client, town, record):
    """A clinician of the other clinic: not by address, not in lists, not by searching."""
    steps.come_in(other, site, client, town.eve)
    with steps.expecting(other, "404"):
        assert other.goto(record).status == 404
    for address in (
        "/clinic/patients/?q=Nora",
        "/clinic/articles/?q=heel",
        "/clinic/programmes/?q=heels",
        "/search/?q=heel",
    ):
        other.goto(address)
        shown = other.locator("main").inner_text()
        assert not any(words in shown for words in ("Nora Kerr", TITLE, PLAN)), address


def test_a_side_is_asked_once_and_never_preselected(page, site, client, town):
    from tests.exercises.making import programme

    sided = exercise("Heel raise on one leg", one_sided=True, dose="3x12 e/s daily")
    plan = programme(town.alice, PLAN, sided)
    item = plan.phases.first().slots.first().items.get()
    type(item).objects.unscoped().filter(pk=item.pk).update(side="affected")
    type(plan).objects.unscoped().filter(pk=plan.pk).update(is_draft=False)
    steps.come_in(page, site, client, town.alice)
    steps.open_patient(page, "Bob Jones")
    clicks = steps.Taps()
    clicks.tap(steps.link(page, "Assign"))
    clicks.tap(steps.link(page, PLAN))
    assert page.locator("[name=side]:checked").count() == 0
    clicks.tap(page.get_by_role("radio", name="Left"))
    clicks.tap(steps.button(page, "Send"))
    steps.heading(page, "Bob Jones").wait_for()
    assert clicks.count == 4
    assert town.bob.assignments.get().affected_side == "left"
