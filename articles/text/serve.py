"""Putting the parts that are made per request into the stored HTML."""

import re
from collections.abc import Mapping

from django.utils.safestring import SafeString, mark_safe

from .safety import SLUG

# Quotes and angle brackets are escaped in everything an author types, so an author
# cannot write one of these places; only the painter can.
_PLACE = re.compile(r'<div data-(?:exercise="(' + SLUG + r')"|help="")></div>')


def fill(
    html: str,
    *,
    exercises: Mapping[str, SafeString],
    help: SafeString,  # noqa: A002 - the word authors write
) -> SafeString:
    """The stored article with its exercise cards and its help section in place.

    Without a place of its own, help stands at the end. An exercise without a card is left out.
    """
    parts = _PLACE.split(html)
    filled, helped = [parts[0]], False
    for slug, text in zip(parts[1::2], parts[2::2], strict=True):
        if slug is not None:
            filled.append(exercises.get(slug, ""))
        elif not helped:
            filled.append(help)
            helped = True
        filled.append(text)
    if not helped:
        filled.append(help)
    return mark_safe("".join(filled))  # noqa: S308 - cleaned when stored, cards made by us
