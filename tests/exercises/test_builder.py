"""Building a programme: every change a small form, with and without script."""

import re

import pytest
from django.utils import timezone

from exercises import pasting
from exercises.actions import assigning, building, doubting, programmes, staging, undoing
from exercises.dose import parse
from exercises.models import Item, Programme, Slot
from exercises.views.clinic.pasting import spoken_names
from portal.actions import drafts
from portal.audit import LOOKED_AT
from portal.models import Draft, Event
from tests import factories
from tests.exercises.making import add, big, exercise, programme, slot_of

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Fragment": "1"}


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def alice(client, town):
    factories.sign_in(client, town.alice)
    return client


@pytest.fixture
def bridge():
    return exercise("Bridge", kit=["mat"])


@pytest.fixture
def clam():
    return exercise("Clam", dose="2x12 each side, daily", one_sided=True)


@pytest.fixture
def plan(town, bridge, clam):
    return programme(town.alice, "Knee, early", bridge, clam)


def send(client, path, plan, *, script=False, **fields):
    plan.refresh_from_db()
    data = {"version": plan.version, **fields}
    return client.post(f"/clinic/programmes/{path}", data, headers=SCRIPT if script else {})


def items(plan):
    rows = Item.objects.filter(slot__phase__programme=plan).unscoped()
    return list(rows.order_by("slot__phase__order", "slot__order", "order"))


def names(plan):
    return [item.exercise.published.name for item in items(plan)]


# Adding and dosing ----------------------------------------------------------------------------


def test_adding_takes_the_librarys_dose_first_and_the_members_own_next_time(
    alice, plan, bridge, town
):
    item = items(plan)[0]
    assert item.dose == bridge.published.dose
    send(alice, f"items/{item.pk}/edit/", plan, dose="2x8 eod")
    again = add(plan, bridge, town.alice)
    assert again.dose == parse("2x8 eod").dose
    colleague = factories.member(town.alder, "Ann Other")
    assert add(plan, bridge, colleague).dose == bridge.published.dose


def test_without_script_adding_leads_back_to_the_page_at_the_new_dose(alice, plan, bridge):
    answer = send(alice, f"{plan.pk}/items/add/", plan, slot=slot_of(plan).pk, exercise=bridge.pk)
    assert answer.status_code == 302
    assert answer.url.endswith(f"#dose-{items(plan)[-1].pk}")


def test_with_script_the_changed_stage_comes_back(alice, plan, bridge):
    answer = send(
        alice,
        f"{plan.pk}/items/add/",
        plan,
        script=True,
        slot=slot_of(plan).pk,
        exercise=bridge.pk,
    ).json()
    phase = plan.phases.get()
    assert set(answer["parts"]) == {f"phase-{phase.pk}", f"reads-{phase.pk}"}
    assert answer["focus"] == f"dose-{items(plan)[-1].pk}"
    assert answer["version"] == Programme.objects.unscoped().get(pk=plan.pk).version
    assert answer["saved"].startswith("Draft saved ")


def test_a_typed_dose_is_saved_and_said_back_in_words(alice, plan):
    item = items(plan)[0]
    answer = send(alice, f"items/{item.pk}/edit/", plan, script=True, dose="3x12, hold 5s, EOD")
    echo = answer.json()["parts"][f"echo-{item.pk}"]
    assert "Do 3 sets of 12. Hold each one for 5 seconds. Do this every other day." in echo
    item.refresh_from_db()
    assert item.dose.every_n_days == 2


@pytest.mark.parametrize("script", [True, False])
def test_a_doubtful_dose_asks_and_loses_nothing(alice, plan, script):
    item = items(plan)[0]
    before = item.dose
    answer = send(alice, f"items/{item.pk}/edit/", plan, script=script, dose="3x12 or 2x15 x")
    text = answer.json()["parts"][f"echo-{item.pk}"] if script else answer.content.decode()
    assert "Which is meant?" in text
    assert 'value="3x12 x"' in text or 'name="choice"' in text
    if not script:
        assert 'value="3x12 or 2x15 x"' in text
    item.refresh_from_db()
    assert item.dose == before


def test_a_choice_stands_for_what_was_typed(alice, plan):
    item = items(plan)[0]
    send(alice, f"items/{item.pk}/edit/", plan, dose="15 x 3 daily", choice="3 sets of 15 daily")
    item.refresh_from_db()
    assert (item.sets_min, item.reps_min) == (3, 15)


def test_an_impossible_dose_says_why(alice, plan):
    item = items(plan)[0]
    page = send(alice, f"items/{item.pk}/edit/", plan, dose="50 sets of 10 daily")
    assert "outside the limits" in page.content.decode()


def test_the_words_beside_the_dose_are_kept(alice, plan, bridge):
    item = items(plan)[1]
    send(
        alice,
        f"items/{item.pk}/edit/",
        plan,
        whole="1",
        dose="2x12 daily",
        side="affected",
        note="Slowly",
        is_short="on",
        easier="bridge",
        harder="",
    )
    item.refresh_from_db()
    assert (item.note, item.is_short, item.side) == ("Slowly", True, "affected")
    assert (item.easier, item.harder) == (bridge, None)


def test_a_name_nobody_knows_is_said_and_the_dose_is_still_there(alice, plan):
    item = items(plan)[0]
    page = send(
        alice, f"items/{item.pk}/edit/", plan, whole="1", dose="2x9 daily", easier="Nonsuch"
    ).content.decode()
    assert "No exercise has this name" in page
    assert 'value="2x9 daily"' in page
    assert 'value="Nonsuch"' in page


def test_the_echo_answers_with_words_questions_and_reasons(alice):
    def read(text, **more):
        return alice.get("/clinic/dose/", {"text": text, **more}).json()

    assert read("3x12 eod")["words"] == "Do 3 sets of 12. Do this every other day."
    assert "How often?" in read("3x12")["html"]
    assert "Which side?" in read("3x12 daily", one_sided="1")["html"]
    asked = read("3x12 or 2x15 x")
    assert asked["status"] == "ambiguous"
    assert [c["label"] for c in asked["choices"]] == ["2x15", "3x12"]
    assert read("")["status"] == "invalid"
    assert (
        "&lt;script&gt;" in read("<script>3x12")["html"]
        or "<script>" not in read("<script>3x12")["html"]
    )


# Order, copies, removal, undo -----------------------------------------------------------------


def test_items_move_by_button_and_by_list(alice, plan):
    first, second = items(plan)
    send(alice, f"items/{first.pk}/move/", plan, by="1")
    assert names(plan) == ["Clam", "Bridge"]
    send(alice, f"slots/{first.slot_id}/order/", plan, items=f"{first.pk},{second.pk}")
    assert names(plan) == ["Bridge", "Clam"]
    send(alice, f"items/{first.pk}/move/", plan, by="-1")
    assert names(plan) == ["Bridge", "Clam"]


def test_a_copy_stands_right_behind(alice, plan):
    send(alice, f"items/{items(plan)[0].pk}/copy/", plan)
    assert names(plan) == ["Bridge", "Bridge", "Clam"]
    assert [item.order for item in items(plan)] == [0, 1, 2]


def test_an_item_is_put_into_another_part(alice, plan):
    phase = plan.phases.get()
    send(alice, f"stages/{phase.pk}/parts/add/", plan)
    other = phase.slots.last()
    send(alice, f"items/{items(plan)[0].pk}/put/", plan, slot=other.pk)
    assert names(plan) == ["Clam", "Bridge"]
    assert items(plan)[1].slot == other


def test_what_was_removed_comes_back_as_it_was(alice, plan):
    item = items(plan)[0]
    page = send(alice, f"items/{item.pk}/remove/", plan)
    assert names(plan) == ["Clam"]
    assert "Removed Bridge" in alice.get(page.url).content.decode()  # beside the button Undo
    send(alice, f"{plan.pk}/undo/", plan)
    assert names(plan) == ["Bridge", "Clam"]
    assert items(plan)[0].pk == item.pk
    assert items(plan)[0].dose == item.dose


def test_a_whole_stage_comes_back_with_all_in_it(alice, plan):
    phase = plan.phases.get()
    send(alice, f"{plan.pk}/stages/add/", plan, like=phase.pk)
    assert names(plan) == ["Bridge", "Clam"] * 2
    send(alice, f"stages/{phase.pk}/remove/", plan)
    assert names(plan) == ["Bridge", "Clam"]
    send(alice, f"{plan.pk}/undo/", plan)
    assert names(plan) == ["Bridge", "Clam"] * 2


@pytest.mark.parametrize("change", ["edit", "copy", "move", "put", "order", "add"])
def test_every_change_of_an_item_can_be_undone(alice, plan, bridge, change):
    first, second = items(plan)
    phase = plan.phases.get()
    send(alice, f"stages/{phase.pk}/parts/add/", plan)
    before = [(item.pk, item.dose, item.slot_id) for item in items(plan)]
    where, given = {
        "edit": (f"items/{first.pk}/edit/", {"dose": "5x5 daily"}),
        "copy": (f"items/{first.pk}/copy/", {}),
        "move": (f"items/{first.pk}/move/", {"by": "1"}),
        "put": (f"items/{first.pk}/put/", {"slot": phase.slots.last().pk}),
        "order": (f"slots/{first.slot_id}/order/", {"items": f"{second.pk},{first.pk}"}),
        "add": (f"{plan.pk}/items/add/", {"slot": first.slot_id, "exercise": bridge.pk}),
    }[change]
    send(alice, where, plan, **given)
    assert [(item.pk, item.dose, item.slot_id) for item in items(plan)] != before
    send(alice, f"{plan.pk}/undo/", plan)
    assert [(item.pk, item.dose, item.slot_id) for item in items(plan)] == before


def picture(plan) -> list:
    """Everything of a programme that a change can touch, to compare."""
    plan.refresh_from_db()
    phases = plan.phases.order_by("order", "pk").values("pk", "order", "name", "weeks_max")
    slots = Slot.objects.filter(phase__programme=plan).unscoped().order_by("pk")
    kept = Item.objects.filter(slot__phase__programme=plan).unscoped().order_by("pk")
    return [
        *phases,
        *slots.values("pk", "order", "name", "cue", "weekdays"),
        *kept.values("pk", "slot", "order", "note", "reps_min"),
    ]


def test_many_steps_are_undone_one_after_the_other_each_in_words(alice, plan):
    item, phase = items(plan)[0], plan.phases.get()
    seen = [picture(plan)]
    for number in range(1, undoing.STEPS + 1):
        send(alice, f"items/{item.pk}/edit/", plan, script=True, dose=f"3x{number + 3} daily")
        seen.append(picture(plan))
    send(alice, f"stages/{phase.pk}/edit/", plan, script=True, name="Calm")
    seen.append(picture(plan))
    seen = seen[-undoing.STEPS - 1 : -1]
    while seen:
        answer = send(alice, f"{plan.pk}/undo/", plan, script=True).json()
        assert answer["said"].endswith("undone.")
        assert picture(plan) == seen.pop()
        assert bool(answer["undo"]) == bool(seen)
    assert "refused" in send(alice, f"{plan.pk}/undo/", plan, script=True).json()


def test_steps_that_were_undone_take_no_place_of_those_before(alice, plan):
    item = items(plan)[0]
    for number in range(20):
        send(alice, f"items/{item.pk}/edit/", plan, script=True, dose=f"3x{number + 4} daily")
    for _time in range(7):
        send(alice, f"{plan.pk}/undo/", plan, script=True)
    send(alice, f"items/{item.pk}/edit/", plan, script=True, dose="4x9 daily")
    left = 0
    while "refused" not in send(alice, f"{plan.pk}/undo/", plan, script=True).json():
        left += 1
    assert left == 2 + 20 - 7 + 1  # with the two exercises that were added first


def test_what_is_changed_after_an_undo_is_undone_first(alice, plan):
    bridge, clam = items(plan)
    begun = picture(plan)
    send(alice, f"items/{bridge.pk}/edit/", plan, script=True, dose="3x5 daily")
    first = picture(plan)
    send(alice, f"items/{clam.pk}/edit/", plan, script=True, dose="6x6 daily each side")
    send(alice, f"{plan.pk}/undo/", plan, script=True)
    send(alice, f"items/{clam.pk}/remove/", plan, script=True)
    answer = send(alice, f"{plan.pk}/undo/", plan, script=True).json()
    assert picture(plan) == first
    assert answer["undo"] == "Changed Bridge"
    send(alice, f"{plan.pk}/undo/", plan, script=True)
    assert picture(plan) == begun


def test_undo_stops_before_what_a_colleague_changed(alice, plan, town):
    send(alice, f"items/{items(plan)[0].pk}/remove/", plan)
    plan.refresh_from_db()
    colleague = factories.member(town.alder, "Ann Other")
    staging.add_phase(programme=plan, by=colleague, at=timezone.now(), version=plan.version)
    page = alice.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()
    assert "data-undo-words>Removed" not in page
    page = send(alice, f"{plan.pk}/undo/", plan).content.decode()
    assert "nothing to undo" in page
    assert names(plan) == ["Clam"]
    send(alice, f"items/{items(plan)[0].pk}/remove/", plan)
    send(alice, f"{plan.pk}/undo/", plan)
    assert names(plan) == ["Clam"]
    assert "refused" in send(alice, f"{plan.pk}/undo/", plan, script=True).json()


@pytest.mark.parametrize("change", ["add", "copy", "name", "move", "add part", "name part"])
def test_every_change_of_a_stage_can_be_undone(alice, plan, change):
    send(alice, f"{plan.pk}/stages/add/", plan)
    phase, slot = plan.phases.first(), slot_of(plan)
    before = picture(plan)
    where, given = {
        "add": (f"{plan.pk}/stages/add/", {}),
        "copy": (f"{plan.pk}/stages/add/", {"like": phase.pk}),
        "name": (f"stages/{phase.pk}/edit/", {"name": "Calm", "weeks_max": "2"}),
        "move": (f"stages/{phase.pk}/move/", {"by": "1"}),
        "add part": (f"stages/{phase.pk}/parts/add/", {}),
        "name part": (f"slots/{slot.pk}/edit/", {"name": "Morning", "weekdays": ["0"]}),
    }[change]
    assert send(alice, where, plan, script=True, **given).json()["undo"]
    assert picture(plan) != before
    send(alice, f"{plan.pk}/undo/", plan, script=True)
    assert picture(plan) == before


def test_the_last_change_can_still_be_undone_when_the_page_is_opened_again(alice, plan):
    send(alice, f"items/{items(plan)[0].pk}/remove/", plan, script=True)
    page = alice.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()
    assert "<span data-undo-words>Removed Bridge</span>" in page
    assert "Removed" not in alice.get(f"/clinic/programmes/{plan.pk}/").content.decode()


def test_steps_back_do_not_count_as_half_written_texts(alice, plan, town):
    for place in range(drafts.MOST):
        Draft.objects.create(user=town.alice.user, form=f"undo-elsewhere-{place}")
    drafts.save_draft(by=town.alice.user, form="log", fields={"a": ["b"]}, at=timezone.now())
    assert drafts.take_draft(by=town.alice.user, form="log") == {"a": ["b"]}


def test_a_dose_typed_and_not_saved_waits_for_its_writer_and_changes_nothing(alice, plan):
    item = items(plan)[0]
    send(alice, f"items/{item.pk}/edit/", plan, dose="4x9 daily", keep="1")
    assert items(plan)[0].dose == item.dose
    page = alice.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()
    assert 'value="4x9 daily"' in page
    assert "Typed and not saved yet" in page
    send(alice, f"items/{item.pk}/edit/", plan, dose="4x9 daily")
    assert items(plan)[0].sets_min == 4
    assert "not saved yet" not in alice.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()


def test_the_most_useful_stand_first_where_there_are_many(alice, plan):
    slot = items(plan)[0].slot
    for name in ("Three", "Four", "Five"):
        send(alice, f"{plan.pk}/items/add/", plan, slot=slot.pk, exercise=exercise(name).pk)
    url = f"/clinic/programmes/{plan.pk}/edit/"
    assert "Put these first" not in alice.get(url).content.decode()
    last = items(plan)[-1]
    Item.objects.filter(pk=last.pk).unscoped().update(is_short=True)
    page = alice.get(url).content.decode()
    assert "Put these first" in page
    order = page.split('name="items" value="')[1].split('"')[0]
    send(alice, f"slots/{slot.pk}/order/", plan, items=order)
    assert names(plan) == ["Five", "Bridge", "Clam", "Three", "Four"]
    assert "Put these first" not in alice.get(url).content.decode()


def test_nobody_can_hand_in_rows_of_their_own_as_an_undo(town, plan):
    Draft.objects.unscoped().delete()
    Draft.objects.create(
        user=town.alice.user,
        form=undoing.form_of(plan),
        fields={"step": ["forged"], "said": ["x"], "made": ["1"], "version": ["1"]},
    )
    plan.refresh_from_db()
    version = [str(plan.version)]
    Draft.objects.unscoped().update(
        fields={"step": ["forged"], "said": ["x"], "made": version, "version": version}
    )
    with pytest.raises(undoing.UnableToBuild):
        undoing.undo_change(programme=plan, by=town.alice, at=timezone.now(), version=plan.version)


def test_one_dose_for_all_keeps_each_side(alice, plan):
    phase = plan.phases.get()
    send(alice, f"stages/{phase.pk}/dose/", plan, dose="2x8, 3 days a week", to="all")
    assert [item.days_per_week_min for item in items(plan)] == [3, 3]
    assert [item.side for item in items(plan)] == ["", "each"]
    send(alice, f"{plan.pk}/undo/", plan)
    assert [item.reps_min for item in items(plan)] == [10, 12]


def test_one_dose_for_the_ticked_leaves_the_others(alice, plan):
    phase = plan.phases.get()
    chosen = items(plan)[1]
    send(alice, f"stages/{phase.pk}/dose/", plan, dose="2x8 daily", to="chosen", items=[chosen.pk])
    assert [item.reps_min for item in items(plan)] == [10, 8]
    page = send(alice, f"stages/{phase.pk}/dose/", plan, dose="2x8 daily", to="chosen")
    assert "Tick the exercises" in page.content.decode()


# Stages, parts, reading -----------------------------------------------------------------------


def test_a_stage_has_weeks_or_a_written_criterion(alice, plan):
    phase = plan.phases.get()
    url = f"stages/{phase.pk}/edit/"
    send(alice, url, plan, name="Calm", weeks_min="2", weeks_max="4", criterion="")
    phase.refresh_from_db()
    assert (phase.name, phase.weeks_min, phase.weeks_max) == ("Calm", 2, 4)
    page = send(alice, url, plan, weeks_min="4", weeks_max="2").content.decode()
    assert "fewer weeks" in page
    send(alice, url, plan, criterion="Walks 10 minutes")
    assert (
        "on when: Walks 10 minutes"
        in alice.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()
    )


def test_stages_change_places_and_the_last_one_stays(alice, plan):
    first = plan.phases.get()
    page = send(alice, f"stages/{first.pk}/remove/", plan).content.decode()
    assert "at least one stage" in page
    send(alice, f"{plan.pk}/stages/add/", plan)
    send(alice, f"stages/{first.pk}/move/", plan, by="1")
    assert list(plan.phases.all())[1] == first


def test_a_part_of_the_day_has_its_days_and_can_go(alice, plan):
    phase = plan.phases.get()
    send(alice, f"stages/{phase.pk}/parts/add/", plan)
    slot = phase.slots.last()
    send(alice, f"slots/{slot.pk}/edit/", plan, name="Day B", cue="At lunch", weekdays=[1, 3])
    slot.refresh_from_db()
    assert (slot.name, slot.cue, slot.weekdays) == ("Day B", "At lunch", [1, 3])
    send(alice, f"slots/{slot.pk}/remove/", plan)
    assert phase.slots.count() == 1
    assert (
        "at least one part"
        in send(alice, f"slots/{slot_of(plan).pk}/remove/", plan).content.decode()
    )


def test_reading_goes_with_a_stage_once_and_can_be_taken_away(alice, plan):
    from articles.models import Article, Revision

    article = Article.objects.create(slug="heel")
    article.published = Revision.objects.create(
        article=article, number=1, state="published", title="Heel", published_at=timezone.now()
    )
    article.save()
    phase = plan.phases.get()
    for _twice in range(2):
        send(alice, f"{plan.pk}/reading/add/", plan, phase=phase.pk, article=article.pk)
    given = phase.readings.get()
    assert "Heel" in alice.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()
    send(alice, f"reading/{given.pk}/remove/", plan)
    assert phase.readings.count() == 0


# Two at once ----------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False])
def test_an_old_page_cannot_overwrite_a_newer_change(alice, plan, script):
    plan.refresh_from_db()
    item, old = items(plan)[0], plan.version
    send(alice, f"items/{item.pk}/edit/", plan, dose="2x9 daily")
    answer = alice.post(
        f"/clinic/programmes/items/{item.pk}/edit/",
        {"version": old, "dose": "5x5 daily"},
        headers=SCRIPT if script else {},
    )
    text = answer.json()["conflict"] if script else answer.content.decode()
    assert "Somebody else changed this programme" in text
    assert "5x5 daily" in text
    item.refresh_from_db()
    assert item.reps_min == 9


def test_sending_twice_adds_once(alice, plan, bridge):
    plan.refresh_from_db()
    data = {"version": plan.version, "slot": slot_of(plan).pk, "exercise": bridge.pk}
    alice.post(f"/clinic/programmes/{plan.pk}/items/add/", data)
    again = alice.post(f"/clinic/programmes/{plan.pk}/items/add/", data)
    assert again.status_code == 409
    assert names(plan) == ["Bridge", "Clam", "Bridge"]


# The line and its warnings --------------------------------------------------------------------


def test_the_live_line_adds_up(alice, plan):
    page = alice.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()
    assert "<span>2 exercises</span>" in page
    assert "<span>every day</span>" in page
    assert "<span>mat</span>" in page


def test_more_than_four_exercises_are_softly_warned_of(alice, plan, town):
    for number in range(3):
        add(plan, exercise(f"Move {number}"), town.alice)
    page = alice.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()
    assert "More than 4 exercises" in page


def test_opened_for_a_patient_their_minutes_kit_and_cautions_are_minded(alice, plan, town):
    bob = town.bob
    bob.minutes_a_day, bob.kit, bob.cautions = 1, ["chair"], ["falls"]
    bob.save()
    add(
        plan,
        exercise("Step", cautions=[{"tag": "falls", "text": "Hold the rail."}]),
        town.alice,
    )
    page = alice.get(f"/clinic/programmes/{plan.pk}/edit/?for={bob.pk}").content.decode()
    assert "Bob Jones has 1." in page
    assert "Not at home with Bob Jones: mat." in page
    assert "Step: Hold the rail." in page
    assert Event.objects.unscoped().filter(patient=bob, action="opened record").exists()


@pytest.mark.parametrize("script", [True, False])
def test_another_clinics_patient_does_not_open_the_builder(alice, plan, town, script):
    url = f"/clinic/programmes/{plan.pk}/edit/"
    assert alice.get(f"{url}?for={town.frank.pk}").status_code == 404
    assert alice.get(f"{url}?for=nonsense").status_code == 404
    answer = send(
        alice,
        f"items/{items(plan)[0].pk}/edit/",
        plan,
        script=script,
        dose="2x9 daily",
        **{"for": town.frank.pk},
    )
    assert answer.status_code == 404
    assert items(plan)[0].reps_min == 10


# Whole programmes -----------------------------------------------------------------------------


def test_ready_asks_for_what_is_missing_and_then_offers_it(alice, plan, town):
    item = items(plan)[1]
    send(alice, f"items/{item.pk}/edit/", plan, dose="2x12")
    page = send(alice, f"{plan.pk}/ready/", plan).content.decode()
    assert "Clam: how often?" in page
    assert "Clam: which side?" in page
    send(alice, f"items/{item.pk}/edit/", plan, dose="2x12 each side, daily")
    assert send(alice, f"{plan.pk}/ready/", plan).status_code == 302
    plan.refresh_from_db()
    assert not plan.is_draft
    assert assigning.problems(assigning.whole(plan)) == []


def test_an_empty_stage_is_not_ready(alice, town):
    empty = programme(town.alice, "Empty")
    page = send(alice, f"{empty.pk}/ready/", empty).content.decode()
    assert "Stage 1 has no exercise yet." in page


def test_a_ready_programme_that_loses_its_frequency_is_a_draft_again(alice, plan):
    send(alice, f"{plan.pk}/ready/", plan)
    send(alice, f"items/{items(plan)[0].pk}/edit/", plan, dose="2x12")
    plan.refresh_from_db()
    assert plan.is_draft


def test_a_shared_programme_is_copied_not_changed(alice, town, bridge):
    shared = Programme.objects.create(name="Shared", is_draft=False, demo_note="Not signed off.")
    phase = shared.phases.create(name="One")
    item = Item(slot=Slot.objects.create(phase=phase), exercise=bridge)
    item.dose = bridge.published.dose
    item.save()
    assert alice.get(f"/clinic/programmes/{shared.pk}/edit/").status_code == 404
    assert alice.get(f"/clinic/programmes/{shared.pk}/").status_code == 200
    alice.post(f"/clinic/programmes/{shared.pk}/copy/")
    copy = Programme.objects.unscoped().get(clinic=town.alder)
    assert names(copy) == ["Bridge"]
    assert (copy.is_draft, copy.demo_note) == (True, "Not signed off.")


def test_a_pasted_list_is_matched_shown_and_confirmed(alice, bridge, clam):
    text = "1. Bridge 3x12 eod\n- clams: 2x10 e/s daily\nSomething unheard of 3x5"
    page = alice.post("/clinic/programmes/paste/", {"name": "Pasted", "text": text})
    shown = page.content.decode()
    assert "Is this what you mean?" in shown
    assert not Programme.objects.unscoped().exists()
    rows = page.context["rows"]
    assert [row["exercise"].value() for row in rows] == [bridge.pk, clam.pk, ""]
    assert [row["dose"].value() for row in rows] == ["3x12 eod", "2x10 e/s daily", "3x5"]
    data = {"name": "Pasted", "lines": 3}
    for number, row in enumerate(rows):
        data[f"l{number}-exercise"] = row["exercise"].value()
        data[f"l{number}-dose"] = row["dose"].value()
        data[f"l{number}-line"] = row["line"].value()
    page = alice.post("/clinic/programmes/paste/", data).content.decode()
    told = "Choose the exercise for “Something unheard of 3x5”, or “Leave it out”."
    assert told in page  # no line is lost unseen
    assert not Programme.objects.unscoped().exists()
    answer = alice.post("/clinic/programmes/paste/", {**data, "l2-exercise": "out"})
    made = Programme.objects.unscoped().get()
    assert answer.url == f"/clinic/programmes/{made.pk}/edit/"
    assert names(made) == ["Bridge", "Clam"]
    assert items(made)[0].every_n_days == 2


def test_a_name_that_may_mean_two_exercises_is_asked_about_and_not_guessed():
    spoken = {
        "deep calf stretch": [1],
        "calf stretch at a wall, straight knee": [2],
        "clamshell": [3],
        "soleus": [4, 5],
    }
    found, sure = pasting.likely("calf stretch", spoken)
    assert (found[:2], sure) == ([1, 2], False)
    assert pasting.likely("clams", spoken)[1] is True
    found, sure = pasting.likely("Soleus", spoken)
    assert (found[:2], sure) == ([4, 5], False)
    assert pasting.likely("soleuss", spoken)[1] is False


def test_words_that_two_exercises_share_mean_both_and_a_name_means_its_own(alice, town):
    one = exercise("Seated calf raise", synonyms=["soleus"])
    two = exercise("Soleus raise with a bag", synonyms=["Soleus", "seated calf raise"])
    spoken = spoken_names(town.alice.user)
    assert spoken["soleus"] == [one.pk, two.pk]
    assert spoken["seated calf raise"] == [one.pk]


def test_more_lines_than_fit_are_refused_and_stay_as_they_were_pasted(alice):
    text = "\n".join(f"Bridge 3x{n} daily" for n in range(1, pasting.MOST_LINES + 2))
    page = alice.post("/clinic/programmes/paste/", {"name": "P", "text": text}).content.decode()
    assert "These are 41 lines. Paste at most 40 at once." in page
    assert "Bridge 3x41 daily" in page


def test_a_pasted_dose_in_doubt_is_asked_about(alice, bridge):
    data = {"name": "P", "lines": 1, "l0-exercise": bridge.pk, "l0-dose": "3x12 or 2x15 x"}
    page = alice.post("/clinic/programmes/paste/", data).content.decode()
    assert "Which is meant?" in page
    assert "3x12 or 2x15 x" in page


def test_details_are_edited_and_a_retired_programme_is_gone(alice, plan):
    send(alice, f"{plan.pk}/about/", plan, name="Knee, late", pain_limit="4", flare_plan="Half.")
    plan.refresh_from_db()
    assert (plan.name, plan.pain_limit, plan.flare_plan) == ("Knee, late", 4, "Half.")
    assert "Knee, late" in alice.get("/clinic/programmes/?q=late").content.decode()
    alice.post(f"/clinic/programmes/{plan.pk}/retire/")
    assert list(alice.get("/clinic/programmes/?q=late").context["page"]) == []
    assert alice.get(f"/clinic/programmes/{plan.pk}/edit/").status_code == 404
    actions = set(Event.objects.unscoped().values_list("action", flat=True))
    assert {"added programme", "retired programme"} <= actions


# Whose ----------------------------------------------------------------------------------------


def test_another_clinic_finds_and_changes_nothing(client, plan, town, bridge):
    factories.sign_in(client, town.eve)
    before = list(Item.objects.unscoped().values())
    item, phase, slot = items(plan)[0], plan.phases.get(), slot_of(plan)
    for path in (f"{plan.pk}/", f"{plan.pk}/edit/", f"{plan.pk}/about/", f"{plan.pk}/retire/"):
        assert client.get(f"/clinic/programmes/{path}").status_code == 404
    for path in (
        f"{plan.pk}/items/add/",
        f"{plan.pk}/copy/",
        f"{plan.pk}/ready/",
        f"{plan.pk}/undo/",
        f"items/{item.pk}/edit/",
        f"items/{item.pk}/remove/",
        f"stages/{phase.pk}/dose/",
        f"stages/{phase.pk}/remove/",
        f"slots/{slot.pk}/order/",
    ):
        answer = send(
            client, path, plan, slot=slot.pk, exercise=bridge.pk, dose="1x1 daily", to="all"
        )
        assert answer.status_code == 404, path
    assert list(Item.objects.unscoped().values()) == before


def test_another_clinics_exercise_or_part_cannot_be_put_in(alice, plan, town):
    theirs = exercise("Secret", clinic=town.birch)
    other = programme(town.eve, "Theirs")
    for slot, one in ((slot_of(plan), theirs), (slot_of(other), exercise("Open"))):
        answer = send(alice, f"{plan.pk}/items/add/", plan, slot=slot.pk, exercise=one.pk)
        assert answer.status_code == 422
    assert names(plan) == ["Bridge", "Clam"]
    with pytest.raises(undoing.UnableToBuild):
        building.refuse_exercise(theirs, plan)
    with pytest.raises(undoing.UnableToBuild):
        programmes.add_programme(
            name="P", by=town.alice, at=timezone.now(), lines=[programmes.Pasted(theirs)]
        )


def test_the_builder_is_for_clinicians(client, plan, town):
    factories.sign_in(client, town.mia)
    assert client.get(f"/clinic/programmes/{plan.pk}/edit/").status_code == 403
    assert client.get("/clinic/programmes/").status_code == 403


def test_what_was_typed_in_doubt_stands_there_again_until_it_is_settled(alice, plan, town):
    item, other = items(plan)
    send(alice, f"items/{item.pk}/edit/", plan, script=True, dose="3x12 or 2x15 x")
    send(alice, f"items/{other.pk}/edit/", plan, script=True, dose="purple")
    page = alice.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()
    assert 'value="3x12 or 2x15 x"' in page
    assert 'value="purple"' in page
    answer = send(alice, f"items/{other.pk}/move/", plan, script=True, by="-1").json()
    assert 'value="purple"' in answer["parts"][f"phase-{plan.phases.get().pk}"]
    send(alice, f"items/{item.pk}/edit/", plan, script=True, dose="3x12 daily")
    page = alice.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()
    assert "3x12 or 2x15 x" not in page
    assert 'value="purple"' in page
    send(alice, f"items/{other.pk}/edit/", plan, script=True, dose="2x8 daily each side")
    kept = Draft.objects.for_user(town.alice.user)
    assert not kept.filter(form=f"programme-{plan.pk}").exists()


def test_what_a_colleague_left_in_doubt_is_not_shown(alice, client, plan, town):
    send(alice, f"items/{items(plan)[0].pk}/edit/", plan, script=True, dose="purple\x00")
    factories.sign_in(client, factories.member(town.alder, "Ann Other"))
    assert "purple" not in client.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()


def test_one_dose_for_all_settles_what_was_in_doubt(alice, plan, town):
    phase = plan.phases.get()
    send(alice, f"items/{items(plan)[0].pk}/edit/", plan, script=True, dose="purple")
    send(alice, f"stages/{phase.pk}/dose/", plan, script=True, dose="2x7 daily", to="all")
    kept = Draft.objects.for_user(town.alice.user).filter(form__startswith="programme-")
    assert not kept.exists()


# Answers by reason, another part ------------------------------------------------------------------


def test_an_item_has_its_own_answers_and_shows_the_exercises_else(alice, town):
    made = exercise("Step up", answers={"pain": "Use a lower step.", "forgot": "Do it at tea."})
    plan = programme(town.alice, "Knee", made)
    (item,) = items(plan)
    page = alice.get(f"/clinic/programmes/{plan.pk}/edit/?open={item.pk}").content.decode()
    assert 'name="answer_pain" value="" placeholder="Use a lower step."' in page
    fields = {"dose": "3x10 daily", "whole": "1", "answer_pain": "Only halfway.", "answer_fine": ""}
    send(alice, f"items/{item.pk}/edit/", plan, **fields)
    item.refresh_from_db()
    assert item.answers == {"pain": "Only halfway."}
    send(alice, f"items/{item.pk}/edit/", plan, dose="3x9 daily", whole="1")
    item.refresh_from_db()
    assert item.answers == {"pain": "Only halfway."}  # a form without them leaves them alone
    plan.refresh_from_db()
    given = assigning.assign(
        programme=plan, patient=town.bob, by=town.alice, at=timezone.now(),
        starts_on=timezone.localdate(),
    )  # fmt: skip
    (assigned,) = given.phases.get().slots.get().items.all()
    assert assigned.answers == {"pain": "Only halfway.", "forgot": "Do it at tea."}


def test_an_item_is_moved_to_another_part_of_the_programme(alice, plan):
    phase, item = plan.phases.get(), items(plan)[0]
    page = f"/clinic/programmes/{plan.pk}/edit/?open={item.pk}"
    assert "Move there" not in alice.get(page).content.decode()
    send(alice, f"stages/{phase.pk}/parts/add/", plan)
    _first, second = Slot.objects.filter(phase=phase).unscoped().order_by("order")
    text = alice.get(page).content.decode()
    assert f'<option value="{second.pk}">Stage 1 · Part 2</option>' in text
    answer = send(alice, f"items/{item.pk}/put/", plan, script=True, slot=second.pk).json()
    assert set(answer["parts"]) == {f"phase-{phase.pk}", f"reads-{phase.pk}"}
    item.refresh_from_db()
    assert item.slot_id == second.pk


# The editor of one item, and names: only what is needed is sent ----------------------------------


def test_the_editor_of_an_item_comes_when_it_is_opened_and_only_its_own(alice, plan):
    item, other = items(plan)
    page = f"/clinic/programmes/{plan.pk}/edit/"
    closed = alice.get(page).content.decode()
    assert f'id="note-{item.pk}"' not in closed
    assert f'href="{page}?open={item.pk}#item-{item.pk}"' in closed  # the way without script
    opened = alice.get(f"{page}?open={item.pk}").content.decode()
    assert f'id="note-{item.pk}"' in opened
    assert f'id="note-{other.pk}"' not in opened
    fragment = alice.get(f"{page}?open={item.pk}", headers=SCRIPT).content.decode()
    assert f'id="note-{item.pk}"' in fragment
    assert "<html" not in fragment


def test_an_editor_is_found_in_its_own_programme_only(alice, plan, town, bridge):
    elsewhere = items(programme(town.alice, "Hip", bridge))[0]
    page = f"/clinic/programmes/{plan.pk}/edit/"
    for pk in (elsewhere.pk, "00000000-0000-4000-8000-000000000000", "nonsense"):
        assert alice.get(f"{page}?open={pk}", headers=SCRIPT).status_code == 404
        assert alice.get(f"{page}?open={pk}").status_code == 200  # the page, nothing open


def test_a_dose_sent_from_a_closed_row_leaves_the_words_beside_it(alice, plan):
    item = items(plan)[0]
    send(alice, f"items/{item.pk}/edit/", plan, dose="3x10 daily", whole="1", note="Slowly.")
    answer = send(alice, f"items/{item.pk}/edit/", plan, dose="purple")
    assert answer.status_code == 422
    send(alice, f"items/{item.pk}/edit/", plan, dose="3x9 daily")
    item.refresh_from_db()
    assert (item.note, item.dose.reps_min) == ("Slowly.", 9)


def test_naming_a_stage_sends_its_name_and_not_the_items(alice, plan):
    phase = plan.phases.get()
    answer = send(alice, f"stages/{phase.pk}/edit/", plan, script=True, name="Calm", weeks_max="2")
    parts = answer.json()["parts"]
    assert "Calm" in parts[f"head-{phase.pk}"]
    assert "2 weeks" in parts[f"head-{phase.pk}"]
    assert "Calm · Part 1" in parts["targets"]
    assert "Calm" in parts["with"]
    assert "Calm" in parts[f"reads-{phase.pk}"]
    assert not any("dose-" in html for html in parts.values())


def test_naming_a_part_of_the_day_says_it_wherever_it_stands(alice, plan):
    slot = slot_of(plan)
    answer = send(alice, f"slots/{slot.pk}/edit/", plan, script=True, name="Morning", cue="At tea")
    parts = answer.json()["parts"]
    assert "Morning" in parts[f"slotname-{slot.pk}"]
    assert "At tea" in parts[f"slotname-{slot.pk}"]
    assert "Stage 1 · Morning" in parts["targets"]


# Pictures ---------------------------------------------------------------------------------------


def test_a_drawing_stands_once_however_often_it_is_shown(alice, town, bridge, plan):
    for _again in range(4):
        add(plan, bridge, town.alice)
    for page in (f"/clinic/programmes/{plan.pk}/edit/", f"/clinic/programmes/{plan.pk}/"):
        text = alice.get(page).content.decode()
        assert text.count('<g id="fig-bridge">') == 1
        assert text.count('<use href="#fig-bridge"/>') >= 6


def test_a_change_brings_the_drawings_its_new_parts_point_at(alice, town, plan):
    clock = exercise("Clock", figure="heel-raise")
    answer = send(
        alice, f"{plan.pk}/items/add/", plan, script=True, slot=slot_of(plan).pk, exercise=clock.pk
    ).json()
    key = clock.published.figure
    assert answer["figures"][key].startswith(f'<g id="fig-{key}">')
    assert f'href="#fig-{key}"' in answer["parts"][f"phase-{plan.phases.get().pk}"]


def test_results_of_a_search_bring_their_own_drawings(alice, plan):
    answer = alice.get(f"/clinic/programmes/{plan.pk}/edit/?q=bridge", headers=SCRIPT)
    assert '<use href="#fig-' not in answer.content.decode()
    assert "fg-body" in answer.content.decode()


# One dose for each stage -------------------------------------------------------------------------

SPLIT = "wk 1-2 2x10 daily, then 3x15 daily"


def stages_told(plan) -> list:
    """(name, weeks, [(exercise, sets, repetitions)]) of each stage."""
    return [
        (
            phase.name,
            phase.weeks_max,
            [
                (item.exercise.published.name, item.sets_min, item.reps_min)
                for item in items(plan)
                if item.slot.phase_id == phase.pk
            ],
        )
        for phase in plan.phases.order_by("order")
    ]


def test_a_text_with_stages_offers_to_make_them(alice, plan):
    item = items(plan)[0]
    html = alice.get("/clinic/dose/", {"text": SPLIT}).json()["html"]
    assert "Make 2 stages of it" in html
    send(alice, f"items/{item.pk}/edit/", plan, dose=SPLIT)
    page = alice.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()
    assert f'form="f-{item.pk}" formaction="/clinic/programmes/items/{item.pk}/stages/"' in page
    sides = alice.get("/clinic/dose/", {"text": "left 3x10, right 3x12 daily"}).json()["html"]
    assert "stages of it" not in sides


@pytest.mark.parametrize("script", [True, False])
def test_the_stages_of_a_text_are_made_with_weeks_and_doses_and_undone(alice, plan, script):
    before, item = picture(plan), items(plan)[0]
    send(alice, f"items/{item.pk}/edit/", plan, script=True, dose=SPLIT)  # kept as typed
    answer = send(alice, f"items/{item.pk}/stages/", plan, script=script, dose=SPLIT)
    assert answer.status_code == (200 if script else 302)
    assert stages_told(plan) == [
        ("Stage 1", 2, [("Bridge", 2, 10), ("Clam", 2, 12)]),
        ("Stage 2", None, [("Bridge", 3, 15), ("Clam", 2, 12)]),
    ]
    assert SPLIT not in alice.get(f"/clinic/programmes/{plan.pk}/edit/").content.decode()
    send(alice, f"{plan.pk}/undo/", plan)
    assert picture(plan) == before


def test_stages_are_put_behind_their_own_and_before_the_others(alice, plan):
    send(alice, f"{plan.pk}/stages/add/", plan)
    before = picture(plan)
    send(alice, f"items/{items(plan)[0].pk}/stages/", plan, dose=SPLIT)
    named = [name for name, _weeks, _inside in stages_told(plan)]
    assert named == ["Stage 1", "Stage 1, part 2", "Stage 2"]
    send(alice, f"{plan.pk}/undo/", plan)
    assert picture(plan) == before


def test_a_second_exercise_with_the_same_weeks_goes_into_the_same_stages(alice, plan):
    send(alice, f"items/{items(plan)[0].pk}/stages/", plan, dose=SPLIT)
    before = picture(plan)
    text = "wk 1-2 1x8 each side daily, then 2x8 each side daily"
    send(alice, f"items/{items(plan)[1].pk}/stages/", plan, dose=text)
    assert stages_told(plan) == [
        ("Stage 1", 2, [("Bridge", 2, 10), ("Clam", 1, 8)]),
        ("Stage 2", None, [("Bridge", 3, 15), ("Clam", 2, 8)]),
    ]
    send(alice, f"{plan.pk}/undo/", plan)
    assert picture(plan) == before


def test_a_text_without_stages_or_with_too_many_is_refused_in_words(alice, plan):
    item, before = items(plan)[0], picture(plan)
    answer = send(alice, f"items/{item.pk}/stages/", plan, dose="3x10 daily")
    assert answer.status_code == 422
    assert "No stages are written here" in answer.content.decode()
    for _number in range(staging.MOST_PHASES - 1):
        send(alice, f"{plan.pk}/stages/add/", plan, script=True)
    answer = send(alice, f"items/{item.pk}/stages/", plan, script=True, dose=SPLIT).json()
    assert "at most 20 stages" in answer["refused"]
    assert [row for row in picture(plan) if row["pk"] == item.pk] == [
        row for row in before if row["pk"] == item.pk
    ]


def test_stages_of_another_clinics_item_are_not_made(alice, client, plan, town):
    item, before = items(plan)[0], picture(plan)
    factories.sign_in(client, town.eve)
    answer = send(client, f"items/{item.pk}/stages/", plan, dose=SPLIT)
    assert answer.status_code == 404
    factories.sign_in(client, town.bob)
    assert send(client, f"items/{item.pk}/stages/", plan, dose=SPLIT).status_code == 403
    assert picture(plan) == before


# How much it asks of the database ---------------------------------------------------------------


def business(context):
    """The queries without the marks of transactions."""
    marks = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
    return [q["sql"] for q in context.captured_queries if not q["sql"].startswith(marks)]


PAGES = [
    "{plan}/edit/",
    "{plan}/edit/?open={item}",
    "{plan}/edit/?for={bob}",
    "{plan}/?for={bob}",
    "",
    "add/",
]
ACTIONS = {
    "{plan}/items/add/": {"slot": "{slot}", "exercise": "{exercise}"},
    "items/{item}/edit/": {"dose": "2x9 each side, daily"},
    "items/{item}/edit/ ": {
        "dose": "2x8 each side, daily", "whole": "1", "note": "Slowly.", "easier": "Move 0",
        "harder": "Extra",
    },
    "items/{item}/move/": {"by": "1"},
    "items/{item}/copy/": {},
    "slots/{slot}/order/": {"items": "{item}", "drawn": "1"},
    "stages/{phase}/dose/": {"dose": "2x7 each side, daily", "to": "all"},
    "stages/{phase}/dose/ ": {"dose": "2x6 each side, daily", "to": "chosen", "items": "{item}"},
    "stages/{phase}/edit/": {"name": "Calm"},
    "slots/{slot}/edit/": {"name": "Morning"},
    "{plan}/stages/add/": {},
    "{plan}/stages/add/ ": {"like": "{phase}"},
    "stages/{phase}/move/": {"by": "1"},
    "stages/{phase}/parts/add/": {},
    "items/{item}/put/": {"slot": "{new_slot}"},
    "{plan}/undo/": {},
    "slots/{new_slot}/remove/": {},
    "items/{item}/remove/": {},
    "stages/{phase}/remove/": {},
}  # fmt: skip


@pytest.mark.parametrize("size", [(1, 1), (6, 40), (1, 100)])
@pytest.mark.parametrize("patient", [False, True], ids=["alone", "for a patient"])
def test_every_action_asks_at_most_twelve_questions(
    alice, town, size, patient, django_assert_max_num_queries
):
    plan = big(town.alice, phases=size[0], items=size[1])
    exercise("Extra")
    item, bob = items(plan)[0], town.bob
    named = {
        "plan": plan.pk, "item": item.pk, "exercise": item.exercise_id, "bob": bob.pk,
        "phase": plan.phases.first().pk, "slot": slot_of(plan).pk,
    }  # fmt: skip
    for page in () if patient else PAGES:
        address = f"/clinic/programmes/{page.format(**named)}"
        alice.get(address)
        with django_assert_max_num_queries(12):
            assert alice.get(address).status_code == 200
    if patient:
        turn_away(alice)
        alice.get(f"/clinic/programmes/{plan.pk}/edit/?for={bob.pk}")
    over = {}
    for path, fields in ACTIONS.items():
        newest = Slot.objects.filter(phase__programme=plan).unscoped().order_by("-order").first()
        named["new_slot"] = newest.pk
        given = {name: text.format(**named) for name, text in fields.items()}
        given |= {"for": bob.pk} if patient else {}
        with django_assert_max_num_queries(40) as context:
            answer = send(alice, path.strip().format(**named), plan, script=True, **given)
        assert answer.json().get("version"), (path, answer.json())
        asked = business(context)[1:]  # the first is the test's own look at the version
        if len(asked) > 12:
            over[path] = " ".join(short(sql) for sql in asked)
    assert over == {}, "\n".join(f"{path}: {words}" for path, words in over.items())


def short(sql: str) -> str:
    """ "SELECT:slot" """
    table = re.search(r'(?:FROM|UPDATE|INTO) "[a-z]+_(\w+)"', sql)
    return f"{sql.split()[0]}:{table[1] if table else ''}"


def turn_away(client):
    """As somebody who has not looked at this patient yet."""
    session = client.session
    session.pop(LOOKED_AT, None)
    session.save()


def test_settling_a_doubt_for_a_patient_stays_within_the_twelve(
    alice, town, plan, django_assert_max_num_queries
):
    item, other = items(plan)
    for one in (item, other):
        send(alice, f"items/{one.pk}/edit/", plan, script=True, dose="purple")
    alice.get(f"/clinic/programmes/{plan.pk}/edit/?for={town.bob.pk}")
    for one in (item, other):
        given = {"dose": "2x9 each side, daily", "for": town.bob.pk}
        with django_assert_max_num_queries(40) as context:
            send(alice, f"items/{one.pk}/edit/", plan, script=True, **given)
        assert len(business(context)[1:]) <= 12
    assert (
        not Draft.objects.for_user(town.alice.user).filter(form__startswith="programme-").exists()
    )


def test_what_is_typed_elsewhere_while_a_dose_is_saved_stays_and_the_saved_one_asks_no_more(
    town, plan
):
    item, other = items(plan)
    who = {"by": town.alice, "at": timezone.now()}
    doubting.keep_doubt(item=item, text="3x1", **who)
    known = drafts.take_draft(by=town.alice.user, form=doubting.form_of(plan))
    doubting.keep_doubt(item=other, text="purple", **who)
    doubting.settle_doubts(programme=plan, item_pks=[item.pk], known=known, **who)
    left = drafts.take_draft(by=town.alice.user, form=doubting.form_of(plan))
    assert left == {doubting.field_of(other.pk): ["purple"]}


def test_opening_the_builder_for_a_patient_and_changing_there_is_one_look(alice, town, plan):
    looks = Event.objects.unscoped().filter(action="opened record", patient=town.bob)
    alice.get(f"/clinic/programmes/{plan.pk}/edit/?for={town.bob.pk}")
    send(
        alice, f"items/{items(plan)[0].pk}/move/", plan, script=True, by="1", **{"for": town.bob.pk}
    )
    assert looks.count() == 1
    turn_away(alice)  # signed in anew: the next change is a look of its own
    send(
        alice, f"items/{items(plan)[0].pk}/move/", plan, script=True, by="1", **{"for": town.bob.pk}
    )
    assert looks.count() == 2
