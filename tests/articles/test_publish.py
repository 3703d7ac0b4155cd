"""From draft to a page readers get, and back."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.actions import publishing, reviewing, writing
from articles.models import Article, Citation, Override, Picture, Reading, Review, Revision
from portal.models import Event, Member, Notice
from tests.articles import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return desk.desk()


def publish(draft, by):
    return publishing.publish_article(
        revision=draft, by=by, at=timezone.now(), on=timezone.localdate()
    )


def alone(draft, by, **fields):
    given = {"name": by.user.name, "reason": "I work alone.", "months": 12, **fields}
    return publishing.publish_alone(
        revision=draft, by=by, at=timezone.now(), on=timezone.localdate(), **given
    )


def test_a_signed_text_is_published_with_everything_on_its_page(people):
    desk.source(people.alder)
    article = desk.article(people.anna, text=desk.TEXT)
    draft = desk.signed(article, by=people.anna, reviewer=people.rob)
    revision = publish(draft, people.anna)
    article.refresh_from_db()
    assert article.published_id == revision.pk
    assert revision.author_name == "Anna Ash"
    assert revision.reviewer_name == "Rob Rowan"
    assert "sore heel" in revision.html
    assert revision.paragraphs
    assert revision.words > 20
    assert Citation.objects.filter(revision=revision).unscoped().get().number == 1
    assert Revision.objects.unscoped().get(pk=revision.pk).search
    assert revision.report["signatures"][0]["name"] == "Rob Rowan"
    assert Event.objects.unscoped().filter(action="published article").count() == 1


def test_a_published_revision_never_changes(people):
    article = desk.published(people.anna, people.rob)
    revision = article.published
    revision.title = "Another title"
    with pytest.raises(IntegrityError), transaction.atomic():
        revision.save()
    with pytest.raises(writing.UnableToWrite):
        desk.save(revision, by=people.anna, title="Another title")


def test_nothing_is_published_without_a_second_clinicians_signature(people):
    article = desk.article(people.anna)
    with pytest.raises(publishing.UnableToPublish, match="second clinician"):
        publish(desk.draft_of(article), people.anna)
    reviewing.send_to_review(revision=desk.draft_of(article), by=people.anna, at=timezone.now())
    with pytest.raises(publishing.UnableToPublish, match="second clinician"):
        publish(desk.draft_of(article), people.anna)
    with pytest.raises(publishing.UnableToPublish, match="second clinician"):
        alone(desk.draft_of(article), people.anna)
    assert not Article.objects.unscoped().filter(published__isnull=False).exists()


def test_publishing_twice_is_once(people):
    article = desk.article(people.anna)
    draft = desk.signed(article, by=people.anna, reviewer=people.rob)
    first, second = publish(draft, people.anna), publish(draft, people.anna)
    assert first.pk == second.pk
    assert first.published_at == second.published_at
    assert Event.objects.unscoped().filter(action="published article").count() == 1


def test_a_text_taken_back_has_lost_its_signature(people):
    article = desk.article(people.anna)
    draft = desk.signed(article, by=people.anna, reviewer=people.rob)
    draft = reviewing.take_back(revision=draft, by=people.anna, at=timezone.now())
    desk.save(draft, by=people.anna, text=desk.TEXT.replace("3 days", "9 days"))
    draft = reviewing.send_to_review(
        revision=desk.draft_of(article), by=people.anna, at=timezone.now()
    )
    with pytest.raises(publishing.UnableToPublish):
        publish(draft, people.anna)
    assert draft.reviewer_name == ""


def test_a_clinic_of_one_publishes_by_name_and_with_a_reason(people):
    article = desk.article(people.eve)
    revision = alone(desk.draft_of(article), people.eve)
    assert revision.state == "published"
    assert revision.reviewer_name == ""
    assert Review.objects.unscoped().get().decision == "alone"
    assert Override.objects.unscoped().get().rule == "ST05"
    found = [f for f in revision.report["findings"] if f["rule"] == "ST05"]
    assert found[0]["override"] == {"by": "Eve Birch", "reason": "I work alone."}


@pytest.mark.parametrize(
    ("fields", "says"),
    [({"name": "Somebody"}, "own name"), ({"reason": " "}, "reason"), ({"months": 37}, "36")],
)
def test_publishing_alone_asks_for_name_reason_and_review(people, fields, says):
    article = desk.article(people.eve)
    with pytest.raises(publishing.UnableToPublish, match=says):
        alone(desk.draft_of(article), people.eve, **fields)


def test_a_colleague_who_left_is_no_second_clinician(people):
    colleague = desk.factories.member(people.birch, "Ned Nettle")
    article = desk.article(people.eve)
    with pytest.raises(publishing.UnableToPublish):
        alone(desk.draft_of(article), people.eve)
    Member.objects.filter(pk=colleague.pk).unscoped().update(ended_at=timezone.now())
    assert alone(desk.draft_of(article), people.eve).state == "published"


def test_an_error_blocks_until_it_is_let_pass_by_name(people):
    text = desk.TEXT.replace("[^rathleff15]", "") + "\nMiracle cure: 62% of people are healed.\n"
    article = desk.article(people.anna, text=text)
    draft = reviewing.send_to_review(
        revision=desk.draft_of(article), by=people.anna, at=timezone.now()
    )
    now = {"at": timezone.now(), "on": timezone.localdate()}
    sign = {"answers": desk.YES, "note": "", "months": 12, "by": people.rob}
    with pytest.raises(reviewing.UnableToReview, match="block"):
        reviewing.sign_review(revision=draft, **sign, **now)
    for finding in list(desk.blocking(draft)):
        reviewing.override_finding(
            revision=draft,
            by=people.rob,
            rule=finding.rule,
            words=finding.text[:300],
            reason="It is an example.",
            **now,
        )
    reviewing.sign_review(revision=draft, **sign, **now)
    revision = publish(draft, people.anna)
    assert all("override" in f for f in revision.report["findings"] if f["severity"] == "error")


def test_taking_back_tells_the_physios_who_gave_it(people, run_jobs, mailoutbox):
    article = desk.published(people.anna, people.rob)
    Reading.objects.create(patient=people.bob, article=article, given_by=people.kim)
    by = {"by": people.anna, "at": timezone.now()}
    publishing.retire_article(article=article, reason="A mistake.", **by)
    publishing.retire_article(article=article, reason="Again.", **by)
    article.refresh_from_db()
    assert article.retire_reason == "A mistake."
    told = Notice.objects.filter(kind="article_retired").unscoped()
    assert [notice.user for notice in told] == [people.kim.user]


def test_a_taken_back_article_is_read_again_after_a_new_revision(people):
    article = desk.published(people.anna, people.rob)
    publishing.retire_article(article=article, by=people.anna, at=timezone.now(), reason="Old.")
    draft = writing.start_draft(article=article, by=people.anna, at=timezone.now())
    desk.save(draft, by=people.anna, title="Sore heel, again")
    publish(desk.signed(article, by=people.anna, reviewer=people.rob), people.anna)
    article.refresh_from_db()
    assert article.retired_at is None
    assert article.published.number == 2


def test_pictures_are_public_while_a_public_article_shows_them(people):
    picture = Picture.objects.create(
        clinic=people.alder,
        alt="A foot",
        width_px=480,
        height_px=320,
        widths_px=[480],
        stored_bytes=9,
    )
    text = desk.TEXT.replace("[^rathleff15]", "")
    text += f"\n![A foot](/media/pictures/{picture.pk}/480.webp)\n"
    article = desk.published(people.anna, people.rob, text=text)
    by = {"by": people.anna, "at": timezone.now()}
    for is_public in (True, False):
        publishing.set_article_public(article=article, is_public=is_public, **by)
        picture.refresh_from_db()
        assert picture.is_public is is_public


def test_a_shared_article_is_copied_with_its_questions(people):
    check = {"prompt": "When do you stop?", "own_words": True, "choices": []}
    article = desk.published(people.anna, people.rob)
    shared = Article.objects.create(slug="shared", language="en-gb")
    shared.published = Revision.objects.create(
        article=shared,
        number=1,
        title="Sore heel, shared",
        text=desk.TEXT,
        state="published",
        published_at=timezone.now(),
    )
    shared.save()
    writing.write_checks(shared.published, [check])
    copy = writing.copy_article(article=shared, by=people.anna, at=timezone.now())
    draft = desk.draft_of(copy)
    assert copy.clinic == people.alder
    assert draft.text == desk.TEXT
    assert draft.checks.get().prompt == "When do you stop?"
    with pytest.raises(writing.UnableToWrite):
        writing.copy_article(article=article, by=people.eve, at=timezone.now())
