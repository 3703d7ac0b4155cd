"""The pictures: whole, free of styles, limbs that reach what they hold, one table of lengths."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from exercises.figures import FIGURES, Figure, Plate, pointer, shared, svg
from exercises.figures.props import GROUND
from exercises.figures.skeleton import BASE, LENGTHS, between, reach_foot, reach_hand, solve

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "exercises/static/exercises/js/figure.js"
STYLES = list(ROOT.glob("portal/static/**/*.css"))
PEOPLE = {key: spec for key, spec in FIGURES.items() if isinstance(spec, Figure)}
# From the front a knee may lean to either side; from above the floor is the mat under all of them.
FROM_THE_SIDE = [key for key, spec in PEOPLE.items() if spec.view == "side"]
FROM_ABOVE = {"clam", "side-leg-lift", "knee-rolls"}
every_figure = pytest.mark.parametrize("key", FIGURES)
every_person = pytest.mark.parametrize("key", PEOPLE)


def table_of(name):
    text = re.search(rf"const {name} = (\{{.*?\}});", SCRIPT.read_text(), re.DOTALL)[1]
    return json.loads(text)


@every_figure
@pytest.mark.parametrize("mode", ["both", "start", "end"])
def test_a_figure_is_one_svg_without_styles_scripts_or_ids(key, mode):
    root = ET.fromstring(svg(key, mode))
    assert root.tag == "svg"
    for part in root.iter():
        assert part.tag not in {"style", "script", "image", "use"}
        assert not {"style", "id", "fill", "stroke", "href"} & set(part.attrib)


@every_figure
def test_a_figure_says_in_words_what_it_shows(key):
    root = ET.fromstring(svg(key))
    assert root.get("role") == "img"
    assert root.find("title").text == FIGURES[key].alt
    assert len(FIGURES[key].alt.split()) >= 7


def test_a_title_can_be_given_and_is_escaped():
    assert "<title>Heel &amp; toe &lt;1&gt;</title>" in svg("heel-raise", title="Heel & toe <1>")


def test_an_empty_title_makes_the_figure_decorative():
    drawn = svg("heel-raise", title="")
    assert "<title>" not in drawn
    assert 'aria-hidden="true"' in drawn


@every_figure
def test_a_figure_stays_small(key):
    assert len(svg(key)) < 8_500


@every_figure
def test_start_end_and_both_differ(key):
    drawn = {svg(key, mode) for mode in ("both", "start", "end")}
    assert len(drawn) == 3 or not FIGURES[key].ghost


@every_figure
def test_the_start_has_no_arrow_and_the_end_has(key):
    assert "fg-move" not in svg(key, "start")
    assert "fg-move" in svg(key, "end") or "fg-ring" in svg(key, "end")


@every_figure
def test_a_shared_drawing_is_the_figure_with_one_id_and_its_frame_points_at_it(key):
    drawing, frame = ET.fromstring(shared(key, "end")), ET.fromstring(pointer(key))
    whole = ET.fromstring(svg(key, "end", title=""))
    assert [ET.tostring(part) for part in drawing] == [ET.tostring(part) for part in whole]
    assert frame.find("use").get("href") == f"#{drawing.get('id')}"
    assert frame.attrib == whole.attrib
    assert len(pointer(key)) < 200


def test_an_unknown_mode_and_an_unknown_key_are_refused():
    with pytest.raises(ValueError, match="both, start, end"):
        svg("heel-raise", "middle")
    with pytest.raises(KeyError):
        svg("moonwalk")


@every_person
def test_a_live_figure_carries_its_two_poses(key):
    pose = json.loads(ET.fromstring(svg(key, live=True)).get("data-pose"))
    assert set(pose) == {"a", "b", "anchor", "at", "view"}
    assert set(pose["a"]) | set(pose["b"]) <= set(BASE)


def test_a_still_figure_and_a_close_up_carry_nothing_for_the_script():
    assert "data-" not in svg("heel-raise")
    assert isinstance(FIGURES["short-foot"], Plate)
    assert "data-" not in svg("short-foot", live=True)


def test_the_script_has_the_lengths_of_the_skeleton():
    assert table_of("LENGTHS") == LENGTHS


def test_the_script_has_the_resting_pose_of_the_skeleton():
    limbs = {key + side: value for side in "NF" for key, value in table_of("LIMBS").items()}
    assert {"lean": 0, "neck": 0} | limbs == BASE


@pytest.mark.parametrize("key", FROM_THE_SIDE)
def test_knees_and_elbows_bend_the_right_way(key):
    spec = PEOPLE[key]
    for pose in (spec.a, spec.b):
        whole = BASE | pose
        assert all(-1 <= whole["knee" + s] <= 140 for s in "NF")
        assert all(-1 <= whole["elb" + s] <= 150 for s in "NF")


@pytest.mark.parametrize("key", [key for key in PEOPLE if key not in FROM_ABOVE])
def test_no_foot_goes_through_the_floor(key):
    spec = PEOPLE[key]
    for t in (0, 1):
        joints, _ = solve(between(spec.a, spec.b, t), spec.anchor, spec.at, spec.view)
        lowest = max(joints[name + s][1] for name in ("ball", "heel", "ank") for s in "NF")
        assert lowest <= GROUND + 1.2


@every_figure
def test_every_class_has_a_colour(key):
    sheet = "\n".join(path.read_text() for path in STYLES)
    used = set(re.findall(r"\bf[gi]g?-[a-z]+", " ".join(re.findall(r'class="([^"]+)"', svg(key)))))
    plain = {"fg-body", "fig-a"}  # skin a is the default of .fig
    assert {name for name in used - plain if f".{name}" not in sheet} == set()


@pytest.mark.parametrize("side", "NF")
def test_a_foot_reaches_the_point_it_is_put_on(side):
    pose = reach_foot({"lean": 10}, side, (66, GROUND), "hip", (45, 80))
    x, y = solve(pose, "hip", (45, 80))[0]["ball" + side]
    assert (round(x), round(y)) == (66, round(GROUND))


@pytest.mark.parametrize("view", ["side", "front"])
@pytest.mark.parametrize("bend", [1, -1])
@pytest.mark.parametrize("side", "NF")
def test_a_hand_reaches_the_point_it_is_put_on(side, bend, view):
    pose = reach_hand({"lean": 5}, side, (50, 50), "hip", (45, 70), view, bend)
    x, y = solve(pose, "hip", (45, 70), view)[0]["wri" + side]
    assert (round(x), round(y)) == (50, 50)


def test_the_people_differ():
    people = {spec.person for spec in PEOPLE.values()}
    assert {person.skin for person in people} == {"a", "b", "c"}
    assert len({person.hair for person in people}) >= 7
    assert any(person.build > 1.1 for person in people)
    assert any(person.tone == "grey" for person in people)
