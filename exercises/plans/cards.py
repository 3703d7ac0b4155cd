"""What never changes about an assigned item: exercise as given, dose in words, picture.

An assigned item is replaced, never edited, and its revision is frozen once published. So both
may be kept in the process, by id, and a page that was shown before asks the database for less.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from exercises.dose import Dose, chips, minutes, say
from exercises.models import AssignedItem
from exercises.templatetags.figures import figure
from portal.models.prepared import SOMETHING, AnyOf, PreparedRows, listed

KEPT = 3000  # cards per process, about 2 KB each; the pictures are kept once by key
SHOWN_KINDS = {"count", "hold", "duration", "side", "load"}


@dataclass(frozen=True, slots=True)
class Card:
    """One assigned item as the patient sees it. Ids are text; `minutes` is one session's."""

    id: str
    revision_id: str
    name: str
    purpose: str
    dose: Dose
    said: str
    words: tuple[str, ...]
    minutes: float
    picture: SafeString
    start: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    mistakes: tuple[str, ...]
    stop_rules: tuple[str, ...]
    answers: dict
    pain_limit: int | None
    note: str
    is_short: bool
    easier_id: str | None
    harder_id: str | None
    replaces: str | None
    given_by: str


_kept: dict[tuple[str, str], Card] = {}


def cards_of(ids) -> dict[str, Card]:
    """The cards of these items (ids as text), from memory where they were shown before."""
    language = get_language() or ""
    found = {pk: card for pk in ids if (card := _kept.get((pk, language)))}
    missing = [pk for pk in ids if pk not in found]
    if missing:
        if len(_kept) > KEPT:
            _kept.clear()
        for item in ITEMS_TO_SHOW.rows(ids=",".join(missing)):
            card = card_of(item)
            found[card.id] = _kept[card.id, language] = card
    return found


def items_to_show(ids: str):
    """Asked for ids (between commas) that came from a row of the patient; the revision is never a
    draft."""
    return (
        AssignedItem.objects.unscoped()
        .filter(AnyOf(F("pk"), listed(ids, "uuid")))
        .select_related("revision__picture", "given_by__user")
        .defer("revision__search")
    )


ITEMS_TO_SHOW = PreparedRows(items_to_show, ids=str(SOMETHING))


def card_of(item: AssignedItem) -> Card:
    revision, dose = item.revision, item.dose
    return Card(
        id=str(item.pk),
        revision_id=str(revision.pk),
        name=revision.plain_name or revision.name,
        purpose=revision.purpose,
        dose=dose,
        said=say(dose),
        words=tuple(words for kind, _text, words in chips(dose) if kind in SHOWN_KINDS),
        minutes=minutes(dose),
        picture=picture_of(revision),
        start=revision.start,
        steps=tuple(revision.steps),
        cues=tuple(revision.cues),
        mistakes=tuple(revision.mistakes),
        stop_rules=tuple(revision.stop_rules),
        answers=item.answers or {},
        pain_limit=item.pain_limit,
        note=item.note,
        is_short=item.is_short,
        easier_id=text_or_none(item.easier_id),
        harder_id=text_or_none(item.harder_id),
        replaces=text_or_none(item.replaces_id),
        given_by=item.given_by.user.name,
    )


def text_or_none(pk) -> str | None:
    return str(pk) if pk else None


def picture_of(revision) -> SafeString:
    """The small picture beside the name; decorative, the name stands next to it."""
    return figure(revision)
