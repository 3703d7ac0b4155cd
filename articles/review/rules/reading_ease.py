"""RD01 to RD04 and RD10: grade, long sentences, long paragraphs, walls of text."""

import re

from .. import reading
from ..lexicon import TOPIC
from .base import ERROR, INFO, WARNING, Rule

GRADE_WORDS = 100
GRADES = ((10, ERROR), (8, WARNING), (6, INFO))
SMOGS = ((14, ERROR), (12, WARNING))
LONG, TOO_LONG = 20, 25
PARAGRAPH_SENTENCES, PARAGRAPH_WORDS = 3, 80
WALL = 200
NAME_WORDS = 6
BOLD_OPENS = re.compile(r"(?:\*\*|__|<(?:b|strong)>)$", re.IGNORECASE)
BOLD_CLOSES = re.compile(r"\.?(?:\*\*|__|</(?:b|strong)>)", re.IGNORECASE)
READ_KINDS = ("heading", "boxtitle", "para", "item", "quote", "cell")


def counted_sentences(document):
    """(sentence, words) of everything that is read aloud; a heading and a list item count as one each or more."""
    for block in document.prose:
        if block.kind in READ_KINDS and not block.is_dose:
            for sentence in block.sentences:
                words = reading.words_in(sentence.text)
                if words:
                    yield sentence, words


class Measure:
    """Grade and SMOG of a document, and its hardest sentences."""

    def __init__(self, document, title=""):
        self.rows = list(counted_sentences(document))
        self.words = sum(len(words) for _, words in self.rows)
        self.syllables = [sum(map(reading.syllables, words)) for _, words in self.rows]
        self.grade = reading.grade(self.words, len(self.rows), sum(self.syllables))
        hard = sum(
            reading.syllables(word) >= reading.POLYSYLLABLE
            for _, words in self.rows
            for word in words
        )
        self.smog = reading.smog(hard, len(self.rows))
        self.fair_grade = self._fair_grade(title)

    def _fair_grade(self, title):
        """The grade with the topic's own name counted as one word of two beats: the writer cannot shorten it."""
        topics = {found[0].lower() for found in TOPIC.finditer(title)}
        words, syllables = self.words, sum(self.syllables)
        if not topics:
            return self.grade
        for sentence, _ in self.rows:
            lower = sentence.text.lower()
            for topic in topics:
                times = lower.count(topic)
                if times:
                    parts = reading.words_in(topic)
                    words -= times * (len(parts) - 1)
                    syllables -= times * max(0, sum(map(reading.syllables, parts)) - 2)
        return reading.grade(words, len(self.rows), syllables)

    def hardest(self, count=5):
        scored = sorted(
            (
                (reading.grade(len(words), 1, beats), sentence)
                for (sentence, words), beats in zip(self.rows, self.syllables, strict=True)
                if len(words) >= 8
            ),
            key=lambda pair: -pair[0],
        )
        return [sentence for _, sentence in scored[:count]]


def measured(case):
    if "measure" not in case.shared:
        title = (
            case.fields.title
            if case.fields and case.fields.title
            else (case.document.headings[0].text if case.document.headings else "")
        )
        case.shared["measure"] = Measure(case.document, title.replace("’", "'"))
    return case.shared["measure"]


def grade_level(rule, case):
    measure = measured(case)
    if measure.words < GRADE_WORDS:
        return
    severity = next((severity for limit, severity in GRADES if measure.fair_grade > limit), None)
    if not severity:
        return
    worst = measure.hardest()
    listed = " ".join(
        f"({number}) {' '.join(one.text.split()[:12])}…" for number, one in enumerate(worst, 1)
    )
    without = "" if measure.fair_grade == measure.grade else " without the words of the title"
    message = f"Reading grade {measure.fair_grade:.1f}{without}; aim for 6. Shorten sentences, simpler words. Hardest: {listed}"
    if worst:
        yield case.at(rule, worst[0].start, worst[0].end, message, severity=severity)
    else:
        yield case.on_page(rule, message, severity=severity)


def smog_level(rule, case):
    smog = measured(case).smog
    severity = next(
        (severity for limit, severity in SMOGS if smog is not None and smog >= limit), None
    )
    if severity == ERROR and smog == 14:
        severity = WARNING
    if severity:
        yield case.on_page(
            rule,
            f"SMOG {smog:.1f}; below 12 most people can follow. Shorten sentences, simpler words.",
            severity=severity,
        )


def long_sentences(rule, case):
    for sentence, words in measured(case).rows:
        if sentence.block.kind not in ("para", "quote") or len(words) <= LONG:
            continue
        yield case.at(
            rule,
            sentence.start,
            sentence.end,
            f"Split this sentence: {len(words)} words, 20 at most.",
            severity=ERROR if len(words) > TOO_LONG else None,
        )


def long_paragraphs(rule, case):
    for block in case.document.prose:
        if block.kind != "para" or block.is_dose:
            continue
        sentences = sum(len(sentence.text.split()) > 1 for sentence in block.sentences)
        sentences -= opens_with_a_name(case.document, block)
        if sentences > PARAGRAPH_SENTENCES:
            yield case.on_block(rule, block, f"Split: {sentences} sentences, 3 at most.")
        elif len(block.words) > PARAGRAPH_WORDS:
            yield case.on_block(rule, block, f"Split: {len(block.words)} words, 80 at most.")


def opens_with_a_name(document, block):
    """ "**Ankle pumps.** Move your feet …": the bold name leads in like a heading."""
    first = block.sentences[0] if block.sentences else None
    if first is None or len(first.text.split()) > NAME_WORDS or first.end > len(document.offsets):
        return False
    start, end = document.offsets[first.start], document.offsets[first.end - 1] + 1
    around = document.source[max(0, start - 8) : start], document.source[end : end + 9]
    return bool(BOLD_OPENS.search(around[0]) and BOLD_CLOSES.match(around[1]))


def walls(rule, case):
    count, start = 0, None
    for block in case.document.prose:
        if block.is_heading:
            count, start = 0, None
            continue
        start = start or block
        was, count = count, count + len(block.words)
        if was <= WALL < count:
            yield case.at(
                rule,
                start.start,
                start.end,
                "More than 200 words without a heading. Add a heading.",
            )


_EASY = "Sit on a chair. Put your feet flat on the floor. Lift your heels. Lower them slowly. " * 8
_HARD = (
    "Musculoskeletal rehabilitation necessitates comprehensive consideration of biomechanical contributions to "
    "persistent symptomatology, particularly regarding occupational expectations. Individualised interventions "
    "demonstrate considerable variability according to participant characteristics and environmental circumstances. "
) * 4
_MIDDLE = (
    "Regular walking usually helps people whose knees are painful, although the first few weeks can feel quite "
    "uncomfortable for many of them. "
) * 6
_MANY = (
    "Considerable improvement necessitates continuing participation in rehabilitation activities every day. "
    * 32
)
_S20 = "If you sit for a long time at work then stand up and walk around the room a bit now. "
_S23 = "If you sit for a long time at work then you should stand up and walk around the room a little bit every hour today."

RULES = (
    Rule(
        "RD01",
        WARNING,
        "Reading grade",
        "AMA and NIH, 6th grade; NHS reading age 9 to 11",
        "Flesch-Kincaid grade of the prepared text: above 6 information, above 8 warning, above 10 error. The topic's own "
        "name in the title counts as a short word. Not below 100 words.",
        must_fire=(
            _HARD,
            _MIDDLE,
            "# Back pain\n\n" + _HARD,
            _HARD.replace("particularly", "especially"),
            _MIDDLE * 2,
        ),
        must_not_fire=(
            _EASY,
            "Musculoskeletal rehabilitation necessitates comprehensive consideration.",
            "# Plantar fasciitis\n\n"
            + "Plantar fasciitis hurts. Rest it. Plantar fasciitis gets better. Walk a bit. " * 12,
            "",
            "- Sit down\n- Stand up\n- Walk on\n" * 20,
        ),
        check=grade_level,
    ),
    Rule(
        "RD02",
        WARNING,
        "SMOG",
        "McLaughlin 1969; NHS",
        "SMOG above 14 is an error, 12 to 14 a warning. It needs 30 sentences; below that it is not shown.",
        must_fire=(
            _MANY,
            _HARD * 5,
            "# Title\n\n" + _MANY,
            _MANY.replace("every day", "daily"),
            _HARD * 6,
        ),
        must_not_fire=(
            _EASY,
            _HARD,
            "",
            "Considerable improvement necessitates participation.",
            _EASY * 2,
        ),
        check=smog_level,
    ),
    Rule(
        "RD03",
        WARNING,
        "Long sentence",
        "NHS: up to 20 words",
        "More than 20 words is a warning, more than 25 an error. Headings, list items and references are exempt.",
        must_fire=(
            _S23,
            "Many people who have had pain under the heel for a long time find that they can walk further than they thought they ever would.",
            "Dr. Sutera says that you can use about 2.5 kg, e.g. a bag of rice, for the first week and then add a bit more each day.",
            "> When I first came here I could not walk to the end of the road and now I can walk for an hour without pain.",
            "After the operation you will stay in hospital for one night so that the team can check on you and help you to stand up safely.",
        ),
        must_not_fire=(
            _S20,
            "## " + _S23.rstrip("."),
            "- " + _S23,
            "See Dr. Sutera. Use 2.5 kg, e.g. a bag, approx. once a day.",
            "## References\n\n1. Rathleff MS, Molgaard CM, Fredberg U, Kaalund S, Andersen KB, Jensen TT, Aaskov S, Olesen JL. High-load strength training improves outcome in patients with plantar fasciitis. 2015.",
        ),
        check=long_sentences,
    ),
    Rule(
        "RD04",
        WARNING,
        "Long paragraph",
        "NHS: up to 3 sentences",
        "More than 3 sentences, or more than 80 words.",
        must_fire=(
            "It hurts. It swells. It bruises. It heals.",
            _EASY,
            _MIDDLE,
            "Walk a bit. Rest then. Walk again. Stop if it hurts. Try again.",
            "One is fine. Two is fine. Three is fine. Four is one too many.",
        ),
        must_not_fire=(
            "It hurts. It swells. It heals.",
            "It hurts.\n\nIt swells.\n\nIt bruises.\n\nIt heals.",
            "- It hurts. It swells. It bruises. It heals.",
            "See Dr. Li at 9 a.m. on Monday. Bring approx. 2.5 kg, e.g. a bag.",
            "One. It hurts a lot. Rest it.",
            "**Ankle pumps.** Move your feet up. Move them down. Do it for 1 minute.",
        ),
        check=long_paragraphs,
    ),
    Rule(
        "RD10",
        WARNING,
        "Wall of text",
        "PEMAT 8",
        "More than 200 words without a heading.",
        must_fire=(
            _EASY * 2,
            "# Title\n\n" + _EASY * 2,
            (_S20 + "\n\n") * 12,
            "# A\n\nText.\n\n## B\n\n" + _EASY * 3,
            _HARD * 2,
        ),
        must_not_fire=(
            _EASY,
            "# A\n\n" + _EASY + "\n\n## B\n\n" + _EASY,
            "",
            "## References\n\n" + _EASY * 3,
            "Short text.",
        ),
        check=walls,
    ),
)
