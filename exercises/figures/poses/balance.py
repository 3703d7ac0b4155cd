"""Balance: something firm is always in reach of a hand."""

from .. import people, props
from ..draw import Figure
from ..props import GROUND
from ..skeleton import reach_foot, reach_hand

_AT = (58, GROUND)
_BOX = "6 8 104 110"
_SHOE = 19.4  # from the ball of one foot to the ball of the foot in front of it, heel to toe
_BESIDE = props.worktop_beside(12, 34, 62)
_REST = {"shoN": 14, "shoF": 12, "elbN": 6}


def _finger(pose, at=_AT, point=(32.5, 57), anchor="ballF"):
    """The far hand on the worktop beside the person."""
    return reach_hand(pose | {"wrF": 14}, "F", point, anchor, at, "front", -1)


def _single_leg(name, alt, person, hand=True, at=_AT, behind=_BESIDE):
    stand = dict(_REST) | {"hipN": 4, "hipF": -1}
    lifted = {"hipN": 5, "kneeN": 2, "tlN": 0.62, "slN": 0.86, "hipF": -4, "shoN": 34}
    if hand:
        poses = _finger(stand, at), _finger(stand | lifted, at)
    else:
        poses = stand | {"shoF": 30}, stand | lifted | {"shoF": 42, "shoN": 44, "elbF": 6}
    return Figure(
        name=name, alt=alt, a=poses[0], b=poses[1], anchor="ballF", at=at, person=person, box=_BOX,
        view="front", hot=("hipF", "calfF"), trails=(("ankN", 11, 0),), behind=behind,
        ring="ankF", shade=False,
    )  # fmt: skip


def _hold_on():
    at = (54, GROUND)
    base = {"wrN": 26, "wrF": 26}
    lifted = base | {"hipN": 32, "kneeN": 58, "ankN": -2}
    poses = []
    for pose in (base, lifted):
        pose = reach_hand(pose, "N", (61, 56), "ballF", at)
        poses.append(reach_hand(pose, "F", (62.5, 55), "ballF", at))
    return Figure(
        name="Single-leg balance, holding on",
        alt="An older woman holds a worktop with both hands and lifts one foot off the floor.",
        a=poses[0], b=poses[1], anchor="ballF", at=at, person=people.IDA, box=_BOX,
        hot=("calfF", "shinF"), trails=(("kneeN", 7, 4),), ring="ankF",
        behind=props.worktop(58, 60),
    )  # fmt: skip


def _side_by_side():
    apart = _REST | {"hipN": 8, "hipF": 8, "ankN": -8, "ankF": -8}
    together = _REST | {"hipN": -2.4, "hipF": -2.4, "ankN": 2.4, "ankF": 2.4}
    hip = (56, 60.6)
    return Figure(
        name="Feet together stand",
        alt="An older man stands beside a worktop with his feet together, one hand on the worktop.",
        a=_finger(apart, hip, anchor="hip"), b=_finger(together, hip, anchor="hip"), anchor="hip",
        at=hip, person=people.HENRY, box=_BOX, view="front", hot=("calfN", "calfF"),
        arrows=((86, 109, 74, 109), (38, 109, 45, 109)), behind=_BESIDE, shade=False,
    )  # fmt: skip


def _tandem(pose, at, hip):
    """The far hand rests on a worktop that runs along the far side."""
    pose = reach_hand(pose | {"wrF": 46}, "F", (hip[0] + 11, 59.6), "ballN", at)
    return pose | {"shoN": 6, "elbN": 10}


def _heel_to_toe():
    at, hip = (70, GROUND), (52.5, 61.2)
    stand = reach_foot({}, "N", at, "hip", hip)
    stand = reach_foot(stand, "F", (at[0] - _SHOE, GROUND), "hip", hip)
    start = reach_foot(stand, "F", at, "hip", hip)
    return Figure(
        name="Heel-to-toe stand",
        alt="An older woman stands with one foot right in front of the other, heel touching toe, "
        "one hand on a worktop.",
        a=_tandem(start, at, hip), b=_tandem(stand, at, hip),
        anchor="ballN", at=at, person=people.GRACE,
        box=_BOX, hot=("calfN", "shinF"), behind=props.worktop_behind(62),
        ring="tipF",
    )  # fmt: skip


def _heel_to_toe_walk():
    at, behind, ahead = (52, GROUND), (43.5, 61), (54, 61.2)
    back = reach_foot({}, "N", at, "hip", behind)
    back = reach_foot(back, "F", (at[0] - _SHOE, GROUND), "hip", behind)
    front = reach_foot({}, "N", at, "hip", ahead)
    front = reach_foot(front, "F", (at[0] + _SHOE, GROUND), "hip", ahead)
    return Figure(
        name="Heel-to-toe walk",
        alt="An older man walks along a worktop, placing each heel in front of the toes.",
        a=_tandem(back, at, behind), b=_tandem(front, at, ahead),
        anchor="ballN", at=at, person=people.CHEN,
        box=_BOX, hot=("calfN", "shinF"), arrows=((84, 38, 100, 38),),
        behind=props.worktop_behind(62),
    )  # fmt: skip


def _hip_side_lift():
    stand = dict(_REST) | {"hipN": 2}
    lift = stand | {"hipN": 30, "ankN": -2, "hipF": -2, "lean": -2}
    return Figure(
        name="Standing side leg lift",
        alt="A woman holds a worktop and lifts one straight leg out to the side.",
        a=_finger(stand), b=_finger(lift), anchor="ballF", at=_AT, person=people.DELIA, box=_BOX,
        view="front", hot=("hipN", "hipF"), trails=(("ankN", 8, -3),), behind=_BESIDE, shade=False,
    )  # fmt: skip


_CUSHION = (58, GROUND - 5)

FIGURES = {
    "single-leg-balance": _single_leg(
        "Single-leg balance",
        "A man stands on one leg beside a worktop with one finger resting on it.",
        people.SAMIR,
    ),
    "single-leg-balance-hold": _hold_on(),
    "single-leg-balance-cushion": _single_leg(
        "Single-leg balance on a cushion",
        "A woman stands on one leg on a cushion, with a worktop within reach of her hand.",
        people.MAY, hand=False, at=_CUSHION,
        behind=_BESIDE + props.cushion(44, 108.2, 28, 5.4),
    ),
    "feet-together": _side_by_side(),
    "heel-to-toe": _heel_to_toe(),
    "heel-to-toe-walk": _heel_to_toe_walk(),
    "standing-side-lift": _hip_side_lift(),
}  # fmt: skip
