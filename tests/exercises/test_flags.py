"""What goes beyond the physio's own rule raises a flag for staff, once, with the report itself."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from exercises import actions
from exercises.actions import assigning, terms
from exercises.actions.check_ins import answer_check_in
from exercises.models import Flag, Morning
from tests import factories, plans
from tests.exercises.flagging import close, correct, flags, keep, report, take_back
from tests.exercises.reporting import form_of, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def item(town):
    (made,) = plans.simple(town.bob, by=town.alice, pain_limit=4, morning_rise_limit=2)
    return made


def kinds(of):
    return [flag.kind for flag in flags(of)]


# Pain ------------------------------------------------------------------------------------------


def test_pain_above_the_limit_raises_one_flag_with_the_limit_in_force_and_whose_it_is(town, item):
    session = report(town.bob, item, pain_worst=7)
    (flag,) = flags(town.bob)
    assert (flag.kind, flag.said, flag.limit, flag.rule_by) == ("pain", 7, 4, town.alice)
    assert (flag.session, flag.counts_now, flag.said_by) == (session, session, town.bob.user)
    assert flag.closed_at is None


def test_the_clinics_own_limit_names_nobody(town):
    (item,) = plans.simple(town.bob, by=town.alice)
    report(town.bob, item, pain_worst=6)
    (flag,) = flags(town.bob)
    assert (flag.limit, flag.rule_by) == (town.alder.pain_limit, None)


@pytest.mark.parametrize("pain", [None, 0, 4])
def test_at_the_limit_below_it_and_without_a_number_no_flag_is_raised(town, item, pain):
    report(town.bob, item, pain_worst=pain, pain_before=9)
    assert flags(town.bob) == []


def test_the_same_report_sent_twice_raises_one_flag_also_after_it_was_closed(town, item):
    words = actions.Report(
        id="6b0b3a4e-7f7f-4c6e-9d52-5f5d6f0f7a01", done_at=None, time_zone="UTC",
        said=(actions.Said(item.pk),), pain_worst=8,
    )  # fmt: skip
    keep(town.bob, words)
    keep(town.bob, words)
    assert kinds(town.bob) == ["pain"]
    close(town.bob, town.alice)
    keep(town.bob, words)
    assert kinds(town.bob) == ["pain"]


def test_each_report_of_a_day_raises_its_own(town, item):
    report(town.bob, item, pain_worst=7)
    report(town.bob, item, pain_worst=7)
    assert kinds(town.bob) == ["pain", "pain"]


# Something went wrong ----------------------------------------------------------------------------


def test_something_that_went_wrong_raises_a_flag_whatever_the_pain(town, item):
    report(town.bob, item, pain_worst=0, adverse_event="I fell off the step.")
    (flag,) = flags(town.bob)
    assert (flag.kind, flag.said, flag.limit) == ("event", None, None)


def test_pain_and_a_mishap_are_two_flags(town, item):
    report(town.bob, item, pain_worst=9, adverse_event="I fell off the step.")
    assert sorted(kinds(town.bob)) == ["event", "pain"]


def test_what_staff_enter_and_what_a_helper_reports_is_flagged_too(town, item):
    helper = factories.helper(town.bob, may_log=True)
    report(town.bob, item, pain_worst=7, by=helper.user)
    report(town.bob, item, pain_worst=8, by=town.alice.user, source="clinician")
    assert [flag.said_by for flag in flags(town.bob)] == [helper.user, town.alice.user]


# Corrected and taken back ------------------------------------------------------------------------


def test_a_correction_below_the_limit_leaves_the_flag_open_and_says_what_counts_now(town, item):
    first = report(town.bob, item, pain_worst=8)
    second = correct(first, item, pain_worst=3)
    (flag,) = flags(town.bob)
    assert (flag.session, flag.counts_now, flag.closed_at) == (first, second, None)
    third = correct(second, item, pain_worst=2)
    assert flags(town.bob)[0].counts_now == third


def test_a_correction_that_goes_above_raises_its_own(town, item):
    first = report(town.bob, item, pain_worst=3)
    second = correct(first, item, pain_worst=8)
    (flag,) = flags(town.bob)
    assert (flag.session, flag.said) == (second, 8)


def test_a_note_added_to_a_flagged_report_raises_no_second_flag(town, item):
    first = report(town.bob, item, pain_worst=8)
    second = correct(first, item, pain_worst=8, note="Since the stairs.")
    assert kinds(town.bob) == ["pain"]
    close(town.bob, town.alice)
    correct(second, item, pain_worst=8, note="Since the stairs, I think.")
    assert kinds(town.bob) == ["pain"]


def test_another_number_above_the_limit_after_closing_raises_a_new_flag(town, item):
    first = report(town.bob, item, pain_worst=7)
    close(town.bob, town.alice)
    correct(first, item, pain_worst=9)
    assert [(flag.said, bool(flag.closed_at)) for flag in flags(town.bob)] == [
        (7, True),
        (9, False),
    ]


def test_a_mishap_added_later_raises_its_flag_beside_the_open_one(town, item):
    first = report(town.bob, item, pain_worst=8)
    correct(first, item, pain_worst=8, adverse_event="I fell.")
    assert sorted(kinds(town.bob)) == ["event", "pain"]


def test_a_report_taken_back_leaves_its_flag_open_without_a_report_that_counts(town, item):
    first = report(town.bob, item, pain_worst=8)
    take_back(first)
    (flag,) = flags(town.bob)
    assert (flag.session, flag.counts_now, flag.closed_at) == (first, None, None)


def test_a_correction_taken_back_lets_the_first_number_count_again(town, item):
    first = report(town.bob, item, pain_worst=8)
    take_back(correct(first, item, pain_worst=3))
    (flag,) = flags(town.bob)
    assert flag.counts_now == first


def test_a_number_that_counts_again_after_closing_raises_a_new_flag(town, item):
    first = report(town.bob, item, pain_worst=8)
    second = correct(first, item, pain_worst=3)
    close(town.bob, town.alice)
    take_back(second)
    assert [bool(flag.closed_at) for flag in flags(town.bob)] == [True, False]
    assert [flag.rule_by for flag in flags(town.bob)] == [town.alice, town.alice]


def test_the_rule_is_whose_it_is_the_exercises_own_or_changed_since(town, item):
    colleague = factories.member(town.alder, "Ben Brook")
    terms.edit_terms(
        assignment=item.slot.phase.assignment, by=colleague, reason="Calmer.", at=timezone.now(),
        terms=terms.Terms(ends_on=None, limits=assigning.Limits(None, 3, 1)),
    )  # fmt: skip
    report(town.bob, item, pain_worst=4)
    town.bob.usual_morning_pain = 2
    town.bob.save()
    morning(town.bob, 3)
    assert {(f.kind, f.limit, f.rule_by) for f in flags(town.bob)} == {
        ("pain", 3, colleague),
        ("morning", 1, colleague),
    }
    own = plans.item(item.slot, pain_limit=1)  # Alice's, as the plan was
    report(town.bob, own, pain_worst=2)
    assert {(f.limit, f.rule_by) for f in flags(town.bob) if f.said == 2} == {(1, town.alice)}


# Mornings and check-ins --------------------------------------------------------------------------


def morning(of, pain, *, days_ago=0):
    at = timezone.now() - timedelta(days=days_ago)
    on = timezone.localdate() - timedelta(days=days_ago)
    return actions.say_morning(patient=of, on=on, pain=pain, by=of.user, at=at)


def test_a_morning_is_flagged_from_the_plans_own_rise_above_the_usual(town, item):
    town.bob.usual_morning_pain = 2
    town.bob.save()
    morning(town.bob, 3, days_ago=1)
    assert flags(town.bob) == []
    morning(town.bob, 4)
    morning(town.bob, 4)
    (flag,) = flags(town.bob)
    assert (flag.kind, flag.said, flag.usual, flag.limit) == ("morning", 4, 2, 2)
    assert flag.rule_by == town.alice


def test_where_the_usual_morning_is_not_known_nothing_is_flagged_until_it_is(town, item):
    morning(town.bob, 9)
    assert flags(town.bob) == []
    actions.say_usual_morning(patient=town.bob, pain=1, by=town.bob.user, at=timezone.now())
    assert kinds(town.bob) == ["morning"]


def test_a_morning_said_anew_raises_another_only_after_the_first_was_closed(town, item):
    town.bob.usual_morning_pain = 1
    town.bob.save()
    morning(town.bob, 6)
    morning(town.bob, 2)
    morning(town.bob, 7)
    assert [flag.said for flag in flags(town.bob)] == [6]
    close(town.bob, town.alice)
    morning(town.bob, 8)
    assert [flag.said for flag in flags(town.bob)] == [6, 8]
    close(town.bob, town.alice)
    morning(town.bob, 8)  # the same sent again is no news
    assert [flag.said for flag in flags(town.bob) if not flag.closed_at] == []


@pytest.mark.parametrize(("how", "count"), [("better", 0), ("same", 0), ("worse", 1)])
def test_only_worse_after_the_end_is_flagged_and_once(town, item, how, count):
    plan = item.slot.phase.assignment
    at = timezone.now() - timedelta(days=14)
    actions.end_assignment(
        assignment=plan, by=town.alice, at=at, reason="Done.", check_in_weeks=[2]
    )
    for _time in range(2):
        check_in = plan.check_ins.select_related("assignment__patient").get()
        answer_check_in(check_in=check_in, how=how, by=town.bob.user, at=timezone.now())
    assert kinds(town.bob) == ["worse"] * count
    if count:
        close(town.bob, town.alice)
    answer_check_in(check_in=check_in, how=how, by=town.bob.user, at=timezone.now())
    assert kinds(town.bob) == ["worse"] * count


# What it costs, and what the database holds ------------------------------------------------------


def statements(act) -> int:
    with CaptureQueriesContext(connection) as context:
        act()
    return len(context.captured_queries)


def test_a_report_within_the_limit_costs_nothing_more_and_one_above_it_one_statement(town, item):
    within = statements(lambda: report(town.bob, item, pain_worst=3))
    above = statements(lambda: report(town.bob, item, pain_worst=9, adverse_event="I fell."))
    assert above == within + 1


def test_the_page_that_logs_keeps_its_budget_when_it_raises(
    client, town, django_assert_max_num_queries
):
    plans.simple(town.bob, names=[f"Exercise {n}" for n in range(100)])
    factories.sign_in(client, town.bob)
    fields = form_of(opened(client), pain_worst="9", adverse_event="I fell.")
    with django_assert_max_num_queries(12):
        assert client.post("/my/session/log/", fields).status_code == 302
    assert sorted(kinds(town.bob)) == ["event", "pain"]


def test_nothing_is_kept_of_a_report_whose_flag_cannot_be_raised(town, item):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE exercises_flag ADD CONSTRAINT shut CHECK (false) NOT VALID")
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.logging.keep(
            town.bob,
            actions.Report(id=uuid.uuid4(), done_at=None, time_zone="UTC", pain_worst=9),
            town.bob.user,
            timezone.now(),
        )
    assert not town.bob.sessions.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"said": 9},
        {"limit": 1},
        {"kind": "event"},
        {"raised_at": "2026-01-01T00:00Z"},
        {"closed_at": "2026-11-20T09:00Z"},
        {"note": "Rang him."},
    ],
)
def test_the_database_refuses_half_a_closing_and_any_change_of_what_was_raised(town, item, change):
    report(town.bob, item, pain_worst=8)
    with pytest.raises(IntegrityError):
        Flag.objects.unscoped().update(**change)


def test_a_closed_flag_is_never_opened_again_or_closed_anew(town, item):
    report(town.bob, item, pain_worst=8)
    close(town.bob, town.alice)
    for change in ({"closed_at": None, "closed_by": None, "note": ""}, {"note": "No."}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Flag.objects.unscoped().update(**change)


def test_two_open_flags_for_one_cause_are_refused(town, item):
    session = report(town.bob, item, pain_worst=8)
    fields = {"patient": town.bob, "said_by": town.bob.user}
    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.create(
            kind="pain", session=session, counts_now=session, said=8, limit=4, **fields
        )
    row = Morning.objects.create(
        patient=town.bob, local_on="2026-11-20", pain=7, said_by=town.bob.user
    )
    Flag.objects.create(kind="morning", morning=row, said=7, usual=1, limit=2, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.create(kind="morning", morning=row, said=7, usual=1, limit=2, **fields)
