"""Two versions of a text, word by word, side by side. Pure: structured rows, never HTML."""

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import NamedTuple

# A word or a sign with the space behind it; where lines break is no difference.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\s*|\S\s*|\s+")
_BLOCK = re.compile(r"\n[ \t]*\n\s*")
# Comparing costs about as many steps as there are pairs of equal parts; a text made to be
# slow is shown as replaced instead.
_MOST_PAIRS = 400_000
_ALIKE = 0.35  # blocks that share less than this are shown as removed and added


class Piece(NamedTuple):
    kind: str  # "same", "removed" or "added"
    text: str


class Row(NamedTuple):
    kind: str  # "same", "changed", "removed" or "added"
    old: tuple[Piece, ...]  # empty where the row is only in the new text
    new: tuple[Piece, ...]  # empty where the row is only in the old text


def compare(old: str, new: str) -> tuple[Row, ...]:
    """One row per block (paragraph, heading, list), in reading order."""
    before, after = _blocks(old), _blocks(new)
    rows = []
    for tag, a, b, c, d in _opcodes(before, after):
        if tag == "equal":
            rows += [_whole("same", block) for block in before[a:b]]
        else:
            rows += _replaced(before[a:b], after[c:d])
    return tuple(rows)


def has_changes(rows) -> bool:
    return any(row.kind != "same" for row in rows)


def _blocks(text):
    """Paragraphs, headings and lists: what stands between empty lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _BLOCK.split(text) if text else []


def _whole(kind, text):
    pieces = (Piece(kind, text),)
    return Row(kind, () if kind == "added" else pieces, () if kind == "removed" else pieces)


def _replaced(before, after):
    """Removed blocks beside the added ones they resemble, in order."""
    rows, next_after = [], 0
    for block in before:
        match = _most_alike(block, after, next_after)
        if match is None:
            rows.append(_whole("removed", block))
            continue
        rows += [_whole("added", added) for added in after[next_after:match]]
        rows.append(_changed(block, after[match]))
        next_after = match + 1
    return rows + [_whole("added", added) for added in after[next_after:]]


def _most_alike(block, after, start):
    """The nearest of the next few blocks that shares enough words, or None."""
    words = Counter(_words(block))
    best, best_share = None, _ALIKE
    for place in range(start, min(start + 8, len(after))):
        share = _share(words, Counter(_words(after[place])))
        if share > best_share:
            best, best_share = place, share
    return best


def _words(text):
    return [word.strip() for word in _WORD.findall(text)]


def _share(words, others):
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 1.0


def _changed(old, new):
    before, after = _WORD.findall(old), _WORD.findall(new)
    left, right = [], []
    for tag, a, b, c, d in _opcodes(_words(old), _words(new)):
        if tag == "equal":
            left.append(Piece("same", "".join(before[a:b])))
            right.append(Piece("same", "".join(after[c:d])))
            continue
        if b > a:
            left.append(Piece("removed", "".join(before[a:b])))
        if d > c:
            right.append(Piece("added", "".join(after[c:d])))
    return Row("changed", tuple(left), tuple(right))


def _opcodes(before, after):
    """Like difflib, with equal ends taken off first and an upper bound on the work."""
    start, before_end, after_end = _trimmed(before, after)
    middle, others = before[start:before_end], after[start:after_end]
    codes = [("equal", 0, start, 0, start)] if start else []
    if _pairs(middle, others) > _MOST_PAIRS:
        codes.append(("replace", start, before_end, start, after_end))
    else:
        found = SequenceMatcher(None, middle, others, autojunk=True).get_opcodes()
        codes += [(tag, a + start, b + start, c + start, d + start) for tag, a, b, c, d in found]
    if before_end < len(before):
        codes.append(("equal", before_end, len(before), after_end, len(after)))
    return codes


def _trimmed(before, after):
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    before_end, after_end = len(before), len(after)
    while before_end > start and after_end > start:
        if before[before_end - 1] != after[after_end - 1]:
            break
        before_end, after_end = before_end - 1, after_end - 1
    return start, before_end, after_end


def _pairs(before, after):
    counts, others = Counter(before), Counter(after)
    return sum(count * others[part] for part, count in counts.items() if part in others)
