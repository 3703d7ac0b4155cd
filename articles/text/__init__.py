"""Markdown with a few marks for patient reading, to safe HTML. Pure: no database, no request.

The stored HTML keeps inert places for what changes per request; `fill` puts it in.
"""

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from .clean import clean
from .compose import compose
from .inline_marks import figure_mark
from .page import Heading, Page
from .parser import LONGEST_TEXT, TextTooLong, checked, parser
from .plain import block_text, count_words, reading_minutes
from .serve import fill

# Raise this when the HTML of an unchanged text changes: stored articles are then made anew.
RENDERER_VERSION = 2

__all__ = [
    "LONGEST_TEXT",
    "RENDERER_VERSION",
    "Heading",
    "Rendered",
    "TextTooLong",
    "checked",
    "figure_mark",
    "fill",
    "markdownify_preview",
    "plain_text",
    "render",
]


class Rendered(NamedTuple):
    html: str  # safe, with inert places for exercises and help: see `fill`
    toc: tuple[Heading, ...]
    exercises: tuple[str, ...]  # slugs in order, each once
    citations: tuple[str, ...]  # keys in order of first use, unknown ones too
    words: int
    minutes: int
    plain: str
    has_help_mark: bool
    paragraphs: tuple[tuple[str, str], ...]  # (id, text)
    help_at: int  # how many headings of the contents stand before the help section


def render(
    text: str,
    *,
    citations: Mapping[str, int] | None = None,
    glossary: Mapping[str, str] | None = None,
    images: Mapping | None = None,
    language: str = "en",
) -> Rendered:
    """This will turn an author's text into what is stored and shown.

    `citations` maps a key to its number in the list of sources; without it, keys are numbered
    by first use. `glossary` maps a term, in lower case, to its plain words. `images`: see
    `pictures_markup`. Raises TextTooLong.
    """
    page = Page(citations, glossary or {}, images or {}, language)
    tokens, env = _composed(text, page)
    md = parser()
    html = clean(md.renderer.render(tokens, md.options, env))
    plain = block_text(tokens)
    words = count_words(plain)
    return Rendered(
        html=html,
        toc=tuple(page.toc),
        exercises=tuple(page.exercises),
        citations=tuple(page.cited),
        words=words,
        minutes=reading_minutes(words),
        plain=plain,
        has_help_mark=page.help_at is not None,
        paragraphs=tuple(page.paragraphs),
        help_at=len(page.toc) if page.help_at is None else page.help_at,
    )


def plain_text(text: str) -> str:
    """The words without marks: one line per block. Raises TextTooLong."""
    return block_text(_composed(text, Page(None, {}, {}))[0])


def markdownify_preview(text: str) -> str:
    """The preview beside the editor: the page as rendered, with words where cards will stand."""
    try:
        rendered = render(text)
    except TextTooLong as error:
        return f'<p class="preview-slot" role="alert">{escape(str(error))}</p>'
    cards = {slug: _slot(_("Exercise: %(slug)s") % {"slug": slug}) for slug in rendered.exercises}
    help_section = _slot(_("The section “When to get help” stands here."))
    return fill(rendered.html, exercises=cards, help=help_section)


def _slot(words):
    return mark_safe(f'<p class="preview-slot">{escape(words)}</p>')  # noqa: S308 - escaped


def _composed(text, page):
    env = {"page": page}
    return compose(parser().parse(checked(text), env), page), env
