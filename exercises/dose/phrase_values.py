"""Phrases that carry a value: kind of atom → phrases, parted by commas → value."""

VALUES = {
    "EVNDAYS": {
        """
            every other day, every second day, every 2nd day, alternate days,
            alternate day, alternate nights, alt nights, every other night, every second
            night, alt days, alt day, alternating days, on alternate days,
            every alternate day, every alt day, eod, second daily, 2nd daily, one
            day in two, every two days, other day
        """: 2,
        "every third day, third daily, every 3rd day": 3,
        """
            every other week, every second week, fortnightly, alternate weeks, every
            fortnight, once a fortnight, once fortnightly, every two weeks
        """: 14,
    },
    "QOD": {
        "qod, qad": 2,
    },
    "PERDAY": {
        "bd, bid, twice daily, bds, b/d": (2, 2),
        "tds, tid, thrice daily": (3, 3),
        "qds, qid": (4, 4),
        "once daily, once a day, once per day, once every day": (1, 1),
        """
            morning and night, morning and evening, am and pm, am + pm, am & pm, am
            pm, morning & night, morning & evening, morning and afternoon, am and
            night, morning + night, morning + evening, mane et nocte, mane and
            nocte, night and morning, day and night, mane + nocte, mane & nocte,
            mane / nocte, nocte and mane, morning / night, morning /
            evening, am / pm, mornings and evenings, mornings and nights, every
            morning and evening, every morning and night, each morning and evening,
            each morning and night, morning and bedtime, morning and at night,
            morning and at bedtime, in morning and evening, in morning and at night,
            in morning and in evening, once in morning and once in evening, once in
            morning and once at night
        """: (2, 2),
        """
            morning noon and night, morning <c> noon and night, morning lunch and
            evening, morning <c> lunch and evening, morning <c> noon and evening,
            morning <c> afternoon and evening, morning midday and night, morning <c>
            midday and evening, morning <c> midday and night, breakfast lunch and
            dinner, breakfast <c> lunch and dinner
        """: (3, 3),
    },
    "ODQD": {
        "od, qd": (1, 1),
    },
    "TIW": {
        "tiw": (3, 3),
    },
    "TW": {
        "once": 1,
        "twice": 2,
        "thrice": 3,
    },
    "TIMEWORD": {
        "half a minute, half minute, half a min, half min": 30,
        "a minute, a min, one minute": 60,
        "one and a half minutes, a minute and a half, one and a half mins": 90,
        "half an hour, half hour, half a hour": 1800,
        "an hour, one hour": 3600,
        "quarter of an hour, a quarter of an hour": 900,
        "three quarters of an hour": 2700,
    },
    "DAYSET": {
        """
            weekdays, mon - fri, monday - friday, monday to friday, mon to fri, m -
            f, weekday, mondays to fridays, on weekdays, work days, working days,
            every weekday
        """: (0, 1, 2, 3, 4),
        "weekends, weekend, at weekends, at weekend, on weekends": (5, 6),
        "mwf, m w f, m - w - f, m <c> w <c> f, m / w / f": (0, 2, 4),
        "tuth, tth, tu th, t / th, tue thu, tu / th": (1, 3),
        "tuthsa, tths, t / th / s, tu / th / sa": (1, 3, 5),
    },
    "PART": {
        """
            in morning, first thing in morning, first thing, am, mane, on waking,
            before getting up, before getting out of bed, morning
        """: "in the morning",
        """
            at night, in evening, pm, nocte, before bed, at bedtime, bedtime,
            evening, before sleep, before bedtime, last thing at night
        """: "in the evening",
        "in afternoon, after lunch, at lunchtime, midday, noon, lunchtime, at noon": "at midday",
    },
    "UNTIL": {
        """
            to fatigue, until fatigue, till fatigue, until fatigued, until tired, to
            tiredness, til fatigue, until muscle tires, until muscle fatigue, to
            muscle fatigue, until you are tired, until muscles tire, until fatigues,
            till fatigued, till tired, fatigue, until muscle is tired, until muscle
            is fatigued, keep going until muscle is tired
        """: "fatigue",
        """
            as tolerated, to tolerance, as able, as much as tolerated, as
            comfortable, within tolerance, as you can tolerate, as pain allows, as
            comfort allows, within comfort, within pain limits, as much as you can
            tolerate, only as much as you can tolerate, as tol, to tol
        """: "tolerated",
        """
            to failure, until failure, till failure, failure, to muscle failure, til
            failure, to technical failure, until form fails
        """: "failure",
        """
            as long as possible, as long as you can, max hold, for as long as
            possible, as long as able, for as long as you can
        """: "as long as possible",
    },
}
