"""The catalogue: every rule, in the order authors read them."""

from . import (
    adverts,
    claims,
    exercises,
    gethelp,
    numbers,
    page,
    people,
    pseudo,
    reading_ease,
    references,
    research,
    sources,
    statistics,
    tone,
    voice,
    words,
)

RULES = tuple(
    sorted(
        (
            rule
            for module in (
                statistics,
                research,
                references,
                sources,
                claims,
                pseudo,
                tone,
                adverts,
                reading_ease,
                words,
                voice,
                numbers,
                gethelp,
                people,
                page,
                exercises,
            )
            for rule in module.RULES
        ),
        key=lambda rule: (("EV", "CL", "RD", "NU", "ST", "EX").index(rule.id[:2]), rule.id),
    )
)
BY_ID = {rule.id: rule for rule in RULES}
