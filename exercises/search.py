"""Finding exercises: name before plain words before what they are for, prefix as you type."""

from __future__ import annotations

from django.core.cache import caches
from django.db.models import Q
from django.db.models.functions import Length

from exercises.models import Exercise, ExerciseRevision
from portal import search
from portal.models import Topic
from portal.search import LONGEST, did_you_mean

__all__ = ["LONGEST", "did_you_mean", "index", "matching", "public", "topics_of"]


def index(revision: ExerciseRevision, *, topics=None, learn: bool = True) -> None:
    """This will write the search words of a revision. The words of what anybody may see are
    remembered for "did you mean"; a clinic's own words are not."""
    exercise = revision.exercise
    names = topics if topics is not None else exercise.topics.all()
    parts = (
        ("A", f"{revision.name} {revision.plain_name}"),
        ("B", " ".join(revision.synonyms)),
        ("C", " ".join([*(f"{t.name} {t.slug}" for t in names), *revision.muscles])),
        ("C", " ".join([revision.purpose, *revision.goals, *revision.kit, revision.position])),
        ("D", " ".join([revision.start, *revision.steps])),
    )
    vector = search.vector_of(parts, exercise.language)
    ExerciseRevision.objects.filter(pk=revision.pk).unscoped().update(search=vector)
    if learn and exercise.clinic_id is None and exercise.is_public:
        search.learn(exercise.language, *(text for _weight, text in parts))


def matching(exercises, text: str, language: str = "en-gb"):
    """Those of these exercises that fit the words, the best first; no words = all, by name."""
    query = search.query_of(text, language)
    if query is None:
        return exercises.order_by("published__name", "pk")
    ranked = search.ranked(exercises, "published__search", query)
    named = search.clean(text)
    # The name itself first, then names that begin so, then the shorter of two equal ones.
    return ranked.annotate(
        is_named=Q(published__name__iexact=named),
        begins=Q(published__name__istartswith=named),
        length=Length("published__name"),
    ).order_by("-is_named", "-begins", "-rank", "length", "published__name", "pk")


def topics_of(kind: str = "") -> list[Topic]:
    """The shelves, remembered for a minute: they seldom change."""
    cache = caches["local"]
    topics = cache.get("exercises.topics")
    if topics is None:
        topics = list(Topic.objects.order_by("kind", "order", "name"))
        cache.set("exercises.topics", topics, search.KEPT)
    return [topic for topic in topics if not kind or topic.kind == kind]


def public(text: str = "", language: str = "en-gb"):
    """What anybody may look at, by words, with what a list of results shows."""
    shown = Exercise.objects.for_everyone().select_related("published")
    shown = shown.only("slug", "published__name", "published__purpose")
    return matching(shown, text, language)
