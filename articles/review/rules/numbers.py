"""NU01 to NU04: per cent, ranges, numbers side by side, relative risk."""

import re

from .base import INFO, WARNING, Rule
from .statistics import DRUG_BEFORE, FULL, LOAD_AFTER, is_amount

PERCENT = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d+)?\s?(?:%|per ?cent\b)", re.IGNORECASE)
LOADS = re.compile(r"\b(?:1\s?-?rm|max(?:imum|imal)?|effort|mvc|incline|discount)\b", re.IGNORECASE)

RANGE = re.compile(
    r"(?<![\w.,/:#£$€-])(?P<low>\d{1,4}(?:\.\d+)?)\s?[-–—]\s?(?P<high>\d{1,4}(?:\.\d+)?)(?P<unit>s|m|mm|cm|kg|lb|%|st)?(?![\w/:–-]|[.,]\d|-\d)"
)
PHONE = re.compile(
    r"\b(?:call|tel|telephone|phone|fax|ring|text|number|helpline|isbn|issn|pmid|page|pages|pp?\.|vol|volume|version|grade)\W{0,3}(?:us |on |at |no\.? )?[\d\s().+-]*$",
    re.IGNORECASE,
)
POSITION = re.compile(
    r"\s?(?:position|degrees? position|lying|hips?|scale hitch|vision|aspirin|split|win|draw|lead)\b",
    re.IGNORECASE,
)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATE_AFTER = re.compile(rf"\s*(?:{MONTH}\b|-\d)", re.IGNORECASE)
DATE_BEFORE = re.compile(rf"(?:{MONTH}\.?\s|\d[-/])$", re.IGNORECASE)
SPINE = re.compile(r"\b[LTCS]\d?\s?$")

SIDE_BY_SIDE = re.compile(
    r"(?<![\w.,:/£$€-])\d{1,3}\s+\d{1,3}(?:\.\d+)?[- ]?(?:seconds?|secs?|minutes?|mins?|kg|lb|reps?|metres?|cm|hours?|inch(?:es)?|steps?)\b|"
    r"(?<![\w.,:/-])\d{1,3}\s?[x×]\s?\d{1,4}(?:\s?[-–]\s?\d{1,3})?(?:\s?(?:seconds?|secs?|s|reps?|minutes?|mins?))?\b(?!\s?(?:cm|mm|m\b|inch|piece|\d))",
    re.IGNORECASE,
)
SIZE = re.compile(
    r"\b(?:4\s?[x×]\s?4|2\s?[x×]\s?4)\b(?!\s?(?:reps|seconds))|\b(?:photo|screen|wood|lumber|board|vehicle|car|paper|tile|box|block|measures?|size|zoom|magnif)",
    re.IGNORECASE,
)

LESS_MORE = r"(?:more|less|lower|higher|fewer|greater|increased?|decreased?|reduced?|reduction|increase|decrease|drop|fall|rise)"
NUMBER_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+(?:\.\d+)?)"
SHARE = r"(?:\d{1,3}(?:\.\d+)?\s?(?:%|per ?cent)|(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)? per ?cent)"
RELATIVE = re.compile(
    rf"(?=[\dacdefhilnoqrst])(?:\b(?:{NUMBER_WORD}[ -]times|\d+(?:\.\d+)?\s?[x×]) (?:more|less|as|higher|greater|lower) (?:likely|risk|common|often|prone|at risk|the risk|chance)?"
    rf"|\b(?:twice|half|double) (?:as likely|as common|the risk|the chance|the rate|as high|as many|as often)"
    rf"|\b(?:\d+|two|three|four|five|ten)[ -]?fold\b(?! (?:the|your|it|over))"
    rf"|\b(?:reduc|cut|lower|decreas|increas|rais|drop|fell|rose|slash)\w*\b[^.,;]{{0,40}}?\bby (?:up to |about |around |almost |nearly |as much as |over |more than )?(?:{SHARE}|half|a third|a quarter|two thirds)"
    rf"|{SHARE} {LESS_MORE}\b|\b(?:an? )?{SHARE} (?:\w+ )?(?:increase|reduction|decrease|drop|rise|fall)\b"
    rf"|\b(?:halv|doubl|tripl|quadrupl)(?:e|es|ed|ing)\b(?= (?:the|your|their|a person's|our) (?:\w+ ){{0,2}}?(?:risk|chances?|odds|likelihood|rate)))",
    re.IGNORECASE,
)
OF_RISK = re.compile(
    r"\b(?:risks?|chances?|likely|likelihood|odds|rates?|pain|injur\w+|falls?|fallers|fractures?|episodes?|symptoms?|cases|sprains?|recurrence|incidence|common|prone|"
    r"disease|deaths?|flare-?ups?|surgery|disability|arthritis|people|adults|women|men|runners)\b",
    re.IGNORECASE,
)
LOAD_ADVICE = re.compile(
    r"\b(?:your )?(?:distance|mileage|load|weights?|volume|pace|speed|dose|reps|repetitions|intensity|walking time|running time|effort)\b(?! (?:loss|gain))",
    re.IGNORECASE,
)
REAL_NUMBERS = re.compile(
    r"\bout of (?:every )?(?:\d|ten|a hundred|one)|\bin (?:every )?(?:10+|1,000|100|1000|a hundred|ten)\b|\b\d+ in \d+\b|\bper (?:100|1,?000)\b|\b(?:one|two|three|four|five) in (?:every )?(?:\w+ )?(?:ten|five|three|four|\d+)\b|\bfrom \d+(?:\.\d+)? ?%? to \d",
    re.IGNORECASE,
)


def _is_load(match, sentence):
    text = sentence.text
    after, before = (
        text[match.end() - sentence.start :][:60],
        text[: match.start() - sentence.start][-60:],
    )
    if LOAD_AFTER.match(after) or DRUG_BEFORE.search(before) or FULL.fullmatch(match[0]):
        return True
    return bool(LOADS.search(before + " " + after)) or is_amount(match[0], text, before, after)


def bare_percentages(rule, case):
    for match, sentence in case.document.find(PERCENT):
        if sentence.block.is_dose or sentence.block.is_heading or _is_load(match, sentence):
            continue
        yield case.on(rule, match, "Consider “1 in N people”.")


def hyphen_ranges(rule, case):
    text = case.document.text
    for match, sentence in case.document.find(RANGE):
        if sentence.block.is_dose:
            continue
        low, high = float(match["low"]), float(match["high"])
        before, after = (
            text[max(sentence.start, match.start() - 40) : match.start()],
            text[match.end() : match.end() + 20],
        )
        if (
            low >= high
            or (low >= 1000 and high >= 1000)
            or (match["low"].startswith("0") and len(match["low"]) > 1)
        ):
            continue
        if (
            (PHONE.search(before) and low > 12)
            or POSITION.match(after)
            or DATE_AFTER.match(after)
            or DATE_BEFORE.search(before)
            or SPINE.search(before)
        ):
            continue
        if (
            re.search(r"\d\s*$", before)
            or re.match(r"\s*\d{3}", after)
            or (low > 1900 and high < 100)
        ):
            continue
        yield case.on(
            rule,
            match,
            f"Write “{match['low']} to {match['high']}”.",
            replacement=f"{match['low']} to {match['high']}{_unit(match)}",
        )


def _unit(match):
    unit = match["unit"] or ""
    return unit if unit in ("", "%") else " " + unit


def side_by_side(rule, case):
    for match, sentence in case.document.find(SIDE_BY_SIDE):
        if sentence.block.is_dose or SIZE.search(sentence.text):
            continue
        yield case.on(
            rule,
            match,
            f"Write “{_sets(match[0]) or '3 sets of 12'}”: never 2 numbers side by side.",
            replacement=_sets(match[0]),
        )


def _sets(hit):
    found = re.fullmatch(r"(\d+)\s?[x×]\s?(\d+)(\s?reps?)?", hit, re.IGNORECASE)
    return f"{found[1]} sets of {found[2]}" if found else None


def _has_real_numbers(case, block):
    """Looked for once in a block, however many shares it names."""
    known = case.shared.setdefault("real numbers", {})
    if block.number not in known:
        known[block.number] = bool(REAL_NUMBERS.search(block.text))
    return known[block.number]


def relative_risk(rule, case):
    for match, sentence in case.document.find(RELATIVE):
        if (
            sentence.block.is_myth
            or sentence.block.is_dose
            or not OF_RISK.search(sentence.text)
            or _has_real_numbers(case, sentence.block)
        ):
            continue
        if (
            re.search(r"%|per ?cent|\bby\b", match[0])
            and LOAD_ADVICE.search(sentence.text)
            and not re.search(r"\b(?:risk|likely|chance|odds|rate)\b", sentence.text, re.I)
        ):
            continue
        yield case.on(rule, match, "Add the actual numbers (“from 10 in 100 people to 5 in 100”).")


RULES = (
    Rule(
        "NU01",
        INFO,
        "Bare percentage",
        "NHS",
        "Any per cent figure in the prose; loads, effort and drug strengths are not meant.",
        must_fire=(
            "About 14.3% get better.",
            "Nearly 70 per cent recover.",
            "Some 5% of adults have it.",
            "It falls by 20 percent.",
            "In tests 37% had it [^a].",
        ),
        must_not_fire=(
            "Do 3 sets of 12 at 70% of 1RM.",
            "Start with about 50% effort.",
            "Ibuprofen 5% gel may help.",
            "Put 50% of your body weight on it.",
            "1 in 7 people get it.",
            "## References\n\n1. Smith J, et al. Up 20% in 2015. Foot 2015;3:12.",
        ),
        check=bare_percentages,
    ),
    Rule(
        "NU02",
        INFO,
        "Range with a hyphen",
        "NHS",
        "“10-15” where “10 to 15” reads better, in steps too. Not years, dates, phone numbers, spine levels, positions or tempo.",
        must_fire=(
            "Do 10-15 a day.",
            "It takes 6 – 12 weeks.",
            "1. Hold for 20-30 seconds.",
            "Rate it on a 0-10 scale.",
            "Use 1-2 kg.",
            "Rest for 24–48 hours.",
        ),
        must_not_fire=(
            "The L4-5 disc.",
            "Sit in a 90-90 position.",
            "Call 020-7946-0018.",
            "It ran from 2015-2019.",
            "Use a tempo of 3-2-3.",
            "On 12-14 May we are shut.",
            "Do 10 to 15.",
            "See 10.1111/sms.12313-4.",
            "Call 555-1234 now.",
        ),
        check=hyphen_ranges,
    ),
    Rule(
        "NU03",
        WARNING,
        "Two numbers side by side",
        "NHS",
        "“3 30-second holds”, “3 x 12” in text for patients.",
        must_fire=(
            "Do 3 30-second holds.",
            "Do 3 x 12 heel raises.",
            "Do 3x10 each day.",
            "Walk 2 10-minute rounds.",
            "Lift 2 5 kg bags.",
            "Do 3×15 slowly.",
        ),
        must_not_fire=(
            "Do 3 sets of 12.",
            "Walk for 10 minutes.",
            "A 2 x 4 piece of wood will do.",
            "Use a towel of 50 x 100 cm.",
            "In 2015 12 people took part.",
            "Dose: 3x12",
        ),
        check=side_by_side,
    ),
    Rule(
        "NU04",
        WARNING,
        "Relative risk only",
        "PEMAT 6",
        "“Twice as likely”, “reduced by 50%”, “3-fold” and no actual numbers (“out of”, “in 100”) in the paragraph.",
        must_fire=(
            "They are 2.4 times more likely to get it.",
            "Women are twice as likely to have it.",
            "It cuts the risk by 40%.",
            "There was a 70 per cent increase in injuries.",
            "A 3-fold risk of falls.",
            "It halves the chance of a sprain.",
            "Tears are 3x more common in smokers.",
        ),
        must_not_fire=(
            "Fold the leg over the other.",
            "Do twice as many steps.",
            "It cuts the risk by half: from 10 in 100 people to 5 in 100.",
            "Raise your distance by 10%.",
            "Fold the towel two-fold.",
            "They are 2 times more likely to fall: 4 out of 10 against 2 out of 10.",
        ),
        check=relative_risk,
    ),
)
