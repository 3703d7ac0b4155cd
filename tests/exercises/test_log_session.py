"""Reporting a session: two taps, in part, twice, from another zone, and by whom."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from exercises import actions
from exercises.models import Entry, Session
from portal.access import patient_mark
from portal.models import Event
from tests import factories, plans
from tests.exercises.reporting import form_of, hidden, opened, sessions

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def items(town):
    return plans.simple(town.bob, names=("Heel raise", "Stretch"))


@pytest.fixture
def bob(client, town):
    factories.sign_in(client, town.bob)
    return client


def test_two_taps_save_all_as_planned_with_the_worst_pain(bob, town, items):
    page = opened(bob)
    assert page.count('name="pain_worst"') == 11
    answer = bob.post("/my/session/log/", form_of(page, pain_worst="3"))
    (session,) = sessions(town)
    assert answer.url == f"/my/sessions/{session.pk}/"
    assert session.pain_worst == 3
    assert [e.state for e in session.entries.all()] == ["done", "done"]
    assert "Reported" in bob.get(answer.url).content.decode()
    assert "All reported for today" in bob.get("/my/").content.decode()


def test_nothing_is_chosen_beforehand_and_open_is_not_nought(bob, town, items):
    page = opened(bob, "?how=partly")
    assert "checked" not in page
    fields = {f"state_{items[0].pk}": "done"}
    bob.post("/my/session/log/", form_of(page, **fields))
    (session,) = sessions(town)
    assert (session.pain_worst, session.effort) == (None, None)
    assert [str(e.item_id) for e in session.entries.all()] == [str(items[0].pk)]


def test_nought_is_a_number(bob, town, items):
    bob.post("/my/session/log/", form_of(opened(bob), pain_worst="0"))
    assert sessions(town)[0].pain_worst == 0


def test_partly_keeps_reasons_and_shows_the_answer_written_for_each(bob, town, items):
    page = opened(bob, "?how=partly")
    assert "Do ten while the kettle boils." in page
    fields = {
        f"state_{items[0].pk}": "partly",
        f"reason_{items[0].pk}": "pain",
        f"state_{items[1].pk}": "not",
        f"reason_{items[1].pk}": "no_time",
        "pain_worst": "4",
        "effort": "7",
        "note": "Stiff at first.",
        "adverse_event": "I slipped.",
    }
    answer = bob.post("/my/session/log/", form_of(page, **fields), follow=True)
    shown = answer.content.decode()
    for words in ("Do the easier one.", "Do ten while the kettle boils.", "Stiff at first."):
        assert words in shown
    (session,) = sessions(town)
    assert (session.effort, session.adverse_event) == (7, "I slipped.")


def test_not_today_with_one_reason_for_all(bob, town, items):
    page = opened(bob, "?how=none")
    bob.post("/my/session/log/", form_of(page, reason="no_time"))
    (session,) = sessions(town)
    assert {(e.state, e.reason) for e in session.entries.all()} == {("not", "no_time")}


def test_a_report_of_nothing_says_what_to_do_and_keeps_what_was_typed(bob, town, items):
    page = opened(bob, "?how=partly")
    answer = bob.post("/my/session/log/", form_of(page, note="My heel is sore.", pain_worst="6"))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Say of at least one exercise how it went." in shown
    assert "My heel is sore." in shown
    assert sessions(town) == []


def test_a_number_out_of_range_is_refused_beside_the_field(bob, town, items):
    answer = bob.post("/my/session/log/", form_of(opened(bob), pain_worst="11"))
    assert answer.status_code == 422
    assert "Choose a number from 0 to 10" in answer.content.decode()
    assert sessions(town) == []


def test_the_same_form_twice_is_one_session_and_other_words_are_refused(bob, town, items):
    fields = form_of(opened(bob), pain_worst="3")
    first = bob.post("/my/session/log/", fields)
    assert bob.post("/my/session/log/", fields).url == first.url
    other = bob.post("/my/session/log/", {**fields, "pain_worst": "8"})
    assert other.status_code == 422
    assert "saved already" in other.content.decode()
    assert [s.pain_worst for s in sessions(town)] == [3]


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Auckland", "2026-11-21"), ("America/Los_Angeles", "2026-11-20")]
)
def test_the_day_is_that_of_the_zone_it_was_done_in(town, items, zone, day):
    done = datetime(2026, 11, 20, 20, tzinfo=ZoneInfo("UTC"))
    report = actions.Report(id=uuid.uuid4(), done_at=done, time_zone=zone)
    session, _new = actions.log_session(patient=town.bob, report=report, by=town.bob.user, at=done)
    assert str(session.local_on) == day


def test_a_correction_is_a_new_version_and_the_first_stays(bob, town, items):
    first = bob.post("/my/session/log/", form_of(opened(bob), pain_worst="3")).url
    page = bob.get(f"{first}correct/").content.decode()
    states = {f"state_{item.pk}": "done" for item in items}
    second = bob.post(f"{first}correct/", form_of(page, pain_worst="5", **states))
    old, new = sessions(town)
    assert second.url == f"/my/sessions/{new.pk}/"
    assert (old.pain_worst, new.pain_worst) == (3, 5)
    assert (new.corrects_id, new.done_at, new.local_on) == (old.pk, old.done_at, old.local_on)
    assert list(town.bob.sessions.current()) == [new]
    assert "It was changed later." in bob.get(first).content.decode()


def test_a_second_correction_of_the_same_report_is_refused(bob, town, items):
    first = bob.post("/my/session/log/", form_of(opened(bob), pain_worst="3")).url
    page = bob.get(f"{first}correct/").content.decode()
    fields = form_of(page, pain_worst="5", **{f"state_{i.pk}": "done" for i in items})
    bob.post(f"{first}correct/", fields)
    again = bob.post(f"{first}correct/", fields)
    assert again.status_code == 302  # the same correction, sent twice
    other = bob.post(f"{first}correct/", {**fields, "id": str(uuid.uuid4())})
    assert other.status_code == 422
    assert "changed before" in other.content.decode()
    assert len(sessions(town)) == 2


def test_undo_takes_it_back_and_keeps_the_row(bob, town, items):
    page = opened(bob)
    where = bob.post("/my/session/log/", form_of(page, pain_worst="3")).url
    bob.post(f"{where}undo/", {"for": hidden(page, "for")[0]})
    (session,) = sessions(town)
    assert session.undone_at
    assert "Taken back" in bob.get(where).content.decode()
    assert "Start" in bob.get("/my/").content.decode()


def test_pain_above_the_limit_repeats_the_physios_rule_and_words(client, town):
    plans.simple(town.bob, pain_fine_max=2, pain_limit=4, flare_plan="Halve the sets for a week.")
    factories.sign_in(client, town.bob)
    answer = client.post(
        "/my/session/log/", form_of(opened(client), pain_worst="7"), follow=True
    ).content.decode()
    for words in (
        "The rule of Alice Alder",
        "0 to 2 is fine",
        "3 – 4 is acceptable if it has settled by the next morning",
        "5 and more is too much",
        "Halve the sets for a week.",
        "When to get help",
    ):
        assert words in answer


def test_pain_within_the_limit_says_nothing_of_it(bob, items):
    answer = bob.post("/my/session/log/", form_of(opened(bob), pain_worst="5"), follow=True)
    assert "More pain than the limit" not in answer.content.decode()


@pytest.mark.parametrize(
    ("of_item", "of_plan", "expected"), [(2, 4, 2), (None, 4, 4), (None, None, 5)]
)
def test_the_nearest_limit_wins(town, of_item, of_plan, expected):
    where = plans.slot(plans.phase(plans.plan(town.bob, pain_limit=of_plan)))
    item = plans.item(where, pain_limit=of_item)
    report = actions.Report(
        id=uuid.uuid4(), done_at=None, time_zone="UTC", said=(actions.Said(item.pk),)
    )
    session, _new = actions.log_session(
        patient=town.bob, report=report, by=town.bob.user, at=timezone.now()
    )
    assert session.limit_in_force == expected


def test_a_helper_with_leave_logs_for_the_patient_and_it_is_written_down(client, town, items):
    helper = factories.helper(town.bob, may_log=True)
    factories.sign_in(client, helper)
    page = opened(client)
    assert "Bob Jones" in page
    assert "12 April 1961" in page
    client.post("/my/session/log/", form_of(page, pain_worst="2"))
    (session,) = sessions(town)
    assert session.logged_by == helper.user
    assert Event.objects.unscoped().filter(action="logged session", patient=town.bob).exists()


def test_a_helper_who_may_only_look_is_refused(client, town, items):
    helper = factories.helper(town.bob)
    factories.sign_in(client, helper)
    fields = {"for": patient_mark(town.bob), "id": uuid.uuid4(), "how": "all", "pain_worst": "3"}
    fields["items"] = [str(item.pk) for item in items]
    assert client.post("/my/session/log/", fields).status_code == 403
    assert sessions(town) == []


def test_a_form_of_another_patient_is_refused_with_what_was_typed(bob, town, items):
    fields = form_of(opened(bob, "?how=partly"), note="Sore on the stairs.")
    answer = bob.post("/my/session/log/", {**fields, "for": patient_mark(town.carol)})
    assert answer.status_code == 409
    assert "Sore on the stairs." in answer.content.decode()
    assert sessions(town) == []


def test_an_exercise_of_somebody_else_is_refused_and_not_shown(bob, town, items):
    (hers,) = plans.simple(town.carol, names=("Carols secret bridge",))
    fields = form_of(opened(bob), pain_worst="3")
    answer = bob.post("/my/session/log/", {**fields, "items": [str(hers.pk)]})
    assert answer.status_code == 422
    assert "not yours" in answer.content.decode()
    assert "Carols secret bridge" not in answer.content.decode()
    assert Entry.objects.unscoped().count() == 0


def test_after_care_has_ended_nothing_is_logged(bob, town, items):
    page = opened(bob)
    town.bob.episodes.update(closed_at=timezone.now())
    answer = bob.post("/my/session/log/", form_of(page, pain_worst="3"))
    assert answer.status_code == 403
    assert sessions(town) == []


def test_another_patients_session_is_no_page(client, town, items):
    factories.sign_in(client, town.carol)
    session = Session.objects.create(
        patient=town.bob,
        done_at=timezone.now(),
        time_zone="UTC",
        local_on=timezone.localdate(),
        logged_by=town.bob.user,
    )
    where = f"/my/sessions/{session.pk}/"
    assert client.get(where).status_code == 404
    assert client.get(f"{where}correct/").status_code == 404
    mark = {"for": patient_mark(town.carol)}
    assert client.post(f"{where}undo/", mark).status_code == 404
    assert client.get(f"/my/exercises/{items[0].pk}/").status_code == 404


def test_a_part_of_the_day_is_reported_alone(bob, town):
    phase = plans.phase(plans.plan(town.bob))
    plans.item(plans.slot(phase, name="Morning"), of=plans.exercise("Stretch"))
    plans.item(plans.slot(phase, name="Evening", order=1), of=plans.exercise("Balance"))
    page = opened(bob, "?part=2")
    assert len(hidden(page, "items")) == 1
    bob.post("/my/session/log/", form_of(page, pain_worst="1"))
    page = bob.get("/my/").content.decode()
    assert "Stretch" in page.split("Reported today")[0]
    assert "Balance" not in page.split("Reported today")[0]


@pytest.mark.parametrize("count", [1, 100])
def test_logging_needs_few_queries_whatever_there_is(
    bob, town, count, django_assert_max_num_queries
):
    plans.simple(town.bob, names=[f"Exercise {n}" for n in range(count)])
    fields = form_of(opened(bob), pain_worst="3")
    with django_assert_max_num_queries(12):
        assert bob.post("/my/session/log/", fields).status_code == 302
    with django_assert_max_num_queries(12):
        assert bob.get(f"/my/sessions/{fields['id']}/").status_code == 200


@pytest.mark.parametrize("page", ["/my/progress/", "/my/print/", "/my/session/", "/my/questions/"])
@pytest.mark.parametrize("count", [1, 100])
def test_the_other_pages_keep_their_budget(bob, town, count, page, django_assert_max_num_queries):
    many = plans.simple(town.bob, names=[f"Exercise {n}" for n in range(count)])
    for n in range(count):
        at = timezone.now() - timedelta(days=n % 40, hours=1)
        report = actions.Report(
            id=uuid.uuid4(), done_at=at, time_zone="UTC", said=(actions.Said(many[n].pk),)
        )
        actions.log_session(patient=town.bob, report=report, by=town.bob.user, at=at)
        actions.ask_question(
            patient=town.bob, text=f"Why {n}?", by=town.bob.user, at=at, item=many[n]
        )
    with django_assert_max_num_queries(12):
        assert bob.get(page).status_code == 200
