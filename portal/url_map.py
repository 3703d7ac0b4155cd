"""The map of addresses, asked word by word: of two hundred, a request tries some twenty."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, include, path


def by_word(patterns: Iterable[URLPattern | URLResolver]) -> list:
    """The same addresses, those that begin with the same word behind it. Each is made by `path`; a
    word stands where it was first said."""
    return grouped(list(flat(patterns)))


def flat(patterns: Iterable, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from flat(pattern.url_patterns, route)
        else:
            yield route, pattern


def grouped(routes: list[tuple[str, URLPattern]]) -> list:
    words: dict[str, list] = {}
    for route, pattern in routes:
        word, slash, rest = route.partition("/")
        words.setdefault(word + slash, []).append((rest, pattern))
    return [entry for word, found in words.items() for entry in behind(word, found)]


def behind(word: str, found: list[tuple[str, URLPattern]]) -> list:
    if len(found) > 1:
        return [path(word, include(grouped(found)))]
    return [
        path(word + rest, pattern.callback, pattern.default_args, str(pattern.name))
        for rest, pattern in found
    ]
