"""Every mark an author can type, and what readers see of it."""

import pytest

from articles.text import RENDERER_VERSION, figure_mark, markdownify_preview, plain_text, render
from tests.articles.inert import Inspection


def tags(html, name):
    return [attributes for tag, attributes in Inspection(html).tags if tag == name]


def test_do_and_do_not_stand_side_by_side_with_marker_classes_and_no_pictures():
    html = render("## A\n\n!!! do\n- Raise\n- Wrap\n\n!!! dont\n- Push").html
    assert html.count('<div class="dodont">') == 1
    assert '<section class="dd dd--do"><h3>Do</h3>' in html
    assert '<section class="dd dd--dont"><h3>Do not</h3>' in html
    assert '<ul class="marks marks--do">' in html
    assert '<ul class="marks marks--stop">' in html
    assert "<svg" not in html


def test_boxes_of_one_kind_or_apart_do_not_share_a_row():
    assert render("!!! do\n- a\n\n!!! do\n- b").html.count("dodont") == 2
    assert render("!!! do\n- a\n\ntext\n\n!!! dont\n- b").html.count("dodont") == 2


@pytest.mark.parametrize("body", ["- one\n- two", "    - one\n    - two", "\n    - one\n    - two",
                                  "  - one\n  - two", "\t- one\n\t- two"])  # fmt: skip
def test_a_box_body_may_be_indented_or_follow_directly(body):
    html = render(f"!!! warn\n{body}\n\nafter").html
    assert html.count("<li") == 2
    assert html.index("</section>") < html.index("after")
    assert 'class="marks marks--plain"' in html


def test_a_box_ends_with_its_body():
    html = render("!!! warn\n    - hot calf\n\n    - chest pain\n\nOutside.").html
    assert html.index("chest pain") < html.index("</section>") < html.index("Outside.")


def test_a_title_in_quotes_replaces_the_usual_one():
    html = render('!!! warn "Stop at once"\n- hot calf').html
    assert '<h2 class="care__h">Stop at once</h2><div class="care__b">' in html
    assert "When to stop" not in html


def test_an_unknown_box_stays_visible_text():
    assert "!!! dno" in render("!!! dno\n- a").html


def test_a_myth_is_followed_by_the_fact():
    html = render('!!! myth "Rest heals"\n    Moving heals[^a].').html
    assert '<p class="myth__k">Myth</p>\n<h2>Rest heals</h2><p class="myth__k">Fact</p>' in html
    assert 'href="#ref-1"' in html


def test_a_quote_names_its_speaker_after_the_words():
    html = render('!!! quote "Jo Bloggs, physio. Interests: none."\n    Keep moving.').html
    assert html.index("<blockquote>") < html.index("Keep moving") < html.index("<figcaption>")
    assert "Interests: none.</figcaption></figure>" in html
    assert Inspection(render("!!! quote\n    Keep moving.").html).faults == []


def test_citations_are_numbered_by_the_list_of_sources():
    rendered = render("A[^b][^a]. B[^a].", citations={"a": 1, "b": 2})
    assert rendered.citations == ("b", "a")
    links = tags(rendered.html, "a")
    assert [link["href"] for link in links] == ["#ref-2", "#ref-1", "#ref-1"]
    assert [link["id"] for link in links] == ["c-2", "c-1", "c-1-2"]
    assert links[0]["aria-label"] == "Reference 2"


def test_neighbouring_citations_do_not_read_as_one_number():
    assert "2, 1" in Inspection(render("A[^b][^a]", citations={"a": 1, "b": 2}).html).text


def test_without_a_list_citations_are_numbered_by_first_use():
    assert ">1</a>" in render("A[^zeta].").html
    assert render("A[^Zeta]. B[^alpha]. C[^zeta].").citations == ("zeta", "alpha")


def test_an_unknown_citation_stays_visible_and_inert():
    rendered = render("A[^nobody].", citations={"a": 1})
    assert '<span class="cite--unknown">[^nobody]</span>' in rendered.html
    assert rendered.citations == ("nobody",)


def test_a_line_that_looks_like_a_footnote_does_not_swallow_the_citation():
    rendered = render("A[^a].\n\n[^a]: https://example.org")
    assert rendered.html.count('href="#ref-1"') == 2


def test_a_link_never_stands_in_a_link_the_citation_wins():
    html = render("[see [^a]](/library/x/)").html
    assert [link["href"] for link in tags(html, "a")] == ["#ref-1"]


def test_a_term_shows_its_plain_words_and_the_glossary_speaks_once():
    glossary = {"plantar fascia": "the band under your foot"}
    rendered = render("The [[Plantar fascia]]. [[plantar fascia]] again.", glossary=glossary)
    assert rendered.html.count("the band under your foot") == 1
    assert rendered.html.count('<dfn class="term">') == 2
    assert "Plantar fascia (the band under your foot)" in rendered.plain
    assert "(own words)" in render("[[x|own words]]").plain


def test_a_term_nobody_explains_is_marked():
    assert '<span class="term--unknown">fascia</span>' in render("[[fascia]]").html


def test_a_picture_alone_becomes_a_plate_with_its_sizes():
    images = {"pictures/foot.webp": {
        "src": "/media/f/960.webp", "width": 960, "height": 640,
        "webp": {480: "/media/f/480.webp", 960: "/media/f/960.webp"},
        "avif": {480: "/media/f/480.avif"}}}  # fmt: skip
    text = '![A foot](pictures/foot.webp){caption="The \\"foot\\"." credit="Me" licence="CC BY"}'
    rendered = render(text, images=images)
    (image,) = tags(rendered.html, "img")
    assert image["src"] == "/media/f/960.webp"
    assert (image["width"], image["height"], image["alt"]) == ("960", "640", "A foot")
    assert image["loading"] == "lazy"
    types = [source["type"] for source in tags(rendered.html, "source")]
    assert types == ["image/avif", "image/webp"]
    assert 'The "foot". ' in Inspection(rendered.html).text
    assert "Me. CC BY." in rendered.html
    assert rendered.plain == 'The "foot".'


def test_the_figure_mark_survives_whatever_a_person_types():
    mark = figure_mark(
        "/media/x.webp", "a ] [b] *c* <i>", caption='say "hi" \\ }', credit="A & B", licence=""
    )
    html = render(mark).html
    assert tags(html, "img")[0]["alt"] == "a ] [b] *c* <i>"
    assert 'say "hi" \\ }' in Inspection(html).text
    assert "A & B." in Inspection(html).text


def test_exercises_and_help_are_inert_places_noted_in_order():
    rendered = render("{{exercise:b}}\n\n{{ exercise: a-1 }}\n\n{{exercise:b}}\n\n{{help}}")
    assert rendered.exercises == ("b", "a-1")
    assert rendered.has_help_mark
    assert '<div data-exercise="a-1"></div>' in rendered.html
    assert not render("say {{help}} in a line").has_help_mark


def test_the_contents_know_where_help_stands():
    assert render("## A\n\n{{help}}\n\n## B").help_at == 1
    assert render("## A\n\n## B").help_at == 2


def test_headings_start_at_two_and_never_skip():
    levels = [heading.level for heading in render("# A\n\n### B\n\n###### C\n\n## D").toc]
    assert levels == [2, 3, 4, 3]
    assert [heading.level for heading in render("## A\n\n#### B").toc] == [2, 3]


def test_heading_ids_are_words_with_a_prefix_and_never_twice():
    toc = render("## Main\n\n## Main 2\n\n## Main\n\n## متى\n\n## !").toc
    ids = [heading.id for heading in toc]
    assert ids == ["s-main", "s-main-2", "s-main-3", "s-متى", "s-section"]


def test_a_table_can_be_scrolled_by_keyboard_and_its_heads_name_columns():
    html = render("| a | b |\n|---|--:|\n| 1 | 2 |").html
    opening = '<div class="tablebox" role="region" tabindex="0" aria-label="Table 1">'
    assert opening in html
    assert html.count('scope="col"') == 2
    assert "style" not in html
    assert 'class="num"' in html


@pytest.mark.parametrize(
    "text",
    ["|a" * 40 + "|\n" + "|-" * 40 + "|\n", "|a|\n|-|\n" + "|b|\n" * 200,
     ("|a" * 9 + "|\n" + "|-" * 9 + "|\n" + "|b|\n" * 90 + "\n") * 40],
)  # fmt: skip
def test_a_table_nobody_could_read_stays_text(text):
    assert render(text).html.count("<td") < 5000


def test_a_usual_table_is_a_table_whatever_its_place():
    text = "para\n\n- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n"
    assert render(text).html.count("<td") == 2


def test_links_out_are_guarded_and_links_inside_are_not_touched():
    out, inside = tags(render("[a](https://a.example) [b](/library/b/)").html, "a")
    assert out["rel"] == "noopener"
    assert "rel" not in inside


def test_paragraph_ids_survive_edits_elsewhere_new_sources_and_a_new_glossary():
    text = "One line.\n\nThe [[fascia]] here[^a].\n\n- item"
    before = {words: mark for mark, words in render(text).paragraphs}
    after = render("New first.\n\n" + text, citations={"a": 7}, glossary={"fascia": "band"})
    ids = [mark for mark, _words in after.paragraphs]
    assert set(before.values()) < set(ids)
    assert len(ids) == 4


def test_every_paragraph_and_item_has_an_id_that_is_in_the_page():
    text = "Same.\n\nSame.\n\n- a\n- b\n\n1. c\n\n   d\n\n!!! do\n- e\n\n> f"
    rendered = render(text)
    ids = [mark for mark, _words in rendered.paragraphs]
    words = [words for _mark, words in rendered.paragraphs]
    assert words == ["Same.", "Same.", "a", "b", "c", "d", "e", "f"]
    assert len(set(ids)) == len(ids)
    assert set(ids) == set(Inspection(rendered.html).ids)


def test_plain_text_has_one_line_per_block_and_no_marks():
    text = "## Head\n\nA *b*[^c] [d](/e/).\n\n- one\n- two\n\n| x | y |\n|---|---|\n| 1 | 2 |"
    assert plain_text(text) == "Head\n\nA b d.\n\none\ntwo\n\nx | y\n1 | 2"


def test_words_and_minutes():
    assert render("").words == 0
    assert render("").minutes == 1
    assert render("one two-three, 4.5 isn't").words == 4
    assert render("word " * 401).minutes == 3
    assert render("你好世界").words == 2


def test_the_words_we_add_are_in_the_articles_language():
    assert "Reference 1" in render("a[^b]", language="en-GB").html
    assert "Quelle 1" in render("a[^b]", language="de").html
    assert "لا تفعل" in render("!!! dont\n- x", language="ar").html
    assert "Do not" in render("!!! dont\n- x", language="xx").html


def test_the_preview_says_where_cards_will_stand():
    html = markdownify_preview("Hello\n\n{{exercise:heel-raise}}\n\n{{help}}")
    assert "Exercise: heel-raise" in html
    assert "When to get help" in html
    assert "data-" not in html


def test_four_spaces_never_turn_reading_into_program_code():
    assert "<code" not in render("    indented").html


def test_the_version_is_a_number_to_compare():
    assert RENDERER_VERSION >= 1
