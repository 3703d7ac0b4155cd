"""The rules of the house hold everywhere."""

import pytest

from tests.house import rules

MODULES = list(rules.modules())
FACES = list(rules.faces())


def gather(rule, things):
    return [sentence for thing in things for sentence in rule(*thing)]


def test_imports_go_in_the_directions_of_the_house():
    assert gather(rules.wrong_imports, MODULES) == []


def test_inside_a_room_imports_go_down():
    assert gather(rules.wrong_order, MODULES) == []


def test_rooms_meet_through_their_doors():
    assert gather(rules.foreign_doors, MODULES) == []


def test_views_forms_and_api_start_every_query_with_the_user():
    assert gather(rules.unscoped_queries, FACES) == []


def test_views_and_forms_never_write():
    assert gather(rules.writes, FACES) == []


@pytest.mark.parametrize("model", list(rules.own_models()), ids=lambda m: m._meta.label)
def test_every_model_says_whose_it_is(model):
    assert rules.ownerless(model) == []


@pytest.mark.parametrize("model", list(rules.own_models()), ids=lambda m: m._meta.label)
def test_every_field_has_a_privacy_class_and_every_number_a_unit(model):
    assert rules.unclassified(model) == []


def test_every_page_names_its_audience_and_its_prefix_agrees():
    assert gather(rules.wrong_audience, rules.pages()) == []


def test_every_page_has_the_name_of_its_view():
    assert gather(rules.wrong_name, rules.pages()) == []


def test_there_is_no_django_admin():
    from django.apps import apps

    assert not apps.is_installed("django.contrib.admin")
    assert not any("admin" in route for route, _name, _view in rules.pages())


def test_no_migration_is_missing(db):
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_migration_is_named_by_meaning():
    names = [
        path.stem for app in rules.APPS for path in (rules.ROOT / app / "migrations").glob("0*.py")
    ]
    assert names
    assert [n for n in names if "_auto_" in n or n.endswith("_initial")] == []


def test_the_data_map_is_up_to_date():
    from portal.management.commands.write_data_map import data_map

    written = (rules.ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    assert written == data_map(), "run: python manage.py write_data_map"
