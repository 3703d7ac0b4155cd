"""Lying, side-lying and kneeling on a mat."""

from .. import people, props
from ..draw import Figure
from ..props import GROUND
from ..skeleton import reach_ankle, reach_foot, reach_hand, solve

# On the back, head on the left.
_HIP = (56, 105)
_LIE = {"lean": -90, "neck": 4, "shoN": -6, "elbN": 6, "shoF": -6, "elbF": 6}
_BOX = "6 26 108 92"


def _thigh_squeeze():
    one = reach_foot(_LIE, "F", (88, GROUND), "hip", _HIP)
    return Figure(
        name="Thigh squeeze",
        alt="A woman lies on her back a rolled towel under one knee, and presses it down.",
        a=one | {"hipN": 11, "kneeN": 22, "ankN": -8}, b=one | {"hipN": 6, "kneeN": 6, "ankN": 14},
        anchor="hip", at=_HIP, person=people.DELIA, box=_BOX, hot=("quadN",),
        arrows=((80, 82, 80, 95),), behind=props.mat(), front=props.roll(80.5, 109.4, 3.6),
    )  # fmt: skip


def _leg_raise():
    one = reach_foot(_LIE, "F", (88, GROUND), "hip", _HIP)
    return Figure(
        name="Straight leg raise",
        alt="A woman lies on her back with one knee bent and lifts the other leg straight up.",
        a=one | {"hipN": 1, "ankN": -6}, b=one | {"hipN": 40, "ankN": 6}, anchor="hip", at=_HIP,
        person=people.ZOLA, box=_BOX, hot=("quadN",), trails=(("ankN", 6, -4),), behind=props.mat(),
    )  # fmt: skip


def _bridge(name, alt, person, lift=-116, one_leg=False):
    low = dict(_LIE)
    for s in "NF":
        low = reach_foot(low, s, (84, GROUND), "hip", _HIP)
    shoulder = tuple(round(v, 1) for v in solve(low, "hip", _HIP)[0]["sho"])
    high = {
        "lean": lift,
        "neck": -90 - lift,
        "shoN": lift + 91,
        "elbN": 2,
        "shoF": lift + 91,
        "elbF": 2,
    }
    for s in "NF":
        high = reach_foot(high, s, (84, GROUND), "sho", shoulder)
    if one_leg:
        thigh = high["hipF"]
        low = low | {"hipN": low["hipF"], "kneeN": 8, "ankN": 4}
        high |= {"hipN": thigh, "kneeN": 4, "ankN": 4}
    return Figure(
        name=name, alt=alt, a=low, b=high, anchor="sho", at=shoulder, person=person, box=_BOX,
        hot=("seatF", "hamF") if one_leg else ("hamN", "hamF", "seatN"),
        trails=(("hip", -2, -11),), behind=props.mat(),
    )  # fmt: skip


def _bird_dog(name, alt, person, arm=True):
    at = (52, 108.6)
    knees = {"lean": 80, "neck": -8, "wrN": 78, "wrF": 78}
    for s in "NF":
        knees |= {"hip" + s: 80, "knee" + s: 88, "ank" + s: -74}
    for s in "NF":
        knees = reach_hand(knees, s, (77.5, 110.2), "kneeF", at)
    out = knees | {"hipN": -8, "kneeN": 4, "ankN": -4}
    if arm:
        out |= {"shoF": 168, "elbF": 6, "wrF": 0}
    trails = (("ankN", -2, -7),) + ((("wriF", 5, -3),) if arm else ())
    return Figure(
        name=name, alt=alt, a=knees, b=out, anchor="kneeF", at=at, person=person,
        box="-4 36 124 84", hot=("seatN", "back"), trails=trails, behind=props.mat(12, 104),
    )  # fmt: skip


# On the side, facing the viewer, head on the left, seen a little from above: N is the top leg.
_SIDE = {"lean": -90, "shoF": 170, "elbF": 146, "neck": 4}
_SIDE_HIP = (60, 92)
_SIDE_MAT = props.mat_area(4, 86, 112, 27)


def _side_arm(pose):
    return reach_hand(
        pose | {"ulN": 0.85, "flN": 0.8}, "N", (44, 104), "hip", _SIDE_HIP, "front", -1
    )


def _clam():
    pose = _side_arm(_SIDE | {"tlN": 0.82, "tlF": 0.82, "slN": 0.78, "slF": 0.78})
    pose = reach_ankle(pose, "F", (83, 102), "hip", _SIDE_HIP, -1)
    shut = reach_ankle(pose, "N", (84, 97), "hip", _SIDE_HIP, -1)
    wide = reach_ankle(pose, "N", (84, 97), "hip", _SIDE_HIP, 1)
    return Figure(
        name="Clam",
        alt="A woman lies on her side with knees bent, feet together, and opens the top knee.",
        a=shut, b=wide, anchor="hip", at=_SIDE_HIP, person=people.ROSA, view="front",
        box="2 44 116 76", hot=("hipN",), trails=(("kneeN", 0, -8),), behind=_SIDE_MAT,
    )  # fmt: skip


def _side_lift():
    pose = _side_arm(_SIDE | {"tlF": 0.85, "slF": 0.75})
    pose = reach_ankle(pose, "F", (86, 104), "hip", _SIDE_HIP, -1)
    return Figure(
        name="Side-lying leg lift",
        alt="A man lies on his side with the lower knee bent and lifts the straight top leg.",
        a=pose | {"hipN": -1, "kneeN": 0}, b=pose | {"hipN": 30, "kneeN": 0}, anchor="hip",
        at=_SIDE_HIP, person=people.LEO, view="front", box="2 34 116 86", hot=("hipN",),
        trails=(("ankN", 2, -7),), behind=_SIDE_MAT,
    )  # fmt: skip


def _knee_rolls():
    # On the back, seen from above, head at the top.
    at = (56, 62)
    flat = {"shoN": 62, "shoF": 62, "elbN": 4, "elbF": 4}
    knees = flat | {"tlN": 0.5, "tlF": 0.5, "slN": 0.62, "slF": 0.62}
    rolled = flat | {"tlN": 0.86, "tlF": 0.86, "slN": 0.8, "slF": 0.8}
    middle = knees | {"hipN": 4, "hipF": 4, "kneeN": 4, "kneeF": 4}
    right = rolled | {"hipN": 58, "hipF": -66, "kneeN": 92, "kneeF": -96}
    return Figure(
        name="Knee rolls",
        alt="Seen from above: a man on his back with knees bent rolls both knees to one side.",
        a=middle, b=right, anchor="hip", at=at, person=people.HENRY, view="front",
        box="2 8 108 108", behind=props.mat_area(14, 12, 84, 100),
        arrows=((64, 104, 72, 103, 80, 99, 86, 93), (48, 104, 40, 103, 32, 99, 26, 93)),
    )  # fmt: skip


FIGURES = {
    "thigh-squeeze": _thigh_squeeze(),
    "straight-leg-raise": _leg_raise(),
    "bridge": _bridge(
        "Bridge", "A man lies on his back with knees bent and lifts his hips.", people.SAMIR
    ),
    "bridge-one-leg": _bridge(
        "Bridge on one leg",
        "A woman lies on her back and lifts her hips, one foot on the floor, the other leg out.",
        people.MAY, one_leg=True,
    ),
    "bird-dog": _bird_dog(
        "Bird dog",
        "A man on hands and knees reaches one arm forward and the opposite leg back.",
        people.OMAR,
    ),
    "bird-dog-leg": _bird_dog(
        "Bird dog, leg only",
        "A woman on hands and knees slides one leg straight back and lifts it.",
        people.GRACE, arm=False,
    ),
    "clam": _clam(),
    "side-leg-lift": _side_lift(),
    "knee-rolls": _knee_rolls(),
}  # fmt: skip
