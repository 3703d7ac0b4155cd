"""RIS as libraries and journals export it, and PubMed's own tagged form."""

import re

from .identifiers import find_identifiers, normal_doi, normal_isbn
from .names import join_people

_TAG = re.compile(r"^([A-Z][A-Z0-9]{1,3}) {0,3}- ?(.*)$")
_TITLES = ("T1", "TI", "CT", "BT")
_JOURNALS = ("JO", "JF", "T2", "JT", "TA", "JA", "J2", "BT")


def looks_like(text: str) -> bool:
    return bool(re.match(r"(?:TY|PMID|FN) {0,3}- ?\S", text.lstrip()))


def parse(text: str) -> dict:
    values = _values(text)
    people = values.get("AU") or values.get("A1") or values.get("FAU") or []
    return {
        "authors": join_people(people),
        "year": _year(values),
        "title": _first(values, _TITLES).rstrip("."),
        "journal": _first(values, _JOURNALS),
        "volume": _volume(values),
        "pages": _pages(values),
        "doi": normal_doi(_first(values, ("DO", "LID", "AID", "M3", "L3", "UR"))),
        "pmid": _first(values, ("PMID",)),
        "isbn": normal_isbn(_first(values, ("SN", "ISBN"))),
        "url": find_identifiers(_first(values, ("UR", "L2", "LK"))).get("url"),
    }


def _values(text):
    """The first record's values by tag; PubMed folds long values onto indented lines."""
    values, tag = {}, None
    for row in text.splitlines():
        found = _TAG.match(row)
        if found:
            tag, value = found[1], found[2].strip()
            if tag == "ER":
                break
            values.setdefault(tag, []).append(value)
        elif tag and row.strip():
            values[tag][-1] = f"{values[tag][-1]} {row.strip()}"
    return values


def _first(values, tags):
    return next((values[tag][0] for tag in tags if values.get(tag) and values[tag][0]), "")


def _year(values):
    found = re.search(r"\b(1[89]\d\d|20\d\d)\b", _first(values, ("PY", "Y1", "DP", "DA")))
    return int(found[1]) if found else None


def _volume(values):
    volume, issue = _first(values, ("VL", "VI")), _first(values, ("IS", "IP"))
    return f"{volume}({issue})" if volume and issue else volume


def _pages(values):
    first, last = _first(values, ("SP", "PG")), _first(values, ("EP",))
    both = f"{first}-{last}" if first and last and last != first else first
    return both.replace("--", "-").replace("-", "–")
