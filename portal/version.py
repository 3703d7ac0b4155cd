"""The version of this release: the first heading of CHANGELOG.md says it."""

import re
from functools import cache

from django.conf import settings

HEADING = re.compile(r"^## (\d+\.\d+\.\d+)\b", re.MULTILINE)


@cache
def version() -> str:
    """Such as "0.1.0"; empty where the file was not brought along."""
    try:
        changes = (settings.BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8")
    except OSError:
        return ""
    return of(changes)


def of(changes: str) -> str:
    found = HEADING.search(changes)
    return found[1] if found else ""
