"""A figure for paper: the same drawing with its colours written into it.

On the screen every colour comes from the style sheet; a PDF has none. The values are the light
ones of `portal/static/portal/css/app.css`, and a test holds both to each other.
"""

from functools import lru_cache
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
SKIN = {"a": ("#e0a98a", "#c38d70"), "b": ("#ba7b52", "#9b6443"), "c": ("#80503a", "#67402d")}
HAIR = {"grey": "#8f9194", "brown": "#6a4a35", "dark": "#2b201e"}
HAIR_OF_C = "#1e1817"
SCARF = "#8a4670"
GHOST, PROP, MAT, MOVE, PAIN = "#bdd1d3", "#7b979c", "#7fae9d", "#d04e27", "#86356a"
FILLS = {  # class: (near, far)
    "top": ("#0f6b79", "#0b525d"),
    "short": ("#12343c", "#0c262c"),
    "shoe": ("#ffffff", "#cfdcdd"),
    "sole": ("#12343c", "#12343c"),
    "hot": ("#e5623b", "#c64f2c"),
}


def line(colour, width, **more):
    return {"fill": "none", "stroke": colour, "stroke-width": str(width)} | ROUND | more


ROUND = {"stroke-linecap": "round", "stroke-linejoin": "round"}
DRAWN = {
    "ring": {"fill": "none", "stroke": MOVE, "stroke-width": "1.5", "stroke-dasharray": "2.4 2"},
    "move": line(MOVE, 2.3),
    "prop": line(PROP, 2.2),
    "hatch": line(PROP, 1, opacity=".6"),
    "ground": line(PROP, 1.6),
    "mat": line(MAT, 3.4),
    "step": {"fill": GHOST},
    "cloth": {"fill": "#f6f1e4", "stroke": PROP, "stroke-width": ".8"},
    "clothline": line(PROP, 0.9),
    "solid": {"fill": PROP},
    "panel": {"fill": GHOST, "opacity": ".45"},
    "matarea": {"fill": MAT, "opacity": ".55"},
    "band": line(PAIN, 3),
    "nail": {"fill": "#ffffff", "opacity": ".5"},
    "body": {},
}
LEFT_OUT_OF_GHOSTS = {"crease", "nail", "hot"}


@lru_cache(maxsize=256)
def for_paper(drawing: str) -> str:
    """The figure's markup (`figures.svg`) with fills and strokes. Raises KeyError for a class
    that has no colour here."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(drawing.replace("<svg ", f'<svg xmlns="{SVG}" ', 1))  # noqa: S314
    tones = {name.removeprefix("fig-") for name in root.get("class", "").split()}
    for title in root.findall(f"{{{SVG}}}title"):
        root.remove(title)
    for name in ("class", "role", "aria-hidden", "focusable", "data-pose"):
        root.attrib.pop(name, None)
    paint(root, tones, in_ghost=False)
    return ElementTree.tostring(root, encoding="unicode")


def paint(element, tones, *, in_ghost):
    for child in list(element):
        names = child.attrib.pop("class", "").split()
        kinds = [name.removeprefix("fg-") for name in names if name.startswith("fg-")]
        if in_ghost and LEFT_OUT_OF_GHOSTS & set(kinds):
            element.remove(child)
            continue
        is_ghost = in_ghost or "ghost" in kinds
        if is_ghost:
            child.set("fill", GHOST)
        else:
            for kind in kinds:
                child.attrib.update(look(kind, tones, is_far="f" in names))
        paint(child, tones, in_ghost=is_ghost)


def look(kind, tones, *, is_far):
    if kind in FILLS:
        return {"fill": FILLS[kind][is_far]}
    if kind in DRAWN:
        return DRAWN[kind]
    skin = SKIN[next((tone for tone in tones if tone in SKIN), "a")]
    if kind == "crease":
        return line(skin[1], 1.1)
    dark = HAIR_OF_C if "c" in tones else HAIR["dark"]
    hair = next((HAIR[tone] for tone in ("grey", "brown") if tone in tones), dark)
    return {"fill": {"skin": skin[is_far], "hair": hair, "scarf": SCARF}[kind]}
