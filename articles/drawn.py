"""A published article as it stands on its page, drawn once for all who read it with the same day,
exercises and telephone numbers. Nothing of it is about the reader."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.pages import Page


def article(page: Page) -> SafeString:
    """Kept with the revision, which the process forgets within a minute."""
    kept = vars(page.revision).setdefault("drawn", {})
    key = (get_language(), page.today, page.help, tuple(page.exercises.items()))
    if key not in kept:
        context = {"page": page, "revision": page.revision}
        kept[key] = render_to_string("articles/article.html", context)
    return kept[key]
