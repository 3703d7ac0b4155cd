"""Runs waiting jobs in the test's own connection, so that a test's transaction sees them."""

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def run_waiting() -> list[str]:
    """Runs what is due, and what that starts in turn; the names of the tasks, in order."""
    done = []
    while job := _next():
        app.tasks[job.task_name](**job.args)
        with connection.cursor() as cursor:
            cursor.execute("delete from procrastinate_jobs where id = %s", [job.id])
        done.append(job.task_name)
    return done


def _next():
    waiting = ProcrastinateJob.objects.filter(status="todo").order_by("id")
    return next(
        (job for job in waiting if not job.scheduled_at or job.scheduled_at <= timezone.now()),
        None,
    )
