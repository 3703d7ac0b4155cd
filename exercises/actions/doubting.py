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
    mine = Draft.objects.for_user(by.user).filter(form=form_of(programme))
    if let_go(mine.filter(fields=known), known, gone, at=at):
        return
    now = mine.select_for_update().first()  # something was typed elsewhere meanwhile
    if now is not None:
        settled = {name for name in gone if now.fields.get(name) == known[name]}
        let_go(mine, now.fields, settled, at=at)


def let_go(kept, fields: dict, gone: set, *, at) -> int:
    """This will leave of a draft what is not gone, or nothing of it; how many drafts that were."""
    left = {name: texts for name, texts in fields.items() if name not in gone}
    return kept.update(fields=left, saved_at=at) if left else kept.delete()[0]
