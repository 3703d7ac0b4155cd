from exercises.models.assignments import (
    AssignedItem,
    AssignedPhase,
    AssignedReading,
    AssignedSlot,
    Assignment,
    Change,
    ItemQuestion,
    Pause,
)
from exercises.models.check_ins import CheckIn
from exercises.models.doses import DOSE_COLUMNS, DoseColumns
from exercises.models.flags import LONGEST_NOTE, Flag
from exercises.models.library import (
    Clip,
    Exercise,
    ExerciseRevision,
    Favourite,
    RememberedDose,
)
from exercises.models.printouts import Printout
from exercises.models.programmes import Item, Phase, PhaseReading, Programme, Slot
from exercises.models.sessions import Entry, Morning, Reason, Session

__all__ = [
    "DOSE_COLUMNS",
    "LONGEST_NOTE",
    "AssignedItem",
    "AssignedPhase",
    "AssignedReading",
    "AssignedSlot",
    "Assignment",
    "Change",
    "CheckIn",
    "Clip",
    "DoseColumns",
    "Entry",
    "Exercise",
    "ExerciseRevision",
    "Favourite",
    "Flag",
    "Item",
    "ItemQuestion",
    "Morning",
    "Pause",
    "Phase",
    "PhaseReading",
    "Printout",
    "Programme",
    "Reason",
    "RememberedDose",
    "Session",
    "Slot",
]
