"""What happened since the last visit: read models for staff, computed anew, never stored."""

from exercises.visit.brief import HORIZON, Brief, brief_of, since_options, window_start
from exercises.visit.facts import Facts, facts_of
from exercises.visit.lines import Line, lines_of

__all__ = [
    "HORIZON",
    "Brief",
    "Facts",
    "Line",
    "brief_of",
    "facts_of",
    "lines_of",
    "since_options",
    "window_start",
]
