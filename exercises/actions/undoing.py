"""Taking a programme into the hand for a change, and giving back what was taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core import serializers, signing
from django.db import transaction
from django.db.models import F, IntegerField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from exercises.models import Item, Phase, PhaseReading, Programme, Slot
from portal.actions.drafts import KEPT_ASIDE
from portal.models import Draft, Member

SALT = "exercises.undo"
STEPS = 40  # places for steps back, of one person in one programme; one undone costs two
# In the order in which rows point at one another, with the way to their programme.
KINDS = {
    Phase: "programme",
    Slot: "phase__programme",
    Item: "slot__phase__programme",
    PhaseReading: "phase__programme",
}


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
    programme: Programme, rows: list, *, said: str, by: Member, at, added: Sequence = ()
) -> None:
    """This will put rows aside as they stand now, as one step back for this person.

    `added` are the rows that the step back takes away again. Signed, because the person it is
    kept for could otherwise hand in rows of their own. Each step has one of so many places, which
    the version gives: to keep one asks nothing about the others.
    """
    kept = {
        "rows": serializers.serialize("json", rows),
        "added": [(row._meta.model_name, str(row.pk)) for row in added],
    }
    text = signing.dumps(kept, salt=f"{SALT}:{programme.pk}", compress=True)
    made = [str(programme.version)]
    fields = {"step": [text], "said": [said], "made": made, "version": made}
    draft = Draft(user=by.user, form=form_of(programme), fields=fields, saved_at=at)
    Draft.objects.unscoped().bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["user", "patient", "form"],
        update_fields=["fields", "saved_at"],
    )


def prefix_of(programme_pk) -> str:
    return f"{KEPT_ASIDE}{programme_pk}-"


def form_of(programme: Programme) -> str:
    return f"{prefix_of(programme.pk)}{programme.version % STEPS}"


def steps_of(programme: Programme, by: Member):
    mine = Draft.objects.for_user(by.user)
    return mine.filter(form__startswith=prefix_of(programme.pk), patient=None)


@dataclass(frozen=True)
class Undone:
    """What was undone, and what one step more would undo; both in words, "" for nothing."""

    said: str
    before: str = ""

    @property
    def words(self) -> str:
        return _("%s: undone.") % self.said


@transaction.atomic
def undo_change(*, programme: Programme, by: Member, at, version: int) -> Undone:
    """This will take back this person's last change. The one before it can be taken back then,
    unless somebody else changed the programme in between."""
    step, *others = newest_steps(programme, by) or [None]
    if step is None or step.label != version:
        raise UnableToBuild(_("There is nothing to undo: the programme was changed since."))
    take(programme, version=version, at=at)
    try:
        kept = signing.loads(step.fields["step"][0], salt=f"{SALT}:{programme.pk}")
    except signing.BadSignature:
        raise UnableToBuild(_("There is nothing to undo.")) from None
    rows = [found.object for found in serializers.deserialize("json", kept["rows"])]
    for kind in KINDS:
        put_back([row for row in rows if isinstance(row, kind)], kind)
    take_away(programme, kept["added"])
    made, said = int(step.fields["made"][0]), step.fields["said"][0]
    before = next((one for one in others if one.label == made - 1), None)
    step_back(step, before, programme)
    return Undone(said, before=before.fields["said"][0] if before else "")


def newest_steps(programme: Programme, by: Member) -> list:
    """The last step this person made and did not take back, and the one before it."""
    label = Cast(KT("fields__version__0"), IntegerField())
    steps = steps_of(programme, by).annotate(label=label).filter(label__isnull=False)
    return list(steps.order_by("-label")[:2])


def step_back(step: Draft, before: Draft | None, programme: Programme) -> None:
    """This will empty the step that was taken back and make the one before it the next."""
    step.fields = {}
    changed = [step]
    if before:
        before.fields["version"] = [str(programme.version)]
        changed.append(before)
    Draft.objects.unscoped().bulk_update(changed, ["fields"])


def take_away(programme: Programme, added: list) -> None:
    """This will remove what a change added, where it stands in this programme."""
    for kind, path in reversed(KINDS.items()):
        pks = [pk for name, pk in added if name == kind._meta.model_name]
        if pks:
            kind.objects.unscoped().filter(pk__in=pks, **{path: programme}).delete()


def put_back(rows: list, kind) -> None:
    if not rows:
        return
    fields = [f.name for f in kind._meta.concrete_fields if not f.primary_key]
    kind.objects.unscoped().bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )
