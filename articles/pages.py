"""Everything a page of reading shows, in one query: text, sources, checks, shelves, neighbours."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, UUIDField, Value
from django.db.models.functions import Coalesce, JSONObject
from django.db.models.lookups import Exact
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from articles import embeds
from articles.help import Help, base, help_for, help_section
from articles.models import Article, Check, Citation, Revision
from articles.references import reference
from articles.text import fill
from articles.text.words import words_for
from portal.models import Clinic, Topic
from portal.models.prepared import Prepared

KEPT = 60  # seconds a page's facts are remembered in this process
NEAR = 12  # articles of the same shelves that are looked at
RELATED = 3  # of them shown
HEAVY = ("text", "plain", "paragraphs", "search", "report", "synonyms")
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ckb", "ps", "sd", "ug", "yi", "dv"}


def direction(language: str) -> str:
    return "rtl" if base(language) in RIGHT_TO_LEFT else "ltr"


def own_name(language: str) -> str:
    try:
        return get_language_info(language)["name_local"]
    except KeyError:
        return language


# The query ------------------------------------------------------------------------------------

CITED = JSONObject(
    number="number",
    **{
        name: f"source__{name}"
        for name in (
            *("key", "authors", "year", "title", "journal", "volume", "pages", "doi", "pmid"),
            *("isbn", "url", "study_type", "kind", "retraction"),
        )
    },
)
ASKED = JSONObject(
    pk="pk", order="order", prompt="prompt", own_words="own_words", choices="choices"
)
NEIGHBOUR = JSONObject(
    slug="slug",
    language="language",
    title="published__title",
    minutes="published__reading_minutes",
    place="series_order",
)


def rows():
    """Revisions with what stands on their page; the caller says which, and for whom."""
    nobody = Value(UUID(int=0), output_field=UUIDField())
    same_owner = Exact(
        Coalesce("clinic_id", nobody), Coalesce(OuterRef("article__clinic_id"), nobody)
    )
    everyone = Article.objects.for_everyone()
    in_series = everyone.exclude(series="").filter(
        same_owner, series=OuterRef("article__series"), language=OuterRef("article__language")
    )
    original = OuterRef("article__translation_of")
    versions = everyone.filter(
        Q(pk=original) | Q(translation_of=original) | Q(translation_of=OuterRef("article"))
    ).exclude(pk=OuterRef("article"))
    on_shelf = Article.topics.through.objects.filter(
        topic__articles=OuterRef(OuterRef("article"))
    ).values("article")
    near = (
        everyone.filter(pk__in=on_shelf, language=OuterRef("article__language"))
        .exclude(pk=OuterRef("article"))
        .order_by("-published__published_at", "slug")
    )
    cited = Citation.objects.filter(revision=OuterRef("pk")).order_by("number")
    asked = Check.objects.filter(revision=OuterRef("pk")).order_by("order")
    topics = Topic.objects.filter(articles=OuterRef("article")).order_by("kind", "order", "name")
    return (
        Revision.objects.select_related("article", "article__clinic")
        .defer(*HEAVY)
        .annotate(
            cited=ArraySubquery(cited.values(one=CITED)),
            asked=ArraySubquery(asked.values(one=ASKED)),
            topics=ArraySubquery(topics.values(one=JSONObject(slug="slug", name="name"))),
            series=ArraySubquery(in_series.order_by("series_order", "slug").values(one=NEIGHBOUR)),
            near=ArraySubquery(near.values(one=NEIGHBOUR)[:NEAR]),
            versions=ArraySubquery(versions.order_by("language").values(one=NEIGHBOUR)),
        )
    )


def public_at(slug: str):
    return Article.objects.for_everyone().filter(slug=slug).values_list("published_id")


PUBLIC_AT = Prepared(public_at, slug="no-such-article")


def published_for_everyone(slug: str) -> Revision | None:
    """What anybody may read at this address; None where there is nothing (any more)."""
    found = PUBLIC_AT.rows(slug=slug)
    return revision_shown(found[0][0]) if found else None


def revision_shown(pk) -> Revision:
    """A revision somebody was already allowed to see, with all that stands on its page."""
    known = known_since(int(time.time() // KEPT))
    if pk not in known:
        known[pk] = rows().unscoped().get(pk=pk)
    return known[pk]


@lru_cache(maxsize=1)
def known_since(minute: int) -> dict:
    """The revisions this process knows, all forgotten with the minute. The text never changes once
    published; shelves, neighbours and what became of a source are at most `KEPT` seconds old.
    Shared by requests; only `articles.drawn` adds to them."""
    return {}


# The page -------------------------------------------------------------------------------------


@dataclass
class Page:
    """One revision as it is shown to one reader. `clinic`: whose numbers stand in the help
    section, and whose own exercises may be shown; None for anybody."""

    revision: Revision
    today: date
    clinic: Clinic | None = None
    ask_url: str = ""  # with it, each paragraph carries a link to ask about it

    @property
    def language(self) -> str:
        return self.revision.article.language

    @property
    def dir(self) -> str:
        return direction(self.language)

    @property
    def words(self) -> dict[str, str]:
        return words_for(self.language)

    @cached_property
    def help(self) -> Help:
        region = self.revision.help_region
        return help_for(region, language=self.language, clinic=self.clinic)

    @property
    def is_late(self) -> bool:
        due = self.revision.review_due_on
        return due is not None and due < self.today

    @cached_property
    def exercises(self) -> dict[str, SafeString]:
        return embeds.cards(self.revision.exercise_slugs, clinic=self.clinic)

    @cached_property
    def body(self) -> SafeString:
        html = with_ask_links(self.revision.html, self.ask_url) if self.ask_url else None
        return fill(
            html or self.revision.html,
            exercises=self.exercises,
            help=help_section(self.help, page=self.language),
        )

    @cached_property
    def contents(self) -> list[tuple[str, str]]:
        """(id, words) of what the side lists: sections, help, sources."""
        found = []
        for level, key, text in self.revision.toc:
            if key == "help":
                found.append((key, self.help.title))
            elif level == 2:
                found.append((key, text))
        if not any(key == "help" for key, _text in found):
            found.append(("help", self.help.title))
        if self.revision.cited:
            found.append(("refs", self.words["sources"]))
        return found

    @cached_property
    def references(self) -> SafeString:
        return format_html_join("", "{}", ((reference(one),) for one in self.revision.cited))

    @cached_property
    def place(self) -> int | None:
        slugs = [one["slug"] for one in self.revision.series]
        slug = self.revision.article.slug
        return slugs.index(slug) if slug in slugs else None

    @cached_property
    def versions(self) -> list[dict]:
        """The same article in other languages, each with the language's own name for itself."""
        return [{**one, "name": own_name(one["language"])} for one in self.revision.versions]

    @property
    def related(self) -> list[dict]:
        """Other articles of the same shelves in the same language, beside those of the series."""
        told = {one["slug"] for one in self.revision.series}
        return [one for one in self.revision.near if one["slug"] not in told][:RELATED]

    @property
    def before(self) -> dict | None:
        return self.revision.series[self.place - 1] if self.place else None

    @property
    def after(self) -> dict | None:
        if self.place is None:
            return None
        return next(iter(self.revision.series[self.place + 1 :]), None)


def with_ask_links(html: str, url: str) -> str:
    """The text with "Ask" behind each paragraph of running text."""
    words, label = _("Ask"), _("Ask about this paragraph")
    parts = html.split('<p id="')
    made = [parts[0]]
    for part in parts[1:]:
        key, _quote, rest = part.partition('"')
        link = format_html(
            ' <a class="para__ask" href="{}?about={}" aria-label="{}">{}</a></p>',
            *(url, key, label, words),
        )
        made += ['<p id="', key, '"', rest.replace("</p>", link, 1)]
    return "".join(made)
