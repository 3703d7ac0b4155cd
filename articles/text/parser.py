"""Markdown to tokens: CommonMark and tables with raw HTML off, plus our own marks."""

import re
from functools import lru_cache

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType

from . import block_marks, inline_marks, paint
from .safety import is_safe_link

LONGEST_TEXT = 64 * 1024  # bytes of UTF-8: about 10,000 English words
MOST_LINES = 4000  # a list item a line: what 10,000 words never need, and a second to draw
_DEEPEST = 20  # levels: ten lists in each other. What lies deeper is left out.

# Control characters, and the embeddings and overrides that can make a line read differently
# from what it says. Marks and isolates that right-to-left writing needs are kept.
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufeff\ufffe\uffff]")


class TextTooLong(ValueError):
    """The text is longer than an article may be. The message can be shown."""


def checked(text: str) -> str:
    """The text with unusable characters removed. Raises TextTooLong."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    if len(text.encode("utf-8")) > LONGEST_TEXT:
        raise TextTooLong(
            _("This text is too long: an article holds 64 KB, about 10,000 words. Split it.")
        )
    if text.count("\n") > MOST_LINES:
        raise TextTooLong(_("This text is too long: an article holds 4,000 lines. Split it."))
    return _UNWANTED.sub("", text)


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": _DEEPEST})
    # Four spaces are an accident in patient reading, never program code.
    md.enable("table").disable(["code", "html_block", "html_inline"])
    md.validateLink = is_safe_link
    interrupts_paragraphs: RuleOptionsType = {"alt": ["paragraph", "reference"]}
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "slot", block_marks.slot, interrupts)
    md.block.ruler.before("slot", "box", block_marks.box, interrupts)
    md.block.ruler.at("table", block_marks.table, interrupts_paragraphs)
    md.block.ruler.at("reference", block_marks.reference)
    md.inline.ruler.before("link", "citation", inline_marks.citation)
    md.inline.ruler.before("link", "term", inline_marks.term)
    md.inline.ruler.at("link", inline_marks.link)
    md.inline.ruler.at("image", inline_marks.picture)
    md.inline.ruler.at("emphasis", inline_marks.emphasis)
    paint.install(md)
    return md
