"""Cards for the exercises an article embeds; the roof registers `cards` with articles.embeds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from exercises.models import Exercise, ExerciseRevision
from exercises.planning import words
from portal.models.prepared import SOMEWHERE, AnyOf, Prepared, listed


def shown(slugs: str, clinic=None):
    """What may be shown of these exercises (slugs between commas): to anybody, or in a clinic."""
    allowed = Q(is_public=True)
    if clinic:
        allowed |= Q(clinic__isnull=True) | Q(clinic=clinic)
    return (
        Exercise.objects.filter(allowed, AnyOf(F("slug"), listed(slugs)), patient__isnull=True)
        .filter(published__isnull=False, withdrawn_at__isnull=True)
        .unscoped()
        .values_list("slug", "is_public", "published_id")
    )


STAND_IN = "no,such,exercise"
TO_ANYBODY = Prepared(shown, slugs=STAND_IN)
IN_A_CLINIC = Prepared(shown, slugs=STAND_IN, clinic=SOMEWHERE)


def cards(slugs: Sequence[str], *, clinic=None) -> dict[str, SafeString]:
    """The card of each slug that may be shown: to anybody, or within a clinic; others left out."""
    asked = TO_ANYBODY if clinic is None else IN_A_CLINIC
    rows = asked.rows(slugs=",".join(slugs), clinic=clinic and clinic.pk)
    language = get_language()
    return {slug: card(slug, public, pk, language) for slug, public, pk in rows}


@lru_cache(maxsize=1024)
def card(slug: str, is_public: bool, revision_pk, _language) -> SafeString:
    """Drawn once for the process: a published revision never changes."""
    revision = ExerciseRevision.objects.unscoped().select_related("picture").get(pk=revision_pk)
    context = {
        "exercise": {"slug": slug, "is_public": is_public},
        "revision": revision,
        "words": words(revision.dose),
    }
    return render_to_string("exercises/parts/card.html", context)
