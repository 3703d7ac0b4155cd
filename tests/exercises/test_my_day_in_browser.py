"""The patient's day on a real phone: two taps, without script, accessible, within the screen."""

import pytest

from exercises.models import Session
from tests import factories, plans
from tests.looking import bring_axe, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(client):
    town = factories.town()
    phase = plans.phase(plans.plan(town.bob, pain_limit=4, flare_plan="Halve the sets."))
    easier = plans.exercise("Sitting heel raise").published
    where = plans.slot(phase, name="Morning", cue="Before your first step")
    plans.item(where, "3x12 e/s, hold 5s, every day", easier=easier, note="Slowly down.")
    plans.item(plans.slot(phase, name="Evening", order=1), of=plans.exercise("Balance"))
    factories.sign_in(client, town.bob)
    town.cookie = client.cookies["session"].value
    return town


@pytest.fixture
def as_bob(new_page, town, site):
    def open_page(**choices):
        page = new_page(**{"phone": True, **choices})
        page.context.add_cookies([{"name": "session", "value": town.cookie, "url": site}])
        return page

    return open_page


def sessions(town):
    return list(Session.objects.for_user(town.bob.user))


def test_two_taps_from_today_and_it_can_be_undone(as_bob, town):
    page = as_bob()
    page.goto("/my/")
    page.get_by_role("link", name="Did all as planned").click()
    page.get_by_role("button", name="3", exact=True).click()
    page.get_by_role("heading", name="Reported").wait_for()
    (session,) = sessions(town)
    assert (session.pain_worst, session.time_zone) == (3, "Europe/London")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back").wait_for()
    page.get_by_role("link", name="Start").wait_for()


def test_the_device_makes_the_id_and_says_when_and_where(as_bob, town):
    page = as_bob(timezone_id="Asia/Tokyo")
    page.goto("/my/session/log/")
    made = page.locator("input[name=id]").input_value()
    page.locator("button[name=pain_worst][value='0']").click()
    page.get_by_role("heading", name="Reported").wait_for()
    (session,) = sessions(town)
    assert (str(session.pk), session.time_zone) == (made, "Asia/Tokyo")
    assert abs((session.received_at - session.done_at).total_seconds()) < 60


def test_it_works_without_a_script(as_bob, town):
    page = as_bob(java_script_enabled=False)
    page.goto("/my/")
    page.get_by_role("link", name="Did some of it").click()
    page.get_by_role("radio", name="Not done").first.check()
    page.get_by_label("If not all: why?").first.select_option("pain")
    page.get_by_role("radio", name="Done", exact=True).nth(1).check()
    page.get_by_role("button", name="Save report").click()
    page.get_by_text("Do the easier one.").wait_for()
    (session,) = sessions(town)
    assert {(e.state, e.reason) for e in session.entries.all()} == {("not", "pain"), ("done", "")}


def test_the_answer_to_a_reason_stands_there_at_once(as_bob):
    page = as_bob()
    page.goto("/my/session/log/?how=partly")
    reason = page.get_by_label("If not all: why?").first
    assert not reason.is_visible()
    page.get_by_role("radio", name="Partly").first.check()
    reason.select_option("no_time")
    assert page.get_by_text("Do ten while the kettle boils.").first.is_visible()
    reason.select_option("pain")
    assert not page.get_by_text("Do ten while the kettle boils.").first.is_visible()
    assert page.get_by_text("Do the easier one.").first.is_visible()


def pages_of(town):
    item = town.bob.assignments.get().phases.get().slots.first().items.get()
    return [
        "/my/",
        "/my/session/",
        "/my/session/log/",
        "/my/session/log/?how=partly",
        "/my/session/log/?how=none",
        f"/my/exercises/{item.pk}/",
        "/my/questions/",
        f"/my/questions/ask/?item={item.pk}",
        "/my/morning/",
        "/my/progress/",
        "/my/print/",
    ]


def test_every_page_can_be_used_by_everybody(as_bob, town):
    page = as_bob(phone=False)
    bring_axe(page)
    for address in pages_of(town):
        page.goto(address)
        assert faults_of(page) == [], page.url
    page.goto("/my/session/log/")
    page.get_by_role("button", name="8", exact=True).click()
    page.get_by_text("More pain than the limit set for you").wait_for()
    assert faults_of(page) == [], page.url


@pytest.mark.parametrize(
    ("width", "display"), [(320, "auto.large.hyperlegible"), (1920, "auto.normal.standard")]
)
def test_nothing_is_wider_than_the_screen(as_bob, town, site, width, display):
    page = as_bob(phone=False, viewport={"width": width, "height": 800})
    page.context.add_cookies([{"name": "display", "value": display, "url": site}])
    for address in pages_of(town):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, address
