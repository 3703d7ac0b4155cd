"""Reading a pasted list: where the name ends and the dose begins, and which exercise is meant."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

# "1." or "- " before a line, as lists carry them.
BULLET = re.compile(r"^\s*(?:[-–•*]\s+|\d{1,2}[.)]\s+)")
# Something that parts name and dose by itself.
PARTED = re.compile(r"\s*(?:\t+|:\s+|\s[-–—]\s|;\s*|\s\|\s)\s*")
DOSE_STARTS = re.compile(
    r"(?<![\w-])(?:\d|(?:one|two|three|four|five|hold|daily|twice|once|every|amrap|up to)\b)",
    re.IGNORECASE,
)
MOST_LINES = 40
SURE = 85  # of 100: from here on the match stands chosen
AHEAD = 5  # of the second: "calf stretch" is a deep one to 95 and one with a straight knee to 90
OFFERED = 5


def lines_of(text: str) -> list[str]:
    """The lines that say something, without their bullets."""
    found = (BULLET.sub("", line).strip() for line in text.splitlines())
    return [line[:700] for line in found if line]


def split_line(line: str) -> tuple[str, str]:
    """(name, dose text); the dose is empty where none is written."""
    first, *rest = PARTED.split(line, maxsplit=1)
    if rest and not DOSE_STARTS.match(first):
        return first.strip(" ,"), rest[0].strip()
    begins = next((m for m in DOSE_STARTS.finditer(line) if m.start() > 0), None)
    if begins is None:
        return line.strip(" ,;"), ""
    return line[: begins.start()].strip(" ,;:"), line[begins.start() :].strip()


def likely(name: str, spoken: dict) -> tuple[list, bool]:
    """The exercises a name may mean, best first, and whether the first is sure enough.

    `spoken` maps a word people use to the ids of the exercises it may mean.
    """
    # The first of two that are as good would be a guess.
    found = process.extract(
        name.lower(), list(spoken), scorer=fuzz.WRatio, processor=None, limit=OFFERED * 3
    )
    pks: list = []
    scores: list[float] = []
    for word, score, _place in found:
        new = [pk for pk in spoken[word] if pk not in pks]
        pks += new
        scores += [score] * len(new)
    if exact := spoken.get(name.lower()):
        return [*exact, *(pk for pk in pks if pk not in exact)][:OFFERED], len(exact) == 1
    sure = (
        bool(scores) and scores[0] >= SURE and (len(scores) == 1 or scores[0] - scores[1] > AHEAD)
    )
    return pks[:OFFERED], sure
