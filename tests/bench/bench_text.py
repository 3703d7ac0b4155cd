"""How long hostile and ordinary texts take to render: `python -m tests.bench.bench_text`.

Goal: 64 KB of anything in under 1 s of one core. Exits 1 when a text takes longer.
"""

import sys
import time

LIMIT = 1.0  # seconds of processor time
SIZE = 64 * 1024  # bytes
_REPEATED = (
    *(
        "[",
        "![",
        "[[",
        "[^a]",
        "[^a](",
        "![](",
        "[a](",
        "[a](<",
        "[a]\n",
        "[a]: /b\n",
        "*a ",
        "**a",
    ),
    *(
        "_a*",
        "*_",
        "a*b_",
        "`",
        "`a``",
        "> ",
        ">\n",
        "- ",
        "-\n",
        "- a\n",
        "- a\n\n",
        "1. a\n",
        "<",
    ),
    *(
        "<a ",
        "&",
        "\\",
        "|a",
        "|-",
        "|a|b|\n",
        "# a\n",
        "a\n\n",
        "a\n===\n",
        "a  \n",
        "~~~\n",
        "\t",
    ),
    *("!!! do\n- a\n", '!!! myth "a"\n', "{{", "{{help}}\n", "{{exercise:a}}\n", "[[a|", "[[a|b]]"),
    *('![](/media/a){caption="', '![a](/media/a){caption="x" ', "<http://a>", "中", "😀", "\u202e"),
)


def texts():
    for part in _REPEATED:
        yield part, (part * (SIZE // len(part.encode())))
    yield "deep list", "".join("  " * depth + "- a\n" for depth in range(250))
    yield "deep quotation", ">" * 60_000
    yield "deep pictures", "![" * 5000 + "a" + "](/media/a)" * 4500
    yield "brackets", "[" * 32_000 + "]" * 32_000
    yield "wide table", "|a" * 8000 + "|\n" + "|-" * 8000 + "|\n" + "|\n" * 15_000
    yield "long table", "|a" * 19 + "|\n" + "|-" * 19 + "|\n" + "|x\n" * 20_000
    yield "many tables", ("|a" * 19 + "|\n" + "|-" * 19 + "|\n" + "|x\n" * 90 + "\n") * 180
    yield "tables in tables", "|a|\n|-|\n" * 8000
    yield "same headings", "# a 2\n# a\n" * 6000
    yield "definitions", "".join(f"[a{n}]: /b\n[a{n}]\n\n" for n in range(3000))
    yield "ordinary", ("## Heel pain\n\nLoad the foot *little* by little[^a].\n\n- one\n\n") * 900


def main():
    import django

    django.setup()
    from articles.text import render

    render("warm up")
    slowest = []
    for name, text in texts():
        began = time.process_time()
        render(text)
        slowest.append((time.process_time() - began, name))
    slowest.sort(reverse=True)
    for seconds, name in slowest[:8]:
        print(f"{seconds:6.3f} s  {name!r}")
    return 1 if slowest[0][0] > LIMIT else 0


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    sys.exit(main())
