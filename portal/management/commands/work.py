"""The background worker: letters, clips, the timetable."""

import asyncio

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app

from portal.tree import die_with_parent

GRACE = 5  # seconds for the job in hand when asked to stop


class Command(BaseCommand):
    help = "Runs the background worker alone (`serve` starts one beside the web server)."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what waits, then stop")

    def handle(self, *, once, **options):
        die_with_parent()
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            asyncio.run(self._work(worker, wait=not once))

    @staticmethod
    async def _work(worker, *, wait: bool) -> None:
        async with worker.open_async():
            await worker.run_worker_async(
                name="worker",
                wait=wait,
                concurrency=2,
                fetch_job_polling_interval=5,
                shutdown_graceful_timeout=GRACE,
                update_heartbeat_interval=10,
                stalled_worker_timeout=30,
                delete_jobs="successful",
            )
