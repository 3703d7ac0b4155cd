# ruff: noqa: E501  (patterns and example sentences stay whole)
"""How long a review of 1,500 words takes, warm: `python tests/bench/bench_review.py`. The budget is 150 ms.

In milliseconds of processor time, which a busy machine stretches least. Hostile texts: bench_hostile.
"""

import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from articles.review import review

BUDGET_MS = 150
SECTION = """
## Week {n}: what to do

Sore heels often ease with time, but you can help them along. In one trial most runners had less pain after 3 months
(Lee et al. 2021). Stretching your calf may help, and so may shoes with a soft heel.[^lee21] It will not cure it overnight.

1. Stand facing a wall and place both hands on it.
2. Step one foot back and keep the heel down.
3. Hold for 30 seconds, then swap legs. Repeat 3 times, twice a day.

- Pain up to 4 out of 10 is fine if it settles by the next morning
- Do not push through sharp pain, and never walk barefoot on hard floors

> I was told my knees were worn out, but walking a little more each week got me back to the hills.

Massage does not remove toxins. Approximately 1 in 10 people get heel pain; about 40% of them say that it is gone
within 6-12 weeks. If you experience numbness, or if you have diabetes, ask your GP before you start.
"""


def main():
    text = "# Heel pain\n" + "".join(SECTION.format(n=n) for n in range(1, 9))
    words = review(text).words
    times = []
    for _ in range(15):
        start = time.process_time()
        review(text)
        times.append((time.process_time() - start) * 1000)
    print(
        f"{words} words: median {median(times):.0f} ms, best {min(times):.0f} ms, budget {BUDGET_MS} ms"
    )
    return 0 if min(times) < BUDGET_MS else 1


if __name__ == "__main__":
    sys.exit(main())
