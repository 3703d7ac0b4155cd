"""Sources: pasted, typed, corrected, cited."""

import pytest
from django.utils import timezone

from articles.models import Source
from portal.models import Event
from tests.articles import desk

pytestmark = pytest.mark.django_db
BIBTEX = """@article{x, author={Rathleff, Michael S}, title={Loading for heel pain},
journal={Scand J Med Sci Sports}, year={2015}, doi={10.1111/sms.12313}}"""
FIELDS = {"title": "Loading", "authors": "Rathleff MS", "year": "2015", "retraction": "unknown"}


@pytest.fixture
def people():
    return desk.desk()


@pytest.fixture
def anna(people):
    return desk.client(people.anna)


def text(response) -> str:
    return response.content.decode()


def add(client, **fields):
    return client.post(desk.address("add_source"), {**FIELDS, **fields})


def test_a_paste_fills_the_fields_and_stores_nothing(anna):
    page = text(anna.post(desk.address("add_source"), {"paste": BIBTEX}))
    assert 'value="Loading for heel pain"' in page
    assert 'value="10.1111/sms.12313"' in page
    assert not Source.objects.unscoped().exists()


def test_a_paste_that_says_nothing_says_so(anna):
    page = text(anna.post(desk.address("add_source"), {"paste": "?!"}))
    assert "could not be read" in page
    assert "?!" in page


def test_a_source_gets_a_key_and_belongs_to_the_clinic(people, anna):
    add(anna)
    source = Source.objects.unscoped().get()
    assert (source.key, source.clinic) == ("rathleff15", people.alder)
    add(anna, title="Another")
    assert Source.objects.unscoped().filter(key="rathleff15b").exists()
    assert Event.objects.unscoped().filter(action="added source").count() == 2


def test_the_same_doi_twice_is_once(anna):
    for _time in range(2):
        add(anna, doi="https://doi.org/10.1111/sms.12313")
    assert Source.objects.unscoped().get().doi == "10.1111/sms.12313"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": ""}, "required"),
        ({"key": "Not a key!"}, "Letters a to z"),
        ({"retraction": "none"}, "on which day"),
        ({"url": "javascript:alert(1)"}, "valid URL"),
        ({"year": "20155"}, "2100"),
    ],
)
def test_a_bad_source_says_so(anna, fields, says):
    page = text(add(anna, **fields))
    assert says in page
    assert not Source.objects.unscoped().exists()


def test_a_taken_key_says_so(anna):
    add(anna, key="mine")
    assert "has this key" in text(add(anna, key="mine", title="Other"))


def test_a_source_is_corrected_and_its_key_stays(people, anna):
    source = desk.source(people.alder)
    url = desk.address("edit_source", source)
    fields = {**FIELDS, "key": "other", "title": "Corrected", "retraction": "retracted"}
    anna.post(url, {**fields, "checked_on": timezone.localdate().isoformat()})
    source.refresh_from_db()
    assert (source.title, source.key, source.retraction) == ("Corrected", "rathleff15", "retracted")
    assert desk.client(people.eve).get(url).status_code == 404
    assert desk.client(people.kim).get(url).status_code == 403


def test_shared_sources_are_seen_and_not_changed(people, anna):
    shared = desk.source(None, key="shared24")
    assert "[^shared24]" in text(anna.get(desk.address("list_sources")))
    assert anna.get(desk.address("edit_source", shared)).status_code == 404


def test_another_clinics_sources_are_not_listed(people, anna):
    desk.source(people.birch, key="foreign24")
    assert "foreign24" not in text(anna.get(desk.address("list_sources")))
    page = text(anna.get(desk.address("edit_article", desk.article(people.anna))))
    assert "foreign24" not in page


def test_a_retracted_source_blocks(people):
    source = desk.source(people.alder)
    article = desk.article(people.anna, text=desk.TEXT)
    assert desk.blocking(desk.draft_of(article)) == []
    source.retraction = "retracted"
    source.save()
    assert [f.rule for f in desk.blocking(desk.draft_of(article))] == ["EV08"]
