"""Make the search words of everything published anew: articles, exercises, and the vocabulary."""

from django.core.cache import caches
from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import F

from articles import search as articles
from articles.models import Revision
from exercises import search as exercises
from exercises.models import Exercise
from portal.search import forget_words

AT_A_TIME = 200  # rows held in memory


class Command(BaseCommand):
    help = (
        "Rebuilds the search index and the words behind “did you mean”. Needed after a restore "
        "into a newer release, or when a dictionary of the database changed."
    )

    @transaction.atomic
    def handle(self, *, verbosity, **options):
        forget_words()
        counts = {"articles": self.articles(), "exercises": self.exercises()}
        caches["local"].clear()
        if verbosity:
            said = ", ".join(f"{count} {what}" for what, count in counts.items())
            self.stdout.write(f"Indexed: {said}")

    @staticmethod
    def articles() -> int:
        rows = (
            Revision.objects.unscoped()
            .filter(article__published=F("pk"))
            .select_related("article")
            .prefetch_related("article__topics")
        )
        count = 0
        for revision in rows.iterator(chunk_size=AT_A_TIME):
            articles.index(revision, topics=revision.article.topics.all())
            count += 1
        return count

    @staticmethod
    def exercises() -> int:
        rows = Exercise.objects.unscoped().filter(published__isnull=False)
        rows = rows.select_related("published").prefetch_related("topics")
        count = 0
        for exercise in rows.iterator(chunk_size=AT_A_TIME):
            revision = exercise.published
            revision.exercise = exercise
            exercises.index(revision, topics=exercise.topics.all())
            count += 1
        return count
