"""When to stop and when to get help, as the screen says it."""

from __future__ import annotations

import html
import re
from collections import Counter

from django.utils.translation import gettext as _

from articles.help import GENERAL, help_for
from exercises.handout.words import spoken
from exercises.plans.limits import limit_of_rows
from portal.models import Topic

A_NUMBER = re.compile(r'<a href="tel:[^"]*"><bdi dir="ltr">(.*?)</bdi></a>')


def stop_rules(rows, clinic) -> list[str]:
    """The physio's limit, then what the exercises say, each sentence once."""
    limit = limit_of_rows(rows, clinic)
    own = _("pain goes above %s out of 10, the limit set for you") % limit
    return [own, *dict.fromkeys(rule for row in rows for rule in row.card.stop_rules)]


def region_of(rows) -> str:
    """The help set of the part of the body most exercises are for."""
    ids = [row.card.id for row in rows]
    found = Topic.objects.filter(exercises__assigned_items__in=ids, kind=Topic.Kind.REGION)
    counts = Counter(found.order_by("order", "slug").values_list("help_region", flat=True))
    return counts.most_common(1)[0][0] if counts else GENERAL


def help_of(region: str, patient) -> dict:
    found = help_for(region, language=patient.language, clinic=patient.clinic)
    return {
        **spoken(found.language),
        "title": found.title,
        "steps": [{"lead": parts_of(step.lead), "lines": list(step.lines)} for step in found.steps],
    }


def parts_of(lead: str) -> list[dict]:
    """The sentence in pieces: numbers to call stand apart, for they always run left to right."""
    pieces = A_NUMBER.split(str(lead))
    return [
        {"text": html.unescape(piece), "number": bool(n % 2)}
        for n, piece in enumerate(pieces)
        if piece
    ]
