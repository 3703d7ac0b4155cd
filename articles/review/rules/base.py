"""What every rule is made of."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from ..fields import Fields
from ..patterns import any_of
from ..prepare import Document

ERROR, WARNING, INFO = "error", "warning", "info"


@dataclass(frozen=True)
class Finding:
    """`line`, `column` and `end_column` count from 1 in the original file; `paragraph` is the block's number."""

    rule: str
    severity: str
    line: int
    column: int
    text: str
    message: str
    replacement: str | None = None
    paragraph: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Example:
    """A text with what is known besides it."""

    text: str
    fields: Fields | None = None
    region: str | None = None
    tags: tuple[str, ...] = ()


@dataclass
class Case:
    """All a rule may look at: the prepared page, its fields, and the day."""

    document: Document
    fields: Fields | None
    region: str | None
    tags: frozenset
    today: date
    dose_status: Callable[[str], tuple[str, str]] | None = None
    shared: dict = field(default_factory=dict)

    def at(self, rule, start, end, message, *, severity=None, replacement=None):
        """A finding on a stretch of the clean text."""
        document = self.document
        line, column = document.place(start)
        end_line, end_column = document.place(max(start, end - 1))
        first = document.offsets[start] if start < len(document.offsets) else len(document.source)
        last = document.offsets[max(start, end - 1)] + 1 if document.offsets else first
        text = document.text[start:end]
        return Finding(
            rule.id,
            severity or rule.severity,
            line,
            column,
            _short(text),
            message,
            replacement,
            document.block_at(start).number if document.blocks else None,
            end_line,
            end_column + 1,
            first,
            last,
        )

    def on(self, rule, match, message, **more):
        return self.at(rule, match.start(), match.end(), message, **more)

    def on_block(self, rule, block, message, **more):
        return self.at(rule, block.start, block.end, message, **more)

    def at_source(self, rule, offset, text, message, *, severity=None):
        line, column = self.document.place_in_source(offset)
        return Finding(
            rule.id,
            severity or rule.severity,
            line,
            column,
            _short(text),
            message,
            start=offset,
            end=offset + len(text),
        )

    def on_page(self, rule, message, *, field_name="", text="", severity=None):
        line = self.fields.lines.get(field_name, 1) if self.fields else 1
        return Finding(rule.id, severity or rule.severity, line, 1, text, message)


def _short(text):
    text = " ".join(text.replace("\0", " ").split())
    return text if len(text) <= 240 else text[:237].rstrip() + "…"


@dataclass(frozen=True)
class Rule:
    """`detects` tells authors what is looked for; the examples are its tests and its help text."""

    id: str
    severity: str
    title: str
    source: str
    detects: str
    must_fire: tuple
    must_not_fire: tuple
    check: Callable[["Rule", Case], Iterable[Finding]]

    def run(self, case):
        return self.check(self, case)


def words(*alternatives):
    """One case-blind pattern of whole words from many pieces of pattern."""
    return re.compile(rf"(?<![\w-]){any_of(alternatives)}(?!\w)", re.IGNORECASE)
