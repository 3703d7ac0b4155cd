"""The dose as one value: what a patient is asked to do, and how often.

An empty field means "not stated"; nothing is assumed. A range may be open at one end.
Times are whole seconds. `weekdays` counts from 0 (Monday) to 6 (Sunday).
`side` is "" when nobody was asked; "both" means both sides together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from exercises.dose import limits

SIDES = ("", "each", "left", "right", "both", "affected")
LOAD_KINDS = ("", "kg", "lb", "percent_1rm", "xrm", "band", "bodyweight", "other")
EFFORT_SCALES = ("", "rpe10", "borg20")
LOAD_UNITS = {"kg": "kg", "lb": "lb", "percent_1rm": "%1RM", "xrm": "RM"}


@dataclass(frozen=True, slots=True)
class Dose:
    sets_min: int | None = None
    sets_max: int | None = None
    reps_min: int | None = None
    reps_max: int | None = None
    is_amrap: bool = False
    reps_by_set: tuple[int, ...] = ()
    load_by_set: tuple[Decimal, ...] = ()
    hold_seconds_min: int | None = None
    hold_seconds_max: int | None = None
    duration_seconds_min: int | None = None
    duration_seconds_max: int | None = None
    rest_seconds_min: int | None = None
    rest_seconds_max: int | None = None
    effort_min: Decimal | None = None
    effort_max: Decimal | None = None
    effort_scale: str = ""
    tempo_up: int | None = None
    tempo_top: int | None = None
    tempo_down: int | None = None
    tempo_bottom: int | None = None
    side: str = ""
    per_day_min: int | None = None
    per_day_max: int | None = None
    days_per_week_min: int | None = None
    days_per_week_max: int | None = None
    weekdays: tuple[int, ...] = ()
    every_n_days: int | None = None
    every_hours_min: int | None = None
    every_hours_max: int | None = None
    load_kind: str = ""
    load_value: Decimal | None = None
    load_unit: str = ""
    load_label: str = ""
    until: str = ""
    target_sets: int | None = None
    target_reps: int | None = None
    note: str = ""

    def __post_init__(self):
        put = object.__setattr__
        put(self, "reps_by_set", tuple(self.reps_by_set or ()))
        put(self, "weekdays", tuple(sorted(set(self.weekdays or ()))))
        put(self, "load_by_set", tuple(_decimal(value) for value in self.load_by_set or ()))
        for name in ("effort_min", "effort_max", "load_value"):
            put(self, name, _decimal(getattr(self, name)))
        for name in ("effort_scale", "side", "load_kind", "load_label", "until", "note"):
            put(self, name, getattr(self, name) or "")
        put(self, "load_unit", self.load_unit or LOAD_UNITS.get(self.load_kind, ""))
        put(self, "is_amrap", bool(self.is_amrap))

    def as_columns(self) -> dict:
        """Return one entry per field, with lists in place of tuples."""
        return {name: _column(getattr(self, name)) for name in FIELD_NAMES}

    @classmethod
    def from_columns(cls, columns: Mapping) -> "Dose":
        """Read a dose from a mapping; names it does not know are passed over."""
        known = {name: columns[name] for name in FIELD_NAMES if name in columns}
        return cls(**known)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is prescribed; a note alone prescribes nothing."""
        return replace(self, note="") == Dose()

    @property
    def has_frequency(self) -> bool:
        return bool(self.weekdays) or any(
            value is not None
            for value in (
                self.per_day_min,
                self.per_day_max,
                self.days_per_week_min,
                self.days_per_week_max,
                self.every_n_days,
                self.every_hours_min,
                self.every_hours_max,
            )
        )

    def missing_for_assignment(self, one_sided: bool) -> list[str]:
        """Return what must be asked before a patient gets this: "frequency", "side"."""
        missing = [] if self.has_frequency else ["frequency"]
        if one_sided and not self.side:
            missing.append("side")
        return missing

    def problems(self) -> list[str]:
        """Return a sentence for each rule the dose breaks; a valid dose returns []."""
        return limits.problems(self)

    def range(self, name: str) -> tuple:
        """Return the two ends of `sets`, `reps`, `hold_seconds`, `per_day` and so on."""
        return getattr(self, f"{name}_min"), getattr(self, f"{name}_max")


FIELD_NAMES = tuple(field.name for field in fields(Dose))


def _decimal(value):
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(str(value))


def _column(value):
    return list(value) if isinstance(value, tuple) else value
