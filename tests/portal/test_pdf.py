"""Files from a template and data: repeatable, readable aloud, deaf to mark-up."""

import subprocess
from datetime import UTC, datetime
from shutil import which

import pytest

from portal import pdf

AT = datetime(2026, 11, 20, tzinfo=UTC)
PAGE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew"), lang: "en")
= #data.title
#data.text
"""
needs_poppler = pytest.mark.skipif(not which("pdftotext"), reason="poppler-utils is not installed")


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.typ"
    path.write_text(PAGE, encoding="utf-8")
    return path


def words_of(data: bytes) -> str:
    found = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    )
    return found.stdout.decode()


def test_the_same_data_gives_the_same_bytes(page):
    made = [pdf.make(page, {"title": "T", "text": "same"}, at=AT).data for _ in range(2)]
    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF-")
    later = pdf.make(page, {"title": "T", "text": "same"}, at=AT.replace(day=21)).data
    assert later != made[0]


def test_the_file_keeps_the_standard_for_screen_readers(page):
    made = pdf.make(page, {"title": "T", "text": "Ωmega Ж ﺎ عربي עברית"}, at=AT)
    assert made.is_accessible
    assert b"pdfuaid" in made.data
    assert b"/StructTreeRoot" in made.data or b"/ObjStm" in made.data


@needs_poppler
def test_markup_in_a_text_is_printed_not_run(page):
    text = '#read("/etc/hostname") *bold* $x$ #import "@preview/x:1.0.0" <label> \\ `raw` = head'
    shown = words_of(pdf.make(page, {"title": "T", "text": text}, at=AT).data)
    assert '#read("/etc/hostname")' in shown
    assert "*bold*" in shown
    assert "@preview/x" in shown


def test_a_template_cannot_read_files_of_the_machine(tmp_path):
    for reads in ('#read("/etc/hostname")', '#read("../settings.py")', '#image("/etc/x.png")'):
        page = tmp_path / "page.typ"
        page.write_text(PAGE + reads, encoding="utf-8")
        with pytest.raises(pdf.UnableToPrint):
            pdf.make(page, {"title": "T", "text": "x"}, at=AT)


def test_a_drawing_cannot_bring_in_a_file(tmp_path):
    page = tmp_path / "page.typ"
    page.write_text(PAGE + '#image(bytes(data.svg), format: "svg", alt: "x")', encoding="utf-8")
    for address in ("file:///etc/passwd", "/etc/passwd", "http://192.0.2.1/x.png"):
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
            f'<image href="{address}" width="3" height="3"/></svg>'
        )
        with pytest.raises(pdf.UnableToPrint):
            pdf.make(page, {"title": "T", "text": "x", "svg": svg}, at=AT)


def test_a_letter_no_font_has_gives_a_file_without_the_standard(page, monkeypatch):
    monkeypatch.setattr(pdf, "all_fonts", pdf.own_fonts)  # a machine without other fonts
    made = pdf.make(page, {"title": "T", "text": "日本"}, at=AT)
    assert not made.is_accessible
    assert made.data.startswith(b"%PDF-")


def test_signs_without_a_shape_do_not_spoil_the_file(page):
    text = "a\x00b\x1b[31m\u202ecod\u2066x\u2069\ufeff"
    made = pdf.make(page, {"title": "T", "text": text}, at=AT)
    assert made.is_accessible


def test_too_much_for_one_file_is_refused_in_words(page):
    with pytest.raises(pdf.UnableToPrint, match="browser"):
        pdf.make(page, {"title": "T", "text": "x" * (pdf.LARGEST_DATA + 1)}, at=AT)


def test_a_file_that_takes_too_long_is_given_up(page):
    with pytest.raises(pdf.TakesTooLong, match="too long"):
        pdf.make(page, {"title": "T", "text": "word " * 20_000}, at=AT, longest=0)


@pytest.mark.skipif(not which("pdffonts"), reason="poppler-utils is not installed")
def test_fonts_are_embedded_with_their_letters(page):
    made = pdf.make(page, {"title": "T", "text": "abc عربي עברית"}, at=AT)
    listed = subprocess.run(["pdffonts", "-"], input=made.data, capture_output=True, check=True)
    lines = listed.stdout.decode().splitlines()[2:]
    assert len(lines) >= 3
    for line in lines:
        embedded, _subset, unicode_map = line.split()[-5:-2]
        assert (embedded, unicode_map) == ("yes", "yes"), line
