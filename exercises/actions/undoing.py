"""Taking a programme into the hand for a change, and giving back what was taken away."""

from __future__ import annotations

from django.core import serializers, signing
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from exercises.models import Item, Phase, PhaseReading, Programme, Slot
from portal.models import Draft, Member

SALT = "exercises.undo"
# In the order in which rows point at one another.
KINDS = (Phase, Slot, Item, PhaseReading)


class Conflict(Exception):
    """Somebody else changed the programme since this page was opened."""


class UnableToBuild(Exception):
    """Says in words why the change cannot be made."""


def take(programme: Programme, *, version: int, at) -> Programme:
    """This will claim a clinic's own programme for one change, or raise Conflict.

    One statement checks, locks and counts the version up, so two people never change at once.
    """
    rows = Programme.objects.filter(pk=programme.pk, clinic__isnull=False, retired_at__isnull=True)
    if not rows.unscoped().filter(version=version).update(version=F("version") + 1, saved_at=at):
        raise Conflict
    programme.version, programme.saved_at = version + 1, at
    return programme


def keep_for_undo(
    programme: Programme, rows: list, *, said: str, by: Member, at, added: Item | None = None
) -> None:
    """This will put rows aside as they stand now; one step back is kept for each person.

    `added` is what a step back takes away again. Signed, because the person it is
    kept for could otherwise hand in rows of their own.
    """
    text = signing.dumps(
        serializers.serialize("json", rows), salt=f"{SALT}:{programme.pk}", compress=True
    )
    fields = {"rows": [text], "said": [said], "version": [str(programme.version)]}
    if added:
        fields["added"] = [str(added.pk)]
    kept = Draft(user=by.user, form=form_of(programme), fields=fields, saved_at=at)
    Draft.objects.unscoped().bulk_create(
        [kept],
        update_conflicts=True,
        unique_fields=["user", "patient", "form"],
        update_fields=["fields", "saved_at"],
    )


def form_of(programme: Programme) -> str:
    return f"undo-{programme.pk}"


@transaction.atomic
def undo_change(*, programme: Programme, by: Member, at, version: int) -> str:
    """This will take back this person's last change; returns what was undone, in words."""
    draft = Draft.objects.for_user(by.user).filter(form=form_of(programme)).first()
    if draft is None or draft.fields["version"] != [str(version)]:
        raise UnableToBuild(_("There is nothing to undo: the programme was changed since."))
    take(programme, version=version, at=at)
    try:
        text = signing.loads(draft.fields["rows"][0], salt=f"{SALT}:{programme.pk}")
    except signing.BadSignature:
        raise UnableToBuild(_("There is nothing to undo.")) from None
    rows = [found.object for found in serializers.deserialize("json", text)]
    for kind in KINDS:
        put_back([row for row in rows if isinstance(row, kind)], kind)
    inside = Item.objects.filter(slot__phase__programme=programme).unscoped()
    inside.filter(pk__in=draft.fields.get("added", [])).delete()
    draft.delete()
    return _("%s: undone.") % draft.fields["said"][0]


def put_back(rows: list, kind) -> None:
    if not rows:
        return
    fields = [f.name for f in kind._meta.concrete_fields if not f.primary_key]
    kind.objects.unscoped().bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )
