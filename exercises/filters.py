"""The filters of the library, each choice with how many exercises it would leave."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.utils.translation import gettext as _

from exercises import search
from exercises.words import GOALS, KIT, LEVELS, POSITIONS

WHOSE = ("own", "shared", "favourite")


@dataclass(frozen=True)
class Row:
    """What filtering needs to know of one exercise."""

    pk: object
    values: dict[str, frozenset]


@dataclass
class Choice:
    value: str
    label: str
    count: int
    is_on: bool


@dataclass
class Group:
    name: str
    label: str
    choices: list[Choice] = field(default_factory=list)

    @property
    def chosen(self) -> str:
        return next((c.value for c in self.choices if c.is_on), "")


def facts(exercises, *, favourites=frozenset()) -> list[Row]:
    """One row for each exercise, in their order, from one query."""
    columns = exercises.annotate(
        shelves=ArrayAgg("topics", distinct=True, default=[], filter=Q(topics__isnull=False))
    ).values_list(
        "pk",
        "clinic_id",
        "shelves",
        "published__goals",
        "published__position",
        "published__kit",
        "published__level",
    )
    return [
        Row(
            pk,
            {
                "region": frozenset(shelves),
                "goal": frozenset(goals),
                "position": frozenset([position]),
                "kit": frozenset(kit),
                "level": frozenset([str(level)]),
                "whose": frozenset(
                    [
                        "own" if clinic else "shared",
                        *(["favourite"] if pk in favourites else []),
                    ]
                ),
            },
        )
        for pk, clinic, shelves, goals, position, kit, level in columns
    ]


def fits(row: Row, chosen: dict[str, str], but: str = "") -> bool:
    return all(value in row.values[name] for name, value in chosen.items() if value and name != but)


def chosen_of(query, names) -> dict[str, str]:
    return {name: query.get(name, "")[:60] for name in names}


def groups(rows: list[Row], chosen: dict[str, str]) -> list[Group]:
    """Each filter with its choices; a choice counts what it would leave beside the others."""
    labels: dict[str, tuple[str, dict]] = {
        "region": (_("Region"), {t.slug: t.name for t in search.topics_of()}),
        "goal": (_("Goal"), GOALS),
        "position": (_("Position"), POSITIONS),
        "kit": (_("Kit"), KIT),
        "level": (_("Level"), {str(level): word for level, word in LEVELS.items()}),
        "whose": (
            _("Whose"),
            {"own": _("Our own"), "shared": _("Shared"), "favourite": _("My favourites")},
        ),
    }
    found = []
    for name in chosen:
        label, words = labels[name]
        counts: Counter = Counter()
        for row in rows:
            if fits(row, chosen, but=name):
                counts.update(row.values[name])
        group = Group(name, label)
        for value, word in words.items():
            is_on = chosen[name] == value
            if counts[value] or is_on:
                group.choices.append(Choice(value, str(word), counts[value], is_on))
        found.append(group)
    return found
