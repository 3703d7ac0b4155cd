"""PDF files from a Typst template and data: tagged, fonts embedded, byte for byte repeatable.

The data reaches the template as one JSON text, so what people wrote is printed and never run:
a name may hold any mark-up. The template is read here; from inside it only `portal/fonts` can
be reached, where there is nothing to find.
"""

from __future__ import annotations

import json
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import typst
from django.utils.translation import gettext as _

FONTS = Path(__file__).parent / "fonts"
STANDARD: Literal["ua-1"] = "ua-1"
LARGEST_DATA = 8 * 1024 * 1024  # bytes of JSON, pictures in it
LONGEST = 15  # seconds; ten exercises take a tenth of one
# Typst gives no other sign of a letter that no font has (0.15).
NO_GLYPH = "could not be displayed"
# Signs without a shape that writing needs: joiners of Arabic and Indic letters, marks of direction.
JOINERS = {"\u200c", "\u200d", "\u200e", "\u200f"}
SHAPELESS = ("Cc", "Cf", "Cs", "Co", "Cn")


class UnableToPrint(Exception):
    """Says in words why there is no file."""


class TakesTooLong(UnableToPrint):
    """It was not made in the time there was; somebody who can wait longer may have it made."""


class Pdf(NamedTuple):
    """`is_accessible`: the file keeps PDF/UA-1. Not, where some letter is in no font."""

    data: bytes
    is_accessible: bool


def make(template: Path, data: dict, *, at, longest: float = LONGEST) -> Pdf:
    """This will make the file. `at` is the moment written into it: same data, same bytes.

    A letter that our fonts lack is looked for in the system's; if nobody has it, the file is made
    without the standard and says so in `is_accessible`. Raises UnableToPrint, and TakesTooLong
    after `longest` seconds.
    """
    text = json.dumps(printable(data), ensure_ascii=False, sort_keys=True)
    if len(text.encode()) > LARGEST_DATA:
        raise UnableToPrint(_("This is too much for one file. Print it from the browser instead."))
    work = workers().submit(with_the_fonts_there_are, template.read_bytes(), text, at)
    try:
        return work.result(timeout=longest)
    except TookTooLong:
        work.cancel()
        raise TakesTooLong(
            _("Making this file takes too long. Print it from the browser instead.")
        ) from None
    except typst.TypstError as error:
        raise UnableToPrint(
            _("This file could not be made. Print it from the browser instead.")
        ) from error


def with_the_fonts_there_are(template: bytes, text: str, at) -> Pdf:
    for found in (own_fonts, all_fonts):
        try:
            return Pdf(compiled(template, text, at, found(), STANDARD), True)
        except typst.TypstError as error:
            if NO_GLYPH not in str(error):
                raise
    return Pdf(compiled(template, text, at, all_fonts(), None), False)


def compiled(template: bytes, text: str, at, fonts, standard: Literal["ua-1"] | None) -> bytes:
    return typst.compile(
        template,
        root=str(FONTS),
        font_paths=fonts,
        sys_inputs={"data": text},
        pdf_standards=[standard] if standard else [],
        timestamp=int(at.timestamp()),
    )


LETTERS = b"""#let data = json(bytes(sys.inputs.data))
#set document(title: "letters")
#set text(font: ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew"))
#data
"""


def has_letters(words: set[str], *, at) -> bool:
    """Whether every letter has a font, so that a file with these words keeps PDF/UA-1; told by
    setting each word once, a hundredth of the work of the file. Where that is not known in time,
    the file is left to tell."""
    text = json.dumps(printable(" ".join(sorted(words))), ensure_ascii=False)
    work = workers().submit(with_the_fonts_there_are, LETTERS, text, at)
    try:
        return work.result(timeout=LONGEST).is_accessible
    except TookTooLong:
        return True
    except typst.TypstError:
        return False


@cache
def own_fonts():
    """Noto Sans with Latin, Greek, Cyrillic, Arabic and Hebrew letters. Read once."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


@cache
def all_fonts():
    """Ours and what the machine has, for other scripts (docs/running.md names packages)."""
    return typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


@cache
def workers() -> ThreadPoolExecutor:
    """Two at a time: a file takes one core while it is made."""
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="pdf")


def printable(value):
    """The same data without characters that have no shape or that turn the text around them."""
    if isinstance(value, str):
        return "".join(c for c in value if is_printable(c))
    if isinstance(value, dict):
        return {key: printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return value


def is_printable(c: str) -> bool:
    return c in "\n\t" or c in JOINERS or unicodedata.category(c) not in SHAPELESS
