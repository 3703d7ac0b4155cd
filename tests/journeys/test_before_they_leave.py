"""A programme is given, and the phone stands at exercise one before the patient leaves."""

import pytest

from exercises.models import Assignment
from tests import factories, plans
from tests.journeys import steps

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_code_on_the_physios_screen_opens_exercise_one(new_page, site, client):
    town = factories.town()
    plans.simple(town.bob, by=town.alice, names=("Heel raise", "Calf stretch"))
    plan = Assignment.objects.unscoped().get()
    desk = new_page()
    steps.come_in(desk, site, client, town.alice)
    desk.goto(f"/clinic/patients/{town.bob.pk}/plan/{plan.pk}/")
    steps.button(desk, "Open it on the patient’s phone").click()
    desk.locator(".qr__code svg").wait_for()
    phone = new_page(phone=True)
    phone.goto(steps.code_on_screen(desk, site))
    steps.button(phone, "Open").click()
    steps.button(phone, "Yes, it is mine").click()
    phone.wait_for_url("**/my/session/#e1")
    assert phone.locator("#e1 h2").inner_text() == "Heel raise"
