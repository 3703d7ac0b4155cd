"""Lines to blocks: headings, paragraphs, list items, quotes, boxes and references, for Markdown and plain text."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from . import frontmatter, webpage

COMMENT = ("<!--", "-->")
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
RULE = re.compile(r" {0,3}(?:[-*_][ \t]*){3,}$")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
ITEM = re.compile(
    r"[ \t]{0,12}(?:(?P<bullet>[-*+•·‣▪▫◦●○■□–—✓✔✗✘➢►»])|(?P<number>\(?\d{1,2}[.)]|[Ss]tep \d{1,2}[.:]|"
    r"\(?[a-hA-H]\)))[ \t]+(?=\S)"
)
QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]{1,64})\]:[ \t]*")
LINK_DEFINITION = re.compile(r" {0,3}\[[^\]^][^\]]{0,80}\]:[ \t]*\S+")
BOX = re.compile(r"!!!\s+(\w+)(?:\s+\"([^\"\n]{0,300})\")?\s*$")
SLOT = re.compile(r"\s*\{\{\s*(?:(help)|exercise:\s*([\w-]{1,80}))\s*\}\}\s*$")
BOLD_LINE = re.compile(r"\s*(\*\*|__)[^*_\n]{2,90}\1:?\s*$")
LABEL = re.compile(
    r"(?:dose|dosage|frequency|sets|reps|repetitions|hold|rest|load|intensity|how often)\s*:", re.I
)
FENCED_DIV = re.compile(r" {0,3}:::")


@dataclass
class Raw:
    kind: str
    offset: int
    segments: list = field(default_factory=list)
    level: int = 0
    ordered: bool = False
    guessed: bool = False
    box: str = ""
    links: list = field(default_factory=list)
    images: list = field(default_factory=list)
    glue: str = "\n"

    def joined(self):
        """The lines as one text, and for each character its place in the file."""
        texts, at = [], []
        for text, offset in self.segments:
            texts.append(text)
            at.extend(range(offset, offset + len(text)))
            if self.glue:
                at.append(offset + len(text))
        return self.glue.join(texts), at

    @property
    def only(self):
        return self.segments[0][0] if len(self.segments) == 1 else ""


@dataclass
class Page:
    form: str
    raws: list = field(default_factory=list)
    has_help_slot: bool = False
    exercise_slots: list = field(default_factory=list)
    definitions: dict = field(default_factory=dict)


def read(source):
    if webpage.looks_like_one(source):
        return webpage.read(source)
    return _Reader(source).read()


class _Reader:
    def __init__(self, source):
        end = frontmatter.end_of(source)
        text = blank_comments(source)
        self.lines, offset = [], 0
        for line in text.split("\n"):
            if offset >= end:
                self.lines.append((line.rstrip("\r"), offset))
            offset += len(line) + 1
        self.marked = any(
            HEADING.match(line) and line.lstrip(" #").strip() for line, _ in self.lines
        ) or any(
            UNDERLINE.match(line)
            and before.strip()
            and not ITEM.match(before)
            and len(before) < 120
            for (before, _), (line, _) in zip(self.lines, self.lines[1:], strict=False)
        )
        self.page = Page("markdown" if self.marked else "plain")
        self.open = None
        self.box, self.box_indent, self.box_started = "", 0, False

    def read(self):
        index = 0
        while index < len(self.lines):
            index = self._line(index)
        self._close()
        if not self.marked:
            _guess_headings(self.page.raws)
        return self.page

    def _line(self, index):
        text, offset = self.lines[index]
        if not text.strip():
            self._close()
            if self.box and not self.box_indent and self.box_started:
                self.box = ""
            return index + 1
        text, offset = self._in_box(text, offset)
        fence = FENCE.match(text)
        if fence:
            self._close()
            return self._after_fence(index, fence[1])
        self._plain_line(text, offset)
        return index + 1

    def _in_box(self, text, offset):
        """Inside a `!!!` box: its indent taken off, or the box closed."""
        if not self.box:
            return text, offset
        indent = len(text) - len(text.lstrip(" \t"))
        if not self.box_started:
            self.box_indent, self.box_started = min(indent, 4) if indent >= 2 else 0, True
        if self.box_indent and indent < self.box_indent:
            self._close()
            self.box = ""
        elif self.box_indent:
            return text[self.box_indent :], offset + self.box_indent
        return text, offset

    def _after_fence(self, index, mark):
        for later in range(index + 1, len(self.lines)):
            if self.lines[later][0].strip().startswith(mark) and not self.lines[later][0].strip(
                " `~"
            ):
                return later + 1
        return len(self.lines)

    def _plain_line(self, text, offset):
        for rule in (
            self._slot,
            self._box_line,
            self._heading,
            self._underline,
            self._table,
            self._definition,
            self._quote,
            self._item,
        ):
            if rule(text, offset):
                return
        if LINK_DEFINITION.match(text) or FENCED_DIV.match(text):
            self._close()
            return
        self._text(text, offset)

    def _slot(self, text, offset):
        found = SLOT.match(text) if "{{" in text else None
        if found:
            self._close()
            self.page.has_help_slot |= bool(found[1])
            if found[2]:
                self.page.exercise_slots.append((found[2], offset))
        return bool(found)

    def _box_line(self, text, offset):
        found = BOX.match(text) if text.startswith("!!!") else None
        if found:
            self._close()
            self.box, self.box_indent, self.box_started = found[1].lower(), 0, False
            if found[2]:
                kind = "quote" if self.box == "quote" else "boxtitle"
                self._add(kind, found[2], offset + found.start(2), level=7)
        return bool(found)

    def _heading(self, text, offset):
        found = HEADING.match(text)
        if not found:
            return False
        self._close()
        words = text[found.end() :].rstrip()
        bare = words.rstrip("#").rstrip() or ""
        if bare and (bare == words or words[len(bare)] == " "):
            words = bare
        if words.strip("# "):
            self.box = ""
            self._add("heading", words, offset + found.end(), level=len(found[1]))
        return True

    def _underline(self, text, offset):
        found = UNDERLINE.match(text)
        if found and self.open and self.open.kind == "para" and len(self.open.segments) <= 2:
            self.open.kind, self.open.level = "heading", 1 if found[1][0] == "=" else 2
            self._close()
            return True
        if RULE.match(text) or found:
            self._close()
            return True
        return False

    def _table(self, text, offset):
        if not text.lstrip().startswith("|"):
            return False
        self._close()
        # One block a row: its cells are clauses, not sentences of their own.
        if text.strip(" |:-\t"):
            self._add("cell", text.replace("|", ";"), offset)
        return True

    def _definition(self, text, offset):
        found = DEFINITION.match(text) if "[^" in text[:8] else None
        if found:
            self._close()
            self.page.definitions.setdefault(found[1].lower(), offset)
            self.open = Raw("reference", offset, [(text[found.end() :], offset + found.end())])
        return bool(found)

    def _quote(self, text, offset):
        found = QUOTE.match(text)
        if not found:
            return False
        if not self.open or self.open.kind != "quote":
            self._close()
            self.open = Raw("quote", offset, box=self.box)
        rest = text[found.end() :]
        if rest.strip():
            self.open.segments.append((rest, offset + found.end()))
        else:
            self._close()
        return True

    def _item(self, text, offset):
        found = ITEM.match(text)
        if not found or (found["bullet"] in ("–", "—") and self.open and self.open.kind == "para"):
            return False
        self._close()
        self.open = Raw(
            "item",
            offset,
            [(text[found.end() :], offset + found.end())],
            ordered=found["number"] is not None,
            box=self.box,
        )
        return True

    def _text(self, text, offset):
        stripped = text.strip()
        lead = len(text) - len(text.lstrip())
        if BOLD_LINE.match(text) and not self.open:
            self._add(
                "heading" if not self.marked else "boxtitle",
                stripped,
                offset + lead,
                level=6,
                guessed=True,
            )
            return
        if (
            self.open
            and self.open.kind == "item"
            and not lead
            and not self.marked
            and not self._goes_on(stripped)
        ):
            self._close()
        if self.open and self.open.kind == "quote" and not self.marked:
            self._close()
        if LABEL.match(stripped):
            self._close()
        if not self.open:
            self.open = Raw("para", offset + lead, box=self.box)
        self.open.segments.append((text[lead:].rstrip(), offset + lead))
        if text.endswith("\\") or (text.endswith("  ") and self.marked):
            self._close()

    def _goes_on(self, text):
        return text[:1].islower() or len(self.open.segments[-1][0]) >= 60

    def _add(self, kind, text, offset, **more):
        self.page.raws.append(Raw(kind, offset, [(text, offset)], box=self.box, **more))

    def _close(self):
        if self.open and self.open.segments:
            if self.open.kind == "para" and not self.marked:
                self.page.raws += _paragraphs(self.open)
            else:
                self.page.raws.append(self.open)
        self.open = None


def blank_comments(source):
    """HTML comments turned to spaces, lines kept."""
    opening, closing = COMMENT
    parts, position = [], 0
    while (start := source.find(opening, position)) >= 0:
        end = source.find(closing, start)
        if end < 0:
            break
        parts += [source[position:start], re.sub(r"[^\n]", " ", source[start : end + 3])]
        position = end + 3
    return "".join([*parts, source[position:]])


def _paragraphs(raw):
    """Plain lines without an empty one between: a wrapped paragraph, or a paragraph each."""
    lines = raw.segments
    width = max(len(text) for text, _ in lines)
    full = [
        len(text) + 1 + len(following.split(" ", 1)[0]) > width
        for (text, _), (following, _) in pairwise(lines)
    ]
    wrapped = 45 <= width <= 130 and full and sum(full) >= 0.75 * len(full)
    group = Raw("para", raw.offset, [lines[0]], box=raw.box)
    for line, joined in zip(lines[1:], full, strict=True):
        if wrapped and joined:
            group.segments.append(line)
            continue
        yield group
        group = Raw("para", line[1], [line], box=raw.box)
    yield group


def _guess_headings(raws):
    """In a text without heading marks a short line before a longer one is a heading, a run of them a list."""
    for index, raw in enumerate(raws):
        if _names_what_follows(raws, index):
            raw.kind, raw.level, raw.guessed = "heading", 3, True
    short = [raw.kind == "para" and is_short_line(raw.only) for raw in raws]
    index = 0
    while index < len(raws):
        if not short[index]:
            index += 1
            continue
        end = index
        while end < len(raws) and short[end]:
            end += 1
        _settle_run(raws, index, end)
        index = end


def _names_what_follows(raws, index):
    """ "1. Ball roll" over its own bullets is a heading, not a step."""
    raw, after = raws[index], raws[index + 1] if index + 1 < len(raws) else None
    return (
        raw.kind == "item"
        and raw.ordered
        and is_short_line(raw.only)
        and len(raw.only.split()) <= 6
        and raw.only.strip()[-1] not in ":?"
        and after is not None
        and not after.ordered
        and (after.kind == "item" or not is_short_line(after.only))
    )


def _settle_run(raws, start, end):
    follows = end < len(raws)
    for number in range(start, end):
        is_title = number == 0
        leads = follows and number >= end - 2 and (number == end - 1 or end - start == 2)
        asks = raws[number].only.rstrip().endswith("?")
        if is_title or leads or (asks and number + 1 < len(raws)):
            raws[number].kind, raws[number].level, raws[number].guessed = (
                "heading",
                1 if is_title else 2,
                True,
            )
        else:
            raws[number].kind = "item"


def is_short_line(text):
    text = text.strip()
    if not text or len(text) > 80 or len(text.split()) > 12 or text[-1] in ".!;,":
        return False
    if LABEL.match(text) and text[-1] != ":":
        return False
    if text[-1] == ":" and len(text.split()) > 7:
        return False
    return (
        (text[0].isupper() or text[0].isdigit())
        and any(mark.isalpha() for mark in text)
        and ". " not in text
    )
