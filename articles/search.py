"""Finding articles: title before summary before body, plain words, prefix as you type."""

from __future__ import annotations

from django.db.models import F

from articles.models import Article, Revision
from portal import search


def index(revision: Revision, *, topics=None, learn: bool = True) -> None:
    """This will write the search words of a revision. The words of what anybody may read are
    remembered for "did you mean"; a clinic's own words are not."""
    article = revision.article
    names = topics if topics is not None else article.topics.all()
    headings = [text for _level, _key, text in revision.toc]
    parts = (
        ("A", revision.title),
        ("B", " ".join([revision.summary, *revision.key_points, *revision.synonyms])),
        ("C", " ".join([*(f"{t.name} {t.slug}" for t in names), article.series, *headings])),
        ("D", revision.plain),
    )
    vector = search.vector_of(parts, article.language)
    Revision.objects.filter(pk=revision.pk).unscoped().update(search=vector)
    if learn and (article.clinic_id is None or article.is_public):
        texts = (revision.title, revision.summary, *revision.synonyms, revision.plain)
        search.learn(article.language, *texts)


def matching(articles, text: str, language: str = "en-gb"):
    """Those of these articles whose published text fits, the best first; no words = none."""
    query = search.query_of(text, language)
    if query is None:
        return articles.none()
    return search.ranked(articles, "published__search", query)


def shown(articles):
    """The columns a list of results needs, the long ones left where they are."""
    return articles.select_related("published").only(
        "slug",
        "language",
        "clinic_id",
        "published__title",
        "published__summary",
        "published__reading_minutes",
        "published__review_due_on",
    )


def public(text: str, language: str = "en-gb"):
    """What anybody may read, by words."""
    return shown(matching(Article.objects.for_everyone(), text, language))


def with_snippets(articles: list[Article], text: str) -> list[Article]:
    """Each with `.snippet`: the place where the words stand, of the body where it is there."""
    words = sorted({word for reading in search.readings_of(text) for word in reading})
    rows = Revision.objects.filter(pk__in=[a.published_id for a in articles]).unscoped()
    plain = dict(rows.values_list("pk", F("plain")))
    for article in articles:
        summary = article.published.summary if article.published else ""
        body = f"{summary} {plain.get(article.published_id, '')[:6000]}"
        article.snippet = search.snippet(body, words)
    return articles
