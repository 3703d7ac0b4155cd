"""Who did what: shown, sealed, checked, searched; and what is over, tidied away."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal import audit
from portal.actions import invitations, record
from portal.models import Clinic, Draft, Event, EventSeal, Invitation, Member
from tests import factories

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


def told(*args) -> str:
    out = StringIO()
    call_command(*args, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def happenings(town):
    """Three things at Alder, one at Birch, all under seal."""
    now = timezone.now()
    for person, patient in [
        (town.alice, town.bob),
        (town.alice, town.carol),
        (town.mia, town.bob),
        (town.eve, town.frank),
    ]:
        audit.record("opened record", by=person.user, at=now, patient=patient)
    record.seal_events(at=now)
    return list(Event.objects.unscoped().order_by("id"))


# Shown ------------------------------------------------------------------------------------------


def test_patients_see_who_looked_but_not_themselves(town, happenings, client):
    factories.sign_in(client, town.bob)
    audit.record("opened record", by=town.bob.user, at=timezone.now(), patient=town.bob)
    page = text(client.get(reverse("show_my_record")))
    assert "Alice Alder" in page
    assert "opened the record" in page
    assert "Eve Birch" not in page
    assert page.count("<time") == 2


def test_being_in_a_list_is_shown_too(town, client):
    staff = Client()
    factories.sign_in(staff, town.alice)
    staff.get(reverse("list_patients"))
    factories.sign_in(client, town.bob)
    assert "saw the name in a list" in text(client.get(reverse("show_my_record")))


def test_many_looks_in_a_minute_are_told_once(town, client):
    now = timezone.now()
    for _ in range(4):
        audit.record("opened record", by=town.alice.user, at=now, patient=town.bob)
    factories.sign_in(client, town.bob)
    page = text(client.get(reverse("show_my_record")))
    assert page.count("<time") == 1
    assert "4 times" in page


def test_the_manager_sees_the_clinics_record_and_filters_it(town, happenings, client):
    factories.sign_in(client, town.mia)
    where = reverse("show_record")
    assert text(client.get(where)).count("<time") == 3
    assert text(client.get(where, {"who": "alice"})).count("<time") == 2
    assert text(client.get(where, {"whose": "Carol"})).count("<time") == 1
    assert text(client.get(where, {"action": "nothing"})).count("<time") == 0
    today = timezone.localdate()
    # Three times the record itself was opened and named patients, which is written down too.
    assert text(client.get(where, {"since": today})).count("<time") == 3 + 3
    assert text(client.get(where, {"until": today - timedelta(days=2)})).count("<time") == 0
    assert client.get(where, {"since": "yesterday"}).status_code == 200


def test_a_manager_who_is_no_clinician_reads_no_clinical_reason(town, client):
    audit.record(
        "replaced item", by=town.alice.user, at=timezone.now(), patient=town.bob, reason="SORE HEEL"
    )
    factories.sign_in(client, town.mia)
    assert "SORE HEEL" not in text(client.get(reverse("show_record")))
    assert "SORE HEEL" not in text(client.get(reverse("show_patient_record", args=[town.bob.pk])))
    factories.sign_in(client, town.alice)
    assert "SORE HEEL" in text(client.get(reverse("show_patient_record", args=[town.bob.pk])))


def test_a_name_cannot_forge_a_line(town):
    town.alice.user.name = "Al\r\nice\x1b[31m"
    event = audit.record(
        "x", by=town.alice.user, at=timezone.now(), patient=town.bob, reason="a\nb"
    )
    assert event.actor_name == "Al  ice [31m"
    assert event.reason == "a b"


# Sealed and checked -----------------------------------------------------------------------------


def test_each_clinic_has_its_own_chain(town, happenings):
    chains = dict(EventSeal.objects.order_by().values_list("event_id", "chain"))
    assert set(chains.values()) == {str(town.alder.pk), str(town.birch.pk)}
    positions = EventSeal.objects.filter(chain=str(town.alder.pk)).order_by("position")
    assert list(positions.values_list("position", flat=True)) == [1, 2, 3]


def test_a_whole_record_is_called_whole(happenings):
    assert "whole: 4 events in 2 chains" in told("check_record")


def test_sealing_goes_on_where_it_stopped(town, happenings):
    audit.record("opened record", by=town.alice.user, at=timezone.now(), patient=town.bob)
    assert record.seal_events(at=timezone.now()) == 1
    assert record.seal_events(at=timezone.now()) == 0
    assert "5 events" in told("check_record")


def test_the_database_refuses_to_change_or_remove_a_line(happenings):
    for statement in (
        "update portal_event set reason = 'x'",
        "delete from portal_event",
        "update portal_eventseal set digest = ''",
        "delete from portal_eventseal",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def by_hand(*statements):
    """As somebody would who owns the database: triggers off, change, triggers on."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("select set_config('groundwork.retention', 'on', true)")
        for table in ("portal_event", "portal_eventseal"):
            cursor.execute(f"alter table {table} disable trigger user")
        for statement in statements:
            cursor.execute(statement)
        for table in ("portal_event", "portal_eventseal"):
            cursor.execute(f"alter table {table} enable trigger user")


@pytest.mark.parametrize(
    "column",
    [
        "reason = 'x'",
        "actor_name = 'Nobody'",
        "at = at - interval '1 second'",
        "action = 'listed patients'",
        "patients = '{}' || array[gen_random_uuid()]",
        "ip_prefix = '10.0.0.0/24'",
    ],
)
def test_a_line_changed_by_hand_is_named(happenings, column):
    event = happenings[1]
    by_hand(f"update portal_event set {column} where id = {event.pk}")
    with pytest.raises(CommandError, match="1 place"):
        call_command("check_record", stderr=(out := StringIO()))
    assert f"event {event.pk}: changed after it was sealed" in out.getvalue()


def test_a_line_removed_by_hand_is_noticed(happenings):
    event = happenings[1]
    by_hand(
        f"delete from portal_eventseal where event_id = {event.pk}",
        f"delete from portal_event where id = {event.pk}",
    )
    faults = record.check_record(at=timezone.now())
    assert any("missing" in fault.what for fault in faults)


def test_a_line_that_was_never_sealed_is_named(town):
    event = audit.record("x", by=None, at=timezone.now() - timedelta(minutes=5), patient=town.bob)
    assert f"event {event.pk}: not sealed" in str(record.check_record(at=timezone.now())[0])


def test_the_worker_seals(town, happenings):
    from portal import jobs

    audit.record("x", by=None, at=timezone.now(), patient=town.bob)
    jobs.seal_record(timestamp=0)
    assert not Event.objects.unscoped().filter(seal__isnull=True).exists()


# Searched ---------------------------------------------------------------------------------------


def test_every_patient_an_account_touched_is_listed(town, happenings):
    audit.record(
        "listed patients",
        by=town.alice.user,
        at=timezone.now(),
        clinic=town.alder,
        patients=[town.bob],
    )
    since, until = "2020-01-01", "2090-01-01T00:00"
    out = told("touched_patients", town.alice.user.email, since, until)
    assert "Bob Jones" in out
    assert "\t2\n" in out
    assert "Carol Smith" in out
    assert "Frank" not in out
    assert "2 patient(s)" in out
    assert "0 patient(s)" in told("touched_patients", town.alice.user.email, since, "2020-01-02")


@pytest.mark.parametrize(
    "arguments", [("nobody@example.org", "2020-01-01", "2021-01-01"), ("EVE", "soon", "2021-01-01")]
)
def test_a_search_that_cannot_be_answered_says_why(town, arguments):
    email, *times = arguments
    email = town.eve.user.email if email == "EVE" else email
    with pytest.raises(CommandError):
        call_command("touched_patients", email, *times)


# Tidied -----------------------------------------------------------------------------------------


def test_what_is_over_goes_and_what_is_used_stays(town, client):
    now = timezone.now()
    factories.sign_in(client, town.bob)
    _over, _token = invitations.invite_patient(
        patient=town.bob, way="room", by=town.alice.user, at=now - timedelta(days=100)
    )
    fresh, _token = invitations.invite_patient(
        patient=town.carol, way="room", by=town.alice.user, at=now
    )
    for form, days in (("old", 31), ("new", 1)):
        Draft.objects.unscoped().create(
            user=town.bob.user, form=form, fields={}, saved_at=now - timedelta(days=days)
        )
    old = Client()
    factories.sign_in(old, town.carol)
    Session.objects.filter(session_key=old.session.session_key).update(expire_date=now)
    record.tidy(at=now)
    assert set(Invitation.objects.unscoped()) == {fresh}
    assert list(Draft.objects.unscoped().values_list("form", flat=True)) == ["new"]
    assert Session.objects.filter(session_key=client.session.session_key).exists()
    assert not Session.objects.filter(session_key=old.cookies["session"].value).exists()


# Opening a clinic -------------------------------------------------------------------------------


def test_a_clinic_is_opened_with_a_link_for_its_manager_and_no_password(db):
    out = told("add_clinic", "Elm & Söhne", "--manager", "Max Moor", "--email", "MAX@example.org")
    clinic = Clinic.objects.unscoped().get()
    assert clinic.slug == "elm-sohne"
    assert "password" not in out.lower()
    path = next(word for word in out.split() if word.startswith("http://testserver"))
    client = Client()
    client.get(path.removeprefix("http://testserver"))
    client.post("/in/", {"name": "Max Moor", "password": "three-herons-on-a-wall"})
    member = Member.objects.unscoped().get()
    assert (member.user.email, member.roles) == ("max@example.org", ["manager"])
    assert clinic.privacy_notices.unscoped().count() == 1
    assert "Elm" in told("add_clinic", "Elm & Söhne", "--manager", "M", "--email", "m@example.org")
    assert Clinic.objects.unscoped().count() == 2


@pytest.mark.parametrize(
    "wrong", [{"email": "max"}, {"country": "XX"}, {"time_zone": "Moon"}, {"name": " "}]
)
def test_a_clinic_is_not_opened_with_nonsense(db, wrong):
    given = {"name": "Elm", "manager": "Max", "email": "max@example.org", **wrong}
    with pytest.raises(CommandError):
        call_command("add_clinic", given.pop("name"), **given)
    assert not Clinic.objects.unscoped().exists()
