"""The clinic's patients: found, added, corrected, in and out of care."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.actions import invitations
from portal.models import CareTeam, Episode, Event, Patient
from tests import factories

pytestmark = pytest.mark.django_db
FORM = {
    "full_name": "Nora New",
    "born_on": "1990-05-06",
    "reason": "Knee, right",
    "language": "en-gb",
    "time_zone": "Europe/London",
}


@pytest.fixture
def alice(town, client):
    factories.sign_in(client, town.alice)
    return client


@pytest.fixture
def mia(town):
    client = Client()
    factories.sign_in(client, town.mia)
    return client


def text(response) -> str:
    return response.content.decode()


# The list ---------------------------------------------------------------------------------------


def test_the_list_shows_the_clinics_own_patients_and_nobody_elses(alice):
    page = text(alice.get(reverse("list_patients")))
    assert "Bob Jones" in page
    assert "Carol Smith" in page
    assert "Frank Brown" not in page


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("bob", True),
        ("JON bo", True),
        ("12/4/1961", True),
        ("1961-04-12", True),
        ("R0", True),
        ("12.04.1961", True),
        ("xyz", False),
        ("31/2/1990", False),
        ("%", False),
        ("o'b\"", False),
        ("\x00", True),
    ],
)
def test_a_patient_is_found_by_name_number_or_birthday(alice, town, query, finds):
    page = alice.get(reverse("list_patients"), {"q": query})
    assert page.status_code == 200
    assert ("Bob Jones" in text(page)) is finds


def test_searching_while_typing_gets_only_the_results(alice):
    response = alice.get(reverse("list_patients"), {"q": "bob"}, headers={"X-Fragment": "1"})
    assert "<html" not in text(response)
    assert "Bob Jones" in text(response)
    assert response["X-Count-Text"] == "1 patients"


def test_an_empty_clinic_says_what_to_do(db, client):
    factories.sign_in(client, factories.member(factories.clinic("Elm"), "Ed Elm"))
    page = text(client.get(reverse("list_patients")))
    assert reverse("add_patient") in page


@pytest.mark.parametrize("phone", ["", "0161 496 0000"])
def test_a_manager_is_told_that_patients_see_no_number(client, db, phone):
    """A clinic just opened has none, and every letter and page of help would be without."""
    mia = factories.manager(factories.clinic("Elm", phone=phone), "Max Moor")
    factories.sign_in(client, mia)
    for name in ("list_patients", "list_team"):
        page = text(client.get(reverse(name)))
        assert ("Patients do not see yet whom to call" in page) == (not phone)


def test_a_list_writes_one_event_with_everybody_on_the_page(alice, town):
    alice.get(reverse("list_patients"))
    event = Event.objects.unscoped().get(action="listed patients")
    assert set(event.patients) == {town.bob.pk, town.carol.pk}
    assert event.actor == town.alice.user
    assert event.role == "clinician"


def test_five_hundred_patients_take_as_many_queries_as_one(alice, town):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert alice.get(reverse("list_patients")).status_code == 200
        return len(seen)

    few = queries()
    Patient.objects.unscoped().bulk_create(
        Patient(clinic=town.alder, full_name=f"Patient {n:03}", born_on=date(1980, 1, 1))
        for n in range(500)
    )
    for patient in Patient.objects.unscoped().filter(full_name__startswith="Patient 0")[:60]:
        factories.episode(patient, lead=town.alice)
    assert queries() == few <= 12
    assert "Page 1 of" in text(alice.get(reverse("list_patients"), {"show": "all"}))
    assert alice.get(reverse("list_patients"), {"page": "nine"}).status_code == 200


def test_a_manager_who_is_no_clinician_sees_no_reason_of_care(mia, town):
    Episode.objects.unscoped().update(reason="SECRET REASON")
    page = text(mia.get(reverse("list_patients")))
    assert "Bob Jones" in page
    assert "SECRET REASON" not in page
    assert reverse("edit_patient", args=[town.bob.pk]) in page


def test_a_clinician_sees_what_for_and_who_leads(alice):
    page = text(alice.get(reverse("list_patients")))
    assert "Heel pain" in page
    assert "Alice Alder" in page


def test_where_only_the_team_opens_records_others_do_not_list_them(town, client):
    town.alder.care_team_only = True
    town.alder.save()
    factories.sign_in(client, factories.member(town.alder, "Olaf Other"))
    assert "Bob Jones" not in text(client.get(reverse("list_patients")))


def test_a_name_with_markup_is_text(alice, town):
    Patient.objects.unscoped().filter(pk=town.bob.pk).update(full_name="<script>alert(1)</script>")
    page = text(alice.get(reverse("list_patients"), {"q": "<script>"}))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


# Adding and correcting --------------------------------------------------------------------------


def test_adding_opens_care_and_leads_to_the_invitation(alice, town):
    response = alice.post(reverse("add_patient"), {**FORM, "lead": town.alice.pk})
    nora = Patient.objects.unscoped().get(full_name="Nora New")
    assert response["Location"] == reverse("invite_patient", args=[nora.pk])
    episode = Episode.objects.unscoped().get(patient=nora)
    assert (episode.reason, episode.lead) == ("Knee, right", town.alice)
    actions = set(Event.objects.about(nora).values_list("action", flat=True))
    assert {"added patient", "opened care"} <= actions


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("full_name", "", "required"),
        ("full_name", "x" * 151, "150"),
        ("born_on", "", "required"),
        ("born_on", "2090-01-01", "still to come"),
        ("born_on", "1700-01-01", "too long ago"),
        ("born_on", "yesterday", "valid date"),
        ("reason", "", "required"),
        ("email", "nora", "valid email"),
        ("time_zone", "Mars/Olympus", "valid choice"),
        ("minutes_a_day", "-3", "greater than"),
    ],
)
def test_bad_input_says_so_and_keeps_what_was_typed(alice, field, value, says):
    page = text(alice.post(reverse("add_patient"), {**FORM, "phone": "0161 KEPT", field: value}))
    assert says in page
    assert "0161 KEPT" in page
    assert not Patient.objects.unscoped().filter(full_name__startswith="Nora").exists()


def test_a_clinician_of_another_clinic_cannot_lead(alice, town):
    page = text(alice.post(reverse("add_patient"), {**FORM, "lead": town.eve.pk}))
    assert "valid choice" in page
    assert not Patient.objects.unscoped().filter(full_name="Nora New").exists()


def test_somebody_who_looks_the_same_is_added_only_when_said_so(alice, town):
    twin = {**FORM, "full_name": "bob jones", "born_on": "1961-04-12"}
    page = text(alice.post(reverse("add_patient"), twin))
    assert "Already here" in page
    assert alice.post(reverse("add_patient"), {**twin, "anyway": "on"}).status_code == 302


@pytest.mark.parametrize(
    "name", ["edit_patient", "show_patient", "close_episode", "invite_patient"]
)
def test_a_page_says_that_another_patient_has_the_same_name(alice, town, name):
    page = reverse(name, args=[town.bob.pk])
    warning = "Another patient here has the same name"
    factories.patient(town.birch, "Bob Jones")
    assert warning not in text(alice.get(page))
    twin = factories.patient(town.alder, "bob jones", born_on=date(1975, 1, 2))
    assert warning in text(alice.get(page))
    assert warning in text(alice.get(reverse(name, args=[twin.pk])))
    assert warning not in text(alice.get(reverse(name, args=[town.carol.pk])))


def test_a_record_number_belongs_to_one_patient(alice, town):
    page = alice.post(reverse("add_patient"), {**FORM, "record_number": town.bob.record_number})
    assert "Another patient has this record number" in text(page)


def edited(patient, **fields):
    return {
        "full_name": patient.full_name,
        "born_on": patient.born_on.isoformat(),
        "language": "en-gb",
        "time_zone": "Europe/London",
        "version": patient.version,
        "record_number": patient.record_number,
        "email": patient.email,
        **fields,
    }


def test_a_correction_is_saved_and_written_down_without_the_values(alice, town):
    alice.post(reverse("edit_patient", args=[town.bob.pk]), edited(town.bob, phone="0161 7"))
    town.bob.refresh_from_db()
    assert (town.bob.phone, town.bob.version) == ("0161 7", 2)
    event = Event.objects.unscoped().get(action="changed patient")
    assert "phone" in event.reason
    assert "0161" not in event.reason


def test_the_second_of_two_editors_gets_both_versions(alice, mia, town):
    where = reverse("edit_patient", args=[town.bob.pk])
    mia.post(where, edited(town.bob, phone="from Mia"))
    response = alice.post(where, edited(town.bob, phone="from Alice"))
    assert response.status_code == 409
    assert "from Mia" in text(response)
    assert "from Alice" in text(response)
    town.bob.refresh_from_db()
    assert town.bob.phone == "from Mia"
    alice.post(where, edited(town.bob, phone="from Alice"))
    town.bob.refresh_from_db()
    assert town.bob.phone == "from Alice"


def test_a_manager_does_not_touch_what_tells_of_health(mia, town):
    Patient.objects.unscoped().filter(pk=town.bob.pk).update(minutes_a_day=20)
    where = reverse("edit_patient", args=[town.bob.pk])
    assert "minutes" not in text(mia.get(where)).lower()
    mia.post(where, edited(town.bob, phone="1", minutes_a_day=5))
    town.bob.refresh_from_db()
    assert (town.bob.phone, town.bob.minutes_a_day) == ("1", 20)


def test_extra_fields_have_no_effect(alice, town):
    extra = {"clinic": town.birch.pk, "user": town.alice.user.pk, "erased_at": "2026-01-01"}
    alice.post(reverse("edit_patient", args=[town.bob.pk]), edited(town.bob, **extra))
    before = town.bob.user_id
    town.bob.refresh_from_db()
    assert (town.bob.clinic, town.bob.user_id, town.bob.erased_at) == (town.alder, before, None)


# Care -------------------------------------------------------------------------------------------


def test_care_is_closed_and_opened_again(alice, town):
    alice.post(reverse("close_episode", args=[town.bob.pk]), {"reason": "Goals reached"})
    closed = Episode.objects.unscoped().get(patient=town.bob)
    assert closed.closed_at
    assert closed.close_reason == "Goals reached"
    assert alice.get(reverse("close_episode", args=[town.bob.pk])).status_code == 404
    alice.post(reverse("open_episode", args=[town.bob.pk]), {"reason": "Heel again"})
    assert Episode.objects.unscoped().filter(patient=town.bob, closed_at=None).count() == 1
    assert {"closed care", "opened care"} <= set(
        Event.objects.about(town.bob).values_list("action", flat=True)
    )


def test_care_is_not_opened_twice(alice, town):
    alice.post(reverse("open_episode", args=[town.bob.pk]), {"reason": "Again"})
    assert Episode.objects.unscoped().filter(patient=town.bob).count() == 1


def test_the_care_team_changes_by_days_and_the_lead_is_on_it(alice, town):
    olga = factories.member(town.alder, "Olga Oak")
    where = reverse("edit_care_team", args=[town.bob.pk])
    alice.post(where, {"lead": olga.pk, "team": []})
    now = CareTeam.objects.unscoped().filter(episode__patient=town.bob, until_on=None)
    assert [place.member for place in now] == [olga]
    ended = CareTeam.objects.unscoped().get(episode__patient=town.bob, member=town.alice)
    assert ended.until_on == timezone.localdate()
    assert alice.post(where, {"team": [town.eve.pk]}).status_code == 200
    assert "changed care team" in Event.objects.about(town.bob).values_list("action", flat=True)


# The account ------------------------------------------------------------------------------------


def test_an_account_shut_out_opens_nothing_at_the_next_request(mia, town):
    bob = Client()
    factories.sign_in(bob, town.bob)
    assert bob.get("/my/record/").status_code == 200
    mia.post(reverse("end_patient_access", args=[town.bob.pk]), {"reason": "Wrong person"})
    assert bob.get("/my/record/").status_code == 403
    event = Event.objects.unscoped().get(action="ended access")
    assert event.reason == "Wrong person"


def test_an_account_shut_out_has_no_letter_left_that_lets_back_in(mia, town):
    _row, token = invitations.invite_patient(
        patient=town.bob, way="mail", by=town.alice.user, at=timezone.now()
    )
    mia.post(reverse("end_patient_access", args=[town.bob.pk]), {"reason": "Wrong person"})
    finder = Client()
    finder.get(f"/in/{token}/")
    assert finder.post("/in/", {"birth_year": 1961}).status_code == 410
    assert "_auth_user_id" not in finder.session


# Strangers --------------------------------------------------------------------------------------

ABOUT_A_PATIENT = [
    "edit_patient",
    "open_episode",
    "close_episode",
    "edit_care_team",
    "end_patient_access",
    "sign_patient_out",
    "invite_patient",
    "show_patient_record",
    "list_helpers",
    "invite_helper",
]
CLINICAL = {"open_episode", "close_episode", "edit_care_team"}


@pytest.mark.parametrize("name", ABOUT_A_PATIENT)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_clinics_patient_is_not_there(town, client, name, method):
    factories.sign_in(client, town.eve)
    before = Event.objects.unscoped().count()
    theirs = getattr(client, method)(reverse(name, args=[town.bob.pk]), {"way": "room"})
    nowhere = getattr(client, method)(reverse(name, args=["7" * 8 + "-7777" * 3 + "-" + "7" * 12]))
    assert theirs.status_code == nowhere.status_code
    assert theirs.status_code in (404, 405)
    assert Event.objects.unscoped().count() == before


@pytest.mark.parametrize("name", ABOUT_A_PATIENT)
def test_a_patient_opens_no_staff_page_not_even_about_themselves(town, client, name):
    factories.sign_in(client, town.bob)
    status = client.post(reverse(name, args=[town.bob.pk])).status_code
    assert status == 403


@pytest.mark.parametrize("name", sorted(CLINICAL))
def test_a_manager_who_is_no_clinician_changes_no_care(town, mia, name):
    assert mia.post(reverse(name, args=[town.bob.pk]), {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("name", ABOUT_A_PATIENT)
def test_nobody_signed_in_is_sent_to_sign_in(town, client, name):
    response = client.get(reverse(name, args=[town.bob.pk]))
    assert response.status_code in (302, 405)


@pytest.mark.parametrize("name", [n for n in ABOUT_A_PATIENT if n != "sign_patient_out"])
def test_every_page_about_a_patient_names_them_and_writes_it_down(alice, town, name):
    page = text(alice.get(reverse(name, args=[town.bob.pk])))
    assert "Bob Jones" in page
    assert "12 April 1961" in page or "1961-04-12" in page
    assert "Alder" in page
    assert Event.objects.about(town.bob).filter(actor=town.alice.user).exists()
