"""The gallery in a real browser: reachable, in bounds, without a script error."""

import pytest
from django.contrib.auth import get_user_model

from tests.looking import faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def in_development(settings):
    settings.DEVELOPMENT = True


def settle(page, address: str) -> None:
    """Opens a page and waits for the small behaviours, which come after it."""
    page.goto(address, wait_until="networkidle")


def test_every_part_can_be_used_by_everybody(page):
    page.goto("/design/")
    assert faults_of(page) == [], page.url


@pytest.mark.parametrize("width", [320, 390, 1280, 1920])
@pytest.mark.parametrize("settings_cookie", ["auto.normal.standard", "auto.large.hyperlegible"])
def test_nothing_is_wider_than_the_screen(new_page, site, width, settings_cookie):
    page = new_page(viewport={"width": width, "height": 800})
    page.context.add_cookies([{"name": "display", "value": settings_cookie, "url": site}])
    for address in ("/design/", "/display/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_focus_starts_at_the_error_summary_and_goes_to_the_field(page_desktop):
    settle(page_desktop, "/design/")
    summary = page_desktop.locator("[data-errors]")
    assert summary.evaluate("e => e === document.activeElement")
    summary.get_by_role("link").first.click()
    assert page_desktop.evaluate("document.activeElement.id") == "id_wrong-name"


def test_exercises_are_put_in_order_by_keyboard(page_desktop):
    settle(page_desktop, "/design/")
    names = page_desktop.locator(".plan .move__name")
    first = names.nth(0).inner_text()
    page_desktop.locator(".plan .grip").first.focus()
    page_desktop.keyboard.press("ArrowDown")
    assert names.nth(1).inner_text() == first
    assert "2 of 3" in page_desktop.locator("[data-toasts]").inner_text()


def test_tab_leaves_the_editor_and_a_mark_is_inserted(page_desktop):
    settle(page_desktop, "/design/")
    area = page_desktop.locator("#d-text")
    area.focus()
    page_desktop.keyboard.press("Tab")
    assert area.evaluate("e => e !== document.activeElement")
    page_desktop.locator('[data-insert="do"]').click()
    assert "!!! do\n    - " in area.input_value()


def test_the_page_of_settings_works_without_a_script(new_page):
    page = new_page(java_script_enabled=False, phone=True)
    settle(page, "/display/")
    page.get_by_role("radio", name="Dark").check()
    page.get_by_role("button", name="Use these").click()
    settle(page, "/display/")
    assert page.locator('link[href$="dark.css"]').get_attribute("media") == "screen"


SUBMIT_TWICE = """() => {
    let sent = 0;
    addEventListener('submit', (event) => {
        if (!event.defaultPrevented) sent += 1;
        event.preventDefault();
    });
    const form = document.querySelector('main form');
    form.requestSubmit();
    form.requestSubmit();
    return sent;
}"""


def test_a_double_press_is_sent_once(page_desktop):
    page_desktop.goto("/display/")
    assert page_desktop.evaluate(SUBMIT_TWICE) == 1


def test_a_form_can_ask_to_be_sent_often(page_desktop):
    settle(page_desktop, "/display/")
    page_desktop.evaluate("document.querySelector('main form').dataset.many = ''")
    assert page_desktop.evaluate(SUBMIT_TWICE) == 2


def test_the_end_of_a_session_is_told_two_minutes_ahead(new_page, site, client, settings):
    person = get_user_model().objects.create_user("bob@alder.example", "Bob Carr")
    client.force_login(person)
    session = client.session
    session.set_expiry(1800)
    session.save()
    page = new_page()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": site}]
    )
    page.clock.install()
    settle(page, "/display/")
    warning = page.locator("[data-idle]")
    page.clock.fast_forward("27:00")
    assert warning.is_hidden()
    page.clock.fast_forward("01:30")
    warning.wait_for(state="visible")
    assert warning.evaluate("e => e === document.activeElement")
    page.get_by_role("button", name="Stay signed in").click()
    warning.wait_for(state="hidden")


def test_the_menu_closes_on_escape(new_page, site, client, settings):
    client.force_login(get_user_model().objects.create_user("bob@alder.example", "Bob Carr"))
    page = new_page(phone=True)
    key = client.session.session_key
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site}])
    settle(page, "/display/")
    page.locator(".menu summary").click()
    assert page.get_by_role("button", name="Sign out").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Sign out").is_hidden()
