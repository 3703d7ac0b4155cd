"""The walls behind the rules: what holds when somebody forgets one."""

import pytest

from portal.models.rows import OwnedQuerySet, UnscopedQuery
from tests.house import rules

OWNED = [m for m in rules.own_models() if issubclass(type(m._default_manager.all()), OwnedQuerySet)]
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
