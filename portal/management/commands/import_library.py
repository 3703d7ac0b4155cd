"""Bring the starter library in: articles, exercises and programmes shared with every clinic."""

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.utils import timezone

from exercises.actions import importing


class Command(BaseCommand):
    help = "Imports the starter library. Safe to run again: what did not change is left alone."

    def handle(self, *, verbosity, **options):
        at = timezone.now()
        try:
            steps = [
                ("exercises", importing.import_exercises(at=at)),
                ("programmes", importing.import_programmes(at=at)),
            ]
        except importing.UnableToImport as problem:
            raise CommandError(str(problem)) from problem
        for what, counts in steps if verbosity else []:
            told = ", ".join(f"{number} {word}" for word, number in counts.items())
            self.stdout.write(f"{what}: {told}")
