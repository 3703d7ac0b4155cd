"""One report as the patient wrote it, and the exercises a report may speak of."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from types import SimpleNamespace

from exercises.models import AssignedItem, Entry, Reason, Session
from exercises.plans.cards import Card, cards_of
from exercises.plans.limits import Rule, rule_of


@dataclass
class Told:
    """What was said of one exercise, and the answer the physio wrote for that reason."""

    card: Card
    state: str
    state_words: str
    reason: str
    reason_words: str
    answer: str
    variant_words: str


@dataclass
class ReportShown:
    told: list[Told]
    rule: Rule
    above: bool
    items: list[str]
    initial: dict
    pain_words: list[str]


def entries_of(session: Session, clinic) -> ReportShown:
    """A session with its entries in the order they were given, and the rule that held."""
    entries = list(
        session.entries.select_related("item__slot__phase__assignment__given_by__user")
        .only(
            "state",
            "reason",
            "variant",
            "reps_by_set",
            "load_by_set",
            "session",
            "item__order",
            "item__pain_limit",
            "item__slot__order",
            "item__slot__phase__assignment__pain_limit",
            "item__slot__phase__assignment__pain_fine_max",
            "item__slot__phase__assignment__flare_plan",
            "item__slot__phase__assignment__given_by__user__name",
        )
        .order_by("item__slot__order", "item__order")
    )
    cards = cards_of([str(entry.item_id) for entry in entries])
    told = [told_by(entry, cards[str(entry.item_id)]) for entry in entries]
    rule = rule_of(entries, clinic, session.limit_in_force)
    pain = session.pain_worst
    above = pain is not None and pain > rule.limit
    words = dict.fromkeys(t.card.answers.get("pain", "") for t in told if t.state != "not")
    return ReportShown(
        told=told,
        rule=rule,
        above=above,
        items=[t.card.id for t in told],
        initial=initial_of(session, entries),
        pain_words=[w for w in words if w] if above else [],
    )


def told_by(entry: Entry, card: Card) -> Told:
    planned = entry.variant == Entry.Variant.PLANNED
    return Told(
        card=card,
        state=entry.state,
        state_words=entry.get_state_display(),
        reason=entry.reason,
        reason_words=entry.get_reason_display() if entry.reason else "",
        answer=card.answers.get(entry.reason, "") if entry.reason else "",
        variant_words="" if planned else entry.get_variant_display(),
    )


def initial_of(session: Session, entries) -> dict:
    """The report as a form shows it again, for a correction; with an id of its own."""
    initial = {
        "id": uuid.uuid4(),
        "pain_before": session.pain_before,
        "pain_worst": session.pain_worst,
        "pain_after": session.pain_after,
        "effort": session.effort,
        "note": session.note,
        "adverse_event": session.adverse_event,
    }
    for entry in entries:
        pk = entry.item_id
        initial[f"state_{pk}"] = entry.state
        initial[f"reason_{pk}"] = entry.reason
        initial[f"variant_{pk}"] = entry.variant
        initial[f"reps_{pk}"] = ",".join(map(str, entry.reps_by_set))
        initial[f"load_{pk}"] = ",".join(map(str, entry.load_by_set))
    return initial


def offered(patient, ids) -> list:
    """Rows with the cards of those ids that are this patient's, for a form shown again."""
    mine = AssignedItem.objects.unscoped().filter(
        pk__in=ids, slot__phase__assignment__patient=patient
    )
    own = {str(pk) for pk in mine.values_list("pk", flat=True)}
    cards = cards_of([pk for pk in ids if pk in own])
    return [SimpleNamespace(card=cards[pk]) for pk in ids if pk in cards]


def told_of(form, rows) -> list[dict]:
    """Each row with its fields of the form and the answers to the reasons."""
    reasons = [(value, label) for value, label in Reason.choices if value]
    shown = []
    for row in rows:
        pk = row.card.id
        if f"state_{pk}" not in form.fields:
            continue
        answers = [(value, row.card.answers[value]) for value, _l in reasons
                   if row.card.answers.get(value)]  # fmt: skip
        shown.append(
            {
                "card": row.card,
                "state": form[f"state_{pk}"],
                "reason": form[f"reason_{pk}"],
                "variant": form[f"variant_{pk}"],
                "variants": variants_of(row.card),
                "answers": answers,
            }
        )
    return shown


def variants_of(card: Card) -> list[tuple[str, str]]:
    """The versions this exercise has besides the planned one; empty where there is none."""
    has = {"easier": card.easier_id, "harder": card.harder_id, "short": card.is_short}
    return [(v, label) for v, label in Entry.Variant.choices if v == "planned" or has.get(v)]
