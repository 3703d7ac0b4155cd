"""The programme on paper: all of it, for its patient only, with no secret and no mark-up run."""

import itertools
import re
import subprocess
from datetime import date, timedelta
from pathlib import Path
from shutil import which

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises import figures
from exercises.figures import paper
from exercises.handout import Layout, handout, print_handout
from portal.models import Event, HelpSet
from tests import factories
from tests.exercises.plan_rows import DAILY, a_plan, an_exercise, some_exercises

pytestmark = pytest.mark.django_db
LINK = "https://portal.example.org/my/"
CHOSEN = {"paper": "a4", "columns": "1", "size": "16"}
needs_poppler = pytest.mark.skipif(not which("pdftotext"), reason="poppler-utils is not installed")


@pytest.fixture
def town():
    made = factories.town()
    HelpSet.objects.create(
        region="general",
        title="When to get help",
        now=["you fainted"],
        today=["you cannot stand on it"],
        soon=["it is no better after two weeks"],
    )
    return made


def poppler(tool: str, data: bytes, *options: str) -> str:
    found = subprocess.run([tool, *options], input=data, capture_output=True, check=True)
    return found.stdout.decode()


def text_of(data: bytes) -> str:
    return " ".join(poppler("pdftotext", data, "-", "-").split())


def page_of(patient, **layout) -> dict:
    return handout(patient, day=timezone.localdate(), link=LINK, layout=Layout(**layout))


# What stands on it -----------------------------------------------------------------------------


@needs_poppler
def test_everything_of_the_screen_is_on_the_paper(town):
    a_plan(
        town.bob,
        town.alice,
        exercises=some_exercises(2),
        note="Take your time.",
        flare_plan="Halve it for three days.",
        pain_limit=4,
    )
    made = print_handout(town.bob, day=timezone.localdate(), link=LINK, layout=Layout())
    assert made.is_accessible
    shown = text_of(made.data)
    for words in (
        "Bob Jones",
        "12 April 1961",
        "Calf strength",
        "Given by Alice Alder",
        "Take your time.",
        "Halve it for three days.",
        "3 sets of 12",
        "once a day",
        "Note 1",
        "Stand at a worktop.",
        "Pause at the top.",
        "Keep the knee straight.",
        "Rolling to the outer edge.",
        "pain goes above 4 out of 10",
        "Stop if the calf gives way.",
        "Call 999 now if",
        "you fainted",
        "Call the clinic on 0161 496 0000",
        "desk@alder.example",
        "Monday to Friday",
        "It opens sign-in",
        "example.org/my/",
        "Worst pain, 0 to 10",
        "reported by you",
        "Page 1 of",
    ):
        assert words in shown, words


def test_the_code_holds_the_address_of_sign_in_and_nothing_else(town, client, settings):
    settings.PUBLIC_URL = "https://portal.example.org"
    a_plan(town.bob, town.alice, exercises=some_exercises(1))
    data = page_of(town.bob)
    assert data["qr"]["link"] == "https://portal.example.org/my/"
    everything = str(data)
    assert str(town.bob.pk) not in everything
    assert town.bob.record_number not in everything
    answer = client.get("/my/")
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@needs_poppler
def test_headings_lists_tables_and_pictures_are_tagged(town):
    a_plan(town.bob, town.alice, exercises=some_exercises(2))
    made = print_handout(town.bob, day=timezone.localdate(), link=LINK, layout=Layout())
    tree = poppler("pdfinfo", made.data, "-struct", "-")
    levels = [int(level) for level in re.findall(r"^\s*H([1-6])\b", tree, flags=re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for tag in ("Figure", "Table", "TH", "TD", "L ", "LBody"):
        assert re.search(rf"^\s*{tag}", tree, flags=re.MULTILINE), tag
    assert figures.FIGURES[sorted(figures.FIGURES)[0]].alt  # checked by the compiler: no alt, no UA


@needs_poppler
@pytest.mark.parametrize("paper_size", ["a4", "us-letter"])
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("size", [12, 20])
def test_every_layout_keeps_the_standard_and_its_paper(town, paper_size, columns, size):
    a_plan(town.bob, town.alice, exercises=some_exercises(3))
    layout = Layout(paper_size, columns, size)
    made = print_handout(town.bob, day=timezone.localdate(), link=LINK, layout=layout)
    assert made.is_accessible
    facts = poppler("pdfinfo", made.data, "-")
    assert ("595.276 x 841.89" if paper_size == "a4" else "612 x 792") in facts


def test_the_same_day_gives_the_same_file(town):
    a_plan(town.bob, town.alice, exercises=some_exercises(2))
    day = timezone.localdate()
    made = [print_handout(town.bob, day=day, link=LINK, layout=Layout()).data for _ in range(2)]
    assert made[0] == made[1]


# The grid --------------------------------------------------------------------------------------


def test_an_open_plan_has_four_weeks_from_this_monday(town):
    a_plan(town.bob, town.alice, exercises=some_exercises(2), starts_on=date(2026, 11, 2))
    data = handout(town.bob, day=date(2026, 11, 20), link=LINK, layout=Layout())
    weeks = data["plans"][0]["weeks"]
    assert [week["title"] for week in weeks] == [
        f"Week from {day}" for day in ("16 November", "23 November", "30 November", "7 December")
    ]
    assert [row["boxes"] for row in weeks[0]["rows"]] == [[1] * 7] * 2


def test_days_before_the_start_after_the_end_and_of_no_rule_have_no_box(town):
    from dataclasses import replace

    wednesdays = replace(DAILY, weekdays=(0, 2), per_day_min=2, per_day_max=2)
    a_plan(
        town.bob,
        town.alice,
        exercises=some_exercises(1),
        dose=wednesdays,
        starts_on=date(2026, 11, 18),
        ends_on=date(2026, 11, 24),
    )
    data = handout(town.bob, day=date(2026, 11, 18), link=LINK, layout=Layout())
    rows = [week["rows"][0]["boxes"] for week in data["plans"][0]["weeks"]]
    assert rows == [[0, 0, 2, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0, 0]]


def test_a_plan_that_is_over_has_no_grid(town):
    day = timezone.localdate()
    a_plan(
        town.bob,
        town.alice,
        exercises=some_exercises(1),
        starts_on=day - timedelta(days=30),
        ends_on=day - timedelta(days=1),
    )
    assert page_of(town.bob)["plans"][0]["weeks"] == []


def test_nothing_given_is_said_and_help_still_stands(town):
    data = page_of(town.carol)
    assert data["plans"] == []
    assert data["stop"] == []
    assert data["help"]["steps"]
    made = print_handout(town.carol, day=timezone.localdate(), link=LINK, layout=Layout())
    assert made.is_accessible


def test_after_care_has_ended_what_was_given_is_still_printed(town):
    a_plan(town.bob, town.alice, exercises=some_exercises(1))
    town.bob.episodes.update(closed_at=timezone.now())
    assert [plan["name"] for plan in page_of(town.bob)["plans"]] == ["Calf strength"]


# Languages and what people typed -----------------------------------------------------------------


@needs_poppler
def test_markup_in_names_and_notes_is_printed_as_typed(town):
    nasty = '#read("/etc/passwd") *b* $x$ <l> @ref'
    town.bob.full_name = f"Bob {nasty}"
    town.bob.save()
    exercise = an_exercise(name=f"Heel {nasty}", steps=[f"Rise {nasty}"])
    a_plan(town.bob, town.alice, exercises=[exercise], note=f"Slowly {nasty}", name=f"Plan {nasty}")
    made = print_handout(town.bob, day=timezone.localdate(), link=LINK, layout=Layout(size=12))
    shown = text_of(made.data)
    for word in ("Bob", "Heel", "Rise", "Slowly", "Plan"):
        assert f"{word} {nasty}" in shown, word
    assert "root:x:0" not in shown


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("he", "rtl"), ("de", "ltr")])
def test_the_page_runs_the_way_of_the_patients_language(town, language, way):
    town.bob.language = language
    town.bob.full_name = "ليلى حسن"
    town.bob.save()
    a_plan(town.bob, town.alice, exercises=[an_exercise(language="ar"), an_exercise()])
    data = page_of(town.bob)
    assert data["dir"] == way
    items = data["plans"][0]["parts"][0]["items"]
    assert [(item["lang"], item["dir"]) for item in items] == [("ar", "rtl"), ("en", "ltr")]
    made = print_handout(town.bob, day=timezone.localdate(), link=LINK, layout=Layout())
    assert made.is_accessible


def test_numbers_to_call_stand_apart_so_they_run_left_to_right(town):
    leads = [step["lead"] for step in page_of(town.bob)["help"]["steps"]]
    numbers = [part["text"] for lead in leads for part in lead if part["number"]]
    assert numbers == ["999", "111", "0161 496 0000"]
    assert not any("<" in part["text"] for lead in leads for part in lead)


# Pictures ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted(figures.FIGURES))
def test_every_figure_has_its_colours_for_paper(key):
    drawing = paper.for_paper(figures.svg(key))
    assert "class=" not in drawing
    assert "<title" not in drawing
    assert 'fill="#' in drawing


def test_the_colours_of_paper_are_those_of_the_style_sheet():
    root = Path(paper.__file__).resolve().parents[2]
    css = (root / "portal/static/portal/css/app.css").read_text(encoding="utf-8")
    for kind, (near, far) in paper.FILLS.items():
        for colour in (near, far):
            short = colour.replace("#ffffff", "#fff")
            assert short in css, f"{kind}: {colour}"
    tones = [*paper.SKIN.values(), paper.HAIR.values()]
    for colour in (*(c for pair in tones for c in pair), paper.SCARF, paper.GHOST, paper.PROP):
        assert colour in css, colour


def test_a_photo_stands_where_there_is_no_drawing(town):
    import io

    from PIL import Image

    from articles.actions.storing import store_picture

    buffer = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(buffer, format="JPEG")
    picture = store_picture(buffer.getvalue(), at=timezone.now(), alt="A heel on a step")
    a_plan(town.bob, town.alice, exercises=[an_exercise(figure="", picture=picture)])
    item = page_of(town.bob)["plans"][0]["parts"][0]["items"][0]
    assert "data:image/jpeg;base64," in item["picture"]
    assert item["alt"] == "A heel on a step"
    made = print_handout(town.bob, day=timezone.localdate(), link=LINK, layout=Layout())
    assert made.is_accessible


def test_a_filmed_exercise_shows_the_first_picture_of_its_clip(town):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from exercises.actions import clips
    from tests.exercises.films import film

    clip = clips.add_clip(
        upload=SimpleUploadedFile("x.mp4", film(seconds=1)),
        alt="A heel raise at a rail",
        clinic=town.alder,
        by=town.alice,
        at=timezone.now(),
    )
    clips.prepare_clip(pk=clip.pk)
    a_plan(town.bob, town.alice, exercises=[an_exercise(town.alder, figure="", clip=clip)])
    item = page_of(town.bob)["plans"][0]["parts"][0]["items"][0]
    assert "data:image/jpeg;base64," in item["picture"]
    assert item["alt"] == "A heel raise at a rail"


# The pages ---------------------------------------------------------------------------------------


def test_the_clinic_prints_it_and_that_is_written_down(client, town):
    a_plan(town.bob, town.alice, exercises=some_exercises(1))
    factories.sign_in(client, town.alice)
    address = reverse("print_programme_pdf", args=[town.bob.pk])
    page = client.get(address)
    assert page.status_code == 200
    assert b'name="columns"' in page.content
    assert "Bob Jones" in page.content.decode()
    answer = client.get(address, CHOSEN)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    day = f"{timezone.localdate():%Y-%m-%d}"
    assert answer["Content-Disposition"] == f'attachment; filename="programme-{day}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    events = Event.objects.filter(patient=town.bob, actor=town.alice.user).unscoped()
    assert list(events.values_list("action", flat=True).order_by("at")) == [
        "opened record",
        "printed handout",
    ]


def test_strangers_get_nothing(client, town):
    address = reverse("print_programme_pdf", args=[town.bob.pk])
    assert client.get(address, CHOSEN).status_code == 302
    factories.sign_in(client, town.eve)
    assert client.get(address, CHOSEN).status_code == 404
    factories.sign_in(client, town.bob)
    assert client.get(address, CHOSEN).status_code == 403


def test_a_manager_who_is_no_clinician_does_not_print(client, town):
    factories.sign_in(client, town.mia)
    assert client.get(reverse("print_programme_pdf", args=[town.bob.pk])).status_code == 403


@needs_poppler
def test_patients_print_their_own(client, town):
    a_plan(town.bob, town.alice, exercises=some_exercises(1), name="Plan of Bob")
    a_plan(town.carol, town.alice, exercises=some_exercises(1), name="Plan of Carol")
    factories.sign_in(client, town.carol)
    address = reverse("print_my_programme_pdf")
    assert client.get(address).status_code == 200
    shown = text_of(client.get(address, {**CHOSEN, "patient": str(town.bob.pk)}).content)
    assert "Plan of Carol" in shown
    assert "Carol Smith" in shown
    assert "Bob" not in shown


@pytest.mark.parametrize("wrong", [{"paper": "../a4"}, {"columns": "99"}, {"size": "x"}])
def test_a_layout_that_does_not_exist_is_asked_again(client, town, wrong):
    factories.sign_in(client, town.bob)
    answer = client.get(reverse("print_my_programme_pdf"), {**CHOSEN, **wrong})
    assert answer.status_code == 422
    assert "html" in answer["Content-Type"]


def test_a_letter_without_a_font_is_said_before_printing(client, town, monkeypatch):
    from portal import pdf

    monkeypatch.setattr(pdf, "all_fonts", pdf.own_fonts)
    a_plan(town.bob, town.alice, exercises=some_exercises(1), note="ゆっくり")
    factories.sign_in(client, town.alice)
    address = reverse("print_programme_pdf", args=[town.bob.pk])
    assert "in no font we have" in client.get(address).content.decode()
    assert client.get(address, CHOSEN).content.startswith(b"%PDF-")


def test_printing_asks_the_database_for_little(client, town, django_assert_max_num_queries):
    a_plan(town.bob, town.alice, exercises=some_exercises(12))
    factories.sign_in(client, town.alice)
    with django_assert_max_num_queries(12):
        client.get(reverse("print_programme_pdf", args=[town.bob.pk]), CHOSEN)
    factories.sign_in(client, town.bob)
    with django_assert_max_num_queries(12):
        client.get(reverse("print_my_programme_pdf"), CHOSEN)
