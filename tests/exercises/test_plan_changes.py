"""A plan that lives: every change has a reason, nothing is edited, nobody overwrites anybody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exercises import actions
from exercises.actions.withdrawing import withdraw_everywhere
from exercises.dose import parse
from exercises.models import AssignedItem, Assignment, Change, Session
from portal.models import Event
from tests import factories, plans
from tests.house.crawl import fields_of

pytestmark = pytest.mark.django_db
WHY = "It went well."


@pytest.fixture
def town(db):
    return factories.town()


@pytest.fixture
def items(town):
    return plans.simple(town.bob, "2x8 daily", names=("Squat", "Bridge"), by=town.alice)


@pytest.fixture
def plan(items):
    return Assignment.objects.unscoped().get(pk=items[0].slot.phase.assignment_id)


@pytest.fixture
def alice(client, town):
    factories.sign_in(client, town.alice)
    return client


def at(name, plan, *more):
    return reverse(name, args=[plan.patient_id, plan.pk, *more])


def in_force(plan):
    rows = AssignedItem.objects.in_force().filter(slot__phase__assignment=plan).unscoped()
    return sorted((item.revision.name, item.sets_min) for item in rows)


def replace(item, town, *, dose="3x8 daily", **fields):
    return actions.replace_item(
        item=item,
        exercise=item.exercise,
        dose=plans.parse(dose).dose,
        by=town.alice,
        at=timezone.now(),
        reason=WHY,
        **fields,
    )


def send(client, address, **typed):
    """The form of a page as it stands, with what was typed; the answer."""
    return client.post(address, fields_of(client.get(address)) | typed)


# An exercise -----------------------------------------------------------------------------------


def test_a_new_dose_ends_the_item_and_puts_another_in_its_place(alice, plan, items):
    address = at("replace_plan_item", plan, items[0].pk)
    response = send(alice, address, dose="3x8, every other day", reason=WHY)
    assert response.status_code == 302
    old = AssignedItem.objects.unscoped().get(pk=items[0].pk)
    assert old.ended_at
    assert old.end_reason == WHY
    assert old.sets_min == 2
    assert old.replaced_by.sets_min == 3
    assert old.replaced_by.every_n_days == 2
    assert old.replaced_by.order == old.order
    change = plan.changes.get()
    assert (change.kind, change.reason, change.seen_at) == (Change.Kind.REPLACED, WHY, None)
    assert Event.objects.unscoped().filter(action="plan: replaced", reason=WHY).exists()


def test_what_was_reported_of_the_old_dose_stays_with_it(town, plan, items):
    said = (actions.Said(items[0].pk),)
    report = actions.Report(
        id=plan.pk, done_at=timezone.now(), time_zone="Europe/London", said=said
    )
    actions.log_session(patient=town.bob, report=report, by=town.bob.user, at=timezone.now())
    replace(items[0], town)
    assert Session.objects.unscoped().get().entries.get().item_id == items[0].pk


def test_the_form_shows_the_dose_in_a_way_that_is_read_back(alice, plan, items):
    fields = fields_of(alice.get(at("replace_plan_item", plan, items[0].pk)))
    assert plans.parse(fields["dose"]).dose == items[0].dose
    assert fields["exercise"] == "Squat"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"reason": "", "dose": "3x8 daily"}, "This field is required"),
        ({"reason": "   ", "dose": "3x8 daily"}, "This field is required"),
        ({"reason": WHY, "dose": "3x8"}, "how often"),
        ({"reason": WHY, "dose": "10 reps 3x"}, "times a day"),
        ({"reason": WHY, "dose": "3xl2 daily"}, "3x12"),
        ({"reason": WHY, "dose": "3x8 daily on the affected side"}, "which side"),
        ({"reason": WHY, "dose": "3x8 daily", "exercise": "Flying"}, "No exercise has this name"),
        ({"reason": "x" * 301, "dose": "3x8 daily"}, "300"),
    ],
)
def test_what_is_missing_or_in_doubt_is_asked_and_nothing_is_lost(alice, plan, items, typed, says):
    response = send(alice, at("replace_plan_item", plan, items[0].pk), note="Slowly", **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert says in page
    assert "Slowly" in page
    assert in_force(plan) == [("Bridge", 2), ("Squat", 2)]


def test_an_exercise_is_added_and_one_is_stopped(alice, plan, items):
    slot = items[0].slot_id
    plans.exercise("Clam")
    response = send(
        alice, at("add_plan_item", plan, slot), exercise="clam", dose="10 reps daily", reason=WHY
    )
    assert response.status_code == 302
    send(alice, at("stop_plan_item", plan, items[1].pk), reason="Not needed any more.")
    assert [name for name, _sets in in_force(plan)] == ["Clam", "Squat"]
    kinds = plan.changes.order_by("at").values_list("kind", flat=True)
    assert list(kinds) == ["added", "stopped"]


# Two at once -----------------------------------------------------------------------------------


def test_a_plan_changed_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(
    alice, town, plan, items
):
    address = at("replace_plan_item", plan, items[0].pk)
    fields = fields_of(alice.get(address)) | {"dose": "4x8 daily", "reason": "Mine, typed"}
    replace(items[0], town)
    response = alice.post(address, fields)
    page = response.content.decode()
    assert response.status_code == 409
    assert "4x8 daily" in page
    assert "Mine, typed" in page
    assert WHY in page
    assert in_force(plan) == [("Bridge", 2), ("Squat", 3)]
    heir = items[0].__class__.objects.unscoped().get(replaces=items[0])
    target = at("replace_plan_item", plan, heir.pk)
    assert target in page
    again = fields_of(response)
    assert alice.post(target, again).status_code == 302
    assert in_force(plan) == [("Bridge", 2), ("Squat", 4)]


def test_sending_a_change_twice_is_one_change(alice, plan, items):
    address = at("replace_plan_item", plan, items[0].pk)
    fields = fields_of(alice.get(address)) | {"dose": "3x8 daily", "reason": WHY}
    assert alice.post(address, fields).status_code == 302
    assert alice.post(address, fields).status_code == 409
    assert plan.changes.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_replacements_at_once_one_wins_and_the_other_is_a_conflict():
    from tests.portal.test_races import at_once

    town = factories.town()
    item = plans.simple(town.bob, "2x8 daily", by=town.alice)[0]
    results = at_once(2, lambda n: replace(item, town, dose=f"{n + 3}x8 daily", version=1))
    assert sum(isinstance(result, AssignedItem) for result in results) == 1
    assert sum(isinstance(result, actions.Conflict) for result in results) == 1
    assert AssignedItem.objects.in_force().unscoped().count() == 1


# Pause, stages, end ------------------------------------------------------------------------------


def test_a_pause_and_going_on(alice, plan, items):
    assert send(alice, at("pause_plan", plan), reason="Holiday").status_code == 302
    assert plan.pauses.get().until_on is None
    page = alice.get(at("show_plan", plan)).content.decode()
    assert "Holiday" in page
    again = send(alice, at("pause_plan", plan), reason="Again")
    assert "paused already" in again.content.decode()
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert send(alice, at("resume_plan", plan), on=tomorrow.isoformat()).status_code == 302
    assert plan.pauses.get().until_on == timezone.localdate()


def test_a_pause_that_ends_before_it_begins_says_so(alice, plan, items):
    response = send(alice, at("pause_plan", plan), until_on="2001-01-01", reason="x")
    assert response.status_code == 422
    assert "before the pause begins" in response.content.decode()


def two_stages(plan):
    first = plan.phases.get()
    second = plans.phase(plan, state="waiting", order=1, name="Heavy", weeks_max=4)
    plans.item(plans.slot(second), "5x5 daily")
    return first, second


def test_the_next_stage_begins_on_the_day_said(alice, plan, items):
    first, second = two_stages(plan)
    assert "Go on to the next stage" in alice.get(at("show_plan", plan)).content.decode()
    assert send(alice, at("move_plan_phase", plan, second.pk), reason=WHY).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("done", "current")
    assert second.starts_on == timezone.localdate()
    assert second.ends_on == timezone.localdate() + timedelta(days=27)
    page = alice.get(at("show_plan", plan)).content.decode()
    assert "Back to the stage before" in page


def test_a_stage_is_held_and_let_go(alice, plan, items):
    phase = plan.phases.get()
    phase.ends_on = timezone.localdate()
    phase.save()
    address = at("hold_plan_phase", plan, phase.pk)
    assert send(alice, address, reason=WHY).status_code == 302
    phase.refresh_from_db()
    assert phase.state == "held"
    assert send(alice, address, held="yes", reason=WHY).status_code == 409
    assert send(alice, address, reason="Now you are ready.").status_code == 302
    phase.refresh_from_db()
    assert phase.state == "current"


def test_the_patient_reads_why_a_stage_is_held_and_let_go(alice, town, plan, items):
    phase = plan.phases.get()
    phase.name, phase.ends_on = "Calm it down", timezone.localdate()
    phase.save()
    address = at("hold_plan_phase", plan, phase.pk)
    answer = send(alice, address, reason="")
    assert answer.status_code == 422
    assert "Hold a stage" in answer.content.decode()
    send(alice, address, reason="Your heel needs another week.")
    send(alice, address, reason="Now you are ready.")
    assert Event.objects.unscoped().filter(action="plan: held", patient=town.bob).count() == 1
    page = alice.get(at("show_plan", plan)).content.decode()
    assert "Held beyond its date:" in page
    factories.sign_in(alice, town.bob)
    page = alice.get("/my/").content.decode()
    assert "<b>Calm it down</b> goes on until your physio says otherwise." in page
    assert "Your heel needs another week." in page
    assert "<b>Calm it down</b> ends on its day again." in page
    assert "Now you are ready." in page


def test_strangers_hold_no_stage(client, town, plan, items):
    address = at("hold_plan_phase", plan, plan.phases.get().pk)
    for who, status in ((town.eve, 404), (town.bob, 403)):
        factories.sign_in(client, who)
        assert client.get(address).status_code == status
        assert client.post(address, {"held": "yes", "reason": WHY}).status_code == status
    assert plan.phases.get().state == "current"


# The item's own pain limit: nearest wins (product rule 9) -----------------------------------------


def test_an_exercise_gets_its_own_pain_limit_and_the_patient_reads_it(alice, town, plan, items):
    address = at("replace_plan_item", plan, items[0].pk)
    page = alice.get(address).content.decode()
    assert f"Empty: the clinic’s, {town.alder.pain_limit}." in page
    assert send(alice, address, reason=WHY, pain_limit="2").status_code == 302
    fresh = AssignedItem.objects.unscoped().get(replaces=items[0])
    assert (fresh.pain_limit, fresh.dose) == (2, items[0].dose)
    page = alice.get(at("show_plan", plan)).content.decode()
    assert "Pain limit of this exercise: 2" in page
    assert '<span class="was">–</span> → 2' in page
    # left as it is, it stays; emptied, the plan's counts again
    address = at("replace_plan_item", plan, fresh.pk)
    send(alice, address, reason=WHY, dose="4x8 daily")
    second = AssignedItem.objects.unscoped().get(replaces=fresh)
    assert second.pain_limit == 2
    send(alice, at("replace_plan_item", plan, second.pk), reason=WHY, pain_limit="")
    assert AssignedItem.objects.unscoped().get(replaces=second).pain_limit is None
    factories.sign_in(alice, town.bob)
    page = alice.get("/my/").content.decode()
    assert "Pain up to 2 is acceptable with it." in page
    assert "The pain limit of your programme counts for it again." in page


def test_the_limit_of_the_programme_is_named_where_it_has_one(alice, plan, items):
    Assignment.objects.unscoped().filter(pk=plan.pk).update(pain_limit=3)
    page = alice.get(at("replace_plan_item", plan, items[0].pk)).content.decode()
    assert "Empty: this programme’s, 3." in page


def test_a_pain_limit_beyond_the_scale_says_so_and_keeps_what_was_typed(alice, plan, items):
    answer = send(alice, at("replace_plan_item", plan, items[0].pk), reason=WHY, pain_limit="11")
    assert answer.status_code == 422
    assert 'value="11"' in answer.content.decode()
    assert not AssignedItem.objects.unscoped().filter(replaces=items[0]).exists()


def test_an_added_exercise_may_have_its_own_pain_limit(alice, plan, items):
    slot = items[0].slot
    name = items[1].revision.name
    fields = {"exercise": name, "dose": "2x5 daily", "reason": WHY, "pain_limit": "1"}
    assert send(alice, at("add_plan_item", plan, slot.pk), **fields).status_code == 302
    assert AssignedItem.objects.unscoped().order_by("-given_at").first().pain_limit == 1


# All changes --------------------------------------------------------------------------------------


def test_the_oldest_change_can_still_be_read(
    alice, town, plan, items, django_assert_max_num_queries
):
    now = timezone.now()
    for number in range(60):
        Change.objects.create(
            assignment=plan, kind="paused", reason=f"Reason {number}.", by=town.alice,
            at=now + timedelta(minutes=number),
        )  # fmt: skip
    page = alice.get(at("show_plan", plan)).content.decode()
    assert "Reason 59." in page
    assert "Reason 3." not in page
    address = at("list_plan_changes", plan)
    assert f'href="{address}"' in page
    assert "Reason 3." not in alice.get(address).content.decode()
    with django_assert_max_num_queries(12):
        page = alice.get(f"{address}?page=2").content.decode()
    assert "Reason 3." in page
    assert "Given:" in page or "Reason 0." in page


def test_all_changes_are_told_as_on_the_plan_itself(alice, town, plan, items):
    replace(items[0], town)
    page = alice.get(at("list_plan_changes", plan)).content.decode()
    assert "<b>Squat</b>" in page
    assert WHY in page
    assert "Alice Alder" in page


def test_strangers_read_no_changes(client, town, plan):
    for who, status in ((town.eve, 404), (town.bob, 403)):
        factories.sign_in(client, who)
        assert client.get(at("list_plan_changes", plan)).status_code == status


def test_days_held_past_the_end_move_the_later_stages(alice, plan, items):
    first, second = two_stages(plan)
    today = timezone.localdate()
    first.ends_on = today - timedelta(days=3)
    first.save()
    second.starts_on, second.ends_on = today - timedelta(days=2), today + timedelta(days=25)
    second.save()
    for held in ("yes", "no"):
        send(alice, at("hold_plan_phase", plan, first.pk), held=held, reason=WHY)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.ends_on == today
    assert (second.starts_on, second.ends_on) == (
        today + timedelta(days=1),
        today + timedelta(days=28),
    )


def test_a_stage_let_go_before_its_end_keeps_its_dates(alice, plan, items):
    first, second = two_stages(plan)
    ends = timezone.localdate() + timedelta(days=2)
    first.ends_on, second.starts_on = ends, ends + timedelta(days=1)
    first.save()
    second.save()
    for held in ("yes", "no"):
        send(alice, at("hold_plan_phase", plan, first.pk), held=held, reason=WHY)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.ends_on, second.starts_on) == (ends, ends + timedelta(days=1))


def test_a_criterion_that_looks_met_is_only_offered(alice, town, plan, items):
    phase = plan.phases.get()
    phase.criterion = "20 in a row without pain"
    phase.save()
    two_stages(plan)
    now = timezone.now()
    for days in (3, 1):
        when = now - timedelta(days=days)
        report = actions.Report(
            id=town.bob.pk if days == 1 else plan.pk,
            done_at=when,
            time_zone="Europe/London",
            pain_worst=2,
            said=tuple(actions.Said(item.pk) for item in items),
        )
        actions.log_session(patient=town.bob, report=report, by=town.bob.user, at=when)
    page = alice.get(at("show_plan", plan)).content.decode()
    assert "The last two reports look like it" in page
    assert "yours to say" in page
    phase.refresh_from_db()
    assert phase.state == "current"


def test_done_and_keep_these_two(alice, plan, items):
    response = send(alice, at("end_plan", plan), keep=[items[0].pk], reason="Well done.")
    assert response.status_code == 302
    plan.refresh_from_db()
    assert plan.ended_at
    assert plan.end_reason == "Well done."
    kept = Assignment.objects.unscoped().get(ended_at=None)
    assert in_force(kept) == [("Squat", 2)]
    assert kept.ends_on is None
    assert kept.starts_on == timezone.localdate()


def test_an_ended_plan_is_not_changed(alice, plan, items):
    send(alice, at("end_plan", plan), reason="Well done.")
    response = send(alice, at("pause_plan", plan), reason="x")
    assert response.status_code in (409, 422)
    page = alice.get(at("show_plan", plan)).content.decode()
    assert at("pause_plan", plan) not in page


def test_after_care_has_ended_a_plan_is_read_only(alice, town, plan, items):
    town.bob.episodes.update(closed_at=timezone.now())
    page = alice.get(at("show_plan", plan)).content.decode()
    assert at("pause_plan", plan) not in page
    assert send(alice, at("pause_plan", plan), reason="x").status_code == 422


def test_a_plans_dose_is_remembered_and_one_side_is_asked_anew(town, items):
    clam = plans.exercise("Clam", one_sided=True)
    actions.replace_item(
        item=items[0], exercise=clam, dose=parse("2x7 left, daily").dose, by=town.alice,
        at=timezone.now(), reason="Kinder.",
    )  # fmt: skip
    kept = town.alice.remembered_doses.get(exercise=clam)
    assert kept.dose == parse("2x7 affected side, daily").dose


def test_replacing_everywhere_remembers_nothing(town, items):
    other = plans.exercise("Wall sit")
    withdraw_everywhere(
        exercise=items[0].exercise, replacement=other, by=town.alice, at=timezone.now(),
        reason="Recalled.",
    )  # fmt: skip
    assert not town.alice.remembered_doses.exists()


# Everywhere -----------------------------------------------------------------------------------


def test_an_exercise_is_replaced_in_every_plan_of_the_clinic(alice, town, items):
    squat = items[0].exercise
    other = plans.exercise("Wall sit")
    carols = plans.item(plans.slot(plans.phase(plans.plan(town.carol))), "3x9 daily", of=squat)
    franks = plans.item(plans.slot(plans.phase(plans.plan(town.frank))), "3x9 daily", of=squat)
    address = reverse("replace_everywhere", args=[squat.pk])
    page = alice.get(address).content.decode()
    assert "Carol Smith" in page
    assert "Frank Brown" not in page
    response = alice.post(address, {"replacement": "Wall sit", "reason": "It is kinder."})
    assert response.status_code == 302
    carols.refresh_from_db()
    franks.refresh_from_db()
    assert carols.replaced_by.exercise == other
    assert carols.replaced_by.dose == carols.dose
    assert carols.ended_by == town.alice
    assert franks.ended_at is None
    assert Change.objects.unscoped().filter(kind="withdrawn", reason="It is kinder.").count() == 2


def test_where_a_side_would_have_to_be_chosen_it_is_stopped_and_said(town, items):
    other = plans.exercise("Clam", one_sided=True)
    done = withdraw_everywhere(
        exercise=items[0].exercise,
        replacement=other,
        by=town.alice,
        at=timezone.now(),
        reason="Recalled.",
    )
    assert done.replaced == []
    assert [item.pk for item in done.stopped] == [items[0].pk]


# Paper --------------------------------------------------------------------------------------------


def test_a_tick_grid_becomes_sessions_from_paper(alice, town, plan, items):
    address = reverse("log_paper", args=[town.bob.pk])
    days = [timezone.localdate() - timedelta(days=n) for n in (3, 2)]
    response = alice.post(address, {"day": [day.isoformat() for day in days]})
    assert response.status_code == 302
    sessions = town.bob.sessions.order_by("local_on")
    assert [(s.local_on, s.source, s.pain_worst) for s in sessions] == [
        (day, "paper", None) for day in days
    ]
    assert sessions[0].entries.count() == 2
    assert sessions[0].logged_by == town.alice.user
    assert alice.post(address, {"day": [days[0].isoformat()]}).status_code == 302
    assert town.bob.sessions.count() == 2


@pytest.mark.parametrize("day", ["2999-01-01", "soon", "2001-01-01"])
def test_a_day_that_cannot_be_is_refused(alice, town, items, day):
    address = reverse("log_paper", args=[town.bob.pk])
    assert alice.post(address, {"day": [day]}).status_code == 422
    assert not town.bob.sessions.exists()


# Questions ---------------------------------------------------------------------------------------


def asked(town, text="May I run?"):
    return actions.ask_question(patient=town.bob, text=text, by=town.bob.user, at=timezone.now())


def test_a_question_is_answered_once(alice, town):
    question = asked(town)
    assert "May I run?" in alice.get(reverse("list_questions")).content.decode()
    address = reverse("answer_question", args=[question.pk])
    assert alice.post(address, {"answer": "Not yet."}).status_code == 302
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("Not yet.", town.alice)
    assert alice.post(address, {"answer": "Not yet."}).status_code == 302
    late = alice.post(address, {"answer": "Yes, do."})
    assert late.status_code == 422
    assert "Yes, do." in late.content.decode()
    assert "May I run?" not in alice.get(reverse("list_questions")).content.decode()
    assert "May I run?" in alice.get(reverse("list_questions"), {"show": "all"}).content.decode()


def test_the_way_to_the_questions_says_how_many_wait(alice, town):
    asked(town)
    for name in ("list_patients", "list_questions"):
        page = alice.get(reverse(name)).content.decode()
        assert f'<a class="tab" href="{reverse("list_questions")}"' in page
        assert '<span class="count">1<' in page
        assert "Questions (1)" in page


def test_managers_who_are_not_clinicians_have_no_way_to_the_questions(client, town):
    asked(town)
    factories.sign_in(client, town.mia)
    assert reverse("list_questions") not in client.get(reverse("list_patients")).content.decode()


def test_an_empty_answer_says_so(alice, town):
    response = alice.post(reverse("answer_question", args=[asked(town).pk]), {"answer": " "})
    assert response.status_code == 422


# Who may, and how many queries ------------------------------------------------------------------


def pages(plan, items):
    return [
        at("show_plan", plan),
        *(at(name, plan) for name in ("edit_plan", "pause_plan", "resume_plan", "end_plan")),
        *(at(name, plan) for name in ("keep_plan", "carry_plan")),
        at("replace_plan_item", plan, items[0].pk),
        at("stop_plan_item", plan, items[0].pk),
        at("add_plan_item", plan, items[0].slot_id),
        at("move_plan_phase", plan, items[0].slot.phase_id),
        reverse("log_paper", args=[plan.patient_id]),
    ]


@pytest.mark.parametrize(("who", "status"), [("eve", 404), ("mia", 403), ("bob", 403)])
def test_strangers_and_others_open_and_change_nothing(client, town, plan, items, who, status):
    question = asked(town)
    factories.sign_in(client, getattr(town, who))
    for page in [*pages(plan, items), reverse("answer_question", args=[question.pk])]:
        assert client.get(page).status_code == status
        answer = client.post(page, {"reason": "x", "version": 1, "answer": "x"})
        assert answer.status_code in (status, 405)
    assert not plan.changes.exists()


def test_a_plans_pages_do_not_open_another_patients_items(alice, town, plan, items):
    other = plans.simple(town.carol, "2x8 daily", by=town.alice)[0]
    assert alice.get(at("replace_plan_item", plan, other.pk)).status_code == 404
    assert alice.get(at("add_plan_item", plan, other.slot_id)).status_code == 404
    assert alice.get(at("move_plan_phase", plan, other.slot.phase_id)).status_code == 404
    wrong = reverse("show_plan", args=[town.carol.pk, plan.pk])
    assert alice.get(wrong).status_code == 404


def test_many_items_and_changes_take_as_many_queries_as_few(alice, town, plan, items):
    def queries():
        counts = []
        for page in pages(plan, items):
            with CaptureQueriesContext(connection) as seen:
                assert alice.get(page).status_code == 200
            counts.append(len(seen))
        return counts

    few = queries()
    for number in range(40):
        plans.item(items[0].slot, of=plans.exercise(f"Move {number}"), order=number)
    last = items[1]
    for number in range(5):
        last = replace(last, town, dose=f"{number + 3}x8 daily")
    many = queries()
    assert many == few
    assert max(many) <= 12
