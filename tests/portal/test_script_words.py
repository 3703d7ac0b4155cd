"""What scripts say stands in templates, where it can be translated."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from tests import factories
from tests.exercises.making import programme

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(
    path
    for room in ("portal", "articles", "exercises")
    for path in (ROOT / room / "static").rglob("*.js")
)
TEXTS = re.compile(r"""'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`""")
SENTENCE = re.compile(r"[A-Z][a-z’]+(?: [a-z’]+)+|[a-z]{2,} (?:of|is|are|not|the|to|and) [a-z]{2,}")
# Marks of Markdown an author fills in: part of the article, in its language.
MARKUP = {"editor.js": ("!!! ",)}


def sentences(path: Path) -> list[str]:
    """The texts of a script, comments apart, that somebody would read."""
    code = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    code = re.sub(r"(?<![:'\"`])//.*", "", code)
    marks = MARKUP.get(path.name, ())
    found = []
    for match in TEXTS.finditer(code):
        text = re.sub(r"\$\{[^}]*\}", "", match[1] or match[2] or match[3] or "")
        if SENTENCE.search(text) and not text.startswith(marks or ("\0",)):
            found.append(text)
    return found


def test_there_are_scripts_to_look_at():
    assert len(SCRIPTS) > 20


def test_a_sentence_in_a_script_is_found(tmp_path):
    script = tmp_path / "a.js"
    script.write_text("// Not this one here.\nsay('Not saved yet');\nsay(`${n} of the rest`);\n")
    assert sentences(script) == ["Not saved yet", " of the rest"]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_holds_a_sentence_of_its_own(path):
    assert sentences(path) == []


@pytest.mark.django_db
def test_the_words_of_scripts_are_marked_for_translation(client):
    page = client.get(reverse("show_about")).content.decode()
    for name in ("offline", "not-saved", "place", "copied", "counted", "no-alt"):
        assert re.search(rf'<body [^>]*data-{name}="[^"]+"', page), name
    alice = factories.member()
    factories.sign_in(client, alice)
    address = reverse("edit_programme", args=[programme(alice).pk])
    page = client.get(address).content.decode()
    for name in ("offline", "signed-out", "doubtful", "refused"):
        assert re.search(rf'data-builder[^>]* data-{name}="[^"]+"', page), name
