"""Marks inside a line: [^key] citations, [[term|plain words]] and the plate after a picture."""

import re

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import emphasis as standard_emphasis
from markdown_it.rules_inline import image as standard_image
from markdown_it.rules_inline import link as standard_link

_DEEPEST_BRACKETS = 8  # open brackets in each other; looking ahead further is only slow

_MOST_STARS = 2000  # marks of emphasis in a paragraph: those behind stay as they are typed

_CITATION = re.compile(r"\[\^([A-Za-z0-9][A-Za-z0-9_-]{0,63})\]")
_TERM = re.compile(r"\[\[([^\[\]|\n]{1,80})(?:\|([^\[\]\n]{1,240}))?\]\]")
# Lengths are bounded so that many broken plates cannot make each other slow.
_FIELD = r'(caption|credit|licence|license)="((?:[^"\\]|\\.){0,800})"'
_FIELDS = re.compile(_FIELD, re.DOTALL)
_PLATE = re.compile(r"\{\s*" + _FIELD + r"(?:\s+" + _FIELD + r"){0,2}\s*\}", re.DOTALL)


def citation(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[^", state.pos):
        return False
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[1].lower()
    state.pos = found.end()
    return True


def term(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    found = _TERM.match(state.src, state.pos, state.posMax)
    if not found or not found[1].strip():
        return False
    if not silent:
        token = state.push("term", "", 0)
        token.content = found[1].strip()
        token.meta = {"plain": (found[2] or "").strip()}
    state.pos = found.end()
    return True


def emphasis(state: StateInline, silent: bool) -> bool:
    return len(state.delimiters) < _MOST_STARS and standard_emphasis.tokenize(state, silent)


def picture(state: StateInline, silent: bool) -> bool:
    """The standard picture, plus {caption="…" credit="…" licence="…"} right behind it."""
    if not state.src.startswith("![", state.pos) or _left_open(state):
        return False
    if _too_deep(state, silent):
        return True
    if not standard_image(state, silent):
        return False
    found = _PLATE.match(state.src, state.pos, state.posMax)
    if found:
        if not silent:
            state.tokens[-1].meta = {"plate": _plate_fields(found[0])}
        state.pos = found.end()
    return True


def link(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[", state.pos) or _left_open(state):
        return False
    return _too_deep(state, silent) or standard_link(state, silent)


def _left_open(state):
    """No bracket closes behind it: known at a glance, where the parser would look at each sign."""
    ends = ["]"] if state.env.get("references") else ["]", ")"]
    return any(state.src.find(end, state.pos, state.posMax) < 0 for end in ends)


def _too_deep(state, silent):
    """Gives up on the rest of the paragraph, as the parser itself does at its own limit."""
    if silent and state.level > _DEEPEST_BRACKETS and state.src.startswith(("[", "!["), state.pos):
        state.pos = state.posMax
        return True
    return False


def _plate_fields(text):
    return {
        name.replace("license", "licence"): " ".join(re.sub(r"\\(.)", r"\1", value).split())
        for name, value in _FIELDS.findall(text)
    }


def figure_mark(url: str, alt: str, *, caption="", credit="", licence="") -> str:
    """The mark an upload puts into the text, with everything a person typed escaped."""
    alt = re.sub(r"([\\\[\]!`*_<&])", r"\\\1", " ".join(alt.split()))
    fields = {"caption": caption, "credit": credit, "licence": licence}
    plate = " ".join(
        f'{name}="{_quoted(value)}"' for name, value in fields.items() if value.strip()
    )
    return f"![{alt}]({url})" + (f"{{{plate}}}" if plate else "")


def _quoted(value):
    return re.sub(r'(["\\])', r"\\\1", " ".join(value.split()))[:800]
