"""EX01 to EX10: exercises, as records and as the text describes them."""

import re

from .. import instructions
from ..fields import ExerciseFields, Fields
from .base import ERROR, INFO, WARNING, Example, Rule

DOSE = re.compile(
    r"\b\d+\s*(?:to\s*\d+|[-–]\s*\d+)?\s*(?:more )?(?:times|reps?|repetitions?|sets?|seconds?|secs?|s\b|minutes?|mins?|breaths?|rounds?|goes|steps|metres|counts?)\b|\b\d+\s?[x×*]\s?\d+|"
    r"\b(?:once|twice|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)\s+(?:times|reps?|repetitions?|sets?|seconds?|minutes?|breaths?|steps|rounds?|counts?|goes|a day|on each|each)\b|\b(?:sets?|reps?|repetitions?|seconds|hold|dose|count)\s*(?::|of|for|to)\s*(?:a count of |up to |about )?(?:\d+|five|ten|three)|\b(?:twice|once)\b|\b\d+\s?(?:/|per|a|each)\s?(?:day|side|leg|foot)\b",
    re.IGNORECASE,
)
FREQUENCY = re.compile(
    r"\b(?:daily|every (?:other |second |third |\d+(?: to \d+)? |single |two |three |four |few )?(?:day|days|hour|hours|morning|evening|night|week|session|waking hour)|each (?:day|morning|evening|week|night)|(?:a|per|each|/|in a) ?(?:day|week|wk|hour)|days? (?:a|per) week|times? (?:daily|weekly)|twice daily|once daily|"
    r"weekly|every 48|eod|bd|tds|od|qod|on alternate days|most days|mornings?|x ?/ ?(?:day|week|wk)|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\d/7|nightly|before (?:bed|you get (?:up|out))|at bedtime)\b|\d\s?/\s?(?:day|week|wk|7)|/(?:day|week|wk)\b",
    re.IGNORECASE,
)
HOLD = re.compile(
    r"\b(?:h(?:old|eld|olding)|pause|stay)(?: (?:it|this|here|there|each(?: one)?|the (?:stretch|position|pose)|that|still|them|up|on|(?:at|in) (?:the|this|that) (?:top|bottom|end|position|middle)))?(?: (?:for|x))?(?: (?:about|up to|around|at least))? (?P<n>\d{1,3}(?:\s?(?:-|–|to)\s?\d{1,3})?)(?=\s*(?:[.,;:)!]|$|and\b|then\b|before\b|on each\b|each\b|x\b|while\b|at the top))",
    re.IGNORECASE,
)
SUPPORT = re.compile(
    r"\b(?:hold(?:ing)?|lean(?:ing)?|rest(?:ing)? (?:your|both|one) hands?|hang) (?:on to|onto|on|against)? ?(?:to )?(?:the|a|an|your|something|it)\b(?! (?:position|stretch|pose|breath|for|balance|hold|bend|count))|\bhold on\b|\bsupport(?:s|ed|ing)?\b|"
    r"\bwall\b|\bworktops?\b|\brails?\b|\bcounters?\b|\bbanisters?\b|\bkitchen (?:side|sink|unit|surface)|\bsturdy\b|\b(?:near|beside|behind|next to|in front of|back of) (?:a|the) (?:\w+ )?(?:chair|table|sink|bar|desk)|\bparallel bars?\b|\bwalking (?:stick|frame)|\bwithin reach\b|\bfingertips? on\b",
    re.IGNORECASE,
)
BALANCE = re.compile(
    r"\b(?:(?:stand|balance|balancing|standing) (?:\w+ )?on (?:one|your (?:\w+ )?|the (?:\w+ )?|a single|1|each) ?(?:leg|foot)\b|(?:single|one)[- ]leg(?:ged)? (?:stand|stance|balance|balancing)|tandem (?:stand|stance|walk\w*)|heel[- ]to[- ]toe|stand (?:\w+ ){0,3}(?:with )?(?:your )?eyes (?:closed|shut)|"
    r"close your eyes (?:while|as|and) (?:you )?(?:stand|balance)|flamingo|wobble ?(?:board|cushion)|balance (?:board|pad|cushion)|stand on (?:a |the )?(?:cushion|pillow|foam))",
    re.IGNORECASE,
)
TREAT = re.compile(
    r"\b(?:ic(?:e|ing) (?:pack|the|your|it|massage|bath|cup|therapy|for)|(?:apply|use|put|place|try|hold|wrap|press|using|applying|with|of) (?:\w+ ){0,3}?(?:ice|heat|cold packs?|heat packs?|hot packs?|warmth)(?! (?:rises?|cream))\b|ice packs?|cold packs?|heat(?:ed|ing)? (?:packs?|pads?)|hot (?:packs?|water bottles?)|wheat (?:bags?|packs?)|"
    r"frozen (?:\w+ )?(?:bottles?|peas|veg\w*|water|cans?|packs?|gel)|bag of (?:frozen )?(?:ice|peas)|hot (?:bath|water)(?=[^.]{0,40}\bfoot|[^.]{0,40}\bfeet)|ice (?:it|them) )",
    re.IGNORECASE,
)
ABOUT_TREATMENT = re.compile(
    r"\b(?:ice|icing|frozen|heat|hot (?:packs?|water)|cold packs?|skin|burns?|wheat bags?)\b",
    re.IGNORECASE,
)
MENTIONS = re.compile(
    r"\b(?:no|not|without|avoid|don't|never|instead of|rather than|studies|research|evidence)\b",
    re.IGNORECASE,
)
COVER = re.compile(
    r"\b(?:towels?|cloths?|wrap(?:ped|s|ping)?|cover(?:ed|s|ing)?|socks?|tea[- ]towel|pillow ?case|flannel|fabric|not (?:put|place|apply) (?:\w+ ){0,4}(?:directly|straight)|never (?:put|place|apply) (?:\w+ ){0,3}directly|bare skin|direct(?:ly)? (?:on|onto|to|against) (?:the|your|bare)? ?skin)\b",
    re.IGNORECASE,
)
CAUTION = re.compile(
    r"\b(?:numb\w*|feeling|feel (?:heat|hot|cold|in your feet)|sensation|diabet\w*|circulation|nerve (?:damage|problems?)|cannot feel|can't feel|raynaud\w*|vascular|blood flow|neuropathy|check (?:your|the) skin|ice burns?|frostbite|scald|burn(?:s|ed|ing)? (?:your|the) skin|skin (?:burn|damage))",
    re.IGNORECASE,
)
NAMED_ITEM = re.compile(r"(?P<name>[A-Z][\w' -]{2,40}?)(?::| [–—-]) (?P<rest>.+)", re.DOTALL)
ANY_DOSE_WORD = re.compile(
    r"\d|once|twice|one|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty",
    re.IGNORECASE,
)


def _records(case):
    return case.fields.exercises if case.fields else ()


def _sections(case):
    """Exercises the text describes: (title, text), from titles with steps under them and from "Name: do this" items."""
    if "exercises" not in case.shared:
        found = [*_titled(case), *_named_items(case)]
        case.shared["exercises"] = [
            (title, " \n".join(block.text for block in blocks)) for title, blocks in found
        ]
        case.shared["inside"] = {block.number for _, blocks in found for block in blocks}
    return case.shared["exercises"]


def _titled(case):
    for title in case.document.blocks:
        if not (title.kind == "heading" or _is_bold_title(title)) or title.is_reference:
            continue
        named = instructions.is_exercise_heading(title)
        if title.is_myth or not (named or instructions.may_name_exercise(title)):
            continue
        under = _under(case.document, title)
        blocks = [block for block in under if not block.is_heading]
        steps = [
            block
            for block in blocks
            if block.kind == "item" and (block.ordered or instructions.is_movement(block.text))
        ]
        moves = [
            sentence
            for block in blocks
            for sentence in block.sentences
            if instructions.is_movement(sentence.text)
        ]
        inner = any(block.kind == "heading" for block in under)
        if not named and sum(block.ordered for block in steps) < 2:
            continue
        if not inner and moves and max(len(steps), len(moves)) >= 2:
            yield title, blocks


def _is_bold_title(block):
    return block.kind == "boxtitle" and block.guessed


def _under(document, title):
    """The blocks a heading, or a bold line that serves as one, speaks for."""
    if title.kind == "heading":
        return document.section(title)
    inside = []
    for block in document.blocks[title.number + 1 :]:
        if block.kind == "heading" or _is_bold_title(block):
            break
        inside.append(block)
    return inside


def _named_items(case):
    for block in case.document.prose:
        found = NAMED_ITEM.match(block.text) if block.kind in ("item", "para") else None
        if (
            found
            and not block.is_myth
            and instructions.in_exercise(block)
            and instructions.EXERCISE_NAME.search(found["name"])
            and instructions.is_imperative(found["rest"])
        ):
            yield block, [block]


def _general(case):
    """What the page says for all its exercises, outside their own sections."""
    if "general" not in case.shared:
        _sections(case)
        case.shared["general"] = "\n".join(
            block.text for block in case.document.prose if block.number not in case.shared["inside"]
        )
    return case.shared["general"]


FOR_ALL = re.compile(
    r"\b(?:exercises?|stretch(?:es)?|these|them|each|all|routine|programme|program|session|repeat|do this)\b",
    re.IGNORECASE,
)


def _said_for_all(case, pattern):
    return any(pattern.search(line) and FOR_ALL.search(line) for line in _general(case).split("\n"))


def no_dose(rule, case):
    for exercise in _records(case):
        text = " ".join((exercise.dose, *exercise.steps))
        if not (exercise.dose and ANY_DOSE_WORD.search(exercise.dose)) and not DOSE.search(text):
            yield case.on_page(
                rule,
                f"{exercise.name}: add sets and repetitions or a hold, and how often.",
                field_name="exercises",
                text=exercise.name,
            )
    for heading, text in _sections(case):
        if not DOSE.search(text) and not _said_for_all(case, DOSE):
            yield case.on_block(rule, heading, "Add sets and repetitions or a hold, and how often.")


def no_frequency(rule, case):
    for exercise in _records(case):
        if exercise.dose and not FREQUENCY.search(exercise.dose):
            yield case.on_page(
                rule, f"{exercise.name}: how often?", field_name="exercises", text=exercise.dose
            )
    if _said_for_all(case, FREQUENCY):
        return
    for heading, text in _sections(case):
        if DOSE.search(text) and not FREQUENCY.search(text):
            yield case.on_block(rule, heading, "How often? Give times a day or days a week.")


def no_side(rule, case):
    for exercise in _records(case):
        if (
            exercise.one_sided
            and not exercise.side
            and not re.search(
                r"\b(?:each|both|left|right|affected|sore|e/s|e/l|per (?:leg|foot|side))\b",
                exercise.dose,
                re.I,
            )
        ):
            yield case.on_page(
                rule, f"{exercise.name}: which side?", field_name="exercises", text=exercise.name
            )


def hold_without_unit(rule, case):
    for exercise in _records(case):
        found = HOLD.search(exercise.dose)
        if found:
            yield case.on_page(
                rule, f"{exercise.name}: seconds or minutes?", field_name="exercises", text=found[0]
            )
    for match, _sentence in case.document.find(HOLD):
        if not re.match(
            r"[^.]{0,12}\b(?:seconds?|secs?|minutes?|breaths?|counts?)\b",
            case.document.text[match.end() : match.end() + 30],
        ):
            yield case.on(rule, match, "Seconds or minutes?")


def no_stop_rule(rule, case):
    for exercise in _records(case):
        limit = exercise.pain_limit or any(
            re.search(r"\bpain\b|\bhurts?\b|out of 10|/10", rule_text, re.I)
            for rule_text in exercise.stop_rules
        )
        if not exercise.stop_rules or not limit:
            yield case.on_page(
                rule,
                f"{exercise.name}: when must they stop, and how much pain is fine?",
                field_name="exercises",
                text=exercise.name,
            )


def no_start(rule, case):
    for exercise in _records(case):
        if not exercise.start or len(exercise.steps) < 2:
            yield case.on_page(
                rule,
                f"{exercise.name}: describe the start and at least 2 steps.",
                field_name="exercises",
                text=exercise.name,
            )


def no_neighbours(rule, case):
    for exercise in _records(case):
        if not exercise.easier or not exercise.harder:
            yield case.on_page(
                rule,
                f"{exercise.name}: add a step down and a step up.",
                field_name="exercises",
                text=exercise.name,
            )


def unclear_dose(rule, case):
    if not case.dose_status:
        return
    for exercise in _records(case):
        if exercise.dose:
            status, message = case.dose_status(exercise.dose)
            if str(status).upper() in ("AMBIGUOUS", "INVALID", "SPLIT"):
                yield case.on_page(
                    rule, f"{exercise.name}: {message}", field_name="exercises", text=exercise.dose
                )


def balance_without_support(rule, case):
    for exercise in _records(case):
        if exercise.balance and not SUPPORT.search(
            " ".join(
                (
                    exercise.start,
                    *exercise.steps,
                    *exercise.cues,
                    *exercise.cautions,
                    *exercise.stop_rules,
                )
            )
        ):
            yield case.on_page(
                rule,
                f"{exercise.name}: say what to hold on to.",
                field_name="exercises",
                text=exercise.name,
            )
    tagged = "balance" in case.tags
    said = set()
    for match, sentence in case.document.find(BALANCE):
        block = sentence.block
        if (
            block.is_heading
            or block.is_myth
            or block.is_quote
            or not (tagged or instructions.is_movement(sentence.text))
        ):
            continue
        title = _title_of(case.document, block)
        if (
            title in said
            or MENTIONS.search(sentence.text[: match.start() - sentence.start])
            or SUPPORT.search(_around(case, block, title))
            or _supported_for_all(case)
        ):
            continue
        said.add(title)
        yield case.on(rule, match, "Say what to hold on to.")
    for heading, text in _sections(case):
        if (
            heading not in said
            and BALANCE.search(heading.text)
            and not SUPPORT.search(text)
            and not _supported_for_all(case)
        ):
            yield case.on_block(rule, heading, "Say what to hold on to.")


def _title_of(document, block):
    """The nearest bold title or heading the block stands under, if any."""
    for number in range(block.number - 1, -1, -1):
        one = document.blocks[number]
        if one.kind == "heading" or _is_bold_title(one):
            return one
    return None


def _around(case, block, title):
    """The block's own section, or on a page without headings the blocks about it."""
    if title is not None:
        return "\n".join(one.text for one in (title, *_under(case.document, title)))
    return "\n".join(
        one.text for one in case.document.blocks[max(0, block.number - 4) : block.number + 5]
    )


def _supported_for_all(case):
    if "supported" not in case.shared:
        case.shared["supported"] = _support_for_all(case)
    return case.shared["supported"]


def _support_for_all(case):
    return any(
        SUPPORT.search(line) and re.search(r"\b(?:all|these|each|always|any|every)\b", line, re.I)
        for line in _general(case).split("\n")
    )


def no_skin_warning(rule, case):
    texts = [
        exercise
        for exercise in _records(case)
        if TREAT.search(" ".join((exercise.name, exercise.start, *exercise.steps)))
    ]
    for exercise in texts:
        whole = " ".join(
            (
                exercise.start,
                *exercise.steps,
                *exercise.cues,
                *exercise.cautions,
                *exercise.stop_rules,
            )
        )
        missing = _missing(whole)
        if missing:
            yield case.on_page(
                rule,
                f"{exercise.name}: add a skin safety line ({missing}).",
                field_name="exercises",
                text=exercise.name,
            )
    for match, sentence in case.document.find(TREAT):
        block = sentence.block
        if (
            block.is_heading
            or block.is_myth
            or block.is_quote
            or MENTIONS.search(sentence.text[: match.start() - sentence.start])
            or sentence.is_question
        ):
            continue
        missing = _missing(_near_treatment(case, block))
        if missing:
            yield case.on(rule, match, f"Add a skin safety line: {missing}.")
        return


def _near_treatment(case, block):
    """The section of the ice or heat, and what the page says of skin, ice and heat elsewhere: numbness among red flags is no caution."""
    section = set(case.document.section(block.path[-1])) if block.path else set()
    return "\n".join(
        one.text
        for one in case.document.prose
        if one in section or one is block or ABOUT_TREATMENT.search(one.text) or not block.path
    )


def _missing(text):
    wanted = []
    if not COVER.search(text):
        wanted.append("wrap it in a cloth")
    if not CAUTION.search(text):
        wanted.append("not where the skin is numb, and ask first with diabetes or poor circulation")
    return "; ".join(wanted)


def _exercise(**more):
    given = {
        "name": "Heel raise",
        "steps": ("Rise up.", "Lower slowly."),
        "dose": "3x12, daily",
        "side": "each",
        "one_sided": True,
        "start": "Stand at a wall.",
        "stop_rules": ("Stop if pain goes above 5 out of 10.",),
        "easier": "seated-heel-raise",
        "harder": "step-heel-raise",
        **more,
    }
    return Example("It hurts.", Fields(exercises=(ExerciseFields(**given),)))


_NONE = Example("It hurts.", Fields())
_TEXT = "## Calf stretch\n\n1. Face a wall.\n2. Lean in.\n3. {}"

RULES = (
    Rule(
        "EX01",
        ERROR,
        "Exercise without a dose",
        "CERT 13",
        "An exercise record without a dose, or a heading that names an exercise with steps and no number of sets, repetitions, seconds or minutes.",
        must_fire=(
            _exercise(dose=""),
            _exercise(dose="as needed"),
            _TEXT.format("Swap legs."),
            "## Heel raise\n\n- Stand up.\n- Rise on your toes.\n- Lower slowly.",
            "## Towel curls\n\n1. Sit down.\n2. Curl your toes.",
            _exercise(dose=" "),
            "## Exercises\n\n- Side plank: keep the position for as long as possible.",
            "# Hips\n\n**Bridge**\n\nLie on your back. Lift your hips. Lower them.\n\n**Clam**\n\nLift a knee 10 times a day.",
        ),
        must_not_fire=(
            _exercise(),
            _NONE,
            _TEXT.format("Hold for 30 seconds, 3 times a day."),
            "Exercise regularly.",
            "## Benefits of stretching\n\n1. Bend more.\n2. Walk more.",
            "## Heel raise\n\n1. Rise up.\n2. Lower.\n\nDose: 3x12, daily",
            "## Why stretch?\n\n- Stretch to feel good.",
        ),
        check=no_dose,
    ),
    Rule(
        "EX02",
        ERROR,
        "Exercise without a frequency",
        "CERT 13",
        "A dose without times a day, days a week or every n days.",
        must_fire=(
            _exercise(dose="3x12"),
            _exercise(dose="hold 30 s"),
            _TEXT.format("Hold for 30 seconds."),
            _exercise(dose="10 reps each side"),
            "## Heel raise\n\n1. Rise up.\n2. Lower.\n3. Repeat 10 times.",
            "## Exercises\n\n- Clamshells: perform about 15 repetitions.",
            "## Which exercises help?\n\nBand pulls: tie a band to a door. Pull it across. 12 reps.",
        ),
        must_not_fire=(
            _exercise(),
            _NONE,
            _exercise(dose="3x12, EOD"),
            _TEXT.format("Hold for 30 seconds, twice a day."),
            "Do these exercises every day.\n\n" + _TEXT.format("Hold for 30 seconds."),
            _exercise(dose="3x10, 3x/week"),
        ),
        check=no_frequency,
    ),
    Rule(
        "EX03",
        ERROR,
        "Exercise without a side",
        "Groundwork: which side is part of a dose",
        "An exercise for one side, and no side given.",
        must_fire=(
            _exercise(side=""),
            _exercise(side="", dose="3x10, daily"),
            _exercise(side="", name="Clam"),
            _exercise(side="", dose="hold 30 s, daily"),
            _exercise(side="", dose=""),
        ),
        must_not_fire=(
            _exercise(),
            _NONE,
            _exercise(side="", one_sided=False),
            _exercise(side="", dose="3x10 each side, daily"),
            _exercise(side="left"),
        ),
        check=no_side,
    ),
    Rule(
        "EX04",
        WARNING,
        "Hold without a unit",
        "C6",
        "“Hold 5” where seconds, minutes or breaths should follow.",
        must_fire=(
            _exercise(dose="3x12 hold 5"),
            "Hold for 10.",
            "Hold it for 5 and lower.",
            _TEXT.format("Hold for 20, then swap."),
            "Hold 30.",
            "Hold at the bottom for 5.",
        ),
        must_not_fire=(
            _exercise(dose="3x12 hold 5 s"),
            "Hold for 10 seconds.",
            "Hold for 5 breaths.",
            "Hold 2 bottles.",
            "Hold for a count of 5.",
            _NONE,
        ),
        check=hold_without_unit,
    ),
    Rule(
        "EX05",
        ERROR,
        "No stop rule or pain limit",
        "Groundwork: every exercise says when to stop",
        "An exercise record without a stop rule, or without how much pain is fine.",
        must_fire=(
            _exercise(stop_rules=()),
            _exercise(stop_rules=("Stop if dizzy.",)),
            _exercise(stop_rules=(), pain_limit="5 out of 10"),
            _exercise(stop_rules=("Stop when tired.",)),
            _exercise(stop_rules=(), name="Clam"),
        ),
        must_not_fire=(
            _exercise(),
            _NONE,
            _exercise(stop_rules=("Stop if dizzy.",), pain_limit="5 out of 10"),
            _exercise(stop_rules=("Stop if it hurts.",)),
            Example("Rise up."),
        ),
        check=no_stop_rule,
    ),
    Rule(
        "EX06",
        WARNING,
        "No start position or too few steps",
        "CERT 8",
        "An exercise record without a start or with fewer than 2 steps.",
        must_fire=(
            _exercise(start=""),
            _exercise(steps=()),
            _exercise(steps=("Rise up.",)),
            _exercise(start="", steps=()),
            _exercise(start="", name="Clam"),
        ),
        must_not_fire=(
            _exercise(),
            _NONE,
            _exercise(start="Lie down."),
            _exercise(steps=("Bend.", "Stretch.", "Rest.")),
            Example("Rise up."),
        ),
        check=no_start,
    ),
    Rule(
        "EX07",
        INFO,
        "No easier or harder version",
        "CERT 14",
        "An exercise record without a step down and a step up.",
        must_fire=(
            _exercise(easier=""),
            _exercise(harder=""),
            _exercise(easier="", harder=""),
            _exercise(easier="", name="Clam"),
            _exercise(harder="", name="Clam"),
        ),
        must_not_fire=(
            _exercise(),
            _NONE,
            _exercise(easier="a"),
            _exercise(harder="b"),
            Example("Rise up."),
        ),
        check=no_neighbours,
    ),
    Rule(
        "EX08",
        ERROR,
        "Dose that can be read two ways",
        "C6",
        "The dose reader finds the text ambiguous or invalid; its own words are shown.",
        must_fire=(
            _exercise(dose="10 reps 3x"),
            _exercise(dose="3x10 BIW"),
            _exercise(dose="3x15-10"),
            _exercise(dose="3xl2 e/s"),
            _exercise(dose="3x12 hold 5"),
        ),
        must_not_fire=(
            _exercise(),
            _NONE,
            _exercise(dose=""),
            _exercise(dose="3x12 e/s, EOD"),
            Example("10 reps 3x"),
        ),
        check=unclear_dose,
    ),
    Rule(
        "EX09",
        ERROR,
        "Balance exercise without a hold",
        "Otago programme",
        "A balance exercise whose section names nothing to hold on to. “Hold for 15 seconds” is not support.",
        must_fire=(
            Example("Stand on one leg. Hold for 15 seconds.", tags=("balance",)),
            "Stand on one leg for 30 seconds.",
            "1. Balance on your sore foot.\n2. Close your eyes.",
            _exercise(balance=True, start="Stand.", steps=("Lift a foot.", "Hold for 15 seconds.")),
            "## Tandem stance\n\nStand heel to toe. Hold the position.",
            "## Balance\n\n**One-leg stand**\n\nStand on one leg.\n\n**Sit to stand**\n\nHold on to a chair.",
            "## Heel-to-toe walk\n\n1. Walk along a line.\n2. Take ten steps a day.",
            "## Single leg stance\n\n- Stand with the sore foot on a towel.\n- Lift the other leg.\n- Hold for 15 seconds.",
        ),
        must_not_fire=(
            Example("Stand on one leg at a worktop. Hold for 15 seconds.", tags=("balance",)),
            "Stand on one leg. Hold on to a chair.",
            "Keep a wall within reach.\n\nStand on one leg.",
            _exercise(balance=True),
            "Can you stand on one leg?",
            "Standing on one leg is hard for some.",
            "Sit down. Lift your heel.",
        ),
        check=balance_without_support,
    ),
    Rule(
        "EX10",
        WARNING,
        "Ice or heat without a skin warning",
        "NHS; skin safety",
        "Ice, a frozen bottle or heat needs a cover (towel, cloth) and a caution (numb skin, diabetes, circulation) on the page.",
        must_fire=(
            "Roll your bare foot on a frozen bottle for 20 minutes.",
            "Apply ice for 20 minutes.",
            "Put a heat pack on your back.",
            "Use an ice pack wrapped in a towel.",
            "Hold a bag of frozen peas on it.",
            "## Heat\n\nTry a hot water bottle in a cover.\n\n## Get help\n\nCall if you have numbness in a leg.",
        ),
        must_not_fire=(
            "Put ice in a towel on it. Do not use it if your skin is numb.",
            "Do not use ice.",
            "It is a nice day.",
            "The heat outside can tire you.",
            "Hold an ice pack in a cloth to it. Ask first if you have diabetes.",
        ),
        check=no_skin_warning,
    ),
)
