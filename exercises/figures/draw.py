"""Exercise figures as SVG markup. No styles inside: every colour comes from the stylesheet."""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from .shapes import HAIR, MUSCLES, PARTS
from .skeleton import BASE, between, solve

MODES = ("both", "start", "end")


@dataclass(frozen=True)
class Person:
    """skin a, b or c; hair a key of shapes.HAIR; tone grey, brown or dark; build 1 = slim."""

    skin: str
    hair: str
    tone: str = "dark"
    build: float = 1
    bare: bool = False


@dataclass(frozen=True)
class Figure:
    """A person moving from pose `a` to pose `b` with one joint fixed.

    trails: (joint, dx, dy) draws the arrow along that joint's real path. arrows: x, y, x, y …
    hot: working muscles with their side, "calfN". behind, front: props on either side of the body.
    """

    name: str
    alt: str
    a: dict
    b: dict
    anchor: str
    at: tuple
    person: Person
    box: str
    view: str = "side"
    hot: tuple = ()
    trails: tuple = ()
    arrows: tuple = ()
    behind: str = ""
    front: str = ""
    ring: str = ""
    ghost: bool = True
    shade: bool = True


@dataclass(frozen=True)
class Plate:
    """A close-up drawn by hand; `draw("start")` and `draw("end")` return its markup."""

    name: str
    alt: str
    draw: Callable[[str], str]
    box: str
    behind: str = ""
    front: str = ""
    moves: str = ""
    skin: str = "a"
    ghost: bool = True
    person: Person | None = field(default=None)


def num(n):
    text = f"{n:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text


def polyline(points):
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points)


def svg_of(spec, mode="both", title=None, live=False):
    """`mode` both shows the start as a shadow. `title` None = the figure's own words.

    An empty title makes it decorative. `live` adds what figure.js needs; close-ups stay still.
    """
    if mode not in MODES:
        raise ValueError(f"mode is one of {', '.join(MODES)}, not {mode!r}")
    words = spec.alt if title is None else title
    name = f'role="img"><title>{escape(words)}</title>' if words else _DECORATIVE
    inner = _plate(spec, mode) if isinstance(spec, Plate) else _person(spec, mode, live)
    pose = _pose(spec) if live and isinstance(spec, Figure) else ""
    return f'<svg class="fig {_tones(spec)}"{pose} viewBox="{spec.box}" {name}{inner}</svg>'


def shared_of(key, spec, mode):
    """The drawing alone, to stand once on a page and be pointed at by `pointer_of`."""
    inner = _plate(spec, mode) if isinstance(spec, Plate) else _person(spec, mode, False)
    return f'<g id="fig-{key}">{inner}</g>'


def pointer_of(key, spec):
    """A decorative figure that shows the drawing of `shared_of`; the person's colours pass down."""
    return (
        f'<svg class="fig {_tones(spec)}" viewBox="{spec.box}" {_DECORATIVE}'
        f'<use href="#fig-{key}"/></svg>'
    )


_DECORATIVE = 'aria-hidden="true" focusable="false">'


def _tones(spec):
    if isinstance(spec, Plate):
        return f"fig-{spec.skin}"
    return f"fig-{spec.person.skin} fig-{spec.person.tone}"


def _plate(spec, mode):
    ghost = f'<g class="fg-ghost">{spec.draw("start")}</g>' if mode == "both" and spec.ghost else ""
    moves = "" if mode == "start" else spec.moves
    body = spec.draw("start" if mode == "start" else "end")
    return f'{spec.behind}{ghost}<g class="fg-body">{body}</g>{spec.front}{moves}'


def _person(spec, mode, live):
    ghost = ""
    if mode == "both" and spec.ghost:
        ghost = f'<g class="fg-ghost">{"".join(_shadow(spec))}</g>'
    pose = spec.a if mode == "start" else spec.b
    parts = "".join(_body(spec, pose, spec.hot, live))
    marks = "" if mode == "start" else _ring(spec) + movement(spec)
    return f'{spec.behind}{ghost}<g class="fg-body">{parts}</g>{spec.front}{marks}'


def _pose(spec):
    def slim(pose):
        return {k: round(v, 2) for k, v in pose.items() if v != BASE[k]}

    value = {"a": slim(spec.a), "b": slim(spec.b), "anchor": spec.anchor, "at": spec.at}
    value["view"] = spec.view
    return f" data-pose='{json.dumps(value, separators=(',', ':'))}'"


def _ring(spec):
    if not spec.ring:
        return ""
    x, y = solve(spec.b, spec.anchor, spec.at, spec.view)[0][spec.ring]
    return f'<circle class="fg-ring" cx="{num(x)}" cy="{num(y)}" r="6.5"/>'


class _Body:
    """Puts each silhouette on its bone."""

    def __init__(self, spec, pose, hot, live):
        self.spec, self.hot, self.live = spec, hot, live
        self.pose = {**BASE, **pose}
        self.joints, self.angles = solve(pose, spec.anchor, spec.at, spec.view)
        self.shapes, self.side_view = PARTS[spec.view], spec.view == "side"

    def put(self, cls, path, segment, side=""):
        """`segment` names the bone the part rides on; figure.js reads it back."""
        joint, turn = self.place(segment, side)
        wide, long = self.stretch(segment, side)
        scale = "" if wide == long == 1 else f" scale({wide:g} {long:g})"
        key = f' data-j="{segment}{side}" data-w="{wide:g}"' if self.live else ""
        where = f"translate({num(joint[0])} {num(joint[1])}) rotate({num(turn)}){scale}"
        cls = f' class="{cls}"' if cls else ""
        return f'<path{cls}{key} transform="{where}" d="{path}"/>'

    def place(self, segment, side):
        hangs = {"thigh": "hip", "shank": "knee", "foot": "ank", "toe": "ball"}
        hangs |= {"uarm": "sho", "farm": "elb", "hand": "wri", "trunk": "hip", "head": "sho"}
        angle = self.angles[segment + side]
        if segment in ("trunk", "head"):
            return self.joints[hangs[segment]], angle
        return self.joints[hangs[segment] + side], (90 if segment in ("foot", "toe") else 0) - angle

    def stretch(self, segment, side):
        """How much wider and how much shorter than the silhouette this part is."""
        build = self.spec.person.build
        wide = {"trunk": build, "thigh": 1 + (build - 1) * 0.7, "shank": 1 + (build - 1) * 0.6}
        wide |= {"uarm": 1 + (build - 1) * 0.8, "farm": 1 + (build - 1) * 0.5}
        short = {"thigh": "tl", "shank": "sl", "uarm": "ul", "farm": "fl"}.get(segment)
        flip = -1 if side == "F" and not self.side_view else 1
        return flip * round(wide.get(segment, 1), 2), self.pose[short + side] if short else 1

    def tone(self, side):
        return "f" if side == "F" and self.spec.shade else "n"

    def muscles(self, segment, side, over):
        for name, (bone, path, on_top) in MUSCLES[self.spec.view].items():
            if bone == segment and on_top == over and name + side in self.hot:
                yield self.put(f"fg-hot {self.tone(side)}", path, segment, side)

    def leg(self, s):
        tone, shapes = self.tone(s), self.shapes
        yield self.put(f"fg-skin {tone}", shapes["thigh"], "thigh", s)
        yield self.put(f"fg-skin {tone}", shapes["shank"], "shank", s)
        yield from self.muscles("thigh", s, over=False)
        yield from self.muscles("shank", s, over=False)
        yield from self.foot(s)
        yield self.put(f"fg-short {tone}", shapes["short"], "thigh", s)
        yield from self.muscles("thigh", s, over=True)

    def foot(self, s):
        bare, shapes = self.spec.person.bare, self.shapes
        shoe = f"fg-skin {self.tone(s)}" if bare else f"fg-shoe {self.tone(s)}"
        for name, sole, bone in (("toe", "tsole", "toe"), ("foot", "sole", "foot")):
            if name in shapes:
                yield self.put(shoe, shapes[name], bone, s)
                if not bare:
                    yield self.put(f"fg-sole {self.tone(s)}", shapes[sole], bone, s)

    def arm(self, s):
        skin, shapes = f"fg-skin {self.tone(s)}", self.shapes
        for name in ("uarm", "farm", "hand"):
            yield self.put(skin, shapes[name], name, s)
        yield self.put(f"fg-top {self.tone(s)}", shapes["slev"], "uarm", s)

    def head(self):
        hair = self.spec.person.hair
        yield self.put("fg-skin n", self.shapes["neck"], "head")
        yield self.put("fg-skin n", self.shapes["head"], "head")
        cls = "fg-scarf" if hair == "scarf" else "fg-hair"
        yield self.put(cls, HAIR[self.spec.view][hair], "head")

    def trunk(self):
        yield self.put("fg-top n", self.shapes["trunk"], "trunk")
        yield from self.muscles("trunk", "", over=True)


def _body(spec, pose, hot, live):
    body = _Body(spec, pose, hot, live)
    yield from body.arm("F")
    yield from body.leg("F")
    yield from body.head()
    yield from body.leg("N")
    yield from body.trunk()
    yield from body.arm("N")


def _shadow(spec):
    """The start pose in one colour: outlines only, nothing that lies inside another part."""
    body = _Body(spec, spec.a, (), False)
    for s in "FN":
        for name in ("thigh", "shank", "uarm", "farm", "hand", "foot", "toe"):
            if name in body.shapes:
                yield body.put("", body.shapes[name], name, s)
    yield body.put("", body.shapes["trunk"], "trunk")
    for path in (body.shapes["neck"], body.shapes["head"], HAIR[spec.view][spec.person.hair]):
        yield body.put("", path, "head")


def arrow(points, size=3.6):
    """A line with a head at its end."""
    (x1, y1), (x0, y0) = points[-1], points[-min(4, len(points))]
    way = math.atan2(y1 - y0, x1 - x0)
    barbs = [
        (x1 + math.cos(way + math.radians(d)) * size, y1 + math.sin(way + math.radians(d)) * size)
        for d in (150, -150)
    ]
    head = polyline([barbs[0], (x1, y1), barbs[1]])
    return f'<path class="fg-move" d="{polyline(points)}{head}"/>'


def movement(spec, pieces=12):
    """The arrows: the real path of a joint from start to end, or a straight one."""
    drawn = []
    for joint, dx, dy in spec.trails:
        path = []
        for i in range(pieces + 1):
            pose = between(spec.a, spec.b, i / pieces)
            x, y = solve(pose, spec.anchor, spec.at, spec.view)[0][joint]
            path.append((x + dx, y + dy))
        drawn.append(arrow(path))
    drawn += [arrow(list(zip(way[::2], way[1::2], strict=True))) for way in spec.arrows]
    return "".join(drawn)
