"""ST01 and ST02: when to get help, and the warning signs of the region."""

import re

from .base import ERROR, WARNING, Example, Rule

HELP_HEADING = re.compile(
    r"\bwhen (?:to|should (?:you|i)|do (?:you|i) need to|you should|must (?:you|i)|is it time to) (?:\w+ ){0,3}?(?:get|seek|see|call|stop|contact|ask|talk|speak|worry|go|consult|visit|phone|ring|be concerned)\b|"
    r"\b(?:get|getting|seek|seeking|need|find|finding|ask for|asking for) (?:\w+ ){0,2}?(?:help|advice|attention)\b|\bred[- ]flags?\b|\bwarning signs?\b|\burgent(?:ly)?\b|\bemergenc(?:y|ies)\b|(?<!\d)(?:999|111|911|112|000)(?!\d)|\bA&E\b|"
    r"\b(?:see|seeing|call|contact|talk to|ask|speak to|visit|consult) (?:a|your|the|an|our) (?:\w+ )?(?:gp|doctor|physio\w*|nurse|clinician|podiatrist|healthcare|health|medical|pharmacist|specialist|surgeon|provider|therapist)|"
    r"\b(?:medical|professional) (?:help|advice|attention|care)\b|\bgo to (?:hospital|the hospital|the er|casualty)\b|\bwhen to (?:worry|stop)\b|\bstop (?:and|exercising|if)\b|\bwho to (?:call|contact)\b|\bwhat to watch (?:out )?for\b|\bsigns? (?:that )?something is wrong|\bget (?:it|this|that|yourself|your \w+) (?:checked|looked at|seen)\b|\b(?:danger|alarm) signs?\b",
    re.IGNORECASE,
)
ADVICE = re.compile(
    r"\b(?:see|call|contact|ring|phone|visit|consult|speak to|talk to|ask|tell) (?:a|your|the|an|our) (?:\w+ )?(?:gp|doctor|physio\w*|nurse|clinician|podiatrist|health\w*|medical|specialist|therapist|team|clinic|ward)\b[^.]{0,60}\b(?:if|when|straight|immediately|right away|at once)\b|"
    r"\b(?:call|ring|phone|dial) (?:999|111|911|112)\b|\bseek (?:\w+ ){0,2}(?:medical )?(?:help|advice|attention|care)\b|\b(?:go (?:straight |at once )?to|attend|head (?:straight )?to|visit) (?:A&E|casualty|(?:the |your )?(?:nearest |local )?(?:emergency|hospital))|\bif you (?:have|get|notice|develop)\b[^.]{0,120}\b(?:see|call|contact|seek)\b",
    re.IGNORECASE,
)
LEAD_WORDS = 14

EMERGENCY = r"(?:\b999\b|\b112\b|\b911\b|\b000\b|A&E|emergency|casualty|ambulance|\{\{\s*help)"
BACK = (
    (
        "bladder or bowel (pee, poo)",
        r"\b(?:bladder|bowels?|pee(?:ing)?|poo(?:ing)?|urin\w+|wee(?:ing)?|incontinen\w+|toilet|stool)\b",
    ),
    (
        "numbness around the genitals or bottom",
        r"\b(?:genital\w*|private parts|groin|saddle|between (?:your|the) legs|bottom|buttocks?|anus|back passage|perine\w+|inner thighs?|vagina\w*|penis|testicles?)\b",
    ),
    (
        "both legs",
        r"\bboth (?:of your |your |of the |the )?legs\b|\bone or both legs\b|\beither leg or both\b|\blegs on both sides\b|\bin (?:your |the )legs\b",
    ),
    ("an emergency route (999, A&E)", EMERGENCY),
)
HEEL = (
    ("diabetes", r"\bdiabet\w+"),
    (
        "numbness or tingling",
        r"\b(?:numb\w*|tingl\w+|pins and needles|loss of (?:feeling|sensation)|lost feeling|cannot feel|can't feel|no feeling)\b",
    ),
    (
        "not able to put weight on it",
        r"\b(?:put|bear|take|place|putting|bearing) (?:any |your |full |much )?weight|\bweight[- ]bear\w*|\b(?:cannot|can't|can not|unable to|not able to|hard to|not be able to|struggle to) (?:walk|stand)\b|\btake (?:4|four|a few) steps\b",
    ),
    ("injury with a snap", r"\b(?:snap\w*|pop(?:ping|ped)?|crack\w*|grinding (?:noise|sound))\b"),
    (
        "calf swelling",
        r"\b(?:calf|calves|lower leg|leg)\b[^.]{0,60}\b(?:swell\w*|swollen|clot|red|hot|warm\w*)|\b(?:swell\w*|swollen|clot|pain\w*)\b[^.]{0,40}\b(?:calf|calves|lower leg)\b|\bblood clot|\bdvt\b|deep vein",
    ),
    (
        "hot and red with fever",
        r"(?=[\s\S]*\b(?:hot|red(?:ness)?|warm)\b)(?=[\s\S]*\b(?:fever\w*|high temperature|temperature|shiver\w*|chills|hot and shivery)\b)",
    ),
)
KNEE = (
    (
        "hot, red, swollen with fever",
        r"(?=[\s\S]*\b(?:hot|red(?:ness)?)\b)(?=[\s\S]*\b(?:fever\w*|high temperature|temperature|shiver\w*|chills)\b)",
    ),
    HEEL[2],
    (
        "locks or gives way",
        r"\b(?:lock(?:s|ed|ing)?|giv(?:es?|ing) way|gave way|buckl(?:e|es|ed|ing))\b",
    ),
    HEEL[4],
)
BALANCE = (
    ("falls", r"\b(?:fall(?:s|en|ing)?|fell)\b"),
    (
        "support to hold on to",
        r"\b(?:hold on|hold(?:ing)? (?:on to |onto )?(?:the|a|your)|support\w*|wall|worktop|counter|rail|sturdy|chair|kitchen)\b",
    ),
)
SETS = {"back": BACK, "heel": HEEL, "knee": KNEE, "balance": BALANCE}
REGIONS = {
    "heel": "heel",
    "foot": "heel",
    "ankle": "heel",
    "feet": "heel",
    "heel-foot-ankle": "heel",
    "foot-ankle": "heel",
    "heel-pain": "heel",
    "achilles": "heel",
    "ankle-sprain": "heel",
    "plantar": "heel",
    "knee": "knee",
    "knees": "knee",
    "knee-arthritis": "knee",
    "back": "back",
    "low-back": "back",
    "lower-back": "back",
    "low-back-pain": "back",
    "back-pain": "back",
    "spine": "back",
    "lumbar": "back",
    "balance": "balance",
    "falls": "balance",
    "hip-balance": "balance",
    "hip": "",
    "general": "",
    "neck": "",
    "shoulder": "",
    "hand": "",
    "wrist": "",
    "hand-wrist": "",
    "elbow": "",
    "running": "",
    "after-surgery": "",
}


def region_set(region):
    """The key of the red-flag set of a region; "" where it has none of its own. KeyError where nobody knows it."""
    return REGIONS["-".join(region.strip().lower().replace("_", " ").split())] if region else ""


def no_help_part(rule, case):
    document = case.document
    if document.has_help_slot or any(
        HELP_HEADING.search(block.text) for block in document.blocks if block.is_heading
    ):
        return
    hidden = None
    for block in document.prose:
        if block.is_heading or block.is_myth:
            continue
        first = block.sentences[0].text if block.sentences else ""
        if (
            len(block.words) <= LEAD_WORDS
            and block.kind != "quote"
            and block.text.rstrip().endswith(":")
            and (HELP_HEADING.search(first) or ADVICE.search(first))
        ):
            return
        if (
            block.raw.kind in ("item", "para")
            and len(block.words) <= 8
            and block.text[-1:] not in ".!?;,"
            and HELP_HEADING.search(block.text)
            and not block.ordered
            and document.form != "markdown"
        ):
            return
        if hidden is None and ADVICE.search(block.text):
            hidden = block
    if hidden is not None:
        yield case.on_block(
            rule,
            hidden,
            "There is advice on when to get help, but no heading leads to it. Add a heading such as “When to get help”.",
            severity=WARNING,
        )
    else:
        yield case.on_page(rule, "Add when to get help.")


def red_flags(rule, case):
    signs = SETS.get(region_set(case.region) if case.region else "")
    if not signs or case.document.has_help_slot:
        return
    text = "\n".join(block.text for block in case.document.prose)
    missing = [name for name, pattern in signs if not re.search(pattern, text, re.IGNORECASE)]
    if missing:
        severity = ERROR if signs is BACK else WARNING
        yield case.on_page(rule, f"Missing: {'; '.join(missing)}.", severity=severity)


_BACK = "## Get urgent help\n\nCall 999 if you cannot feel a pee or a poo, you are numb around your genitals or bottom, or you have pain in both legs."
_HEEL = (
    "## When to see a GP\n\nSee a GP if you have diabetes, tingling, or cannot put weight on it. Go to A&E if you heard a snap. "
    "Ask for help the same day if your calf is swollen, or the foot is hot and red and you have a fever."
)
_KNEE = "## When to get help\n\n- hot, red and swollen with a fever\n- you cannot put weight on it\n- it locks or gives way\n- your calf is swollen"

RULES = (
    Rule(
        "ST01",
        ERROR,
        "No “when to get help”",
        "DISCERN 7; NHS",
        "No section or heading about when to see, call or stop. The {{help}} mark counts. Advice hidden in a paragraph is a warning.",
        must_fire=(
            "# Heel pain\n\nIt hurts.",
            "Walk a bit each day.",
            "# Knee\n\n## Exercises\n\nBend it.",
            "# Back\n\n## What is it?\n\nPain.",
            "# Heel\n\nIf it is bad, see your doctor if you like, or call 111 one day.",
        ),
        must_not_fire=(
            "# Heel\n\n## When to see a GP\n\nIf it is bad.",
            "## Get urgent help\n\nNow.",
            '!!! warn "When to stop"\n    Stop if it hurts.',
            "# Heel\n\nIt hurts.\n\n{{help}}",
            "## Red flags\n\nNumbness.",
            "# Knee\n\n## Get it checked\n\nIf it locks.",
            "## When should I seek medical attention?\n\nIf it is bad.",
            "# Heel pain\n\n## Call 999 if\n\n- you fall",
            "Heel pain\n\nIt hurts under the heel when you walk on it.\n\nWhen to see a doctor\n\nGo if it does not get better in 2 weeks.",
        ),
        check=no_help_part,
    ),
    Rule(
        "ST02",
        WARNING,
        "Warning signs of the region incomplete",
        "F4: NHS, Sheffield, HSC-NI",
        "For back, heel and foot, knee and balance: each warning sign of the region must be named. An error for the back. "
        "Where {{help}} stands, the region's own set is filled in.",
        must_fire=(
            Example("Your back may hurt.", region="back"),
            Example(_BACK.replace("both legs", "one leg"), region="back"),
            Example("Your heel may hurt.", region="heel"),
            Example(_KNEE.replace("it locks or gives way", "it clicks"), region="knee"),
            Example("Stand on one leg.", region="balance"),
            Example(_HEEL.replace("diabetes", "gout"), region="foot"),
        ),
        must_not_fire=(
            Example(_BACK, region="back"),
            Example(_HEEL, region="heel"),
            Example(_KNEE, region="knee"),
            Example("Hold on to a worktop: a fall hurts.", region="balance"),
            Example("Your back may hurt.\n\n{{help}}", region="back"),
            Example("Text."),
            Example("Text.", region="general"),
        ),
        check=red_flags,
    ),
)
