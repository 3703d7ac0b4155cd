"""How long reading a dose takes: `python -m tests.bench.bench_dose`.

Goal: median at most 1 ms of one core over the tables of dose texts. Exits 1 when it takes longer.
"""

import csv
import statistics
import sys
import time
from pathlib import Path

from django.conf import settings

LIMIT = 1.0  # milliseconds, median
ROUNDS = 5
DATA = Path(__file__).parents[1] / "exercises" / "data"


def texts():
    for name in ("dose-cases.tsv", "own-doses.tsv"):
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            yield from (row["string"] for row in rows)


def main():
    settings.configure(USE_I18N=False)
    from exercises.dose import parse

    times = []
    for text in list(texts()) * ROUNDS:
        start = time.process_time()
        parse(text)
        times.append((time.process_time() - start) * 1000)
    median = statistics.median(times)
    print(f"parse: median {median:.3f} ms, slowest {max(times):.1f} ms, {len(times)} texts")
    return 0 if median <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
