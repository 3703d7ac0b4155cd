"""Ankle bend, thigh strength, stairs, sitting down and standing up, walking."""

from .. import people, props
from ..draw import Figure
from ..props import GROUND
from ..skeleton import reach_foot, reach_hand, solve


def _hands(pose, anchor, at, x, y, bent_back=0):
    pose = reach_hand(pose | {"wrN": bent_back, "wrF": bent_back}, "N", (x, y), anchor, at)
    return reach_hand(pose, "F", (x + 1.5, y - 1), anchor, at)


def _knee_to_wall():
    at = (84, GROUND)
    a = reach_foot({"lean": 3, "hipN": 24, "kneeN": 26, "ankN": 2}, "F", (52, 112), "ballN", at, 84)
    b = reach_foot(
        {"lean": 6, "hipN": 42, "kneeN": 70, "ankN": 30}, "F", (52, 112), "ballN", at, 58
    )
    b["mtpF"] = 34
    return Figure(
        name="Knee to wall",
        alt="A man faces a wall one foot in front, heel down, and pushes the knee to it.",
        a=_hands(a, "ballN", at, 90, 46, 60), b=_hands(b, "ballN", at, 90, 48, 60),
        anchor="ballN", at=at, person=people.CHEN, box="10 12 104 106", hot=("calfN",),
        trails=(("kneeN", 6, 6),), behind=props.wall(94),
    )  # fmt: skip


def _calf(name, alt, knee, person):
    # The near leg is behind and stretched; its heel stays on the floor.
    at = (50, GROUND)
    a = {"lean": 2, "hipN": -6, "kneeN": 2, "ankN": 8}
    ankle = 34 if knee else 28
    b = {"lean": 14, "hipN": 14 + knee - ankle, "kneeN": knee, "ankN": ankle}
    poses = []
    for pose, foot in ((a, (77, GROUND)), (b, (77, GROUND))):
        pose = reach_foot(pose, "F", foot, "ballN", at)
        poses.append(_hands(pose, "ballN", at, 89.5, 44, 62))
    return Figure(
        name=name, alt=alt, a=poses[0], b=poses[1], anchor="ballN", at=at, person=person,
        box="10 10 104 108", hot=("calfN",), trails=(("hip", -12, 4),), behind=props.wall(94),
    )  # fmt: skip


def _sitting(target=(66, GROUND), at=(43, 81), **pose):
    for s in "NF":
        pose = reach_foot(pose, s, target, "hip", at)
    return pose


_STOOD = {"shoN": 12, "elbN": 20, "shoF": 12, "elbF": 20}


def _sit_to_stand():
    sit = _sitting(lean=24, neck=-12, shoN=72, elbN=10, shoF=72, elbF=10)
    return Figure(
        name="Sit to stand",
        alt="An older woman leans forward on a chair and stands up without using her hands.",
        a=sit, b=dict(_STOOD), anchor="ballN", at=(66, GROUND), person=people.IDA,
        box="14 12 104 106", hot=("quadN", "quadF"), trails=(("head", 13, 0),),
        behind=props.chair(35, 88),
    )  # fmt: skip


def _sit_to_stand_hands():
    at, feet = (43, 81), (66, GROUND)
    sit = _sitting(lean=22, neck=-10)
    sit = _push(sit, "hip", at)
    half = _push(reach_both({"lean": 24, "neck": -8}, (53, 66), feet), "ballN", feet)
    return Figure(
        name="Sit to stand with hands",
        alt="An older man pushes on the arms of a chair with his hands to stand up.",
        a=sit, b=half, anchor="ballN", at=feet, person=people.HENRY, box="14 10 104 108",
        hot=("quadN", "quadF"), trails=(("head", 12, 0),), behind=props.chair(35, 88, 75),
    )  # fmt: skip


def reach_both(pose, hip, feet):
    for s in "NF":
        pose = reach_foot(pose, s, feet, "hip", hip)
    return pose


def _push(pose, anchor, at):
    for s in "NF":
        pose = reach_hand(pose | {"wr" + s: 50}, s, (45, 73), anchor, at, bend=1)
    return pose


def _sit_to_stand_slow():
    at = (43, 81)
    sit = {"lean": 20, "neck": -10, "shoN": 78, "elbN": 60, "shoF": 78, "elbF": 60}
    sit = reach_foot(reach_foot(sit, "N", (62, GROUND), "hip", at), "F", (74, GROUND), "hip", at)
    hip = (55, 62.5)
    stood = {"lean": 6, "shoN": 78, "elbN": 60, "shoF": 78, "elbF": 60}
    stood = reach_foot(stood, "N", (62, GROUND), "hip", hip)
    stood = reach_foot(stood, "F", (74, GROUND), "hip", hip)
    return Figure(
        name="Slow sit to stand, one foot back",
        alt="A man with one foot further back lowers himself slowly on to a chair, arms in front.",
        a=stood, b=sit, anchor="ballN", at=(62, GROUND), person=people.OMAR, box="14 8 104 110",
        hot=("quadN",), trails=(("head", 14, 0),), behind=props.chair(35, 88),
    )  # fmt: skip


def _mini_squat():
    at = (50, GROUND)
    down = {"lean": 26, "neck": -16}
    for s in "NF":
        down = reach_foot(down, s, at, "hip", (36, 70.5))
    return Figure(
        name="Mini squat",
        alt="A woman holds a worktop and bends her knees a little, as if to sit.",
        a=_hands({}, "ballN", at, 58, 56, 24), b=_hands(down, "ballN", at, 58, 57, -38),
        anchor="ballN", at=at, person=people.DELIA, box="4 10 108 108", hot=("quadN", "seatN"),
        trails=(("hip", -13, -4),), behind=props.worktop(55, 60),
    )  # fmt: skip


def _wall_squat():
    at = (62, GROUND)
    poses = []
    for y in (67.5, 77):
        pose = {"shoN": 6, "elbN": 14, "shoF": 6, "elbF": 14}
        for s in "NF":
            pose = reach_foot(pose, s, at, "hip", (35, y))
        poses.append(pose)
    return Figure(
        name="Wall squat",
        alt="A man leans his back on a wall and slides down until his knees are half bent.",
        a=poses[0], b=poses[1], anchor="ballN", at=at, person=people.LEO, box="8 16 100 102",
        hot=("quadN", "quadF"), trails=(("sho", 15, 4),), behind=props.wall_behind(27.4),
    )  # fmt: skip


def _step_up(name, alt, top, person):
    at, hip = (74, top - 1), (54, 62 if top > 100 else 60.5)
    a = reach_foot({"lean": 8}, "N", at, "hip", hip)
    a = reach_foot(a, "F", (50, GROUND), "hip", hip, 84) | {"mtpF": 6}
    b = {"lean": 3, "hipN": 3, "kneeN": 2, "hipF": 14, "kneeF": 26, "ankF": 4}
    hand, roof = (75, top - 56), top - 102
    return Figure(
        name=name, alt=alt,
        a=_hands(a, "ballN", at, *hand, 20), b=_hands(b, "ballN", at, *hand, 20),
        anchor="ballN", at=at, person=person, box=f"8 {roof} 112 {118 - roof}",
        hot=("quadN", "seatN"), trails=(("head", -14, 0),),
        behind=props.step_box(62, top, 42) + props.rail(80, top - 52, top),
    )  # fmt: skip


def _walk():
    stride = {"lean": 3, "hipN": 24, "kneeN": 6, "ankN": 8, "shoN": -22, "elbN": 18}
    stride |= {"hipF": -16, "kneeF": 14, "ankF": -4, "mtpF": 30, "shoF": 26, "elbF": 26}
    other = {"lean": 3}
    for key, value in stride.items():
        if key[-1] in "NF":
            other[key[:-1] + ("F" if key[-1] == "N" else "N")] = value
    hip = 113.2 - (solve(stride, "hip", (0, 0))[0]["heelN"][1] + 1.7)
    return Figure(
        name="Walking", alt="A woman walks at an easy pace on flat ground, arms swinging.",
        a=other, b=stride, anchor="hip", at=(56, round(hip, 1)), person=people.NOOR,
        box="8 12 104 106", hot=("calfF", "quadN"), arrows=((82, 40, 98, 40),),
        behind=props.ground(10, 108), ghost=False,
    )  # fmt: skip


def _knee_slide():
    at = (43, 81)
    a = reach_foot({"lean": 2}, "F", (66, GROUND), "hip", at)
    back = reach_foot(a, "N", (57.5, GROUND), "hip", at)
    front = reach_foot(a, "N", (74, GROUND), "hip", at)
    return Figure(
        name="Sitting ankle slide",
        alt="A woman sits on a chair and slides one foot back under her with the heel down.",
        a=_rest(front, at), b=_rest(back, at), anchor="hip", at=at, person=people.GRACE,
        box="12 14 100 104", hot=("calfN",), arrows=((78, 105, 68, 105),),
        behind=props.chair(35, 88),
    )  # fmt: skip


def _rest(pose, at):
    for s in "NF":
        pose = reach_hand(pose, s, (56, 74), "hip", at)
    return pose


def _ankle_pump():
    at = (40, 80)
    sit = {"lean": -4, "shoN": -8, "elbN": 30, "shoF": -10, "elbF": 30, "neck": 8}
    sit = reach_foot(sit, "F", (64, GROUND), "hip", at)
    return Figure(
        name="Ankle pumps",
        alt="A woman sits on a chair with one leg straight and bends her foot down and up.",
        a=sit | {"hipN": 80, "kneeN": 12, "ankN": -36},
        b=sit | {"hipN": 80, "kneeN": 12, "ankN": 18},
        anchor="hip", at=at, person=people.NOOR, box="12 16 100 102", hot=("shinN", "calfN"),
        trails=(("tipN", 3.5, -0.5),), behind=props.chair(33, 87),
    )  # fmt: skip


FIGURES = {
    "knee-to-wall": _knee_to_wall(),
    "ankle-slide": _knee_slide(),
    "calf-stretch-straight": _calf(
        "Calf stretch, straight knee",
        "A woman leans on a wall with one leg straight behind her and that heel on the floor.",
        0, people.MAY,
    ),
    "calf-stretch-bent": _calf(
        "Calf stretch, bent knee",
        "A man leans on a wall with his back knee bent and that heel on the floor.",
        30, people.SAMIR,
    ),
    "sit-to-stand": _sit_to_stand(),
    "sit-to-stand-hands": _sit_to_stand_hands(),
    "sit-to-stand-slow": _sit_to_stand_slow(),
    "mini-squat": _mini_squat(),
    "wall-squat": _wall_squat(),
    "step-up": _step_up(
        "Step-up", "A woman holds a rail and steps up on to a step.", 98, people.ZOLA
    ),
    "step-up-low": _step_up(
        "Low step-up", "An older man holds a rail and steps up on to a low step.", 105, people.CHEN
    ),
    "walking": _walk(),
    "ankle-pumps": _ankle_pump(),
}  # fmt: skip
