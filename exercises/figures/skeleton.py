"""A small skeleton: joint angles in, joint positions out. Knows nothing about drawing.

Angles are in degrees, lengths in drawing units (a standing person is about 100 tall).
Suffix N = near side, F = far side. In the front view N is the side on the viewer's right.

Side view: lean, neck forward positive · hip, sho flexion · knee, elb bend · ank toes up ·
mtp heel lifted while the toes stay flat · wr hand bent back.
Front view: lean, neck to the viewer's right · hip, sho out to the side · knee, elb bend inwards.
tl, sl, ul, fl: the share of thigh, shank, upper arm, forearm seen when it points at the viewer.
"""

import math

LENGTHS = {
    "side": {
        "trunk": 27, "neck": 4.2, "thigh": 24, "shank": 23.5, "foot": 8.2, "toe": 4.6,
        "uarm": 15.5, "farm": 13.5, "sole": 3.9, "heel": 3.4,
        "hips": 0, "shoulders": 0, "mirror": 1,
    },
    "front": {
        "trunk": 25, "neck": 6.2, "thigh": 24, "shank": 23.5, "foot": 0, "toe": 0,
        "uarm": 15.5, "farm": 13.5, "sole": 4.3, "heel": 0,
        "hips": 4.5, "shoulders": 7.6, "mirror": -1,
    },
}  # fmt: skip
_LIMBS = {
    "hip": 0, "knee": 0, "ank": 0, "mtp": 0, "sho": 0, "elb": 8, "wr": 0,
    "tl": 1, "sl": 1, "ul": 1, "fl": 1,
}  # fmt: skip
BASE = {"lean": 0, "neck": 0} | {k + s: v for s in "NF" for k, v in _LIMBS.items()}


def unit(angle):
    """The direction `angle` degrees from straight down, turning towards +x."""
    return math.sin(math.radians(angle)), math.cos(math.radians(angle))


def step(point, angle, length):
    x, y = unit(angle)
    return point[0] + x * length, point[1] + y * length


def solve(pose, anchor, at, view="side"):
    """Joint positions and segment angles, moved so that the joint `anchor` sits at `at`."""
    p, size = {**BASE, **pose}, LENGTHS[view]
    lean = p["lean"]
    joints = {"hip": (0, 0), "sho": step((0, 0), 180 - lean, size["trunk"])}
    angles = {"trunk": lean, "head": lean + p["neck"]}
    joints["head"] = step(joints["sho"], 180 - angles["head"], size["neck"])
    for side, turn in (("N", 1), ("F", size["mirror"])):
        _leg(p, side, turn, size, joints, angles)
        _arm(p, side, turn, size, joints, angles)
    dx, dy = at[0] - joints[anchor][0], at[1] - joints[anchor][1]
    return {name: (x + dx, y + dy) for name, (x, y) in joints.items()}, angles


def _leg(p, s, turn, size, joints, angles):
    hip = step(joints["hip"], 90 - p["lean"], turn * size["hips"])
    thigh = turn * p["hip" + s] - p["lean"]
    shank = thigh - turn * p["knee" + s]
    foot = shank + 90 + turn * p["ank" + s]
    toe = foot + turn * p["mtp" + s]
    knee = step(hip, thigh, size["thigh"] * p["tl" + s])
    ankle = step(knee, shank, size["shank"] * p["sl" + s])
    ball = step(step(ankle, foot, size["foot"]), foot - 90, size["sole"])
    heel = step(step(ankle, foot, -size["heel"]), foot - 90, size["sole"])
    found = {"hip": hip, "knee": knee, "ank": ankle, "ball": ball, "heel": heel}
    joints |= {name + s: point for name, point in found.items()}
    joints["tip" + s] = step(ball, toe, size["toe"])
    angles |= {"thigh" + s: thigh, "shank" + s: shank, "foot" + s: foot, "toe" + s: toe}


def _arm(p, s, turn, size, joints, angles):
    shoulder = step(joints["sho"], 90 - p["lean"], turn * size["shoulders"])
    upper = turn * p["sho" + s] - p["lean"]
    fore = upper + turn * p["elb" + s]
    elbow = step(shoulder, upper, size["uarm"] * p["ul" + s])
    joints |= {"sho" + s: shoulder, "elb" + s: elbow}
    joints["wri" + s] = step(elbow, fore, size["farm"] * p["fl" + s])
    angles |= {"uarm" + s: upper, "farm" + s: fore, "hand" + s: fore + turn * p["wr" + s]}


def two_bones(origin, target, upper, lower):
    """The direction to `target` and how far each of two bones turns off it to end there."""
    dx, dy = target[0] - origin[0], target[1] - origin[1]
    far = min(max(math.hypot(dx, dy), abs(upper - lower) + 0.05), upper + lower - 0.05)
    aim = math.degrees(math.atan2(dx, dy))
    first = (upper * upper + far * far - lower * lower) / (2 * upper * far)
    second = (lower * lower + far * far - upper * upper) / (2 * lower * far)
    return aim, math.degrees(math.acos(first)), math.degrees(math.acos(second))


def reach_foot(pose, side, target, anchor, at, foot=90):
    """Put the ball of the foot on a point (side view); `foot` 90 = flat, below 90 = heel up."""
    p, size = {**BASE, **pose}, LENGTHS["side"]
    joints, _ = solve(p, anchor, at)
    ankle = step(step(target, foot, -size["foot"]), foot - 90, -size["sole"])
    aim, a, b = two_bones(joints["hip" + side], ankle, size["thigh"], size["shank"])
    thigh, shank = aim + a, aim - b
    p |= {"hip" + side: thigh + p["lean"], "knee" + side: thigh - shank}
    p["ank" + side] = foot - 90 - shank
    return rounded(p)


def reach_ankle(pose, side, target, anchor, at, bend=1):
    """Put the ankle on a point (front view); `bend` -1 turns the knee outwards."""
    p, size = {**BASE, **pose}, LENGTHS["front"]
    turn = 1 if side == "N" else size["mirror"]
    joints, _ = solve(p, anchor, at, "front")
    upper, lower = size["thigh"] * p["tl" + side], size["shank"] * p["sl" + side]
    aim, a, b = two_bones(joints["hip" + side], target, upper, lower)
    thigh, shank = aim + turn * bend * a, aim - turn * bend * b
    p |= {"hip" + side: turn * (thigh + p["lean"]), "knee" + side: turn * (thigh - shank)}
    return rounded(p)


def reach_hand(pose, side, target, anchor, at, view="side", bend=1):
    """Put the wrist on a point; `bend` -1 turns the elbow the other way."""
    p, size = {**BASE, **pose}, LENGTHS[view]
    turn = 1 if side == "N" else size["mirror"]
    joints, _ = solve(p, anchor, at, view)
    upper, lower = size["uarm"] * p["ul" + side], size["farm"] * p["fl" + side]
    aim, a, b = two_bones(joints["sho" + side], target, upper, lower)
    p |= {"sho" + side: turn * (aim + p["lean"]) - bend * a, "elb" + side: bend * (a + b)}
    return rounded(p)


def rounded(pose):
    return {k: round(v, 2) for k, v in pose.items()}


def between(a, b, t):
    """The pose a share `t` of the way from `a` (0) to `b` (1)."""
    a, b = {**BASE, **a}, {**BASE, **b}
    return {k: a[k] + (b[k] - a[k]) * t for k in a}
