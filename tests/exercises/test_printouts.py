"""A long handout is made by the worker: asked for, waited for, given to who asked, removed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises.actions import printing
from exercises.handout import Layout
from exercises.models import Printout
from exercises.models.printouts import KEPT, LATE
from exercises.views.printing import MOST_AT_ONCE
from portal.access import patient_mark
from portal.models import Event
from portal.pdf import TakesTooLong, UnableToPrint
from tests import factories
from tests.exercises.plan_rows import a_plan, some_exercises

pytestmark = pytest.mark.django_db
CHOSEN = {"paper": "a4", "columns": "1", "size": "16"}
SCRIPT = {"X-Fragment": "1"}


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def long_plan(town):
    return a_plan(town.bob, town.alice, exercises=some_exercises(MOST_AT_ONCE + 1))


def ask(client, who, patient):
    """Sends the choices as the page of this person does."""
    factories.sign_in(client, who)
    if who is patient:
        return client.post(
            reverse("print_my_programme_pdf"), {**CHOSEN, "for": patient_mark(patient)}
        )
    return client.post(reverse("print_programme_pdf", args=[patient.pk]), CHOSEN)


def only() -> Printout:
    return Printout.objects.unscoped().get()


def recorded(action: str) -> int:
    return Event.objects.unscoped().filter(action=action).count()


@pytest.mark.parametrize("whose", ["clinic", "patient"])
@pytest.mark.django_db(transaction=True)
def test_a_long_programme_is_asked_for_made_by_the_worker_and_downloaded(
    client, town, long_plan, run_jobs, whose
):
    who = town.alice if whose == "clinic" else town.bob
    waiting = ask(client, who, town.bob)
    assert waiting.status_code == 302
    page = client.get(waiting.url).content.decode()
    assert "The file is being made" in page
    assert "Look again" in page
    assert "%PDF" not in page
    assert printing.TASK in run_jobs()
    page = client.get(waiting.url).content.decode()
    assert "Download the PDF" in page
    before = recorded("printed handout")
    answer = client.get(f"{waiting.url}file/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert answer["Cache-Control"] == "no-store"
    assert "programme-" in answer["Content-Disposition"]
    assert recorded("printed handout") == before + 1
    assert recorded("asked for handout") == 1


def test_a_long_programme_is_not_made_while_somebody_waits(client, town, long_plan):
    factories.sign_in(client, town.alice)
    address = reverse("print_programme_pdf", args=[town.bob.pk])
    for chosen in ({}, CHOSEN):
        answer = client.get(address, chosen)
        assert "html" in answer["Content-Type"]
        assert 'method="post"' in answer.content.decode()
    assert not Printout.objects.unscoped().exists()  # looking changes nothing


def test_a_short_one_that_takes_long_is_offered_in_the_background(client, town, monkeypatch):
    def slow(*_args, **_kwargs):
        raise TakesTooLong("Too long.")

    monkeypatch.setattr("exercises.views.printing.print_data", slow)
    a_plan(town.bob, town.alice, exercises=some_exercises(1))
    factories.sign_in(client, town.alice)
    answer = client.get(reverse("print_programme_pdf", args=[town.bob.pk]), CHOSEN)
    assert answer.status_code == 200
    assert 'method="post"' in answer.content.decode()
    assert "made in the background" in answer.content.decode()


def test_the_file_says_the_same_as_one_made_at_once(town, long_plan):
    day, link = timezone.localdate(), "https://portal.example.org/my/"
    printing.ask_printout(
        patient=town.bob, layout=Layout(), day=day, link=link, by=town.alice.user,
        at=timezone.now(),
    )  # fmt: skip
    made = printing.make_printout(pk=only().pk, at=timezone.now())
    at_once = printing.print_handout(town.bob, day=day, link=link, layout=Layout())
    assert bytes(made.file) == at_once.data


def test_asked_for_twice_it_is_made_once_and_not_too_many_wait(client, town, long_plan):
    first, again = ask(client, town.alice, town.bob), ask(client, town.alice, town.bob)
    assert first.url == again.url
    for size in ("12", "20"):
        for columns in ("1", "2"):
            chosen = {**CHOSEN, "size": size, "columns": columns}
            client.post(reverse("print_programme_pdf", args=[town.bob.pk]), chosen)
    assert Printout.objects.unscoped().count() == printing.MOST_WAITING
    chosen = {**CHOSEN, "paper": "us-letter"}
    answer = client.post(reverse("print_programme_pdf", args=[town.bob.pk]), chosen)
    assert answer.status_code == 422
    assert "Wait for one of them" in answer.content.decode()
    assert "checked" in answer.content.decode()  # what was chosen stays


def test_only_who_asked_gets_it(client, town, long_plan):
    address = ask(client, town.alice, town.bob).url
    printing.make_printout(pk=only().pk, at=timezone.now())
    mine = reverse("show_my_printout", args=[only().pk])
    colleague = factories.member(town.alder, "Ann Other")
    for who in (colleague, town.eve, town.bob):
        factories.sign_in(client, who)
        for path in (address, f"{address}file/", mine, f"{mine}file/"):
            assert client.get(path).status_code in (403, 404), (who, path)
            assert b"%PDF" not in client.get(path).content


def test_who_may_no_longer_see_the_patient_gets_nothing(client, town, long_plan):
    address = ask(client, town.alice, town.bob).url
    printing.make_printout(pk=only().pk, at=timezone.now())
    assert client.get(f"{address}file/").status_code == 200
    town.alice.ended_at = timezone.now()
    town.alice.save()
    factories.sign_in(client, town.alice)
    assert client.get(f"{address}file/").status_code in (403, 404)


def test_a_refusal_of_the_printer_is_said(client, town, long_plan, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise UnableToPrint("This is too much for one file.")

    monkeypatch.setattr(printing, "print_handout", refuse)
    address = ask(client, town.alice, town.bob).url
    printing.make_printout(pk=only().pk, at=timezone.now())
    page = client.get(address).content.decode()
    assert "This is too much for one file." in page
    assert "Choose another layout" in page
    assert client.get(f"{address}file/").status_code == 302


def test_the_file_is_removed_after_half_an_hour_and_the_page_says_so(client, town, long_plan):
    address, now = ask(client, town.alice, town.bob).url, timezone.now()
    printing.make_printout(pk=only().pk, at=now)
    Printout.objects.unscoped().update(asked_at=now - KEPT - timedelta(seconds=1))
    assert "The file was removed" in client.get(address).content.decode()  # before the worker came
    assert client.get(f"{address}file/").status_code == 302
    printing.tidy_printouts(at=now)
    assert only().file is None
    assert "The file was removed" in client.get(address).content.decode()
    printing.tidy_printouts(at=now + printing.FORGOTTEN)
    assert not Printout.objects.unscoped().exists()


def test_a_file_that_is_late_says_what_else_one_can_do(client, town, long_plan):
    address = ask(client, town.alice, town.bob).url
    Printout.objects.unscoped().update(asked_at=timezone.now() - LATE - timedelta(seconds=1))
    assert "longer than usual" in client.get(address).content.decode()


def test_waiting_asks_for_a_fragment_and_writes_the_look_down_once(client, town, long_plan):
    address = ask(client, town.alice, town.bob).url
    looks = recorded("opened record")
    for _again in range(3):
        answer = client.get(address, headers=SCRIPT)
        assert "<html" not in answer.content.decode()
    assert recorded("opened record") == looks


def test_asking_without_the_mark_of_the_patient_makes_nothing(client, town, long_plan):
    factories.sign_in(client, town.bob)
    assert client.post(reverse("print_my_programme_pdf"), CHOSEN).status_code == 409
    assert not Printout.objects.unscoped().exists()


def test_the_pages_ask_the_database_for_little(
    client, town, long_plan, django_assert_max_num_queries
):
    for who in (town.alice, town.bob):
        address = ask(client, who, town.bob).url
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
