"""The programme printed from the browser: the same content as the file, for its patient only."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises import actions
from exercises.handout import Layout, handout
from exercises.models import AssignedItem, AssignedPhase, Assignment
from portal.models import Event
from tests import factories
from tests.exercises.plan_rows import a_plan, an_exercise, some_exercises

pytestmark = pytest.mark.django_db
LINK = "http://testserver/my/"
# Of the file only: drawings, layout, the counting of its pages.
ELSEWHERE = {"picture", "svg", "alt", "page", "lang", "region", "dir", "paper", "dose", "id"}


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def plan(town):
    exercises = [an_exercise(name="Heel raise <b>"), an_exercise(name="Calf stretch")]
    return a_plan(
        town.bob, town.alice, exercises=exercises, note="Take your time.",
        flare_plan="Halve it for three days.", ends_on=timezone.localdate() + timedelta(days=20),
    )  # fmt: skip


def texts(value, key=""):
    """Every text of the handout, apart from what belongs to the file alone."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from () if name in ELSEWHERE else texts(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one, key)
    elif isinstance(value, str) and value:
        yield value


def words_of(answer) -> str:
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(plain).split())


def mine(client, town):
    factories.sign_in(client, town.bob)
    return client.get(reverse("print_my_programme"))


def clinics(client, town):
    factories.sign_in(client, town.alice)
    return client.get(reverse("print_programme", args=[town.bob.pk]))


@pytest.mark.parametrize("page", [mine, clinics])
def test_every_word_of_the_file_is_on_the_page(client, town, plan, page):
    shown = words_of(page(client, town))
    sheet = handout(town.bob, day=timezone.localdate(), link=LINK, layout=Layout())
    used = {key: word for key, word in sheet["words"].items() if key != "nothing"}
    # These stand beside things this plan does not have, or as labels the page puts otherwise.
    for key in ("page", "when", "dose", "easier"):
        used.pop(key)
    wanted = list(texts({**sheet, "words": used}))
    assert len(wanted) > 40
    missing = [text for text in wanted if " ".join(text.split()) not in shown]
    assert missing == []
    doses = [i["dose"] for p in sheet["plans"][0]["parts"] for i in p["items"]]
    assert [dose for dose in doses if dose not in shown] == []


def test_the_page_holds_the_grid_and_a_code_without_a_secret(client, town, plan):
    page = clinics(client, town).content.decode()
    assert page.count('class="ticks__box"') > 20
    assert 'aria-label="QR code: http://testserver/my/"' in page
    assert "Worst pain, 0 to 10" in page


def test_a_dose_of_many_times_a_day_has_one_box_and_a_number(client, town):
    from exercises.dose import parse

    dose = parse("10 reps every 2 hours").dose
    a_plan(town.bob, town.alice, exercises=[an_exercise()], dose=dose)
    assert re.search(r'ticks__box"></span> × 8', clinics(client, town).content.decode())


def test_the_clinic_gets_it_in_the_patients_language(client, town, plan):
    town.bob.language = "ar"
    town.bob.save()
    page = clinics(client, town).content.decode()
    assert 'class="sheet" lang="ar" dir="rtl"' in page


def test_what_ended_leaves_the_words_for_a_bad_week(client, town, plan):
    plan = Assignment.objects.unscoped().get(pk=plan.pk)
    actions.end_assignment(assignment=plan, by=town.alice, at=timezone.now(), reason="Done.")
    page = words_of(mine(client, town))
    assert "Halve it for three days." in page
    assert "There is nothing to do at the moment." in page


def test_it_is_written_down_and_kept_from_others(client, town, plan):
    clinics(client, town)
    assert Event.objects.unscoped().filter(action="printed handout").count() == 1
    factories.sign_in(client, town.eve)
    address = reverse("print_programme", args=[town.bob.pk])
    assert client.get(address).status_code == 404
    factories.sign_in(client, town.bob)
    assert client.get(address).status_code == 403


def test_it_asks_the_database_for_little(client, town, django_assert_max_num_queries):
    a_plan(town.bob, town.alice, exercises=some_exercises(30))
    assert AssignedItem.objects.unscoped().count() == 30
    assert AssignedPhase.objects.unscoped().count() == 1
    factories.sign_in(client, town.alice)
    with django_assert_max_num_queries(12):
        client.get(reverse("print_programme", args=[town.bob.pk]))
    factories.sign_in(client, town.bob)
    with django_assert_max_num_queries(12):
        client.get(reverse("print_my_programme"))
