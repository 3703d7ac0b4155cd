"""The physio's own limits and words, for repeating them. Nothing here advises by itself.

Source: product rule 9; nearest wins: item, then assignment, then clinic.
"""

from __future__ import annotations

from dataclasses import dataclass

from exercises.models import Entry


@dataclass(frozen=True)
class Rule:
    """Up to `fine` is fine, up to `limit` acceptable, above is too much. `words` may be empty."""

    fine: int
    limit: int
    by: str
    words: str = ""

    @property
    def middle(self) -> str:
        """The range between fine and limit, "4 to 5"; empty where there is none."""
        low = self.fine + 1
        if low > self.limit:
            return ""
        return str(low) if low == self.limit else f"{low} – {self.limit}"

    @property
    def too_much(self) -> int:
        return self.limit + 1


def rule_of(entries, clinic, limit: int | None) -> Rule:
    """The rule that held for a session; `entries` with item, plan and who gave it."""
    found = [rule_of_item(entry, clinic) for entry in entries]
    fits = [rule for rule in found if limit is None or rule.limit == limit]
    lowest = min(fits or found, key=lambda rule: rule.limit, default=None)
    return lowest or Rule(clinic.pain_fine_max, clinic.pain_limit, clinic.name)


def rule_of_item(entry: Entry, clinic) -> Rule:
    item = entry.item
    plan = item.slot.phase.assignment
    limit = next((v for v in (item.pain_limit, plan.pain_limit) if v is not None), None)
    fine = clinic.pain_fine_max if plan.pain_fine_max is None else plan.pain_fine_max
    by = plan.given_by.user.name
    held = clinic.pain_limit if limit is None else limit
    return Rule(min(fine, held), held, clinic.name if limit is None else by, plan.flare_plan)


def limit_of_rows(rows, clinic) -> int:
    """The lowest limit among the exercises of a session, for the line in the chart."""
    limits = []
    for row in rows:
        nearest = (row.card.pain_limit, row.plan["limit"], clinic.pain_limit)
        limits.append(next(value for value in nearest if value is not None))
    return min(limits, default=clinic.pain_limit)


def morning_rise(plans: list[dict], clinic) -> int:
    """From how many points above the usual a morning is too much; the lowest of the plans'."""
    rises = [clinic.morning_rise_limit if plan["rise"] is None else plan["rise"] for plan in plans]
    return min(rises, default=clinic.morning_rise_limit)
