"""What changed in a plan, as staff read it: what was and what is, side by side."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.dose import short
from exercises.models import AssignedItem, Assignment, Change

TERMS = {
    "ends_on": gettext_lazy("Last day"),
    "pain_fine_max": gettext_lazy("Pain that is fine, up to"),
    "pain_limit": gettext_lazy("Pain that is acceptable, up to"),
    "morning_rise_limit": gettext_lazy("Next morning above the usual, from"),
    "flare_plan": gettext_lazy("If it flares up"),
}


def named(item: AssignedItem | None) -> dict | None:
    if item is None:
        return None
    return {"name": item.revision.name, "dose": short(item.dose), "limit": item.pain_limit}


def terms_told(terms: dict | None) -> list[dict]:
    """Each of the plan's own words, days and limits that changed: label, `was`, `now`."""
    return [
        {"label": label, "was": term_told(name, terms[name][0]),
         "now": term_told(name, terms[name][1])}
        for name, label in TERMS.items()
        if terms and name in terms
    ]  # fmt: skip


def term_told(name: str, value) -> str:
    if name == "ends_on":
        return date_format(date.fromisoformat(value), "j F Y") if value else _("open")
    if name == "flare_plan":
        return value or _("nothing")
    return _("the clinic’s") if value is None else str(value)


def changes_in(plan: Assignment):
    """All changes of a plan that was itself fetched for somebody, newest first."""
    rows = plan.changes.select_related(
        "item__revision", "before__revision", "phase", "by__user"
    ).defer("item__revision__search", "before__revision__search")
    return rows.order_by("-at", "kind", "pk")


def changes_shown(changes, plan: Assignment) -> list[dict]:
    """The same as `facts_of` gives them."""
    zone = ZoneInfo(plan.patient.time_zone)
    return [change_shown(change, plan, zone) for change in changes]


def change_shown(change: Change, plan: Assignment, zone) -> dict:
    return {
        "kind": change.kind,
        "plan_name": plan.name,
        "now": named(change.item),
        "was": named(change.before),
        "phase": change.phase.name if change.phase else "",
        "terms": terms_told(change.terms),
        "reason": change.reason,
        "on": change.at.astimezone(zone).date(),
        "by": change.by.user.name if change.by else "",
        "seen": change.seen_at,
    }
