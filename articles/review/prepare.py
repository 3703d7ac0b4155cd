"""From Markdown, a web page or plain text to sentences that know where they came from.

The clean text of all blocks stands in one string, so that a pattern runs once over the whole page;
`offsets` leads from each of its characters back to the original file.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from . import blocks, reading
from .inline import Cleaner
from .sentences import split

BETWEEN_BLOCKS = "\n\0\n"
MOST_BLOCKS = 4000  # a text made of thousands of lines is no page, and would take seconds

REFERENCES = re.compile(
    r"(?:key |selected |main |full |our |the )?(?:references?(?: list)?|sources?|bibliography|citations?|"
    r"literature(?: cited)?|works cited|footnotes|further reading|where this comes from|"
    r"where (?:this|our) information comes from|references? and (?:sources?|further reading)|"
    r"sources? and references?|evidence (?:used|sources?)|studies (?:cited|mentioned|referenced))",
    re.IGNORECASE,
)
MYTH_HEADING = re.compile(
    r"\bmyths?\b|\bfact[- ]?check|fact or fiction|misconceptions?\b", re.IGNORECASE
)
MYTH_LINE = re.compile(r"(?:the )?myths?\s*(?:#?\d+)?\s*[:–—-]", re.IGNORECASE)
DOSE_LINE = re.compile(
    r"(?:dos(?:e|age)|prescription|sets(?: and reps)?|reps|repetitions|load|intensity)\s*:",
    re.IGNORECASE,
)
LIKE_REFERENCE = re.compile(
    r"(?=.{0,400}\b(?:19|20)\d\d\b)(?=.{0,500}(?:\bdoi\b|\bpmid\b|\bet al\b|\d+\s?\(\d+[^)]{0,12}\)\s?[:,]|"
    r";\s?\d+(?:\(\d+\))?:\s?e?\d+|\bvol\.|\bpp?\.\s?\d))[\[\d. )]*[A-Z][\w'’-]+,? (?:[A-Z]{1,3}\b|[A-Z]\.|et al|&|and )",
)


@dataclass(eq=False, slots=True)
class Sentence:
    start: int
    end: int
    text: str
    block: "Block"
    number: int = 0

    @property
    def is_question(self):
        return self.text.rstrip("\"') ").endswith("?")


@dataclass(eq=False)
class Block:
    """`kind` is heading, boxtitle, para, item, cell or quote; `guessed` headings carry no mark of their own."""

    kind: str
    raw: blocks.Raw
    number: int
    start: int = 0
    end: int = 0
    text: str = ""
    sentences: list = field(default_factory=list)
    cites: list = field(default_factory=list)
    links: list = field(default_factory=list)
    images: list = field(default_factory=list)
    terms: list = field(default_factory=list)
    path: tuple = ()
    is_reference: bool = False
    is_myth: bool = False  # words that may be the myth: clauses.retold says which are
    is_myth_line: bool = False
    is_quote: bool = False
    is_dose: bool = False

    level = property(lambda self: self.raw.level)
    ordered = property(lambda self: self.raw.ordered)
    guessed = property(lambda self: self.raw.guessed)
    box = property(lambda self: self.raw.box)
    is_heading = property(lambda self: self.kind in ("heading", "boxtitle"))

    @cached_property
    def words(self):
        return reading.words_in(self.text)

    @cached_property
    def is_in_capitals(self):
        """Most of it is: a name or a cry, not letters that stand for words."""
        words = [word for word in self.words if word.isalpha()]
        capitals = sum(word.isupper() and len(word) > 1 for word in words)
        if len(words) == 1:
            return bool(capitals)
        return capitals * 2 > len(words)

    @cached_property
    def cite_places(self):
        return sorted(cite.at for cite in self.cites if cite.names_source)


class Document:
    def __init__(self, source, page):
        self.source = source
        self.form = page.form
        self.has_help_slot = page.has_help_slot
        self.exercise_slots = page.exercise_slots
        self.definitions = page.definitions
        self.blocks, self.sentences = [], []
        self.text, self.offsets = "", []
        self._found = {}
        self.is_cut = len(page.raws) > MOST_BLOCKS
        self._line_starts = [0, *(at.end() for at in re.finditer("\n", source))]
        self._build(page.raws[:MOST_BLOCKS])

    def _build(self, raws):
        cleaner, parts, length = Cleaner(self.source), [], 0
        for raw in raws:
            clean = cleaner.clean(raw)
            if not clean.text and not clean.images and not clean.links:
                continue
            block = Block(raw.kind, raw, len(self.blocks))
            block.text, block.start, block.end = clean.text, length, length + len(clean.text)
            block.images, block.terms, block.links = clean.images, clean.terms, clean.links
            block.cites = clean.cites
            self.offsets += clean.offsets + [clean.last] * len(BETWEEN_BLOCKS)
            parts.append(clean.text)
            length = block.end + len(BETWEEN_BLOCKS)
            self._add_sentences(block)
            self.blocks.append(block)
        self.text = BETWEEN_BLOCKS.join(parts)
        self._block_starts = [block.start for block in self.blocks]
        self._sentence_starts = [sentence.start for sentence in self.sentences]
        _mark(self.blocks)

    def _add_sentences(self, block):
        for start, end in split(block.text):
            sentence = Sentence(
                block.start + start,
                block.start + end,
                block.text[start:end],
                block,
                len(self.sentences),
            )
            block.sentences.append(sentence)
            self.sentences.append(sentence)

    def place(self, at):
        """Line and column (both from 1) in the original file of a character of the clean text."""
        return self.place_in_source(
            self.offsets[at] if at < len(self.offsets) else len(self.source)
        )

    def place_in_source(self, offset):
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def block_at(self, at):
        return self.blocks[bisect_right(self._block_starts, at) - 1]

    def sentence_at(self, at):
        index = bisect_right(self._sentence_starts, at) - 1
        return self.sentences[index] if index >= 0 else None

    def find(self, pattern):
        """Hits of a pattern outside the reference list, each within one sentence.

        Looked for once, however many rules ask.
        """
        if pattern not in self._found:
            self._found[pattern] = list(self._hits(pattern))
        return self._found[pattern]

    def _hits(self, pattern):
        for match in pattern.finditer(self.text):
            sentence = self.sentence_at(match.start())
            if sentence is None or match.end() > sentence.end + 1 or sentence.block.is_reference:
                continue
            yield match, sentence

    @cached_property
    def prose(self):
        """Blocks a reader reads: all but the reference list."""
        return [block for block in self.blocks if not block.is_reference]

    @cached_property
    def small_words(self):
        """The short words that stand in it without a capital."""
        return set(re.findall(r"\b[a-z]{2,6}\b", self.text))

    @cached_property
    def headings(self):
        return [block for block in self.blocks if block.kind == "heading"]

    @cached_property
    def words(self):
        return [word for block in self.prose for word in block.words]

    def section(self, heading):
        """The blocks under a heading, down to the next one of its rank."""
        inside = []
        for block in self.blocks[heading.number + 1 :]:
            if block.kind == "heading" and block.level <= heading.level:
                break
            inside.append(block)
        return inside

    def cited(self, sentence):
        """A source marked in the sentence, or opening the next one of its paragraph."""
        block = sentence.block
        after = sentence.end
        following = sentence.number + 1
        if following < len(self.sentences) and self.sentences[following].block is block:
            after = self.sentences[following].start
        places = block.cite_places
        index = bisect_left(places, sentence.start - block.start)
        return index < len(places) and block.start + places[index] <= after

    def next_in_block(self, sentence):
        following = sentence.number + 1
        if following < len(self.sentences) and self.sentences[following].block is sentence.block:
            return self.sentences[following]
        return None


def prepare(source):
    """The document of a text; of one with more than MOST_BLOCKS paragraphs, those first ones."""
    source = source.replace("\0", "\ufffd")
    return Document(source, blocks.read(source))


def _mark(all_blocks):
    path = []
    for block in all_blocks:
        if block.kind == "heading":
            while path and path[-1].level >= block.level:
                path.pop()
            path.append(block)
        block.path = tuple(path)
        block.is_quote = block.kind == "quote" or block.box == "quote" or _all_in_quotes(block.text)
        block.is_myth_line = bool(MYTH_LINE.match(block.text))
        # The body of a myth box is the fact; the title of a page ("Six myths") guards no section.
        block.is_myth = (
            block.is_myth_line
            or (block.box == "myth" and block.is_heading)
            or any(
                MYTH_HEADING.search(one.text) for one in path if one.level > 1 or one is path[-1]
            )
        )
        block.is_dose = block.raw.kind == "dose" or bool(DOSE_LINE.match(block.text))
        block.is_reference = block.raw.kind == "reference" or _in_references(block, path)


def _in_references(block, path):
    if any(REFERENCES.fullmatch(heading.text.strip(" .:0123456789")) for heading in path):
        return True
    return block.kind in ("para", "item") and bool(LIKE_REFERENCE.match(block.text))


def _all_in_quotes(text):
    return (
        len(text) > 20
        and text[0] == '"'
        and '"' in text[1:]
        and text.find('"', 1) > len(text) * 0.6
    )
