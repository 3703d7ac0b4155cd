"""Cards for what an article embeds. The roof registers who draws them, so that articles need not
know what an exercise is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.safestring import SafeString

# (slugs, *, clinic) -> the card of each slug that may be shown; `clinic` None = to anybody.
Resolver = Callable[..., Mapping[str, SafeString]]

_resolvers: list[Resolver] = []


def register(resolver: Resolver) -> None:
    """This will let `resolver(slugs, clinic=…)` draw the cards; twice is once."""
    if resolver not in _resolvers:
        _resolvers.append(resolver)


def cards(slugs: Sequence[str], *, clinic=None) -> dict[str, SafeString]:
    """The card of each slug; a slug nobody has a card for is left out."""
    found: dict[str, SafeString] = {}
    if slugs:
        for resolver in _resolvers:
            found.update(resolver(list(slugs), clinic=clinic))
    return found
