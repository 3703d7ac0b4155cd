"""What the worker does for exercises. Times are UTC; each patient's own day decides."""

from django.utils import timezone
from procrastinate.contrib.django import app

from exercises.actions.stepping import step_phases


# Every hour, because midnight comes at another hour in each time zone.
@app.periodic(cron="11 * * * *", periodic_id="step_phases")
@app.task(name="exercises.step_phases", queueing_lock="exercises.step_phases")
def step_dated_phases(timestamp: int) -> None:
    step_phases(at=timezone.now())
