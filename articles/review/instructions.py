"""Which sentences tell the reader to move: steps, exercise sections, imperatives."""

import re

from .wordlists import word_set

MOVES = word_set(
    """
    stand sit lie kneel lean step walk march run jog hop jump squat lunge bend straighten lift
    raise lower hold keep place put press push pull squeeze roll rock rotate turn twist tilt tuck
    point flex curl spread stretch reach swing slide shift balance breathe relax tighten tense
    pause repeat switch swap change rest start begin return move bring cross loop wrap grip grab
    let drop rise perform do try use take face rise go stay stop slowly gently now then next
    wriggle circle draw tap tie apply ice massage rub pick count alternate extend support
    interlace clasp position shrug pump
    """
)
OTHER_VERBS = word_set(
    """
    call see ask tell talk contact wear avoid remember check make think read book find get give
    drink eat sleep warm cool add increase reduce build note write look listen help choose aim
    work share cut leave wait watch plan set carry bear follow speak visit seek come protect raise
    buy imagine record send maintain complete be don't do never always please allow continue exercise
    """
)
NOT_VERBS_BEFORE = re.compile(
    r"(?:\w+)\s+(?:is|are|was|were|can|may|will|should|helps|means|of|has|have|and \w+ (?:is|are|can))\b",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"(?:step \d+[:.]?\s*|\d+[.)]\s*)?(?:(?:then|next|now|slowly|gently|simply|just|finally|first|and|please|carefully|from here|to start|always|never),?\s+){0,2}(?P<verb>[a-z']+)",
    re.IGNORECASE,
)
LEAD_IN = re.compile(
    r"^(?:while|with|keeping|standing|sitting|lying|in|from|once|when|after|on|using|facing|holding|as|for)\b[^,.]{3,60},\s+(?:then |slowly |gently )?(?P<verb>[a-z']+)",
    re.IGNORECASE,
)

EXERCISE_NAME = re.compile(
    r"\b(?:stretch(?:es)?|raises?|curls?|squats?|lunges?|bridges?|bridging|press(?:es)?(?!ure)|planks?|step-?ups?|step-?downs?|clams?(?:hells?)?|"
    r"march(?:ing)?|leg lifts?|pumps?|scrunch(?:es)?|pick-?ups?|roll(?:s|ing)?|circles?|bird[- ]dog|heel drops?|knee rolls?|pelvic tilts?|"
    r"sit[- ]to[- ]stand|single[- ]leg (?:stance|stand|balance)|one[- ]leg(?:ged)? (?:stand|stance|balance)|tandem (?:stance|walk\w*)|"
    r"heel[- ]to[- ]toe(?: walk\w*| stand)?|chin tucks?|push-?ups?|press-?ups?|sit-?ups?|crunch(?:es)?|cat[- ](?:cow|camel)|deadlifts?|pendulums?|(?:band |resisted )?pulls?|pull-?aparts?|"
    r"toe yoga|towel (?:pull|grab)|straight leg|glides?|slides?|wall sits?|rotations?|heel walks?|toe walks?|alphabet|calf drops?|exercise \d+)\b",
    re.IGNORECASE,
)
NOT_A_NAME = re.compile(
    r"\b(?:why|what|when|how|should|benefits?|types?|about|evidence|research|causes?|risks?|myth|help|best|and|or|for|to|is|are|does|do)\b|\?",
    re.IGNORECASE,
)
NOT_A_MOVE = re.compile(
    r"\b(?:warm|cool|rest|tips?|before|after|start|safety|equipment|kit|plan|week|day|stage|phase|step|getting|ice|heat)\b",
    re.IGNORECASE,
)
HOW_TO_DO = re.compile(r"^how to (?:do|perform)\b", re.IGNORECASE)
HOW_TO = re.compile(
    r"\b(?:exercises?|stretch\w*|how to (?:do|perform|stretch)|steps|routine|programme|program|workout|try (?:this|these|it|them)\b|instructions|what to do|technique|strengthening|rehab\w*)\b",
    re.IGNORECASE,
)


def first_verb(text):
    text = text.lstrip("\"'( ")
    found = LEAD_IN.match(text) or FIRST.match(text)
    return found["verb"].lower() if found else ""


def is_imperative(text):
    verb = first_verb(text)
    return (verb in MOVES or verb in OTHER_VERBS) and not NOT_VERBS_BEFORE.match(text)


def is_movement(text):
    verb = first_verb(text)
    return verb in MOVES and not NOT_VERBS_BEFORE.match(text)


def is_exercise_heading(block):
    return (
        block.is_heading
        and bool(EXERCISE_NAME.search(block.text))
        and len(block.words) <= 7
        and not NOT_A_NAME.search(EXERCISE_NAME.sub("", HOW_TO_DO.sub("", block.text)))
    )


def may_name_exercise(block):
    """A short title under "Try it at home" or "Exercises": steps in order under it make it an exercise."""
    return (
        len(block.path) > 1
        and bool(HOW_TO.search(block.path[-2].text))
        and len(block.words) <= 4
        and not NOT_A_NAME.search(block.text)
        and not NOT_A_MOVE.search(block.text)
    )


def in_exercise(block):
    return any(
        EXERCISE_NAME.search(heading.text) or HOW_TO.search(heading.text)
        for heading in block.path[-2:]
    )


def is_step(block, document):
    """A numbered item, or a bullet or line of an exercise that begins with a verb of movement."""
    if block.kind == "item" and block.ordered:
        return (
            document.form != "plain"
            or is_movement(block.text)
            or in_exercise(block)
            or len(block.words) > 4
        )
    return block.kind in ("item", "para") and in_exercise(block) and is_movement(block.text)
