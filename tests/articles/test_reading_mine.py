"""Assigned reading: opened, finished, understood, asked about; the revision read is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.models import CheckAnswer, Clarity, Opening, Reading
from portal.access import patient_mark
from portal.models import Event, Question
from tests import factories
from tests.articles import library

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CHOICE = {"prompt": "What fits?", "choices": library.CHOICES}
WORDS = {"prompt": "When will you stop?", "own_words": True}


@pytest.fixture
def article(town):
    library.help_set()
    return library.article(checks=[CHOICE, WORDS])


@pytest.fixture
def reading(town, article):
    return give(town, article)


@pytest.fixture
def bob(town, client):
    factories.sign_in(client, town.bob)
    return client


def give(town, article, patient=None, **fields) -> Reading:
    return actions.give_reading(
        article=article, patient=patient or town.bob, by=town.alice, at=NOW, tell=False, **fields
    )


def text(response) -> str:
    return response.content.decode()


def post(client, name, reading, *extra, patient=None, **fields):
    mark = patient_mark(patient or reading.patient)
    return client.post(reverse(name, args=[reading.pk, *extra]), {"for": mark, **fields})


def fresh(reading) -> Reading:
    return Reading.objects.unscoped().get(pk=reading.pk)


# The list ----------------------------------------------------------------------------------------


def test_the_list_shows_what_waits_in_order_and_what_is_finished(town, bob):
    titles = ("Later", "First", "Done")
    made = {title: library.article(title) for title in titles}
    give(town, made["Later"], order=2)
    give(town, made["First"], order=1, note="This is the one.", due_on=date(2020, 1, 2))
    done = give(town, made["Done"])
    actions.finish_reading(reading=done, by=town.bob.user, at=NOW, finish="said")
    shown = text(bob.get("/my/reading/"))
    places = [shown.index(f"{words}</a>") for words in ("First", "Later", "Done")]
    assert places == sorted(places)
    assert "This is the one." in shown
    assert "was meant for 2 January" in shown
    assert "Finished on 20 November 2026" in shown


def test_an_empty_list_says_what_will_stand_there(bob):
    assert "Nothing to read yet" in text(bob.get("/my/reading/"))


def test_a_hundred_readings_cost_no_more_queries(town, bob, django_assert_max_num_queries):
    for number in range(100):
        give(town, library.article(f"Article {number}", text="Short."))
    with django_assert_max_num_queries(8):
        assert "Article 99" in text(bob.get("/my/reading/"))


# The page ----------------------------------------------------------------------------------------


def test_the_page_says_who_gave_it_and_why(town, bob, article):
    reading = give(town, article, note="Read the part on shoes.", due_on=date(2026, 12, 1))
    shown = text(bob.get(reverse("show_my_reading", args=[reading.pk])))
    assert "Alice Alder gave you this" in shown
    assert "Read the part on shoes." in shown
    assert "by 1 December" in shown
    assert 'href="tel:999"' in shown


def test_each_paragraph_can_be_asked_about(bob, reading):
    shown = text(bob.get(reverse("show_my_reading", args=[reading.pk])))
    paragraph = reading.article.published.paragraphs[0][0]
    assert f'/ask/?about={paragraph}"' in shown


def test_the_page_keeps_its_budget(bob, reading, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        bob.get(reverse("show_my_reading", args=[reading.pk]))


def test_looking_changes_nothing(bob, reading):
    bob.get(reverse("show_my_reading", args=[reading.pk]))
    assert fresh(reading).first_opened_at is None
    assert not Opening.objects.unscoped().exists()


def test_opening_is_noted_with_the_revision_that_was_shown(bob, reading, article):
    first = article.published
    library.publish(article, title="Rewritten")
    assert post(bob, "open_reading", reading, revision=first.pk).status_code == 204
    post(bob, "open_reading", reading)
    shown = Opening.objects.unscoped().order_by("pk").values_list("revision__number", flat=True)
    assert list(shown) == [1, 2]
    assert fresh(reading).first_opened_at


def test_another_articles_revision_is_not_taken_for_the_one_shown(bob, reading):
    other = library.article("Other")
    post(bob, "open_reading", reading, revision=other.published_id)
    post(bob, "open_reading", reading, revision="nonsense")
    shown = Opening.objects.unscoped().values_list("revision__title", flat=True)
    assert set(shown) == {"Heel pain and strength"}


def test_the_revision_read_to_the_end_is_kept_whatever_is_published_later(bob, reading, article):
    read = article.published
    library.publish(article, title="Rewritten meanwhile")
    post(bob, "finish_reading", reading, finish="end", revision=read.pk)
    now = fresh(reading)
    assert (now.finished_revision, now.finish) == (read, "end")
    shown = text(bob.get(reverse("show_my_reading", args=[reading.pk])))
    assert "Heel pain and strength" in shown
    assert "Rewritten meanwhile" not in shown


def test_until_it_is_finished_a_reading_follows_the_newest_revision(bob, reading, article):
    library.publish(article, title="Rewritten meanwhile")
    shown = text(bob.get(reverse("show_my_reading", args=[reading.pk])))
    assert "Rewritten meanwhile" in shown


def test_without_script_the_button_notes_opening_and_end(bob, reading):
    response = post(bob, "finish_reading", reading)
    assert response.status_code == 302
    now = fresh(reading)
    assert (now.finish, bool(now.first_opened_at), now.openings.count()) == ("said", True, 1)
    assert "Finished on" in text(bob.get(response["Location"]))


def test_finishing_twice_is_once(bob, reading):
    post(bob, "finish_reading", reading)
    first = fresh(reading).finished_at
    post(bob, "finish_reading", reading, finish="end")
    now = fresh(reading)
    assert (now.finished_at, now.finish) == (first, "said")


def test_the_script_gets_the_words_to_put_in_place(bob, reading):
    mark = patient_mark(reading.patient)
    url = reverse("finish_reading", args=[reading.pk])
    answer = bob.post(url, {"for": mark, "finish": "end"}, headers={"X-Fragment": "1"})
    assert "Finished on" in text(answer)
    assert "<html" not in text(answer)


# Understood --------------------------------------------------------------------------------------


def check(reading, order):
    return reading.article.published.checks.get(order=order)


def test_a_choice_is_explained_at_once(bob, reading):
    asked = check(reading, 0)
    response = post(bob, "answer_check", reading, asked.pk, choice="1")
    shown = text(bob.get(response["Location"]))
    assert "You need not." in shown
    assert "Yes, that is fine." in shown
    answer = CheckAnswer.objects.unscoped().get()
    assert (answer.choice, answer.answered_by) == (1, reading.patient.user)


def test_own_words_are_kept_for_the_physio(bob, reading):
    asked = check(reading, 1)
    post(bob, "answer_check", reading, asked.pk, own_words="When it <b>hurts</b>")
    shown = text(bob.get(reverse("show_my_reading", args=[reading.pk])))
    assert "When it &lt;b&gt;hurts&lt;/b&gt;" in shown
    assert CheckAnswer.objects.unscoped().get().own_words == "When it <b>hurts</b>"


@pytest.mark.parametrize(
    ("order", "fields", "says"),
    [
        (0, {}, "Choose the answer that fits best"),
        (0, {"choice": "7"}, "not one of the available"),
        (0, {"choice": "x"}, "not one of the available"),
        (1, {}, "Write a few words"),
        (1, {"own_words": "x" * 1001}, "at most 1000"),
    ],
)
def test_a_bad_answer_says_what_to_do_and_keeps_what_was_typed(bob, reading, order, fields, says):
    response = post(bob, "answer_check", reading, check(reading, order).pk, **fields)
    assert response.status_code == 200
    assert says in text(response)
    assert fields.get("own_words", "") in text(response)
    assert not CheckAnswer.objects.unscoped().exists()


def test_the_same_answer_twice_is_one_another_is_kept_beside_it(bob, reading):
    asked = check(reading, 0)
    for choice in ("0", "0", "1"):
        post(bob, "answer_check", reading, asked.pk, choice=choice)
    assert list(CheckAnswer.objects.unscoped().order_by("pk").values_list("choice", flat=True)) == [
        0,
        1,
    ]


def test_a_question_of_another_article_is_unknown_here(bob, reading):
    other = library.article("Other", checks=[CHOICE])
    pk = other.published.checks.get().pk
    assert post(bob, "answer_check", reading, pk, choice="0").status_code == 404


def test_clear_or_not_is_told_without_a_name_and_once(bob, reading):
    for _again in range(2):
        post(bob, "say_clarity", reading, is_clear="no", note="Too many numbers.")
    said = Clarity.objects.unscoped().get()
    assert (said.is_clear, said.note) == (False, "Too many numbers.")
    assert not {"patient", "reading", "user"} & {f.name for f in Clarity._meta.get_fields()}
    assert "Thank you" in text(bob.get(reverse("show_my_reading", args=[reading.pk])))


def test_clarity_without_yes_or_no_asks_again(bob, reading):
    response = post(bob, "say_clarity", reading, note="Hm.")
    assert "Choose yes or not quite" in text(response)
    assert "Hm." in text(response)


# Asked -------------------------------------------------------------------------------------------


def ask(client, reading, **fields):
    return post(client, "ask_about_paragraph", reading, **{"text": "How slow?", **fields})


def test_a_question_is_tied_to_the_paragraph_and_its_revision(bob, reading):
    paragraph, words = reading.article.published.paragraphs[1]
    url = reverse("ask_about_paragraph", args=[reading.pk])
    assert words in text(bob.get(f"{url}?about={paragraph}"))
    for _again in range(2):
        ask(bob, reading, paragraph=paragraph)
    question = Question.objects.unscoped().select_related("about_paragraph").get()
    about = question.about_paragraph
    assert (question.text, question.patient) == ("How slow?", reading.patient)
    assert (about.paragraph, about.quote) == (paragraph, words)
    assert about.revision == reading.article.published


def test_a_question_may_be_about_the_whole_page(bob, reading):
    ask(bob, reading)
    assert Question.objects.unscoped().get().about_paragraph.paragraph == ""


def test_an_empty_question_or_an_unknown_paragraph_is_refused_with_words(bob, reading):
    assert "Write your question" in text(ask(bob, reading, text=" "))
    assert "How slow?" in text(ask(bob, reading, paragraph="p-00000000"))
    assert not Question.objects.unscoped().exists()


def test_a_half_written_question_is_there_again(bob, reading):
    mark = patient_mark(reading.patient)
    bob.post(f"/drafts/ask-{reading.pk}/", {"for": mark, "text": "Half a qu"})
    url = reverse("ask_about_paragraph", args=[reading.pk])
    assert "Half a qu" in text(bob.get(url))
    ask(bob, reading)
    assert "Half a qu" not in text(bob.get(url))


# Who may not -------------------------------------------------------------------------------------

PAGES = ("show_my_reading", "ask_about_paragraph")
POSTS = {
    "open_reading": {},
    "finish_reading": {},
    "say_clarity": {"is_clear": "yes"},
    "ask_about_paragraph": {"text": "Why?"},
}


def rows() -> tuple:
    models = (Opening, CheckAnswer, Clarity, Question)
    finished = Reading.objects.unscoped().filter(finished_at__isnull=False).count()
    return (finished, *(model.objects.all().unscoped().count() for model in models))


def test_a_neighbours_reading_is_unknown(town, reading):
    before = rows()
    for who in (town.carol, town.frank):
        client = Client()
        factories.sign_in(client, who)
        for name in PAGES:
            assert client.get(reverse(name, args=[reading.pk])).status_code == 404
        for name, fields in POSTS.items():
            assert post(client, name, reading, patient=who, **fields).status_code == 404
        pk = check(reading, 0).pk
        assert post(client, "answer_check", reading, pk, patient=who, choice=0).status_code == 404
    assert rows() == before


def test_staff_without_a_patient_of_their_own_have_no_such_pages(town, reading):
    client = Client()
    factories.sign_in(client, town.alice)
    for name in PAGES:
        assert client.get(reverse(name, args=[reading.pk])).status_code == 403


def test_a_form_for_another_patient_is_refused(town, bob, reading):
    for name, fields in POSTS.items():
        assert post(bob, name, reading, patient=town.carol, **fields).status_code == 409
    assert rows() == (0, 0, 0, 0, 0)


def test_a_helper_who_only_looks_reads_and_writes_nothing(town, reading):
    client = Client()
    factories.sign_in(client, factories.helper(town.bob))
    shown = text(client.get(reverse("show_my_reading", args=[reading.pk])))
    assert "Rise up slowly" in shown
    assert "<form" not in shown.split("<main")[1].split("</main>")[0]
    for name, fields in POSTS.items():
        assert post(client, name, reading, **fields).status_code == 403
    assert rows() == (0, 0, 0, 0, 0)


def test_what_a_helper_does_for_the_patient_is_written_down(town, reading):
    client = Client()
    factories.sign_in(client, factories.helper(town.bob, may_log=True))
    post(client, "finish_reading", reading)
    post(client, "answer_check", reading, check(reading, 0).pk, choice=0)
    ask(client, reading)
    noted = set(Event.objects.about(town.bob).values_list("action", "actor_name"))
    actions_by_pat = {action for action, name in noted if name == "Pat Jones"}
    assert {"finished reading", "answered for", "asked question"} <= actions_by_pat


def test_after_care_has_ended_everything_is_read_and_nothing_written(town, bob, reading):
    town.bob.episodes.update(closed_at=timezone.now())
    shown = text(bob.get(reverse("show_my_reading", args=[reading.pk])))
    assert "Rise up slowly" in shown
    assert "I have read this" not in shown
    for name, fields in POSTS.items():
        assert post(bob, name, reading, **fields).status_code == 403
    assert rows() == (0, 0, 0, 0, 0)


def test_a_withdrawn_reading_says_so(town, bob, reading):
    actions.withdraw_reading(reading=reading, by=town.alice, at=NOW, reason="Too early")
    response = bob.get(reverse("show_my_reading", args=[reading.pk]))
    assert response.status_code == 410
    assert "took it off your list" in text(response)
    assert "Too early" not in text(response)
    assert post(bob, "finish_reading", reading).status_code == 404


def test_a_recalled_article_is_not_shown_to_who_has_it(town, bob, reading, article):
    article.retired_at = timezone.now() - timedelta(minutes=1)
    article.save()
    response = bob.get(reverse("show_my_reading", args=[reading.pk]))
    assert response.status_code == 410
    assert "Rise up slowly" not in text(response)
    assert "Heel pain and strength" not in text(bob.get("/my/reading/"))
