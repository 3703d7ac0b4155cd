"""BibTeX: one entry, with braces in braces and LaTeX accents."""

import re
import unicodedata

from .identifiers import find_identifiers, normal_doi, normal_isbn
from .names import join_people

_START = re.compile(r"@([A-Za-z]+)\s*[{(]\s*([^,\s{}]*)\s*,")
_NAME = re.compile(r"[\s,]*([A-Za-z][\w-]*)\s*=\s*")
_ACCENTS = {"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308",
            "=": "\u0304", ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306",
            "H": "\u030b", "r": "\u030a", "k": "\u0328"}  # fmt: skip
_LETTERS = {"o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
            "AA": "Å", "ss": "ß", "l": "ł", "L": "Ł", "i": "ı"}  # fmt: skip
_ACCENT = re.compile(r"\\(?:([`'^~\"=.])|([cvuHrk])(?=[\s{]))\s*\{?\s*(\\?[A-Za-z])\s*\}?")
_LETTER = re.compile(r"\\(ae|AE|oe|OE|aa|AA|ss|o|O|l|L|i)(?![A-Za-z])\s?(?:\{\})?")


def looks_like(text: str) -> bool:
    return bool(_START.match(text.lstrip()))


def parse(text: str) -> dict:
    values = _values(text.lstrip())
    issue, volume = values.get("number") or values.get("issue", ""), values.get("volume", "")
    people = values.get("author") or values.get("editor") or []
    year = re.search(r"\b(1[89]\d\d|20\d\d)\b", values.get("year") or values.get("date", ""))
    address = find_identifiers(values.get("url") or values.get("howpublished", ""))
    return {
        "authors": join_people(people),
        "year": int(year[1]) if year else None,
        "title": values.get("title", "").rstrip("."),
        "journal": values.get("journal") or values.get("journaltitle") or values.get("booktitle"),
        "volume": f"{volume}({issue})" if volume and issue else volume,
        "pages": re.sub(r"\s*[-–—]+\s*", "–", values.get("pages", "")),
        "doi": normal_doi(values.get("doi", "")) or address.get("doi"),
        "pmid": re.sub(r"\D", "", values.get("pmid", "")),
        "isbn": normal_isbn(values.get("isbn", "")),
        "url": address.get("url"),
    }


def _values(text):
    place, values = _START.match(text).end(), {}
    while found := _NAME.match(text, place):
        value, place = _value(text, found.end())
        name = found[1].lower()
        read = _people if name in ("author", "editor") else _plain
        values.setdefault(name, read(value))
    return values


def _value(text, start):
    """The raw value at this place and where it ends; an unclosed one runs to the end."""
    opening = text[start : start + 1]
    if opening not in ("{", '"'):
        found = re.compile(r"[^,}\n]*").match(text, start)
        return found[0].strip(), found.end()
    depth, place = 0, start
    while place < len(text):
        sign = text[place]
        if sign == "\\":
            place += 1
        elif sign == '"' and opening == '"' and depth == 0 and place > start:
            break
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if opening == "{" and depth == 0:
                break
        place += 1
    return text[start + 1 : place], place + 1


def _people(value):
    """The names; one in braces of its own is a group and stays whole, marked by them."""
    people = []
    for person in re.split(r"\s+and\s+(?![^{}]*\}\s*(?:and|$))", " ".join(value.split())):
        is_group = re.fullmatch(r"\{[^{}]{3,}\}", person) and "\\" not in person
        people.append(person if is_group else _plain(person))
    return [person for person in people if person.lower() != "others"]


def _plain(value):
    value = _ACCENT.sub(_accented, value)
    value = _LETTER.sub(lambda found: _LETTERS[found[1]], value)
    value = re.sub(r"\\([&%$#_])", r"\1", value).replace("~", " ")
    value = re.sub(r"\\[A-Za-z]+\s?", "", value).replace("{", "").replace("}", "")
    return " ".join(unicodedata.normalize("NFC", value).split())


def _accented(found):
    return found[3].lstrip("\\") + _ACCENTS[found[1] or found[2]]
