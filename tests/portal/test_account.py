"""One's own account: name, language, address, switching between clinics and patients."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal import accounts
from portal.models import Event, User
from tests import factories
from tests.house import crawl
from tests.portal import letters

pytestmark = pytest.mark.django_db


def test_name_and_language_are_changed_and_written_down(town, client):
    factories.sign_in(client, town.bob)
    response = client.post(reverse("edit_account"), {"name": " Bob  J. ", "language": "de"})
    assert response.status_code == 302
    assert response.cookies["language"].value == "de"
    bob = User.objects.get(pk=town.bob.user.pk)
    assert (bob.name, bob.language) == ("Bob J.", "de")
    assert Event.objects.unscoped().filter(action="changed account", actor=bob).exists()


def test_an_empty_name_says_so_and_keeps_the_rest(town, client):
    factories.sign_in(client, town.bob)
    page = client.post(reverse("edit_account"), {"name": "", "language": "ar"}).content.decode()
    assert "required" in page
    assert '<option value="ar" selected' in page


def code_in(letter):
    return re.search(r"\d{4} \d{4}", letter.body).group()


@pytest.fixture
def post(run_jobs, django_capture_on_commit_callbacks):
    """Posts a form and lets the worker send its letters."""

    def send(client, name, fields=None):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(reverse(name), fields or {})
        run_jobs()
        return response

    return send


def test_a_new_address_counts_after_its_code_and_the_old_one_is_told(town, client, post):
    bob = factories.sign_in(client, town.bob, second_factor=True)
    old = bob.email
    assert (
        post(client, "change_email", {"email": "New@Example.org"})["Location"]
        == "/account/email/code/"
    )
    assert User.objects.get(pk=bob.pk).email == old
    assert "does not fit" in post(client, "confirm_email", {"code": "0000 0000"}).content.decode()
    post(client, "confirm_email", {"code": code_in(letters.to("new@example.org")[0])})
    assert User.objects.get(pk=bob.pk).email == "new@example.org"
    assert letters.to(old)[-1].subject == "Your e-mail address was changed"
    assert Event.objects.unscoped().filter(action="changed e-mail").exists()


def test_a_taken_address_answers_like_a_free_one_and_changes_nothing(town, client, post):
    bob = factories.sign_in(client, town.bob, second_factor=True)
    taken = town.frank.user.email
    response = post(client, "change_email", {"email": taken})
    assert response["Location"] == "/account/email/code/"
    assert letters.to(taken) == []
    for code in ("", "00000000", "-"):
        post(client, "confirm_email", {"code": code})
    assert User.objects.get(pk=bob.pk).email != taken


def test_a_code_is_tried_five_times_at_most(town, client, post):
    factories.sign_in(client, town.bob, second_factor=True)
    post(client, "change_email", {"email": "new@example.org"})
    right = code_in(letters.to("new@example.org")[0])
    for _ in range(5):
        post(client, "confirm_email", {"code": "12345678" if right != "1234 5678" else "87654321"})
    assert post(client, "confirm_email", {"code": right})["Location"] == "/account/email/"


def test_a_code_is_too_old_after_ten_minutes(town, client, post, time_machine):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    factories.sign_in(client, town.bob, second_factor=True)
    post(client, "change_email", {"email": "new@example.org"})
    code = code_in(letters.to("new@example.org")[0])
    time_machine.shift(601)
    assert post(client, "confirm_email", {"code": code})["Location"] == "/account/email/"


def test_changing_the_address_needs_a_fresh_proof(town, client, post):
    bob = factories.sign_in(client, town.bob)
    response = client.get(reverse("change_email"))
    assert response["Location"] == "/account/confirm/?next=%2Faccount%2Femail%2F"
    post(client, "confirm_self")
    fields = {"code": code_in(letters.to(bob.email)[0]), "next": "/account/email/"}
    assert post(client, "confirm_self", fields)["Location"] == "/account/email/"
    assert client.get(reverse("change_email")).status_code == 200


def test_staff_prove_it_with_password_or_factor(town, client, time_machine):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    factories.sign_in(client, town.alice)
    assert client.get(reverse("change_email")).status_code == 200
    time_machine.shift(301)
    assert client.get(reverse("change_email"))["Location"].startswith("/accounts/")


def test_without_an_address_the_page_says_to_ask_the_clinic(town, client):
    carl = factories.patient(town.alder, "Carl", person=factories.user("Carl", email=""))
    factories.sign_in(client, carl)
    page = client.get(reverse("confirm_self")).content.decode()
    assert "Ask your clinic for a new code" in page


def test_one_person_works_at_two_clinics_and_chooses(town, client):
    factories.member(town.birch, person=town.alice.user)
    factories.sign_in(client, town.alice)
    names = lambda: client.get("/clinic/patients/").content.decode()  # noqa: E731
    assert "Bob Jones" in names()
    assert "Frank Brown" not in names()
    client.post(reverse("choose_clinic"), {"clinic": town.birch.pk})
    assert "Frank Brown" in names()
    assert "Bob Jones" not in names()


ADDING = [
    "add_patient",
    "invite_member",
    "edit_clinic",
    "edit_privacy_notice",
    "add_article",
    "add_source",
    "add_exercise",
    "add_programme",
]


@pytest.mark.parametrize("name", ADDING)
def test_a_form_opened_at_one_clinic_is_not_saved_at_another(town, client, name):
    """Two tabs: in the second one the person turned to their other place of work."""
    roles = {"manager": True, "author": True, "reviewer": True}
    here = factories.member(town.alder, "Nora North", **roles)
    there = factories.member(town.birch, person=here.user, **roles)
    factories.sign_in(client, here)
    client.post(reverse("choose_clinic"), {"clinic": str(town.alder.pk)})
    fields = crawl.fields_of(client.get(reverse(name)))
    assert fields["at_clinic"] == str(town.alder.pk)
    client.post(reverse("choose_clinic"), {"clinic": str(there.clinic_id)})
    before = crawl.all_rows()
    words = {"full_name": "Typed with care", "name": "Typed with care", "text": "Typed with care"}
    answer = client.post(reverse(name), {**fields, **words})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Typed with care" in page
    assert "another clinic" in page
    assert crawl.all_rows() == before


def test_a_clinic_one_does_not_work_at_cannot_be_chosen(town, client):
    factories.sign_in(client, town.alice)
    assert client.post(reverse("choose_clinic"), {"clinic": town.birch.pk}).status_code == 404
    assert client.post(reverse("choose_clinic"), {"clinic": "x"}).status_code == 404


def test_a_helper_of_two_chooses_whom_they_help(town, client):
    pat = factories.user("Pat")
    factories.helper(town.bob, person=pat)
    factories.helper(town.carol, person=pat)
    factories.sign_in(client, pat)
    client.post(reverse("choose_patient"), {"patient": town.carol.pk})
    assert client.session["patient"] == str(town.carol.pk)
    assert client.post(reverse("choose_patient"), {"patient": town.frank.pk}).status_code == 404
    page = client.get(reverse("choose_acting")).content.decode()
    assert "Bob Jones" in page
    assert "Carol Smith" in page
    assert "Frank" not in page


def test_a_form_filled_in_for_one_patient_is_not_saved_for_another(town, client):
    from portal.access import patient_mark

    pat = factories.user("Pat")
    for patient in (town.bob, town.carol):
        factories.helper(patient, person=pat)
    factories.sign_in(client, pat)
    client.post(reverse("choose_patient"), {"patient": town.carol.pk})
    fields = {"for": patient_mark(town.bob), "note": "It hurts a bit"}
    response = client.post("/my/welcome/", fields)
    assert response.status_code == 409
    assert "It hurts a bit" in response.content.decode()
    assert client.post("/my/welcome/", {"note": "x"}).status_code == 409


def test_a_person_of_no_clinic_is_told_so(db, client):
    factories.sign_in(client, factories.user("Nobody"))
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/account/"
    assert "belong to no clinic" in client.get("/account/").content.decode()


def test_the_first_page_leads_everybody_home(town):
    for person, place in [(town.alice, "/clinic/patients/"), (town.mia, "/clinic/patients/")]:
        client = Client()
        factories.sign_in(client, person)
        assert client.get("/")["Location"] == place
    assert Client().get("/").status_code == 200


@pytest.mark.parametrize("name", ["home", "show_about", "show_privacy", "show_accessibility"])
def test_everybody_may_read_what_this_is(db, client, name):
    assert client.get(reverse(name)).status_code == 200


def test_the_intended_purpose_stands_word_for_word(db, client):
    text = client.get(reverse("show_about")).content.decode()
    assert (
        "clinic-authored education and clinic-prescribed exercise, record and communication" in text
    )


def test_a_fresh_proof_lasts_five_minutes():
    assert accounts.FRESH.total_seconds() == 300
