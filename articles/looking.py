"""A text that is not published yet, made into the page it will be."""

from __future__ import annotations

from functools import cached_property

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from articles import embeds
from articles.actions.rendering import fill_rendered
from articles.help import help_for, help_section
from articles.models import Revision
from articles.pages import direction
from articles.references import reference
from articles.text import TextTooLong, fill
from articles.text.words import words_for

CITED = (
    *("key", "authors", "year", "title", "journal", "volume", "pages", "doi", "pmid", "isbn"),
    *("url", "study_type", "kind", "retraction"),
)


class Look:
    """One revision as readers would get it now; nothing is stored. `text` instead of its own."""

    def __init__(self, revision: Revision, *, article, clinic, text: str | None = None):
        revision.article = article
        if text is not None:
            revision.text = text
        self.revision, self.language = revision, article.language
        self.clinic, self.fault, self.cited = clinic, "", {}
        try:
            self.cited = fill_rendered(revision)
        except TextTooLong as error:
            revision.html, self.fault = "", str(error)

    @property
    def dir(self) -> str:
        return direction(self.language)

    @property
    def words(self) -> dict[str, str]:
        return words_for(self.language)

    @cached_property
    def body(self) -> SafeString:
        found = help_for(self.revision.help_region, language=self.language, clinic=self.clinic)
        return fill(
            self.revision.html,
            exercises=embeds.cards(self.revision.exercise_slugs, clinic=self.clinic),
            help=help_section(found, page=self.language),
        )

    @property
    def unknown_exercises(self) -> list[str]:
        cards = embeds.cards(self.revision.exercise_slugs, clinic=self.clinic)
        return [slug for slug in self.revision.exercise_slugs if slug not in cards]

    @cached_property
    def references(self) -> SafeString:
        rows = (
            {name: getattr(source, name) for name in CITED} | {"number": number}
            for number, source in enumerate(self.cited.values(), 1)
        )
        return format_html_join("", "{}", ((reference(row),) for row in rows))
