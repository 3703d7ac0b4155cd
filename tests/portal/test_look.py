"""The look keeps its promises: contrast, size, no inline code, no physical sides."""

import re
from pathlib import Path

import brotli
import pytest

from portal import icons
from portal.context import NAV, TEAM

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "portal" / "static" / "portal"
CSS = sorted(path for path in ROOT.glob("*/static/*/css/*.css"))
TEMPLATES = sorted(path for path in ROOT.glob("*/templates/**/*.html"))
SCRIPTS = sorted(path for path in ROOT.glob("*/static/*/js/*.js"))
COLOUR = re.compile(r"(--[\w-]+):\s*(#[0-9a-f]{3,6})\b")

# Measured when the look was designed; 4.5 for text, 3 for large text and controls are the law.
# (front, ground, at least in light, at least in dark). Source: WCAG 2.2, 1.4.3 and 1.4.11.
PAIRS = [
    ("ink", "paper", 13.6, 15.8),
    ("ink", "surface", 15.0, 13.7),
    ("ink", "sunk", 12.6, 11.5),
    ("ink-2", "paper", 5.9, 9.4),
    ("ink-2", "surface", 4.5, 4.5),
    ("ink-2", "sunk", 5.5, 6.8),
    ("edge", "paper", 3.1, 5.0),
    ("edge", "surface", 3.5, 4.4),
    ("action", "paper", 7.2, 10.6),
    ("action", "surface", 4.5, 4.5),
    ("action", "action-soft", 6.4, 6.5),
    ("ink", "action-soft", 4.5, 4.5),
    ("on-action", "action", 8.0, 9.6),
    ("hero-ink", "hero", 7.0, 7.0),
    ("hero-ink-2", "hero", 7.4, 7.8),
    ("go", "hero", 7.6, 8.6),
    ("on-go", "go", 10.7, 10.7),
    ("move", "tile", 3.4, 3.1),
    ("move-ink", "surface", 6.3, 8.2),
    ("pain", "surface", 7.6, 7.9),
    ("done", "done-soft", 5.4, 7.7),
    ("done", "paper", 4.5, 4.5),
    ("warn", "warn-soft", 6.4, 10.2),
    ("ink", "warn-soft", 4.5, 4.5),
    ("stop", "stop-soft", 5.9, 8.8),
    ("stop", "surface", 4.5, 4.5),
    ("stop", "paper", 4.5, 4.5),
    ("ink", "stop-soft", 4.5, 4.5),
    ("on-stop", "stop", 6.8, 9.5),
    ("focus", "paper", 3.0, 3.0),
]


def tokens(name):
    text = (STATIC / "css" / name).read_text()
    return dict(
        COLOUR.findall(text[text.index(":root {") : text.index("}", text.index(":root {"))])
    )


LIGHT = tokens("app.css")
DARK = LIGHT | tokens("dark.css")


def luminance(colour):
    """Relative luminance, 0 to 1. Source: WCAG 2.2, definition of relative luminance."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("front", "ground", "light", "dark"), PAIRS)
def test_nobody_lowers_a_contrast_unseen(front, ground, light, dark):
    assert contrast(LIGHT[f"--{front}"], LIGHT[f"--{ground}"]) >= light
    assert contrast(DARK[f"--{front}"], DARK[f"--{ground}"]) >= dark


def test_black_on_white_is_twenty_one():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


def test_dark_has_a_value_for_every_colour_of_the_page():
    kept = {"--bone", "--bone-line", "--flesh", "--lig"}
    missing = set(LIGHT) - set(tokens("dark.css")) - kept
    assert not missing


def test_the_style_sheets_of_every_page_stay_small():
    whole = sum(
        len(brotli.compress((STATIC / "css" / name).read_bytes()))
        for name in ("app.css", "dark.css")
    )
    assert whole <= 12 * 1024


def test_the_scripts_of_every_page_stay_small():
    first = STATIC / "js" / "page.js"
    names = {first} | {
        (first.parent / found).resolve()
        for script in (first, STATIC / "js" / "copy.js", STATIC / "js" / "idle.js")
        for found in re.findall(r"(?:from |import |import\()'(\./[\w.]+)'", script.read_text())
    }
    assert len(names) > 6
    assert sum(len(brotli.compress(path.read_bytes())) for path in names) <= 4 * 1024


PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|(?:min-|max-)?(?:width|height)|left|right|top|bottom)\s*:"
    r"|(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)


def physical_in(css):
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"@(?:media|container)[^{]*\{", "{", css)
    return PHYSICAL.findall(css)


def test_no_style_sheet_knows_left_or_right():
    assert CSS
    for path in CSS:
        assert not physical_in(path.read_text()), path.name


def test_the_search_for_physical_sides_bites():
    assert physical_in("a { margin-left: 1px }")
    assert physical_in("a { width: 1px }")
    assert physical_in("a { text-align: right }")
    assert not physical_in("@media (min-width: 40rem) { a { margin-inline: 1px; top-x: 0 } }")


FORBIDDEN = [
    (re.compile(r"<[^>{]*\sstyle\s*=", re.I), "a style attribute"),
    (re.compile(r"<style\b", re.I), "a style element"),
    (re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.I), "an event attribute"),
    (
        re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*(?:data|javascript):", re.I),
        "an unsafe address",
    ),
    (
        re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.I),
        "an inline script",
    ),
]


def inline_code_in(html):
    return [words for pattern, words in FORBIDDEN if pattern.search(html)]


def test_no_template_holds_inline_code():
    assert TEMPLATES
    for path in TEMPLATES:
        if "email" in path.parts:  # mail programs know no style sheets
            continue
        assert not inline_code_in(path.read_text()), path.relative_to(ROOT)


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        '<a onclick="go()">',
        '<img src="data:image/png;base64,">',
        "<script>go()</script>",
        '<script type="module">go()</script>',
    ],
)
def test_the_search_for_inline_code_bites(html):
    assert inline_code_in(html)


def test_json_for_allauths_scripts_is_no_inline_script():
    assert not inline_code_in('<script data-x type="application/json">{}</script>')


def test_every_icon_a_template_names_is_drawn():
    used = {entry[1] for entries in NAV.values() for entry in entries} | {TEAM[1]}
    for path in TEMPLATES:
        text = path.read_text()
        used |= set(re.findall(r"{%\s*icon \"([\w-]+)\"", text))
        used |= set(re.findall(r"{%\s*empty [^%]*picture=\"([\w-]+)\"", text))
    assert len(used) > 20
    assert used <= set(icons.SHAPES)


def test_the_sprite_is_fresh():
    assert icons.SPRITE.read_text() == icons.sprite(), "run: python -m portal.icons"


def test_everything_a_style_sheet_loads_is_there():
    for path in CSS:
        for target in re.findall(r"url\(\"?([^)\"]+)\"?\)", path.read_text()):
            assert (path.parent / target).is_file(), f"{path.name}: {target}"


def test_every_component_lists_its_parameters():
    silent = [
        path.name
        for path in (ROOT / "portal" / "templates" / "components").glob("*.html")
        if path.name != "mark.html" and "Parameters:" not in path.read_text()
    ]
    assert not silent


def test_no_script_writes_styles_or_evaluates_text():
    for path in SCRIPTS:
        text = path.read_text()
        assert "eval(" not in text, path
        assert "setAttribute('style'" not in text, path
