"""figure.js puts every limb where the server draws it, at both ends of every movement."""

import re
from pathlib import Path

import pytest

from exercises.figures import FIGURES, Figure, svg

SCRIPT = Path(__file__).resolve().parents[2] / "exercises/static/exercises/js/figure.js"
PEOPLE = [key for key, spec in FIGURES.items() if isinstance(spec, Figure)]
PLACED = re.compile(r'data-j="[^"]+" data-w="[^"]+" transform="([^"]+)"')
DRAW = """([t]) => Object.fromEntries([...document.querySelectorAll("[data-key]")].map(box => {
    const svg = box.querySelector("svg");
    new window.FigureUnderTest(svg).draw(t);
    return [box.dataset.key,
        [...svg.querySelectorAll("[data-j]")].map(part => part.getAttribute("transform"))];
}))"""


@pytest.fixture(scope="module")
def drawn(browser):
    page = browser.new_page()
    boxes = "".join(f'<div data-key="{key}">{svg(key, "end", live=True)}</div>' for key in PEOPLE)
    page.set_content(f"<!doctype html>{boxes}")
    script = SCRIPT.read_text().replace("export ", "")
    page.add_script_tag(content=script + "window.FigureUnderTest = Figure;", type="module")
    page.wait_for_function("() => !!window.FigureUnderTest")
    yield {"start": page.evaluate(DRAW, [0]), "end": page.evaluate(DRAW, [1])}
    page.close()


def numbers(transform):
    found = [float(number) for number in re.findall(r"-?[\d.]+", transform)]
    return found if "scale" in transform else [*found, 1, 1]


@pytest.mark.parametrize("mode", ["start", "end"])
@pytest.mark.parametrize("key", PEOPLE)
def test_the_script_draws_what_the_server_draws(drawn, key, mode):
    expected = PLACED.findall(svg(key, mode, live=True))
    assert len(expected) == len(drawn[mode][key])
    for ours, theirs in zip(expected, drawn[mode][key], strict=True):
        assert numbers(ours) == pytest.approx(numbers(theirs), abs=0.11), (ours, theirs)
