"""Ways in and out: codes, sessions, own and shared devices, and what stays behind."""

import time

import pytest
from playwright.sync_api import Error

from exercises.models import Session
from portal.models import Question
from tests import factories, plans
from tests.journeys import steps

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town():
    town = factories.town()
    plans.simple(town.bob)
    return town


def test_a_code_in_the_room_lets_a_second_phone_in(new_page, site, client, town):
    physio = new_page()
    steps.come_in(physio, site, client, town.alice)
    steps.open_patient(physio, "Bob Jones")
    steps.link(physio, "Let in another device").click()
    steps.button(physio, "Show the code").click()
    steps.heading(physio, "Scan this code").wait_for()
    code = steps.code_on_screen(physio, site)

    phone = new_page(phone=True)
    steps.accept_invitation(phone, code, birth_year=None, own=True)
    assert steps.link(phone, "Did all as planned").is_visible()
    steps.heading(physio, "Done: the invitation is accepted").wait_for()

    third = new_page(phone=True)
    with steps.expecting(third, "410"):
        assert third.goto(code).status == 410
    assert "Bob" not in third.content()


def test_a_helper_who_may_look_cannot_log(page_phone, site, client, town):
    looking = factories.helper(town.bob, "Pat Jones", may_log=False)
    steps.come_in(page_phone, site, client, looking)
    page_phone.goto("/my/")
    steps.link(page_phone, "Start").wait_for()
    assert steps.link(page_phone, "Did all as planned").count() == 0
    with steps.expecting(page_phone, "403"):
        assert page_phone.goto("/my/session/log/").status == 403
    assert page_phone.locator("[name=pain_worst]").count() == 0
    assert not Session.objects.for_user(town.bob.user).exists()


def test_half_written_text_outlives_the_session(page_phone, site, client, town):
    steps.come_in(page_phone, site, client, town.bob)
    page_phone.goto("/my/questions/ask/")
    words = "My heel hurts more on stairs than on the flat"
    page_phone.locator("textarea[name=text]").fill(words)
    page_phone.get_by_text("Draft saved").wait_for()
    steps.end_session(page_phone)
    page_phone.locator("main form button[type=submit]").last.click()
    page_phone.wait_for_url("**/accounts/login/**")
    assert words not in page_phone.content()
    assert not Question.objects.for_user(town.bob.user).exists()

    client.cookies.clear()
    steps.come_in(page_phone, site, client, town.bob)
    page_phone.goto("/my/questions/ask/")
    assert page_phone.locator("textarea[name=text]").input_value() == words


def test_back_after_signing_out_shows_nothing_of_the_patient(page_desktop, site, client, town):
    steps.come_in(page_desktop, site, client, town.alice)
    steps.open_patient(page_desktop, "Bob Jones")
    steps.sign_out(page_desktop)
    for _step in range(3):
        page_desktop.go_back()
        assert "Bob Jones" not in page_desktop.content()


@pytest.mark.parametrize("own", [True, False], ids=["own", "shared"])
def test_back_reload_and_no_network_after_signing_out_show_nothing(
    page_phone, site, client, town, own
):
    """Whoever takes the phone next presses what there is to press (trust 31)."""
    phone, seen = page_phone, ("Bob Jones", "Heel raise")
    steps.come_in(phone, site, client, town.bob, own_device=own)
    for address in ("/my/", "/my/record/", "/my/helpers/", "/account/", "/my/"):
        phone.goto(address)
    assert seen[1] in phone.content()
    steps.sign_out(phone)
    for press in (phone.go_back, phone.reload, phone.go_back, phone.reload, phone.go_forward):
        press()
        phone.wait_for_load_state("networkidle")
        assert not [words for words in seen if phone.get_by_text(words).count()]
    phone.faults.expect("ERR_INTERNET_DISCONNECTED")
    phone.context.set_offline(True)
    for address in ("/my/", "/my/record/", "/account/"):
        with pytest.raises(Error):  # nothing answers: no page, no cache, no service worker
            phone.goto(address)
    assert phone.context.storage_state()["origins"] == []


@pytest.mark.parametrize("own", [True, False], ids=["own", "shared"])
def test_only_ones_own_device_stays_signed_in(new_page, site, client, town, own):
    phone = new_page(phone=True)
    steps.come_in(phone, site, client, town.bob, welcomed=False)
    phone.goto("/my/")
    steps.button(phone, "Yes, it is mine" if own else "No, others use it too").click()
    steps.link(phone, "Start").wait_for()
    days = (steps.session_ends(phone) - time.time()) / 86400
    assert (100 < days <= 181) if own else days < 1


def test_a_password_alone_opens_no_patients_page(page_desktop, town):
    steps.type_password(page_desktop, town.alice.user)
    for address in ("/clinic/patients/", f"/clinic/patients/{town.bob.pk}/", "/my/"):
        page_desktop.goto(address)
        assert "/accounts/" in page_desktop.url
        assert "Bob Jones" not in page_desktop.content()


def test_a_patients_day_works_without_a_script(new_page, site, client, town):
    phone = new_page(phone=True, java_script_enabled=False)
    steps.come_in(phone, site, client, town.bob, welcomed=False)
    phone.goto("/my/")
    steps.button(phone, "Yes, it is mine").click()
    taps = steps.Taps()
    steps.log_all(phone, taps, 2)
    assert taps.count == 2
    steps.button(phone, "Undo").click()
    phone.get_by_text("Taken back").wait_for()
    steps.link(phone, "Start").click()
    phone.get_by_text("Heel raise").first.wait_for()
    said = Session.objects.for_user(town.bob.user).get()
    assert (said.pain_worst, said.undone_at is not None) == (2, True)
