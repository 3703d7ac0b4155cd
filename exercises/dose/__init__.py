"""A dose is one value, seen three ways that agree: typed (`parse`), said (`say`, `short`,
`chips`) and due (`due`, `due_count`). Pure: no database, no HTTP."""

from exercises.dose.brief import chips, short
from exercises.dose.due_days import due, due_count, keeps_rhythm, slots_a_day
from exercises.dose.length import minutes, minutes_a_day
from exercises.dose.most import at_most
from exercises.dose.parsing import Parsed, parse
from exercises.dose.reading import Choice, Part
from exercises.dose.saying import say
from exercises.dose.stages import StageDose, stages_of
from exercises.dose.table import row
from exercises.dose.value import Dose

__all__ = [
    "Choice", "Dose", "Parsed", "Part", "StageDose", "at_most", "chips", "due", "due_count",
    "keeps_rhythm", "minutes", "minutes_a_day", "parse", "row", "say", "short", "slots_a_day",
    "stages_of",
]  # fmt: skip
