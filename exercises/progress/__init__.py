"""Planned and reported: how much, how often, in which direction. Pure: no rows, no requests.

Reported is not done: people write down more than they do (Nicolson et al. 2018, J Orthop Sports
Phys Ther, doi 10.2519/jospt.2018.8275: a diary 25 % above a hidden counter). So every word here
says "reported", and no report is a third state beside done and not done.
"""

from exercises.progress.counting import (
    SILENT_DAYS,
    Given,
    Tally,
    Told,
    add,
    amount,
    band,
    days,
    due_times,
    most_times,
    percent,
    prescribed_reps,
    sessions_planned,
    sessions_reported,
    tally,
)
from exercises.progress.directions import Signs, Trend, mean, signs, trend

__all__ = [
    "SILENT_DAYS",
    "Given",
    "Signs",
    "Tally",
    "Told",
    "Trend",
    "add",
    "amount",
    "band",
    "days",
    "due_times",
    "mean",
    "most_times",
    "percent",
    "prescribed_reps",
    "sessions_planned",
    "sessions_reported",
    "signs",
    "tally",
    "trend",
]
