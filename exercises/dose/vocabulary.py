"""The words physios use, each with the kind of atom it becomes. Longest phrase first.

A kind in capitals is what the rules' patterns speak of. Phrases are lower case; a hyphen inside
a phrase is already gone. Sources: clinical facts C3, C6 and the project's own collection.
"""

from exercises.dose.phrase_values import VALUES
from exercises.dose.phrases import PHRASES
from exercises.dose.phrases_body import GLUED

_UP_TO_TWENTY = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
NUMBERS = {word: value for value, word in enumerate(_UP_TO_TWENTY)} | {
    "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12,
}  # fmt: skip
WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "monday mondays mon mons",
            "tuesday tuesdays tue tues tu",
            "wednesday wednesdays wed weds",
            "thursday thursdays thu thur thurs th",
            "friday fridays fri fris",
            "saturday saturdays sat sats",
            "sunday sundays sun suns",
        )
    )
    for name in names.split()
}
ORDINALS = {
    "1st": 1, "first": 1, "2nd": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4,
    "5th": 5, "fifth": 5, "6th": 6, "sixth": 6, "7th": 7, "seventh": 7, "10th": 10,
}  # fmt: skip
_ENDINGS = ("st", "nd", "rd", "th")
_DROPPED = ("the", "your", "my", "please", "this", "these")


def _tables():
    by_first = {}
    for kind, phrases in PHRASES.items():
        for phrase in phrases.split(","):
            _enter(by_first, phrase, kind, None)
    for kind, values in VALUES.items():
        for phrases, value in values.items():
            for phrase in phrases.split(","):
                _enter(by_first, phrase, kind, value)
    for entries in by_first.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return by_first


def _enter(by_first, phrase, kind, value):
    words = tuple(w.replace("<c>", ",") for w in phrase.split() if w not in _DROPPED)
    if words:
        by_first.setdefault(words[0], []).append((words, kind, value))


_BY_FIRST = _tables()
_X_KINDS = ("DAY", "WEEK", "DAILY", "WEEKLY", "REP", "SET", "AMRAP", "PW", "PERDAY", "UNTIL", "SEC")
AFTER_X = {
    entry[0][0]
    for entries in _BY_FIRST.values()
    for entry in entries
    if len(entry[0]) == 1 and entry[1] in _X_KINDS
}
BEFORE_X = {
    entry[0][0]
    for entries in _BY_FIRST.values()
    for entry in entries
    if len(entry[0]) == 1 and entry[1] in ("SEC", "MIN", "M", "REP", "KG", "LB", "SET")
}
_GLUED = sorted(GLUED.split(), key=len, reverse=True)


def glued(word: str) -> tuple[str, ...]:
    """Return the dose words a run of letters is made of, or nothing if a part is no such word."""
    if word in _GLUED or word in _BY_FIRST or len(word) > 40:
        return ()
    for piece in _GLUED:
        if word.startswith(piece):
            rest = word[len(piece) :]
            if rest in _GLUED or rest in _BY_FIRST:
                return piece, rest
            more = glued(rest)
            if more:
                return (piece, *more)
    return ()


# Long words whose slip of a letter would change the meaning if it were passed over.
_TYPO_WORDS = [
    "daily",
    "weekly",
    "hourly",
    "nightly",
    "fortnightly",
    "monthly",
    "every",
    "other",
    "second",
    "seconds",
    "minute",
    "minutes",
    "alternate",
    "alternating",
    "affected",
    "bilateral",
    "fatigue",
    "failure",
    "twice",
    "repetitions",
    "repetition",
    "mondays",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "weekdays",
    "weekends",
    "morning",
    "evening",
]


def _near(word):
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


_TYPOS = {}
for _word in _TYPO_WORDS:
    for _variant in _near(_word):
        _TYPOS.setdefault(_variant, _word)


_SWAPPED = {"resp": "reps", "rpes": "reps", "stes": "sets", "sest": "sets", "hodl": "hold"}


def meant(word: str) -> str:
    """Return the dose word one slip away from this unknown word, or ""."""
    if word in _SWAPPED:
        return _SWAPPED[word]
    if len(word) < 5:
        return ""
    for variant in _near(word):
        found = _TYPOS.get(variant)
        if found and abs(len(found) - len(word)) <= 1 and found[0] == word[0]:
            return found
    return ""


def look_up(found: list) -> list:
    """Give each word its kind; words of a phrase become one atom; idle words fall away."""
    found = [atom for atom in _ordinals(found) if atom.text.lower() not in _DROPPED]
    read, i = [], 0
    while i < len(found):
        atom = found[i]
        if atom.kind in ("word", "mark") or atom.text in _BY_FIRST:
            i = _phrase(found, i, read)
            continue
        read.append(atom)
        i += 1
    return [atom for atom in read if atom.kind != "IDLE"]


def _ordinals(found):
    """Join "2" and "nd" to the word "2nd"."""
    joined = []
    for atom in found:
        last = joined[-1] if joined else None
        whole = last and last.kind == "N" and last.text.isdigit() and last.end == atom.start
        if last and whole and atom.text.lower() in _ENDINGS:
            last.kind, last.text, last.end = "word", last.text + atom.text.lower(), atom.end
        else:
            joined.append(atom)
    return joined


def _phrase(found, i, read):
    atom = found[i]
    first = atom.text.lower()
    for words, kind, value in _BY_FIRST.get(first, ()):
        if _continues(found, i, words):
            _take(atom, found[i : i + len(words)], kind, value)
            read.append(atom)
            return i + len(words)
    if atom.kind in ("word", "mark"):
        _single(atom, first)
    read.append(atom)
    return i + 1


def _take(atom, taken, kind, value):
    atom.kind = kind
    atom.low, atom.high = value if kind in _PAIRS else (value, value)
    atom.text = " ".join(each.text for each in taken)
    atom.end = taken[-1].end


_PAIRS = ("PERDAY", "ODQD", "TIW")


def _continues(found, i, words):
    if i + len(words) > len(found):
        return False
    return all(found[i + k].text.lower() == word for k, word in enumerate(words) if k)


def _single(atom, first):
    if first in NUMBERS:
        atom.kind, atom.low, atom.high, atom.written = "N", NUMBERS[first], NUMBERS[first], True
    elif first in ORDINALS or first[0].isdecimal():
        atom.kind, atom.low = "ORD", ORDINALS.get(first) or int(first[:-2])
    elif first in WEEKDAYS:
        atom.kind, atom.low = "WD", WEEKDAYS[first]
    elif atom.kind == "word" and not any(char.isnumeric() for char in first):
        atom.kind = "W"
    else:
        atom.kind = _MARKS.get(first, "MARK")


_MARKS = {
    "/": "SLASH", "-": "DASH", "+": "PLUS", "&": "AND", "@": "AT", "%": "PCT", ":": "COLON",
    ",": "COMMA", ";": "COMMA", ".": "COMMA", "→": "ARROW", ">": "STRICT", "->": "ARROW",
    "=>": "ARROW",
    "≥": "ATLEAST", ">=": "ATLEAST", "≤": "UPTO", "<=": "UPTO", "~": "ABOUT", "≈": "ABOUT",
    '"': "SEC", "''": "SEC", "'": "PRIME", "°": "DEG", "<": "STRICT", "=": "COLON",
    "(": "COMMA", ")": "COMMA", "[": "COMMA", "]": "COMMA", "|": "COMMA", "!": "COMMA",
    "?": "MARK", "º": "DEG",
}  # fmt: skip
