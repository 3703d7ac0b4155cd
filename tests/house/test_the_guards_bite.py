"""Each rule of the house is proved by a planted fault: a guard that cannot bark is no guard."""

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.test.utils import isolate_apps

from portal import access
from portal.models.rows import PatientRows, Rows
from tests.house import crawl, rules
from tests.world import World


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("portal.notify", "from articles.models import Article"),
        ("portal.models.patients", "import exercises.dose"),
        ("articles.actions.reading", "from exercises.models import Exercise"),
        ("exercises.actions.assigning", "from portal.views import patients"),
        ("articles.views.my", "from portal.urls import urlpatterns"),
        ("exercises.dose.parse", "from django.db import models"),
        ("articles.review.report", "from portal.models import Clinic"),
    ],
)
def test_a_wrong_import_is_seen(name, source):
    assert rules.wrong_imports(name, source)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("articles.models.writing", "from articles.actions import give_reading"),
        ("exercises.actions.assigning", "from exercises.forms import AssignForm"),
        ("exercises.forms.plans", "from exercises.views.my import today"),
    ],
)
def test_an_import_upwards_inside_a_room_is_seen(name, source):
    assert rules.wrong_order(name, source)


def test_a_way_round_the_doors_is_seen():
    assert rules.foreign_doors("exercises.views.my", "from articles.views.my import x")


@pytest.mark.parametrize(
    "source",
    [
        "Patient.objects.get(pk=pk)",
        "Patient.objects.all()",
        "Reading.objects.filter(patient=p)",
        "Session.objects.unscoped()",
        "get_object_or_404(Patient, pk=pk)",
        "Patient._default_manager.get(pk=1)",
        "Patient._base_manager.all()",
        "connection.cursor()",
        "Patient.objects.raw('select 1')",
    ],
)
def test_a_query_that_names_nobody_is_seen(source):
    assert rules.unscoped_queries("portal.views.patients", source)


def test_a_query_that_names_the_user_passes():
    source = "get_object_or_404(Patient.objects.for_user(request.user), pk=pk)"
    assert rules.unscoped_queries("portal.views.patients", source) == []


@pytest.mark.parametrize(
    "source",
    [
        "patient.save()",
        "Patient.objects.create(name='x')",
        "rows.delete()",
        "Reading.objects.for_user(u).update(note='')",
        "rows.bulk_create(new)",
    ],
)
def test_a_view_that_writes_is_seen(source):
    assert rules.writes("portal.views.patients", source)


@isolate_apps("tests.house")
def test_a_model_that_does_not_say_whose_it_is_is_seen():
    class Stray(Rows):
        class Meta:
            app_label = "portal"

    class Astray(PatientRows):
        belongs_to_patient = "nowhere__patient"

        class Meta:
            app_label = "portal"

    class Bare(models.Model):  # noqa: DJ008
        class Meta:
            app_label = "portal"

    for model in (Stray, Astray, Bare):
        assert rules.ownerless(model), model


@isolate_apps("tests.house")
def test_a_field_without_class_or_unit_is_seen():
    class Loose(Rows):
        note = models.TextField()
        weight = models.PositiveIntegerField()
        days = ArrayField(models.IntegerField())
        privacy = {"health": "weight days"}

        class Meta:
            app_label = "portal"

    found = " ".join(rules.unclassified(Loose))
    assert "note has no privacy class" in found
    assert "weight has no unit" in found
    assert "days has no unit" in found


def test_a_page_without_audience_or_under_the_wrong_prefix_is_seen():
    def bare(request): ...

    @access.clinicians
    def staff(request): ...

    @access.patients
    def mine(request, patient): ...

    assert rules.wrong_audience("/clinic/x/", "bare", bare)
    assert rules.wrong_audience("/my/x/", "staff", staff)
    assert rules.wrong_audience("/my/<uuid:patient>/", "mine", mine)
    assert rules.wrong_audience("/clinic/x/", "staff", staff) == []


def test_a_page_named_otherwise_than_its_view_is_seen():
    def show_thing(request): ...

    assert rules.wrong_name("/x/", "thing", show_thing)
    assert rules.wrong_name("/x/", None, show_thing)
    assert rules.wrong_name("/x/", "show_thing", show_thing) == []


@pytest.mark.django_db
def test_the_crawls_find_a_page_that_leaks_and_a_page_that_changes(settings):
    settings.ROOT_URLCONF = "tests.house.leaky_urls"
    alder, birch = World("Alder", "ALDERMARK"), World("Birch", "BIRCHMARK")
    before, near = crawl.rows_of(birch.clinic), "/clinic/patients/"
    found = " ".join(crawl.leaks(crawl.client_of(alder.physio), "GET", birch, near))
    assert "/leak/ shows the marker" in found
    after = crawl.rows_of(birch.clinic)
    assert before["portal.Patient"] != after["portal.Patient"]
    open_pages = " ".join(crawl.open_to_strangers(birch, [], near))
    assert "GET /clinic/patients/<uuid:pk>/leak/: 200" in open_pages
