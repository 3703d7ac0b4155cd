"""The stages of a text that holds a dose for each: how many weeks, and which dose."""

import re
from dataclasses import dataclass

from exercises.dose.parsing import Parsed
from exercises.dose.value import Dose

_UNIT = r"(?:weeks?|wks?|w)"
# "wk 3-4" counts the weeks of the plan, "2-3 weeks" says how long.
_FROM_TO = re.compile(
    rf"^{_UNIT}\.?\s*(\d+)(?:\s*(?:-|to|&|and)\s*(\d+))?(\s*\+|\s*onwards?)?$", re.I
)
_LASTING = re.compile(rf"(\d+)(?:\s*(?:-|to)\s*(\d+))?\s*(?:{_UNIT}|/\s*52)\b", re.I)
_ONE = re.compile(r"\b(?:first|1st|next|last)\s+(?:week|wk)\b", re.I)
_TWO = re.compile(r"\bfortnight\b", re.I)
MOST_WEEKS = 104  # of one stage


@dataclass(frozen=True, slots=True)
class StageDose:
    """`weeks` None: the text does not say how long, or not in weeks; nothing is assumed."""

    label: str
    dose: Dose
    weeks_min: int | None = None
    weeks_max: int | None = None


def stages_of(parsed: Parsed) -> tuple[StageDose, ...]:
    """What a text says of stages one after the other; empty where it says nothing of stages.
    "Day A" and "Day B" come in turn and are no stages."""
    alternating = any(label.lower().startswith("day") for label, _dose in parsed.split)
    if parsed.split_kind != "phase" or alternating:
        return ()
    return tuple(StageDose(label, dose, *weeks_in(label)) for label, dose in parsed.split)


def weeks_in(label: str) -> tuple[int | None, int | None]:
    """(at least, at most) weeks; (None, None) where it is open."""
    least, most = _weeks(label.strip())
    if least is None or most is None or not 1 <= least <= most <= MOST_WEEKS:
        return None, None
    return least, most


def _weeks(label: str) -> tuple[int | None, int | None]:
    if match := _FROM_TO.match(label):
        if match[3]:
            return None, None
        count = int(match[2]) - int(match[1]) + 1 if match[2] else 1
        return count, count
    if match := _LASTING.search(label):
        return int(match[1]), int(match[2] or match[1])
    if _TWO.search(label):
        return 2, 2
    return (1, 1) if _ONE.search(label) else (None, None)
