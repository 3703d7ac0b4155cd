"""Texts of 64 KB made to be slow to read or to draw, each under a name."""

SIZE = 64 * 1024  # bytes: the longest text an article may have
LINES = 4000  # the most lines it may have


def filled(part: str, *, start: str = "") -> str:
    """The part over and over, as much as one article may hold."""
    room = SIZE - len(start.encode())
    times = room // len(part.encode())
    if part.count("\n"):
        times = min(times, (LINES - start.count("\n")) // part.count("\n"))
    return start + part * times


# Each of these once took seconds, or stands for a kind that does.
TEXTS = {
    "brackets opened": "[" * SIZE,
    "pictures opened": filled("!["),
    "stars and letters": filled("*a"),
    "one hype word": filled("miracle "),
    "small studies": filled("a new small study "),
    "odds": filled("one in two "),
    "headings": "# a\n" * 16384,
    "items": "- a\n" * 16384,
    "a web page": "<!doctype html>" + "<p>a" * 16384,
    "full stops": "." * 65535 + "x",
    "cells": filled("|a"),
    "names and years": filled("(Smith 2015 "),
    "quotes in quotes": filled("> " * 20 + "a\n"),
    "lists in lists": filled("".join("  " * depth + "- a\n" for depth in range(12))),
    "emphasis in emphasis": filled("**a _b "),
    "a long table": filled("| a | b 2 | c |\n", start="| a | b | c |\n|---|---|---|\n"),
    "footnotes": filled("a[^a1] b.\n", start="[^a1]: c\n\n"),
    "footnotes that are defined": "".join(f"[^a{n}]: Smith A. B 2015;3:4.\n" for n in range(2300)),
    "links that are defined": "".join(f"[a{n}]: /b\n[a{n}]\n\n" for n in range(1300)),
    "entities": filled("&amp;&#x3c;"),
    "backticks of all lengths": "".join("`" * (n % 60 + 1) + "a" for n in range(2100)),
    "comments opened": filled("<!-- "),
    "comments opened and closed": filled("<!--a-->"),
    "headings of all ranks": "".join("#" * (n % 6 + 1) + f" Myth {n}\n" for n in range(LINES)),
    "one word": "a" * SIZE,
    "one number": "1" * SIZE,
    "short sentences": filled("Go on. "),
    "questions": filled("Is it? "),
    "marks over letters": filled("a\u0301\u0323\u0308"),
    "right to left": filled("\u05e9\u05dc\u05d5\u05dd\u200f \u202e! "),
    "joiners": filled("a\u200d\u00ad"),
    "hyphens": filled("a-"),
    "apostrophes": filled("it's '"),
    "not and but": filled("not a but "),
    "sets of doses": filled("3 x 10, hold 5 s, "),
    "addresses": filled("https://a.example/b "),
    "help, then help": filled("{{help}}\n\n"),
    "boxes": filled('!!! myth "Rest cures"\n    No.\n\n'),
    "steps": filled("1. Stand up. Hold for 5 seconds.\n"),
    "tags": filled("<b><i>a</i></b>"),
    "quotation marks": filled('"a" '),
}
