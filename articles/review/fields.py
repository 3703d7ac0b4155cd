"""What an article says about itself outside its text, as plain values."""

import re
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class SourceFields:
    key: str = ""
    authors: str = ""
    year: int | None = None
    title: str = ""
    doi: str = ""
    pmid: str = ""
    isbn: str = ""
    url: str = ""
    study_type: str = ""
    kind: str = ""
    retraction: str = ""
    checked_on: date | None = None

    @classmethod
    def from_line(cls, line, *, key=""):
        """A reference given as one line of text: what can be seen in it."""
        doi = re.search(r"\b10\.\d{4,9}/\S+", line)
        url = re.search(r"https?://\S+", line)
        year = re.search(r"\b(?:19|20)\d\d\b", line)
        pmid = re.search(r"PMID:?\s*(\d+)", line)
        head, _, rest = line.partition(".")
        return cls(
            key=key.lower(),
            authors=head.strip(),
            year=int(year[0]) if year else None,
            title=rest.strip() or head.strip(),
            doi=doi[0].rstrip(".,;)") if doi else "",
            url=url[0] if url else "",
            pmid=pmid[1] if pmid else "",
        )


@dataclass(frozen=True)
class ExerciseFields:
    """`dose` is the typed text; `pain_limit` in words, empty where none is set."""

    name: str = ""
    steps: tuple[str, ...] = ()
    dose: str = ""
    side: str = ""
    one_sided: bool = False
    balance: bool = False
    start: str = ""
    stop_rules: tuple[str, ...] = ()
    pain_limit: str = ""
    easier: str = ""
    harder: str = ""
    cautions: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fields:
    """`lines` tells in which line of a file a field stands; `sources_given` that a list, even an empty one, was."""

    title: str = ""
    summary: str = ""
    author_name: str = ""
    author_role: str = ""
    author_registration: str = ""
    reviewer_name: str = ""
    interests: str = ""
    reviewed_on: date | None = None
    review_due_on: date | None = None
    published_on: date | None = None
    sources: tuple[SourceFields, ...] = ()
    exercises: tuple[ExerciseFields, ...] = ()
    region: str = ""
    key_points: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    today: date | None = None
    lines: dict = field(default_factory=dict)
    sources_given: bool = True
