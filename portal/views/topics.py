"""The shelves of the library, with articles and exercises side by side."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from articles import shelves
from articles.views.caching import revalidated
from articles.views.everyone import absolute
from exercises.models import Exercise
from portal.access import everyone
from portal.models import Topic

PER_PAGE = 24
EXERCISES = 60  # on one shelf


@require_safe
@everyone
@revalidated
def list_topics(request):
    read, done = shelves.counts(), exercise_counts()
    topics = list(Topic.objects.order_by("order", "name"))
    for topic in topics:
        topic.articles_count, topic.exercises_count = read.get(topic.pk, 0), done.get(topic.pk, 0)
    filled = [t for t in topics if t.articles_count or t.exercises_count]
    context = {
        "regions": [t for t in filled if t.kind == Topic.Kind.REGION],
        "conditions": [t for t in filled if t.kind == Topic.Kind.CONDITION],
        "canonical": absolute(request, request.path),
    }
    return render(request, "portal/list_topics.html", context)


@require_safe
@everyone
@revalidated
def show_topic(request, slug):
    topic = get_object_or_404(Topic.objects.select_related("parent"), pk=slug)
    page = Paginator(shelves.on(topic, get_language() or "en"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    shown = Exercise.objects.for_everyone().filter(topics=topic).order_by("published__name")
    context = {
        "topic": topic,
        "page": page,
        "parts": topic.parts.order_by("order", "name"),
        "exercises": shown.values("slug", "published__name", "published__purpose")[:EXERCISES],
        "canonical": absolute(request, request.path),
    }
    return render(request, "portal/show_topic.html", context)


def exercise_counts() -> dict[str, int]:
    """How many public exercises stand on each shelf."""
    counted: dict[str, int] = {}
    for slug in Exercise.objects.for_everyone().values_list("topics", flat=True):
        counted[slug] = counted.get(slug, 0) + 1
    return counted
