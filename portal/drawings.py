"""Drawings the server makes: the goniometer dial, the ring, the pain chart. SVG text, no styles.

All numbers come from Python and every word goes through `format_html`.
"""

from functools import lru_cache
from itertools import pairwise
from math import cos, pi, sin

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

CENTRE = (80, 82)  # of the dial, in its own units
SEGMENT_RADIUS = 66
GAP = 3.2  # degrees left open between two segments
RING_LENGTH = 70.7  # three quarters of a circle of radius 15


def short(number):
    return f"{number:.1f}".removesuffix(".0")


def on_dial(degrees, radius):
    """A point of the dial; 0 is its left end, 180 its right end."""
    angle = pi - degrees * pi / 180
    return f"{short(CENTRE[0] + cos(angle) * radius)} {short(CENTRE[1] - sin(angle) * radius)}"


@lru_cache(maxsize=1)
def dial_ticks():
    lines = []
    for step in range(41):
        degrees = step * 4.5
        longer = step % 5 == 0
        lines.append(f"M{on_dial(degrees, 56)}L{on_dial(degrees, 50 if longer else 52.5)}")
    return "".join(lines)


def arc(start, end):
    r = SEGMENT_RADIUS
    return f"M{on_dial(start, r)}A{r} {r} 0 0 1 {on_dial(end, r)}"


@lru_cache(maxsize=512)
def dial_paths(done, total):
    width = 180 / total
    gap = GAP if total > 1 else 0
    paths = []
    for n in range(total):
        start = n * width + (gap / 2 if n else 0)
        end = (n + 1) * width - (gap / 2 if n < total - 1 else 0)
        on = " is-on" if n < done else ""
        paths.append(f'<path class="dial__seg{on}" d="{arc(start, end)}"/>')
    needle = min(done, total) * width
    paths.append(f'<path class="dial__needle" d="M{on_dial(needle, 34)}L{on_dial(needle, 60)}"/>')
    return mark_safe("".join(paths))  # noqa: S308


def dial(done, total, label):
    """The half circle of `done` out of `total`; `label` is the whole sentence, read aloud."""
    done, total = max(0, int(done)), max(1, int(total))
    return format_html(
        '<svg class="dial" viewBox="6 8 148 82" role="img" aria-label="{}">'
        '<path class="dial__ticks" d="{}"/>{}'
        '<text class="dial__num" x="80" y="80" text-anchor="middle">{}'
        '<tspan class="dial__of" dx="4">{}</tspan></text></svg>',
        label,
        dial_ticks(),
        dial_paths(done, min(total, 40)),
        done,
        _("of %(total)s") % {"total": total},
    )


def ring(percent):
    """Three quarters of a circle, filled by percent. Decoration: a label stands beside it."""
    filled = RING_LENGTH * max(0, min(100, percent or 0)) / 100
    on = (
        f'<circle class="ring__on" cx="20" cy="20" r="15" stroke-dasharray="{filled:.1f} 200"/>'
        if filled
        else ""
    )
    return mark_safe(  # noqa: S308
        '<svg class="ring" viewBox="0 0 40 40" aria-hidden="true" focusable="false">'
        '<g transform="rotate(135 20 20)"><circle class="ring__bg" cx="20" cy="20" r="15" '
        f'stroke-dasharray="{RING_LENGTH} 200"/>{on}</g></svg>'
    )


# The pain chart ----------------------------------------------------------------------------

LEFT, RIGHT, TOP, FOOT = 24, 294, 10, 126
LETTER = 6.6  # width of a letter of the note, about


def level(pain):
    return FOOT - pain * (FOOT - TOP) / 10


def placed(points):
    """(x, y, value) of the days with a value, spread by date from the first day to the last."""
    first, span = points[0][0], max(1, (points[-1][0] - points[0][0]).days)
    return [
        (LEFT + (day - first).days * (RIGHT - LEFT) / span, level(value), value)
        for day, value in points
        if value is not None
    ]


def grid(limit):
    steps = sorted({0, 10} | ({limit} if limit else {5}))
    return format_html_join(
        "",
        '<path class="chart__grid{}" d="M24 {}H294"/>'
        '<text class="chart__tick" x="18" y="{}" text-anchor="end">{}</text>',
        (
            (
                " is-limit" if limit and step == limit else "",
                short(level(step)),
                short(level(step) + 4),
                step,
            )
            for step in steps
        ),
    )


def safe_zone(limit, words, spots):
    if not limit:
        return ""
    y = level(limit)
    words = words or _("ease off above %(limit)s") % {"limit": limit}
    x, anchor, base = note_place(y, len(words) * LETTER, spots)
    return format_html(
        '<rect class="chart__safe" x="24" y="{}" width="270" height="{}"/>'
        '<text class="chart__note" x="{}" y="{}" text-anchor="{}">{}</text>',
        short(y),
        short(FOOT - y),
        x,
        short(base),
        anchor,
        words,
    )


def note_place(y, width, spots):
    """(x, anchor, baseline) of the words at the limit: beside the line of values, not under it."""
    places = [
        (x, anchor, base)
        for base in (y - 6, TOP + 14)
        for x, anchor in ((RIGHT, "end"), (LEFT + 4, "start"))
    ]
    trail = walked(spots)
    for x, anchor, base in places:
        left = x - width if anchor == "end" else x
        if not any(left < px < left + width and base - 15 < py < base + 5 for px, py in trail):
            return x, anchor, base
    return places[0]


def walked(spots):
    """Points along the line of values, close enough that no word fits between two."""
    found = [(x, y) for x, y, _value in spots]
    for (x, y, _v), (next_x, next_y, _w) in pairwise(spots):
        found += [(x + (next_x - x) * t / 8, y + (next_y - y) * t / 8) for t in range(1, 8)]
    return found


def curve(spots):
    line = "M" + "L".join(f"{short(x)} {short(y)}" for x, y, _value in spots)
    dots = "".join(
        f'<circle class="chart__dot" cx="{short(x)}" cy="{short(y)}" r="3"/>'
        for x, y, _value in spots[:-1]
    )
    x, y, value = spots[-1]
    return mark_safe(  # noqa: S308
        f'<path class="chart__line" d="{line}"/>{dots}'
        f'<circle class="chart__last" cx="{short(x)}" cy="{short(y)}" r="5"/>'
        f'<text class="chart__val" x="{short(min(x + 10, 304))}" y="{short(y + 6)}">'
        f"{short(value)}</text>"
    )


def chart_sentence(points):
    """What the chart shows, in words: first and last value, and the days without one."""
    seen = [(day, value) for day, value in points if value is not None]
    if not seen:
        return _("Nothing reported in this time.")
    silent = len(points) - len(seen)
    text = _("From %(first)s out of 10 on %(start)s to %(last)s out of 10 on %(end)s.") % {
        "first": short(seen[0][1]),
        "start": date_format(seen[0][0], "j F"),
        "last": short(seen[-1][1]),
        "end": date_format(seen[-1][0], "j F"),
    }
    if silent:
        text += " " + ngettext(
            "%(count)s day without a report.", "%(count)s days without a report.", silent
        ) % {"count": silent}
    return text


def chart(points, limit, *, title, key, last_word="", limit_words=""):
    """The line of one 0 to 10 value over days.

    `points`: (date, value or None) in order of date; a day without a value leaves no dot.
    `limit`: the highest value still fine, drawn as a line with its words; None leaves it out.
    """
    spots = placed(points)
    return format_html(
        '<svg class="chart" viewBox="0 0 328 150" role="img" aria-labelledby="{key}-t {key}-d">'
        '<title id="{key}-t">{title}</title><desc id="{key}-d">{words}</desc>'
        "{zone}{grid}{curve}"
        '<text class="chart__tick" x="24" y="144">{start}</text>'
        '<text class="chart__tick" x="294" y="144" text-anchor="end">{end}</text></svg>',
        key=key,
        title=title,
        words=chart_sentence(points),
        zone=safe_zone(limit, limit_words, spots),
        grid=grid(limit),
        curve=curve(spots) if spots else "",
        start=date_format(points[0][0], "j M"),
        end=last_word or date_format(points[-1][0], "j M"),
    )
