"""Staff see what is open, and a named person closes it: on the patient's page, in the list."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises import actions
from exercises.actions.flags import ChangedMeanwhile, close_flags
from exercises.models import Flag
from portal.access import patient_mark
from portal.models import CareTeam, Event
from tests import factories, plans
from tests.exercises.flagging import close, correct, flags, report, take_back
from tests.house.crawl import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def item(town):
    (made,) = plans.simple(town.bob, by=town.alice, pain_limit=5)
    return made


@pytest.fixture
def alice(client, town):
    factories.sign_in(client, town.alice)
    return client


def page(client, of) -> str:
    return client.get(reverse("show_patient", args=[of.pk])).content.decode()


def listed(client, query="") -> str:
    return client.get(reverse("list_patients") + query).content.decode()


def send(client, of, note="Rang him.", **fields):
    """The form as it stands on the patient's page."""
    offered = fields_of(client.get(reverse("show_patient", args=[of.pk])))
    words = {"note": note, "flag": offered.get("flag", "")} | fields
    return client.post(reverse("close_flags", args=[of.pk]), words)


def value(flag) -> str:
    return f"{flag.pk}:{flag.seen}"


# Seen ------------------------------------------------------------------------------------------


def test_the_patients_page_says_what_was_said_by_which_rule_and_by_whom(alice, town, item):
    report(town.bob, item, pain_worst=7, note="After the stairs.")
    shown = page(alice, town.bob)
    for words in ("1 open flag", "Pain 7, above 5", "Limit of Alice Alder: up to 5.",
                  "After the stairs.", "What was done?"):  # fmt: skip
        assert words in shown, words


def test_without_an_open_flag_the_patients_page_says_nothing_of_flags(alice, town, item):
    report(town.bob, item, pain_worst=5)
    assert "open flag" not in page(alice, town.bob)
    answer = alice.get(reverse("list_flags", args=[town.bob.pk])).content.decode()
    assert "No flag is open" in answer


def test_a_mishap_stands_there_in_the_patients_own_words(alice, town, item):
    report(town.bob, item, adverse_event="I fell <off> the step.")
    assert "“I fell &lt;off&gt; the step.”" in page(alice, town.bob)


def test_what_was_corrected_or_taken_back_is_said_beside_the_open_flag(alice, town, item):
    first = report(town.bob, item, pain_worst=8)
    second = correct(first, item, pain_worst=3)
    assert "The patient has corrected this since: now pain 3." in page(alice, town.bob)
    take_back(second)
    assert "since" not in page(alice, town.bob).split("What was done?")[0].split("open flag")[1]
    take_back(first)
    shown = page(alice, town.bob)
    assert "Pain 8, above 5" in shown
    assert "The patient has taken this report back since." in shown


def test_the_list_says_how_many_and_what_and_puts_them_first(alice, town, item):
    factories.patient(town.alder, "Aaron First", lead=town.alice)
    assert listed(alice).index("Aaron First") < listed(alice).index("Bob Jones")
    report(town.bob, item, pain_worst=6)
    report(town.bob, item, pain_worst=7)
    shown = listed(alice)
    assert "2 open flags, the newest: pain 7, above 5" in shown
    assert shown.index("Bob Jones") < shown.index("Aaron First")


def test_the_list_of_the_flagged_holds_them_alone_also_after_care_has_ended(alice, town, item):
    report(town.bob, item, pain_worst=6)
    town.bob.episodes.update(closed_at=timezone.now(), closed_by=town.alice.user)
    assert "Bob Jones" not in listed(alice)
    shown = listed(alice, "?show=flagged")
    assert "1 open flag: pain 6, above 5" in shown
    assert "Carol Smith" not in shown
    close(town.bob, town.alice)
    assert "No flag is open" in listed(alice, "?show=flagged")


def test_the_brief_to_paste_names_what_is_open_and_what_was_closed(alice, town, item):
    report(town.bob, item, pain_worst=6)
    close(town.bob, town.alice, note="Rang him, fewer stairs.")
    report(town.bob, item, pain_worst=8, adverse_event="I fell.")
    answer = alice.get(reverse("show_patient", args=[town.bob.pk]))
    text = answer.context["text"]
    assert "Open flags:" in text
    assert "Pain 8, above 5" in text
    assert "Something went wrong; “I fell.”" in text
    assert "Pain 6, above 5; Alice Alder" in text
    assert "Rang him, fewer stairs." in text


def test_who_ends_the_programme_or_care_is_told_what_is_open(alice, town, item):
    plan = item.slot.phase.assignment
    addresses = (
        reverse("end_plan", args=[town.bob.pk, plan.pk]),
        reverse("close_episode", args=[town.bob.pk]),
    )
    for address in addresses:
        assert "still open" not in alice.get(address).content.decode()
    report(town.bob, item, pain_worst=8)
    for address in addresses:
        assert "1 flag of this patient is still open" in alice.get(address).content.decode()


# Closed ----------------------------------------------------------------------------------------


def test_it_is_closed_by_name_with_what_was_done_and_stands_in_the_history(alice, town, item):
    report(town.bob, item, pain_worst=8)
    answer = send(alice, town.bob, "Rang him, halved the sets.")
    assert answer.url == reverse("show_patient", args=[town.bob.pk])
    (flag,) = flags(town.bob)
    assert (flag.closed_by, flag.note) == (town.alice, "Rang him, halved the sets.")
    assert "open flag" not in listed(alice)
    assert "1 open flag" not in page(alice, town.bob)
    history = alice.get(reverse("list_flags", args=[town.bob.pk])).content.decode()
    assert "Closed by Alice Alder" in history
    assert "Rang him, halved the sets." in history


def test_closing_is_in_the_record_without_a_clinical_word_and_shown_to_the_patient(
    alice, town, item, client
):
    report(town.bob, item, pain_worst=8)
    send(alice, town.bob, "Rang him.")
    event = Event.objects.unscoped().get(action="closed flag")
    assert (event.actor, event.patient, event.reason) == (town.alice.user, town.bob, "")
    assert event.object_id == str(flags(town.bob)[0].pk)
    factories.sign_in(client, town.bob)
    shown = client.get(reverse("show_my_record")).content.decode()
    assert "looked into a report and closed its flag" in shown


def test_without_a_word_of_what_was_done_nothing_is_closed(alice, town, item):
    report(town.bob, item, pain_worst=8)
    answer = send(alice, town.bob, "  ")
    assert answer.status_code == 422
    assert "Write in a few words what was done." in answer.content.decode()
    assert flags(town.bob)[0].closed_at is None


def test_of_several_only_the_ticked_are_closed_and_all_only_with_their_own_button(
    alice, town, item
):
    for pain in (6, 7, 8):
        report(town.bob, item, pain_worst=pain)
    first, second, third = flags(town.bob)
    answer = send(alice, town.bob, flag="")
    assert answer.status_code == 422
    assert "Tick the flags you want to close." in answer.content.decode()
    assert "Rang him." in answer.content.decode()
    send(alice, town.bob, flag=value(first))
    assert [bool(flag.closed_at) for flag in flags(town.bob)] == [True, False, False]
    send(alice, town.bob, flag="", which="all", shown=[value(second), value(third)])
    assert all(flag.closed_at for flag in flags(town.bob))


def test_a_flag_of_closed_care_can_still_be_closed(alice, town, item):
    report(town.bob, item, pain_worst=8)
    town.bob.episodes.update(closed_at=timezone.now(), closed_by=town.alice.user)
    send(alice, town.bob)
    assert flags(town.bob)[0].closed_by == town.alice


# Two at once -----------------------------------------------------------------------------------


def test_the_second_who_closes_sees_who_was_faster_and_keeps_the_words(alice, town, item):
    grace = factories.member(town.alder, "Grace Alder")
    report(town.bob, item, pain_worst=8)
    (flag,) = flags(town.bob)
    seen = value(flag)
    close(town.bob, grace, note="Saw him at noon.")
    answer = send(alice, town.bob, "I rang him too.", flag=seen)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Closed by Grace Alder" in shown
    assert "Saw him at noon." in shown
    assert "I rang him too." in shown
    assert flags(town.bob)[0].closed_by == grace


def test_where_one_of_several_is_closed_already_none_is_closed_and_the_rest_stays_ticked(
    alice, town, item
):
    grace = factories.member(town.alder, "Grace Alder")
    report(town.bob, item, pain_worst=8)
    seen = [value(flags(town.bob)[0])]
    close(town.bob, grace)
    report(town.bob, item, pain_worst=9)
    seen.append(value(flags(town.bob)[1]))
    report(town.bob, item, pain_worst=7)
    answer = send(alice, town.bob, "Rang.", flag=seen)
    assert answer.status_code == 409
    assert flags(town.bob)[1].closed_at is None
    shown = answer.content.decode()
    assert shown.count("checked") == 1
    assert 'value="Rang."' in shown


def test_the_same_closing_sent_twice_is_one(alice, town, item):
    report(town.bob, item, pain_worst=8)
    (flag,) = flags(town.bob)
    for _time in range(2):
        assert send(alice, town.bob, flag=value(flag)).status_code == 302
    assert Event.objects.unscoped().filter(action="closed flag").count() == 1


def test_what_the_patient_changed_since_the_page_was_opened_is_not_closed_unseen(town, item):
    first = report(town.bob, item, pain_worst=6)
    (flag,) = flags(town.bob)
    seen = {flag.pk: flag.seen}
    correct(first, item, pain_worst=9)
    with pytest.raises(ChangedMeanwhile):
        close_flags(patient=town.bob, seen=seen, by=town.alice, at=timezone.now(), note="Fine.")
    assert flags(town.bob)[0].closed_at is None


# Whose -----------------------------------------------------------------------------------------


def test_neither_a_manager_nor_the_patient_nor_another_clinic_sees_or_closes_one(
    client, town, item
):
    report(town.bob, item, pain_worst=8, adverse_event="I fell.")
    flag = flags(town.bob)[0]
    look, shut = (reverse(name, args=[town.bob.pk]) for name in ("list_flags", "close_flags"))
    words = {"flag": value(flag), "note": "No."}
    for who, status in ((town.mia, 403), (town.bob, 403), (town.eve, 404)):
        factories.sign_in(client, who)
        assert client.get(look).status_code == status, who
        assert client.post(shut, words).status_code == status, who
    factories.sign_in(client, town.mia)
    shown = listed(client)
    assert "Bob Jones" in shown
    assert "flag" not in shown.lower()
    assert "Bob Jones" in listed(client, "?show=flagged")
    assert flags(town.bob)[0].closed_at is None


def test_a_manager_who_helps_a_patient_at_home_sees_no_flag_at_work(client, town, item):
    factories.helper(town.bob, person=town.mia.user)
    report(town.bob, item, pain_worst=8)
    factories.sign_in(client, town.mia)
    shown = listed(client)
    assert "Bob Jones" in shown
    assert "flag" not in shown.lower()


def test_a_flag_of_somebody_else_is_not_closed_along(alice, town, item):
    (hers,) = plans.simple(town.carol, by=town.alice)
    report(town.carol, hers, pain_worst=9)
    report(town.bob, item, pain_worst=8)
    answer = send(alice, town.bob, flag=[value(flags(town.bob)[0]), value(flags(town.carol)[0])])
    assert answer.status_code == 422
    assert flags(town.carol)[0].closed_at is None
    assert send(alice, town.bob, flag=f"{uuid.uuid4()}:").status_code == 422
    assert send(alice, town.bob, flag="nonsense").status_code == 422


def test_where_only_the_care_team_sees_a_patient_only_they_see_the_flag(client, town, item):
    town.alder.care_team_only = True
    town.alder.save()
    other = factories.member(town.alder, "Grace Alder")
    report(town.bob, item, pain_worst=8)
    factories.sign_in(client, other)
    assert "pain 8" not in listed(client, "?show=flagged")
    assert client.get(reverse("list_patients")).context["flagged"] == 0
    assert client.get(reverse("list_flags", args=[town.bob.pk])).status_code == 404
    CareTeam.objects.unscoped().create(
        episode=town.bob.episodes.get(), member=other, from_on=timezone.localdate()
    )
    assert "pain 8" in listed(client, "?show=flagged")


# The patient's side ----------------------------------------------------------------------------


def test_the_patient_reads_that_it_is_marked_and_later_who_looked_into_it(client, town, item):
    session = report(town.bob, item, pain_worst=8)
    factories.sign_in(client, town.bob)
    address = reverse("show_my_session", args=[session.pk])
    shown = client.get(address).content.decode()
    assert "This is marked for the team of Alder" in shown
    assert "Nobody watches these pages live." in shown
    assert "Call the clinic" in shown
    close(town.bob, town.alice, note="Worried about him.")
    shown = client.get(address).content.decode()
    assert "Alice Alder looked into this on" in shown
    assert "marked for the team" not in shown
    assert "Worried" not in shown


def test_a_mishap_without_pain_is_answered_at_once_too(client, town, item):
    session = report(town.bob, item, pain_worst=1, adverse_event="I fell.")
    factories.sign_in(client, town.bob)
    shown = client.get(reverse("show_my_session", args=[session.pk])).content.decode()
    assert "You said that something went wrong" in shown
    assert "This is marked for the team of Alder" in shown


def test_a_report_from_before_there_were_flags_promises_nothing(client, town, item):
    session = report(town.bob, item, pain_worst=8)
    Flag.objects.unscoped().all().delete()
    factories.sign_in(client, town.bob)
    shown = client.get(reverse("show_my_session", args=[session.pk])).content.decode()
    assert "More pain than the limit set for you" in shown
    assert "marked for the team" not in shown


def test_today_says_for_three_days_who_looked_into_which_report(client, town, item):
    session = report(town.bob, item, pain_worst=8)
    factories.sign_in(client, town.bob)
    assert "looked into your report" not in client.get("/my/").content.decode()
    close(town.bob, town.alice)
    words = f"Alice Alder looked into your report of {session.local_on:%A} {session.local_on.day}"
    assert words in client.get("/my/").content.decode()


def test_after_three_days_today_is_silent_of_it(client, town, item):
    at = timezone.now() - timedelta(days=5)
    report(town.bob, item, pain_worst=8, at=at)
    close(town.bob, town.alice, at=at + timedelta(hours=1))
    factories.sign_in(client, town.bob)
    assert "looked into your report" not in client.get("/my/").content.decode()


def test_a_morning_above_the_usual_says_that_it_is_marked_and_who_looked_into_it(
    client, town, item
):
    town.bob.usual_morning_pain = 1
    town.bob.save()
    actions.say_morning(
        patient=town.bob, on=timezone.localdate(), pain=6, by=town.bob.user, at=timezone.now()
    )
    factories.sign_in(client, town.bob)
    assert "This is marked for the team of Alder" in client.get("/my/").content.decode()
    close(town.bob, town.alice)
    shown = client.get("/my/").content.decode()
    assert "Alice Alder looked into this on" in shown
    assert "marked for the team" not in shown


def test_worse_after_the_end_says_that_it_is_marked(client, town, item):
    actions.end_assignment(
        assignment=item.slot.phase.assignment, by=town.alice, reason="Done.",
        at=timezone.now() - timedelta(days=14), check_in_weeks=[2],
    )  # fmt: skip
    check_in = item.slot.phase.assignment.check_ins.get()
    address = reverse("answer_check_in", args=[check_in.pk])
    factories.sign_in(client, town.bob)
    shown = client.post(
        address, {"how": "worse", "for": patient_mark(town.bob)}, follow=True
    ).content.decode()
    assert "This is marked for the team of Alder" in shown
    factories.sign_in(client, town.alice)
    assert "Worse, 2 weeks after the end" in page(client, town.bob)


# Many ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 100])
def test_pages_with_flags_keep_their_budget(
    alice, town, item, count, django_assert_max_num_queries
):
    for number in range(count):
        at = timezone.now() - timedelta(hours=number)
        report(town.bob, item, pain_worst=6 + number % 5, at=at)
        if number % 3 == 2:
            close(town.bob, town.alice)
    for address in (
        reverse("list_patients"),
        reverse("list_patients") + "?show=flagged",
        reverse("show_patient", args=[town.bob.pk]),
        reverse("list_flags", args=[town.bob.pk]),
    ):
        with django_assert_max_num_queries(12):
            assert alice.get(address).status_code == 200


def test_of_many_a_few_stand_on_the_patients_page_and_the_rest_one_click_away(alice, town, item):
    for _number in range(60):
        report(town.bob, item, pain_worst=9)
    shown = page(alice, town.bob)
    assert "60 open flags" in shown
    assert shown.count("Pain 9, above 5</label>") == 5
    assert "Show 55 more" in shown
    assert "60 in all" in alice.get(reverse("show_patient", args=[town.bob.pk])).context["text"]
    address = reverse("list_flags", args=[town.bob.pk])
    assert alice.get(address).content.decode().count('type="checkbox"') == 50
    assert alice.get(f"{address}?page=2").content.decode().count('type="checkbox"') == 10
