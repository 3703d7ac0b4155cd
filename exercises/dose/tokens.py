"""From characters to atoms: numbers, words and marks, each with its place in the typed text."""

import re
import unicodedata
from decimal import Decimal

from exercises.dose import vocabulary

LONGEST = 600  # characters; a dose is a line, not a letter

_CHARACTERS = {
    "×": "x", "✕": "x", "✖": "x", "⨯": "x", "╳": "x", "*": "x", "∗": "x", "·": " ", "•": " ",
    "″": '"', "“": '"', "”": '"', "„": '"', "′": "'", "’": "'", "‘": "'", "´": "'", "`": "'",
    "½": "½", "¼": "¼", "¾": "¾", "➔": "→", "➜": "→", "⇒": "→", "≥": "≥", "≤": "≤",
    "\n": ";", "\r": " ", "\t": " ", "−": "-", "⁄": "/", "∕": "/", "х": "x", "Х": "x",
}  # fmt: skip
_TIMES_A_DAY = ("od", "bd", "bid", "tds", "tid", "qds", "qid")
_HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_TOKEN = re.compile(
    r"(?P<dotted>(?<![^\W\d_])(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z]))?)"
    r"|(?P<clock>\d{1,2}:\d{2}(?![\d:]))"
    r"|(?P<number>\d+(?:\.\d+)?[½¼¾]?|[½¼¾])"
    r"|(?P<slashed>(?<![^\W\d_])(?<!/)(?![xX]/)[A-Za-z]/[A-Za-z](?![^\W\d_]|/))"
    r"|(?P<word>[^\W\d_]+(?:'(?:s|t|re|ll)(?![^\W_]))?)"
    r"|(?P<mark>''|>=|<=|->|=>|\S)"
)
_COMMA_LOAD = re.compile(
    r"(?:(?P<whole>\d\s?x\s?[\d-]+\s?(?:reps?\s?)?[x@]\s?)|(?<![\dxX,])(?<![xX] ))(\d+),(\d{1,2})"
    r"(?=\s*(?:kg|kilos?|lbs?|mins?|minutes?|h|hrs?|hours?)\b)",
    re.IGNORECASE,
)
# The full stop of "ea. side" and "5 sec. hold"; before a capital it ends a sentence.
_ABBREVIATED = re.compile(
    r"\b((?i:ea|approx|alt|ca)(?=\.\s*[a-z\d])"
    r"|(?i:reps?|secs?|mins?|hrs?|wks?)(?=\.\s*[a-z]))\."
)


class Atom:
    """A piece of the text. `low` and `high` are the ends of a number, a time in seconds, or
    a value the vocabulary gives; None at one end means open."""

    __slots__ = ("about", "end", "high", "kind", "low", "start", "text", "unit", "written")

    def __init__(self, kind, text, start, end, low=None, high=None):
        self.kind, self.text, self.start, self.end = kind, text, start, end
        self.low, self.high = low, high
        self.unit = ""
        self.about = False
        self.written = False

    def __repr__(self):
        return f"{self.kind}:{self.text}"


def plain_characters(text: str) -> str:
    """Return the text with one look for each sign, and the same length, so places hold."""
    return "".join(map(_plain_character, text))


def atoms(text: str) -> list[Atom]:
    """Read plain characters into atoms, words already looked up in the vocabulary."""
    text = _COMMA_LOAD.sub(r"\1\2.\3", text)
    found = []
    for match in _TOKEN.finditer(_ABBREVIATED.sub(r"\1 ", text)):
        found.extend(_read(match))
    return vocabulary.look_up(_without_word_hyphens(found, text))


def _joins(before, after):
    """Say whether the hyphen only joins: not in "Mon-Fri", "M-W-F" or "3-x"."""
    words = before.text.lower(), after.text.lower()
    if after.kind != "word" or words[1] == "x":
        return False
    days = any(
        all(word in names for word in words) for names in (vocabulary.WEEKDAYS, _TIMES_A_DAY)
    )
    return not days and (len(words[0]) > 1 or len(words[1]) > 1 or before.kind != "word")


def _plain_character(char: str) -> str:
    if char < "\x7f":
        return _CHARACTERS.get(char, char if char >= " " else " ")
    if char in _CHARACTERS:
        return _CHARACTERS[char]
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category == "Pd":
        return "-"
    if category in ("Zs", "Zl", "Zp", "Cf", "Cc"):
        return " "
    folded = unicodedata.normalize("NFKC", char) if category != "No" else char
    return folded if len(folded) == 1 else char


def _read(match):
    start, end, text = match.start(), match.end(), match.group()
    if match.lastgroup == "number":
        return [_number(text, start, end)]
    if match.lastgroup == "clock":
        minutes, seconds = text.split(":")
        total = int(minutes) * 60 + int(seconds)
        atom = Atom(
            "T" if int(minutes) < 10 and int(seconds) < 60 else "CLOCK",
            text,
            start,
            end,
            total,
            total,
        )
        atom.unit = "clock"
        return [atom]
    if match.lastgroup == "word":
        return _unglued(match)
    kind = {"dotted": "word", "slashed": "word"}.get(match.lastgroup, "mark")
    return [Atom(kind, text.replace(".", "") if kind == "word" else text, start, end)]


def _number(text, start, end):
    half = _HALVES.get(text[-1], 0)
    digits = text.rstrip("½¼¾")
    value = Decimal(digits) if "." in digits else int(digits or 0)
    value = value + half if half else value
    return Atom("N", text, start, end, value, value)


def _words(text, start, end):
    """Split off an x grown on to a word: "3xweek", "30sx3"."""
    low = text.lower()
    if low[0] == "x" and len(low) > 1 and low[1:] in vocabulary.AFTER_X:
        return [Atom("word", "x", start, start + 1), Atom("word", text[1:], start + 1, end)]
    if low[-1] == "x" and low[:-1] in vocabulary.BEFORE_X:
        return [Atom("word", text[:-1], start, end - 1), Atom("word", "x", end - 1, end)]
    return [Atom("word", text, start, end)]


def _unglued(match):
    """Take "12eachside" and "3setsof10" apart where only dose words stand behind the digit."""
    start, end, text = match.start(), match.end(), match.group()
    behind = start and match.string[start - 1].isdigit()
    pieces = vocabulary.glued(text.lower()) if behind else ()
    if len(pieces) < 2:
        return _words(text, start, end)
    found = []
    for piece in pieces:
        found.append(Atom("word", text[: len(piece)], start, start + len(piece)))
        text, start = text[len(piece) :], start + len(piece)
    return found


def _without_word_hyphens(found, text):
    """Drop the hyphen inside "body-weight" and "5-second"; keep it between numbers."""
    kept = []
    for i, atom in enumerate(found):
        if atom.text == "-" and 0 < i < len(found) - 1:
            tight = (
                text[atom.start - 1 : atom.start] != " " and text[atom.end : atom.end + 1] != " "
            )
            if tight and _joins(found[i - 1], found[i + 1]):
                continue
        kept.append(atom)
    return kept
