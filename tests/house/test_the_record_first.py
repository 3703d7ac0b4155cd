"""No page and no change of a patient without its line in the record (trust 64)."""

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client

from portal import audit
from portal.models import Event
from tests import factories
from tests.house import crawl, rules, spent
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
    spent.forget_the_look(client)
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


def pages_about(world, client, addresses) -> dict[str, tuple[bool, bool]]:
    """Address -> whether it names the world's patient, and whether the record says it was looked
    at; of those with either."""
    name, found = world.text("Patient"), {}
    for _route, address in addresses:
        status, text, lines = ask(client, address)
        is_named, is_written = status == 200 and name in text, about(world, lines)
        if is_named or is_written:
            found[address] = is_named, is_written
    return found


@pytest.mark.parametrize("role", STAFF)
def test_a_staff_page_that_names_a_patient_has_its_line_or_is_refused(world, role):
    client = client_of(world.everybody[role])
    found = pages_about(world, client, crawl.addresses(world))
    named = [address for address, (is_named, _written) in found.items() if is_named]
    owed = [address for address, (_named, is_written) in found.items() if is_written]
    assert len(named) > 5
    assert set(named) - set(owed) == set()
    close_the_record()
    answers = {address: ask(client, address) for address in owed}
    shown = [
        f"{address}: {status}"
        for address, (status, text, _lines) in answers.items()
        if status < 500 or world.text("Patient") in text
    ]
    assert shown == []


def test_a_page_that_is_not_written_down_is_noticed(world, monkeypatch):
    monkeypatch.setattr(audit, "record", lambda *args, **kwargs: None)
    pages = crawl.addresses(world, prefix="/clinic/patients/<uuid:pk>/")
    found = pages_about(world, client_of(world.physio), pages)
    assert (True, False) in found.values()


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
