"""What a picture of 169 megapixels in 164 KB costs: `python -m tests.bench.bench_bomb`.

Goal: refused in under 0.2 s and 50 MB. Exits 1 when it costs more.
"""

import sys

from tests.articles.bombs import cost_of_refusal


def main() -> int:
    told = cost_of_refusal()
    megabytes = told["bytes"] / 1e6
    print(
        f"{told['size'] / 1000:.0f} KB of PNG: refused in {told['seconds'] * 1000:.1f} ms of "
        f"processor time with {megabytes:.1f} MB, aim: 200 ms and 50 MB"
    )
    return 0 if told["refused"] and told["seconds"] < 0.2 and megabytes < 50 else 1


if __name__ == "__main__":
    sys.exit(main())
