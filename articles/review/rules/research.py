"""EV02 and EV03: "research shows", "a recent study", "experts agree", and nothing to look up."""

import re

from .. import clauses
from .base import ERROR, WARNING, Rule

SAYS = (
    r"(?:shows?|shown|showed|showing|proves?|proven|proved|suggests?|suggested|suggesting|indicates?|indicated|"
    r"demonstrates?|demonstrated|confirms?|confirmed|found|finds?|underscores?|supports?|supported|supporting|says?|"
    r"reveals?|revealed|discover(?:s|ed)|attests?|reports?|reported|documented|document|links?|linked|concludes?|concluded|points? to|tells? us|agrees?|backs?)"
)
RESEARCH = re.compile(
    r"\b(?:research(?:ers)?|evidence|science|scientists|studies|trials|data|meta-analys[ei]s|surveys|(?:independent|clinical|scientific|laboratory|lab) tests)\s+"
    r"(?:(?:has|have|also|clearly|now|consistently|repeatedly|strongly|increasingly|already|recently|often|generally|"
    r"does|do|to date|so far|even|overwhelmingly|further|on [a-z]+(?: [a-z]+){0,3}|from [a-z]+(?: [a-z]+){0,3}|"
    r"in(?:to)? [a-z]+(?: [a-z]+){0,2}|published [a-z0-9 ]{2,30}?|at [a-z]+(?: [a-z]+){0,4}?|"
    r"(?:done|carried out|conducted|performed|run|led) (?:in|on|by|at|with|over) [a-z0-9]+(?: [a-z]+){0,3}?)\s+){0,3}"
    + SAYS
    + r"\b(?!\s+in\s+(?:the\s+)?(?:picture|figure|photo|video))"
    r"|\b(?:growing |large |strong |solid |increasing )?body of (?:research|evidence|science)\b"
    r"|\b(?:clinically|scientifically|medically|research|evidence)[- ](?:proven|backed|validated|tested)\b"
    r"|\b(?:has|have|'s|'ve) been (?:clinically |scientifically |consistently |repeatedly |also |well )*(?:validated|proven|proved|shown to(?! (?:you|patients|people|your|the|a|an|us|me)\b)|"
    r"shown that|found to)\b|\bha(?:s|ve) been shown\b(?! (?:to (?:you|patients|people|your|the|a|an|us|me)|how|round|around|in the)\b)"
    r"|\bha(?:s|ve) shown (?:great |real |some |much )?promise\b|\bproven (?:to|benefits?|results?|track record|effective)\b"
    r"|\b(?:many|several|numerous|recent|clinical|some|most|multiple|countless|various) trials? have\b"
    r"|\baccording to (?:recent |new |the |some |many |scientific |medical |current )*(?:research|studies|science|scientists|data|evidence)\b"
    r"|\b(?:backed|supported|validated) by (?:\w+ )?(?:science|research|evidence|studies)\b"
    r"|\b(?:several|many|numerous|recent|various|multiple|countless|some|most) (?:\w+ ){0,2}studies (?:have|had|did|do)\b",
    re.IGNORECASE,
)
ADJACENT_NO = re.compile(
    r"\s+(?:(?:that )?there (?:is|was|'s) )?(?:no|not|little|any|neither|nothing|limited|mixed|conflicting|inconclusive|unclear)\b",
    re.IGNORECASE,
)
SPLIT_NO = re.compile(
    r"\s+(?:not|n't|never|yet to|failed to|been (?:unable|mixed|inconclusive|small|done))\b",
    re.IGNORECASE,
)
TOPIC_HEADING = re.compile(
    r"^(?:\d+[.)] ?)?(?:what|how|does|do|is|are|where|why|the (?:evidence|research|science))\b",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:NICE|NHS|WHO|World Health Organi[sz]ation|Cochrane|Mayo Clinic|Harvard|Oxford|Versus Arthritis|CDC|NIH|"
    r"(?:University|College|Institute|Society|Academy|Association) of [A-Z]\w+|[A-Z]\w+ (?:University|College|Clinic|"
    r"Hospital|Institute|Association|Foundation))\b"
)

ADJECTIVE = r"(?:(?:[a-z]{2,14}(?:-[a-z]{1,12})?|US|UK|[A-Z][a-z]{2,14}|\d{4})\s+)"
STUDY = re.compile(
    rf"\b(?i:an?|one|another|recent|this|two|three|the same)\s+{ADJECTIVE}{{0,3}}?(?P<noun>study|trial|survey|poll|review|meta-analysis|experiment|studies|trials|surveys|polls)\b"
)
FINDS = re.compile(
    r"\b(?:found|finds|showed|shows|shown|compared|reported|reports|suggest\w*|conclud\w+|published|participants?|"
    r"volunteers|looked at|tested|measured|followed|revealed|discovered|proved|linked|asked|patients|runners|people with|"
    r"adults|women|men)\b",
    re.IGNORECASE,
)
TREATMENT_TRIAL = re.compile(
    r"\s+(?:of|period|run|session|offer|and error|with|for|lesson)\b", re.IGNORECASE
)
GIVE_IT = re.compile(
    r"\b(?:free|give it|try|try it|as|worth|after|start(?:ing)? with|case|take part in|join|for|into|need)\s*$",
    re.IGNORECASE,
)
NOT_RESEARCH = re.compile(
    r"\b(?:case|feasibility room|time|home|work|self|medication|medicine|yearly|annual|regular|next|treatment|progress)\s+(?:study|review|trial)$",
    re.IGNORECASE,
)
CROWD = re.compile(
    r"\b(?:(?:leading |many |most |some |medical |health |top |foot |back )*(?:experts?|specialists|scientists)\s+"
    r"(?:(?:now|also|often|generally|all|widely)\s+)?(?:say|says|agree|agrees|believe|believes|recommend|recommends|warn|warns|"
    r"think|suggest|suggests|claim|advise|consider|estimate)\b"
    r"|(?:leading|top|eminent|renowned) (?:\w+ )?(?:surgeons|doctors|consultants|physios|physiotherapists|clinicians)\s+"
    r"(?:now |all |also )?(?:say|agree|believe|recommend|back|endorse|swear by|support)\b"
    r"|(?:researchers|scientists|academics|a (?:research )?team)\s+(?:at|from|in|led by)\s+(?:[\w'-]+\s+){1,7}?(?:have |has )?(?:followed|tracked|"
    r"studied|discovered|looked at|tested|asked|compared|analysed|analyzed|surveyed|recruited|worked out)\b"
    r"|(?:many|countless|thousands of|most)\s+(?:[a-z]+\s+){0,2}?(?:runners|athletes|people|experts|individuals|patients|doctors|"
    r"physiotherapists|therapists|users|women|men|sufferers)\s+(?:[a-z]+\s+){0,6}?(?:notice|noticed|reports?|reported|finds?|found|"
    r"says?|said|believes?|believed|swear|claim|agree|credit))\b",
    re.IGNORECASE,
)
FIND_THING = re.compile(
    r"\s+(?:it\s+(?:hard|difficult|tricky|easy)|themselves|a\s|out\b|their\b)", re.IGNORECASE
)


def unsourced_research(rule, case):
    said = set()
    for match, sentence in case.document.find(RESEARCH):
        block = sentence.block
        if (
            sentence.number in said
            or clauses.retold(match, sentence)
            or case.document.cited(sentence)
        ):
            continue
        if _is_honest(match, sentence) or (block.is_heading and TOPIC_HEADING.match(block.text)):
            continue
        said.add(sentence.number)
        named = ORGANISATION.search(sentence.text)
        yield case.on(
            rule,
            match,
            f"“{named[0]}” is named but there is nothing to look up: add the source."
            if named
            else "Say which research, or drop the phrase.",
            severity=WARNING if named else None,
        )


def _is_honest(match, sentence):
    start, end = match.start() - sentence.start, match.end() - sentence.start
    after = sentence.text[end : end + 40]
    if clauses.asked(sentence) or ADJACENT_NO.match(after):
        return True
    if SPLIT_NO.match(after) or re.search(
        r"\b(?:more|further|better|no|any|if|until|when|whether)\s+$", sentence.text[:start], re.I
    ):
        return True
    first, _ = clauses.clause(sentence.text, start, end)
    return bool(clauses.NOT.search(sentence.text, max(first, start - 120), start))


def vague_crowds(rule, case):
    for match, sentence in case.document.find(STUDY):
        if (
            _is_study(match, sentence)
            and not case.document.cited(sentence)
            and not clauses.retold(match, sentence)
            and not _is_named_before(case.document, match, sentence)
        ):
            yield case.on(rule, match, "Name the study.")
    for match, sentence in case.document.find(CROWD):
        after = case.document.text[match.end() : match.end() + 30]
        finds = re.search(r"\b(?:find|finds|found)$", match[0], re.IGNORECASE)
        if case.document.cited(sentence) or clauses.retold(match, sentence):
            continue
        # "Many people find it hard" reports nothing; what EV02 says already is not said twice.
        if (finds and FIND_THING.match(after)) or RESEARCH.search(sentence.text):
            continue
        yield case.on(rule, match, "Say who, or name the study.")


def _is_named_before(document, match, sentence):
    """ "This study was small" behind the sentence that cites it."""
    before = document.sentences[max(0, sentence.number - 3) : sentence.number]
    return match[0].lower().startswith(("this", "the same")) and any(
        one.block.path == sentence.block.path and document.cited(one) for one in before
    )


def _is_study(match, sentence):
    if re.search(
        r"\b(?:your|my|our|clear|not|every|under|with|and|or|of|for|to|in|on|is|are|the)\b",
        match[0][: match.start("noun") - match.start()],
    ):
        return False
    end = match.end() - sentence.start
    before, after = sentence.text[: match.start() - sentence.start], sentence.text[end:]
    if re.match(r"\s+(?:\w+ ){0,2}(?:looking for|recruiting|seeking|needs|inviting)\b", after):
        return False
    if NOT_RESEARCH.search(match[0]) or GIVE_IT.search(before) or clauses.asked(sentence):
        return False
    finds = FINDS.search(after) or re.search(r"\b[Ii]n\s*$", before)
    if match["noun"] in (
        "study",
        "studies",
        "meta-analysis",
        "survey",
        "surveys",
        "poll",
        "polls",
        "experiment",
    ):
        return not re.match(r"\s+(?:desk|leave|group|guide|plan|habit)", after)
    if TREATMENT_TRIAL.match(after) and not re.search(
        r"\b(?:found|showed|shows|reported|compared|conclud)", after
    ):
        return False
    return bool(finds)


RULES = (
    Rule(
        "EV02",
        ERROR,
        "“Research shows” without a source",
        "DISCERN 4",
        "Research, evidence, studies or science are said to show something and no reference stands in the sentence or "
        "opens the next. Honest doubt (“little research shows”) is silent; with an organisation named it is a warning.",
        must_fire=(
            "Research shows that stretching helps.",
            "Our clinically proven insoles ease the load.",
            "Studies have shown that walking helps backs.",
            "There is a growing body of evidence for strength work.",
            "Science says your feet are the key.",
            "Several US studies documented less pain after taping.",
            "The method has been shown to cut pain.",
            "According to research, cold water eases sore legs.",
            "Numerous studies attest to its benefits.",
            "Independent tests have proved that it cuts pressure.",
            "Scientists at a leading university discovered that tape eases pain.",
            "Insoles have shown promise in runners.",
            "It does not hurt, and research shows it works.",
            "Research has consistently shown that most episodes get better.",
            "Trials carried out in Sweden prove that discs heal.",
        ),
        must_not_fire=(
            "There is little research showing that insoles help back pain.",
            "Studies have not shown that foot massage helps knee pain.",
            "It is not clear whether research supports this.",
            "No studies have shown that this works.",
            "Research shows that walking helps (Pocovi et al. 2024).",
            "Studies have shown no benefit from this.",
            "More research is needed.",
            "The film has been shown to patients.",
            "## What does the research show?",
            "Researchers do not know why this happens.",
            "The foot should look as shown in the picture.",
            "Research shows that heavy heel raises help.[^rathleff15]",
        ),
        check=unsourced_research,
    ),
    Rule(
        "EV03",
        WARNING,
        "Vague study or crowd",
        "DISCERN 4",
        "“A recent study”, “experts agree”, “many runners report” with nothing to look up. A trial of a treatment "
        "(“a trial of insoles for 3 months”) is not a study.",
        must_fire=(
            "A recent study found less pain after 8 weeks.",
            "Experts agree that rest is best.",
            "Many runners have noticed less pain.",
            "A US study compared insoles with tape.",
            "Experts warn against flat shoes.",
            "In one trial, runners who stretched had less pain.",
            "One small trial showed a benefit.",
            "Many people report quick relief.",
            "Many experts recommend a mixed approach.",
            "A recent poll of 2,000 adults put beds first.",
            "A team from Leeds tracked runners for a year.",
            "Leading orthopaedic surgeons back it.",
        ),
        must_not_fire=(
            "Your physio may suggest a trial of 3 months.",
            "In one trial, 75% of the strength group were satisfied (Rathleff et al. 2015).",
            "Give it a trial for a week.",
            "Book a review with your physio after six weeks.",
            "Many people find it hard to start again.",
            "Ask for a medication review.",
            "A recent study found the same [4].",
            "Sit at a study desk with your feet flat.",
            "A clinical trial is looking for volunteers.",
            "You could use a trial of heel pads.",
            "Pain fell by a third (Lee et al. 2019). This study was small.",
            "Blood tests can show it. Doctors at the hospital looked at my scan.",
        ),
        check=vague_crowds,
    ),
)
