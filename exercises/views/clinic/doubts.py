"""Doses typed and not certain yet, shown again wherever their item stands."""

from __future__ import annotations

from django.db.models import Subquery

from exercises.actions.doubting import field_of, form_of
from exercises.dose import parse
from portal.models import Draft


def doubts_of(user, programme) -> Subquery:
    """{field: [text]} this person left in doubt in this programme, to be asked with its parts."""
    kept = Draft.objects.for_user(user).filter(form=form_of(programme)).order_by("-saved_at")
    return Subquery(kept.values("fields")[:1])


def show_doubts(stages):
    """The stages with those texts in their fields; one read as certain by now is left out."""
    for part in (part for stage in stages for part in stage.parts if part.slot.doubts):
        for row in part.rows:
            text = next(iter(part.slot.doubts.get(field_of(row.item.pk), [])), "")
            if not text or row.form:
                continue
            parsed = parse(text)
            if parsed.status not in ("ok", "warn") or parsed.split:
                row.typed, row.parsed = text, parsed
    return stages
