"""Close-ups of a bare foot: from the inside edge, and from above."""

from .draw import num

SOLE = 104  # y of the floor in the side close-up


def _p(cls, d):
    return f'<path class="{cls}" d="{d}"/>'


def foot_inside(arch=6, big=0, small=0, pull=0, hot=False, shin=4):
    """The inside edge of a foot, heel left, toes right, standing on y = SOLE.

    arch: height under the arch. big, small: degrees the big toe and the other toes are lifted
    (negative: curled down). pull: how far the ball has moved towards the heel. shin: y where the
    drawing is cut off at the top.
    """
    top, s = SOLE - arch, pull
    body = (
        f"M{22 + shin / 20:g} {shin}C24 {22 + shin:g} 25 44 22 56C17 64 11 75 11 88"
        f"C11 99 16 {SOLE} 25 {SOLE}L31 {SOLE}C39 {SOLE} 42 {num(top)} 52 {num(top)}"
        f"C62 {num(top)} {num(63 - s)} {SOLE} {num(70 - s)} {SOLE}"
        f"C{num(79 - s)} {SOLE} {num(84 - s)} 101 {num(83 - s)} 94"
        f"C{num(80 - s)} {num(87 - arch / 4)} 70 {num(80 - arch / 3)} 61 {num(71 - arch / 5)}"
        f"C52 62 50 {num(44 + shin / 9)} 52 {num(30 + shin / 2)}L53 {shin}Z"
    )
    out = _toe(77 - s, 97.6, 25, 5.2, small, "fg-skin f")
    out += _p("fg-skin n", body)
    out += _toe(76 - s, 97, 30, 7, big, "fg-skin n", nail=True)
    if hot:
        out += _p("fg-hot", _sole_band(top, s))
    return out + _p("fg-crease", "M41 65a4 4 0 0 1 6 4.6")


def _sole_band(top, s):
    return (
        f"M27 {SOLE - 3}C38 {SOLE - 3} 42 {num(top - 3)} 52 {num(top - 3)}C62 {num(top - 3)} "
        f"{num(63 - s)} {SOLE - 3} {num(72 - s)} {SOLE - 3}"
        f"C{num(66 - s)} {SOLE - 7} 62 {num(top - 8)} 52 {num(top - 8)}"
        f"C42 {num(top - 8)} 36 {SOLE - 7} 27 {SOLE - 3}Z"
    )


def _toe(x, y, length, r, lift, cls, nail=False):
    """One toe seen from the side; below 0 degrees it curls under at its end joint."""
    end = length - r
    shape = f"M-3 {-r}C4 {-r} 8 {num(-r + 1)} {num(end - 4)} {num(-r + 1.4)}"
    shape += f"C{num(end + 3)} {num(-r + 1.6)} {num(end + 4)} {r} {num(end - 2)} {r}"
    base = f"L-1 {r}A{r} {r} 0 0 1-3 {-r}Z"
    turn = -lift
    if lift < 0:
        shape = f"M-3 {-r}C6 {num(-r - 3)} 14 {num(-r - 1)} {num(end - 3)} 1"
        shape += f"Q{num(end + 1)} {num(r + 2)} {num(end - 3)} {num(r + 1)}Q9 3 2 {r}"
        turn = 0
    out = f'<g transform="translate({num(x)} {num(y)}) rotate({num(turn)})">' + _p(
        cls, shape + base
    )
    if nail and lift >= 0:
        out += _p("fg-nail", f"M{num(end - 6)} {num(-r + 1.6)}l6.4 .8q1.6 1 1 2.2l-6.4-.6Z")
    return out + "</g>"


# Each toe: where its joint is, its length, half its width and its natural turn.
_TOES = (
    (-11.5, 42, 22, 6.4, -3), (-2.4, 39, 19, 4.4, -1), (5, 40.4, 17.5, 4.1, 1),
    (11.4, 43.6, 15.6, 3.9, 3), (16.6, 49, 13.4, 3.7, 7),
)  # fmt: skip


def foot_above(spread=0, turn_out=0):
    """A right foot as its owner sees it, toes up, centre line x = 0, the shin towards the viewer.

    spread: degrees between the toes. turn_out: degrees the foot is turned at the
    ankle. The big toe is on the left.
    """
    out = ""
    for i, (x, y, length, r, own) in enumerate(_TOES):
        turn, tip = own + (i - 1.6) * spread, num(r - length)
        toe = _p("fg-skin n", f"M{-r} 8V{tip}A{r} {r} 0 0 1 {r} {tip}V8Z")
        half = num(r * 0.55)
        nail = f"M-{half} {num(r * 0.9 - length)}q{half} {num(-r * 1.1)} {num(r * 1.1)} 0"
        nail = _p("fg-nail", f"{nail}v{num(r * 0.7)}H-{half}Z")
        out += f'<g transform="translate({x} {y}) rotate({num(turn)})">{toe}{nail}</g>'
    foot = "M-18 46C-19 38-14 36-9 37C0 35 12 37 19 46C22 54 20 64 17 74C15 82 14 90 14 98L-12 98"
    out += _p("fg-skin n", foot + "C-12 88-16 78-17.4 68C-18.4 60-18.6 52-18 46Z")
    shin = "M-12.6 90C-8 80 10 80 14 90C17 100 19 112 20 126H-19C-18 112-16 100-12.6 90Z"
    out += _p("fg-skin f", "M-13.4 88C-8 77 10 77 15 88L16 96H-14Z")
    if turn_out:
        out = f'<g transform="rotate({num(turn_out)} 1 96)">{out}</g>'
    return out + _p("fg-skin n", shin)


def placed(markup, x, y, turn=0, scale=1, flip=False):
    """`markup` moved, turned and scaled as one piece."""
    wide = -scale if flip else scale
    where = f"translate({num(x)} {num(y)}) rotate({num(turn)}) scale({wide:g} {scale:g})"
    return f'<g transform="{where}">{markup}</g>'


def gripping_hand(x, y, turn):
    """A hand whose fingers close round (x, y); the forearm comes from above, thumb towards -x."""
    arm = _p("fg-skin f", "M-5-14C-7-30-8-50-8-70H9C9-50 9-30 8-14Z")
    palm = _p("fg-skin f", "M-6-17C-9-10-8-4-7 0H9C11-6 11-12 9-18Z")
    fingers = "".join(
        f'<rect class="fg-skin f" x="{dx}" y="-6" width="4.6" height="{h}" rx="2.3"/>'
        f'<path class="fg-nail" d="M{dx + 1} {h - 9}h2.6v1.6a1.3 1.3 0 0 1-2.6 0Z"/>'
        for dx, h in ((-7.4, 13), (-2.8, 15), (1.8, 15), (6.2, 12.6))
    )
    return placed(arm + palm + fingers, x, y, turn)
