"""Checks the record's hash chains and names every row that is not what was sealed."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.actions import record


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        faults = record.check_record(at=timezone.now())
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"The record is damaged in {len(faults)} place(s).")
        heads = record.heads()
        total = sum(heads.values())
        self.stdout.write(f"The record is whole: {total} events in {len(heads)} chains.")
