"""One text with several doses: phases, sides, parts of the day. And the tails `say` writes."""

import re

_WEEK = r"(?:weeks?|wks?|w)\.?\s*\d+(?:\s*(?:-|to|&|and)\s*\d+)?\+?"
_PHASE = re.compile(
    rf"(?:^|(?<=[;,.\s]))(?P<label>{_WEEK}|(?:phase|stage|block|day)\s*(?:\d+|[A-D](?![a-z])))\s*(?P<mark>[:=]|-(?=\s)|\s(?=\d))\s*",
    re.IGNORECASE,
)
_ALL = re.compile(r"[;,.\s]+(?:all|each phase|throughout):?\s+(?P<rest>[^;:]+)$", re.IGNORECASE)
_SIDE = re.compile(
    r"(?:^|(?<=[;,.\s/+&]))(?:on\s+)?(?:the\s+)?(?P<label>left|right|lt|rt|L|R)(?:\s+(?:side|leg|foot|arm|hand|knee))?\s*[:=]?\s+(?=\d+\s*(?:x|sets?\b|reps?\b|s\b|sec))"
)
_PART = re.compile(
    r"(?:^|(?<=[;,.\s]))(?P<label>am|pm|morning|evening|night|midday)\s*[:=]\s*", re.IGNORECASE
)
_NOTE = re.compile(r"(?:^|(?<=[.;,\s]))note:\s*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_UNTIL = re.compile(
    r"(?:^|(?<=[.;,\s]))(?:keep going until:\s*|until (?=it |you |they |your |the ))(?P<rest>[^.;,]+)[.;,]?",
    re.IGNORECASE,
)
_LOAD = re.compile(
    r"(?:^|(?<=[.;,\s]))use this load:\s*(?P<rest>[^.;]*(?:\.\d[^.;]*)*)[.;]?", re.IGNORECASE
)
_KNOWN_UNTIL = re.compile(
    r"(?:you are |your |the )?(?:muscles? )?(?:is |are )?(?:tired|fatigued?|tires?|tire)\b",
    re.IGNORECASE,
)


def pieces(text: str):
    """Return (kind, [(label, text), ...]) where the text states several doses, else None."""
    for kind, pattern in (("phase", _PHASE), ("side", _SIDE), ("part", _PART)):
        found = list(pattern.finditer(text))
        if len(found) > 1 and len({match["label"].lower() for match in found}) > 1:
            return kind, _cut(text, found, kind)
    return None


def _cut(text, found, kind):
    tail = _ALL.search(text)
    shared = f", {tail['rest']}" if tail else ""
    ends = [*(match.start() for match in found[1:]), tail.start() if tail else len(text)]
    lead = text[: found[0].start()].strip(" ,;:")
    rows = []
    for match, end in zip(found, ends, strict=True):
        own = text[match.end() : end].strip(" ,;/+&.")
        label = match["label"]
        if kind == "side":
            label = "left" if label.lower().startswith("l") else "right"
            own = f"{own}, {label} side"
        rows.append((label, f"{lead} {own}{shared}".strip()))
    return rows


def spoken_tail(text: str):
    """Cut off note, "until" and other load: free words that end the sentence `say` makes.

    Returns (text left to read, note, until, load label); places in the text stay the same.
    """
    text, note = _cut_out(_NOTE, text)
    text, load = _cut_out(_LOAD, text)
    match = _UNTIL.search(text)
    until = ""
    if match and not _KNOWN_UNTIL.match(match["rest"].strip()):
        text, until = _cut_out(_UNTIL, text)
    return text, note, until, load


def _cut_out(pattern, text):
    match = pattern.search(text)
    if not match:
        return text, ""
    gap = " " * (match.end() - match.start() - 1)
    return f"{text[: match.start()]}{gap};{text[match.end() :]}", match["rest"].strip()
