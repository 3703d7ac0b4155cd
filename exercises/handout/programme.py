"""A programme on paper: who gave it, its exercises, what comes next."""

from __future__ import annotations

from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from exercises.handout.grid import weeks_of
from exercises.handout.pictures import picture_of
from exercises.handout.words import long_day, spoken
from exercises.models import AssignedItem
from exercises.plans.phases import phase_on
from exercises.plans.today import in_parts
from exercises.words import kit_words
from portal.models.prepared import SOMETHING, AnyOf, PreparedRows, listed


def plan_of(plan: dict, rows, extras: dict, day: date) -> dict:
    phase = phase_on(plan["phases"], day) or (plan["phases"] or [None])[-1]
    return {
        "name": plan["name"],
        "phase": phase["name"] if phase else "",
        "given": _("Given by %(name)s") % {"name": plan["by"]},
        "from": span_of(plan),
        "note": plan["note"],
        "flare": plan["flare"],
        "pauses": [pause_words(pause) for pause in plan["pauses"] if not over(pause, day)],
        "parts": [
            {
                "name": part.name,
                "cue": part.cue,
                "items": [item_of(row, extras[row.card.id]) for row in part.rows],
            }
            for part in in_parts(rows)
        ],
        "next": next_words(plan, phase),
        "weeks": weeks_of(plan, phase, rows, day) if rows else [],
    }


def span_of(plan: dict) -> str:
    if plan["ends"]:
        return _("From %(first)s to %(last)s") % {
            "first": long_day(plan["starts"]),
            "last": long_day(plan["ends"]),
        }
    return _("From %s") % long_day(plan["starts"])


def over(pause: tuple, day: date) -> bool:
    return pause[1] is not None and pause[1] < day


def pause_words(pause: tuple) -> str:
    first, last, why = pause
    said = (
        _("Paused from %(first)s to %(last)s.") % {"first": long_day(first), "last": long_day(last)}
        if last
        else _("Paused from %s.") % long_day(first)
    )
    return f"{said} {why}".strip()


def next_words(plan: dict, phase: dict | None) -> str:
    """A dated stage that follows has its own exercises, so it has its own page."""
    later = [one for one in plan["phases"] if phase and one["order"] > phase["order"]]
    if not later or not later[0]["starts"]:
        return ""
    return _("The next stage begins on %s. Ask for its page then.") % long_day(later[0]["starts"])


def item_of(row, extra: dict) -> dict:
    card = row.card
    minutes = max(1, round(card.minutes)) if card.minutes else 0
    return {
        **spoken(extra["language"]),
        "id": card.id,
        "name": card.name,
        "dose": card.said,
        "minutes": _("About %s min") % minutes if minutes else "",
        "purpose": card.purpose,
        "kit": ", ".join(kit_words(extra["kit"])),
        "start": card.start,
        "steps": list(card.steps),
        "cues": list(card.cues),
        "mistakes": list(card.mistakes),
        "easier": extra["easier"],
        "note": card.note,
        "picture": extra["picture"],
        "alt": extra["alt"] or card.name,
    }


def given(ids: str):
    return (
        AssignedItem.objects.unscoped()
        .filter(AnyOf(F("pk"), listed(ids, "uuid")))
        .select_related("exercise", "revision__picture", "revision__clip", "easier")
        .defer("revision__search", "easier__search")
    )


GIVEN = PreparedRows(given, ids=str(SOMETHING))


def extras_of(ids) -> dict[str, dict]:
    """What a card does not hold: language, kit, the easier version, the picture for paper.

    Asked for ids that came from a row of the patient, as `plans.cards` does.
    """
    items = GIVEN.rows(ids=",".join(ids))
    return {str(item.pk): extra_of(item) for item in items}


def extra_of(item: AssignedItem) -> dict:
    revision = item.revision
    drawing, alt = picture_of(revision)
    return {
        "language": item.exercise.language,
        "kit": revision.kit,
        "easier": item.easier.patient_name if item.easier else "",
        "picture": drawing,
        "alt": alt,
    }
