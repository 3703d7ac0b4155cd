"""How long PostgreSQL searches 5,000 articles and exercises: `python -m tests.bench.bench_search`.

Makes a throw-away database, fills it from the words of the starter library, and asks what people
ask, as the search page does: count, first page, exercises and the texts for the snippets. Prints
milliseconds in the database per search (its calls, the driver included), and of processor time its
backend took, which a busy machine does not stretch. Asserts nothing.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

ROWS = 2500  # articles, and as many exercises
ROUNDS = 6
ASKED = (
    *("heel pain", "plantar fasciitis", "plantar fasc", "knee", "kn", "back pain", "lumbago"),
    *("how much pain", "exercise", "foot", "slow heavy raises", "ankle sprain balance"),
    *("twisted ankle", "osteoarthritis", "pain", "platnar", "xqzvw", "the", "fersenschmerz"),
    *("sit to stand", "stretch calf", "O'Brien's heel", "running shoes", "strength training"),
)


def main() -> None:
    prepare()
    from django.db import connection

    from articles import search as articles
    from portal.views.search import found

    taken: dict[str, list[tuple[float, float]]] = {}
    clock = Clock()
    with connection.execute_wrapper(clock):
        for round_number in range(ROUNDS + 1):
            for words in ASKED:
                clock.spent, before = 0.0, processor_ms(connection)
                result = found(words, "en-gb")
                articles.with_snippets(list(result["articles"][:20]), words)
                if round_number:  # the first round fills caches, as the first visitor does
                    processor = processor_ms(connection) - before
                    taken.setdefault(words, []).append((clock.spent * 1000, processor))
    report(taken)


def processor_ms(connection) -> float:
    """What the database's process for this connection has used of a processor so far."""
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


class Clock:
    """Adds up the time spent in calls to the database."""

    spent = 0.0

    def __call__(self, execute, sql, params, many, context):
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.spent += time.perf_counter() - started


def prepare() -> None:
    from tests import cluster

    server = cluster.url()
    os.environ |= {
        "GROUNDWORK_MODE": "development",
        "GROUNDWORK_VAR": tempfile.mkdtemp(prefix="groundwork-bench-"),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "LOG_LEVEL": "CRITICAL",
        "DATABASE_URL": urlsplit(server)._replace(path="/bench_search").geturl(),
    }
    import psycopg

    postgres = urlsplit(server)._replace(path="/postgres").geturl()
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute("CREATE DATABASE bench_search")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("import_library", verbosity=0)
    fill(random.Random(5))


def fill(chance: random.Random) -> None:
    """As many texts as asked for, each of sentences and titles drawn from the starter library."""
    from django.db import connection, transaction

    from articles.models import Revision

    starter = list(Revision.objects.unscoped().filter(article__language="en-gb"))
    subjects = [[s for s in r.plain.split(". ") if len(s) > 20] for r in starter]
    titles = [word for r in starter for word in r.title.split()]
    texts = [
        (" ".join(chance.sample(titles, 4)), about(chance.choice(subjects), chance))
        for _row in range(ROWS)
    ]
    with transaction.atomic():
        add_articles(texts)
        add_exercises(texts)
    with connection.cursor() as cursor:
        cursor.execute(WEIGH_ARTICLES)
        cursor.execute(WEIGH_EXERCISES)
        cursor.execute("VACUUM ANALYZE")


def about(subject: list[str], chance: random.Random) -> str:
    """500 words or so: a fifth of them of one subject, the rest of a library on other things."""
    words = [f"w{int(chance.paretovariate(0.6)) % 30_000}" for _word in range(400)]
    others = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    return ". ".join([*chance.choices(subject, k=8), *others])


# As articles.search.index and exercises.search.index weigh them, for all rows at once.
WEIGH_ARTICLES = """
UPDATE articles_revision SET search =
  setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', summary), 'B')
  || setweight(to_tsvector('english', plain), 'D') WHERE search IS NULL
"""
WEIGH_EXERCISES = """
UPDATE exercises_exerciserevision SET search =
  setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', purpose), 'C')
  || setweight(to_tsvector('english', start), 'D') WHERE search IS NULL
"""


def add_articles(texts: list[tuple[str, str]]) -> None:
    from django.utils import timezone

    from articles.models import Article, Revision

    articles = Article.objects.bulk_create(
        Article(slug=f"bench-{number}", is_public=True) for number in range(len(texts))
    )
    published = {"number": 1, "state": "published", "published_at": timezone.now()}
    revisions = Revision.objects.bulk_create(
        Revision(article=article, title=title, summary=text[:200], plain=text, **published)
        for article, (title, text) in zip(articles, texts, strict=True)
    )
    for article, revision in zip(articles, revisions, strict=True):
        article.published = revision
    Article.objects.unscoped().bulk_update(articles, ["published"], batch_size=500)


def add_exercises(texts: list[tuple[str, str]]) -> None:
    from django.utils import timezone

    from exercises.models import Exercise, ExerciseRevision

    exercises = Exercise.objects.bulk_create(
        Exercise(slug=f"bench-{number}", is_public=True) for number in range(len(texts))
    )
    published = {"state": "published", "published_at": timezone.now()}
    revisions = ExerciseRevision.objects.bulk_create(
        ExerciseRevision(
            exercise=exercise, name=name[:100], purpose=text[:200], start=text[:400], **published
        )
        for exercise, (name, text) in zip(exercises, texts, strict=True)
    )
    for exercise, revision in zip(exercises, revisions, strict=True):
        exercise.published = revision
    Exercise.objects.unscoped().bulk_update(exercises, ["published"], batch_size=500)


def report(taken: dict[str, list[tuple[float, float]]]) -> None:
    print("ms in the database: median, worst; of processor time: median")
    for words, times in sorted(taken.items(), key=lambda pair: -median_of(pair[1], 1)):
        worst = max(wall for wall, _processor in times)
        middle, processor = median_of(times, 0), median_of(times, 1)
        print(f"{words:24}{middle:8.1f}{worst:8.1f}{processor:8.1f}")
    everything = [pair for times in taken.values() for pair in times]
    for share in (50, 95, 99):
        wall, processor = (at_share(share, values) for values in zip(*everything, strict=True))
        print(f"p{share}: {wall:.1f} ms in the database, {processor:.1f} ms of processor time")
    print(f"{2 * ROWS} articles and exercises, {len(everything)} searches, aim: p95 at most 50 ms")


def median_of(times: list[tuple[float, float]], place: int) -> float:
    return statistics.median(pair[place] for pair in times)


def at_share(share: int, values) -> float:
    values = sorted(values)
    return values[min(len(values) - 1, len(values) * share // 100)]


if __name__ == "__main__":
    sys.exit(main())
