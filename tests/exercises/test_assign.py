"""Giving a programme: three clicks, four where a side is asked, and nothing typed."""

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Revision
from exercises import actions
from exercises.models import AssignedItem, Assignment, Change, Item, PhaseReading, Programme
from portal.models import Event
from tests import factories
from tests.exercises.making import add, exercise, programme
from tests.house.crawl import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return factories.town()


@pytest.fixture
def heels(town):
    made = programme(town.alice, "Strong heels", exercise("Heel raise"), exercise("Squat"))
    Programme.objects.filter(pk=made.pk).unscoped().update(is_draft=False)
    made.refresh_from_db()
    return made


@pytest.fixture
def alice(client, town):
    factories.sign_in(client, town.alice)
    return client


def page_of(town, made, who=None):
    return reverse("give_programme", args=[(who or town.bob).pk, made.pk])


def give(town, made, **fields):
    return actions.assign(
        programme=made,
        patient=town.bob,
        by=town.alice,
        at=timezone.now(),
        **{"starts_on": timezone.localdate(), **fields},
    )


def sided(made):
    """The programme with one item for the affected side."""
    item = Item.objects.filter(slot__phase__programme=made).unscoped().first()
    Item.objects.filter(pk=item.pk).unscoped().update(side="affected")
    return item


# Three clicks ----------------------------------------------------------------------------------


def test_three_clicks_and_no_typing_give_a_programme(alice, town, heels):
    patient_page = alice.get(reverse("show_patient", args=[town.bob.pk])).content.decode()
    assert reverse("assign_programme", args=[town.bob.pk]) in patient_page
    choice = alice.get(reverse("assign_programme", args=[town.bob.pk])).content.decode()
    assert page_of(town, heels) in choice
    preview = alice.get(page_of(town, heels))
    response = alice.post(page_of(town, heels), fields_of(preview))
    assert response.status_code == 302
    given = town.bob.assignments.get()
    assert given.name == "Strong heels"
    assert given.starts_on == timezone.localdate()
    assert given.given_by == town.alice
    assert AssignedItem.objects.filter(slot__phase__assignment=given).unscoped().count() == 2
    assert Event.objects.unscoped().filter(action="assigned programme", patient=town.bob).exists()


def test_sending_twice_gives_once(alice, town, heels):
    fields = fields_of(alice.get(page_of(town, heels)))
    assert alice.post(page_of(town, heels), fields).status_code == 302
    assert alice.post(page_of(town, heels), fields).status_code == 302
    assert town.bob.assignments.count() == 1


def test_the_preview_says_minutes_kit_reading_and_cautions(alice, town, heels):
    caution = {"tag": "falls", "text": "Hold on to something."}
    add(heels, exercise("Band pull", kit=["band"], cautions=[caution]), town.alice)
    town.bob.kit, town.bob.cautions, town.bob.minutes_a_day = ["chair"], ["falls"], 1
    town.bob.save()
    page = alice.get(page_of(town, heels)).content.decode()
    assert "3 exercises" in page
    assert "Not at home with Bob Jones: band" in page
    assert "Hold on to something." in page
    assert "Bob Jones has 1." in page


def test_the_patient_is_told_without_a_clinical_word(
    town, heels, run_jobs, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        give(town, heels)
    run_jobs()
    letter = mail.outbox[-1]
    assert letter.to == [town.bob.user.email]
    for word in ("heel", "squat", "exercise"):
        assert word not in (letter.subject + letter.body).lower()


def test_recent_and_own_programmes_stand_first(alice, town, heels):
    shared = Programme.objects.create(name="A shared one", is_draft=False)
    own = Programme.objects.create(name="Z own", clinic=town.alder, is_draft=False)
    give(town, heels)
    page = alice.get(reverse("assign_programme", args=[town.bob.pk])).content.decode()
    assert page.index(str(heels.pk)) < page.index(str(own.pk)) < page.index(str(shared.pk))


def test_the_search_finds_by_name_and_by_exercise(alice, town, heels):
    here = reverse("assign_programme", args=[town.bob.pk])
    for words, finds in (("heels", True), ("squat", True), ("shoulder", False)):
        response = alice.get(here, {"q": words}, headers={"X-Fragment": "1"})
        assert "<html" not in response.content.decode()
        assert (str(heels.pk) in response.content.decode()) is finds


# The side ----------------------------------------------------------------------------------------


def test_the_side_is_asked_only_where_it_is_needed_and_never_preselected(alice, town, heels):
    assert 'name="side"' not in alice.get(page_of(town, heels)).content.decode()
    sided(heels)
    page = alice.get(page_of(town, heels)).content.decode()
    assert page.count('name="side"') == 3
    assert "checked" not in page


def test_without_the_side_nothing_is_given_and_all_that_was_typed_stays(alice, town, heels):
    sided(heels)
    fields = fields_of(alice.get(page_of(town, heels))) | {"note": "Ring me"}
    fields.pop("side")
    response = alice.post(page_of(town, heels), fields)
    assert response.status_code == 422
    assert "Ring me" in response.content.decode()
    assert not town.bob.assignments.exists()


def test_the_chosen_side_stands_in_the_items_it_is_for(alice, town, heels):
    item = sided(heels)
    fields = fields_of(alice.get(page_of(town, heels))) | {"side": "left"}
    alice.post(page_of(town, heels), fields)
    given = town.bob.assignments.get()
    assert given.affected_side == "left"
    sides = {
        i.exercise_id: i.side
        for i in AssignedItem.objects.filter(slot__phase__assignment=given).unscoped()
    }
    assert sides.pop(item.exercise_id) == "left"
    assert set(sides.values()) == {""}


# What stands in the way --------------------------------------------------------------------------


def test_a_dose_without_frequency_is_shown_with_the_way_to_put_it_right(alice, town, heels):
    item = add(heels, exercise("Bridge"), town.alice)
    Item.objects.filter(pk=item.pk).unscoped().update(
        per_day_min=None, per_day_max=None, every_n_days=None
    )
    page = alice.get(page_of(town, heels)).content.decode()
    assert "How often?" in page
    assert reverse("edit_programme", args=[heels.pk]) in page
    response = alice.post(page_of(town, heels), fields_of(alice.get(page_of(town, heels))))
    assert response.status_code == 422
    assert not town.bob.assignments.exists()


def test_a_one_sided_exercise_without_a_side_is_not_given(town, heels):
    add(heels, exercise("Clam", one_sided=True), town.alice)
    with pytest.raises(actions.UnableToAssign) as refusal:
        give(town, heels)
    assert [problem.lacks for problem in refusal.value.problems] == ["side"]


def test_an_exercise_made_for_somebody_is_in_no_programme(town, heels):
    item = add(heels, exercise("Own film", clinic=town.alder), town.alice)
    item.exercise.patient = town.carol
    with pytest.raises(IntegrityError), transaction.atomic():
        item.exercise.save()


def test_a_programme_changed_since_it_was_looked_at_is_shown_again(alice, town, heels):
    fields = fields_of(alice.get(page_of(town, heels)))
    Programme.objects.filter(pk=heels.pk).unscoped().update(version=heels.version + 1)
    response = alice.post(page_of(town, heels), fields)
    assert response.status_code == 422
    assert "changed a moment ago" in response.content.decode()
    assert alice.post(page_of(town, heels), fields_of(response)).status_code == 302


def test_after_care_has_ended_nothing_is_given(alice, town, heels):
    town.bob.episodes.update(closed_at=timezone.now())
    assert "Care has ended" in alice.get(page_of(town, heels)).content.decode()
    fields = {"key": uuid.uuid4(), "version": heels.version, "starts_on": "2026-11-20"}
    assert alice.post(page_of(town, heels), fields).status_code == 422
    assert not town.bob.assignments.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"ends_on": "2000-01-01"}, "before the first day"),
        ({"starts_on": "soon"}, "Enter a valid date"),
        ({"pain_limit": "11"}, "10"),
        ({"pain_fine_max": "6", "pain_limit": "3"}, "below what is fine"),
        ({"pain_limit": "2"}, "below what is fine"),
        ({"note": "x" * 501}, "500"),
    ],
)
def test_bad_input_says_so_beside_the_field(alice, town, heels, wrong, says):
    fields = fields_of(alice.get(page_of(town, heels))) | wrong
    response = alice.post(page_of(town, heels), fields)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not town.bob.assignments.exists()


def test_limits_said_are_kept_and_empty_ones_are_the_clinics(alice, town, heels):
    fields = fields_of(alice.get(page_of(town, heels))) | {"pain_limit": "4"}
    alice.post(page_of(town, heels), fields)
    given = town.bob.assignments.get()
    assert (given.pain_fine_max, given.pain_limit, given.morning_rise_limit) == (None, 4, None)


# A copy -----------------------------------------------------------------------------------------


def test_changing_the_programme_afterwards_changes_nothing_given(town, heels):
    given = give(town, heels)

    def stand():
        rows = AssignedItem.objects.filter(slot__phase__assignment=given).unscoped()
        return [(i.pk, i.revision_id, i.dose, i.note) for i in rows.order_by("pk")]

    before = stand()
    item = Item.objects.filter(slot__phase__programme=heels).unscoped().first()
    Item.objects.filter(pk=item.pk).unscoped().update(sets_min=9, sets_max=9, note="Other")
    add(heels, exercise("Bridge"), town.alice)
    Item.objects.filter(pk=item.pk).unscoped().delete()
    Programme.objects.filter(pk=heels.pk).unscoped().delete()
    given.refresh_from_db()
    assert stand() == before
    assert given.name == "Strong heels"


def test_reading_of_the_first_stage_comes_with_it(town, heels):
    article = Article.objects.create(slug="heel-pain-and-you")
    article.published = Revision.objects.create(
        article=article, number=1, state="published", title="Heel pain", published_at=timezone.now()
    )
    article.save()
    PhaseReading.objects.create(phase=heels.phases.first(), article=article)
    give(town, heels)
    assert town.bob.readings.get().article == article


def test_the_first_change_says_that_it_was_given(town, heels):
    given = give(town, heels, note="Take your time.")
    change = given.changes.get()
    assert (change.kind, change.reason, change.by) == (
        Change.Kind.GIVEN,
        "Take your time.",
        town.alice,
    )


def test_dated_stages_follow_each_other_and_a_criterion_waits(town, heels):
    from exercises.models import Phase

    first = heels.phases.first()
    Phase.objects.filter(pk=first.pk).unscoped().update(weeks_max=2)
    Phase.objects.create(programme=heels, order=1, name="B", criterion="20 in a row")
    Phase.objects.create(programme=heels, order=2, name="C", weeks_max=4)
    one, two, three = give(town, heels, starts_on=date(2026, 11, 2)).phases.order_by("order")
    assert (one.starts_on, one.ends_on) == (date(2026, 11, 2), date(2026, 11, 15))
    assert (two.starts_on, two.ends_on) == (date(2026, 11, 16), None)
    assert three.starts_on is None
    assert [p.state for p in (one, two, three)] == ["current", "waiting", "waiting"]


# Who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "status"), [("eve", 404), ("mia", 403), ("bob", 403)])
def test_strangers_and_others_give_nothing(client, town, heels, who, status):
    factories.sign_in(client, getattr(town, who))
    fields = {"key": uuid.uuid4(), "version": heels.version, "starts_on": "2026-11-20"}
    for page in (reverse("assign_programme", args=[town.bob.pk]), page_of(town, heels)):
        assert client.get(page).status_code == status
    assert client.post(page_of(town, heels), fields).status_code == status
    assert not Assignment.objects.unscoped().exists()


def test_another_clinics_programme_is_not_there(alice, town):
    theirs = Programme.objects.create(name="Theirs", clinic=town.birch, is_draft=False)
    assert alice.get(page_of(town, theirs)).status_code == 404
    page = alice.get(reverse("assign_programme", args=[town.bob.pk])).content.decode()
    assert "Theirs" not in page


def test_a_hundred_programmes_and_items_take_as_many_queries_as_one(alice, town, heels):
    here = reverse("assign_programme", args=[town.bob.pk])

    def queries(address):
        with CaptureQueriesContext(connection) as seen:
            assert alice.get(address).status_code == 200
        return len(seen)

    few = queries(here), queries(page_of(town, heels))
    for number in range(30):
        Programme.objects.create(name=f"P {number}", clinic=town.alder, is_draft=False)
        add(heels, exercise(f"Move {number}"), town.alice)
    many = queries(here), queries(page_of(town, heels))
    assert many == few
    assert max(many) <= 12


# From a plan ------------------------------------------------------------------------------------


def test_what_one_patient_has_is_given_to_another_after_a_look(alice, town, heels):
    sided(heels)
    given = give(town, heels, side="left")
    carry = reverse("carry_plan", args=[town.bob.pk, given.pk])
    assert "Carol Smith" in alice.get(carry).content.decode()
    response = alice.post(carry, {"to": town.carol.pk})
    preview = alice.get(response["Location"])
    assert preview.content.decode().count('name="side"') == 3
    fields = fields_of(preview) | {"side": "right"}
    assert alice.post(response["Location"], fields).status_code == 302
    copy = town.carol.assignments.get()
    assert copy.name == given.name
    items = AssignedItem.objects.filter(slot__phase__assignment=copy).unscoped()
    assert sorted(i.side for i in items) == ["", "right"]
    listed = alice.get(reverse("assign_programme", args=[town.carol.pk])).content.decode()
    assert str(copy.programme_id) not in listed


def test_a_plan_is_not_carried_to_another_clinics_patient(alice, town, heels):
    given = give(town, heels)
    carry = reverse("carry_plan", args=[town.bob.pk, given.pk])
    alice.post(carry, {"to": town.frank.pk})
    assert not town.frank.assignments.exists()
    assert Programme.objects.unscoped().count() == 1


def test_a_plan_is_kept_as_a_programme_that_names_nobody(alice, town, heels):
    given = give(town, heels, note="For Bob only")
    keep = reverse("keep_plan", args=[town.bob.pk, given.pk])
    response = alice.post(keep, {"name": "Our heels"})
    assert response.status_code == 302
    kept = Programme.objects.unscoped().get(name="Our heels")
    assert kept.clinic == town.alder
    assert not kept.is_draft
    assert "Bob" not in kept.name + kept.summary + kept.flare_plan
    assert Item.objects.filter(slot__phase__programme=kept).unscoped().count() == 2


def test_a_past_programme_is_given_again(alice, town, heels):
    given = give(town, heels, starts_on=timezone.localdate() - timedelta(days=60))
    page = alice.get(reverse("assign_programme", args=[town.bob.pk])).content.decode()
    carry = reverse("carry_plan", args=[town.bob.pk, given.pk])
    assert carry in page
    response = alice.post(carry, {"to": town.bob.pk})
    alice.post(response["Location"], fields_of(alice.get(response["Location"])))
    assert town.bob.assignments.count() == 2
