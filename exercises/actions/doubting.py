"""A typed dose that is not certain yet: kept for its writer until it is settled."""

from __future__ import annotations

from django.db import transaction

from exercises.models import Item, Programme
from portal.actions.drafts import save_draft, take_draft
from portal.models import Draft, Member

LONGEST = 700  # characters of one typed dose
FORM = "programme-"  # and the programme's id


def form_of(programme: Programme) -> str:
    return f"{FORM}{programme.pk}"


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
def settle_doubts(*, programme: Programme, item_pks: list, by: Member, at, known) -> None:
    """This will let go of what was typed for these items: they have a certain dose now.

    `known` is what this person had in doubt when the change began: mostly nothing, and then
    nothing is asked. What was typed elsewhere meanwhile stays.
    """
    gone = {field_of(pk) for pk in item_pks} & set(known or {})
    if not gone:
        return
    kept = Draft.objects.for_user(by.user).filter(form=form_of(programme), fields=known)
    left = {name: values for name, values in known.items() if name not in gone}
    if left:
        kept.update(fields=left, saved_at=at)
    else:
        kept.delete()
