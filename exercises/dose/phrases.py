"""The word lists of the dose grammar: kind of atom → phrases, parted by commas.

In a phrase `<c>` stands for a comma that is typed.
"""

PHRASES = {
    "IDLE": """
        the, please, do, perform, complete, just, this, these, your, my, that, while
        awake, while you are awake, when awake, whilst awake, waking hours, during the
        day, in waking hours, during waking hours, through the day, throughout the day
    """,
    "THEN": "then, followed by",
    "X": "x, times by, multiplied by",
    "TIMES": "times, time, goes",
    "PER": "per, p",
    "A": "a, an",
    "EACH": "each, ea, either",
    "EVERY": "every, q",
    "OF": "of",
    "FOR": "for, over",
    "AT": "at, with, w /, using, use",
    "AND": "and, n, plus also",
    "OR": "or",
    "TO": "to, until about, up until",
    "TWEEN": "between, in between, inbetween, btwn, btw, b/w",
    "UPTO": """
        up to, max, max of, maximum, maximum of, at most, no more than, not more than,
        upto, a maximum of, to a maximum of
    """,
    "ATLEAST": """
        at least, minimum, minimum of, min of, no fewer than, no less than, atleast, a
        minimum of
    """,
    "ORMORE": "or more, or above, and above, or over",
    "ORLESS": "or less, or fewer, or below",
    "STRICT": "less than, more than, under, below, fewer than, greater than",
    "ABOUT": "about, approx, approximately, around, roughly, circa, c",
    "REP": """
        rep, reps, repetition, repetitions, repetion, repetions, repititions,
        repitition, rpt, rpts, repeats, rps
    """,
    "REPEAT": "repeat, repeated, repeating",
    "SET": "set, sets, round, rounds, series, circuit, circuits, lots, lot, bouts, bout",
    "SESSION": "session, sessions",
    "SEC": "s, sec, secs, second, seconds, secconds, secound, secounds",
    "MIN": "min, mins, minute, minutes, minuets, mnts",
    "M": "m",
    "HOUR": "h, hr, hrs, hour, hours",
    "DAY": "day, days, d, night, nights",
    "WEEK": "week, weeks, wk, wks, w",
    "MONTH": "month, months, mth, mths",
    "FORTNIGHT": "fortnight, fortnights, two weeks",
    "DAILY": "daily, everyday, every day, each day, every single day, day to day, per diem, dly",
    "NIGHTLY": """
        nightly, every night, each night, every morning, each morning, every evening,
        each evening, every bedtime, qhs, qam, qpm, mornings, evenings, nights, every
        am, every pm, nightly at bedtime
    """,
    "WEEKLY": "weekly, wkly",
    "EVERYWEEK": "every week, each week",
    "MONTHLY": "monthly, every month, once a month, per month, a month",
    "HOURLY": "hourly, hrly, hly",
    "EVERYHOUR": """
        every hour, each hour, every waking hour, on the hour, once an hour, once every
        hour
    """,
    "HALFHOURLY": "half hourly, every half hour, every half an hour, every half-hour",
    "BIWEEKLY": "biw, biweekly, bi weekly",
    "BIMONTHLY": "bimonthly, bi monthly, semiweekly, semi weekly, bidaily, bi daily, semimonthly",
    "NAME": """
        90 / 90, 90 - 90, 4 point, four point, 4 pt, 4pt, figure 4, figure four, figure
        of 8, figure of eight, figure 8, figure eight, 3 point, three point, 2 point,
        two point, two handed, one handed, 1 handed, two hands, both hands
    """,
    "PW": "pw, p/w",
    "PD": "pd, p/d",
    "VAGUE": """
        several, a few, few, some, many, multiple, various, numerous, a couple of, a
        couple, couple of, couple, lots and lots of, a number of
    """,
    "VAGUEFREQ": """
        often, regularly, frequently, occasionally, sometimes, little and often, most
        days, as often as possible, as often as you can, as often as able, as much as
        possible, now and then, now and again, from time to time, on and off, every few
        days, every few hours, every so often, every couple of days, every couple of
        hours, whenever you can, whenever possible, intermittently, every other, some
        days
    """,
    "MEALS": """
        with meals, after meals, before meals, with each meal, after each meal, at
        mealtimes, before each meal, with food
    """,
    "PRN": """
        prn, as needed, as required, when needed, if needed, as necessary, when
        required, if required, when sore, when stiff, when painful
    """,
    "HOLD": """
        hold, holds, holding, held, hold each one, hold it, hold each rep, hold each
        repetition
    """,
    "KEEP": "keep, maintain, sustain",
    "PAUSE": "pause, pausing, paused",
    "REST": """
        rest, rests, resting, recover, recovery, relax, relaxing, relaxation, ri, rest
        period
    """,
    "OFF": "off",
    "IN": "in",
    "AFTER": "after",
    "ON": "on",
    "WORK": "work, working",
    "INTERVAL": "interval, intervals",
    "TEMPO": "tempo, cadence",
    "AMRAP": """
        amrap, amap, as many as possible, as many reps as possible, as many as you can,
        as many repetitions as possible, as many reps as you can, as many repetitions as
        you can, as many as able, max reps, maximum reps, maximum repetitions, max
        repetitions, to max, as many repetitions as you can in each, as many as you can
        manage
    """,
    "RM": "rm, repetition maximum, rep max",
    "KG": "kg, kgs, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes",
    "G": "g, gram, grams, gr",
    "LB": "lb, lbs, pound, pounds, #",
    "DEG": "degrees, degree, deg, degs",
    "CM": "cm, cms, centimetres, centimeters, inch, inches, mm",
    "DIST": """
        metres, meters, metre, meter, km, kms, k, mile, miles, yards, yard, yds, lap,
        laps, lengths, length, steps, stairs, flights, flight, ft, feet away,
        kilometres, kilometers
    """,
    "OTHERUNIT": """
        rpm, watts, watt, bpm, mph, kmh, kph, kcal, calories, mets, ml, litres, stone,
        oz, pa, newton, newtons, nm, hz
    """,
    "BREATH": """
        breath, breaths, deep breaths, deep breath, slow breaths, breath cycles,
        breathing cycles
    """,
    "COUNT": "count, counts",
    "EFFORT": "rpe, effort, exertion, perceived exertion, rate of perceived exertion",
    "BORG": """
        borg, borg scale, on borg scale from 6 to 20, on borg scale, rpe borg, borg rpe,
        borg 20
    """,
    "CR10": "cr10, borg cr10, cr 10, borg cr 10",
    "RIR": """
        rir, reps in reserve, repetitions in reserve, in reserve, reps left, repetitions
        left, reps in tank, in tank, left in tank, reps short of failure
    """,
    "OUTOF": "out of",
    "PAIN": "pain, vas, nrs, discomfort, nprs",
    "BODY": """
        side, sides, leg, legs, foot, feet, arm, arms, hand, hands, knee, knees, ankle,
        ankles, hip, hips, shoulder, shoulders, elbow, elbows, wrist, wrists, limb,
        limbs, heel, heels, calf, calves, hamstring, hamstrings, thigh, thighs, quad,
        quads, glute, glutes, lower limb, upper limb
    """,
    "WAY": """
        way, ways, direction, directions, clockwise and anticlockwise, clockwise and
        anti clockwise, clockwise and counterclockwise, cw and ccw, cw / ccw
    """,
    "BOTH": "both",
    "TOGETHER": """
        together, simultaneously, at once, at same time, at the same time, together at
        same time
    """,
    "BILAT": """
        on both sides together, both sides together, both sides simultaneously, both
        sides at once, both sides at same time, both legs at same time, bilat,
        bilateral, bilaterally, bil, b/l, both together, double leg, double legs, double
        legged, double arm, two legs, two legged, two leg, 2 legs, 2 leg, two feet, two
        arms, double limb
    """,
    "SINGLE": """
        single leg, single legged, single limb, single arm, single armed, one leg, one
        legged, one arm, 1 leg, 1 arm, unilateral, unilaterally, single side, one side,
        single foot, one foot, single knee, on one side, one sided, single hand, one
        limb, single calf
    """,
    "EACHSIDE": """
        e/s, es, e/l, el, ea/s, each side, on each side, each of both sides, e / side, e
        / leg, per side, either side, both sides, on both sides, l + r, l/r, r/l, l & r,
        r & l, r + l, left / right, right / left, repeat other side, repeat on other
        side, repeat on the other side, repeat the other side, swap sides, switch sides,
        change sides, same other side, and other side, then other side, and repeat on
        other side, and repeat other side
    """,
    "ALTERN": """
        alternating legs, alternate legs, alternating sides, alternate sides,
        alternating arms, alternate arms, alternating, alt legs, alt sides, alternating
        feet, alt arms, alternate leg, alternating leg, alternating sides left and
        right, alternate feet, alternately, alternate
    """,
    "TOTAL": "total, in total, altogether, in all, overall",
    "LEFT": "left, lt, lhs, left side, left hand side, left sided",
    "RIGHT": "right, rt, rhs, right side, right hand side, right sided",
    "LONE_L": "l",
    "LONE_R": "r",
    "AFFECTED": """
        affected, sore, bad, injured, painful, operated, op, weak, weaker, involved,
        symptomatic, stiff, surgical, hemiplegic, hemiparetic, a/s
    """,
    "UNAFFECTED": """
        unaffected, uninvolved, non affected, good, other, unoperated, uninjured,
        stronger, asymptomatic, opposite, non operated, non injured
    """,
    "ONLY": "only, alone",
    "ISH": "ish, or so",
    "BY": "by",
    "ANOTHER": "another, more, extra, further, again",
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
    "STRENGTH": "light, medium, heavy, moderate, strong, extra heavy, extra light, very light",
    "WEIGHTWORD": "weight, weights, load, resistance, weight of, a weight of, load of",
    "GEAR": """
        backpack, rucksack, dumbbell, dumbbells, db, dbs, dumbell, dumbells, kettlebell,
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
        yoga, massage, foam roll, foam rolling, roll, rolling, stair climb, stepper,
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
        no, not, never, without, except, unless, don't, dont, avoid, excluding, skip,
        but not, bar on, except for, do not, stop, cannot, can't
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
