"""Brings database and static files to this release; safe to run at every start."""

import io

from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.static_files import collect_if_changed


class Command(BaseCommand):
    help = "Migrates the database, makes the cache table and collects the static files."

    def handle(self, **options):
        quiet = {"verbosity": 0, "stdout": io.StringIO()}
        call_command("migrate", interactive=False, **quiet)
        call_command("createcachetable", **quiet)
        collect_if_changed()
        if options["verbosity"] > 0:
            self.stdout.write("Database and static files are those of this release.")
