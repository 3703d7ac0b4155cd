"""Exercise pictures in templates: drawn once for each process, then kept."""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from exercises import figures
from exercises.figures import FIGURES, svg
from portal.templatetags.ui import icon_markup

register = template.Library()


@lru_cache(maxsize=1024)
def drawn(key: str, mode: str, title: str | None, live: bool) -> SafeString:
    """Our own drawing as markup; it holds no text of anybody's."""
    return mark_safe(svg(key, mode, title, live))  # noqa: S308


@lru_cache(maxsize=1024)
def pointed(key: str) -> SafeString:
    return mark_safe(figures.pointer(key))  # noqa: S308


@lru_cache(maxsize=1024)
def once(key: str, mode: str) -> SafeString:
    return mark_safe(figures.shared(key, mode))  # noqa: S308


def drawings(revisions, mode="both") -> dict[str, SafeString]:
    """{figure: its drawing} for all that these exercises show, each once."""
    shown = dict.fromkeys(r.figure for r in revisions if r and not r.picture_id)
    return {key: once(key, mode) for key in shown if key in FIGURES}


@register.simple_tag
def figure_sheet(revisions, mode="both"):
    """Where a page keeps the drawings that `{% figure … shared=True %}` points at. `mode` "end"
    leaves out the shadow of the start: at 56 px it is not seen."""
    return format_html(
        '<svg class="vh" width="0" height="0" aria-hidden="true" focusable="false">'
        "<defs data-figures>{}</defs></svg>",
        mark_safe("".join(drawings(revisions, mode).values())),  # noqa: S308
    )


@register.simple_tag
def figure(revision, *, live=False, named=False, mode="both", shared=False):
    """The picture of an exercise: its own photo, else the drawing, else a plain sign.

    Beside the exercise's name it is decoration; `named` gives it its description. `live` adds
    what figure.js moves. `shared` points at the page's `figure_sheet`.
    """
    if revision is None:
        return icon_markup("move", "icon")
    if revision.picture_id:
        return photo(revision, named=named)
    if revision.figure in FIGURES:
        if shared:
            return pointed(revision.figure)
        return drawn(revision.figure, mode, None if named else "", live)
    return icon_markup("move", "icon")


def photo(revision, *, named):
    """The narrowest stored width is enough beside a name; the large page takes the middle one."""
    picture = revision.picture
    fitting = [width for width in picture.widths_px if width >= (960 if named else 0)]
    width = min(fitting) if fitting else max(picture.widths_px)
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        reverse("show_picture", args=[picture.pk, width, "webp"]),
        picture.alt if named else "",
        picture.width_px,
        picture.height_px,
    )


@register.filter
def moves(revision) -> bool:
    """Whether figure.js can move the drawing: close-ups and photos stay still."""
    known = revision and not revision.picture_id and revision.figure in FIGURES
    return bool(known) and "data-pose" in drawn(revision.figure, "both", None, True)
