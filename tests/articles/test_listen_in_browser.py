"""Reading aloud: with a voice of the machine itself, the sentence marked; off without one."""

import pytest
from playwright.sync_api import expect

from tests.articles import library

pytestmark = pytest.mark.django_db(transaction=True)

# A browser's speech with the voices a test names; each sentence ends when the test says so.
SPEECH = """
window.said = [];
const voices = VOICES;
const speech = {
  cancel() {}, addEventListener() {}, getVoices: () => voices, speak(line) { said.push(line); },
};
Object.defineProperty(window, 'speechSynthesis', { value: speech });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
HERE = "{ name: 'Here', lang: 'en-US', localService: true, default: true }"
AWAY = "{ name: 'Away', lang: 'en-GB', localService: false, default: false }"
SPOKEN = "[...(CSS.highlights.get('spoken') ?? [])].map(String).join()"


def open_article(page, site, voices):
    page.add_init_script(SPEECH.replace("VOICES", f"[{voices}]"))
    library.source()
    library.article()
    page.goto(f"{site}/articles/heel-pain-and-strength/")
    return page.get_by_role("button", name="Listen")


def test_the_sentence_being_said_is_marked_and_the_next_follows(page_phone, site):
    open_article(page_phone, site, f"{AWAY}, {HERE}").click()
    first = page_phone.evaluate("said.at(-1).text")
    assert page_phone.evaluate(SPOKEN).startswith(first.rstrip("."))
    assert page_phone.evaluate("said.at(-1).voice.name") == "Here"
    page_phone.evaluate("said.at(-1).onend()")
    second = page_phone.evaluate("said.at(-1).text")
    assert second != first
    assert page_phone.evaluate(SPOKEN).startswith(second.rstrip("."))
    page_phone.get_by_role("button", name="Pause").click()
    expect(page_phone.get_by_role("button", name="Go on")).to_be_visible()


@pytest.mark.parametrize("voices", ["", AWAY, HERE.replace("en-US", "de-DE")])
def test_without_a_voice_of_its_own_in_the_language_there_is_no_button(page_phone, site, voices):
    expect(open_article(page_phone, site, voices)).to_be_hidden()
