"""Texts refused before they are read: blanks left open, letters where digits should be."""

import re

from django.utils.translation import gettext as _

from exercises.dose.reading import Choice

_BLANK = re.compile(
    r"_+|\.{3,}|…|□|☐|\[\s*\]|\(\s*\)|\bX{2,}\b|\?{1,}\s*x|x\s*\?|\bn/a\b|\btb[ac]\b"
)
_RUN = re.compile(r"(?<![^\W_])[0-9xlIoO|]*[lIoO|][0-9xlIoO|]*(?=(?:[a-z%\"]*)(?![A-Za-z]))")
_PIECE = re.compile(r"[0-9lIoO|]+")
_SUFFIX = re.compile(
    r"(?:s|secs?|m|mins?|reps?|sets?|kg|lbs?|rm|x|%|\")?(?![A-Za-z0-9])", re.IGNORECASE
)
_LIKE = str.maketrans({"l": "1", "I": "1", "|": "1", "o": "0", "O": "0"})


def refused(text: str):
    """Return (reason, choices) for a text that cannot be read as it stands, else None."""
    blank = _BLANK.search(text)
    if blank:
        return _("A blank (“%s”) is not filled in.") % blank.group().strip(), ()
    return _letters(text)


def _letters(text):
    for run in _RUN.finditer(text):
        if not _SUFFIX.match(text, run.end()) or not _looks_numeric(text, run):
            continue
        better = run.group().translate(_LIKE)
        whole = text[: run.start()] + better + text[run.end() :]
        message = _("“%(run)s” has a letter where a digit should be. Is “%(better)s” meant?")
        return message % {"run": run.group(), "better": better}, (Choice(whole, whole),)
    return None


def _looks_numeric(text, run):
    """Say whether a run of digits and look-alike letters was meant as a number."""
    pieces = _PIECE.findall(run.group())
    mixed = any(
        any(c.isdigit() for c in piece) and any(not c.isdigit() for c in piece) for piece in pieces
    )
    if mixed:
        # "10l" may be the left side: the side rules ask about that.
        return not re.fullmatch(r"(?:\d+x)*\d+l", run.group())
    beside_x = "x" in run.group() and any(c.isdigit() for c in run.group())
    odd = [piece for piece in pieces if not piece.isdigit() and (len(piece) > 1 or piece in "oO")]
    after = text[run.end() :].lstrip()[:4].lower()
    before = text[: run.start()].rstrip()[-2:]
    return bool(odd) and (
        beside_x
        or after.startswith(("rep", "x ", "x", "sec", "kg"))
        or (before[-1:] == "x" and before[:1] in " 0123456789")
    )
