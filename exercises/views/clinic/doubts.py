"""Doses typed and not certain yet, shown again wherever their item stands."""

from __future__ import annotations

from exercises.actions.doubting import field_of, form_of
from exercises.dose import parse
from portal.models import Draft


def doubts_of(request, programme) -> dict[str, list[str]]:
    """{field: [text]} this person left in doubt in this programme."""
    kept = Draft.objects.for_user(request.user).filter(form=form_of(programme))
    return kept.values_list("fields", flat=True).first() or {}


def show_doubts(stages, kept: dict[str, list[str]]):
    """The stages with those texts in their fields; one read as certain by now is left out."""
    for row in (row for stage in stages for part in stage.parts for row in part.rows):
        text = next(iter(kept.get(field_of(row.item.pk), [])), "")
        if not text or row.form:
            continue
        parsed = parse(text)
        if parsed.status not in ("ok", "warn") or parsed.split:
            row.typed, row.parsed = text, parsed
    return stages
