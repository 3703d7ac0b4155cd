"""The builder and the library in a real browser: by keyboard, with script, accessible."""

import pytest

from exercises.models import Item
from portal.models import Draft
from tests import factories
from tests.exercises.making import exercise, programme
from tests.looking import faults_now, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def library():
    for name in ("Bridge", "Bridge on one leg", "Clam", "Mini squat", "Heel raise"):
        exercise(name, kit=["mat"], public=True)


def enter(page, site, who, client):
    factories.sign_in(client, who)
    page.context.add_cookies(
        [{"name": "session", "value": client.cookies["session"].value, "url": site}]
    )


def doses(plan):
    rows = Item.objects.filter(slot__phase__programme=plan).unscoped().order_by("order")
    return [(i.exercise.published.name, i.dose.sets_min, i.dose.reps_min) for i in rows]


class Keys:
    """A keyboard that counts what is pressed besides the search words."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def search(self, words):
        self.page.keyboard.type(words)

    def type(self, text):
        self.page.keyboard.type(text)
        self.count += len(text)

    def press(self, key):
        self.page.keyboard.press(key)
        self.count += 1


def test_three_exercises_take_at_most_45_keys_besides_the_search_words(
    page, site, client, town, library
):
    plan = programme(town.alice)
    enter(page, site, town.alice, client)
    page.goto(f"/clinic/programmes/{plan.pk}/edit/")
    keys = Keys(page)
    keys.press("/")
    for words, dose, leave in (
        ("bridge", "3x10 eod", "Enter"),
        ("clam", "2x12 e/s daily", "Tab"),
        ("mini", "3x8, 3x/wk", "Enter"),
    ):
        keys.search(words)
        keys.press("Enter")
        page.locator("[data-dose]:focus").wait_for()
        keys.type(dose)
        keys.press(leave)
        page.locator("#q:focus").wait_for()
    assert doses(plan) == [("Bridge", 3, 10), ("Clam", 2, 12), ("Mini squat", 3, 8)]
    assert keys.count <= 45, keys.count
    assert "3 exercises" in page.locator(".bld__sum").inner_text()


def test_the_echo_follows_the_typing_and_a_choice_answers_its_question(
    page, site, client, town, library
):
    plan = programme(town.alice, "Knee", exercise("Step up"))
    enter(page, site, town.alice, client)
    page.goto(f"/clinic/programmes/{plan.pk}/edit/")
    field = page.locator("[data-item] ~ .dosef [data-dose]")
    field.fill("3x12 hold 5s eod")
    page.get_by_text("Hold each one for 5 seconds. Do this every other day.").first.wait_for()
    field.fill("15 x 3 daily")
    page.get_by_role("button", name="3 sets of 15").click()
    page.get_by_text("Do 3 sets of 15. Do this every day.").first.wait_for()
    page.locator("[data-dose]:focus").wait_for()
    page.wait_for_load_state("networkidle")
    assert doses(plan) == [("Step up", 3, 15)]


def test_order_removal_and_undo_work_without_a_new_page(page, site, client, town, library):
    plan = programme(town.alice, "Knee", exercise("One"), exercise("Two"))
    enter(page, site, town.alice, client)
    page.goto(f"/clinic/programmes/{plan.pk}/edit/")
    page.locator(".grip").first.focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_load_state("networkidle")
    assert [name for name, *_dose in doses(plan)] == ["Two", "One"]
    page.get_by_text("New order").wait_for()
    page.get_by_role("button", name="Remove One").click()
    page.get_by_text("Removed One").wait_for()
    assert [name for name, *_dose in doses(plan)] == ["Two"]
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name="One", exact=True).wait_for()
    assert [name for name, *_dose in doses(plan)] == ["Two", "One"]


def test_an_exercise_is_dragged_to_another_place(page, site, client, town, library):
    plan = programme(town.alice, "Knee", *(exercise(name) for name in ("One", "Two", "Three")))
    enter(page, site, town.alice, client)
    page.goto(f"/clinic/programmes/{plan.pk}/edit/")
    grips = page.locator(".grip")
    grips.nth(2).scroll_into_view_if_needed()
    first, last = grips.nth(0).bounding_box(), grips.nth(2).bounding_box()
    page.mouse.move(last["x"] + 10, last["y"] + 10)
    page.mouse.down()
    page.mouse.move(last["x"] + 200, first["y"] + 100, steps=6)
    page.mouse.move(last["x"] + 200, first["y"] - 60, steps=6)
    page.mouse.up()
    page.get_by_text("New order").wait_for()
    assert [name for name, *_dose in doses(plan)] == ["Three", "One", "Two"]


def test_what_is_half_typed_outlives_a_closed_tab(page, site, client, town, library):
    plan = programme(town.alice, "Knee", exercise("Step up"))
    enter(page, site, town.alice, client)
    page.goto(f"/clinic/programmes/{plan.pk}/edit/")
    page.get_by_text("Name, weeks, when to move on").click()
    page.get_by_label("Weeks, at least").fill("3")
    page.locator("[data-item] ~ .dosef [data-dose]").fill("4x9 daily")
    other = page.context.new_page()
    page.close()
    other.goto(f"/clinic/programmes/{plan.pk}/edit/")
    other.wait_for_timeout(500)
    other.reload()
    assert other.locator("[data-item] ~ .dosef [data-dose]").input_value() == "4x9 daily"
    assert other.get_by_text("Typed and not saved yet").count()
    assert doses(plan) == [("Step up", 3, 10)]
    assert plan.phases.get().weeks_min == 3


def test_a_colleagues_change_is_not_overwritten(page, site, client, town, library):
    from django.utils import timezone

    from exercises.actions import staging

    plan = programme(town.alice, "Knee", exercise("One"))
    enter(page, site, town.alice, client)
    page.goto(f"/clinic/programmes/{plan.pk}/edit/")
    plan.refresh_from_db()
    staging.add_phase(programme=plan, by=town.alice, at=timezone.now(), version=plan.version)
    field = page.locator("[data-item] ~ .dosef [data-dose]")
    field.fill("5x5 daily")
    field.press("Enter")
    page.get_by_text("Somebody else changed this programme").wait_for()
    assert faults_now(page) == [], page.url
    assert page.get_by_text("5x5 daily").count()
    assert doses(plan)[0][1:] == (3, 10)


def test_the_pages_can_be_used_by_everybody(walking_page, site, client, town, library):
    plan = programme(town.alice, "Knee " * 12, exercise("Step up"), exercise("Step down"))
    page = walking_page
    enter(page, site, town.alice, client)
    shared = exercise("Long name of an exercise that goes on and on")
    for url in (
        f"/clinic/programmes/{plan.pk}/edit/?for={town.bob.pk}",
        f"/clinic/programmes/{plan.pk}/",
        "/clinic/programmes/",
        "/clinic/programmes/add/",
        "/clinic/exercises/",
        f"/clinic/exercises/{shared.pk}/",
        "/exercises/bridge/",
    ):
        page.goto(url)
        assert faults_of(page) == [], page.url


def test_the_editor_of_an_item_comes_when_it_is_opened_and_stays_open(
    page, site, client, town, library
):
    plan = programme(town.alice, "Knee", exercise("One"), exercise("Two"))
    enter(page, site, town.alice, client)
    page.goto(f"/clinic/programmes/{plan.pk}/edit/")
    assert page.get_by_label("Note for the patient").count() == 0
    page.locator(".itemm > summary").first.click()
    page.get_by_label("Note for the patient").fill("Slowly.")
    page.get_by_label("Easier", exact=True).fill("Clam")
    page.get_by_label("Easier", exact=True).press("Tab")
    page.wait_for_load_state("networkidle")
    assert page.locator("#exercise-names option").count() > 5
    page.get_by_role("button", name="Move up Two").click()
    page.get_by_text("New order").wait_for()
    assert page.get_by_label("Note for the patient").input_value() == "Slowly."
    item = Item.objects.filter(exercise__slug="one").unscoped().get()
    assert (item.note, item.easier.slug) == ("Slowly.", "clam")


def test_a_stage_gets_its_name_everywhere_and_the_form_stays_open(
    page, site, client, town, library
):
    plan = programme(town.alice, "Knee", exercise("One"))
    enter(page, site, town.alice, client)
    page.goto(f"/clinic/programmes/{plan.pk}/edit/")
    page.get_by_text("Name, weeks, when to move on").click()
    name = page.get_by_label("Name", exact=True)
    name.fill("Calm")
    name.press("Enter")
    page.get_by_role("heading", name="Calm", level=2).wait_for()
    assert page.locator("#target option").all_inner_texts() == ["Calm · Part 1"]
    assert name.is_visible()
    assert page.get_by_role("list", name="Calm Part 1").count() == 1
    assert plan.phases.get().name == "Calm"


def test_the_stages_of_a_typed_dose_are_made_by_one_press_and_undone_step_by_step(
    page, site, client, town, library
):
    plan = programme(town.alice, "Knee", exercise("One"), exercise("Two"))
    enter(page, site, town.alice, client)
    page.goto(f"/clinic/programmes/{plan.pk}/edit/")
    page.get_by_role("button", name="Remove Two").click()
    page.get_by_text("Removed Two").wait_for()
    page.locator("[data-item] ~ .dosef [data-dose]").fill("wk 1-2 2x10 daily, then 3x15 daily")
    page.get_by_role("button", name="Make 2 stages of it").click()
    page.get_by_role("heading", name="Stage 2", level=2).wait_for()
    assert doses(plan) == [("One", 2, 10), ("One", 3, 15)]
    page.get_by_text("Made stages of One").wait_for()
    page.wait_for_timeout(500)  # the field that went is not sent again, and asks nothing
    assert not page.get_by_text("Which one is meant here?").count()
    assert not Draft.objects.unscoped().filter(form=f"programme-{plan.pk}").exists()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name="Stage 2", level=2).wait_for(state="detached")
    assert page.locator("[data-undo-words]").inner_text() == "Removed Two"
    page.reload()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name="Two", exact=True).wait_for()
    assert [name for name, *_dose in doses(plan)] == ["One", "Two"]


def test_who_was_signed_out_is_told_in_the_pages_own_words(page, site, client, town, library):
    plan = programme(town.alice, "Knee", exercise("One"))
    enter(page, site, town.alice, client)
    page.goto(f"/clinic/programmes/{plan.pk}/edit/")
    page.route("**/remove/", lambda route: route.fulfill(content_type="text/html", body="Sign in"))
    page.get_by_role("button", name="Remove One").click()
    page.get_by_text("Not saved. Reload the page to sign in again.").wait_for()
    assert [name for name, *_dose in doses(plan)] == ["One"]


def test_without_script_an_item_is_opened_by_its_link_saved_and_undone(
    new_page, site, client, town, library
):
    plan = programme(town.alice, "Knee", exercise("One"))
    page = new_page(java_script_enabled=False)
    enter(page, site, town.alice, client)
    page.goto(f"/clinic/programmes/{plan.pk}/edit/")
    page.locator(".itemm > summary").click()
    page.get_by_role("link", name="Note, side, easier and harder, copy").click()
    page.get_by_label("Note for the patient").fill("Slowly.")
    page.locator(".itemm").get_by_role("button", name="Save").click()
    item = Item.objects.filter(slot__phase__programme=plan).unscoped()
    assert item.get().note == "Slowly."
    assert page.locator("[data-undo-words]").inner_text() == "Changed One"
    page.get_by_role("button", name="Undo").click()
    assert item.get().note == ""
