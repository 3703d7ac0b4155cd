"""The second clinician: sent, remarked, signed or returned, a finding let pass."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from articles.actions import reviewing
from articles.actions.reminding import remind_of_reviews, tell_of_late_pages
from articles.models import Comment, Override, Reading, Review
from articles.review import CHECKLIST
from portal.models import Draft, Event, Notice
from tests import factories
from tests.articles import desk

pytestmark = pytest.mark.django_db
CURE = desk.TEXT.replace("[^rathleff15]", "") + "\nThis miracle helps.\n"


@pytest.fixture
def people():
    return desk.desk()


@pytest.fixture
def article(people):
    """In review."""
    made = desk.article(people.anna)
    reviewing.send_to_review(revision=desk.draft_of(made), by=people.anna, at=timezone.now())
    return made


@pytest.fixture
def rob(people):
    return desk.client(people.rob)


def text(response) -> str:
    return response.content.decode()


def answered(**fields) -> dict:
    return {**{q.id: "yes" for q in CHECKLIST}, "months": "36", "decision": "sign", **fields}


def test_sending_tells_the_reviewers_and_closes_the_draft(
    people, run_jobs, django_capture_on_commit_callbacks
):
    made = desk.article(people.anna, title="Plantar heel pain")
    anna = desk.client(people.anna)
    with django_capture_on_commit_callbacks(execute=True):
        anna.post(desk.address("send_to_review", made))
        anna.post(desk.address("send_to_review", made))
    run_jobs()
    assert desk.draft_of(made).state == "in_review"
    (letter,) = mail.outbox
    assert letter.to == [people.rob.user.email]
    assert "heel" not in letter.subject.lower() + letter.body.lower()
    assert Notice.objects.filter(kind="article_review").unscoped().count() == 1
    assert Event.objects.unscoped().filter(action="sent to review").count() == 1


def test_an_unfinished_text_is_not_sent(people):
    made = desk.article(people.anna, summary="")
    desk.client(people.anna).post(desk.address("send_to_review", made))
    assert desk.draft_of(made).state == "draft"


@pytest.mark.parametrize("name", ["review_article", "override_finding"])
def test_only_a_reviewer_of_the_clinic_reviews(people, article, name):
    url = desk.address(name, article)
    for who, status in ((people.anna, 403), (people.kim, 403), (people.eve, 404)):
        assert desk.client(who).get(url).status_code == status
        assert desk.client(who).post(url, answered()).status_code == status
    assert not Review.objects.unscoped().exists()


def test_a_reviewer_signs_and_it_is_published_by_name(people, article, rob):
    page = text(rob.get(desk.address("review_article", article)))
    assert all(f'name="{q.id}"' in page for q in CHECKLIST)
    answer = rob.post(desk.address("review_article", article), answered(C12="na"))
    assert answer.url == desk.address("publish_article", article)
    review = Review.objects.unscoped().get()
    assert review.decision == "signed"
    assert review.answers["C12"]["answer"] == "na"
    rob.post(desk.address("publish_article", article))
    article.refresh_from_db()
    assert article.published.reviewer_name == "Rob Rowan"
    assert Event.objects.unscoped().filter(action="signed article").count() == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"C07": ""}, "Answer this before you sign"),
        ({"C07": "no"}, "Say why the answer is no"),
        ({"months": "48"}, "valid choice"),
        ({"decision": "return"}, "Say what should change"),
    ],
)
def test_an_incomplete_review_says_so_and_keeps_the_answers(article, rob, fields, says):
    answer = rob.post(desk.address("review_article", article), answered(C03="na", **fields))
    assert answer.status_code == 422
    assert says in text(answer)
    assert 'value="na"' in text(answer)
    assert not Review.objects.unscoped().exists()


def test_half_a_review_waits_while_a_remark_is_written_and_is_forgotten_when_signed(article, rob):
    url = desk.address("review_article", article)
    where = re.search(r'data-autosave="([^"]+)"', text(rob.get(url)))[1]
    rob.post(where, {"C03": "no", "C03_note": "Too many pictures.", "months": "12"})
    page = text(rob.get(url))
    assert "Too many pictures." in page
    assert re.search(r'name="C03" value="no"[^>]*checked', page)
    assert not re.search(r'name="C04"[^>]*checked', page)
    rob.post(url, answered(decision="return", note="Fewer pictures."))
    assert not Draft.objects.unscoped().exists()


def test_nobody_signs_what_they_wrote(people):
    made = desk.article(people.rob)
    reviewing.send_to_review(revision=desk.draft_of(made), by=people.rob, at=timezone.now())
    answer = desk.client(people.rob).post(desk.address("review_article", made), answered())
    assert "You wrote this text" in text(answer)
    assert not Review.objects.unscoped().exists()


def test_who_saved_the_text_last_wrote_it_too(people):
    made = desk.article(people.anna)
    desk.save(desk.draft_of(made), by=people.rob, title="Rob changed it")
    reviewing.send_to_review(revision=desk.draft_of(made), by=people.anna, at=timezone.now())
    desk.client(people.rob).post(desk.address("review_article", made), answered())
    assert not Review.objects.unscoped().exists()


def test_a_reviewer_who_is_no_clinician_does_not_sign(people, article):
    editor = factories.member(people.alder, "Ed Elm", clinician=False, reviewer=True)
    answer = desk.client(editor).post(desk.address("review_article", article), answered())
    assert "Only a clinician" in text(answer)


def test_a_returned_text_is_a_draft_again_with_the_note(people, article, rob):
    fields = {"decision": "return", "note": "Explain the band.", "months": "36"}
    rob.post(desk.address("review_article", article), fields)
    rob.post(desk.address("review_article", article), fields)
    assert desk.draft_of(article).state == "draft"
    assert Review.objects.unscoped().get().decision == "returned"
    page = text(desk.client(people.anna).get(desk.address("show_clinic_article", article)))
    assert "Explain the band." in page


def test_remarks_stand_with_their_paragraph_and_are_dealt_with(people, article, rob):
    key, words = desk.draft_of(article).paragraphs[0]
    url = desk.address("comment_article", article)
    assert words in text(rob.get(url, {"paragraph": key}))
    rob.post(url, {"paragraph": key, "text": "Which band?"})
    comment = Comment.objects.unscoped().get()
    assert comment.quote == words
    anna = desk.client(people.anna)
    resolve = desk.address("resolve_comment", article, comment)
    assert "Which band?" in text(anna.get(desk.address("show_clinic_article", article)))
    assert desk.client(people.eve).post(resolve).status_code == 404
    anna.post(resolve)
    comment.refresh_from_db()
    assert comment.resolved_by == people.anna


def test_a_remark_on_a_paragraph_that_is_gone_is_not_found(article, rob):
    url = desk.address("comment_article", article)
    assert rob.post(url, {"paragraph": "p-none", "text": ""}).status_code == 404


def test_a_finding_is_let_pass_by_name_and_shown(people):
    made = desk.article(people.anna, text=CURE)
    reviewing.send_to_review(revision=desk.draft_of(made), by=people.anna, at=timezone.now())
    rob, url = desk.client(people.rob), desk.address("override_finding", made)
    asked = {"rule": "CL01", "words": "miracle"}
    assert "Let this finding pass" in text(rob.get(url, asked))
    assert "required" in text(rob.post(url, asked))
    for _time in range(2):
        rob.post(url, {**asked, "reason": "A quoted advert."})
    override = Override.objects.unscoped().get()
    assert (override.by, override.reason) == (people.rob, "A quoted advert.")
    page = text(rob.get(desk.address("review_article", made)))
    assert "let pass by Rob Rowan: A quoted advert." in page
    assert rob.get(url, {"rule": "EV01", "words": "nothing"}).status_code == 404


def test_an_error_keeps_the_reviewer_from_signing(people):
    made = desk.article(people.anna, text=CURE)
    reviewing.send_to_review(revision=desk.draft_of(made), by=people.anna, at=timezone.now())
    answer = desk.client(people.rob).post(desk.address("review_article", made), answered())
    assert "still block" in text(answer)
    assert not Review.objects.unscoped().exists()


def test_a_clinic_of_one_is_led_to_publishing_alone(people):
    made = desk.article(people.eve)
    eve = desk.client(people.eve)
    assert "Publish alone" in text(eve.get(desk.address("send_to_review", made)))
    fields = {"name": "Eve Birch", "reason": "I work alone.", "months": "12"}
    eve.post(desk.address("publish_article", made), fields)
    made.refresh_from_db()
    shown = text(eve.get(desk.address("show_revision", made, made.published)))
    assert "not yet checked by a second clinician" in shown


def test_taking_back_asks_why_and_is_told_to_staff(people):
    made = desk.published(people.anna, people.rob)
    anna, url = desk.client(people.anna), desk.address("retire_article", made)
    assert "required" in text(anna.post(url, {"reason": ""}))
    assert desk.client(people.kim).post(url, {"reason": "x"}).status_code == 403
    assert desk.client(people.eve).post(url, {"reason": "x"}).status_code == 404
    anna.post(url, {"reason": "The dose was wrong."})
    page = text(desk.client(people.kim).get(desk.address("show_clinic_article", made)))
    assert "The dose was wrong." in page


def test_a_public_article_is_read_by_anybody_until_it_is_private(people, client):
    made = desk.published(people.anna, people.rob)
    anna, url = desk.client(people.anna), desk.address("set_article_public", made)
    shown = desk.address("show_article", made.slug)
    assert client.get(shown).status_code == 404
    anna.post(url, {"public": "1"})
    assert client.get(shown).status_code == 200
    anna.post(url, {"public": "0"})
    assert client.get(shown).status_code == 404


def test_author_and_reviewer_are_reminded_ahead_of_the_review(
    people, run_jobs, django_capture_on_commit_callbacks
):
    made = desk.published(people.anna, people.rob, title="Plantar heel pain")
    due, now = made.published.review_due_on, timezone.now()
    assert remind_of_reviews(at=now, on=due - timedelta(days=90)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert remind_of_reviews(at=now, on=due - timedelta(days=50)) == 1
        assert remind_of_reviews(at=now + timedelta(days=1), on=due) == 0
    run_jobs()
    found = mail.outbox
    to = sorted(address for letter in found for address in letter.to)
    wanted = [people.anna.user.email, people.rob.user.email]
    assert [address for address in to if address in wanted] == sorted(wanted)
    assert not any("heel" in (m.subject + m.body).lower() for m in found)
    assert remind_of_reviews(at=now + timedelta(days=29), on=due) == 1


def test_physios_whose_patients_have_a_late_page_are_told_every_4_weeks(
    people, run_jobs, django_capture_on_commit_callbacks
):
    made = desk.published(people.anna, people.rob, title="Plantar heel pain")
    due, now = made.published.review_due_on, timezone.now()
    assert tell_of_late_pages(at=now, on=due + timedelta(days=1)) == 0
    reading = Reading.objects.create(patient=people.bob, article=made, given_by=people.kim)
    with django_capture_on_commit_callbacks(execute=True):
        assert tell_of_late_pages(at=now, on=due) == 0
        assert tell_of_late_pages(at=now, on=due + timedelta(days=1)) == 1
        assert tell_of_late_pages(at=now + timedelta(days=9), on=due + timedelta(days=10)) == 0
    run_jobs()
    letter = mail.outbox[-1]
    assert letter.to == [people.kim.user.email]
    assert "heel" not in (letter.subject + letter.body).lower()
    assert tell_of_late_pages(at=now + timedelta(days=29), on=due + timedelta(days=30)) == 1
    Reading.objects.filter(pk=reading.pk).unscoped().update(withdrawn_at=now)
    assert tell_of_late_pages(at=now + timedelta(days=58), on=due + timedelta(days=59)) == 0


def test_only_who_may_review_is_led_there(people, article):
    url = desk.address("review_article", article)
    for who, led in ((people.rob, True), (people.anna, False)):
        page = text(desk.client(who).get(desk.address("show_clinic_article", article)))
        assert (f'href="{url}"' in page) is led
