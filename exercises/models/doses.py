"""The typed columns of a dose, and the limits the database holds them to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from portal.models.rows import Rows

if TYPE_CHECKING:
    from exercises.dose import Dose

# Source: clinical/facts C6.7, plausible limits of a dose.
LIMITS = {
    "sets": (1, 10),
    "reps": (1, 100),
    "hold_seconds": (1, 300),
    "duration_seconds": (5, 14400),
    "rest_seconds": (5, 600),
    "per_day": (1, 12),
    "days_per_week": (1, 7),
    "every_hours": (1, 12),
}


def small(**kwargs):
    return models.PositiveSmallIntegerField(null=True, blank=True, **kwargs)


def range_checks() -> list[models.CheckConstraint]:
    """Each pair inside its limits and the right way round."""
    checks = []
    for name, (low, high) in LIMITS.items():
        lower, upper = f"{name}_min", f"{name}_max"
        within = (Q(**{f"{lower}__isnull": True}) | Q(**{f"{lower}__range": (low, high)})) & (
            Q(**{f"{upper}__isnull": True}) | Q(**{f"{upper}__range": (low, high)})
        )
        ordered = (
            Q(**{f"{lower}__isnull": True})
            | Q(**{f"{upper}__isnull": True})
            | Q(**{f"{lower}__lte": F(upper)})
        )
        checks.append(
            models.CheckConstraint(name=f"%(class)s_{name}_in_limits", condition=within & ordered)
        )
    return checks


def one_rhythm() -> Q:
    """At most one way of saying on which days."""
    week = Q(days_per_week_min__isnull=True, days_per_week_max__isnull=True)
    weekdays = Q(weekdays=[])
    days = Q(every_n_days__isnull=True)
    hours = Q(every_hours_min__isnull=True, every_hours_max__isnull=True)
    return (
        (weekdays & days & hours)
        | (week & days & hours)
        | (week & weekdays & hours)
        | (week & weekdays & days)
    )


class DoseColumns(Rows):
    """A dose as columns: one value (`exercises.dose.Dose`), read and set whole."""

    sets_min = small()
    sets_max = small()
    reps_min = small()
    reps_max = small()
    is_amrap = models.BooleanField(default=False)
    reps_by_set = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    load_by_set = ArrayField(
        models.DecimalField(max_digits=6, decimal_places=2), default=list, blank=True
    )
    hold_seconds_min = small()
    hold_seconds_max = small()
    duration_seconds_min = small()
    duration_seconds_max = small()
    rest_seconds_min = small()
    rest_seconds_max = small()
    effort_min = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    effort_max = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    effort_scale = models.CharField(max_length=6, blank=True)
    tempo_up = small()
    tempo_top = small()
    tempo_down = small()
    tempo_bottom = small()
    side = models.CharField(max_length=8, blank=True)
    per_day_min = small()
    per_day_max = small()
    days_per_week_min = small()
    days_per_week_max = small()
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    every_n_days = small()
    every_hours_min = small()
    every_hours_max = small()
    load_kind = models.CharField(max_length=12, blank=True)
    load_value = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    load_unit = models.CharField(max_length=10, blank=True)
    load_label = models.CharField(max_length=80, blank=True)
    until = models.CharField(max_length=80, blank=True)
    target_sets = small()
    target_reps = small()
    dose_note = models.CharField(max_length=200, blank=True)

    privacy = {
        "health": "sets_min sets_max reps_min reps_max is_amrap reps_by_set load_by_set "
        "hold_seconds_min hold_seconds_max duration_seconds_min duration_seconds_max "
        "rest_seconds_min rest_seconds_max effort_min effort_max effort_scale tempo_up "
        "tempo_top tempo_down tempo_bottom side per_day_min per_day_max days_per_week_min "
        "days_per_week_max weekdays every_n_days every_hours_min every_hours_max load_kind "
        "load_value load_unit load_label until target_sets target_reps dose_note",
    }
    units = {
        "sets_min": "sets",
        "sets_max": "sets",
        "reps_min": "repetitions",
        "reps_max": "repetitions",
        "reps_by_set": "repetitions",
        "load_by_set": "load_unit",
        "hold_seconds_min": "s",
        "hold_seconds_max": "s",
        "duration_seconds_min": "s",
        "duration_seconds_max": "s",
        "rest_seconds_min": "s",
        "rest_seconds_max": "s",
        "effort_min": "effort_scale",
        "effort_max": "effort_scale",
        "tempo_up": "s",
        "tempo_top": "s",
        "tempo_down": "s",
        "tempo_bottom": "s",
        "per_day_min": "times a day",
        "per_day_max": "times a day",
        "days_per_week_min": "days a week",
        "days_per_week_max": "days a week",
        "weekdays": "0 Monday to 6 Sunday",
        "every_n_days": "days",
        "every_hours_min": "h",
        "every_hours_max": "h",
        "load_value": "load_unit",
        "target_sets": "sets",
        "target_reps": "repetitions",
    }

    class Meta:
        abstract = True
        constraints = [
            *range_checks(),
            models.CheckConstraint(name="%(class)s_one_rhythm", condition=one_rhythm()),
            models.CheckConstraint(
                name="%(class)s_every_n_days_in_limits",
                condition=Q(every_n_days__isnull=True) | Q(every_n_days__range=(1, 14)),
            ),
            models.CheckConstraint(
                name="%(class)s_side_known",
                condition=Q(side__in=["", "each", "left", "right", "both", "affected"]),
            ),
            models.CheckConstraint(
                name="%(class)s_effort_on_a_scale",
                condition=Q(effort_min__isnull=True, effort_max__isnull=True)
                | Q(effort_scale__in=["rpe10", "borg20"]),
            ),
            models.CheckConstraint(
                name="%(class)s_load_known",
                condition=Q(
                    load_kind__in=[
                        "",
                        "kg",
                        "lb",
                        "percent_1rm",
                        "xrm",
                        "band",
                        "bodyweight",
                        "other",
                    ]
                ),
            ),
        ]

    @property
    def dose(self) -> Dose:
        from exercises.dose import Dose

        columns = {name: getattr(self, name) for name in DOSE_COLUMNS}
        return Dose.from_columns({**columns, "note": self.dose_note})

    @dose.setter
    def dose(self, value: Dose):
        columns = value.as_columns()
        self.dose_note = columns.pop("note", "")
        for name, column in columns.items():
            setattr(self, name, list(column) if isinstance(column, tuple) else column)


DOSE_COLUMNS = [f.name for f in DoseColumns._meta.local_fields if f.name != "dose_note"]
