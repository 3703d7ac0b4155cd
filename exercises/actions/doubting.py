"""A typed dose that is not certain yet: kept for its writer until it is settled."""

from __future__ import annotations

from django.db import transaction

from exercises.models import Item, Programme
from portal.actions.drafts import forget_draft, save_draft, take_draft
from portal.models import Member

LONGEST = 700  # characters of one typed dose


def form_of(programme: Programme) -> str:
    return f"programme-{programme.pk}"


def field_of(item_pk) -> str:
    return f"dose-{item_pk}"


@transaction.atomic
def keep_doubt(*, item: Item, text: str, by: Member, at) -> None:
    """This will keep what was typed for an item, beside what is kept for the others."""
    programme = item.slot.phase.programme
    text = text.replace("\x00", "")[:LONGEST]
    fields = dict(take_draft(by=by.user, form=form_of(programme)))
    fields[field_of(item.pk)] = [text]
    save_draft(by=by.user, form=form_of(programme), fields=fields, at=at)


@transaction.atomic
def settle_doubts(*, programme: Programme, item_pks: list, by: Member, at) -> None:
    """This will let go of what was typed for these items: they have a certain dose now."""
    fields = take_draft(by=by.user, form=form_of(programme))
    gone = {field_of(pk) for pk in item_pks} & set(fields)
    if not gone:
        return
    left = {name: values for name, values in fields.items() if name not in gone}
    if left:
        save_draft(by=by.user, form=form_of(programme), fields=left, at=at)
    else:
        forget_draft(by=by.user, form=form_of(programme))
