"""A pasted reference (DOI, PMID, ISBN, web address, APA or Vancouver line, BibTeX, RIS, PubMed)
to the fields of a source. Pure: nothing is looked up, so nothing leaves the machine.

Fields: authors ("Rathleff MS, Olesen JL"), year (int), title, journal, volume ("25(3)"),
pages ("e292–e300"), doi, pmid, isbn, url. Only what was found is in the answer.
"""

from django.utils.translation import gettext as _

from .source_formats import bibtex, line, tagged
from .source_formats.identifiers import find_identifiers, normal_doi
from .source_formats.names import surname_of

LONGEST_PASTE = 20_000  # characters
FIELDS = (
    "authors",
    "year",
    "title",
    "journal",
    "volume",
    "pages",
    "doi",
    "pmid",
    "isbn",
    "url",
)

__all__ = [
    "FIELDS",
    "UnreadableSource",
    "format_source",
    "normal_doi",
    "parse_source",
    "source_key",
]


class UnreadableSource(ValueError):
    """Nothing in the pasted text looks like a reference. The message can be shown."""


def parse_source(text: str) -> dict:
    """This will read one pasted reference. Raises UnreadableSource."""
    text = text.strip().lstrip("\ufeff")[:LONGEST_PASTE]
    if bibtex.looks_like(text):
        fields = bibtex.parse(text)
    elif tagged.looks_like(text):
        fields = tagged.parse(text)
    else:
        fields = {**line.parse(text), **find_identifiers(text)}
    fields = {name: fields[name] for name in FIELDS if fields.get(name)}
    if not fields:
        raise UnreadableSource(
            _("This could not be read. Paste a DOI, a reference line, BibTeX or RIS.")
        )
    return fields


def source_key(fields: dict, taken=()) -> str:
    """A key for [^key]: first author and year, such as rathleff15; a letter when it is taken."""
    year = str(fields.get("year") or "")[-2:]
    stem = (surname_of(fields.get("authors", "")) or "source") + year
    for letter in ("", *"bcdefghijklmnopqrstuvwxyz"):
        if stem + letter not in taken:
            return stem + letter
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def format_source(fields: dict) -> str:
    """The reference as one plain line: authors, title, journal, year, volume, pages, identifier."""
    parts = [fields.get("authors"), fields.get("title"), _printed_in(fields), _identifier(fields)]
    return " ".join(_sentence(part) for part in parts if part)


def _sentence(part):
    part = str(part).strip()
    is_address = part.startswith(("doi:", "http"))
    return part if is_address or part.endswith((".", "?", "!")) else f"{part}."


def _printed_in(fields):
    journal, year = fields.get("journal") or "", str(fields.get("year") or "")
    place = ":".join(str(fields[name]) for name in ("volume", "pages") if fields.get(name))
    date = ";".join(filter(None, (year, place)))
    return " ".join(filter(None, (journal, date)))


def _identifier(fields):
    if fields.get("doi"):
        return f"doi:{fields['doi']}"
    for name in ("pmid", "isbn"):
        if fields.get(name):
            return f"{name.upper()} {fields[name]}"
    return fields.get("url")
