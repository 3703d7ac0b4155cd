"""Reading the letters that were sent."""

import re

from django.core import mail


def links() -> list[str]:
    """The paths in all letters so far, oldest first."""
    found = (re.findall(r"http://testserver(/\S+)", letter.body) for letter in mail.outbox)
    return [path for paths in found for path in paths]


def to(address: str) -> list:
    return [letter for letter in mail.outbox if address in letter.to]
