"""RD07, RD08 and RD11: passive voice, talking to the reader, vague amounts."""

import re

from .. import instructions
from ..wordlists import word_set
from .base import INFO, WARNING, Rule

IRREGULAR = sorted(
    word_set(
        """
        done given taken made seen known shown held kept left lost found felt put cut hurt broken
        worn torn chosen driven eaten forgotten frozen hidden written drawn thrown bent built
        bought brought caught taught sent spent lent led fed meant met read said sold told sought
        set struck swung understood undertaken wound won fought begun
        """
    )
)
PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|isn't|aren't|wasn't|weren't|gets|get|got)\s+(?:(?:not|also|often|usually|sometimes|always|never|"
    r"then|now|being|been|commonly|generally|\w{3,12}ly)\s+){0,2}(?P<participle>\w{2,14}ed|"
    + "|".join(IRREGULAR)
    + r")\b(?!-)",
    re.IGNORECASE,
)
ADJECTIVES = word_set(
    """
    needed interested tired called based located limited worried involved concerned scared
    confused bored pleased excited surprised relaxed stressed frustrated swollen injured advanced
    experienced related unrelated used supposed allowed prepared recommended qualified dedicated
    motivated committed married retired balanced bent crossed aged numbed embarrassed disabled
    damaged inflamed affected bruised exhausted depressed detailed complicated increased reduced
    raised curved rounded pointed unaffected unchanged restricted connected attached designed
    finished gone hurt left known set lost rested settled ashamed satisfied convinced prolonged
    mixed closed opened unsupported supported unexplained overweight red bed need seed speed
    indeed shed hundred worn torn put cut read felt led meant met bored irritated strained
    overloaded stretched relieved unused delayed expected
    """
)
BY = re.compile(
    r"\s(?:\w+\s){0,3}by\s(?!\d|the (?:end|time)|next|then|about|hand|one|far|step|mid|half)",
    re.IGNORECASE,
)
SHARE = 0.15
ENOUGH_SENTENCES = 7

YOU = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b", re.IGNORECASE)
THIRD = re.compile(
    r"\b(?:individuals?|patients?|people|persons?|sufferers?|one's|clients?|subjects|the (?:reader|patient|client))\b",
    re.IGNORECASE,
)
SILENT_WORDS = 150
LEAST_SHARE = 0.6

UNIT = r"(?:times?|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|reps?|repetitions?|sets?|breaths?|sessions?|rounds?|moments?|steps|inches|centimetres|rolls|goes|stretches|squats|repeats|circuits)"
VAGUE = re.compile(
    rf"\b(?:(?:for |every |just )?(?:every few|a few|several|some|a couple of|a number of|a handful of|many|multiple|numerous) (?:more |short |slow |gentle |quick |light )?{UNIT}\b|"
    r"regularly|frequently|frequent(?:\s+(?:sessions|breaks|intervals|repetitions))?|occasionally|often|as needed|as (?:often|much|many times|long) as (?:you (?:can|like|want|feel)|possible|needed|necessary|comfortable)|"
    r"throughout the day|short sessions|every so often|from time to time|now and (?:then|again)|periodically|repeatedly|at intervals|for a (?:while|bit|short time|moment))\b",
    re.IGNORECASE,
)
NO_DOSE = re.compile(
    r"\b(?:support|help|chair|pillow|towel|ice|hand|wall|rail|painkillers?|medication|adjust|rest|breaks?|brace|tape|stick|cushion)\b[^.]{0,30}$",
    re.IGNORECASE,
)
STRONG = re.compile(
    rf"\b(?:every few|a few|several|some|a couple of|a handful of|every)\b.*{UNIT}|throughout|short sessions|every so",
    re.IGNORECASE,
)
GENERAL = re.compile(
    r"(?:exercise|be active|stay active|keep active|keep moving|check|moisturise|wash|inspect|see|visit|talk|change|eat|drink|sleep|take|get up|clean|replace|wear|ask|look|tell|contact|call|return|review)\b",
    re.IGNORECASE,
)
DO_THIS = re.compile(
    r"[^.;]{0,40}\bexercises? (?:should|can|must|may|are to) be (?:done|performed|repeated|undertaken|carried out|practi[sc]ed)\b[^.;]{0,20}$|"
    r"(?:(?:then|and|so|now|try to),? )?(?:do|repeat|perform|practi[sc]e) (?:it|this|that|these|them|both|each|all|the \w+|your \w+|these \w+)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
DESCRIBES = re.compile(
    r"\b(?:usually|most people|it may|you may|this may|will|can take|takes|after|within|in)\s*(?:just |only )?$",
    re.IGNORECASE,
)


def passive_voice(rule, case):
    sentences = [
        sentence
        for block in case.document.prose
        if block.kind in ("para", "item") and not block.is_quote
        for sentence in block.sentences
    ]
    hits = {}
    for match, sentence in case.document.find(PASSIVE):
        if (
            sentence.block.kind in ("para", "item")
            and not sentence.block.is_quote
            and sentence.number not in hits
            and _is_passive(match)
        ):
            hits[sentence.number] = match
    steps = [
        match
        for number, match in hits.items()
        if instructions.is_step(case.document.sentences[number].block, case.document)
    ]
    for match in steps:
        yield case.on(
            rule, match, "Say who does what: a step tells the reader to act.", severity=WARNING
        )
    if len(sentences) >= ENOUGH_SENTENCES and len(hits) > SHARE * len(sentences):
        first = next(iter(hits.values()))
        share = round(100 * len(hits) / len(sentences))
        yield case.on(
            rule,
            first,
            f"{share}% of the sentences are passive; 15% at most. Say who does what.",
            severity=INFO,
        )


def _is_passive(match):
    word = match["participle"].lower()
    if word not in ADJECTIVES:
        return not match[0].lower().startswith("get")
    return bool(BY.match(match.string[match.end() : match.end() + 40])) and word not in (
        "red",
        "bed",
        "hundred",
        "need",
    )


def not_to_the_reader(rule, case):
    you = third = total = 0
    first = None
    for block in case.document.prose:
        if block.is_heading or block.is_quote:
            continue
        total += len(block.words)
        you += len(YOU.findall(block.text)) + sum(
            instructions.is_imperative(sentence.text) for sentence in block.sentences
        )
        for found in THIRD.finditer(block.text):
            first = first or (block.start + found.start(), block.start + found.end())
            third += 1
    if total >= SILENT_WORDS and you == 0:
        yield (
            case.on_page(rule, "Write to “you”: the page never speaks to the reader.")
            if not first
            else case.at(rule, *first, "Write to “you”: the page never speaks to the reader.")
        )
    elif third >= 3 and you / (you + third) < LEAST_SHARE:
        yield case.at(
            rule, *first, f"Write to “you”: {third} times about others, {you} times to the reader."
        )


def vague_amounts(rule, case):
    for match, sentence in case.document.find(VAGUE):
        block = sentence.block
        if block.is_heading or block.is_quote or not _wants_number(match, sentence, case.document):
            continue
        yield case.on(rule, match, "Give a number.")


def _wants_number(match, sentence, document):
    block, text = sentence.block, sentence.text
    before = text[: match.start() - sentence.start]
    step = block.is_dose or instructions.is_step(block, document)
    if re.search(r"\bhow\s+$", before, re.IGNORECASE):
        return False  # "note how often", "ask for how many days": a question, no amount
    exact = STRONG.search(match[0])
    if not step:
        return (
            (bool(exact) and instructions.is_movement(text)) or bool(DO_THIS.match(before))
        ) and not DESCRIBES.search(before)
    if NO_DOSE.search(before) and not exact:
        return False
    if GENERAL.match(text) and not exact:
        return False
    return not DESCRIBES.search(before) and (
        block.is_dose
        or instructions.is_imperative(text)
        or bool(exact)
        or bool(re.match(r"(?:frequent|every|several|a few|short)", text, re.I))
    )


_TALK = "The knee joint bends and straightens with each step of the day. " * 15
_STEPS = "## Calf stretch\n\n1. Face a wall.\n2. {}\n3. Swap legs."

RULES = (
    Rule(
        "RD07",
        INFO,
        "Passive voice",
        "PEMAT 5",
        "A form of be with a participle, adjectives left out: a warning in a step, information above 15% of sentences.",
        must_fire=(
            _STEPS.format("The knee is bent slowly by your hand."),
            _STEPS.format("The heel should be lifted."),
            _STEPS.format("Your weight is moved to the front foot."),
            "1. The towel is placed under your foot.\n2. Pull it.",
            "The knee was examined. A scan was ordered. It was seen by a surgeon. The joint was opened. The bone was removed. A plate was placed. Home she went.",
        ),
        must_not_fire=(
            "You are worried, tired or interested. It is called a sprain. It is needed.",
            _STEPS.format("Bend your knee."),
            _STEPS.format("Keep your back relaxed and your knees bent."),
            "The scan was ordered by your GP.",
            _STEPS.format("Stop when you are tired."),
            "> I was told to rest.",
            "1. Stand on the foot that is injured.",
        ),
        check=passive_voice,
    ),
    Rule(
        "RD08",
        WARNING,
        "Not talking to the reader",
        "PEMAT 21",
        "More about patients, people and individuals than to you; or 150 words that never speak to the reader.",
        must_fire=(
            _TALK,
            "Patients should rest. Individuals may walk. Sufferers find it hard. People differ.",
            "Patients rest. Patients walk. Patients sleep. You may too.",
            "People get sore. People rest. Many individuals limp.",
            "The patient lies down. The patient lifts one leg. Most patients feel a pull.",
        ),
        must_not_fire=(
            "Your knee may hurt. You can walk.",
            "Most people get better. Keep moving.",
            "Sit down. Lift your heel. People vary. Rest. Then walk.",
            "The knee bends.",
            "## Patients\n\n## People\n\n## Individuals\n\nYou can walk.",
        ),
        check=not_to_the_reader,
    ),
    Rule(
        "RD11",
        WARNING,
        "Vague amount in a step",
        "CERT 13",
        "A few, several, regularly, often, every few hours in a step or a dose. General advice (“exercise regularly”), some "
        "ice and support as needed are silent.",
        must_fire=(
            _STEPS.format("Hold for a few seconds."),
            _STEPS.format("Repeat several times."),
            _STEPS.format("Do this throughout the day."),
            "Stretch your calf several times a day.",
            "Roll your foot every few hours.",
            "Do a few gentle stretches before bed.",
            "These exercises should be done every few hours.",
            "Do this for ten minutes as often as you like.",
            _STEPS.format("Repeat frequently."),
            "Dose: short sessions, as often as possible",
        ),
        must_not_fire=(
            "Exercise regularly.",
            "- Exercise regularly\n- Eat well",
            _STEPS.format("Put some ice in a towel."),
            _STEPS.format("Use the chair for support as needed."),
            "Pain often settles in a few weeks.",
            _STEPS.format("Hold for 20 seconds."),
            "Most people feel better after a few weeks.",
            "You may see a physio several times.",
            "1. Note how often it hurts.\n2. Count how many days you did it.",
        ),
        check=vague_amounts,
    ),
)
