"""64 KB each of texts made to be slow to read."""

TEXTS = [
    "[" * 65536,
    "![" * 32768,
    "*a" * 32768,
    "miracle " * 8192,
    "a new small study " * 3600,
    "one in two " * 5900,
    "# a\n" * 16384,
    "- a\n" * 16384,
    "<!doctype html>" + "<p>a" * 16384,
    "." * 65535 + "x",
    "|a" * 32768,
    "(Smith 2015 " * 5400,
]
