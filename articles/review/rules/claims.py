"""CL01 to CL03: hype, teasers, promises."""

import re

from .. import clauses
from .base import ERROR, WARNING, Rule, words

HYPE = words(
    r"miracles?",
    r"miraculous(?:ly)?",
    r"game[- ]chang(?:er|ers|ing)",
    r"break-?throughs?(?! (?:pain|cancer pain|bleeding|seizures?|symptoms?|dose))",
    r"revolutionar(?:y|ily)",
    r"revolutioni[sz](?:e|es|ed|ing)",
    r"life[- ]chang(?:ing|er)",
    r"magic(?:al|ally)?(?! (?:sponge|mouthwash))",
    r"amazing(?:ly)?",
    r"incredibl[ey]",
    r"astonishing(?:ly)?",
    r"unbelievabl[ey]",
    r"mind-?blowing",
    r"phenomenal(?:ly)?",
    r"instant(?:ly)? (?:\w+ ){0,2}?(?:relief|results|cure|fix)",
    r"(?:results|relief) instantly",
    r"instantly (?:relieves?|eases?|fix(?:es)?|cures?|stops?)",
    r"immediate (?:\w+ )?(?:cure|fix)",
    r"wonder[- ](?:cure|drug|treatment|exercise)s?",
    r"holy grail",
    r"pain[- ]free (?:lifestyle|living)",
    r"paramount",
    r"work(?:s|ing|ed)? wonders",
    r"(?:significantly|dramatically|drastically|massively) (?:improv(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|boosts?|eases?)",
    r"real change",
    r"(?:ultimate|perfect) (?:solution|cure|remedy|fix)",
    r"world[- ]class",
    r"cutting[- ]edge",
    r"state[- ]of[- ]the[- ]art",
    r"silver bullet",
    r"super-?charge[sd]?",
    r"skyrockets?",
    r"say goodbye to",
    r"like never before",
    r"best[- ]kept secret",
    r"quick fix(?:es)?",
)
TEASER = words(
    r"surprising(?:ly)?",
    r"surprised? (?:to|by)",
    r"(?:the |a |our )?secrets?(?! (?:ballot|service))",
    r"shocking(?:ly)?",
    r"unlock(?:s|ed|ing)?(?! (?:your |the )?(?:knees?|brakes?|doors?|phone|wheels?|brace))",
    r"the truth (?:about|behind)",
    r"unexpected place",
    r"you won't believe",
    r"you will not believe",
    r"and no, (?:it's|it is) not",
    r"few (?:people )?(?:realise|realize|know)",
    r"this (?:part of (?!your|the|this)|(?:one|simple) (?:of|tricks?|thing|hacks?|exercise))",
    r"one (?:weird|simple) (?:trick|thing|hack)",
    r"what (?:your )?(?:doctors?|nobody|no one) (?:won't|doesn't|don't|tells?|never)",
    r"(?:don't|do not) want you to know",
    r"\d+ (?:simple |easy |proven |little )?(?:hacks|tricks)",
    r"(?:will|might|may|could) (?:shock|amaze|surprise) you",
    r"number \d+ will",
    r"revealed",
    r"mind-?blowing",
)
REASSURED = re.compile(
    r"\b(?:not|n't|don't be|do not be|never be|no need to be)\s+(?:be\s+)?$", re.IGNORECASE
)

PROMISE = words(
    r"guarantee(?:s|d|ing)?",
    r"100 ?(?:%|per ?cent) (?:safe|effective|natural|success)",
    r"(?:completely|totally|absolutely|entirely|perfectly) (?:safe|harmless|risk[- ]free)",
    r"(?:suitable|safe|right) for (?:absolutely )?(?:everyone|anyone|everybody)",
    r"(?:can't|cannot|can not) (?:do you (?:any )?harm|go wrong|fail)",
    r"(?:has |have |with |there are )?(?:no|without(?: any)?) (?:nasty |harmful |unpleasant |unwanted )?side[- ]effects?",
    r"risk[- ]free",
    r"permanent(?:ly)?(?! (?:damage|nerve|harm|injury|disab\w+|loss|weakness|numbness|problems?|change|marker|footwear|paralysis|incontinence|scar\w*|resident|brace|implant|deformity|damaged|disabled|lose|harmed))",
    r"root causes?",
    r"root of (?:the|your|all|this|their) (?:problem|pain|trouble|issue)s?",
    r"must be (?:a|the|an essential|part) (?:part|key|core|cornerstone|centre|center|first|priority|of)",
    r"for ?ever",
    r"the only (?:way|cure|treatment|solution|exercise|thing that works)",
    r"will (?:\w+ly )?(?:fix|cure|heal|eliminate|prevent|eradicate|reverse|stop all|banish|get rid of)",
    r"(?:will|'ll) (?:simply |soon |completely |just )?(?:disappear|vanish|go away)(?: (?:completely|for good|forever))?",
    r"once and for all",
    r"for good(?=[.,!]|$)",
    r"(?:is|are|be|been|get|gets|was|were) (?:completely |fully |permanently |totally )?cured",
    r"cures? (?:your |the |all |any |heel |back |knee |foot |chronic )+\w+",
    r"(?:you(?:'ll| will)) never (?:have|feel|get|suffer|need)(?: \w+){0,4}",
    r"never (?:comes?|come) back",
    r"pain[- ]free (?:for life|in \d+)",
    r"works for everyone",
    r"everyone (?:can|will|gets|should)",
    r"always works?",
    r"(?:you|you'll|will) (?:will )?be (?:completely |totally )?(?:pain|symptom)[- ]free",
)
ALWAYS = re.compile(
    r"(?<=[\w,'] )(?:always|never)\b(?! (?:too late|mind|ending|been))", re.IGNORECASE
)
INSTRUCTS = re.compile(
    r"\s(?:call|stop|hold|push|use|wear|keep|ask|check|see|go|do|let|make|tell|take|try|stand|put|have|follow|start|warm|seek|"
    r"leave|force|bounce|walk|exercise|ignore|apply|place|skip|drive|lift|stretch|share|give|get|be|read|move|bend|"
    r"rest|talk|speak|contact|carry|consult|lock|twist|lean|sit|lie|work|increase|rush|remember|roll|sleep|smoke|mix|exceed|cut|cross|open|choose|finish|begin|breathe)\b",
    re.IGNORECASE,
)
SAFETY = re.compile(
    r"\b(?:you should|you must|should|must|please|and|or|,|then|first|but|to|it is best to|people|may|can|could|may have|you can)\s*$",
    re.IGNORECASE,
)
EXPERIENCE = re.compile(
    r"\b(?:is|are|was|were|feels?|hurts?|has|have|had|it's|i|pain|symptoms?)\s*$|\bnearly\s*$|\balmost\s*$",
    re.IGNORECASE,
)
OUTCOME = re.compile(
    r"\s(?:feel(?:s|ing)?|be|get|gets better|resolves?|settles?|goes away|have|help|helps|cause|causes|work|works|mean|means|lead|leads|recover|improve|improves|better|worse|need|needs|"
    r"heal|heals|hurts?|come|comes|returns?|fail|fails|right|true|the|due|because|safe|effective|again|suffer|result)\b",
    re.IGNORECASE,
)
RED_FLAG = re.compile(
    r"\b(?:damage|numb|weakness|urgent|emergency|999|111|911|a&e|surgery|bladder|bowel|paraly|stop smoking|implant|"
    r"fusion|plate|pacemaker|injury may|disab)",
    re.IGNORECASE,
)
HEALS = re.compile(
    r"\b(?:wounds?|cuts?|bones?|skin|stitches|scars?|fractures?|break)\s+$", re.IGNORECASE
)
GIVES_UP = re.compile(
    r"\b(?:give|giving|gave) up\b|\b(?:lose|lost|stop|miss|gone|quit)\b", re.IGNORECASE
)
HOW_FAST = re.compile(
    r"\b(?:how (?:fast|long|soon|quickly|well|much)|whether|if|when)\s+(?:\w+\s+){1,3}$",
    re.IGNORECASE,
)
WOULD_GO = re.compile(
    r"\b(?:if|when|until|most|often|usually|should|may|might|tend)\b", re.IGNORECASE
)


def hype(rule, case):
    for match, sentence in case.document.find(HYPE):
        if (
            sentence.block.is_myth
            or clauses.denied(case.document, match, sentence)
            or clauses.asked(sentence)
        ):
            continue
        yield case.on(rule, match, "Use neutral words.")


def teasers(rule, case):
    document = case.document
    first = next((block for block in document.blocks if block.kind == "para"), None)
    title = document.headings[0] if document.headings else None
    said = set()
    for match, sentence in document.find(TEASER):
        block = sentence.block
        if block.number in said or not (block.is_heading or block is first):
            continue
        before = sentence.text[: match.start() - sentence.start]
        if REASSURED.search(before[-40:]) or (
            block is not title
            and not block.is_heading
            and clauses.denied(document, match, sentence)
        ):
            continue
        said.add(block.number)
        in_title = block is title and (block.level == 1 or block.number == 0)
        yield case.on(
            rule, match, "Say what the page is about.", severity=ERROR if in_title else None
        )
    yield from _teasing_title_field(rule, case)


def _teasing_title_field(rule, case):
    if case.fields and case.fields.title:
        found = TEASER.search(case.fields.title.replace("’", "'"))
        if found:
            yield case.on_page(
                rule,
                "Say what the page is about.",
                field_name="title",
                text=found[0],
                severity=ERROR,
            )


def promises(rule, case):
    said = set()
    for match, sentence in case.document.find(PROMISE):
        if _is_fair(match, sentence) or _skips(case, match, sentence):
            continue
        said.add(sentence.number)
        yield case.on(rule, match, "Health outcomes vary. Soften.")
    for match, sentence in case.document.find(ALWAYS):
        if (
            sentence.number not in said
            and not _skips(case, match, sentence)
            and _claims_outcome(match, sentence)
        ):
            yield case.on(rule, match, "Health outcomes vary. Soften.")


def _skips(case, match, sentence):
    return (
        sentence.block.is_myth or clauses.asked(sentence) or _denied_by_other(case, match, sentence)
    )


def _denied_by_other(case, match, sentence):
    """Its own "no" or "never" does not deny a promise."""
    return clauses.denied(case.document, match, sentence)


def leaves_open(match, sentence):
    """ "How fast you will heal", "whether it helps": asked, not promised. Far words decide nothing."""
    end = match.start() - sentence.start
    return bool(HOW_FAST.search(sentence.text[max(0, end - 60) : end]))


def _is_fair(match, sentence):
    hit, text = match[0].lower(), sentence.text
    if hit.startswith("permanent") or "forever" in hit or "for ever" in hit:
        return bool(
            RED_FLAG.search(text) or GIVES_UP.search(text[: match.start() - sentence.start][-60:])
        )
    if hit.startswith("root"):
        return bool(
            re.search(
                r"\b(?:find|look for|looking for|ask about)\b.{0,20}$",
                text[: match.start() - sentence.start],
            )
        )
    if re.search(r"disappear|vanish|go away", hit):
        return bool(WOULD_GO.search(text)) and not re.search(
            r"completely|for good|forever|overnight|in \d+ (?:days|minutes)", text
        )
    if hit.startswith("will") and leaves_open(match, sentence):
        return True
    if "heal" in hit and HEALS.search(text[: match.start() - sentence.start]):
        return True
    if hit.endswith("free") and " be " in hit:
        return bool(WOULD_GO.search(text))
    if "prevent" in hit:
        return False
    if "side" in hit:
        return "if" in text.lower().split()[:2]
    if hit.startswith("everyone"):
        return "should" in hit or "can" in hit
    return bool(
        re.match(
            r"\s(?:on (?:its|their) own|in time|by itself)", text[match.end() - sentence.start :]
        )
    )


def _claims_outcome(match, sentence):
    start, end = match.start() - sentence.start, match.end() - sentence.start
    before, after = sentence.text[:start], sentence.text[end : end + 40]
    if re.search(
        r"\b(?:not|n't|nor|hardly|may|might|can|could)\s+$", before[-12:], re.IGNORECASE
    ) or after.startswith(" the first"):
        return False
    if OUTCOME.match(after) and not re.match(
        r"\s(?:be (?:careful|aware|gentle|honest|done|used|worn|checked|seen)|have (?:a|the|your|something|someone|support)|get (?:help|advice|medical|checked|up))",
        after,
        re.I,
    ):
        return not re.search(r"\b(?:if|when|i)\b", before.lower()) or bool(
            re.search(r"\b(?:will|should|you'll)\s*$", before, re.I)
        )
    if INSTRUCTS.match(after) or SAFETY.search(before):
        return False
    return not EXPERIENCE.search(before) and bool(re.search(r"\b(?:will|'ll)\s*$", before))


RULES = (
    Rule(
        "CL01",
        ERROR,
        "Hype",
        "NHS: accurate and balanced",
        "Words of advertising: miracle, breakthrough, game-changer, works wonders, instant relief and their families. "
        "Silent where the sentence denies them; “breakthrough pain” is medicine.",
        must_fire=(
            "This stretch is a game-changer.",
            "A breakthrough treatment for heel pain.",
            "Get instant pain relief at home.",
            "The results were miraculous.",
            "Massage works wonders for sore feet.",
            "It will significantly improve your life.",
            "A life-changing programme for your back.",
            "If you do not stretch, you miss a magical effect.",
            "Good shoes are paramount.",
            "It is nothing short of a miracle.",
            "This revolutionary insole lifts your arch.",
            "Magnesium is a miracle worker.",
        ),
        must_not_fire=(
            "There is no miracle cure.",
            "Tell your nurse if you get breakthrough pain between doses.",
            "Miracle cures do not exist.",
            "The idea of a magic exercise is a myth.",
            "Don't expect instant relief.",
            "Be wary of adverts that promise a miracle.",
            "Is there a miracle cure?",
            "## Myth: insoles are a miracle cure",
            "Relief is rarely instant.",
            "Your physio is not a miracle worker.",
            "There are no quick fixes, magic pills or game-changers.",
        ),
        check=hype,
    ),
    Rule(
        "CL02",
        WARNING,
        "Teaser instead of a title",
        "PEMAT 1",
        "A title, heading or first paragraph that hides what the page is about to win a click. An error in the title.",
        must_fire=(
            "# Does massage help knees? A surprising answer",
            "# The shocking truth about heel pain\n\nText.",
            "# Unlock a strong back\n\nText.",
            "# Heel pain\n\nThe cause lies in an unexpected place: your hips.",
            "# Knees\n\n## One simple trick for sore knees\n\nText.",
            "# Back pain\n\n## What your doctor won't tell you\n\nText.",
            "# Mattresses\n\nThe answer might shock you.",
            "# Foot care\n\nFew people realise how much feet do.",
        ),
        must_not_fire=(
            "# Heel pain: what helps\n\nHeel pain often gets better.",
            "# Knee pain\n\nDo not be surprised by some stiffness.",
            "# Sprain\n\n## What to do first\n\nRest.",
            "# Knee brace\n\n## How to unlock your brace\n\nPress the button.",
            "# Heel pain\n\nIt hurts.\n\nThe bruise can look surprising later on.",
            "# Exercise after a fall\n\nStart small.",
            "# Physio\n\nThis part of your foot is called the arch.",
        ),
        check=teasers,
    ),
    Rule(
        "CL03",
        WARNING,
        "Absolute or guarantee",
        "DISCERN 6",
        "Promises (“will cure”, “once and for all”, “will disappear”, “you should always feel better”). Safety advice with "
        "always or never, and red flags about permanent damage, are silent.",
        must_fire=(
            "These insoles will cure your heel pain.",
            "You should always feel better after it.",
            "Results are guaranteed.",
            "Your pain will disappear in 7 days.",
            "Get rid of heel pain once and for all.",
            "This treats the root cause of knee pain.",
            "Tight hips are the root of the problem.",
            "It is suitable for absolutely everyone and cannot do you harm.",
            "It eases pain with no nasty side effects.",
            "The only way to fix it is strength work.",
            "It is 100% safe.",
            "Heel pain can be cured with one stretch, it is cured for good.",
            "If you do not stop, this will fix your back.",
            "You will be pain-free in two weeks.",
            "It always gets better in the end.",
        ),
        must_not_fire=(
            "If your chest hurts, always call 999 first.",
            "You should never push through sharp pain.",
            "Never hold on to something that can move.",
            "Always stop if you feel faint.",
            "The pain is not always worse in the morning.",
            "Everyone is different.",
            "Not everyone gets better at the same speed.",
            "Without help there can be permanent damage to the nerves.",
            "No treatment is guaranteed to work.",
            "There is no treatment that will cure it.",
            "## Myth: rest will fix a sore back",
            "Will exercise cure my knee?",
            "A scan cannot find the root cause.",
            "Hold the rail and always use the light.",
            "Most people will be pain-free after 6 weeks.",
            "Wait until you are pain-free.",
            "It is not safe for everyone.",
            "Your wound will heal in 2 weeks.",
            "Nobody can say how fast you will heal.",
            "I thought I would have to give up gardening forever.",
        ),
        check=promises,
    ),
)
