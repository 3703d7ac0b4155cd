"""Heel raises and heel drops."""

from .. import people, props
from ..draw import Figure
from ..props import GROUND
from ..skeleton import reach_foot, reach_hand

_AT = (56, GROUND)
_BOX = "4 9 108 110"
_CALVES = ("calfN", "calfF")


def _holding(pose, at, x, y):
    pose = reach_hand(pose | {"wrN": 30, "wrF": 30}, "N", (x, y), "ballN", at)
    return reach_hand(pose, "F", (x + 1.5, y - 1), "ballN", at)


def _up(angle, sides="NF", **more):
    pose = {"lean": 1} | more
    for s in sides:
        pose |= {"hip" + s: 1, "ank" + s: -angle, "mtp" + s: angle}
    return pose


_BENT = {"hipF": 8, "kneeF": 62, "ankF": -14}

_both = Figure(
    name="Heel raise",
    alt="A woman holds a worktop and rises on to the balls of both feet.",
    a=_holding({}, _AT, 62, 56),
    b=_holding(_up(36), _AT, 62, 56),
    anchor="ballN", at=_AT, person=people.ROSA, box=_BOX, hot=_CALVES,
    trails=(("heelN", -6.5, -1.5),), behind=props.worktop(59, 60),
)  # fmt: skip

_one = Figure(
    name="Heel raise on one leg",
    alt="A man holds a worktop, stands on one leg and rises on to the ball of that foot.",
    a=_holding(dict(_BENT), _AT, 62, 56),
    b=_holding(_up(34, "N") | _BENT, _AT, 62, 56),
    anchor="ballN", at=_AT, person=people.OMAR, box=_BOX, hot=("calfN",),
    trails=(("heelN", -6.5, -1.5),), behind=props.worktop(59, 60),
)  # fmt: skip

# On a step: the ball of the foot on the edge, the heel free behind it.
_EDGE = (56, 101.2)
_STEP = props.step_box(53, 103, 40) + props.rail(66, 47, 103)
_STEP_BOX = "2 -4 112 122"
_HAND = (62, 43)
_TOWEL = props.roll(60.6, 100.2, 3.2)


def _on_step(raise_by, drop, sides, toes=0, **more):
    pose = {"lean": 1} | more
    for s in sides:
        pose |= {"hip" + s: 1, "ank" + s: drop - raise_by, "mtp" + s: raise_by - drop - toes}
    if sides == "N":
        pose |= _BENT
    return _holding(pose, _EDGE, *_HAND)


def _towel(name, alt, sides, person):
    pairs = (_on_step(0, 14, sides, -34), _on_step(32, 0, sides, -34))
    return Figure(
        name=name, alt=alt, a=pairs[0], b=pairs[1], anchor="ballN", at=_EDGE,
        person=people.barefoot(person), box=_STEP_BOX, hot=tuple("calf" + s for s in sides),
        trails=(("heelN", -7.5, 0),), behind=_STEP, front=_TOWEL,
    )  # fmt: skip


_towel_one = _towel(
    "Towel heel raise on one leg",
    "A man stands on one leg on the edge of a step with a rolled towel under his toes. He holds a "
    "rail and rises from a low heel on to the ball of the foot.",
    "N", people.SAMIR,
)  # fmt: skip
_towel_both = _towel(
    "Towel heel raise on both legs",
    "A woman stands on the edge of a step with a rolled towel under her toes. She holds a rail and "
    "rises on both legs.",
    "NF", people.MAY,
)  # fmt: skip


def _drop(name, alt, knee, person):
    # The sore leg comes down below the step; the other leg lifts off and rests.
    def bent(ankle):
        lean = 1 + knee * 0.2
        pose = {
            "lean": lean,
            "hipN": knee * 0.52 + lean,
            "kneeN": knee,
            "ankN": ankle + knee * 0.48,
        }
        pose |= {"mtpN": -ankle, "hipF": knee * 0.5 + 12, "kneeF": 62 + knee * 0.4, "ankF": -14}
        return _holding(pose, _EDGE, *_HAND)

    return Figure(
        name=name, alt=alt, a=bent(-30), b=bent(20), anchor="ballN", at=_EDGE, person=person,
        box=_STEP_BOX, hot=("calfN",), trails=(("heelN", -7.5, -2),), behind=_STEP,
    )  # fmt: skip


_drop_straight = _drop(
    "Heel drop, straight knee",
    "A man stands with the ball of one foot on a step, knee straight, and lowers the heel below "
    "the step.",
    0, people.LEO,
)  # fmt: skip
_drop_bent = _drop(
    "Heel drop, bent knee",
    "A woman stands with the ball of one foot on a step, knee a little bent, and lowers the heel "
    "below the step.",
    34, people.ZOLA,
)  # fmt: skip


def _seated(angle, hands):
    at = (43, 83)
    pose = {"lean": 4}
    for s in "NF":
        pose = reach_foot(pose, s, (70, GROUND), "hip", at, 90 - angle) | {"mtp" + s: angle}
        pose = reach_hand(pose | {"wr" + s: -22}, s, hands, "hip", at)
    return pose


def _seat(name, alt, person, weight=""):
    return Figure(
        name=name, alt=alt, a=_seated(0, (60, 77)), b=_seated(34, (60, 74.5)), anchor="ballN",
        at=(70, GROUND), person=person, box="10 16 100 102", hot=_CALVES,
        trails=(("heelN", -7, -1),), behind=props.chair(35, 90), front=weight,
    )  # fmt: skip


_seated_plain = _seat(
    "Seated heel raise", "A woman sits on a chair and lifts both heels off the floor.", people.IDA
)
_seated_load = _seat(
    "Seated heel raise with a weight",
    "A man sits on a chair with a weight on his thighs and lifts both heels off the floor.",
    people.SAMIR,
    '<rect class="fg-solid" x="59" y="71" width="12" height="9" rx="2.5"/>',
)

FIGURES = {
    "heel-raise": _both,
    "heel-raise-one-leg": _one,
    "towel-heel-raise": _towel_one,
    "towel-heel-raise-both": _towel_both,
    "heel-drop-straight": _drop_straight,
    "heel-drop-bent": _drop_bent,
    "seated-heel-raise": _seated_plain,
    "seated-heel-raise-load": _seated_load,
}
