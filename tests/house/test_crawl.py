"""Isolation, proved by walking: every address, as everybody, with anybody's ids."""

import pytest
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.models import Patient
from tests.house import crawl, files, nowhere, rules, spent
from tests.house.letters import letters_about
from tests.world import World

pytestmark = pytest.mark.django_db

PUBLIC = (rules.ROOT / "tests" / "house" / "public_pages.txt").read_text().split()


@pytest.fixture
def worlds():
    return World("Alder", "ALDERMARK"), World("Birch", "BIRCHMARK")


def test_strangers_reach_only_the_public_pages(worlds):
    _alder, birch = worlds
    open_to_all = crawl.open_to_strangers(birch, PUBLIC)
    assert open_to_all == []


def test_the_list_of_public_pages_names_only_pages_that_exist():
    routes = {route for route, _name, _view in rules.pages()}
    assert [route for route in PUBLIC if route not in routes] == []


def test_strangers_see_no_marker(worlds):
    _alder, birch = worlds
    client = Client()
    seen = [
        route
        for route, address in crawl.addresses(birch)
        if birch.marker in crawl.body(crawl.ask(client, "GET", address))
    ]
    assert seen == []


@pytest.mark.parametrize("role", ["physio", "manager", "patient", "helper"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_sees_changes_or_writes_to_another_clinic(
    worlds, role, method, run_jobs, django_capture_on_commit_callbacks
):
    alder, birch = worlds
    client = crawl.client_of(alder.everybody[role])
    before = crawl.rows_of(birch.clinic)
    with django_capture_on_commit_callbacks(execute=True):
        faults = crawl.leaks(client, method, birch)
    assert faults == []
    assert crawl.rows_of(birch.clinic) == before
    run_jobs()
    assert letters_about(birch) == []


@pytest.mark.parametrize("role", ["physio", "manager", "patient", "helper"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_clinics_row_answers_like_one_that_never_was(worlds, role, method):
    """Whoever tries ids learns not even which of them are somebody's (trust 3)."""
    alder, birch = worlds
    client = crawl.client_of(alder.everybody[role])
    assert nowhere.told_apart(client, method, birch, PUBLIC) == []


def test_a_page_that_knows_whose_id_it_was_given_is_noticed(worlds, monkeypatch):
    """A refusal in other words for a row that exists: 403 where the rest is 404."""
    alder, birch = worlds
    found = Patient.objects.unscoped()

    def telling(request, pk, **choices):
        if found.filter(pk=pk).exists():
            raise PermissionDenied
        raise Http404

    monkeypatch.setattr("portal.views.people.open_patient", telling)
    client = crawl.client_of(alder.everybody["physio"])
    faults = nowhere.told_apart(client, "GET", birch, PUBLIC)
    assert any("/edit/: 403 and 404" in fault for fault in faults)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_neighbours_row_answers_like_one_that_never_was(worlds, method):
    """For the other patient of the clinic, on patients' own pages."""
    alder, _birch = worlds
    client = crawl.client_of(alder.neighbour)
    faults = nowhere.told_apart(client, method, alder, PUBLIC)
    assert [fault for fault in faults if " /my/" in fault] == []


@pytest.mark.parametrize("role", ["physio", "manager", "patient", "helper"])
def test_foreign_ids_in_query_and_fields_show_change_and_send_nothing(
    worlds, role, run_jobs, django_capture_on_commit_callbacks
):
    """Every form of one's own, as its page offers it and with all that a form may hold."""
    alder, birch = worlds
    client = crawl.client_of(alder.everybody[role])
    before = crawl.rows_of(birch.clinic)
    foreign = crawl.everything_foreign(birch)
    faults = []
    with django_capture_on_commit_callbacks(execute=True):
        for route, address in crawl.addresses(alder):
            page = crawl.ask(client, "GET", address, query=foreign)
            texts = [crawl.body(page)]
            if "/sign" not in route:
                offered = crawl.foreign_values(crawl.fields_of(page), birch) or foreign
                texts.append(crawl.body(crawl.ask(client, "POST", address, offered)))
            if any(birch.marker in text for text in texts):
                faults.append(route)
    assert client.get("/account/").status_code == 200  # signed in to the walk's end
    assert faults == []
    assert crawl.rows_of(birch.clinic) == before
    run_jobs()
    assert letters_about(birch) == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_neighbour_is_a_stranger(worlds, method):
    """Another patient of the same clinic, with the first one's ids."""
    alder, _birch = worlds
    client = crawl.client_of(alder.neighbour)
    foreign = crawl.everything_foreign(alder)
    before = crawl.rows_of(alder.clinic)
    private = [
        alder.text(word)
        for word in (
            "Patient",
            "Called",
            "Session note",
            "Fall",
            "Question",
            "Own words",
            "Plan note",
            "Reading note",
            "Because",
            "Draft",
        )
    ]
    faults = []
    for route, address in crawl.addresses(alder):
        text = crawl.body(crawl.ask(client, method, address, foreign, foreign))
        faults += [f"{method} {route}: {words}" for words in private if words in text]
    assert faults == []
    after = crawl.rows_of(alder.clinic)
    changed = [label for label in before if before[label] != after[label]]
    assert changed == []


@pytest.mark.parametrize("role", ["physio", "manager", "patient", "helper"])
def test_every_page_answers_its_own_ids_and_no_get_changes_anything(worlds, role):
    """Nor does one ask more of the database than it may, with one row of everything, or give a
    file a name that tells."""
    alder, _birch = worlds
    files.an_upload(alder)
    client = crawl.client_of(alder.everybody[role])
    before, broken, over, names = crawl.all_rows(), [], [], {}
    for route, address in crawl.addresses(alder):
        caches["local"].clear()
        spent.forget_the_look(client)
        with CaptureQueriesContext(connection) as asked:
            response = crawl.ask(client, "GET", address, query=files.PAPER)
        if response.status_code >= 500:
            broken.append(f"{route}: {response.status_code}")
        if response.status_code == 200:
            over.append(spent.too_much(route, spent.business(asked)))
        names[route] = files.name_of(response)
    assert broken == []
    assert [words for words in over if words] == []
    named = {route: name for route, name in names.items() if name is not None}
    assert role == "manager" or any("handout" in route for route in named)
    assert named
    assert files.misnamed(named, alder) == []
    after = crawl.all_rows()
    assert [label for label in before if before[label] != after[label]] == []


def test_every_post_needs_its_csrf_token(worlds):
    alder, _birch = worlds
    client = Client(enforce_csrf_checks=True)
    crawl.factories.sign_in(client, alder.physio)
    passed = [
        route
        for route, address in crawl.addresses(alder)
        if crawl.ask(client, "POST", address).status_code not in (403, 404, 405)
    ]
    assert passed == []
