"""Where one sentence ends and the next begins."""

import re

from .wordlists import word_set

ABBREVIATIONS = word_set(
    """
    dr mr mrs ms prof st sr jr vs e.g i.e eg ie approx al fig figs no nos vol pp p ch cf ca etc
    inc ltd dept est max min avg tel ext ref refs ed eds sec secs mins hr hrs wk wks rep reps incl
    esp viz jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri
    sat sun a.m p.m u.s u.k b.i.d ph.d m.d b.sc m.sc
    """
)
# These may well be the last word of a sentence: only a small letter or a digit after them keeps it going.
MAY_END = word_set(
    """
    etc al max min no p.m a.m sec secs mins hr hrs wk wks rep reps inc ltd jan mar sat sun ed est
    st u.s u.k ref refs mon wed fri ext m.d ph.d p ch ms
    """
)

_END = re.compile(r"(?<![.!?…])[.!?…]+[\"')\]]*(?=\s|$)")
_LAST_WORD = re.compile(r"([^\s(\[\"']+)$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")


# No sentence is longer: what has no full stop for pages must not make each look around cost pages.
LONGEST = 1500


def split(text):
    """Spans of the sentences of one block; the last need not end in a full stop."""
    for start, end in _spans(text):
        while end - start > LONGEST:
            cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = cut if cut > 0 else start + LONGEST
            yield start, cut
            start = cut + (text[cut] == " ")
        yield start, end


def _spans(text):
    start = 0
    for end in _END.finditer(text):
        if end.end() < len(text) and not _ends(text, end):
            continue
        if text[start : end.end()].strip():
            yield start, end.end()
        start = end.end()
        while start < len(text) and text[start] == " ":
            start += 1
    if start < len(text) and text[start:].strip():
        yield start, len(text)


def _ends(text, end):
    following = text[end.end() : end.end() + 3].lstrip(" \"'([")[:1]
    if end[0][0] != "." or len(end[0].rstrip("\"')]")) > 1:
        return not following.islower()
    word = _LAST_WORD.search(text[max(0, end.start() - 30) : end.start()])
    last = word[1] if word else ""
    lower = last.lower()
    if lower in ABBREVIATIONS:
        return lower in MAY_END and following.isupper()
    if _INITIALS.fullmatch(last) and last != "I":
        return False
    if last.isdigit() and len(last) <= 2 and end.start() <= 3:
        return False
    return not following.islower() or len(last) > 3
