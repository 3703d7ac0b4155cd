"""A dose is one value, seen three ways that agree: typed (`parse`), said (`say`, `short`,
`chips`) and due (`due`, `due_count`). Pure: no database, no HTTP."""

from exercises.dose.parse import Parsed, parse
from exercises.dose.reading import Choice, Part
from exercises.dose.table import row
from exercises.dose.value import Dose

__all__ = ["Choice", "Dose", "Parsed", "Part", "parse", "row"]
