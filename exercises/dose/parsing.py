"""Read a dose as physios type it. Never guesses: what is not certain is asked."""

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from exercises.dose import (
    limits,
    rules_counts,
    rules_effort,
    rules_frequency,
    rules_load,
    rules_side,
    rules_targets,
    rules_tempo,
    rules_time,
    splits,
    suspects,
)
from exercises.dose.leftovers import ask_about_leftovers
from exercises.dose.numbers import joined
from exercises.dose.reading import Choice, Part, Reading
from exercises.dose.settle import dose_of
from exercises.dose.tokens import LONGEST, atoms, plain_characters
from exercises.dose.value import Dose

NOTHING = Dose()
RHYTHM = (
    "per_day_min", "per_day_max", "days_per_week_min", "days_per_week_max", "weekdays",
    "every_n_days", "every_hours_min", "every_hours_max",
)  # fmt: skip
_OPEN = ("invalid", "ambiguous")
_BULLET = re.compile(r"^(?:[*•‣▪·–—-]\s+)+")  # a line of a list


@dataclass(frozen=True, slots=True)
class Parsed:
    """`status` is ok, warn (accepted, echo it), ambiguous (`dose` holds the certain parts and
    `question` is set) or invalid (`dose` is empty). `split` holds (label, dose) pairs where one
    text states several doses, `split_kind` for what: phase, side or part. Places of `parts` count
    in the text without outer blanks, quotes or bullet."""

    status: str
    dose: Dose = NOTHING
    message: str = ""
    question: str = ""
    choices: tuple[Choice, ...] = ()
    parts: tuple[Part, ...] = ()
    split: tuple[tuple[str, Dose], ...] = ()
    split_kind: str = ""


_RULES = (
    *rules_targets.TARGETS,
    *rules_frequency.COURSES,
    *rules_side.FIRST,
    *rules_load.RULES,
    *rules_effort.RULES,
    *rules_load.PERCENT,
    *rules_tempo.RULES,
    *rules_time.INTERVALS,
    *rules_frequency.RULES,
    *rules_time.RESTS,
    *rules_counts.PRODUCTS,
    *rules_time.HOLDS,
    *rules_load.LATE,
    *rules_frequency.BEFORE_SINGLES,
    *rules_counts.SINGLES,
    *rules_frequency.LATE,
    *rules_side.LATE,
)


def parse(text: str) -> Parsed:
    """Read one dose text. The empty text is invalid, as is one of more than 600 characters."""
    text = _BULLET.sub("", _unquoted((text or "").strip()))
    if not text:
        return _invalid(_("Nothing is written."))
    if len(text) > LONGEST:
        return _invalid(_("This is longer than a dose (%s characters at most).") % LONGEST)
    plain = plain_characters(text)
    refused = suspects.refused(plain)
    if refused:
        message, choices = refused
        return Parsed("invalid", message=message, choices=choices)
    pieces = splits.pieces(plain)
    if pieces:
        return _split(pieces)
    return _in_turn(plain) or _one(text, plain)


def _in_turn(plain):
    """Read "2x10 daily for 2 weeks, then every other day"; what says only how often keeps the
    sets and repetitions of the phase before it."""
    read = []
    for label, text in splits.in_turn(plain) or ():
        part = _one(text, plain_characters(text))
        counted = replace(part.dose, target_sets=None, target_reps=None)
        if counted.is_empty and not (part.status == "invalid" and text[-1:].isdigit()):
            return None
        often = {name: getattr(part.dose, name) for name in RHYTHM}
        if read and part.dose == replace(NOTHING, note=part.dose.note, **often):
            part = replace(part, dose=replace(read[-1][1].dose, **often))
        read.append((label, part))
    return _offered("phase", read) if read else None


def _unquoted(text):
    """Take off quotation marks round the whole text: a lone one after a number means seconds."""
    if (
        len(text) > 2
        and text[0] in "\"“'"
        and text[-1] in "\"”'"
        and text[1:-1].count(text[-1]) == 0
    ):
        return text[1:-1].strip()
    return text


def _one(text, plain):
    typed, label = splits.lead(plain)
    typed, note, until, load = splits.spoken_tail(typed)
    reading = Reading(text, joined(atoms(typed)))
    if load:
        reading.put("load", ("other", None, load))
    if until:
        reading.put("until", until)
    reading.apply(_RULES)
    rules_side.settle(reading)
    ask_about_leftovers(reading)
    dose = dose_of(reading)
    if label:
        reading.note(label)
    if note:
        reading.notes.append(note)
    return _result(reading, replace(dose, note="; ".join(reading.notes)))


def _result(reading, dose):
    parts = tuple(sorted(reading.parts, key=lambda part: part.start))
    reasons = reading.reasons or [(problem, ()) for problem in limits.problems(dose)[:1]]
    if reasons and not reading.reasons:
        reasons = [(reasons[0][0], _swap(reading, dose))]
    if reasons:
        message, choices = reasons[0]
        return Parsed("invalid", message=message, choices=tuple(choices), parts=parts)
    if reading.questions:
        question, choices = reading.questions[0]
        message = " ".join([question, *reading.warnings])
        return Parsed("ambiguous", dose, message, question, tuple(choices), parts)
    if dose.is_empty and not dose.note:
        return _invalid(_("No dose was found in this text."))
    if dose.is_empty and not (reading.has("course", "as_needed", "target", "ways")):
        return _invalid(_("No dose was found in this text."))
    if reading.has("target") and not reading.has("reps", "sets", "hold", "duration", "is_amrap"):
        reading.warn(_("The dose to start with is not stated."))
    message = " ".join(reading.warnings + reading.remarks)
    choices = tuple(reading.facts.get("side_choices", ()))
    return Parsed("warn" if reading.warnings else "ok", dose, message, "", choices, parts)


def _swap(reading, dose):
    """Propose "3 sets of 15" for "15 x 3"."""
    sets, reps = dose.range("sets"), dose.range("reps")
    ends = (*sets, *reps)
    if "products" not in reading.facts or None in ends or sets[0] <= 10 or reps[1] > 10:
        return ()
    start, end = reading.facts["products"][0]
    low, high = (f"{a}-{b}" if a != b else f"{a}" for a, b in (reps, sets))
    return (reading.choice(f"{low} sets of {high}", start, end),)


def _split(pieces):
    kind, rows = pieces
    return _offered(kind, [(label, _one(text, plain_characters(text))) for label, text in rows])


def _offered(kind, read):
    alike = {replace(part.dose, side="") for _label, part in read}
    if kind == "side" and len(alike) == 1 and all(part.status == "ok" for _label, part in read):
        return replace(read[0][1], dose=replace(alike.pop(), side="each"), parts=())
    wrong = [f"{label}: {part.message}" for label, part in read if part.status in _OPEN]
    names = ", ".join(label for label, _part in read)
    told = {
        "phase": _("This holds a dose for each phase (%s). Make a phase of each."),
        "side": _("This holds a dose for each side (%s). Make an item of each."),
        "part": _("This holds more than one dose (%s). Make an item of each."),
    }[kind] % names
    split = tuple((label, part.dose) for label, part in read)
    message = " ".join([told, *wrong[:1]]).strip()
    return Parsed("invalid", message=message, split=split, split_kind=kind)


def _invalid(message):
    return Parsed("invalid", message=message)
