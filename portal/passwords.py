"""Passwords that were stolen elsewhere: looked up in a list the operator keeps on the machine.

The list is that of Have I Been Pwned ("ordered by hash"): a SHA-1 hash a line in hexadecimal
digits, in order, with or without a colon and a number after it. It has some 40 gigabytes, so it
is searched on the disk by halving and never read as a whole. Nothing leaves the machine.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DIGITS = 40  # of a SHA-1 hash
LONGEST_LINE = 64  # bytes: the hash, a colon, a number, the end of the line


class BreachedPasswordValidator:
    """Django's kind of password validator; without a `path` it lets everything pass."""

    def __init__(self, path: str | Path = ""):
        self.path = path

    def validate(self, password: str, user=None) -> None:
        if self.path and is_listed(password, self.path):
            raise ValidationError(
                _("This password was stolen from another site. Choose one you use nowhere else."),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return _("Passwords that were stolen from other sites are refused.") if self.path else ""


def is_listed(password: str, path: str | Path) -> bool:
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with Path(path).open("rb") as file:
        return line_from(file, wanted) == wanted


def line_from(file: BinaryIO, wanted: bytes) -> bytes:
    """The first hash of the list that is not smaller than this one; empty where there is none."""
    low, high = 0, file.seek(0, 2)  # the line looked for begins at one of these bytes, or later
    while low < high:
        middle = (low + high) // 2
        found = hash_after(file, middle)
        if found and found < wanted:
            low = middle + 1
        else:
            high = middle
    return hash_after(file, low)


def hash_after(file: BinaryIO, place: int) -> bytes:
    """The hash of the first line that begins at this byte or later; empty at the end."""
    if place:
        file.seek(place - 1)
        file.readline(LONGEST_LINE)
    else:
        file.seek(0)
    return file.readline(LONGEST_LINE)[:DIGITS].strip().upper()


def problem_with(path: str | Path) -> str:
    """Why this file cannot serve as the list, in a sentence; empty where it can."""
    try:
        with Path(path).open("rb") as file:
            first, second = hash_after(file, 0), hash_after(file, 1)
    except OSError as error:
        return f"It cannot be read: {error.strerror}."
    if not all(is_hash(line) for line in (first, second) if line) or not first:
        return "Its lines are no SHA-1 hashes."
    return "It is not in order." if second and second < first else ""


def is_hash(line: bytes) -> bool:
    return len(line) == DIGITS and all(c in b"0123456789ABCDEF" for c in line)
