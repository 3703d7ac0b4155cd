"""The word lists for bodies, loads, movements and talk: kind of atom → phrases."""

# What is typed without blanks behind a number: "12eachside", "5sholdeod".
GLUED = """
    x s sec secs second seconds min mins minutes hr hrs rep reps set sets of each ea per every
    other side leg legs foot arm hand way left right both hold holds rest eod bd bid tds tid qds
    qid od daily weekly times time a day days week weeks wk kg lb lbs rm rpe rir for then with at
    band red green yellow blue black bw only twice once
"""
MORE_PHRASES = {
    "BAND": """
        band, bands, theraband, thera band, therabands, tubing, tube, resistance band,
        tb, loop, loop band, mini band, miniband, resistance loop, theratube, exercise
        band, rubber band, resistance tubing
    """,
    "COLOUR": """
        red, green, yellow, blue, black, silver, gold, tan, orange, purple, pink, grey,
        gray, white
    """,
    "BODYWEIGHT": """
        bodyweight, body weight, bw, own body weight, bodyweight only, own weight, body
        weight only, unweighted, unloaded, no weight, no weights, no added weight,
        without weight, without weights, own bodyweight, no load
    """,
    "STRENGTH": """
        light, medium, heavy, moderate, strong, extra heavy, double, extra, extra light,
        very light
    """,
    "WEIGHTWORD": "weight, weights, load, resistance, weight of, a weight of, load of",
    "GEAR": """
        backpack, rucksack, ankle wt, ankle wts, dumbbell,
        dumbbells, db, dbs, dumbell, dumbells, kettlebell,
        kettlebells, kb, barbell, bar, ankle weight, ankle weights, cuff weight, cuff,
        cuffs, wrist weight, sandbag, vest, weighted vest, weight vest, tin, bottle,
        medicine ball, med ball, plate, bag, cable, machine, ez bar, trap bar, wrist
        weights, weight cuff
    """,
    "MVC": "mvc, mvic, mvics, max effort, maximum effort, max contraction, of max, effort max",
    "GRADE": "level, lvl, pin, notch, gear",
    "CARDIO": """
        walk, walking, walks, cycle, cycling, bike, biking, jog, jogging, run, running,
        swim, swimming, rowing, rower, treadmill, elliptical, cross trainer,
        crosstrainer, xtrainer, ice, icing, heat, soak, warm up, warmup, cool down,
        cooldown, elevate, elevation, hydrotherapy, aquajog, dance, dancing, tai chi,
        yoga, massage, foam roll, foam rolling, rolling, stair climb, stepper,
        recline, lie, lying flat, meditate, meditation, go, going, keep moving, march,
        marching, skipping, exercise bike, static bike, stationary bike, pedal, pedals,
        pedalling, walk for, heat pack, ice pack, cold pack, breathing practice, heat
        pad, activity, sprint, sprints, aerobic, aerobics, cardio
    """,
    "LASTING": "keep going, keep each set going, keep this up",
    "STATIC": """
        stretch, stretches, stretching, plank, planks, side plank, balance, balancing,
        stand, standing, tandem, tandem stance, wall sit, wall sits, isometric,
        isometrics, static, stance, sls, slb, contract, contraction, squeeze, squeezing,
        isom, iso, dead hang, hang, bridge hold, prone on elbows
    """,
    "EXNOUN": """
        raise, raises, lift, lifts, squat, squats, lunge, lunges, bridge, bridges,
        circle, circles, rolls, curl, curls, press ups, pressups, push ups, pushups, sit
        ups, situps, twists, rotations, taps, slides, kick, kicks, dips, rows, press,
        presses, extension, extensions, clam, clams, clamshell, clamshells, bends,
        swings, pulls, pumps, shrugs, nods, tucks, tilts, turns, jump, jumps, hops, hop,
        hinges, deadlift, deadlifts, step ups, stepups, pull ups, crunches, drop, drops,
        contractions, squeezes, reaches, pulses, sit to stand, sit to stands, sts,
        stands, flexions, abductions, crossovers, presses overhead, chin tucks,
        scrunches, dorsiflexions, heel raises, calf raises, throws, catches, step downs,
        wall slides, retractions, protractions, bird dogs, dead bugs, glides, flossing
    """,
    "DIRUP": """
        up, rise, rising, lifting, concentric, con, going up, go up, on way up, on the
        way up, upwards, upward, lift up, push up, raise up
    """,
    "DIRDOWN": """
        down, lower, lowering, eccentric, ecc, come down, coming down, on way down, on
        the way down, go down, going down, return, descend, downwards, downward, lower
        down, descent
    """,
    "ATTOP": "at top, at end range, end range, at the top, top",
    "ATBOTTOM": "at bottom, at the bottom, bottom",
    "UNTILWORD": "until, till, til, til you, to point of, until you, up to point of",
    "BUILD": """
        build up to, building up to, build to, building to, builds to, progress to,
        progressing to, increase to, increasing to, work up to, working up to, aim for,
        aiming for, aim to reach, work towards, building towards, working towards, build
        towards, aim to build up to, gradually build up to, gradually increase to, build
        up slowly to, aim to build to, progress up to, increase up to, target, goal,
        goal of, aim, gradually building up to, slowly build up to, slowly increase to
    """,
    "RAISEBY": """
        increase by, add, progress by, increasing by, adding, increase, progress, up by,
        decrease by, reduce by, go up by, build by, increase load by, increase weight by
    """,
    "NEG": """
        no, not, never, without, except, don't, dont, avoid, excluding, skip, but not,
        bar on, except for, do not, stop, cannot, can't
    """,
    "IF": "if, when, unless, depending on, subject to",
    "REVIEW": """
        review, review in, rv, r/v, reassess, reassess in, follow up, fu, see again in,
        back in, recheck in
    """,
    "RESTDAY": """
        rest day between, rest day in between, a rest day between, day off between,
        day's rest between, a day's rest between, one rest day between, with a rest day
        between, a day off between, with rest day between, day rest between, day in
        between, one day between, a day between, one day rest between, with a day
        between, day between, rest days between, a rest day in between, with a rest day
        in between, one day off between, a day of rest between, a day in between, 1 day
        rest between, 1 day between, 1 rest day between, 1 day off between, 1 day in
        between, day on day off, day on / day off, one day on one day off, one day on /
        one day off, one day on <c> one day off, 1 day on 1 day off, 1 day on / 1 day
        off, day on <c> day off
    """,
    "KINDLY": """
        slow, slowly, controlled, gently, gentle, smooth, smoothly, good form,
        explosive, quick, fast
    """,
    "LIFTABLE": "most weight you can lift, most you can lift",
    "GOODFORM": "times with good form, time with good form",
}
