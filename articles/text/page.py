"""What one rendering knows and gathers while it walks through the marks."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .words import words_for


class Heading(NamedTuple):
    level: int  # 2 to 6; the page's own title is 1
    id: str
    text: str


@dataclass
class Page:
    """The inputs of one rendering and everything found on the way."""

    citations: Mapping[str, int] | None
    glossary: Mapping[str, str]
    images: Mapping
    language: str = "en"
    toc: list[Heading] = field(default_factory=list)
    paragraphs: list[tuple[str, str]] = field(default_factory=list)
    exercises: dict[str, None] = field(default_factory=dict)
    cited: dict[str, int] = field(default_factory=dict)
    help_at: int | None = None
    explained: set[str] = field(default_factory=set)
    taken: Counter = field(default_factory=Counter)
    tables: int = 0

    @property
    def words(self):
        return words_for(self.language)

    def number_of(self, key: str) -> int | None:
        """The reference number of a cited key, None for a key no source has."""
        first_use = self.cited.setdefault(key, len(self.cited) + 1)
        return first_use if self.citations is None else self.citations.get(key)

    def plain_words_of(self, term: str, given: str) -> str:
        """The gloss to show behind this term: the author's own, or the glossary's once."""
        key = term.casefold()
        if given:
            self.explained.add(key)
            return given
        if key in self.explained:
            return ""
        self.explained.add(key)
        return self.glossary.get(key) or self.glossary.get(term) or ""

    def knows_term(self, term: str) -> bool:
        key = term.casefold()
        return key in self.glossary or term in self.glossary

    def free_id(self, stem: str) -> str:
        """The stem, numbered from the second time it is asked for."""
        self.taken[stem] += 1
        number = self.taken[stem]
        if number == 1:
            return stem
        candidate = f"{stem}-{number}"
        # "Rest", "Rest 2", "Rest": the third must not take the second one's id.
        return candidate if not self.taken[candidate] else self.free_id(stem)

    def heading_id(self, text: str) -> str:
        slug = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", text).casefold())
        return self.free_id(f"s-{slug[:60].strip('-') or 'section'}")

    def paragraph_id(self, text: str) -> str:
        """An id from the words alone, so that edits elsewhere leave it as it is."""
        same = " ".join(unicodedata.normalize("NFC", text).casefold().split())
        return self.free_id("p-" + hashlib.sha256(same.encode()).hexdigest()[:8])
