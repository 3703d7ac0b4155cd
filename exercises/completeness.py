"""What a written exercise still lacks so that somebody else can repeat it.

Source: CERT, Slade et al. 2016, Br J Sports Med 50: 1428, doi 10.1136/bjsports-2016-096651; the
items that one exercise can answer. The rest (who, where, how it is followed) belongs to the plan.
Pure: it reads what it is given.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LEAST_STEPS = 2


@dataclass(frozen=True)
class Point:
    """One item of CERT: its number there, what it asks, and whether the exercise answers it."""

    item: str
    words: str
    is_met: bool


def points(revision) -> list[Point]:
    dose = revision.dose
    has_amount = not dose.is_empty
    return [
        Point(
            "1", _("Kit is named, or none is needed"), bool(revision.kit) or bool(revision.steps)
        ),
        Point("7", _("A harder version shows the way up"), revision.harder_id is not None),
        Point("8", _("The starting position is described"), bool(revision.start.strip())),
        Point("8", _("At least two steps"), len(revision.steps) >= LEAST_STEPS),
        Point("8", _("A picture shows it"), bool(revision.figure or revision.picture_id)),
        Point("8", _("Cues and mistakes are named"), bool(revision.cues and revision.mistakes)),
        Point("9", _("It says what it is for"), bool(revision.purpose.strip())),
        Point("11", _("It says when to stop"), bool(revision.stop_rules)),
        Point("11", _("It says who must take care"), bool(revision.cautions)),
        Point("13", _("The usual dose: how much"), has_amount),
        Point("13", _("The usual dose: how often"), dose.has_frequency),
        Point("14", _("An easier version is there"), revision.easier_id is not None),
        Point("6", _("Answers to “it hurts” and “no time”"), answered(revision.answers)),
    ]


def answered(answers: dict) -> bool:
    return bool(answers.get("pain") and answers.get("no_time"))


# Without these nobody could do it safely: it cannot be published.
NEEDED = {
    "name": gettext_lazy("Give it a name."),
    "start": gettext_lazy("Describe the starting position."),
    "steps": gettext_lazy("Write at least two steps."),
    "stop_rules": gettext_lazy("Say when to stop."),
}


def in_the_way(revision) -> list[tuple[str, str]]:
    """(field, sentence) for each thing without which it cannot be published."""
    lacking = {
        "name": not revision.name.strip(),
        "start": not revision.start.strip(),
        "steps": len(revision.steps) < LEAST_STEPS,
        "stop_rules": not revision.stop_rules,
    }
    return [(name, str(NEEDED[name])) for name, is_lacking in lacking.items() if is_lacking]
