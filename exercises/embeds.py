"""Cards for the exercises an article embeds; the roof registers `cards` with articles.embeds."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from exercises.models import Exercise, ExerciseRevision
from exercises.planning import words


def cards(slugs: Sequence[str], *, clinic=None) -> dict[str, SafeString]:
    """The card of each slug that may be shown: to anybody, or within a clinic; others left out."""
    shown = Q(is_public=True)
    if clinic is not None:
        shown |= Q(clinic__isnull=True) | Q(clinic=clinic)
    rows = (
        Exercise.objects.filter(shown, slug__in=list(slugs), patient__isnull=True)
        .filter(published__isnull=False, withdrawn_at__isnull=True)
        .unscoped()
        .select_related("published__picture")
    )
    return {e.slug: card(e, e.published) for e in rows if e.published}


def card(exercise: Exercise, revision: ExerciseRevision) -> SafeString:
    context = {"exercise": exercise, "revision": revision, "words": words(revision.dose)}
    return render_to_string("exercises/parts/card.html", context)
