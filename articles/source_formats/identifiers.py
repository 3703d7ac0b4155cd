"""DOI, PMID, ISBN and web address, found in any text and brought to one spelling."""

import re
from urllib.parse import unquote

# Source: Crossref, "DOIs and matching regular expressions", for the prefix and the first sign.
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}|\\^`]{1,300}", re.IGNORECASE)
_PMID = re.compile(r"\bPMID\s*:?\s*(\d{4,9})\b|pubmed\.ncbi\.nlm\.nih\.gov/(\d{4,9})", re.I)
_ISBN = re.compile(r"\bISBN(?:-1[03])?\s*:?\s*([0-9][0-9X \-]{8,20})", re.IGNORECASE)
_BARE_ISBN = re.compile(r"(?:97[89][ -]?)?(?:\d[ -]?){9}[\dX]", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,500}", re.IGNORECASE)


def find_identifiers(text: str) -> dict:
    found = {"doi": normal_doi(text), "pmid": _pmid(text), "isbn": _isbn(text), "url": _url(text)}
    return {name: value for name, value in found.items() if value}


def normal_doi(text: str) -> str:
    """The first DOI in the text in lower case without prefix or closing full stop, or ""."""
    if "%2f" in text.lower():
        text = unquote(text)
    found = _DOI.search(text)
    return _without_tail(found[0].split("?")[0].split("#")[0]).lower() if found else ""


def _without_tail(value):
    """Drops the sentence's own signs; a closing bracket stays when its partner is inside."""
    while value:
        last = value[-1]
        lone = last in ")]" and value.count(last) > value.count("(" if last == ")" else "[")
        if last not in ".,;:'’”»*_&" and not lone:
            return value
        value = value[:-1]
    return value


def _pmid(text):
    found = _PMID.search(text)
    bare = text.strip() if re.fullmatch(r"\s*[1-9]\d{6,7}\s*", text) else ""
    return (found[1] or found[2]) if found else bare


def _isbn(text):
    found = _ISBN.search(text)
    bare = text.strip() if _BARE_ISBN.fullmatch(text.strip()) else ""
    return normal_isbn(found[1] if found else bare)


def normal_isbn(text: str) -> str:
    """Ten or thirteen signs without hyphens when the check digit fits, otherwise ""."""
    digits = re.sub(r"[^0-9X]", "", text.upper())
    for length in (13, 10):
        if _isbn_fits(digits[:length], length):
            return digits[:length]
    return ""


def _isbn_fits(digits, length):
    """Source: ISO 2108, check digits of ISBN-10 (modulus 11) and ISBN-13 (modulus 10)."""
    if len(digits) != length or "X" in digits[:-1]:
        return False
    if length == 13:
        weights = (1, 3) * 7
        return (
            "X" not in digits
            and not sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
            % 10
        )
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return (
        not sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11
    )


def _url(text):
    """The first address that is not merely a DOI's or PubMed's."""
    for found in _URL.findall(text):
        address = _without_tail(found)
        if not re.match(r"https?://(?:dx\.)?doi\.org/|https?://pubmed\.ncbi", address, re.I):
            return address
    return ""
