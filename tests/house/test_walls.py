"""The walls behind the rules: what holds when somebody forgets one."""

import pytest
from django.db import IntegrityError, connection, transaction

from portal.models.rows import OwnedQuerySet, UnscopedQuery
from tests.house import rules
from tests.world import World

OWNED = [m for m in rules.own_models() if issubclass(type(m._default_manager.all()), OwnedQuerySet)]
# model.field of what would join two clinics, or two patients.
JOINS = """
    article.published check.revision checkanswer.check_asked checkanswer.reading
    citation.source opening.reading opening.revision reading.article reading.given_by
    reading.patient review.reviewer revision.article assigneditem.exercise
    assigneditem.revision assigneditem.slot assignedreading.reading assignment.episode
    assignment.given_by assignment.patient assignment.programme entry.item entry.session
    exercise.published exerciserevision.exercise favourite.exercise favourite.member
    item.exercise item.slot phasereading.article session.episode session.patient
    careteam.episode careteam.member episode.lead episode.patient event.clinic event.patient
    invitation.clinic invitation.patient member.clinic notice.clinic notice.patient
    noticeshown.notice noticeshown.patient patient.clinic question.answered_by
""".split()  # noqa: SIM905
# What is never changed at all is refused for its own row too.
FROZEN = ("event.",)
KEEPING = ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches.open")


@pytest.mark.parametrize("model", OWNED, ids=lambda m: m._meta.label)
def test_a_query_that_names_nobody_raises(model):
    rows = model._default_manager
    for ask in (
        lambda: list(rows.all()),
        lambda: rows.filter(pk__isnull=False).first(),
        lambda: rows.count(),
        lambda: rows.exists(),
        lambda: list(rows.values_list("pk")),
        lambda: rows.all().delete(),
    ):
        with pytest.raises(UnscopedQuery):
            ask()


@pytest.mark.django_db
def test_the_database_refuses_a_row_that_points_into_another_clinic():
    """Every foreign key that joins what belongs to two owners, tried past Python with `update`."""
    alder, birch = World("Alder", "ALDERMARK"), World("Birch", "BIRCHMARK")
    passed = []
    for name in JOINS:
        model, field = name.split(".")
        row = alder.rows[model]
        kind = type(row)._meta.get_field(field).related_model._meta.model_name
        if may_point(row, field, birch.rows[kind]):
            passed.append(name)
    assert passed == []


def may_point(row, field: str, target) -> bool:
    """Whether the database takes it; what it took is taken back."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    rows = rows.unscoped() if isinstance(rows, OwnedQuerySet) else rows
    try:
        with transaction.atomic():
            assert rows.update(**{field: target}) == 1
            connection.check_constraints()
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


@pytest.mark.django_db
def test_the_database_takes_a_row_that_points_at_its_own():
    """So that the test above is not passed by a database that takes nothing."""
    alder = World("Alder", "ALDERMARK")
    refused = []
    for name in JOINS:
        model, field = name.split(".")
        row = alder.rows[model]
        if not may_point(row, field, getattr(row, field)):
            refused.append(name)
    assert [name for name in refused if not name.startswith(FROZEN)] == []


def test_no_script_keeps_anything_in_the_browser():
    scripts = [p for app in rules.APPS for p in (rules.ROOT / app / "static").rglob("*.js")]
    assert scripts
    found = [
        f"{path.name}: {word}"
        for path in scripts
        for word in KEEPING
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []
