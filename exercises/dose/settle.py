"""From facts to one dose: what contradicts is asked and left empty."""

import itertools
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from exercises.dose.value import Dose

_RANGES = {
    "sets": "sets",
    "reps": "reps",
    "hold": "hold_seconds",
    "duration": "duration_seconds",
    "rest": "rest_seconds",
    "effort": "effort",
    "per_day": "per_day",
    "days_per_week": "days_per_week",
    "every_hours": "every_hours",
}
_SINGLES = (
    "is_amrap", "reps_by_set", "load_by_set", "effort_scale", "tempo_up", "tempo_top", "tempo_down",
    "tempo_bottom", "side", "weekdays", "every_n_days", "until", "target_sets", "target_reps",
)  # fmt: skip
_INTERVALS = ("days_per_week", "weekdays", "every_n_days", "every_hours")


def dose_of(r) -> Dose:
    """Return the dose of a reading; questions about contradictions are put into the reading."""
    _products(r)
    _rm(r)
    _rhythm(r)
    _bare_twelfths(r)
    for name in _RANGES:
        _both_ends(r, name)
    for name in (*_RANGES, *_SINGLES, "load"):
        if len(r.facts.get(name, ())) > 1:
            _contradiction(r, name)
    _sets_match(r)
    columns: dict[str, Any] = {}
    for name, column in _RANGES.items():
        low, high = _value(r, name) or (None, None)
        columns[f"{column}_min"], columns[f"{column}_max"] = low, high
    for name in _SINGLES:
        value = _value(r, name)
        if value is not None:
            columns[name] = value[0] if name.startswith("target") else value
    kind, value, label = _value(r, "load") or ("", None, "")
    columns |= {"load_kind": kind, "load_value": value, "load_label": label}
    if columns["effort_min"] is None and columns["effort_max"] is None:
        columns.pop("effort_scale", None)
    return Dose(**columns)


def _value(r, name):
    values = r.facts.get(name)
    if not values or name in r.unsure or len(values) > 1:
        return None
    return values[0]


def _bare_twelfths(r):
    """Ask about "3/12" where nothing else is counted: a course of 3 months, or 3 sets of 12?"""
    if not r.has("bare_twelfths") or r.has("sets", "reps", "hold", "duration", "is_amrap", "until"):
        return
    start, end = r.facts["bare_twelfths"][0]
    sets, reps = r.text[start:end].split("/")
    r.ask(
        _("“%s”: sets and repetitions, or for so many months?") % r.text[start:end],
        (
            r.choice(f"{sets.strip()} sets of {reps.strip()}", start, end),
            r.choice(f"for {sets.strip()} months", start, end),
        ),
        unsure=("sets", "reps"),
    )


def _both_ends(r, name):
    """Join "at least 2" and "at most 4" to one range."""
    ends = r.facts.get(name, ())
    if len(ends) != 2:
        return
    (low, low_open), (high_open, high) = sorted(ends, key=lambda pair: pair[0] is None)
    if low_open is None and high_open is None and None not in (low, high) and low <= high:
        r.facts[name] = [(low, high)]


def _products(r):
    spans = r.facts.get("products", ())
    if len(spans) > 1:
        words = [r.text[start:end] for start, end in spans]
        between = "".join(r.text[a[1] : b[0]] for a, b in itertools.pairwise(spans))
        if len({"".join(each.lower().split()) for each in words}) == 1 and not between.strip(" ,;"):
            return
        r.ask(
            _("There are two doses here: “%(first)s” and “%(second)s”. Which is meant?")
            % {"first": words[0], "second": words[1]},
            [r.choice("", *span, label=words[1 - i]) for i, span in enumerate(spans)]
            if len(spans) == 2
            else (),
            unsure=("sets", "reps", "hold", "reps_by_set"),
        )


def _rm(r):
    """Read "12RM" as repetitions and load, or as the load alone where repetitions are stated."""
    for low, high in r.facts.get("rm", ()):
        r.put("reps", (low, high)) if not r.has("reps") else None
        label = "" if low == high else f"{low or ''}-{high or ''}"
        r.put("load", ("xrm", Decimal(low) if low == high else None, label))


def _rhythm(r):
    """Take bare "daily" as every day unless days are named; one statement of days is allowed."""
    if r.has("daily"):
        redundant = r.has("weekdays", "every_hours") or r.facts.get("days_per_week") == [(7, 7)]
        if not redundant:
            r.put("every_n_days", 1)
    week, days = r.facts.get("days_per_week"), r.facts.get("weekdays")
    if week and days and len(week) == len(days) == 1 and week[0] == (len(days[0]), len(days[0])):
        r.facts.pop("days_per_week")
    if r.has("gap") and not r.has(*_INTERVALS):
        gap = r.facts["gap"][0]
        r.ask(_("“%s” leaves it open: every how many days?") % gap, unsure="every_n_days")
    stated = [name for name in _INTERVALS if r.has(name)]
    if len(stated) > 1:
        r.ask(
            _("Two different rhythms are stated. Days a week, or every so many days? Keep one."),
            unsure=stated,
        )


_NAMES = {
    "sets": lambda: _("numbers of sets"),
    "reps": lambda: _("numbers of repetitions"),
    "hold": lambda: _("holds"),
    "rest": lambda: _("rests"),
    "side": lambda: _("sides"),
    "load": lambda: _("loads"),
    "per_day": lambda: _("numbers of times a day"),
    "days_per_week": lambda: _("numbers of days a week"),
    "duration": lambda: _("durations"),
    "effort": lambda: _("efforts"),
}


def _contradiction(r, name):
    name_of = _NAMES.get(name, lambda: _("statements"))
    r.ask(_("Two different %s are stated. Which is meant?") % name_of(), unsure=name)


def _sets_match(r):
    """A list of repetitions says how many sets there are; another number of sets contradicts."""
    for name in ("reps_by_set", "load_by_set"):
        rows, sets = r.facts.get(name), r.facts.get("sets")
        if not rows or len(rows) > 1:
            continue
        count = len(rows[0])
        if not sets:
            r.put("sets", (count, count))
        elif sets != [(count, count)]:
            r.ask(
                _(
                    "%(count)s sets are listed, but another number of sets is stated. Which is "
                    "meant?"
                )
                % {"count": count},
                unsure=("sets", "reps", name),
            )
    if r.has("is_amrap") and r.has("reps"):
        r.ask(_("As many as possible, or a number of repetitions?"), unsure=("reps", "is_amrap"))
