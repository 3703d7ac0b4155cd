"""What the worker does: letters, and the timetable of the house.

Each app's `jobs.py` is found by itself. A task is a thin wrapper round a function that says
what is done and can be tested without a worker. Times are UTC.
"""

import logging

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from portal import mail
from portal.actions import record

log = logging.getLogger("portal.jobs")

# A mail server that is away: tries after 4 s, 16 s, 1, 4, 17 minutes … a day in all.
LETTERS = RetryStrategy(max_attempts=8, exponential_wait=4)


def on_app_ready(app):
    """Procrastinate calls this with its app once Django's applications are loaded."""


@app.task(name=mail.TASK, retry=LETTERS, queue="letters")
def send_letter(letter: str) -> None:
    mail.send_now(letter)


@app.periodic(cron="* * * * *", periodic_id="retry_stalled")
@app.task(name="portal.retry_stalled", queueing_lock="portal.retry_stalled", pass_context=True)
async def retry_stalled(context, timestamp: int) -> None:
    """A job whose worker died is taken up again within a minute or so."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        log.warning("A job is taken up again", extra={"event": "job_retried"})
        await manager.retry_job(job)


@app.periodic(cron="* * * * * */30", periodic_id="seal_record")
@app.task(name="portal.seal_record", queueing_lock="portal.seal_record")
def seal_record(timestamp: int) -> None:
    """Twice a minute, so that what was written is under seal within one (trust 71)."""
    record.seal_events(at=timezone.now())


@app.periodic(cron="17 3 * * *", periodic_id="tidy")
@app.task(name="portal.tidy", queueing_lock="portal.tidy")
def tidy(timestamp: int) -> None:
    """Sessions that ended, invitations nobody took, half-written texts nobody came back to."""
    counts = record.tidy(at=timezone.now())
    log.info("Tidied", extra={"event": "tidied", "fields": counts})
