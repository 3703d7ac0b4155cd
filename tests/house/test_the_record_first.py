"""No page and no change of a patient without its line in the record (trust 64)."""

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client

from portal import audit
from portal.audit import LOOKED_AT
from portal.models import Event
from tests import factories
from tests.house import crawl, rules
from tests.world import World

pytestmark = pytest.mark.django_db
STAFF = ["physio", "manager"]
# The record itself cannot be written: nothing may be added to it.
CLOSED = "ALTER TABLE portal_event ADD CONSTRAINT closed CHECK (false) NOT VALID"


@pytest.fixture
def world():
    return World("Alder", "ALDERMARK")


def client_of(who) -> Client:
    client = Client(raise_request_exception=False)
    factories.sign_in(client, who)
    return client


def ask(client: Client, address: str, fields=None):
    """One request, undone afterwards; a page asked in pieces counts each time as the first."""
    session = client.session
    if session.pop(LOOKED_AT, None):
        session.save()
    caches["local"].clear()
    lines = []
    with transaction.atomic():
        last = Event.objects.unscoped().order_by("-pk").values_list("pk", flat=True).first() or 0
        response = client.get(address) if fields is None else client.post(address, fields)
        text = crawl.body(response)
        if response.status_code < 500:
            lines = list(Event.objects.unscoped().filter(pk__gt=last))
        transaction.set_rollback(True)
    return response.status_code, text, lines


def about(world, lines) -> bool:
    """Whether one of these lines of the record names the world's patient."""
    pk = world.patient.pk
    return any(line.patient_id == pk or pk in line.patients for line in lines)


def named_pages(world, role) -> dict[str, bool]:
    """Every page that names the world's patient, and whether the record says so."""
    client, name = client_of(world.everybody[role]), world.text("Patient")
    found = {}
    for route, address in crawl.addresses(world):
        status, text, lines = ask(client, address)
        if status == 200 and name in text:
            found[route] = about(world, lines)
    return found


@pytest.mark.parametrize("role", STAFF)
def test_a_staff_page_that_names_a_patient_has_a_line_that_does(world, role):
    found = named_pages(world, role)
    assert len(found) > 5
    assert [route for route, is_written in found.items() if not is_written] == []


def test_a_page_that_is_not_written_down_is_noticed(world, monkeypatch):
    monkeypatch.setattr(audit, "record", lambda *args, **kwargs: None)
    found = named_pages(world, "physio")
    assert not found["/clinic/patients/<uuid:pk>/"]


@pytest.mark.parametrize("role", STAFF)
def test_a_page_is_refused_where_its_line_cannot_be_written(world, role):
    client, name = client_of(world.everybody[role]), world.text("Patient")
    owed = [
        (route, address)
        for route, address in crawl.addresses(world)
        if about(world, ask(client, address)[2])
    ]
    assert len(owed) > 5
    close_the_record()
    shown = []
    for route, address in owed:
        status, text, _lines = ask(client, address)
        if status < 500 or name in text:
            shown.append(f"{route}: {status}")
    assert shown == []


@pytest.mark.parametrize("role", STAFF)
def test_nothing_of_a_patient_is_changed_where_its_line_cannot_be_written(world, role):
    """Every form as its page offers it, sent by those who may send it."""
    client = client_of(world.everybody[role])
    forms = {
        address: crawl.fields_of(client.get(address))
        for _route, address in crawl.addresses(world, prefix="/clinic/")
    }
    close_the_record()
    before = patients_rows()
    refused = [
        address for address, fields in forms.items() if ask(client, address, fields)[0] >= 500
    ]
    assert len(refused) > 10
    for address in forms.keys() - set(refused):  # for good this time
        with transaction.atomic():
            client.post(address, forms[address])
    assert patients_rows() == before


def patients_rows() -> dict[str, str]:
    owned = {m._meta.label for m in rules.own_models() if hasattr(m, "belongs_to_patient")}
    return {label: rows for label, rows in crawl.all_rows().items() if label in owned}


def close_the_record() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(CLOSED)
