"""A report beyond the physio's limit, from the phone to the named person who closes its flag."""

import pytest
from django.test import Client

from tests import factories, plans
from tests.journeys import steps

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_report_beyond_the_limit_is_seen_looked_into_and_closed_by_name(new_page, site):
    town = factories.town()
    plans.simple(town.bob, by=town.alice, pain_limit=5)
    phone = new_page(phone=True)
    steps.come_in(phone, site, Client(), town.bob)
    phone.goto("/my/")
    steps.log_all(phone, steps.Taps(), 8)
    phone.get_by_text("This is marked for the team of Alder").wait_for()
    report = phone.url

    physio = new_page()
    steps.come_in(physio, site, Client(), town.alice)
    physio.goto("/clinic/patients/")
    names = physio.locator(".rowc__t").all_inner_texts()
    assert names == ["Bob Jones", "Carol Smith"]
    physio.get_by_text("1 open flag: pain 8, above 5").wait_for()

    steps.open_patient(physio, "Bob Jones")
    with steps.expecting(physio, "422"):
        physio.get_by_label("What was done?").press("Enter")
        physio.get_by_text("Write in a few words what was done.").first.wait_for()
    physio.get_by_label("What was done?").fill("Rang him: half the sets until Friday.")
    steps.button(physio, "Close this flag").click()
    physio.get_by_text("1 flag is closed.").wait_for()
    assert physio.get_by_text("open flag").count() == 0

    physio.goto("/clinic/patients/")
    assert physio.get_by_text("open flag").count() == 0
    steps.open_patient(physio, "Bob Jones")
    steps.link(physio, "Flags").click()
    history = physio.locator("main").inner_text()
    assert "Closed by Alice Alder" in history
    assert "Rang him: half the sets until Friday." in history

    phone.goto(report)
    phone.get_by_text("Alice Alder looked into this on").wait_for()
