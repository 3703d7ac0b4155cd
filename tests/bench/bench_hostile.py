"""How long hostile texts of 64 KB take to read and draw: `python -m tests.bench.bench_hostile`.

Prints processor time, the slowest first. Goal: both together in under 1 s of one core; exits 1 when
a text takes longer. Words behind the command name the texts to measure.
"""

from __future__ import annotations

import os
import sys
import time

from tests.articles.hostile import TEXTS, filled

LIMIT = 1.0  # seconds of processor time, review and drawing together
SHOWN = 12
_REPEATED = (
    *("[[", "[^a]", "[^a](", "![](", "[a](", "[a](<", "[a]\n", "[a]: /b\n", "*a ", "**a", "_a*"),
    *("*_", "a*b_", "`", "`a``", "> ", ">\n", "- ", "-\n", "- a\n\n", "1. a\n", "<", "<a ", "&"),
    *("\\", "|-", "|a|b|\n", "a\n\n", "a\n===\n", "a  \n", "~~~\n", "\t", "!!! do\n- a\n", "{{"),
    *("{{help}}\n", "{{exercise:a}}\n", "[[a|", "[[a|b]]", '![](/media/a){caption="', "<http://a>"),
    *('![a](/media/a){caption="x" ', "中", "😀", "\u202e", "- a\n", "# a\n"),
)


def texts() -> dict[str, str]:
    made = TEXTS | {repr(part): filled(part) for part in _REPEATED}
    return made | {
        "deep list": "".join("  " * depth + "- a\n" for depth in range(250)),
        "deep quotation": ">" * 60_000,
        "deep pictures": "![" * 5000 + "a" + "](/media/a)" * 4500,
        "brackets": "[" * 32_000 + "]" * 32_000,
        "wide table": "|a" * 8000 + "|\n" + "|-" * 8000 + "|\n" + "|\n" * 3900,
        "full table": "|a" * 19 + "|\n" + "|-" * 19 + "|\n" + "|x\n" * 3900,
        "many tables": ("|a" * 19 + "|\n" + "|-" * 19 + "|\n" + "|x\n" * 20 + "\n") * 170,
        "tables in tables": "|a|\n|-|\n" * 2000,
        "same headings": "# a 2\n# a\n" * 2000,
        "ordinary": ("## Heel pain\n\nLoad the foot *little* by little[^a].\n\n- one\n\n") * 560,
    }


def main() -> int:
    import django

    django.setup()
    measure("## Heel pain\n\nWarm up.\n\n" * 50)
    chosen = {name: text for name, text in texts().items() if name in sys.argv[1:]} or texts()
    taken = sorted(((*measure(text), name) for name, text in chosen.items()), reverse=True)
    print(f"{'together':>8} {'review':>8} {'drawing':>8}  s of processor time, {len(taken)} texts")
    for together, reviewed, drawn, name in taken[:SHOWN]:
        print(f"{together:8.3f} {reviewed:8.3f} {drawn:8.3f}  {name}")
    return 1 if taken[0][0] > LIMIT else 0


def measure(text: str) -> tuple[float, float, float]:
    from articles.review import review
    from articles.text import TextTooLong, render

    began = time.process_time()
    review(text)
    reviewed = time.process_time() - began
    began = time.process_time()
    try:
        render(text)
    except TextTooLong:
        pass  # what is too long is said at once, and nothing is drawn
    drawn = time.process_time() - began
    return reviewed + drawn, reviewed, drawn


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    sys.exit(main())
