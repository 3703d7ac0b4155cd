"""Authors in one spelling: family name and initials without stops, comma between people."""

import re
import unicodedata

PARTICLES = {"de", "van", "von", "der", "den", "del", "della", "di", "da", "la", "le", "ten"}
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
# Letters that have no decomposition into an ascii letter and a mark.
_PLAIN = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def join_people(people) -> str:
    return ", ".join(filter(None, (one_person(person) for person in people)))


def one_person(name: str) -> str:
    """ "Rathleff, Michael Skovdal" or "Michael Skovdal Rathleff" to "Rathleff MS".

    A name in braces is a group's and stays as it is.
    """
    name = " ".join(name.split()).strip(" ,;")
    if name.startswith("{") and name.endswith("}"):
        return name[1:-1]  # a group, such as an institute
    if "," in name:
        family, given, *_rest = [part.strip() for part in name.split(",")] + [""]
        if _SUFFIX.fullmatch(given):
            given = _rest[0] if _rest else ""
        return f"{family} {initials(given)}".strip()
    words = name.split()
    if len(words) < 2 or _is_initials(words[-1]):
        return name.replace(".", "")
    place = len(words) - 1
    while place > 1 and words[place - 1].lower() in PARTICLES:
        place -= 1
    return f"{' '.join(words[place:])} {initials(' '.join(words[:place]))}".strip()


def initials(given: str) -> str:
    """ "Michael Skovdal" to "MS", "J.-F." to "J-F", "MS" stays."""
    if _is_initials(given):
        return given.replace(".", "").replace(" ", "")
    given = re.sub(r"([-‐])", "-", given)
    parts = re.findall(r"-?[^\W\d_][^\s.\-]*", given)
    return "".join(part[:2].upper() if part[0] == "-" else part[0].upper() for part in parts)


def _is_initials(text):
    return bool(re.fullmatch(r"(?:[^\W\d_a-z]\.?[- ]?){1,4}", text)) and text == text.upper()


def surname_of(authors: str) -> str:
    """The first author's family name (a group's initials) in lower-case ascii, or ""."""
    first = re.split(r"[,;&]", authors)[0].split()
    family = [word for word in first if not _is_initials(word)] or first
    if len(family) > 3:
        family = [word[0] for word in family if word[0].isupper()]
    joined = "".join(family).casefold().translate(_PLAIN)
    plain = unicodedata.normalize("NFKD", joined).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]", "", plain)[:24]
