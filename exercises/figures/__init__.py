"""Exercise pictures drawn from joint angles. Pure: no ORM, no HTTP, no files.

`svg("heel-raise")` gives the picture; `FIGURES` holds every one by key.
"""

from .draw import Figure, Person, Plate, svg_of
from .poses import balance, feet, floor, legs, raises

FIGURES: dict[str, Figure | Plate] = (
    raises.FIGURES | legs.FIGURES | floor.FIGURES | balance.FIGURES | feet.FIGURES
)

__all__ = ["FIGURES", "Figure", "Person", "Plate", "svg"]


def svg(key_or_spec, mode="both", title=None, live=False) -> str:
    """The figure as SVG markup. `mode`: both (start as a shadow), start or end.

    `title` None = the figure's own description, "" = decorative (the words stand beside it).
    `live` adds what figure.js needs to move it. Raises KeyError for an unknown key.
    """
    spec = FIGURES[key_or_spec] if isinstance(key_or_spec, str) else key_or_spec
    return svg_of(spec, mode, title, live)
