"""A page in four ways of looking, on a phone and a desk, light and dark, and on a narrow screen."""

from __future__ import annotations

from functools import cache

import pytest

AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Colours alone differ between the themes.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "resultTypes": ["violations"],
}
# A page has a dozen colours, and axe reads each of them hundreds of times.
REMEMBERING = """
{
  const { Color } = axe.commons.color, read = Color.prototype.parseString, known = new Map();
  Color.prototype.parseString = function (text) {
    if (!known.has(text)) {
      read.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    [this.r, this.g, this.b, this.alpha] = known.get(text);
    return this;
  };
}
null;
"""
PHONE, DESK, NARROW = (390, 844), (1280, 900), (320, 640)


@cache
def axe_script() -> str:
    from axe_playwright_python.sync_playwright import Axe

    return Axe().axe_script + REMEMBERING


def bring_axe(page) -> None:
    """Every page this one goes to has axe from its start: quicker than to hand it to each."""
    page.add_init_script(axe_script())


def faults_now(page, options=AXE_RULES) -> list[str]:
    """What axe finds on the page as it stands, one sentence for each place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    asked = "o => axe.run(document, o).then((r) => r.violations)"
    return [
        f"{fault['id']}: {fault['help']}: {node['html'][:140]}"
        for fault in page.evaluate(asked, options)
        for node in fault["nodes"]
    ]


def faults_of(page, dark=AXE_RULES) -> list[str]:
    """What is wrong with the page in every way of looking, how it is looked at before each;
    `dark`: what is asked in the dark."""
    found = []
    for width, height in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": height})
        for theme, options in (("light", AXE_RULES), ("dark", dark)):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            found += [f"{width} {theme}: {fault}" for fault in faults_now(page, options)]
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    if (wide := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
        found.append(f"{wide} px wider than a screen of {NARROW[0]}")
    return found


@pytest.fixture
def walking_page(new_page):
    """A page for `faults_of` at many addresses."""
    page = new_page()
    bring_axe(page)
    return page
