"""A physio gives an article in two clicks, and takes it back with a reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.models import Reading
from portal.models import Event, Notice
from tests import factories
from tests.articles import library

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def alice(town, client):
    factories.sign_in(client, town.alice)
    return client


@pytest.fixture
def article(town):
    return library.article()


def text(response) -> str:
    return response.content.decode()


def url(patient) -> str:
    return reverse("give_reading", args=[patient.pk])


def given() -> list[Reading]:
    return list(Reading.objects.unscoped().select_related("article"))


def test_one_click_on_the_page_gives_it_and_tells_the_patient(town, alice, article):
    assert "Heel pain and strength" in text(alice.get(url(town.bob)))
    response = alice.post(url(town.bob), {"article": article.pk})
    assert response.status_code == 302
    (reading,) = given()
    assert (reading.patient, reading.given_by, reading.note) == (town.bob, town.alice, "")
    assert Notice.objects.for_user(town.bob.user).get().kind == "reading"
    assert Event.objects.about(town.bob).filter(action="gave reading").exists()


def test_a_note_and_a_day_go_with_it(town, alice, article):
    day = timezone.localdate() + timedelta(days=3)
    alice.post(url(town.bob), {"article": article.pk, "note": "Shoes first.", "due_on": day})
    (reading,) = given()
    assert (reading.note, reading.due_on) == ("Shoes first.", day)


def test_a_page_past_its_review_date_says_so_where_it_is_given_and_where_it_was(town, alice):
    today = timezone.localdate()
    days = {"reviewed_on": today - timedelta(days=400), "review_due_on": today}
    fresh = library.article("Fresh", **days)
    alice.post(url(town.bob), {"article": fresh.pk})
    its_patient = reverse("show_patient", args=[town.bob.pk])
    for page in (url(town.bob), its_patient):
        assert "Review overdue" not in text(alice.get(page))
    days["review_due_on"] = today - timedelta(days=1)
    late = library.article("Late", **days)
    assert "Review overdue" in text(alice.get(url(town.bob)))
    alice.post(url(town.bob), {"article": late.pk})
    assert "Review overdue" in text(alice.get(its_patient))


def test_giving_twice_is_once(town, alice, article):
    for _again in range(2):
        alice.post(url(town.bob), {"article": article.pk})
    assert len(given()) == 1
    assert "On the list" in text(alice.get(url(town.bob)))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"due_on": "2020-01-01", "note": "Kept"}, "This day is over"),
        ({"due_on": "soon", "note": "Kept"}, "Give the day as"),
        ({"note": "Kept" * 200}, "at most 500"),
    ],
)
def test_bad_input_says_so_and_keeps_what_was_typed(town, alice, article, fields, says):
    response = alice.post(url(town.bob), {"article": article.pk, **fields})
    assert says in text(response)
    assert "Kept" in text(response)
    assert given() == []


def test_after_care_has_ended_nothing_is_given(town, alice, article):
    town.bob.episodes.update(closed_at=NOW)
    assert "Care has ended" in text(alice.post(url(town.bob), {"article": article.pk}))
    assert given() == []


def test_an_unpublished_article_or_another_clinics_is_unknown(town, alice):
    theirs = library.article("Birch's own", at=town.birch, is_public=False)
    retired = library.article("Retired")
    retired.retired_at = NOW
    retired.save()
    for pk in (theirs.pk, retired.pk, "nonsense", ""):
        assert alice.post(url(town.bob), {"article": pk}).status_code == 404
    shown = text(alice.get(url(town.bob)))
    assert "Birch" not in shown
    assert "Retired" not in shown


def test_what_one_gave_last_stands_first_then_the_clinics_own(town, alice):
    library.article("Aaa shared")
    library.article("Own", at=town.alder, is_public=False)
    lately = library.article("Lately")
    actions.give_reading(article=lately, patient=town.carol, by=town.alice, at=NOW, tell=False)
    shown = text(alice.get(url(town.bob)))
    places = [shown.index(f">{title}</h2>") for title in ("Lately", "Own", "Aaa shared")]
    assert places == sorted(places)


def test_the_patients_language_stands_first(town, alice):
    library.article("Aaa English")
    library.article("Zzz Deutsch", language="de")
    town.bob.language = "de"
    town.bob.save()
    shown = text(alice.get(url(town.bob)))
    assert shown.index("Zzz Deutsch") < shown.index("Aaa English")


def test_the_search_answers_while_typing(town, alice, article):
    library.article("Knee", text="About the knee.", summary="Knees.")
    response = alice.get(url(town.bob), {"q": "heel str"}, headers={"X-Fragment": "1"})
    assert "Heel pain and strength" in text(response)
    assert "Knee" not in text(response)
    assert "<html" not in text(response)
    assert response["X-Count-Text"] == "1 article"


def test_a_hundred_articles_cost_no_more_queries(town, alice, django_assert_max_num_queries):
    for number in range(100):
        library.article(f"Article {number}", text="Short.")
    with django_assert_max_num_queries(12):
        alice.get(url(town.bob))
    with django_assert_max_num_queries(12):
        alice.get(url(town.bob), {"q": "article"})


def test_the_preview_shows_what_the_patient_will_see(town, alice):
    library.help_set()
    own = library.article("Own", at=town.alder, is_public=False)
    shown = text(alice.get(reverse("preview_reading", args=[own.pk])))
    assert "Rise up slowly" in shown
    assert 'href="tel:999"' in shown


# Taking it back ----------------------------------------------------------------------------------


@pytest.fixture
def reading(town, article):
    return actions.give_reading(
        article=article,
        patient=town.bob,
        by=town.alice,
        at=NOW,
        tell=False,
        due_on=date(2026, 12, 1),
    )


def back(reading) -> str:
    return reverse("withdraw_reading", args=[reading.patient_id, reading.pk])


def test_taking_back_asks_why_and_is_written_down(town, alice, reading):
    assert "Write a few words" in text(alice.post(back(reading), {"reason": " "}))
    alice.post(back(reading), {"reason": "Wrong side"})
    reading.refresh_from_db()
    assert (reading.withdraw_reason, reading.withdrawn_by) == ("Wrong side", town.alice)
    event = Event.objects.about(town.bob).get(action="withdrew reading")
    assert event.reason == "Wrong side"
    assert alice.get(back(reading)).status_code == 404


def test_taken_back_it_can_be_given_again(town, alice, reading, article):
    alice.post(back(reading), {"reason": "Too early"})
    alice.post(url(town.bob), {"article": article.pk})
    assert len(given()) == 2


# Who may not -------------------------------------------------------------------------------------


def test_another_clinic_knows_neither_patient_nor_reading(town, article, reading):
    client = Client()
    factories.sign_in(client, town.eve)
    assert client.get(url(town.bob)).status_code == 404
    assert client.post(url(town.bob), {"article": article.pk}).status_code == 404
    assert client.post(back(reading), {"reason": "x"}).status_code == 404
    own = library.article("Own", at=town.alder, is_public=False)
    assert client.get(reverse("preview_reading", args=[own.pk])).status_code == 404
    assert len(given()) == 1


def test_a_reading_of_another_patient_is_unknown_on_this_ones_page(town, alice, reading):
    address = reverse("withdraw_reading", args=[town.carol.pk, reading.pk])
    assert alice.post(address, {"reason": "x"}).status_code == 404


@pytest.mark.parametrize("who", ["mia", "bob"])
def test_only_clinicians_give(town, article, reading, who):
    client = Client()
    factories.sign_in(client, getattr(town, who))
    assert client.get(url(town.bob)).status_code == 403
    assert client.post(url(town.bob), {"article": article.pk}).status_code == 403
    assert client.post(back(reading), {"reason": "x"}).status_code == 403


def test_a_stranger_is_sent_to_sign_in(town, article):
    assert "/accounts/login" in Client().get(url(town.bob))["Location"]
