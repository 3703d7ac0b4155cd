"""What a phase asks of a day, in one line, and what a physio may want to look at again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from exercises.dose import Dose, chips, minutes_a_day, parse, say, short, stages_of
from exercises.words import kit_words

# Source: project convention, a soft warning only. People report fewer sessions the more
# exercises they are given (Henry et al. 1999, Phys Ther 79: 270-277, in older adults).
MANY_EXERCISES = 4
# What a dose must still say before a patient can be given it.
ASKS = {
    "frequency": gettext_lazy("How often? Add for example “daily” or “3 days a week”."),
    "side": gettext_lazy("Which side? Add “each side”, “left”, “right” or “affected side”."),
}


@dataclass(frozen=True)
class Hint:
    """`kind`: "many", "minutes", "kit", "caution", "withdrawn" or "missing"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Summary:
    count: int
    minutes: int
    rhythm: str
    kit: tuple[str, ...]
    warnings: tuple[Hint, ...] = ()

    @property
    def parts(self) -> list[str]:
        """Such as: 4 exercises, 14 min, every other day, chair and band; empty ones left out."""
        counted = ngettext("%s exercise", "%s exercises", self.count) % self.count
        timed = _("%s min") % self.minutes if self.minutes else ""
        return [part for part in (counted, timed, self.rhythm, ", ".join(self.kit)) if part]

    @property
    def line(self) -> str:
        return " · ".join(self.parts)


def typed(dose: Dose) -> str:
    """The dose as a physio would type it, in a form that is read back as the same dose."""
    return typed_in(get_language(), dose)


def words(dose: Dose) -> str:
    """The dose as the patient reads it."""
    return said_in(get_language(), dose)


# Said once for each language: a page says the same doses again and again.
@lru_cache(maxsize=4096)
def typed_in(_language: str | None, dose: Dose) -> str:
    brief = short(dose)
    return brief if not brief or parse(brief).dose == dose else say(dose)


@lru_cache(maxsize=4096)
def said_in(_language: str | None, dose: Dose) -> str:
    return say(dose)


@lru_cache(maxsize=4096)
def rhythms_in(_language: str | None, dose: Dose) -> tuple[str, ...]:
    return tuple(text for kind, _short, text in chips(dose) if kind == "frequency")


def splits(parsed) -> list[tuple[str, str]]:
    """Where one text holds several doses: (label, the text of each alone)."""
    return [(label, typed(dose)) for label, dose in parsed.split] if parsed else []


def stages(parsed) -> int:
    """How many stages one text is about; 0 where it is about none."""
    return len(stages_of(parsed)) if parsed else 0


def rhythm_of(doses) -> str:
    """On which days, where all doses agree; "different days" where they do not."""
    found = {text for dose in doses for text in rhythms_in(get_language(), dose)}
    if len(found) > 1:
        return _("different days")
    text = found.pop() if found else ""
    return text[:1].lower() + text[1:].rstrip(".")


def busiest_day(slots) -> float:
    """Minutes of the fullest weekday. `slots`: pairs of (slot, its items)."""
    days = [0.0] * 7
    for slot, items in slots:
        for item in items:
            on = set(slot.weekdays or range(7)) & set(item.weekdays or range(7))
            minutes = minutes_a_day(item.dose)
            for day in on:
                days[day] += minutes
    return max(days)


def summary(slots, patient=None) -> Summary:
    """What one phase asks. `slots`: pairs of (slot, its items)."""
    items = [item for _slot, inside in slots for item in inside]
    revisions = [item.exercise.published for item in items if item.exercise.published]
    kit = list(dict.fromkeys(k for revision in revisions for k in revision.kit))
    minutes = busiest_day(slots)
    minutes = max(1, round(minutes)) if minutes else 0
    return Summary(
        count=len(items),
        minutes=minutes,
        rhythm=rhythm_of([item.dose for item in items]),
        kit=tuple(kit_words(kit)),
        warnings=tuple(warnings(items, minutes, kit, patient)),
    )


def warnings(items, minutes, kit, patient):
    """Soft words only: nothing is refused here."""
    distinct = {item.exercise_id for item in items}
    if len(distinct) > MANY_EXERCISES:
        yield Hint(
            "many",
            _(
                "More than %s exercises: people keep up with fewer. Put the most useful first, and "
                "mark those that matter most for five minutes."
            )
            % MANY_EXERCISES,
        )
    yield from missing(items)
    if patient is None:
        return
    if patient.minutes_a_day and minutes > patient.minutes_a_day:
        yield Hint(
            "minutes",
            _("%(needed)s min a day; %(name)s has %(there)s.")
            % {"needed": minutes, "name": called(patient), "there": patient.minutes_a_day},
        )
    lacking = [slug for slug in kit if slug not in patient.kit] if patient.kit else []
    if lacking:
        yield Hint(
            "kit",
            _("Not at home with %(name)s: %(kit)s.")
            % {"name": called(patient), "kit": ", ".join(kit_words(lacking))},
        )
    yield from cautions(items, patient)


def called(patient) -> str:
    return patient.called or patient.full_name


def missing(items):
    for item in items:
        revision = item.exercise.published
        if revision is None or item.exercise.withdrawn_at:
            name = revision.name if revision else item.exercise.slug
            yield Hint("withdrawn", _("%s was withdrawn. Choose another one.") % name)


def cautions(items, patient):
    """The library's written cautions that fit what is known of this patient."""
    seen = set()
    for item in items:
        revision = item.exercise.published
        for caution in revision.cautions if revision else []:
            if caution.get("tag") in patient.cautions and (revision.pk, caution["tag"]) not in seen:
                seen.add((revision.pk, caution["tag"]))
                yield Hint("caution", f"{revision.name}: {caution['text']}")


def lacks(item, dose: Dose) -> list[str]:
    """What an item with this dose must still say before it can be given, in words."""
    revision = item.exercise.published
    if revision is None:
        return [_("This exercise is not published.")]
    return [str(ASKS[what]) for what in dose.missing_for_assignment(revision.one_sided)]
