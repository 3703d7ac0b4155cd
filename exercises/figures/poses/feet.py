"""Close-ups of the foot."""

from .. import props
from ..draw import Plate, arrow
from ..feet import foot_above, foot_inside, gripping_hand, placed

_FLOOR = '<path class="fg-ground" d="M8 105H114"/>'
_BOX = "4 6 112 106"
_OTHER_THIGH = (
    '<path class="fg-skin f" d="M0 97H52Q62 98 62 107Q62 116 52 117H0Z"/>'
    '<path class="fg-short f" d="M0 96H20L24 118H0Z"/>'
)


def _pick(a, b):
    return lambda mode: a if mode == "start" else b


def _short_foot(name, alt, skin):
    return Plate(
        name=name, alt=alt, skin=skin, box=_BOX, behind=_FLOOR,
        draw=_pick(foot_inside(5), foot_inside(14, pull=4, hot=True)),
        moves=arrow([(84, 110), (76, 110), (66, 110), (58, 110)])
        + arrow([(51, 103), (51, 100), (51, 93)]),
    )  # fmt: skip


def _toe_yoga():
    def pair(first, second):
        return placed(first, 8, -24, scale=0.78) + placed(second, 8, 32, scale=0.78)

    flat = foot_inside(6, shin=44)
    lifted = pair(foot_inside(6, big=34, shin=44), foot_inside(6, small=52, shin=44))
    return Plate(
        name="Toe yoga",
        alt="Two pictures: first only the big toe lifts, then only the four smaller toes lift.",
        skin="b", box="0 4 116 116",
        draw=_pick(pair(flat, flat), lifted),
        behind='<path class="fg-ground" d="M8 57.6H104M8 113.6H104"/>',
        moves=arrow([(97, 48), (97, 43), (95, 38), (92, 33)])
        + arrow([(97, 106), (97, 101), (95, 95), (92, 90)]),
    )  # fmt: skip


def _toe_spread():
    return Plate(
        name="Toe spread",
        alt="A foot seen from above. The toes spread wide apart.",
        skin="c", box="6 0 108 116",
        draw=_pick(placed(foot_above(0), 58, -4), placed(foot_above(8), 58, -4)),
        moves=arrow([(40, 12), (34, 14), (28, 18)]) + arrow([(84, 26), (88, 30), (91, 35)]),
    )  # fmt: skip


def _towel_scrunch():
    flat = '<path class="fg-cloth" d="M14 104.6H114V108.4H14Z"/>'
    bunched = (
        '<path class="fg-cloth" d="M14 104.6H40C44 104.6 44 97 47.6 97C51 97 50 104 53 104'
        'C56 104 56 96 59.6 96C63 96 62 104.6 66 104.6H96V108.4H14Z"/>'
    )
    return Plate(
        name="Towel scrunch",
        alt="A foot on a towel. The toes curl and pull the towel in under the arch.",
        skin="b", box=_BOX, ghost=True, front="",
        draw=_pick(flat + foot_inside(6), bunched + foot_inside(10, big=-14, small=-14, hot=True)),
        behind='<path class="fg-ground" d="M8 109.4H114"/>',
        moves=arrow([(112, 99), (108, 99), (104, 99), (100, 99)]),
    )  # fmt: skip


def _bottle_roll():
    bottle = props.ball(54, 102.6, 11) + '<circle class="fg-crease" cx="54" cy="102.6" r="6.5"/>'
    foot = placed(foot_inside(9, hot=True), 2, -8)
    return Plate(
        name="Bottle roll",
        alt="A foot rolls slowly forward and back over a bottle under the arch.",
        skin="c", box="4 6 112 112", ghost=False, draw=_pick(foot, foot),
        behind='<path class="fg-ground" d="M8 114.6H114"/>' + bottle,
        moves=arrow([(72, 108), (80, 108), (90, 108)]) + arrow([(36, 108), (28, 108), (18, 108)]),
    )  # fmt: skip


def _fascia(name, alt, skin, towel=False):
    # The ankle rests on the other thigh; the toes are pulled back towards the shin.
    start = placed(foot_inside(6), 8, -6)
    end = placed(foot_inside(7, big=52, small=56, hot=True), 8, -6)
    if towel:
        grip = props.band("M70 4L92 86Q98 87 102 74L78 4")
    else:
        grip = gripping_hand(97, 66, 24)
    return Plate(
        name=name, alt=alt, skin=skin, box="4 4 116 110", draw=_pick(start, end),
        behind="" if towel else _OTHER_THIGH,
        front=grip, moves=arrow([(113, 98), (115, 92), (115, 86), (114, 80)]),
    )  # fmt: skip


def _turn_out(name, alt, skin, with_band):
    left = placed(foot_above(), 38, 0, flip=True, scale=0.96)
    rest = placed(foot_above(), 80, 0, scale=0.96)
    out = placed(foot_above(turn_out=26), 80, 0, scale=0.96)
    strap = (
        "M20 52C24 44 104 44 116 60M20 56C32 66 92 66 112 70M20 52Q17 54 20 56M116 60Q119 66 112 70"
        if with_band
        else ""
    )
    return Plate(
        name=name, alt=alt, skin=skin, box="6 4 118 114", draw=_pick(left + rest, left + out),
        front=props.band(strap) if with_band else "",
        moves=arrow([(92, 8), (100, 10), (107, 15), (112, 22)]),
    )  # fmt: skip


FIGURES = {
    "short-foot": _short_foot(
        "Short foot",
        "A bare foot seen from the inside. The arch lifts while heel and ball stay down.", "a",
    ),
    "toe-yoga": _toe_yoga(),
    "toe-spread": _toe_spread(),
    "towel-scrunch": _towel_scrunch(),
    "bottle-roll": _bottle_roll(),
    "fascia-stretch": _fascia(
        "Plantar fascia stretch",
        "A hand pulls the toes of a bare foot back towards the shin. The sole is stretched.", "a",
    ),
    "fascia-stretch-towel": _fascia(
        "Plantar fascia stretch with a towel",
        "A towel around the toes pulls them back towards the shin.", "c", towel=True,
    ),
    "turn-out-band": _turn_out(
        "Band turn-out",
        "Two feet with a band around them. One foot turns out against the band.", "b", True,
    ),
    "turn-out": _turn_out(
        "Foot turn-out", "Two feet seen from above. One foot turns out.", "a", False
    ),
}  # fmt: skip
