"""The public library by topic: a few of each shelf, and each shelf whole."""

from __future__ import annotations

from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber

from articles.models import Article
from portal.models import Topic

ON_A_SHELF = 4  # articles shown before "all of them"
CARD = {
    "slug": F("article__slug"),
    "language": F("article__language"),
    "title": F("article__published__title"),
    "summary": F("article__published__summary"),
    "minutes": F("article__published__reading_minutes"),
}


def shelves(language: str) -> list[dict]:
    """Each topic that has articles in this language: {topic, cards, count}, in shelf order."""
    on_shelf = Article.topics.through.objects.filter(
        article__in=Article.objects.for_everyone().filter(in_language(language)).values("pk")
    )
    first = Window(
        RowNumber(), partition_by="topic_id", order_by=[F("article__published__title").asc()]
    )
    cards = (
        on_shelf.annotate(place=first, count=Window(Count("pk"), partition_by="topic_id"))
        .filter(place__lte=ON_A_SHELF)
        .order_by("place")
        .values("topic_id", "count", **CARD)
    )
    found: dict[str, list[dict]] = {}
    for card in cards:
        found.setdefault(card["topic_id"], []).append(card)
    rows = Topic.objects.filter(pk__in=found).order_by("kind", "order", "name")
    # "region" stands after "condition" in the alphabet, and first on the page.
    topics = sorted(rows, key=lambda topic: topic.kind != Topic.Kind.REGION)
    return [{"topic": t, "cards": found[t.pk], "count": found[t.pk][0]["count"]} for t in topics]


def in_language(language: str, path: str = "") -> Q:
    """Rows in this language, whichever country's: en-gb beside en-us."""
    return Q(**{f"{path}language__istartswith": language.split("-")[0]})


def on(topic: Topic, language: str):
    """Every public article of one shelf, for a list in pages; the reader's language first."""
    foreign = Case(When(in_language(language), then=Value(0)), default=Value(1))
    rows = cards(Article.objects.for_everyone().filter(topics=topic).annotate(foreign=foreign))
    return rows.order_by("foreign", "published__title", "slug")


def other_languages(language: str):
    """The public articles a reader of this language would not find on its shelves."""
    return cards(Article.objects.for_everyone().exclude(in_language(language)))


def cards(articles):
    return articles.order_by("published__title", "slug").values(
        "slug",
        "language",
        title=F("published__title"),
        summary=F("published__summary"),
        minutes=F("published__reading_minutes"),
    )


def counts() -> dict[str, int]:
    """How many public articles stand on each shelf."""
    on_shelf = Article.topics.through.objects.filter(
        article__in=Article.objects.for_everyone().values("pk")
    )
    return dict(
        on_shelf.values("topic_id").annotate(count=Count("pk")).values_list("topic_id", "count")
    )


def newest(limit: int) -> list[dict]:
    """What was published last, with who wrote it."""
    return list(
        Article.objects.for_everyone()
        .order_by("-published__published_at", "slug")
        .values(
            "slug",
            title=F("published__title"),
            summary=F("published__summary"),
            author=F("published__author_name"),
            published_at=F("published__published_at"),
        )[:limit]
    )


def addresses() -> list[tuple[str, object]]:
    """(slug, when it was published) of every public article, for the map of the site."""
    rows = Article.objects.for_everyone().order_by("slug")
    return list(rows.values_list("slug", "published__published_at"))
