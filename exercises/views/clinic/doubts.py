"""Doses typed and not certain or not saved yet, shown again wherever their item stands."""

from __future__ import annotations

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from exercises.actions.doubting import FORM, field_of
from exercises.dose import parse
from portal.models import Draft


def doubts_in(user, form: str) -> Subquery:
    """{field: [text]} this person (an id) left in doubt in a programme (its form), to be asked with
    its parts."""
    kept = Draft.objects.for_user(user).filter(form=form).order_by("-saved_at")
    return Subquery(kept.values("fields")[:1])


def doubts_at(user, path: str) -> Subquery:
    """The same for a part of a programme; `path` is the way from it to the programme's id."""
    form = Concat(Value(FORM), Cast(OuterRef(path), CharField()))
    kept = Draft.objects.for_user(user).filter(form=form).order_by("-saved_at")
    return Subquery(kept.values("fields")[:1])


def show_doubts(stages):
    """The stages with those texts in their fields, as typed."""
    for part in (part for stage in stages for part in stage.parts if part.slot.doubts):
        for row in part.rows:
            text = next(iter(part.slot.doubts.get(field_of(row.item.pk), [])), "")
            if text and not row.form:
                row.typed, row.parsed = text, parse(text)
    return stages
