// Moves a server-drawn exercise figure between its start and its end. Only SVG transform attributes: no styles.
// LENGTHS and LIMBS are the tables of exercises/figures/skeleton.py, as JSON; a test keeps them equal.
const LENGTHS = {
  "side": {"trunk": 27, "neck": 4.2, "thigh": 24, "shank": 23.5, "foot": 8.2, "toe": 4.6, "uarm": 15.5, "farm": 13.5, "sole": 3.9, "heel": 3.4, "hips": 0, "shoulders": 0, "mirror": 1},
  "front": {"trunk": 25, "neck": 6.2, "thigh": 24, "shank": 23.5, "foot": 0, "toe": 0, "uarm": 15.5, "farm": 13.5, "sole": 4.3, "heel": 0, "hips": 4.5, "shoulders": 7.6, "mirror": -1}
};
const LIMBS = {"hip": 0, "knee": 0, "ank": 0, "mtp": 0, "sho": 0, "elb": 8, "wr": 0, "tl": 1, "sl": 1, "ul": 1, "fl": 1};
const BASE = { lean: 0, neck: 0 };
for (const side of "NF") for (const key in LIMBS) BASE[key + side] = LIMBS[key];

const HANGS = { thigh: "hip", shank: "knee", foot: "ank", toe: "ball", uarm: "sho", farm: "elb", hand: "wri" };
const SHORT = { thigh: "tl", shank: "sl", uarm: "ul", farm: "fl" };
const radians = angle => angle * Math.PI / 180;
const step = (from, angle, length) => [from[0] + Math.sin(radians(angle)) * length, from[1] + Math.cos(radians(angle)) * length];

function leg(p, s, turn, size, joints, angles) {
  const hip = joints["hip" + s] = step(joints.hip, 90 - p.lean, turn * size.hips);
  const thigh = angles["thigh" + s] = turn * p["hip" + s] - p.lean;
  const shank = angles["shank" + s] = thigh - turn * p["knee" + s];
  const foot = angles["foot" + s] = shank + 90 + turn * p["ank" + s];
  angles["toe" + s] = foot + turn * p["mtp" + s];
  const knee = joints["knee" + s] = step(hip, thigh, size.thigh * p["tl" + s]);
  const ankle = joints["ank" + s] = step(knee, shank, size.shank * p["sl" + s]);
  joints["ball" + s] = step(step(ankle, foot, size.foot), foot - 90, size.sole);
}

function arm(p, s, turn, size, joints, angles) {
  const shoulder = joints["sho" + s] = step(joints.sho, 90 - p.lean, turn * size.shoulders);
  const upper = angles["uarm" + s] = turn * p["sho" + s] - p.lean;
  const fore = angles["farm" + s] = upper + turn * p["elb" + s];
  angles["hand" + s] = fore + turn * p["wr" + s];
  const elbow = joints["elb" + s] = step(shoulder, upper, size.uarm * p["ul" + s]);
  joints["wri" + s] = step(elbow, fore, size.farm * p["fl" + s]);
}

export function solve(p, anchor, at, view) {
  const size = LENGTHS[view], joints = { hip: [0, 0] }, angles = { trunk: p.lean, head: p.lean + p.neck };
  joints.sho = step([0, 0], 180 - p.lean, size.trunk);
  for (const [s, turn] of [["N", 1], ["F", size.mirror]]) {
    leg(p, s, turn, size, joints, angles);
    arm(p, s, turn, size, joints, angles);
  }
  const dx = at[0] - joints[anchor][0], dy = at[1] - joints[anchor][1];
  for (const name in joints) joints[name] = [joints[name][0] + dx, joints[name][1] + dy];
  return [joints, angles];
}

function transform(key, wide, pose, joints, angles) {
  if (key === "trunk" || key === "head") {
    const [x, y] = joints[key === "trunk" ? "hip" : "sho"];
    return `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${angles[key].toFixed(1)}) scale(${wide} 1)`;
  }
  const bone = key.slice(0, -1), side = key.slice(-1), [x, y] = joints[HANGS[bone] + side];
  const turn = (bone === "foot" || bone === "toe" ? 90 : 0) - angles[key];
  const long = SHORT[bone] ? pose[SHORT[bone] + side] : 1;
  return `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(1)}) scale(${wide} ${long})`;
}

const ease = x => x < .5 ? 2 * x * x : 1 - (2 - 2 * x) ** 2 / 2;

export class Figure {
  constructor(svg) {
    Object.assign(this, JSON.parse(svg.dataset.pose));
    this.t = 1;
    this.run = null;
    this.parts = [...svg.querySelectorAll("[data-j]")].map(part => [part, part.dataset.j, part.dataset.w]);
  }
  /** Show the pose a share `t` of the way from the start (0) to the end (1). */
  draw(t) {
    const pose = {};
    this.t = t;
    for (const key in BASE) {
      const from = this.a[key] ?? BASE[key], to = this.b[key] ?? BASE[key];
      pose[key] = from + (to - from) * t;
    }
    const [joints, angles] = solve(pose, this.anchor, this.at, this.view);
    for (const [part, key, wide] of this.parts) part.setAttribute("transform", transform(key, wide, pose, joints, angles));
  }
  /** Milliseconds for each part of one repetition. */
  play({ up = 1500, hold = 1500, down = 2200, rest = 700 } = {}) {
    const whole = up + hold + down + rest, began = performance.now();
    const frame = now => {
      const x = (now - began) % whole;
      this.draw(x < up ? ease(x / up) : x < up + hold ? 1 : x < whole - rest ? 1 - ease((x - up - hold) / down) : 0);
      this.run = requestAnimationFrame(frame);
    };
    this.stop();
    this.run = requestAnimationFrame(frame);
  }
  stop() {
    cancelAnimationFrame(this.run);
    this.run = null;
  }
}

/** Wakes the button inside each [data-figure]; its words come from data-play, data-pause, data-start, data-end. */
export function mount(root = document) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const box of root.querySelectorAll("[data-figure]")) {
    const svg = box.querySelector("svg[data-pose]"), button = box.querySelector("button[data-figure-button]");
    if (!svg || !button) continue;
    const figure = new Figure(svg), words = button.dataset;
    const label = () => {
      button.textContent = still ? (figure.t ? words.start : words.end) : figure.run ? words.pause : words.play;
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      if (still) figure.draw(figure.t ? 0 : 1);
      else if (figure.run) figure.stop();
      else figure.play();
      label();
    });
    label();
  }
}
