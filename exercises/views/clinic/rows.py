"""What the builder shows of a programme: items, parts of the day, stages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from exercises import planning
from exercises.dose import Dose, Parsed
from exercises.models import Item, Phase, PhaseReading, Slot
from exercises.words import ANSWERS, WEEKDAYS


@dataclass
class Row:
    """An item as it stands on the screen; `typed` and `parsed` differ from it while in doubt."""

    item: Item
    typed: str
    parsed: Parsed | None = None
    form: forms.Form | None = None
    is_open: bool = False  # its editor stands on the page

    @property
    def revision(self):
        return self.item.exercise.published

    @cached_property
    def dose(self) -> Dose:
        return self.item.dose

    @property
    def words(self) -> str:
        return planning.words(self.dose)

    @property
    def unsaved(self) -> str:
        """In words a dose that was typed, is certain, and was not saved."""
        certain = self.parsed and self.parsed.status in ("ok", "warn") and not self.parsed.split
        return planning.words(self.parsed.dose) if self.parsed and certain else ""

    @property
    def lacks(self) -> list[str]:
        return planning.lacks(self.item, self.dose)

    @property
    def splits(self) -> list[tuple[str, str]]:
        return planning.splits(self.parsed)

    @property
    def stages(self) -> int:
        return planning.stages(self.parsed)

    @cached_property
    def key(self) -> SafeString:
        """The id as a template writes it some twenty times a row: nothing in it to escape."""
        return SafeString(self.item.pk)

    @property
    def note(self) -> str:
        return self.form.data.get("note", "") if self.form and self.is_open else self.item.note

    @property
    def easier(self) -> str:
        return self.said("easier")

    @property
    def harder(self) -> str:
        return self.said("harder")

    def said(self, ladder: str) -> str:
        """What was typed for a step of the ladder, else the name of the one chosen."""
        if self.form and self.is_open:
            return self.form.data.get(ladder, "")
        chosen = getattr(self.item, ladder)
        return chosen.published.name if chosen and chosen.published else ""

    @property
    def answers(self) -> list[tuple]:
        """(reason, its words, what is answered here, what the exercise answers else)."""
        typed = self.form.data if self.form and self.is_open else None
        own, usual = self.item.answers, self.revision.answers if self.revision else {}
        return [
            (key, label, typed.get(f"answer_{key}", "") if typed else own.get(key, ""),
             usual.get(key, ""))
            for key, label in ANSWERS.items()
        ]  # fmt: skip

    @property
    def faults(self) -> list[str]:
        """What is wrong besides the dose, which speaks for itself."""
        errors = self.form.errors.items() if self.form else ()
        return [text for name, texts in errors if name != "dose" for text in texts]


@dataclass
class Part:
    slot: Slot
    rows: list[Row] = field(default_factory=list)
    number: int = 1

    @property
    def title(self) -> str:
        return self.slot.name or _("Part %s") % self.number

    @property
    def useful_first(self) -> str:
        """The items with those marked for five minutes in front, where another order stands."""
        items = [row.item for row in self.rows]
        better = sorted(items, key=lambda item: not item.is_short)
        return ",".join(str(item.pk) for item in better) if better != items else ""

    @property
    def days(self) -> list[tuple]:
        """Each weekday with its letter, name and whether this part is only for it."""
        return [
            (n, str(name)[:1], str(name), n in self.slot.weekdays)
            for n, name in enumerate(WEEKDAYS)
        ]


@dataclass
class Stage:
    phase: Phase
    parts: list[Part]
    reading: list[PhaseReading]
    summary: planning.Summary
    number: int = 1
    # (id, name) of every part of the programme: where an item can be moved
    targets: list[tuple] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.phase.name or _("Stage %s") % self.number

    @property
    def lasts(self) -> str:
        """How long, in words: "2 to 4 weeks", or the criterion alone."""
        least, most = self.phase.weeks_min, self.phase.weeks_max
        if least and most and least != most:
            return _("%(least)s to %(most)s weeks") % {"least": least, "most": most}
        weeks = most or least or 0
        if not weeks:
            return ""
        return _("%s weeks") % weeks if weeks > 1 else _("1 week")
