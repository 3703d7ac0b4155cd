"""One text with several doses: phases, sides, parts of the day. And the tails `say` writes."""

import re

_WEEK = r"(?:weeks?|wks?|w|months?)\.?\s*\d+(?:\s*(?:-|to|&|and)\s*\d+)?(?:\+|\s*onwards?)?"
_PHASE = re.compile(
    rf"(?:^|(?<=[;,.\s]))(?P<label>{_WEEK}|(?:phase|stage|block|day)\s*(?:\d+|[A-D](?![a-z])))\s*(?P<mark>[:=]|-(?=\s)|\s(?=\d))\s*",
    re.IGNORECASE,
)
_ALL = re.compile(r"[;,.\s]+(?:all|each phase|throughout):?\s+(?P<rest>[^;:]+)$", re.IGNORECASE)
_SIDE = re.compile(
    r"(?:^|(?<=[;,.\s/+&]))(?:on\s+)?(?:the\s+)?(?P<label>left|right|lt|rt|L|R)(?:\s+(?:side|leg|foot|arm|hand|knee))?\s*[:=]?\s+(?=\d+\s*(?:x|sets?\b|reps?\b|s\b|sec))"
)
_SIDED = (
    r"(?P<{0}>\d[^,;]*?)\s*\b(?P<side{0}>left|right|L|R)\b(?:\s+(?:side|leg|foot|arm|hand|knee))?"
)
_SIDES_AFTER = re.compile(
    rf"^{_SIDED.format('a')}\s*[,;/&+]?\s*{_SIDED.format('b')}(?P<rest>[,;.\s].*)?$", re.IGNORECASE
)
_PART = re.compile(
    r"(?:^|(?<=[;,.\s]))(?P<label>am|pm|morning|evening|night|midday)"
    r"(?:\s*[:=]\s*|\s+(?=\d+\s*(?:x\s*\d|sets?\b|reps?\b)))",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:^|(?<=[;,.\s]))(?P<label>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)"
    r"(?:\s*[:=]\s*|\s+(?=\d+\s*(?:x\s*\d|sets?\b|reps?\b)))",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"[\s,;.]*\b(?:and\s+)?(?:then|thereafter|followed by|after that|afterwards)\b[,:]?\s*",
    re.IGNORECASE,
)
_FOR_WEEKS = re.compile(
    r"\b(?:(?:for\s+)?(?:the\s+)?(?:first|1st|next|last)|for|x)\s*"
    r"(?:\d+(?:\s*(?:-|to)\s*\d+)?\s*)?"
    r"(?:weeks?|wks?|months?|fortnight|/\s*(?:52|12)|days?(?!\s*(?:a|per|/|each)))(?![a-z])",
    re.IGNORECASE,
)
_WEEK_AFTER = re.compile(rf"^(?P<own>.*\d.*?)\s*\(?(?P<label>\b{_WEEK})\)?$", re.IGNORECASE)
_NOTE = re.compile(r"(?:^|(?<=[.;,\s]))note:\s*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_UNTIL = re.compile(
    r"(?:^|(?<=[.;,\s]))(?:keep going until:\s*(?P<said>[^.;]+)"
    r"|until (?=it |you |they |your |the )(?P<rest>[^.;,]+))[.;,]?",
    re.IGNORECASE,
)
_LOAD = re.compile(
    r"(?:^|(?<=[.;,\s]))use this load:\s*(?P<rest>[^.;]*(?:\.\d[^.;]*)*)[.;]?", re.IGNORECASE
)
# The label `say` puts behind a load: "a weight of 5 kg (backpack)".
_LABEL = re.compile(r"(use a (?:weight of [\d., then]+(?:kg|lb)|band)) \([^()]*\)", re.IGNORECASE)
_KNOWN_UNTIL = re.compile(
    r"(?:you are |your |the )?(?:muscles? )?(?:is |are )?(?:tired|fatigued?|tires?|tire)\b",
    re.IGNORECASE,
)


def pieces(text: str):
    """Return (kind, [(label, text), ...]) where the text states several doses, else None."""
    for kind, pattern in (("phase", _PHASE), ("side", _SIDE), ("part", _PART), ("day", _DAY)):
        found = list(pattern.finditer(text))
        if len(found) > 1 and len({match["label"].lower() for match in found}) > 1:
            return "part" if kind == "day" else kind, _cut(text, found, kind)
    return _sides_after(text) or _weeks_after(text)


def in_turn(text: str):
    """Return rows of "2x10 for 2 weeks then 3x10" or "wk 1-2 2x10, then 3x10", or None. A later row
    may be a frequency only."""
    parts = [part.strip(" ,;.") for part in _THEN.split(text)]
    if len(parts) < 2 or not all(parts):
        return None
    rows = [_lasting(part) for part in parts]
    if not rows[0][0] or not all(own for _label, own in rows):
        return None
    return [(label or "then", own) for label, own in rows]


def _lasting(part: str):
    """Return (how long, the dose) of one part; "" where it does not say how long."""
    if match := _FOR_WEEKS.search(part):
        return match.group().strip(), _FOR_WEEKS.sub(" ", part).strip(" ,;.:")
    if (match := _PHASE.match(part)) and not match["label"].lower().startswith("day"):
        return match["label"], part[match.end() :].strip(" ,;.:")
    return "", part.strip(" ,;.:")


def _weeks_after(text):
    """Read "2x10 wk 1, 3x10 wk 2"."""
    parts = [_WEEK_AFTER.match(part.strip()) for part in re.split(r"[,;]|\bthen\b", text)]
    if len(parts) < 2 or not all(parts):
        return None
    return "phase", [(part["label"], part["own"].strip()) for part in parts]


def _sides_after(text):
    """Read "3x10 right leg, 3x15 left leg, daily"."""
    match = _SIDES_AFTER.match(text.strip())
    if not match:
        return None
    sides = ["left" if match[f"side{x}"].lower() in ("l", "left") else "right" for x in "ab"]
    doses = [match[x].strip() for x in "ab"]
    if sides[0] == sides[1] or not all("x" in dose.lower() or "set" in dose for dose in doses):
        return None
    rest = (match["rest"] or "").strip(" ,;.")
    rows = [(side, f"{dose}, {side} side, {rest}") for side, dose in zip(sides, doses, strict=True)]
    return "side", rows


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
        elif kind == "day":
            own = f"{own}, on {label}"
        rows.append((label, f"{lead} {own}{shared}".strip()))
    return rows


def lead(text: str):
    """Return (text, label) with a lone "Week 1-2:" at the start blanked out, or (text, "")."""
    match = _PHASE.match(text)
    if not match:
        return text, ""
    return " " * match.end() + text[match.end() :], match["label"]


def spoken_tail(text: str):
    """Cut off note, "until" and other load: free words that end the sentence `say` makes.

    Returns (text left to read, note, until, load label); places in the text stay the same.
    """
    text, note = _cut_out(_NOTE, text)
    text = _LABEL.sub(lambda match: match[1] + " " * (len(match[0]) - len(match[1])), text)
    text, load = _cut_out(_LOAD, text)
    match = _UNTIL.search(text)
    until = ""
    if match and not _KNOWN_UNTIL.match((match["rest"] or "").strip()):
        text, until = _cut_out(_UNTIL, text)
    return text, note, until, load


def _cut_out(pattern, text):
    match = pattern.search(text)
    if not match:
        return text, ""
    gap = " " * (match.end() - match.start() - 1)
    words = match["rest"] or match.groupdict().get("said") or ""
    return f"{text[: match.start()]}{gap};{text[match.end() :]}", words.strip()
