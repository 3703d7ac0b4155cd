"""Things people hold, sit on and stand on, and the floor under them."""

FLOOR = 113.2  # y of the floor line
GROUND = 112.2  # y of the ball of a foot that stands on the floor


def _path(cls, d):
    return f'<path class="fg-{cls}" d="{d}"/>'


def ground(x0=14, x1=106):
    return _path("ground", f"M{x0} {FLOOR}H{x1}")


def mat(x0=16, x1=106):
    return _path("mat", f"M{x0} 114.6H{x1}")


def mat_area(x, y, width, height):
    """A mat seen from above or at a slant."""
    return f'<rect class="fg-matarea" x="{x}" y="{y}" width="{width}" height="{height}" rx="5"/>'


def chair(x, seat, arms=None):
    """Seen from the side, back rest on the left; `arms` is the height of the arm rests."""
    rest = f"M{x - 3} {arms}h19V{seat}" if arms else ""
    legs = f"M{x - 3} {seat}h26M{x - 1} {seat}V{FLOOR}M{x + 21} {seat}V{FLOOR}"
    return ground() + _path("prop", f"{legs}M{x - 3} {seat}V{seat - 34}{rest}")


def worktop(x, top):
    """A kitchen worktop in front of the person, seen from its end."""
    lines = f"M{x} {top}H{x + 24}M{x + 9} {top}V{FLOOR}M{x + 9} {top + 9}H{x + 24}"
    return ground() + _path("prop", lines)


def worktop_behind(top, x0=14, x1=106):
    """A worktop along the far side of the person."""
    panel = (
        f'<rect class="fg-panel" x="{x0}" y="{top}" width="{x1 - x0}" height="{FLOOR - top:g}"/>'
    )
    return panel + ground(x0, x1) + _path("prop", f"M{x0} {top}H{x1}")


def worktop_beside(x0, x1, top):
    """A worktop at one side of a person seen from the front."""
    panel = (
        f'<rect class="fg-panel" x="{x0}" y="{top}" width="{x1 - x0}" height="{FLOOR - top:g}"/>'
    )
    return ground() + panel + _path("prop", f"M{x0 - 1} {top}H{x1 + 1}")


def wall(x):
    """A wall in front of the person (on the right)."""
    marks = "".join(f"M{x + 1} {y}l7 -7" for y in range(24, 105, 16))
    return ground() + _path("prop", f"M{x} 14V{FLOOR}") + _path("hatch", marks)


def wall_behind(x):
    """A wall at the person's back (on the left)."""
    marks = "".join(f"M{x - 1} {y}l-7 -7" for y in range(28, 110, 16))
    return ground() + _path("prop", f"M{x} 14V{FLOOR}") + _path("hatch", marks)


def step_box(x, top, width=34):
    return ground() + _path("step", f"M{x} {top}h{width}v{FLOOR - top:g}h-{width}Z")


def rail(x, top, foot=FLOOR):
    """A post with a hand rail running away from the person."""
    return _path("prop", f"M{x} {foot}V{top}M{x - 7} {top}H{x + 14}")


def roll(x, y, r):
    """A rolled towel, seen from its end."""
    inner = _path("clothline", f"M{x - r / 2:g} {y}a{r / 2:g} {r / 2:g} 0 1 1 {r / 2:g} {r / 2:g}")
    return f'<circle class="fg-cloth" cx="{x}" cy="{y}" r="{r}"/>' + inner


def ball(x, y, r):
    return f'<circle class="fg-solid" cx="{x}" cy="{y}" r="{r}"/>'


def cushion(x, y, width, height=7):
    return f'<rect class="fg-cloth" x="{x}" y="{y}" width="{width}" height="{height}" rx="3.4"/>'


def band(d):
    return _path("band", d)
