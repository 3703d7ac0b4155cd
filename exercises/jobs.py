"""What the worker does for exercises. Times are UTC; each patient's own day decides."""

from django.utils import timezone
from procrastinate.contrib.django import app

from exercises.actions.check_ins import tell_check_ins
from exercises.actions.clips import TASK, prepare_clip, tidy_clips
from exercises.actions.printing import TASK as PRINTING
from exercises.actions.printing import make_printout, tidy_printouts
from exercises.actions.stepping import step_phases


# Every hour, because midnight comes at another hour in each time zone.
@app.periodic(cron="11 * * * *", periodic_id="step_phases")
@app.task(name="exercises.step_phases", queueing_lock="exercises.step_phases")
def step_dated_phases(timestamp: int) -> None:
    step_phases(at=timezone.now())


@app.periodic(cron="17 * * * *", periodic_id="tell_check_ins")
@app.task(name="exercises.tell_check_ins", queueing_lock="exercises.tell_check_ins")
def tell_due_check_ins(timestamp: int) -> None:
    tell_check_ins(at=timezone.now())


@app.task(name=TASK, queue="clips")
def make_clip(clip: str, keep_sound: bool = False) -> None:
    prepare_clip(pk=clip, keep_sound=keep_sound)


@app.periodic(cron="41 3 * * *", periodic_id="tidy_clips")
@app.task(name="exercises.tidy_clips", queueing_lock="exercises.tidy_clips")
def tidy_away_clips(timestamp: int) -> None:
    tidy_clips(at=timezone.now())


# A try of a worker that died is taken up again: the file is asked for until it is made or refused.
@app.task(name=PRINTING, queue="printouts")
def make_asked_printout(printout: str) -> None:
    make_printout(pk=printout, at=timezone.now())


@app.periodic(cron="*/10 * * * *", periodic_id="tidy_printouts")
@app.task(name="exercises.tidy_printouts", queueing_lock="exercises.tidy_printouts")
def tidy_away_printouts(timestamp: int) -> None:
    tidy_printouts(at=timezone.now())
