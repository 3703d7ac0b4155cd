"""Whatever is typed, the rendered page cannot act, load or pretend to be another part."""

import random
from contextlib import suppress
from pathlib import Path

import pytest
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from articles.text import LONGEST_TEXT, TextTooLong, fill, markdownify_preview, plain_text, render
from articles.text.clean import clean
from articles.text.parser import parser
from articles.text.safety import is_own_picture, is_own_srcset, is_safe_link
from tests.articles import hostile
from tests.articles.inert import faults
from tests.fuzzing import MANY, fuzz
from tests.limits import no_burden

_SECTIONS = ("# One attack", "# Plain tags", "# Half tags", "# Links", "# Pictures", "# Our own")
PAYLOADS = [
    line.replace("⏎", "\n").replace("␀", "\0").replace("⇥", "\t")
    for line in (Path(__file__).parent / "data" / "payloads.txt").read_text("utf-8").split("\n")
    if line and not line.startswith((*_SECTIONS, "# Structure"))
]
_PIECES = [
    *("!!! do\n", '!!! dont "No"\n', "!!! key\n", '!!! myth "M"\n', '!!! quote "Q"\n'),
    *("{{help}}", "{{exercise:a-b}}", "[^a]", "[^", "[[t|p]]", "[[", "]]", "](", ")", "!["),
    *("![a](/media/x.webp)", '{caption="c"}', '{caption="', "    ", "- ", "1. ", "> ", "\n"),
    *("\n\n", "| a | b |\n|---|--:|\n", "## ", "# ", "**", "*", "_", "`", "```\n", "<", ">"),
    *("<script>", "javascript:", "[x](javascript:a)", "&lt;", "&#x3c;", '"', "'", "\\", "\0"),
    *("\u202e", "😀", "שלום", "سلام", "你好", "<div data-help>", "\ud800", "https://e.org"),
]
hostile_text = st.lists(st.sampled_from(_PIECES) | st.text(max_size=8), max_size=60).map("".join)


def test_there_are_at_least_150_payloads():
    assert len(set(PAYLOADS)) >= 150


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_comes_out_inert(payload):
    for text in (payload, f"before {payload} after", f"- {payload}", f"!!! do\n- {payload}"):
        rendered = render(text, citations={}, glossary={"x": '<b onclick="a">'})
        assert faults(rendered.html) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_cannot_place_a_card(payload):
    marks = render(payload)
    count = marks.html.count('<div data-help="">') + marks.html.count("<div data-exercise=")
    assert count == marks.has_help_mark + len(marks.exercises)


@given(hostile_text)
@fuzz
def test_any_text_comes_out_inert_and_balanced(text):
    rendered = render(text, citations={"a": 1}, glossary={"t": "<i>"})
    assert faults(rendered.html) == []


@pytest.mark.parametrize("part", range(10))
def test_many_short_texts_of_such_pieces_come_out_inert(part):
    """The same ones in each run, so that a text once found bad is looked at again."""
    for number in range(part, MANY, 10):
        chance = random.Random(number)
        text = "".join(chance.choices(_PIECES, k=chance.randint(2, 24)))
        assert (text, faults(render(text, citations={"a": 1}).html)) == (text, [])


@given(hostile_text)
def test_the_preview_and_the_plain_text_survive_anything(text):
    assert "<script" not in markdownify_preview(text).lower()
    plain_text(text)


@pytest.mark.parametrize(
    "html",
    [
        '<p id="main">x</p>',
        '<p id="s-a b">x</p>',
        '<p class="session">x</p>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="//evil.example">x</a>',
        '<a href="https://a.example" rel="opener">x</a>',
        '<img src="https://evil.example/x.png" alt="">',
        '<source srcset="https://evil.example/x.png 1w">',
        '<div tabindex="5">x</div>',
        '<div data-help="x">x</div>',
        '<p style="color:red">x</p>',
        "<!-- x --><form><input></form>",
        "<svg onload=alert(1)></svg><math><mi>x</mi></math>",
    ],
)
def test_the_second_wall_holds_even_if_the_first_were_gone(html):
    cleaned = clean(html)
    assert faults(cleaned) == []
    for sign in ("main", "session", "javascript", "evil", "opener", "tabindex", "style", "<form"):
        assert sign not in cleaned


def test_a_fault_in_the_painter_is_stopped_by_the_second_wall(monkeypatch):
    planted = {**parser().renderer.rules, "hr": lambda *_args: "<script>alert(1)</script>"}
    monkeypatch.setattr(parser().renderer, "rules", planted)
    assert "script" not in render("a\n\n---\n\nb").html


@pytest.mark.parametrize(
    "url",
    ["https://a.example", "HTTP://a.example/x?y#z", "mailto:a@b.example", "tel:+44123", "/library/",
     "#s-x", "?page=2", "other-article/", "/a:b"],
)  # fmt: skip
def test_an_ordinary_link_is_safe(url):
    assert is_safe_link(url)


@pytest.mark.parametrize(
    "url",
    ["", "javascript:x", "data:x", "//a.example", "/\\a.example", "https:a", "https://", "a:b",
     "https://u@a.example", " https://a.example", "java\tscript:x", "\u200bjavascript:x", "ftp://a"],
)  # fmt: skip
def test_other_links_are_not(url):
    assert not is_safe_link(url)


def test_only_our_own_pictures_count():
    assert is_own_picture("/media/pictures/ab-1.webp")
    for url in ("/media/", "/media/../x", "/media/.x", "/media//x", "/static/x.png", "x.png"):
        assert not is_own_picture(url)
    assert is_own_srcset("/media/a.webp 480w, /media/b.webp 960w")
    assert not is_own_srcset("/media/a.webp 480w, https://evil.example/x 960w")


def test_a_picture_from_elsewhere_leaves_only_its_words():
    html = render("![a foot](https://evil.example/x.png)").html
    assert '<span class="picture--refused">a foot</span>' in html


def test_a_text_over_64_kilobytes_is_refused_in_a_sentence():
    render("a" * LONGEST_TEXT)
    with pytest.raises(TextTooLong, match="64 KB"):
        render("é" * (LONGEST_TEXT // 2 + 1))
    assert "64 KB" in markdownify_preview("a" * (LONGEST_TEXT + 1))


def test_a_text_of_more_than_4000_lines_is_refused_in_a_sentence():
    assert render("- a\n" * 4000).words == 4000
    with pytest.raises(TextTooLong, match="4,000 lines"):
        render("- a\n" * 4001)


@pytest.mark.parametrize(
    "text",
    ["- " * 5000 + "a", ">" * 60000, "".join("  " * i + "- a\n" for i in range(250)),
     "![" * 5000 + "](/media/a)" * 5000, "[" * 30000 + "]" * 30000, "*" * 60000],
)  # fmt: skip
def test_deep_nesting_is_survived(text):
    assert faults(render(text).html) == []


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_64_kilobytes_of_hostile_text_are_drawn_inert_and_no_burden(name):
    with no_burden(), suppress(TextTooLong):
        assert faults(render(hostile.TEXTS[name]).html) == []


def test_of_thousands_of_stars_in_a_paragraph_the_last_stay_as_they_were_typed():
    html = render("*a* " * 1500 + "\n\n*b*").html
    assert html.count("<em>a</em>") == 1000
    assert html.count("*a*") == 500
    assert "<em>b</em>" in html


def test_signs_that_reorder_a_line_are_removed_and_right_to_left_stays():
    assert "\u202e" not in render("a\u202eb").html
    assert "שלום\u200f" in render("שלום\u200f").html


def test_fill_puts_each_card_in_its_place_and_help_at_the_end_without_a_mark():
    html = render("a\n\n{{exercise:one}}\n\nb\n\n{{exercise:gone}}").html
    page = fill(html, exercises={"one": mark_safe("<b>1</b>")}, help=mark_safe("<i>h</i>"))
    assert "<b>1</b>" in page
    assert "data-" not in page
    assert page.endswith("<i>h</i>")


def test_fill_puts_help_where_its_mark_stands_once():
    html = render("a\n\n{{help}}\n\nb\n\n{{help}}").html
    page = fill(html, exercises={}, help=mark_safe("<i>h</i>"))
    assert page.count("<i>h</i>") == 1
    assert page.index("<i>h</i>") < page.index(">b<")
