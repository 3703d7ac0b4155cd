"""RD05, RD06 and RD09: jargon, abbreviations, long words."""

import re

from .. import lexicon, reading
from ..patterns import any_of
from ..wordlists import word_set
from .base import INFO, WARNING, Rule

NEAR = 12
DEFINED_AFTER = re.compile(
    r"\s*(?:\(|,\s+(?:also |sometimes |often )?(?:called|known as|or\b|a\s|an\s|the\s|which (?:is|are|means|runs|connects|joins|helps)|that is|i\.e|meaning|where|when)|\s*[–—-]\s|"
    r":\s|\s(?:is|are) (?:a|an|the|when|where|what|another word|your|how)\s(?!(?:very |most |more |fairly |quite |really )*(?:common|frequent|leading|main|major|serious|"
    r"great|good|key|important|popular|useful|simple|cause|condition|problem|injury|frustrating|painful|risk|result|best|first)\b)|"
    r"\s(?:means?|refers? to|describes?|happens when|consists?)\b|,?\s(?:is|are) (?:also )?(?:called|known as)\b)",
    re.IGNORECASE,
)
DEFINED_BEFORE = re.compile(
    r"(?:\(|\b(?:called|known as|termed|named|medical (?:name|term|word)(?: \w+){0,3}|doctors call (?:this|it)|or)\s+(?:a |an |the |your )?(?:\w+ )?|[–—]\s)$",
    re.IGNORECASE,
)
SMALL_WORDS = word_set(
    """
    a an the of to in on or and your you for from that with as is are by how one what when it its
    at not than more
    """
)
STEM = re.compile(r"(?:fully|ful|ness|ing|ed|es|s|ly|y|e)$")

ABBREVIATION = re.compile(r"(?<![\w./@#&'-])[A-Z]{2,6}(?:s\b)?(?![\w&]|[-/.'][A-Za-z0-9])")
ALLOWED = word_set(
    """
    GP GPs NHS UK MRI CT HIV PDF MRIs US USA EU TV DIY OK ID AM PM FAQ FAQs COVID DVD DVDs CD SMS
    URL HTML UV DNA GPS USB AE ER BBC BMI PE BST GMT VAT PO PC IT ICU SOS NB PS OKAY ABC VIP CEO
    BC AD EC MP BSC MSC PHD MD DPT HCPC MCSP DO OT PT RN FRCS FRCP MRCP MBBS MBCHB CSP DC DPM
    FACSM BSc RSVP FM AC IKEA RAF ETC EG IE
    """
)
NUMERAL = re.compile(r"[IVXL]+")
SHOUT = word_set(
    """
    NOT DO DONT NO NEVER ALWAYS STOP AND OR THE YOU YOUR IF IS ARE ONLY MUST ALL ANY BE CAN TOO
    VERY ON OFF UP DOWN IN OUT TO BUT BOTH EACH EVERY FOR WITH NOW NEW FREE TIP TIPS NOTE KEY STEP
    STEPS WHAT WHY HOW WHEN WHO WHERE SLOWLY GENTLY BEFORE AFTER DAY DAYS WEEK WEEKS REST HOLD
    PAIN HEEL FOOT FEET KNEE BACK HIP HELP MYTH FACT TRUE FALSE YES THIS THAT THESE THOSE READ
    MORE LESS MOVE KEEP AVOID URGENT CALL SEE TRY END START LEFT RIGHT SIDE AT AS IT WE OUR MAY
    WILL HAVE HAS
    """
)
_EXPLAINED = re.compile(
    r"\s*\(\s*[A-Za-z]|\s*,?\s*(?:which )?(?:stands for|is short for|short for|means|=)",
    re.IGNORECASE,
)


def unexplained_jargon(rule, case):
    document = case.document
    seen = set()
    for match, sentence in document.find(lexicon.JARGON_PATTERN):
        key, gloss = lexicon.plain_words(match[0])
        if not gloss or key in seen or sentence.block.is_quote or sentence.block.is_dose:
            continue
        sense = lexicon.CLINICAL_SENSE.get(match[0].lower()) or lexicon.CLINICAL_SENSE.get(key)
        if sense and not _in_sense(sense, document.text, match):
            continue
        if sentence.block.is_heading and _comes_again(document, match):
            continue
        seen.add(key)
        if _is_linked(sentence.block, match[0]) or _is_glossed(document, match, sentence, gloss):
            continue
        yield case.on(
            rule, match, f"Explain: {match[0]} = {gloss}.", replacement=_in_place(match[0], gloss)
        )


def _in_sense(sense, text, match):
    start = max(0, match.start() - 30)
    return any(
        start + found.start() <= match.start() < start + found.end()
        for found in sense.finditer(text[start : match.end() + 40])
    )


def _comes_again(document, match):
    again = re.compile(re.escape(match[0]), re.IGNORECASE)
    return any(
        not document.block_at(found.start()).is_heading
        for found in again.finditer(document.text, match.end())
    )


def _is_linked(block, term):
    return any(term.lower() in word or word in term.lower() for word in block.terms)


def _is_glossed(document, match, sentence, gloss):
    after = document.text[match.end() : min(match.end() + 60, sentence.block.end)]
    before = document.text[max(sentence.block.start, match.start() - 50) : match.start()]
    if DEFINED_AFTER.match(after) or DEFINED_BEFORE.search(before):
        return True
    return _shares_words(document, match, sentence, gloss)


def _shares_words(document, match, sentence, gloss):
    """At least half of the plain words within 12 words on either side."""
    before = reading.words_in(
        document.text[max(sentence.block.start, match.start() - 160) : match.start()]
    )[-NEAR:]
    after = reading.words_in(
        document.text[match.end() : min(match.end() + 160, sentence.block.end)]
    )[:NEAR]
    near = {STEM.sub("", word.lower()) for word in (*before, *after)}
    wanted = (
        {STEM.sub("", word.lower()) for word in reading.words_in(gloss)}
        - {STEM.sub("", word) for word in SMALL_WORDS}
        - SMALL_WORDS
    )
    return bool(wanted) and len(wanted & near) * 2 >= len(wanted)


def _in_place(term, gloss):
    """Plain word first, then the term: "heel bone (calcaneus)"."""
    first = gloss[0].upper() + gloss[1:] if term[:1].isupper() and not term.isupper() else gloss
    inner = term if term.isupper() else term[0].lower() + term[1:]
    return f"{first} ({inner})"


def unexplained_abbreviations(rule, case):
    document = case.document
    seen = set()
    for match, sentence in document.find(ABBREVIATION):
        short = match[0].rstrip("s")
        if short in ALLOWED or short in SHOUT or short in seen or NUMERAL.fullmatch(short):
            continue
        if _is_shouted(document, sentence, short):
            continue
        if (
            sentence.block.is_heading
            and not sentence.block.guessed
            and _comes_again(document, match)
        ):
            continue
        seen.add(short)
        if not _is_spelled_out(document, match, sentence, short):
            yield case.on(rule, match, f"Spell out {short} at its first use.")


def _is_shouted(document, sentence, short):
    # "JOINT-EASE ULTRA™": a name in capitals, not letters that stand for words.
    at = sentence.text.find(short)
    if re.search(r"[A-Z]{2,}-[A-Z]{2,} $", sentence.text[:at]) or re.match(
        r"[™®]", sentence.text[at + len(short) :]
    ):
        return True
    return sentence.block.is_in_capitals or short.lower() in document.small_words


def _is_spelled_out(document, match, sentence, short):
    after = document.text[match.end() : match.end() + 40]
    before = document.text[max(0, match.start() - 2) : match.start()]
    if _EXPLAINED.match(after) or before.endswith("("):
        return True
    initials = r"[\s-]+(?:of |and |the |in |for |to )?".join(rf"{letter}[a-z]+" for letter in short)
    near = document.text[max(0, match.start() - 4000) : sentence.end]
    if re.search(initials, near, re.IGNORECASE):
        return True
    return bool(
        re.search(
            r"\b[A-Z]\w+ [A-Z]\w+,?\s*$", document.text[max(0, match.start() - 40) : match.start()]
        )
        and sentence.block.kind == "para"
        and len(sentence.block.words) < 15
    )


LONG = re.compile(
    r"(?<![\w-])"
    + any_of(sorted(map(re.escape, lexicon.SHORT), key=len, reverse=True))
    + r"(?![\w-])",
    re.IGNORECASE,
)
NOT_LONG = re.compile(
    r"\b(?:as|if|when|where|is not|not)\s+(?:required)$|an elevated$", re.IGNORECASE
)


def long_words(rule, case):
    for match, sentence in case.document.find(LONG):
        if not sentence.block.is_quote:
            yield _shorter(rule, case, match.start(), match.end(), lexicon.SHORT[match[0].lower()])
    for match, sentence in case.document.find(lexicon.EXPERIENCE):
        lead, word = match["lead"].strip().lower(), match["word"].lower()
        if sentence.block.is_quote or (
            word == "experience" and lead in ("have", "has", "is", "are", "be")
        ):
            continue
        if word == "experienced" and lead in (
            "is",
            "are",
            "be",
            "often",
            "also",
            "many",
            "to",
            "not",
        ):
            continue
        yield _shorter(rule, case, *match.span("word"), lexicon.EXPERIENCE_FORMS[word])


def _shorter(rule, case, start, end, short):
    hit = case.document.text[start:end]
    short = short[0].upper() + short[1:] if hit[0].isupper() else short
    return case.at(rule, start, end, f"Use “{short}”.", replacement=short)


RULES = (
    Rule(
        "RD05",
        WARNING,
        "Medical word without plain words",
        "PEMAT 4; NHS",
        "A word of the lexicon at its first use, without its plain words or a definition within 12 words and without a "
        "glossary link. Everyday uses (“prone to”, “extension lead”) are silent.",
        must_fire=(
            "Your gait may change.",
            "Pain comes from the calcaneus in some people.",
            "Lie prone on the bed.",
            "The pathology is clear.",
            "Proprioception gets worse after a sprain.",
            "You may need orthotics for this.",
            "The soleus gets tight.",
        ),
        must_not_fire=(
            "piles (haemorrhoids); pins and needles (paraesthesia)",
            "You may be prone to sprains.",
            "The heel bone (calcaneus) can hurt.",
            "Move the extension lead out of the way.",
            "This is called gait.",
            "Wear your [[orthotics|shoe inserts]] all day.",
            "The plantar fascia is a strong band of tissue under your foot.",
            "Downloading the app takes a minute.",
            "Your tendon, the cord that joins muscle to bone, is sore.",
        ),
        check=unexplained_jargon,
    ),
    Rule(
        "RD06",
        WARNING,
        "Abbreviation not spelled out",
        "NHS",
        "Capital letters at first use without their words. GP, NHS, A&E, MRI, spine levels, Roman numerals and words in "
        "capitals for stress are silent.",
        must_fire=(
            "Your ACL may be torn.",
            "Take NSAIDs with food.",
            "The ROM of the knee gets better.",
            "NSAID gel can ease it.",
            "Ask for a TENS machine.",
            "PFPS hurts on stairs.",
        ),
        must_not_fire=(
            "See your GP or the NHS site.",
            "The anterior cruciate ligament (ACL) joins two bones.",
            "Go to A&E or call 999.",
            "Do NOT push.",
            "Nerves leave at L5 and S1.",
            "You may need an MRI or CT scan.",
            "EXERCISES FOR HEEL PAIN",
            "Rub in JOINT-EASE ULTRA™ at night.",
            "World War II ended.",
            "Non-steroidal anti-inflammatory drugs (NSAIDs) can upset the gut.",
        ),
        check=unexplained_abbreviations,
    ),
    Rule(
        "RD09",
        INFO,
        "Long word",
        "NHS",
        "A long word with a short one that says the same.",
        must_fire=(
            "Utilise a chair.",
            "Commence with 5 a day.",
            "Stretch prior to running.",
            "Bend in order to lift.",
            "It takes approximately 6 weeks.",
            "If you experience pain, stop.",
            "You may require help.",
            "Do an additional set.",
            "Rest for a sufficient time.",
        ),
        must_not_fire=(
            "Use a chair.",
            "See an experienced physio.",
            "Everyone's experience is different.",
            "Start with 5.",
            "Work in good order, to be safe.",
            "The requirement is simple.",
            "> I experienced pain prior to this.",
        ),
        check=long_words,
    ),
)
