"""CL06 and CL07: words that frighten or blame."""

import re

from .. import clauses
from .base import WARNING, Rule, words

SHOES = re.compile(
    r"\b(?:shoes?|trainers?|soles?|insoles?|footwear|heels? of your|tread|mattress|boots?|slippers?|cushion\w*|equipment|band|batter\w+|tyres?|"
    r"laces|carpet|rubber|ferrules?|stick|pair)\b",
    re.IGNORECASE,
)
FRIGHT = (
    (words(r"wear[- ]and[- ]tear"), "normal age changes", None),
    (words(r"bone[- ]on[- ]bone"), "narrowing of the joint", None),
    (
        words(r"worn[- ]out", r"worn[- ]down", r"worn away", r"wear(?:s|ing)? (?:out|away|down)"),
        "changed with age",
        SHOES,
    ),
    (
        words(
            r"degenerative (?:joint disease|dis[ck] disease|changes?|arthritis)",
            r"degenerat(?:e|es|ed|ing|ion|ive)",
        ),
        "normal age changes",
        None,
    ),
    (
        words(r"crumbl(?:e|es|ed|ing)"),
        "changed with age",
        re.compile(r"\b(?:biscuit|bread|soil|cake|plaster|wall)", re.I),
    ),
    (
        words(r"bone[- ](?:grind|rub)(?:s|bing|ing)?[- ](?:on|against)[- ]bone", r"eaten away"),
        "narrowing of the joint",
        None,
    ),
    (words(r"slipped dis[ck]s?", r"slipped (?:a|your) dis[ck]"), "disc problem", None),
    (words(r"debilitating", r"crippling", r"excruciating", r"agoni[sz]ing"), "very painful", None),
    (words(r"suffering from"), "who have", None),
    (words(r"sufferers?"), "people with it", None),
    (
        words(r"suffer(?:s|ed|ing)?(?: from| with)?"),
        "have",
        re.compile(r"\bsuffer(?:s|ed|ing)? (?:a |an )?(?:fall|injury|stroke|heart attack)", re.I),
    ),
    (words(r"weak core"), "needs more strength and control", None),
    (
        words(r"(?:spinal|joint|knee|back|hip) instability"),
        "needs more strength and control",
        re.compile(r"\bligament|dislocat|torn", re.I),
    ),
    (
        words(
            r"crush(?:es|ing) (?:your|their|the) (?:dis[ck]s?|spine|vertebrae|joints?)",
            r"time ?bombs?",
            r"damaged goods",
            r"falling apart",
            r"grind(?:s|ing) (?:together|on bone|against)",
        ),
        "(leave it out)",
        None,
    ),
)
REAL_USE = re.compile(
    r"\bdegenerat\w+ (?:cervical )?(?:myelopathy|nerve|neurolog)|macular degeneration",
    re.IGNORECASE,
)
REASSURES = re.compile(
    r"[^.;]{0,40}?\b(?:do|does|did|will|can|need)(?:n't| not|not) (?:always |usually |by itself |necessarily |have to )?(?:cause|mean|predict|lead|explain|have|need|hurt)",
    re.IGNORECASE,
)
BLAME = words(
    r"(?:your|their|his|her) own (?:fault|doing)",
    r"(?:it's|it is|that's) your fault",
    r"(?:yourself|yourselves|themselves|himself|herself) to blame",
    r"blam(?:e|ing) (?:only )?yourself",
    r"(?:do|does|did|have|has)(?:n't| not) (?:try|tried|work|worked) hard enough",
    r"(?:can't|cannot|couldn't) be bothered",
    r"gives? up too (?:easily|soon)",
    r"(?:brings?|brought|bringing) (?:it|this|that) on (?:yourself|yourselves|themselves)",
    r"not (?:committed|dedicated|disciplined|motivated) enough",
    r"lazy",
    r"laziness",
    r"non-?complian\w+",
    r"failed to(?= (?:\w+ )?(?:do|follow|attend|exercise|comply|lose|keep|complete|stretch|rest|take|respond|improve|stick|turn|engage))",
    r"failed (?:conservative|physio\w*|treatment)",
    r"if you stay dedicated",
    r"no excuses?",
    r"(?:lack of|no) (?:will-?power|discipline|motivation|effort|commitment)",
    r"you (?:have )?(?:neglected|let yourself go)",
    r"poor compliance",
    r"patient (?:failure|refus\w+)",
    r"should have known better",
    r"couch potato(?:es)?",
    r"refus(?:e|es|ed) to (?:exercise|move|help themselves)",
    r"bad habits?",
    r"because you (?:did not|didn't|don't|do not) (?:bother|try|care)",
)
NOT_BLAME = re.compile(r"\blazy eye|\bworld\b|no excuse needed|\byou need no", re.IGNORECASE)


def frightening(rule, case):
    taken = []
    for pattern, plain, exempt in FRIGHT:
        for match, sentence in case.document.find(pattern):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if sentence.block.is_myth or sentence.block.is_quote or REAL_USE.search(sentence.text):
                continue
            if exempt and exempt.search(sentence.text):
                continue
            if (
                clauses.denied(case.document, match, sentence)
                or clauses.mentioned(match, sentence)
                or _reassures(match, sentence)
            ):
                continue
            usable = plain if not plain.startswith("(") else None
            yield case.on(
                rule,
                match,
                f"Use a neutral word: {plain}." if usable else "Leave it out.",
                replacement=_like(match[0], usable),
            )


def _reassures(match, sentence):
    """ "A weak core does not cause back pain" speaks of the word to take its fright."""
    return bool(REASSURES.match(sentence.text[match.end() - sentence.start :]))


def _like(hit, plain):
    if plain is None:
        return None
    forms = {"suffers": "has", "suffered": "had", "suffering": "having"}
    if plain == "have":
        plain = forms.get(hit.split()[0].lower(), "have")
    return plain[0].upper() + plain[1:] if hit[:1].isupper() else plain


def blaming(rule, case):
    for match, sentence in case.document.find(BLAME):
        if (
            clauses.denied(case.document, match, sentence)
            or sentence.block.is_myth
            or sentence.block.is_quote
        ):
            continue
        before = sentence.text[
            max(0, match.start() - sentence.start - 12) : match.start() - sentence.start
        ]
        if NOT_BLAME.search(sentence.text) or re.search(
            r"\b(?:not|n't|nor|isn't)\s+(?:a |your )?$", before
        ):
            continue
        yield case.on(rule, match, "Do not blame the reader.")


RULES = (
    Rule(
        "CL06",
        WARNING,
        "Frightening words",
        "Stewart and Loftus 2018; NHS",
        "Wear and tear, bone on bone, degeneration, crumbling, suffering and the like. Silent where the sentence denies "
        "or quotes them, in block quotes and myths; shoes may wear out.",
        must_fire=(
            "Arthritis is wear and tear.",
            "The joint is bone on bone.",
            "Bone-on-bone knees hurt.",
            "The cartilage is eaten away until bone grinds on bone.",
            "Your cartilage is worn out.",
            "A slipped disc presses on the nerve.",
            "It is a debilitating condition.",
            "Many people suffer from heel pain.",
            "Degenerative changes show on your scan.",
            "You do not need rest, and the disc is crumbling.",
        ),
        must_not_fire=(
            "Hurt does not mean damage, and this is not wear and tear.",
            "> My knees are worn out.",
            "Throw away worn out shoes.",
            "Achilles tendon rupture: a snap at the back of the heel",
            "## Myth: a weak core causes back pain",
            "You may have been told your knee is bone on bone.",
            "7. A weak core does not cause low back pain",
            "A scan report may use the word “degeneration”.",
            "Trainers wear out after about 500 miles.",
            "“Wear and tear” is an unhelpful term.",
            "Discs do not slip: “slipped disc” is a misleading name.",
        ),
        check=frightening,
    ),
    Rule(
        "CL07",
        WARNING,
        "Blame",
        "Groundwork: no blame",
        "Words that put the fault on the reader: own fault, lazy, non-compliant, failed to, bad habits.",
        must_fire=(
            "It is often your own fault.",
            "Do not be lazy and skip it: lazy people heal slowly.",
            "Non-compliant patients do worse.",
            "Patients who failed to exercise got worse.",
            "You will get there if you stay dedicated.",
            "There are no excuses.",
            "Back pain comes from bad habits.",
            "Those who skip it only have themselves to blame.",
            "They did not try hard enough.",
        ),
        must_not_fire=(
            "This is not your fault.",
            "It is not laziness.",
            "Pain is not a sign of poor discipline.",
            "Other treatments failed.",
            "The machine failed to start.",
            "You have done nothing wrong.",
            "Missing a day is fine.",
            "You are not lazy if you rest.",
            "Try not to blame yourself.",
        ),
        check=blaming,
    ),
)
