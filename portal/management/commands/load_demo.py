"""Fill an empty portal with the demonstration's people."""

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from portal.demo.load import Demo
from portal.demo.note import write_note
from portal.models import Clinic


class Command(BaseCommand):
    help = "Loads two clinics and eight weeks of exercise, for looking round. Never for real use."

    def add_arguments(self, parser):
        parser.add_argument("--times", type=int, default=1, help="how many times the patients")

    def handle(self, *, times, verbosity, **options):
        if not settings.DEVELOPMENT:
            raise CommandError(
                "The demonstration has well-known passwords and is refused in production. "
                "For a real clinic use: python manage.py add_clinic"
            )
        if Clinic.objects.unscoped().exists():
            raise CommandError(
                "There is a clinic already; the demonstration is for an empty portal."
            )
        call_command("import_library", verbosity=0)
        with transaction.atomic():
            demo = Demo(log=self.stdout.write if verbosity else lambda line: None)
            demo.load()
            demo.more(times)
        call_command("rebuild_search", verbosity=0)
        write_note()
