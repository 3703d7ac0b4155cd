"""The parts of the look as they come out of their tags."""

import re
from datetime import date, timedelta

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from portal import display, drawings
from portal.context import Frame, initials


def rendered(text, **context):
    return Template("{% load ui %}" + text).render(Context(context))


class Report(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the letter.", max_length=80)
    pain = forms.IntegerField(label="Worst pain", required=False, min_value=0, max_value=10)
    why = forms.ChoiceField(
        label="Why", choices=[("pain", "Pain"), ("time", "No time")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea, max_length=50)
    own = forms.BooleanField(label="My own device", required=False)


def test_an_icon_points_into_the_sprite():
    assert '<use href="/static/portal/icons.svg#play"/>' in rendered('{% icon "play" %}')


def test_an_icon_that_points_along_the_text_can_be_mirrored():
    assert 'class="icon icon--flip"' in rendered('{% icon "prev" flip=True %}')


def kinds(text) -> list[str]:
    template = Template("{% load ui %}" + text)
    return [type(node).__name__ for node in template.nodelist[1:]]


def test_what_every_page_says_alike_is_text_once_the_template_is_compiled():
    alike = '{% translate "Pain & rest" %}{% static "portal/app.css" %}{% icon "play" %}'
    assert kinds(alike) == ["TextNode"] * 3
    assert rendered(alike).startswith("Pain & rest/static/portal/app.css<svg")


@pytest.mark.parametrize(
    "text",
    ['{% translate word %}', '{% translate "Pain" as word %}', '{% translate "Pain"|lower %}',
     '{% static file %}', '{% static "portal/app.css" as file %}',
     '{% icon name %}', '{% icon "play" flip=turned %}', '{% icon "play" as drawing %}'],
)  # fmt: skip
def test_what_depends_on_the_page_is_asked_on_each(text):
    assert kinds(text) != ["TextNode"]


def test_words_are_looked_up_on_each_page_where_there_is_more_than_one_language(settings):
    settings.USE_I18N = True
    assert kinds('{% translate "Pain" %}') == ["TranslateNode"]


def test_an_unknown_icon_is_refused():
    with pytest.raises(LookupError, match="no icon is called"):
        rendered('{% icon "unicorn" %}')


def test_the_dial_says_its_sentence_and_fills_what_was_reported():
    svg = rendered('{% dial 3 5 "3 of 5 sessions reported" %}')
    assert 'aria-label="3 of 5 sessions reported"' in svg
    assert svg.count("dial__seg is-on") == 3
    assert svg.count("dial__seg") == 5


def test_more_than_planned_fills_the_dial_and_still_tells_the_number():
    svg = drawings.dial(7, 5, "7 of 5")
    assert svg.count("is-on") == 5
    assert ">7<" in svg


def test_a_dial_without_a_plan_does_not_divide_by_zero():
    assert "dial__seg" in drawings.dial(0, 0, "nothing planned")


def test_a_label_with_markup_appears_as_text():
    assert "<b>" not in drawings.dial(1, 2, "<b>bold</b>")


def test_the_ring_is_empty_for_a_new_article():
    assert "ring__on" not in drawings.ring(0)
    assert 'stroke-dasharray="70.7 200"' in drawings.ring(100).split("ring__on")[1]


def points(*values):
    first = date(2026, 11, 7)
    return [(first + timedelta(days=n), value) for n, value in enumerate(values)]


def test_a_day_without_a_report_leaves_no_dot_and_zero_leaves_one():
    html = rendered("{% pain_chart points 5 %}", points=points(6, None, 0, 2))
    assert html.count("chart__dot") == 2
    assert html.count("chart__last") == 1
    assert "1 day without a report." in html
    assert "no report" in html


def test_the_chart_shows_the_physios_limit_in_words():
    html = rendered("{% pain_chart points 5 %}", points=points(6, 2))
    assert "ease off above 5" in html
    assert "is-limit" in html
    assert "is-limit" not in rendered("{% pain_chart points %}", points=points(6, 2))


def test_a_chart_of_silence_says_so():
    assert "Nothing has been reported yet." in rendered("{% pain_chart points %}", points=[])
    html = rendered("{% pain_chart points 5 %}", points=points(None, None))
    assert "Nothing reported in this time." in html


def test_the_words_at_the_limit_stand_where_no_value_is():
    y, width = drawings.level(5), 120
    right = drawings.note_place(y, width, [])
    assert right == (drawings.RIGHT, "end", y - 6)
    rising = drawings.placed([(date(2026, 11, 1), 1), (date(2026, 11, 9), 7)])
    assert drawings.note_place(y, width, rising) == (drawings.LEFT + 4, "start", y - 6)
    high = drawings.placed([(date(2026, 11, day), 6) for day in range(1, 10)])
    assert drawings.note_place(y, width, high) == (drawings.RIGHT, "end", drawings.TOP + 14)


def test_days_apart_stand_apart_on_the_chart():
    spots = drawings.placed(
        [(date(2026, 11, 1), 1), (date(2026, 11, 2), 1), (date(2026, 11, 11), 1)]
    )
    gaps = [spots[1][0] - spots[0][0], spots[2][0] - spots[1][0]]
    assert gaps[1] == pytest.approx(gaps[0] * 9)


def test_a_field_comes_as_label_hint_error_control():
    html = rendered("{% field form.name %}", form=Report({"name": ""}))
    order = [html.index(part) for part in ("<label", "As on the letter.", 'class="err"', "<input")]
    assert order == sorted(order)
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_what_was_typed_stays_in_the_field():
    assert 'value="Łucja &lt;3"' in rendered(
        "{% field form.name %}", form=Report({"name": "Łucja <3"})
    )


def test_choices_are_a_group_with_a_legend_and_nothing_chosen():
    html = rendered("{% field form.why %}", form=Report())
    assert "<fieldset" in html
    assert "<legend>Why" in html
    assert html.count('class="pickr"') == 2
    assert "checked" not in html


def test_a_tick_box_stands_before_its_words():
    html = rendered("{% field form.own %}", form=Report())
    assert html.index("<input") < html.index("<label")


def test_a_long_text_says_how_much_fits():
    assert "Up to 50 characters" in rendered("{% field form.note %}", form=Report())


def test_the_pain_scale_has_nothing_selected():
    html = rendered("{% nprs form.pain %}", form=Report())
    assert html.count('type="radio"') == 11
    assert "checked" not in html
    assert "No pain" in html
    assert "Worst imaginable" in html


@pytest.mark.parametrize("chosen", ["0", "10"])
def test_the_pain_scale_keeps_what_was_chosen(chosen):
    html = rendered("{% nprs form.pain %}", form=Report({"pain": chosen}))
    assert re.findall(r'value="(\d+)" checked', html) == [chosen]


def test_the_summary_links_every_fault_to_its_field():
    html = rendered("{% errors form %}", form=Report({"name": "", "pain": "11"}))
    assert 'role="alert"' in html
    assert "3 things need your attention" in html
    assert '<a href="#id_name">Name: This field is required.</a>' in html
    assert '<a href="#id_why_0">' in html


def test_there_is_no_summary_before_anything_was_sent():
    assert rendered("{% errors form %}", form=Report()).strip() == ""


def test_a_dose_is_read_aloud_in_words():
    html = rendered("{% chips parts %}", parts=[("3 × 12", "3 sets of 12"), "each side"])
    assert '<bdi dir="ltr" aria-hidden="true">3 × 12</bdi>' in html
    assert '<span class="vh">3 sets of 12</span>' in html
    assert html.count("chip--main") == 1


def test_a_care_card_holds_its_content_and_its_heading():
    html = rendered('{% care "stop" "When to seek help" key="h" %}<p>Now</p>{% endcare %}')
    assert '<section class="care care--stop" aria-labelledby="h">' in html
    assert '<h2 class="care__h" id="h">' in html
    assert "<p>Now</p>" in html


def test_the_pages_of_a_list_keep_the_search():
    request = RequestFactory().get("/clinic/patients/", {"q": "kh al", "page": "2"})
    html = rendered("{% pager page %}", page=Paginator(range(60), 20).page(2), request=request)
    assert 'href="?q=kh+al&amp;page=1"' in html
    assert 'href="?q=kh+al&amp;page=3"' in html


def test_a_list_of_one_page_has_no_pages():
    request = RequestFactory().get("/")
    html = rendered("{% pager page %}", page=Paginator(range(3), 20).page(1), request=request)
    assert html.strip() == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amina Khalil", "AK"),
        ("Ana María de la Cruz", "AC"),
        ("Cher", "C"),
        ("", ""),
        ("(x) Bo", "B"),
    ],
)
def test_initials_are_two_letters_at_most(name, letters):
    assert initials(name) == letters


# The reader's settings ---------------------------------------------------------------------


@pytest.mark.parametrize("text", [None, "", "x", "dark", "neon.huge.comic", "a" * 5000])
def test_a_strange_cookie_counts_as_not_set(text):
    assert display.read(text).theme in display.THEMES
    assert display.read(text).size == "normal"


def test_the_cookie_holds_the_three_choices():
    chosen = display.Display("dark", "large", "hyperlegible")
    assert display.read(chosen.cookie) == chosen


def test_printing_is_always_light():
    assert all(
        "all" not in media.split() or media == "not all" for media in display.DARK_MEDIA.values()
    )
    assert display.DARK_MEDIA["dark"] == "screen"


@pytest.mark.django_db
def test_the_chosen_look_is_kept_and_the_reader_returns(client):
    choice = {"theme": "dark", "size": "large", "typeface": "hyperlegible", "next": "/display/?a=1"}
    answer = client.post("/display/", choice)
    assert answer.status_code == 302
    assert answer["Location"] == "/display/?a=1"
    page = client.get("/display/").content.decode()
    assert 'data-size="l"' in page
    assert 'data-type="hyperlegible"' in page
    assert 'media="screen"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client, away):
    choice = {"theme": "auto", "size": "normal", "typeface": "standard", "next": away}
    assert client.post("/display/", choice)["Location"] == "/"


@pytest.mark.django_db
def test_an_unknown_choice_is_said_beside_the_field(client):
    answer = client.post("/display/", {"theme": "neon", "size": "large", "typeface": "standard"})
    assert answer.status_code == 200
    assert b'role="alert"' in answer.content
    assert display.COOKIE not in answer.cookies


def test_the_frame_of_a_stranger_has_no_person_and_asks_no_database():
    frame = Frame(RequestFactory().get("/somewhere/"))
    assert frame.brand == "Groundwork"
    assert frame.person is None
    assert frame.acting is None
    assert frame.idle_seconds == 0
    assert frame.room == "public"
