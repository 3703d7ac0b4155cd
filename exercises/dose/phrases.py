"""The word lists of the dose grammar: kind of atom → phrases, parted by commas.

In a phrase `<c>` stands for a comma that is typed.
"""

from exercises.dose.phrases_body import MORE_PHRASES

PHRASES = {
    "IDLE": """
        the, please, do, perform, complete, just, this, these, your, my, that, while
        awake, while you are awake, when awake, whilst awake, waking hours, in waking
        hours, during waking hours
    """,
    "SPREAD": """
        during the day, through the day, throughout the day, across the day, over the
        day, spread over the day, spread through the day, spread across the day, spread
        out over the day
    """,
    "OTHERHOUR": "every other hour, every second hour, every 2nd hour, alternate hours",
    "THEN": "then, followed by",
    "X": "x, x's, times by, multiplied by",
    "TIMES": "times, time, goes",
    "PER": "per, p",
    "A": "a, an",
    "EACH": "each, ea, either",
    "EVERY": "every, q",
    "OF": "of",
    "FOR": "for, over",
    "AT": "at, with, w /, using, use, c, wth",
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
    "ABOUT": "about, approx, approximately, around, roughly, circa, ca",
    "REP": """
        rep, reps, repetition, repetitions, repetion, repetions, repititions,
        repitition, rpt, rpts, repeats, rps
    """,
    "REPEAT": "repeat, repeated, repeating",
    "SET": "set, sets, round, rounds, rds, rnds, series, circuit, circuits, lots, lot, bouts, bout",
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
        two point, two handed, 1 / 2 squat, 1 / 2 squats, 1 / 4 squat, 1 / 4 squats, 1 /
        2 kneeling, 1 / 2 kneel, 4 way, 3 way, 5 way, l sit, l sits, one handed, 1
        handed, two hands, both hands
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
        days, every few hours, every few hrs, every so often, every couple of days, every couple of
        hours, whenever you can, whenever possible, intermittently, every other, some
        days
    """,
    "MEALS": """
        with meals, after every meal, before every meal, with every meal,
        after meals, before meals, with each meal, after each meal, at
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
        rest, rests, resting, break, breaks,
        recover, recovery, relax, relaxing, relaxation, ri, rest
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
    "BOTH": "both, b",
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
        single leg, sl, single legged, single limb, single arm, single armed, one leg, one
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
        affected, aff, sore, bad, injured, painful, operated, op, weak, weaker, involved,
        symptomatic, stiff, surgical, hemiplegic, hemiparetic, a/s
    """,
    "UNAFFECTED": """
        unaffected, unaff, non aff, non op, contralateral, uninvolved, non
        affected, good, other, unoperated, uninjured,
        stronger, asymptomatic, opposite, non operated, non injured
    """,
    "ONLY": "only, alone",
    "ISH": "ish, or so",
    "BY": "by",
    "ANOTHER": "another, more, extra, further, again",
} | MORE_PHRASES
