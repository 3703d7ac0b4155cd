"""Exercise pictures drawn from joint angles. Pure: no ORM, no HTTP, no files.

`svg("heel-raise")` gives the picture; `FIGURES` holds every one by key. Where a page shows the
same ones again and again, `shared` draws each once and `pointer` shows it.
"""

from .draw import Figure, Person, Plate, pointer_of, shared_of, svg_of
from .poses import balance, feet, floor, legs, raises

FIGURES: dict[str, Figure | Plate] = (
    raises.FIGURES | legs.FIGURES | floor.FIGURES | balance.FIGURES | feet.FIGURES
)

__all__ = ["FIGURES", "Figure", "Person", "Plate", "pointer", "shared", "svg"]


def svg(key_or_spec, mode="both", title=None, live=False) -> str:
    """The figure as SVG markup. `mode`: both (start as a shadow), start or end.

    `title` None = the figure's own description, "" = decorative (the words stand beside it).
    `live` adds what figure.js needs to move it. Raises KeyError for an unknown key.
    """
    spec = FIGURES[key_or_spec] if isinstance(key_or_spec, str) else key_or_spec
    return svg_of(spec, mode, title, live)


def shared(key: str, mode="both") -> str:
    """The drawing once, without a frame. Raises KeyError for an unknown key."""
    return shared_of(key, FIGURES[key], mode)


def pointer(key: str) -> str:
    """A frame that shows `shared(key)` of the same page. Raises KeyError for an unknown key."""
    return pointer_of(key, FIGURES[key])
