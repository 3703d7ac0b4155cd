"""Finding exercises and programmes: prefix as you type, plain words, the nearest name first."""

from __future__ import annotations

import re

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.core.cache import caches
from django.db.models import F, FloatField, Value
from django.db.models.functions import Coalesce

from exercises.models import Exercise, ExerciseRevision
from portal.models import Synonyms, Topic

CONFIGS = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian"}
WORD = re.compile(r"[^\W_]+", re.UNICODE)
LONGEST = 200  # characters of a search that are read
KEPT = 60  # seconds a word list is remembered


def config_of(language: str) -> str:
    """The PostgreSQL dictionary of a language; "simple" where there is none."""
    return CONFIGS.get(language.split("-")[0].lower(), "simple")


def index(revision: ExerciseRevision, *, topics=None) -> None:
    """This will write the search words of a revision: names, plain words, then the rest."""
    names = topics if topics is not None else revision.exercise.topics.all()
    config = config_of(revision.exercise.language)
    parts = (
        ("A", [revision.name, revision.plain_name]),
        ("B", revision.synonyms),
        ("C", [t.name for t in names] + [t.slug for t in names] + [*revision.muscles]),
        ("C", [revision.purpose, *revision.goals, *revision.kit, revision.position]),
        ("D", [revision.start, *revision.steps]),
    )
    vector = None
    for weight, words in parts:
        text = Value(" ".join(words).replace("-", " "))
        one = SearchVector(text, config=config, weight=weight)
        vector = one if vector is None else vector + one
    ExerciseRevision.objects.filter(pk=revision.pk).unscoped().update(search=vector)


def prefix_query(words: list[str]) -> str:
    """The words as PostgreSQL reads them: all of them, each as the beginning of a word."""
    return " & ".join(f"{word}:*" for word in words)


def same_meaning() -> list[list[str]]:
    """The operator's lists of words that mean the same, remembered for a minute."""
    cache = caches["local"]
    groups = cache.get("exercises.same-meaning")
    if groups is None:
        groups = [list(row.words) for row in Synonyms.objects.all()]
        cache.set("exercises.same-meaning", groups, KEPT)
    return groups


def readings_of(text: str) -> list[str]:
    """What was typed, and the same with each known phrase put in other words."""
    text = text.lower()[:LONGEST]
    found = [text]
    for group in same_meaning():
        hit = next((w for w in group if re.search(rf"\b{re.escape(w.lower())}\b", text)), None)
        if hit:
            found += [text.replace(hit.lower(), w.lower()) for w in group if w != hit]
    return found[:8]


def query_of(text: str, language: str = "en-gb") -> SearchQuery | None:
    """The search for what was typed; None where it holds no word."""
    whole = None
    for reading in readings_of(text):
        words = WORD.findall(reading)
        if not words:
            continue
        query = SearchQuery(prefix_query(words), config=config_of(language), search_type="raw")
        whole = query if whole is None else whole | query
    return whole


def matching(exercises, text: str, language: str = "en-gb"):
    """Those of these exercises that fit the words, the best first; no words = all, by name."""
    query = query_of(text, language)
    if query is None:
        return exercises.order_by("published__name", "pk")
    rank = SearchRank(F("published__search"), query, weights=[0.05, 0.2, 0.5, 1.0])
    return (
        exercises.filter(published__search=query)
        .annotate(rank=Coalesce(rank, Value(0.0), output_field=FloatField()))
        .order_by("-rank", "published__name", "pk")
    )


def regions() -> list[Topic]:
    """The parts of the body and conditions, remembered for a minute: shelves seldom change."""
    cache = caches["local"]
    topics = cache.get("exercises.topics")
    if topics is None:
        topics = list(Topic.objects.order_by("kind", "order", "name"))
        cache.set("exercises.topics", topics, KEPT)
    return topics


def public(text: str = "", language: str = "en-gb"):
    """What anybody may look at, by words."""
    shown = Exercise.objects.for_everyone().select_related("published")
    return matching(shown, text, language)
