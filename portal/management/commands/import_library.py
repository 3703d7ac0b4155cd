"""Bring in the starter library: reading, exercises, programmes. Safe to run again."""

from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions import importing as articles
from articles.actions import importing_words as words
from exercises.actions import importing as exercises


class Command(BaseCommand):
    help = (
        "Brings in the starter library as shared rows: shelves, sources, help sets, articles, "
        "exercises and programmes. Run again after an upgrade: only what changed is made anew."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--articles", type=Path, help="another folder of articles, laid out like ours"
        )

    def handle(self, *, verbosity, **options):
        at = timezone.now()
        try:
            for name, counts in self.bring(options["articles"], at):
                if verbosity:
                    said = ", ".join(f"{count} {what}" for what, count in counts.items())
                    self.stdout.write(f"{name}: {said}")
        except (articles.UnableToImport, exercises.UnableToImport) as problem:
            raise CommandError(str(problem)) from problem

    @staticmethod
    def bring(folder: Path | None, at: datetime):
        yield "Shelves and words", words.import_words(at=at, folder=folder)
        yield "Articles", articles.import_articles(at=at, folder=folder)
        yield "Exercises", exercises.import_exercises(at=at)
        yield "Programmes", exercises.import_programmes(at=at)
