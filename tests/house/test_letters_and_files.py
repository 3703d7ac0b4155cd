"""The walls hold where text leaves the portal: letters, printed programmes, feeds, files."""

import subprocess
from shutil import which

import pytest
from django.urls import reverse

from portal.mail import send_later
from tests.house import crawl, files
from tests.house.files import PAPER
from tests.house.letters import letters_about
from tests.world import World

pytestmark = pytest.mark.django_db
needs_poppler = pytest.mark.skipif(not which("pdftotext"), reason="poppler-utils is not installed")


@pytest.fixture
def worlds():
    return World("Alder", "ALDERMARK"), World("Birch", "BIRCHMARK")


# That no letter goes to or tells of another clinic is asked by the walks of test_crawl, and so is
# what a file is called.


def test_a_letter_that_tells_of_the_other_clinic_would_be_seen(
    worlds, run_jobs, django_capture_on_commit_callbacks
):
    _alder, birch = worlds
    with django_capture_on_commit_callbacks(execute=True):
        send_later(to="somebody@example.org", subject="A", text=birch.text("Note"))
        send_later(to=birch.patient.user.email, subject="B", text="Something new.")
        send_later(to="somebody@example.org", subject="C", text="Something new.")
    run_jobs()
    assert letters_about(birch) == ["A", "B"]


# On paper ----------------------------------------------------------------------------------------


def text_of(pdf: bytes) -> str:
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return found.stdout.decode()


@needs_poppler
@pytest.mark.parametrize("role", ["physio", "patient", "helper"])
def test_a_printed_programme_holds_its_own_clinics_words_only(worlds, role):
    alder, birch = worlds
    client = crawl.client_of(alder.everybody[role])
    address = (
        reverse("print_programme_pdf", args=[alder.patient.pk])
        if role == "physio"
        else reverse("print_my_programme_pdf")
    )
    answer = client.get(address, {**crawl.everything_foreign(birch), **PAPER})
    assert answer["Content-Type"] == "application/pdf"
    text = text_of(answer.content)
    assert "ALDERMARK" in text  # the reader of PDFs reads
    assert "BIRCHMARK" not in text


def test_nobody_prints_for_another_clinics_patient(worlds):
    alder, birch = worlds
    for who in (alder.physio, alder.patient):
        client = crawl.client_of(who)
        answer = client.get(reverse("print_programme_pdf", args=[birch.patient.pk]), PAPER)
        assert answer.status_code in (403, 404)
        assert b"%PDF" not in answer.content


def test_feeds_and_the_sitemap_hold_no_clinics_words(worlds):
    alder, _birch = worlds
    for who in (None, alder.physio, alder.patient):
        client = crawl.client_of(who)
        for name in ("show_feed", "show_sitemap", "show_robots"):
            text = crawl.body(client.get(reverse(name)))
            assert "BIRCHMARK" not in text, name
            assert "ALDERMARK" not in text, name


# What a file is called ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ['filename="aldermark.pdf"', 'filename="evil.html"', "filename*=utf-8''x.pdf"]
)
def test_a_name_that_tells_would_be_seen(worlds, name):
    alder, _birch = worlds
    assert files.misnamed({"/x/": f"attachment; {name}"}, alder)
    assert files.misnamed({"/handout/": 'attachment; filename="programme.pdf"'}, alder)
    assert not files.misnamed({"/x/": 'inline; filename="480.webp"'}, alder)
