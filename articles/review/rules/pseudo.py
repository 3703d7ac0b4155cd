"""CL04 and CL05: toxins, chain reactions and other mechanisms that are not there."""

import re

from .. import clauses
from .base import ERROR, WARNING, Rule, words

TOXIN = words(
    r"de-?tox(?:if\w+|es|ing|ed)?",
    r"(?<!botulinum )(?<!botulinum-)(?<!tetanus )(?<!bacterial )toxins?(?! (?:injections?|type))",
    r"toxic build[- ]?up",
    r"impurities",
    r"cellular waste",
    r"(?:metabolic |bodily |body |acidic )?waste products?",
    r"metabolic waste",
    r"flush(?:es|ed|ing)?(?: \w+){0,3} out",
    r"flush(?:es|ing)? (?:away|toxins|waste|lactic)",
    r"lymphatic (?:system|circulation|flow|drainage)",
    r"lactic acid",
    r"(?:cleans(?:e|es|ing)|purif(?:y|ies|ying)) (?:your|the) (?:body|blood|system|organs|liver|feet|muscles|joints)",
    r"(?:metabolic|cellular|toxic) (?:debris|by-?products?|residues?)",
    r"(?:waste|toxic) (?:materials?|matter|substances?)",
    r"(?:rid|rids|ridding) (?:your|the) body of",
    r"energy (?:blockages?|flow|meridians?)",
    r"(?:blocked|stagnant|trapped|stuck) energy",
    r"acid(?:ic)? build[- ]?up",
    r"reflex(?:ology)? points?",
)
PHYSIOLOGY = re.compile(
    r"\b(?:liver|kidneys?|lymphoedema|lymphedema|lymph nodes?|cancer|surgery|operation|infection|bacteria|burn|burning feeling|"
    r"sprint|sprinting|hard exercise|muscles (?:make|produce|use)|skin cleanser|wound|catheter|cannula|botox|poison|"
    r"vein valves|is part of|network of|called|swollen arm|swollen leg|breast)\b",
    re.IGNORECASE,
)
CLAIMS = re.compile(
    r"\b(?:flush|remov|releas|eliminat|drain|rid|clear|clean|purg|draw|pull|stimulat|boost|improv|support|help|enhanc|aid|reduc|"
    r"break(?:s|ing)? down|caus|build|expel|activat|massag|wash|get out|push|squeez|drive|speed|relieve|detox|sweat)\w*",
    re.IGNORECASE,
)
ALWAYS_PSEUDO = re.compile(
    r"detox|cellular|toxic|impurit|energy|metabolic|cleans|purif|acid|reflex|waste",
    re.IGNORECASE,
)

MECHANISM = words(
    r"holistic(?:ally)?",
    r"natural states?",
    r"(?:boost|enhanc|improv|increas|stimulat)\w* (?:the |your |better |healthy |overall |local )?(?:blood )?circulation",
    r"circulation (?:boost\w*|enhanc\w*)",
    r"(?:boost|enhanc)\w* (?:the |your )?blood flow",
    r"mis-?align\w*",
    r"out of alignment",
    r"necessary alignment",
    r"foot alignment",
    r"(?:spine|pelvis|hips?|back|body) (?:back )?into alignment",
    r"(?:proper|natural|correct) alignment",
    r"(?:spine|body|pelvis|skeleton)\b[^.,;]{0,20} thrown (?:off balance|out of (?:line|balance))",
    r"domino effect",
    r"chain reaction",
    r"interconnected system",
    r"restor(?:e|es|ing) (?:the |your )?(?:optimal|natural|proper|perfect) (?:\w+ )?(?:function|alignment|balance|state|movement|posture)",
    r"radiat(?:e|es|ing) (?:pain )?upwards?",
    r"entire skeletal system",
    r"biomechanical (?:issues?|structures?|imbalances?|faults?)",
    r"muscle imbalances?",
    r"kinetic chain",
    r"(?:throws?|put|puts) (?:your |the )?(?:\w+ )?(?:whole )?body out of (?:balance|line)",
    r"out of place(?= (?:vertebra|joint|bone))",
    r"(?:vertebrae?|bones?|pelvis|sacrum|spine|ribs?|hips?|atlas|neck)\b[^.;]{0,40}\b(?:out of place|back in(?:to)? (?:its )?place)",
    r"body's natural (?:healing|energy|balance|ability)",
    r"balances? (?:the|your) (?:energy|body's)",
    r"unlocks? (?:your )?(?:energy|chakras?)",
    r"realign(?:s|ed|ing|ment)?",
)
REAL = re.compile(
    r"\b(?:fractur\w*|broken|bone (?:has|is) (?:set|out)|after (?:your |an |the )?(?:surgery|operation)|ankle pumps?|clots?|deep vein|dislocat\w+|"
    r"x-?rays?|teeth|nail|stockings?|bed ?rest|plaster|cast|splint|wheel|tracking|surgeon|surgery|operation|numb|poor circulation|"
    r"diabet\w+|hospital|anaesthetic|knee replacement|kneecap)\b",
    re.IGNORECASE,
)
PLAIN_MOVEMENT = re.compile(
    r"\b(?:ankle pumps?|walking|walks?|moving|movement|exercises?|warm(?:s|ing)?[ -]?up|compression|wriggl\w+|pump\w*|legs? (?:up|raised)|heat)\b",
    re.IGNORECASE,
)


CUE = re.compile(
    r"(?:and |then )?(?:keep|hold|check|line up|bring your (?:knees?|feet|ears))\b", re.IGNORECASE
)


def toxins(rule, case):
    if case.tags & {"lymphoedema", "lymphedema"}:
        return
    for match, sentence in case.document.find(TOXIN):
        if (
            sentence.block.is_myth
            or clauses.denied(case.document, match, sentence)
            or clauses.asked(sentence)
        ):
            continue
        if _is_physiology(match, sentence):
            continue
        yield case.on(rule, match, "Not supported. Remove.")


def _is_physiology(match, sentence):
    hit, text = match[0].lower(), sentence.text
    rest = text[: match.start() - sentence.start] + " " + text[match.end() - sentence.start :]
    if re.search(r"lymphatic", hit):
        return bool(PHYSIOLOGY.search(text)) or (not CLAIMS.search(rest) and "drainage" not in hit)
    if re.search(r"reflex", hit):
        return not re.search(r"foot|feet|organ|massage|press", text, re.IGNORECASE)
    if re.search(r"lactic", hit):
        return bool(
            re.search(
                r"\b(?:hard exercise|sprint\w*|muscles (?:make|produce)|produced)\b", text, re.I
            )
        ) and not re.search(r"flush|remov|massag|drain|clear|build|sore", text, re.I)
    if re.search(r"detox|energy|metabolic|cellular|impurit|acid|purif", hit):
        return bool(
            re.search(r"\b(?:liver|kidneys?|alcohol|drug|opioid|water supply)\b", text, re.I)
        ) and not re.search(r"massag|stretch|foot|feet|boost|support", text, re.I)
    if hit.startswith("flush"):
        return not re.search(r"toxin|waste|acid|impurit|inflammation|swelling", text, re.I)
    return bool(
        re.search(r"\b(?:liver|kidneys?|bacteria|infection|poison|botox|immune)\b", text, re.I)
    ) and not re.search(r"massag|stretch|exercis|foot|feet|insole", text, re.I)


def mechanisms(rule, case):
    for match, sentence in case.document.find(MECHANISM):
        if (
            sentence.block.is_myth
            or clauses.denied(case.document, match, sentence)
            or case.document.cited(sentence)
        ):
            continue
        if REAL.search(sentence.text) or clauses.asked(sentence):
            continue
        if (
            re.search("circulation|blood flow", match[0], re.IGNORECASE)
            and PLAIN_MOVEMENT.search(sentence.text)
            and "massage" not in sentence.text.lower()
        ):
            continue
        if "alignment" in match[0].lower() and CUE.match(sentence.text):
            continue
        if "chain reaction" in match[0].lower() and "chemical" in sentence.text.lower():
            continue
        yield case.on(rule, match, "Explain plainly or cite.")


RULES = (
    Rule(
        "CL04",
        ERROR,
        "Toxins and waste",
        "Wiltshire et al. 2010",
        "Claims that a treatment removes toxins, waste or lactic acid, “detox”, energy blockages. Plain physiology (liver, "
        "kidneys, lymph after surgery), denials, and pages tagged lymphoedema are silent.",
        must_fire=(
            "Massage flushes out toxins.",
            "Foot baths detox your body.",
            "It helps to remove lactic acid from sore legs.",
            "This clears impurities and cellular waste.",
            "Massage stimulates the lymphatic system.",
            "Rolling does not hurt and removes waste products.",
            "It gets stagnant energy moving.",
            "Pressing these reflex points frees blocked energy in your feet.",
            "A detoxifying wrap eases swelling.",
            "Turmeric purifies the blood.",
        ),
        must_not_fire=(
            "Your doctor may offer botulinum toxin injections.",
            "Massage does not remove toxins or lactic acid.",
            "The idea that massage flushes out toxins is a myth.",
            "Your liver and kidneys remove toxins from the blood.",
            "Does massage remove toxins?",
            "The lymphatic system is a network of thin tubes.",
            "There is no evidence that it detoxifies the body.",
            "Some say it flushes out toxins. This is not true.",
            "Some claim detox diets help. They do not.",
            "Your kidneys purify the blood.",
            "Flush the wound out with clean water.",
            "Contrary to what adverts claim, lactic acid is not flushed out by massage.",
        ),
        check=toxins,
    ),
    Rule(
        "CL05",
        WARNING,
        "Mechanism that explains nothing",
        "Wiltshire et al. 2010; Stewart and Loftus 2018",
        "Alignment, chain reactions, holistic, boosted circulation and the like, where nothing is explained or cited. "
        "Fractures, surgery and ankle pumps after an operation are silent.",
        must_fire=(
            "It restores natural states.",
            "Flat feet cause a chain reaction up to your neck.",
            "A holistic way to treat knees.",
            "Misaligned feet pull on your back.",
            "Massage boosts blood circulation.",
            "Good posture brings your spine into alignment.",
            "Foot problems have a domino effect on the hips.",
            "This can radiate pain upwards.",
            "In time the entire spine is thrown off balance.",
            "The sacrum has to be put back into place.",
        ),
        must_not_fire=(
            "Keep your knee in line with your second toe.",
            "A&E can check the alignment of the broken bone.",
            "Ankle pumps improve circulation after surgery.",
            "Your pelvis is not out of alignment.",
            "Keep your hips, knees and ankles in proper alignment.",
            "The idea of a misaligned spine is outdated.",
            "Sit tall and line up your ears with your shoulders.",
            "The surgeon will realign the bone.",
            "Diabetes can mean poor circulation in your feet.",
            "Walking helps improve circulation in your legs.",
            "It is not caused by a bone out of place.",
            "You have an anaesthetic while the bones are put back into place.",
        ),
        check=mechanisms,
    ),
)
