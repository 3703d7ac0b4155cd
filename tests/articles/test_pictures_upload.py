"""Pictures: with their words, within the room, and nobody else's."""

import io
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from PIL import Image

from articles.actions import pictures as actions
from articles.actions.rendering import picture_facts
from articles.actions.storing import picture_folder
from articles.models import Picture
from articles.pictures import PictureRefused
from articles.text import render
from tests.articles import desk

pytestmark = pytest.mark.django_db
WORDS = {"alt": "A foot", "caption": "", "credit": "Anna Ash", "licence": "CC BY 4.0"}
UPLOAD = "/clinic/articles/upload/"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def people():
    return desk.desk()


@pytest.fixture
def anna(people):
    return desk.client(people.anna)


def png(size=(64, 48), colour="red") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def send(client, upload=None, **fields):
    image = SimpleUploadedFile("evil.html", upload or png(), "text/html")
    headers = {"Accept": "application/json", "X-Mark": "1"}
    return client.post(UPLOAD, {"image": image, **WORDS, **fields}, headers=headers)


def look(client, url):
    """The answer, its file read to the end."""
    response = client.get(url)
    assert not response.streaming or b"".join(response.streaming_content)
    return response


def told(response) -> dict:
    assert response.status_code == 200
    return json.loads(response.content)


def test_a_picture_comes_back_as_a_mark_that_shows_it(people, anna):
    answer = told(send(anna, alt="A [foot] & toes", caption='The "band"'))
    picture = Picture.objects.unscoped().get()
    assert answer["done"]
    assert picture.clinic == people.alder
    assert (picture_folder(picture.pk) / "64.webp").is_file()
    facts = {picture_facts(picture)["src"]: picture_facts(picture)}
    html = render(answer["image_code"], images=facts).html
    assert 'alt="A [foot] &amp; toes"' in html
    assert "Anna Ash. CC BY 4.0." in html


@pytest.mark.parametrize("missing", ["alt", "credit", "licence"])
def test_a_picture_without_its_words_is_refused_in_words(anna, missing):
    answer = told(send(anna, **{missing: ""}))
    assert not answer["done"]
    assert "Say " in answer["image_code"]
    assert not Picture.objects.unscoped().exists()


@pytest.mark.parametrize(
    "upload",
    [
        b"<html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"GIF89a<script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\nbroken",
    ],
)
def test_what_is_no_picture_is_refused_in_words(anna, upload, tmp_path):
    answer = told(send(anna, upload))
    assert not answer["done"]
    assert "picture" in answer["image_code"].lower()
    assert not list(tmp_path.rglob("*.*"))


def test_the_page_works_without_script_and_keeps_what_was_typed(anna):
    page = anna.post(UPLOAD, {"alt": "Typed words"}, headers={"Accept": "text/html"})
    assert page.status_code == 422
    assert 'value="Typed words"' in page.content.decode()
    image = SimpleUploadedFile("a.png", png())
    done = anna.post(UPLOAD, {"image": image, **WORDS}, headers={"Accept": "text/html"})
    assert done.status_code == 302
    assert "A foot" in anna.get(UPLOAD).content.decode()


def test_scripts_in_a_pictures_words_are_text(anna):
    evil = '"><script>alert(1)</script>'
    told(send(anna, **dict.fromkeys(("alt", "caption", "credit", "licence"), evil)))
    assert "<script>alert" not in anna.get(UPLOAD).content.decode()


def test_only_authors_upload(people, client):
    assert send(desk.client(people.kim)).status_code == 403
    assert send(client).status_code == 401
    assert not Picture.objects.unscoped().exists()


def test_a_clinics_picture_is_nobody_elses(people, anna, client):
    told(send(anna))
    picture = Picture.objects.unscoped().get()
    url = picture_facts(picture)["src"]
    mine = look(anna, url)
    assert mine.status_code == 200
    assert "sandbox" in mine["Content-Security-Policy"]
    assert mine["X-Content-Type-Options"] == "nosniff"
    assert "public" not in mine["Cache-Control"]
    assert client.get(url).status_code == 404
    assert desk.client(people.eve).get(url).status_code == 404
    assert look(desk.client(people.bob.user), url).status_code == 200
    Picture.objects.filter(pk=picture.pk).unscoped().update(is_public=True)
    anybodys = look(client, url)
    assert anybodys.status_code == 200
    assert "immutable" in anybodys["Cache-Control"]


def test_the_clinics_room_is_limited(people, anna, monkeypatch, tmp_path):
    monkeypatch.setattr(actions, "MOST_PICTURES", 1)
    assert told(send(anna))["done"]
    assert "no room" in told(send(anna))["image_code"]
    assert told(send(desk.client(people.eve)))["done"]
    monkeypatch.setattr(actions, "MOST_PICTURES", 9)
    monkeypatch.setattr(actions, "MOST_BYTES", 10)
    before = sorted(tmp_path.rglob("*.webp"))
    assert "no room" in told(send(anna))["image_code"]
    assert sorted(tmp_path.rglob("*.webp")) == before


def test_one_persons_room_is_limited(people, anna, monkeypatch):
    monkeypatch.setattr(actions, "MOST_OF_ONE", 1)
    assert told(send(anna))["done"]
    assert "one person" in told(send(anna))["image_code"]
    assert told(send(desk.client(people.rob)))["done"]


@pytest.mark.django_db(transaction=True)
def test_uploads_at_the_same_time_keep_within_the_room(monkeypatch):
    people = desk.desk()
    monkeypatch.setattr(actions, "MOST_PICTURES", 2)

    def upload(number):
        try:
            actions.upload_picture(
                by=people.anna, at=timezone.now(), upload=png(colour=(number, 0, 0)), **WORDS
            )
        except PictureRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        stored = list(pool.map(upload, range(6)))
    assert sum(stored) == 2
    assert Picture.objects.unscoped().count() == 2


def test_an_unused_picture_is_removed_with_its_files(people, anna):
    told(send(anna))
    picture = Picture.objects.unscoped().get()
    url = desk.address("remove_picture", picture)
    assert desk.client(people.eve).post(url).status_code == 404
    assert desk.client(people.kim).post(url).status_code == 403
    article = desk.article(people.anna, text=f"![A foot](/media/pictures/{picture.pk}/64.webp)\n")
    anna.post(url)
    assert Picture.objects.unscoped().exists()
    desk.save(desk.draft_of(article), by=people.anna, text="No picture.")
    anna.post(url)
    assert not Picture.objects.unscoped().exists()
