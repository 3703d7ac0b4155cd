"""EV01: numbers that claim something about people and name no source."""

import re
from collections import Counter

from .. import clauses, instructions
from .base import ERROR, Rule

# A sentence with more numbers than this is no sentence.
MOST_TRIES = 12
SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)"
TENS = r"(?:ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
PEOPLE = (
    r"(?:people|persons?|adults?|men|women|patients?|runners?|athletes?|children|teenagers|participants?|us|users|"
    r"sufferers|cases|population|workers|players|individuals|americans|britons|australians|canadians|seniors|"
    r"volunteers|those|episodes|injuries|sprains|households|employees|pensioners|over[- ]?\d+s|clients|visits)"
)
PERCENT = rf"(?<![\w.,]){{0}}(?:\d{{1,3}}(?:[.,]\d+)?\s?%|(?:\d{{1,3}}(?:\.\d+)?|{TENS}|{SMALL}|half a|a hundred)\s?[ -]?per\s?cent\b)".replace(
    "{0}", ""
)
OUT_OF = rf"\b(?:\d{{1,3}}|{SMALL})(?:\s+to\s+\d{{1,3}})?\s+(?:in|out\s+of|of)\s+(?:every\s+)?(?:\d{{1,6}}|{SMALL}|twenty|fifty|a\s+hundred|hundred)\b(?!\s?(?:%|per\s?cent|kg|cm|seconds|minutes|hours))"
ONE_IN = rf"\b(?:one|1)\s+(?:person|adult|woman|man|runner|child|patient)\s+in\s+(?:every\s+)?(?:\d+|{SMALL}|twenty)\b"
TIMES = (
    rf"\b(?:(?:\d+(?:\.\d+)?|{SMALL})[\s-]?times|\d+(?:\.\d+)?\s?[x×]|\d+(?:\.\d+)?[\s-]?fold|(?:two|three|four|five|six|ten)[- ]?fold|twice|half)\s+"
    r"(?:(?:more|less|higher|lower|greater|fewer|better)\b|as\s+(?:likely|common|effective|many|often|high|fast|quick|"
    r"strong|good|prone|great|frequent|probable|at))"
)
FOLD = (
    r"\b(?:\d+|two|three|four|five|ten)[- ]?fold\s+(?:increase|decrease|reduction|rise|drop|risk)"
)
FRACTION = (
    (
        r"\b(?:half|(?:a|one)[ -](?:third|quarter|fifth|tenth)|(?:two|three|four)[- ](?:thirds|quarters|fifths|tenths))\s+"
        rf"(?:of\s+(?:all\s+|the\s+|these\s+|those\s+|adult\s+|older\s+|our\s+|\w+\s+){{{{0,2}}}}{PEOPLE}\b|"
        r"(?:recover|improve|report|still|will|get\s+better|had|have)\b|"
        r"(?:more|less|fewer|lower|higher)\b(?!\s+than\s+(?:you|your|before|usual|normal)))"
    )
    .replace("{{", "{")
    .replace("}}", "}")
)
MILLIONS = (
    rf"\b(?:(?:\d+(?:[.,]\d+)?|an?|half\sa|{SMALL}|{TENS})\s+(?:million|billion)\b(?!\s+(?:reasons|times|dollars|pounds))|"
    rf"\d{{1,3}}(?:,\d{{3}})+\s+(?:\w+\s+)?{PEOPLE}\b)"
)
RISK = r"\b(?:halv|doubl|tripl|quadrupl)(?:e|es|ed|ing)\s+(?:the|your|their|a person's|our)\s+(?:\w+\s+){0,2}?(?:risk|chances?|odds|likelihood|rate)s?\b"
IN_HALF = (
    r"\b(?:cut|cuts|cutting|reduced?|reduces|reducing|slash(?:es|ed|ing)?|lower(?:s|ed|ing)?|drop(?:s|ped)?|fell|falls)\b"
    r"[^.,;:!?]{0,40}\b(?:in|by)\s+(?:half\b|an?\s(?:third|quarter|fifth|tenth)\b)"
)
TOLD = (
    r"(?:found|revealed|showed|shows|reported)\s(?:that\s)?(?:almost\s|nearly\s|about\s|over\s|around\s|more\sthan\s)?"
    r"(?:half|(?:a|one)[ -](?:third|quarter|fifth|tenth)|two[ -]thirds|three[ -]quarters)\b(?!\s(?:an?|way|full|empty)\b)"
)
_BEGINS = r"(?=[\dacdefhlnoqrst])"  # a number, or the first letter of one of these
NUMBER = re.compile(
    rf"{_BEGINS}(?:{'|'.join((PERCENT, OUT_OF, ONE_IN, TIMES, FOLD, FRACTION, MILLIONS, RISK, IN_HALF, TOLD))})",
    re.IGNORECASE,
)

SHARE = re.compile(
    rf"\s(?:in|out\s+of|of)\s+(?:every\s+)?(?:\d|a hundred|hundred|twenty|fifty|{SMALL}\b)",
    re.IGNORECASE,
)
LOAD_AFTER = re.compile(
    r"[- ]*(?:of\s+)?(?:(?:your|the|their|a|its|an|full|one|his|her|our|normal|usual|current|previous|best|top|personal|total|own)\s+){0,3}"
    r"(?:1\s?-?rm\b|rm\b|one[- ]rep|repetition|mvc|max\w*|efforts?|body\s?-?weight|weight\b(?!\s+loss)|range|normal|load|speed|pace|"
    r"capacity|intensity|heart\s?rate|strength\b(?!\s+(?:gain|group))|power|hr\b|vo2|vo₂|grip|depth|bend|flexion|"
    r"gel|cream|ointment|solution|lotion|spray|patch|lidocaine|lignocaine|hydrocortisone|diclofenac|"
    r"ibuprofen|capsaicin|alcohol|saline|glucose|cotton|wool|nylon|polyester|elastane|incline|gradient|"
    r"slope|humidity|off\b|discount|vat\b|distance|mileage)",
    re.IGNORECASE,
)
DRUG_BEFORE = re.compile(
    r"(?:gel|cream|ointment|solution|lidocaine|capsaicin|diclofenac|ibuprofen|hydrocortisone|spray|incline|gradient|"
    r"treadmill|save|discount)\b[^.%]{0,20}$",
    re.IGNORECASE,
)
FULL = re.compile(r"(?:100\s?%|a hundred per ?cent)", re.IGNORECASE)
SCORE = re.compile(
    r"\b(?:pain|painful|hurts?|hurting|discomfort|efforts?|scor(?:e|es|ed|ing)|scale|limit|sore(?:ness)?|exertion|rpe|"
    r"rate|rating|rated|ache|aching|stiffness|feels?|fatigue|hard|difficulty|symptoms?|level|numeric|borg)\b",
    re.IGNORECASE,
)
ABOUT_PEOPLE = re.compile(
    rf"\b{PEOPLE}\b|\b(?:affects?|affected|develops?|recovers?|recovered|improved?|suffers?|experiences?|gets?|still|"
    r"satisfied|will have|will get|has|have|had|falls?)\b",
    re.IGNORECASE,
)
NOT_COUNTED = re.compile(
    r"\s*(?:days?|nights?|times|weeks?|sessions?|stars?|steps?|sets?|reps?|attempts?|device|pack|exercises|pages?|"
    r"points?|questions?|and)\b",
    re.IGNORECASE,
)
GROWTH = re.compile(
    r"\b(?:increas|lower|los(?:e|ing)|add|build|rais|drop|reduc|cut|grow|progress|go up|step up)\w*\b",
    re.IGNORECASE,
)
GROWN = re.compile(
    r"\b(?:distance|mileage|load|weights?|volume|intensity|pace|speed|steps|training|running|walking|time|"
    r"amount|reps|minutes|each week|per week|a week|weekly)\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:once|when|if|until|unless|while|as long as|after)\b[^,;]*", re.IGNORECASE
)
LESS_BY = re.compile(r"(?:third|quarter|fifth|tenth)\s+(?:more|less|fewer|lower|higher)$")
OUTCOME = re.compile(
    r"\b(?:risks?|chances?|odds|rates?|pain|injur\w+|falls?|symptoms?|pressure|stiffness|recovery|sprains?|episodes?|time)\b",
    re.IGNORECASE,
)
# How many were asked is no claim about how many have it.
SAMPLE = re.compile(
    r"\b(?:stud(?:y|ies|ied)|trials?|surveys?|surveyed|polls?|polled|reviews?|samples?|cohort|follow(?:ed|ing)|track(?:ed|ing)|asked|tested|"
    r"interviewed|quizzed|recruited|enrolled|involv(?:ed|ing)|includ(?:ed|ing)|compared|analysed|looked at)\b[^.,;]{0,30}$",
    re.IGNORECASE,
)
TO_READER = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
AGAIN = re.compile(r"\b(?:repeat|do (?:this|it|them)|perform|another)\b[^.]{0,30}$", re.IGNORECASE)
PEOPLE_AFTER = re.compile(rf"\s*(?:\w+\s+){{0,2}}{PEOPLE}\b", re.IGNORECASE)


def _is_statistic(match, sentence):
    text = sentence.text
    start, end = match.start() - sentence.start, match.end() - sentence.start
    before, after = text[max(0, start - 80) : start], text[end : end + 80]
    text = text[max(0, start - 160) : end + 160]
    hit = match[0].lower()
    if "%" in hit or re.search(r"per\s?cent", hit):
        return not is_amount(hit, text, before, after)
    if SHARE.search(hit) and not re.match(r"(?:one|1)\s+(?!in\b|out\b|of\b)[a-z]", hit):
        return _is_share(hit, text, before, after)
    if LESS_BY.search(hit) and instructions.is_imperative(text) and GROWN.search(text):
        return False
    if hit.endswith(" in half") and not OUTCOME.search(hit):
        return False
    if re.match(r"\d{1,3}(?:,\d{3})+\s", hit) and SAMPLE.search(before):
        return False
    if re.search(r"times|twice|\d\s?[x×]|half (?:as|more|less)", hit):
        return not AGAIN.search(before) and bool(after.strip(" .,;)") or "as" in hit.split())
    return True


def is_amount(hit, text, before, after):
    if LOAD_AFTER.match(after) or DRUG_BEFORE.search(before):
        return True
    if FULL.fullmatch(hit.strip()) and not PEOPLE_AFTER.match(after.removeprefix(" of")):
        return True
    if re.match(r"\s*(?:to|-|–)\s*\d", after) and LOAD_AFTER.match(
        re.sub(r"^\s*(?:to|-|–)\s*\d+\s?%?", "", after)
    ):
        return True
    if re.search(
        r"\b1\s?-?rm\b|\bmax(?:imum|imal|imum heart rate)?\b|\beffort\b",
        before + after,
        re.IGNORECASE,
    ):
        return True
    advice = (
        TO_READER.search(text)
        or GROWTH.match(text)
        or re.match(r"(?:do not|don't|never|try)\b", text, re.I)
    )
    # "… 10% a week once the pain is gone": what the condition says is not what is counted.
    counted = CONDITION.sub("", text)
    return bool(advice and GROWTH.search(text) and GROWN.search(text)) and not re.search(
        r"\b(?:risk|chance|injur|pain|likely)", counted, re.IGNORECASE
    )


def _is_share(hit, text, before, after):
    if NOT_COUNTED.match(after):
        return False
    people_follow = PEOPLE_AFTER.match(after) or PEOPLE_AFTER.match(after.removeprefix(" of"))
    if re.search(r"\sof\s", hit) and "out" not in hit and not people_follow:
        return False
    numbers = [int(number) for number in re.findall(r"\d+", hit)]
    if len(numbers) == 2 and numbers[0] >= numbers[1]:
        return False
    if len(numbers) == 2 and 1900 <= numbers[1] <= 2100:
        return False
    if (
        re.search(r"out\s+of\s+(?:10|ten|100|hundred|20|6)$", hit)
        and SCORE.search(text)
        and not people_follow
    ):
        return False
    return bool(people_follow or ABOUT_PEOPLE.search(text))


def unsourced_numbers(rule, case):
    said, tried = set(), Counter()
    for match, sentence in case.document.find(NUMBER):
        tried[sentence.number] += 1
        if tried[sentence.number] > MOST_TRIES:
            continue
        if sentence.number in said or sentence.block.is_dose or clauses.retold(match, sentence):
            continue
        if (
            not _is_statistic(match, sentence)
            or case.document.cited(sentence)
            or _is_debunked(case, match, sentence)
        ):
            continue
        said.add(sentence.number)
        yield case.on(rule, match, "This number needs a reference.")


def _is_debunked(case, match, sentence):
    end = match.end() - sentence.start
    return (
        bool(clauses.DEBUNK.search(sentence.text, end, end + 120))
        and "myth" in sentence.text.lower()
    )


RULES = (
    Rule(
        "EV01",
        ERROR,
        "Statistic without a source",
        "NHS content standard 2",
        "A share of people, a per cent figure, “times more likely”, a fraction or a count in millions in a sentence "
        "without a reference. Loads (70% of 1RM), effort, pain scores, ages and drug strengths are not statistics.",
        must_fire=(
            "The runners had 62% fewer knee pain episodes.",
            "People with flat feet are 2.4 times more likely to have it.",
            "Back pain affects 4 out of 5 adults at some point.",
            "Around two-thirds of people recover within three months.",
            "Women are twice as likely to get heel pain.",
            "Almost seventy per cent of runners are injured each year.",
            "About 10 million people in the UK have arthritis.",
            "Balance exercises halve the risk of another sprain.",
            "One in ten people will get heel pain in their lifetime.",
            "Nine out of 10 people with sciatica get better without surgery.",
            "You can lower your risk of injury by 50 percent.",
            "It does not hurt, and 80% of patients are better in six weeks.",
            "Cut your pain by 50% each week.",
            "The pad cuts pressure by a fifth.",
            "Those who exercised had a third fewer falls.",
            "Tears are 3x more common in smokers.",
            "A poll of 2,000 adults revealed half blame their bed.",
            "## Myth: backs need surgery\n\n90% of people get better without an operation.",
        ),
        must_not_fire=(
            "Do 3 sets of 12 at 70% of 1RM.",
            "Start with about 50% effort.",
            "Put 50% of your body weight on each foot.",
            "Scores go from 0 to 100.",
            "Pain up to 5 out of 10 is fine if it has settled by next morning.",
            "Call 999 or 111. This is for people over 65, or 40 to 60 years. It began in 2015.",
            "In one trial, 75% of the strength group were satisfied (Rathleff et al. 2015).",
            "About 4 in 10 still had pain after 10 years [^hansen].",
            "Ibuprofen 5% gel can ease the pain.",
            "Add no more than 10% to your weekly distance.",
            "Add 10% a week at most once the pain is gone.",
            "Work at 60 to 70% of your maximum heart rate.",
            "Rub on 1% hydrocortisone cream.",
            "Squeeze with 30% of your best grip.",
            "Walk on 5 out of 7 days.",
            "Repeat 2 times more on the other side.",
            "The team followed more than 1,200 adults for a year.",
            "Cut the towel in half.",
            "Walk a third less than you did last week.",
            "Use a quarter less weight this week.",
            "My physio found half an hour for me.",
            "You do not have to feel 100% before you start.",
            "Do it twice as slowly on the way down.",
            "About 1 in 3 adults over 65 falls each year. [^nice]",
        ),
        check=unsourced_numbers,
    ),
)
