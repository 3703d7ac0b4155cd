"""What stands on a patient's handout: the same words as on the screen, as data for paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.handout.pictures import drawn_qr
from exercises.handout.programme import extras_of, plan_of
from exercises.handout.safety import help_of, region_of, stop_rules
from exercises.handout.words import long_day, spoken, words
from exercises.plans import facts_of, today_of
from exercises.plans.today import rows_to_print
from portal import pdf

TEMPLATE = Path(__file__).parent / "page.typ"
PAPERS = {"a4": "A4", "us-letter": "Letter"}
COLUMNS = {"1": gettext_lazy("One column"), "2": gettext_lazy("Two columns")}
# Points. Source: UK Association for Accessible Formats: clear print from 12, large print from 16.
SIZES = {
    "12": gettext_lazy("Clear (12 pt)"),
    "16": gettext_lazy("Large (16 pt)"),
    "20": gettext_lazy("Very large (20 pt)"),
}


@dataclass(frozen=True)
class Layout:
    """How it is printed; large print in one column unless somebody chooses otherwise."""

    paper: str = "a4"
    columns: int = 1
    size: int = 16  # points


def print_handout(
    patient, *, day: date, link: str, layout: Layout, longest: float = pdf.LONGEST
) -> pdf.Pdf:
    """The file, in the patient's language. `link` is where its QR code leads: no secret in it."""
    data = handout_for(patient, day=day, link=link, layout=layout)
    return print_data(patient, data, day=day, longest=longest)


def handout_for(patient, *, day: date, link: str, layout: Layout) -> dict:
    """What the file says, in the patient's language."""
    with translation.override(patient.language):
        return handout(patient, day=day, link=link, layout=layout)


def print_data(patient, data: dict, *, day: date, longest: float = pdf.LONGEST) -> pdf.Pdf:
    return pdf.make(TEMPLATE, data, at=beginning(patient, day), longest=longest)


def beginning(patient, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(patient.time_zone))


def exercises_in(data: dict) -> int:
    """How many exercises a handout shows: what it takes to make it follows from that."""
    return sum(len(part["items"]) for plan in data["plans"] for part in plan["parts"])


def has_letters(patient, data: dict, *, day: date) -> bool:
    """Whether every letter of it has a font, so that the file can promise PDF/UA-1."""
    return pdf.has_letters(set(words_in(data)), at=beginning(patient, day))


PICTURES = {"picture", "svg"}


def words_in(value):
    """Every word of a handout, pictures apart."""
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from () if name in PICTURES else words_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from words_in(one)


def handout(patient, *, day: date, link: str, layout: Layout) -> dict:
    """Everything the template prints, in the language that is active."""
    in_care = patient.episodes.filter(closed_at__isnull=True).exists()
    facts = facts_of(patient, day)
    today = today_of(facts, day, in_care=in_care)
    printed = [(plan, rows_to_print(plan, day)) for plan in today.plans]
    rows = [row for _plan, found in printed for row in found]
    extras = extras_of([row.card.id for row in rows])
    clinic = patient.clinic
    return {
        **spoken(patient.language),
        "paper": layout.paper,
        "columns": layout.columns,
        "size": layout.size,
        "words": words(),
        "clinic": {
            name: getattr(clinic, name) for name in ("name", "phone", "email", "address", "hours")
        },
        "patient": {"name": patient.full_name, "born": long_day(patient.born_on)},
        "printed": long_day(day),
        "qr": {"svg": drawn_qr(link), "alt": _("QR code: %s") % link, "link": link},
        "plans": [plan_of(plan, found, extras, day) for plan, found in printed],
        "flares": [] if any(plan["flare"] for plan in today.plans) else facts.flares,
        "stop": stop_rules(rows, clinic) if rows else [],
        "help": help_of(region_of(rows), patient),
    }
