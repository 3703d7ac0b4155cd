"""Exercises anybody may look at."""

from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.help import help_for, help_section
from articles.models import Source
from exercises import filters, search
from exercises.models import Exercise
from exercises.planning import words
from exercises.words import kit_words
from portal.access import everyone

PER_PAGE = 24
FILTERS = ("region", "goal", "position", "kit")


def listed(exercises, request, names, *, favourites=frozenset()):
    """The exercises that fit the words and filters, a page of them, and the filters' counts."""
    query = request.GET.get("q", "")[: search.LONGEST]
    chosen = filters.chosen_of(request.GET, names)
    rows = filters.facts(search.matching(exercises, query), favourites=favourites)
    fitting = [row.pk for row in rows if filters.fits(row, chosen)]
    page = Paginator(fitting, PER_PAGE).get_page(request.GET.get("page"))
    shown = exercises.filter(pk__in=list(page)).select_related("published__picture")
    by_pk = {e.pk: e for e in shown.defer("published__search")}
    return {
        "query": query,
        "page": page,
        "exercises": [by_pk[pk] for pk in page if pk in by_pk],
        "groups": filters.groups(rows, chosen),
        "filtered": any(chosen.values()),
        "count_text": count_text(len(fitting)),
        "meant": search.did_you_mean(query) if query and not fitting else "",
    }


def count_text(count: int) -> str:
    return _("1 exercise") if count == 1 else _("%s exercises") % count


def answer(request, context, page: str, part: str):
    """The page, or with script only the results."""
    if not request.headers.get("X-Fragment"):
        return render(request, page, context)
    fragment = render(request, part, context)
    fragment["X-Count-Text"] = quote(context["count_text"])
    return fragment


@everyone
def list_public_exercises(request):
    context = listed(Exercise.objects.for_everyone(), request, FILTERS)
    context["address"] = "show_exercise"
    return answer(
        request,
        context,
        "exercises/list_public_exercises.html",
        "exercises/parts/cards.html",
    )


def about(user, exercise, revision, *, clinic=None) -> dict:
    """What both exercise pages show."""
    topics = list(exercise.topics.all())
    return {
        "exercise": exercise,
        "revision": revision,
        "words": words(revision.dose),
        "kit": kit_words(revision.kit),
        "topics": topics,
        "sources": sources_of(user, revision),
        "help": help_of(topics, exercise.language, clinic),
        "easier": published_of(revision.easier),
        "harder": published_of(revision.harder),
    }


def published_of(exercise):
    """The neighbour on the ladder, where it can be shown."""
    shown = exercise and exercise.published_id and not exercise.withdrawn_at
    return exercise if shown else None


def sources_of(user, thing):
    """What an exercise's revision or a programme rests on, where the source is known."""
    keys = thing.source_keys
    if not keys:
        return []
    return list(Source.objects.for_user(user).filter(key__in=keys).order_by("key"))


def help_of(topics, language: str, clinic=None):
    """When to get help, for the part of the body this exercise is for."""
    region = next((t.help_region for t in topics if t.kind == "region"), "general")
    return help_section(help_for(region, language=language, clinic=clinic), page=language)


@everyone
def show_exercise(request, slug):
    rows = Exercise.objects.for_everyone().select_related(
        "published__picture",
        "published__easier__published",
        "published__harder__published",
    )
    exercise = rows.filter(slug=slug).first()
    if exercise is None:
        raise Http404
    context = about(request.user, exercise, exercise.published)
    return render(request, "exercises/show_exercise.html", context)
