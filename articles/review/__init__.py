"""The editorial rules. Pure: plain text and plain values in, a report out."""

from .checklist import CHECKLIST, Question
from .fields import ExerciseFields, Fields, SourceFields
from .frontmatter import BrokenFrontMatter, source_records
from .frontmatter import read as read_front_matter
from .report import Report, UnknownRegion, catalogue, review, review_file
from .rules import BY_ID
from .rules.base import ERROR, INFO, WARNING, Finding, Rule

__all__ = [
    "BY_ID",
    "CHECKLIST",
    "ERROR",
    "INFO",
    "WARNING",
    "BrokenFrontMatter",
    "ExerciseFields",
    "Fields",
    "Finding",
    "Question",
    "Report",
    "Rule",
    "SourceFields",
    "UnknownRegion",
    "catalogue",
    "read_front_matter",
    "review",
    "review_file",
    "source_records",
]
