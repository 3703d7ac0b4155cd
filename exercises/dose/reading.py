"""What has been understood of a dose text so far: facts, notes, questions and reasons."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from exercises.dose.patterns import code, compiled, kinds

DECIMAL_MARK = re.compile(r"[.,]")


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to resolve a question: `text` is the whole dose text that would say it plainly."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A recognised piece of the text, from `start` up to `end`."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    kind: str
    pattern: object
    read: object
    leaves: str = "DONE"


def rule(kind, pattern, read, leaves="DONE"):
    return Rule(kind, compiled(pattern), read, leaves)


class Found:
    """A match of a rule: its named groups as atoms."""

    __slots__ = ("atoms", "end", "match", "start")

    def __init__(self, reading, match):
        self.atoms, self.match = reading.atoms, match
        self.start, self.end = match.span()

    def __getitem__(self, name):
        """Return the first atom of a group (or of its second form, "n2"), else None."""
        for group in (name, f"{name}2", f"{name}3"):
            start = self.match.start(group) if group in self.match.re.groupindex else -1
            if 0 <= start < self.match.end(group):
                return self.atoms[start]
        return None

    def all(self, name):
        if name not in self.match.re.groupindex:
            return []
        start, end = self.match.span(name)
        return self.atoms[start:end] if start >= 0 else []

    @property
    def span(self):
        return self.atoms[self.start].start, self.atoms[self.end - 1].end


class Reading:
    def __init__(self, text, atoms):
        self.text, self.atoms = text, atoms
        self.kinds = kinds(atoms)
        self.facts: dict[str, list] = {}
        self.notes: list[str] = []
        self.warnings: list[str] = []
        self.remarks: list[str] = []
        self.questions: list[tuple[str, tuple[Choice, ...]]] = []
        self.reasons: list[tuple[str, tuple[Choice, ...]]] = []
        self.parts: list[Part] = []
        self.unsure: set[str] = set()

    def apply(self, rules):
        for each in rules:
            for match in each.pattern.finditer(self.kinds):
                if match.start() == match.end():
                    continue
                found = Found(self, match)
                if each.read(self, found) is not False:
                    self.use(match.start(), match.end(), each.kind, each.leaves)

    def use(self, start, end, kind, leaves="DONE"):
        """Mark atoms as read, so that later rules pass them by."""
        self.kinds = self.kinds[:start] + code(leaves) * (end - start) + self.kinds[end:]
        first, last = self.atoms[start].start, self.atoms[end - 1].end
        self.parts.append(Part(kind, first, last, self.text[first:last]))

    def put(self, name, value):
        values = self.facts.setdefault(name, [])
        if value not in values:
            values.append(value)

    def has(self, *names):
        return any(name in self.facts for name in names)

    def count(self, name, atom):
        """Put a whole-number range; ask or refuse where the number is not one."""
        if atom.kind == "L":
            self.ask(_("“%s”: one number belongs here.") % self.wrote(atom), unsure=name)
            return
        if self._odd(name, atom):
            return
        if any(end is not None and end != int(end) for end in (atom.low, atom.high)):
            self.fail(_("“%s” is not a whole number.") % self.wrote(atom))
            return
        low, high = (None if end is None else int(end) for end in (atom.low, atom.high))
        self.put(name, (low, high))

    def measure(self, name, atom):
        """Put a range that may hold parts of a whole, such as effort."""
        if not self._odd(name, atom):
            self.put(name, (atom.low, atom.high))

    def _odd(self, name, atom):
        wrote = self.wrote(atom)
        if atom.unit == "reversed":
            self.fail(
                _("The range “%s” runs backwards. Write the smaller number first, or, if each set "
                  "has its own number, list them with commas.") % wrote,
                self.swapped(atom),
            )  # fmt: skip
            return True
        if atom.unit in ("strict", "unsure", "decimal"):
            self.ask(_ODD[atom.unit]() % wrote, self.odd_choices(atom), unsure=name)
            return True
        if atom.about:
            self.warn(_("“%s” is taken as that number.") % wrote)
        return False

    def swapped(self, atom):
        low, high = plain(atom.high), plain(atom.low)
        if low is None or high is None:
            return ()
        unit = " s" if atom.kind == "T" else ""
        return (self.choice(f"{low}-{high}{unit}", atom.start, atom.end),)

    def odd_choices(self, atom):
        if atom.unit == "decimal":
            minutes = int(atom.low) // 60
            written = self.wrote(atom)
            digits = "".join(c for c in DECIMAL_MARK.split(written, 1)[-1] if c.isdigit())
            return (
                self.choice(f"{minutes} min {int(digits)} s", atom.start, atom.end),
                self.choice(f"{int(atom.low)} s", atom.start, atom.end),
            )
        return ()

    def wrote(self, atom):
        return self.text[atom.start : atom.end]

    def choice(self, new, start, end, label=""):
        """Offer the text with one stretch written differently."""
        before, after = self.text[:start], self.text[end:]
        left = " " if before and not before[-1].isspace() else ""
        right = " " if after and (after[0].isalnum() or after[0] in "@(") else ""
        return Choice(label or new, f"{before}{left}{new}{right}{after}".strip(" ,;+"))

    def warn(self, message):
        if message not in self.warnings:
            self.warnings.append(message)

    def remark(self, message):
        if message not in self.remarks:
            self.remarks.append(message)

    def note(self, words):
        if words and words not in self.notes:
            self.notes.append(words)

    def ask(self, message, choices=(), unsure=()):
        self.questions.append((message, tuple(choices)))
        self.unsure |= {unsure} if isinstance(unsure, str) else set(unsure)

    def fail(self, message, choices=()):
        self.reasons.append((message, tuple(choices)))


def plain(value):
    """Write a number without a trailing zero."""
    if value is None:
        return None
    return str(int(value)) if value == int(value) else f"{value.normalize():f}"


_ODD = {
    "strict": lambda: _("“%s” leaves the number open. Write “up to” or “at least”."),
    "unsure": lambda: _("“%s”: is this one range, or two separate things?"),
    "decimal": lambda: _("“%s”: minutes and seconds, or a part of a minute?"),
}
