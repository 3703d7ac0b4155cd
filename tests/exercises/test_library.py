"""The clinic's own exercises: written, published, withdrawn, kept at hand."""

import io

import pytest
from django.utils import timezone
from PIL import Image

from exercises.actions import library
from exercises.completeness import points
from exercises.models import Exercise, ExerciseRevision
from portal.models import Draft, Event
from tests import factories
from tests.exercises.making import exercise

pytestmark = pytest.mark.django_db
WRITTEN = {
    "name": "Clinic clam",
    "steps": "Open the knee.\nClose it.",
    "start": "Lie on your side.",
    "stop_rules": "Stop when it hurts.",
    "dose": "3x12 each side, daily",
    "level": "2",
    "cautions": "falls: Hold on.",
    "kit": ["mat"],
}


@pytest.fixture
def town():
    return factories.town()


@pytest.fixture
def alice(client, town):
    factories.sign_in(client, town.alice)
    return client


@pytest.fixture
def clam(town):
    return library.add_exercise(name="Clinic clam", by=town.alice, at=timezone.now())


def post(client, exercise_, how="save", **changed):
    revision = exercise_.revisions.order_by("-number").first()
    data = {**WRITTEN, "version": revision.version, how: "1", **changed}
    return client.post(f"/clinic/exercises/{exercise_.pk}/edit/", data)


# Looking --------------------------------------------------------------------------------------


def test_anybody_may_read_a_public_exercise_with_its_stop_rules_and_help(client):
    exercise("Bridge", public=True)
    page = client.get("/exercises/bridge/").content.decode()
    assert "Stop when it hurts." in page
    assert 'id="help"' in page
    assert "Do 3 sets of 10. Do this every day." in page
    assert "Bridge" in client.get("/exercises/").content.decode()


@pytest.mark.parametrize("state", ["own", "draft", "withdrawn"])
def test_what_is_not_public_is_not_there_for_strangers(client, town, state):
    made = exercise("Bridge", clinic=town.alder if state == "own" else None, public=state != "own")
    if state == "draft":
        Exercise.objects.unscoped().filter(pk=made.pk).update(published=None)
    if state == "withdrawn":
        Exercise.objects.unscoped().filter(pk=made.pk).update(withdrawn_at=timezone.now())
    assert client.get(f"/exercises/{made.slug}/").status_code == 404


def test_filters_count_what_they_would_leave(alice):
    exercise("Bridge", kit=["mat"], goals=["strength"])
    exercise("Heel slide", kit=["mat"], goals=["mobility"])
    page = alice.get("/clinic/exercises/?goal=strength").content.decode()
    assert "mat (1)" in page
    assert "Mobility (1)" in page
    assert "Heel slide" not in page


def test_a_mistyped_search_offers_the_right_word(alice):
    from exercises.search import index

    made = exercise("Plantar stretch", public=True)
    index(made.published)
    page = alice.get("/clinic/exercises/?q=plamtar").content.decode()
    assert "Did you mean" in page
    assert "plantar" in page


def test_with_script_only_the_results_come(alice):
    exercise("Bridge")
    answer = alice.get("/clinic/exercises/?q=brid", headers={"X-Fragment": "1"})
    assert "<html" not in answer.content.decode()
    assert answer["X-Count-Text"] == "1%20exercise"


@pytest.mark.parametrize("many", [1, 100])
def test_the_library_asks_few_questions_of_the_database(alice, many, django_assert_max_num_queries):
    for number in range(many):
        exercise(f"Move {number}")
    alice.get("/clinic/exercises/")
    with django_assert_max_num_queries(12):
        assert alice.get("/clinic/exercises/").status_code == 200


def test_a_favourite_is_kept_and_let_go(alice, town):
    made = exercise("Bridge")
    url = f"/clinic/exercises/{made.pk}/favourite/"
    alice.post(url, {"kept": "1"})
    alice.post(url, {"kept": "1"})
    assert town.alice.favourites.count() == 1
    assert "Bridge" in alice.get("/clinic/exercises/?whose=favourite").content.decode()
    alice.post(url, {"kept": "0"})
    assert town.alice.favourites.count() == 0


# Writing --------------------------------------------------------------------------------------


def test_an_exercise_is_begun_saved_and_published(alice, clam):
    assert post(alice, clam).status_code == 302
    assert post(alice, clam, how="publish").status_code == 302
    clam.refresh_from_db()
    assert clam.published.dose.side == "each"
    assert clam.published.cautions == [{"tag": "falls", "text": "Hold on."}]
    assert clam.published.steps == ["Open the knee.", "Close it."]
    events = set(Event.objects.unscoped().values_list("action", flat=True))
    assert {"added exercise", "published exercise"} <= events


def test_what_is_in_the_way_is_said_beside_its_field_and_the_draft_is_kept(alice, clam):
    page = post(alice, clam, how="publish", stop_rules="", purpose="Kept words")
    assert "Say when to stop." in page.content.decode()
    clam.refresh_from_db()
    assert clam.published is None
    assert clam.revisions.get().purpose == "Kept words"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("dose", "3x12 or 2x15", "Which is meant?"),
        ("cautions", "Hold on.", "begin with one of the tags"),
        ("easier", "No such thing", "No exercise has this name"),
        ("name", "", "Name"),
    ],
)
def test_bad_input_says_so_and_keeps_what_was_typed(alice, clam, field, typed, said):
    page = post(alice, clam, **{field: typed, "purpose": "Kept words"}).content.decode()
    assert said in page
    assert "Kept words" in page
    assert typed in page


def test_editing_what_is_published_makes_a_new_revision(alice, clam):
    post(alice, clam, how="publish")
    post(alice, clam, how="publish", name="Clam, slower")
    numbers = list(clam.revisions.values_list("number", "name"))
    assert numbers == [(2, "Clam, slower"), (1, "Clinic clam")]


def test_two_colleagues_at_once_are_told_and_nothing_is_overwritten(alice, clam):
    post(alice, clam, purpose="Mine")
    page = post(alice, clam, purpose="Theirs", version=1).content.decode()
    assert "A colleague saved this exercise meanwhile" in page
    assert "Theirs" in page
    assert clam.revisions.get().purpose == "Mine"


def test_half_written_text_comes_back(alice, clam, town):
    form = f"exercise-{clam.pk}"
    alice.post(f"/drafts/{form}/", {**WRITTEN, "version": "1", "purpose": "Half a sen"})
    assert "Half a sen" in alice.get(f"/clinic/exercises/{clam.pk}/edit/").content.decode()
    post(alice, clam)
    assert not Draft.objects.for_user(town.alice.user).exists()


def test_the_author_sees_what_cert_still_asks_for(alice, clam):
    post(alice, clam)
    page = alice.get(f"/clinic/exercises/{clam.pk}/edit/").content.decode()
    assert "CERT 14" in page
    met = {str(p.words): p.is_met for p in points(clam.revisions.get())}
    assert met["The usual dose: how often"]
    assert not met["An easier version is there"]


def test_a_photo_is_encoded_anew_into_the_draft(alice, clam):
    data = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(data, "JPEG")
    data.seek(0)
    data.name = "photo.jpg"
    url = f"/clinic/exercises/{clam.pk}/picture/"
    assert alice.post(url, {"picture": data, "alt": "A knee"}).status_code == 302
    picture = clam.revisions.get().picture
    assert (picture.alt, picture.clinic_id) == ("A knee", clam.clinic_id)
    bad = io.BytesIO(b"<svg onload=alert(1)>")
    bad.name = "photo.jpg"
    page = alice.post(url, {"picture": bad, "alt": "A knee"}).content.decode()
    assert "Only JPEG, PNG and WebP" in page


def test_a_shared_exercise_is_copied_into_the_clinic(alice, town):
    made = exercise("Bridge")
    alice.post(f"/clinic/exercises/{made.pk}/copy/")
    copy = ExerciseRevision.objects.unscoped().get(state="draft")
    assert copy.exercise.clinic == town.alder
    assert copy.dose == made.published.dose
    assert alice.get(f"/clinic/exercises/{made.pk}/edit/").status_code == 404


# Withdrawing ----------------------------------------------------------------------------------


def test_withdrawing_asks_why_and_takes_it_out_of_the_library(alice, clam, town):
    post(alice, clam, how="publish")
    exercise("Bridge")
    url = f"/clinic/exercises/{clam.pk}/withdraw/"
    assert "This field is required" in alice.post(url, {"reason": ""}).content.decode()
    alice.post(url, {"reason": "A step was wrong", "replacement": "Bridge"})
    clam.refresh_from_db()
    assert clam.withdraw_reason == "A step was wrong"
    assert clam.replacement.slug == "bridge"
    assert not Exercise.objects.for_library(town.alice.user).filter(pk=clam.pk).exists()
    alice.post(f"/clinic/exercises/{clam.pk}/restore/")
    assert Exercise.objects.for_library(town.alice.user).filter(pk=clam.pk).exists()


def test_who_still_has_it_is_listed(alice, clam, town):
    from exercises.actions import assign
    from tests.exercises.making import programme

    post(alice, clam, how="publish")
    clam.refresh_from_db()
    plan = programme(town.alice, "Hip", clam)
    assign(
        programme=plan, patient=town.bob, by=town.alice, at=timezone.now(),
        starts_on=timezone.localdate(),
    )  # fmt: skip
    page = alice.get(f"/clinic/exercises/{clam.pk}/withdraw/").content.decode()
    assert "Bob Jones" in page
    assert "Hip" in page
    everywhere = f'href="/clinic/exercises/{clam.pk}/everywhere/"'
    assert everywhere in page
    assert everywhere in alice.get(f"/clinic/exercises/{clam.pk}/").content.decode()


def test_an_exercise_nobody_has_offers_nothing_to_replace(alice, clam):
    assert "/everywhere/" not in alice.get(f"/clinic/exercises/{clam.pk}/").content.decode()


# Whose ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["", "edit/", "picture/", "withdraw/"])
def test_another_clinics_exercise_is_not_there(client, clam, town, page):
    factories.sign_in(client, town.eve)
    assert client.get(f"/clinic/exercises/{clam.pk}/{page}").status_code == 404


@pytest.mark.parametrize("change", ["favourite/", "copy/", "restore/"])
def test_another_clinics_exercise_is_not_changed(client, clam, town, change):
    factories.sign_in(client, town.eve)
    assert client.post(f"/clinic/exercises/{clam.pk}/{change}", {"kept": "1"}).status_code == 404


def test_the_library_is_for_clinicians(client, town):
    factories.sign_in(client, town.mia)
    assert client.get("/clinic/exercises/").status_code == 403
    factories.sign_in(client, town.bob)
    assert client.get("/clinic/exercises/").status_code == 403
