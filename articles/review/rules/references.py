"""EV04 and EV05: no sources at all, and sources and marks that do not meet."""

import re
from datetime import date

from .. import clauses
from ..fields import Fields, SourceFields
from .base import ERROR, WARNING, Example, Rule
from .claims import leaves_open
from .research import CROWD, RESEARCH, STUDY, unsourced_research, vague_crowds
from .statistics import NUMBER, unsourced_numbers

CLAIM = re.compile(
    r"\b(?:helps|helped|reduces|reduced|causes|caused|prevents|improves|improved|treats|relieves|eases|heals|cures|lowers|worsens|"
    r"(?:can|may|will|could|might|to|does|do|also|exercises|they|massage|insoles|stretching|stretches) (?:also |even |greatly |significantly |often )?(?:help|reduce|cause|prevent|improve|treat|relieve|ease|heal|cure|speed up|strengthen)|"
    r"(?:is|are) (?:usually |often |mostly |mainly |commonly |normally )?caused by)\b(?! (?:off|up)\b)(?! (?:you|him|her|us|them)? ?(?:get|find|see|know|understand|decide) )",
    re.IGNORECASE,
)
NOT_HEALTH = re.compile(
    r"\b(?:physio(?:therapist)? (?:will|can)|ask for help|to help you (?:decide|find|understand)|we (?:can|will))\b",
    re.IGNORECASE,
)
EVIDENCE = re.compile(
    r"doi\.org|pubmed|\bncbi\b|\bnih\.|\bnhs\.|nice\.org|cochrane|\bgov\b|\.edu\b|\.ac\.[a-z]{2}\b|who\.int|\bbmj\.|jospt|lancet|"
    r"sciencedirect|springer|wiley|sagepub|tandfonline|academic\.oup|frontiersin|\bplos|mdpi\.|biomedcentral|nature\.com|"
    r"nejm|jamanetwork|csp\.org|versusarthritis|aaos\.|researchgate|semanticscholar|journal|/article|study|studies|trial|"
    r"research|guideline|evidence",
    re.IGNORECASE,
)
CITATION_YEAR = re.compile(r"\b((?:19|20)\d\d)")


def no_sources(rule, case):
    if (case.fields and case.fields.sources) or _has_references(case.document):
        return
    for check in (unsourced_numbers, unsourced_research, vague_crowds):
        first = next(iter(check(rule, case)), None)
        if first:
            yield (
                case.on_page(
                    rule,
                    "Add at least 1 source: the page has numbers or research and lists none.",
                    text=first.text,
                )
                if not first.start
                else _moved(case, rule, first)
            )
            return
    for match, sentence in case.document.find(CLAIM):
        if (
            sentence.block.is_quote
            or sentence.block.is_myth
            or sentence.block.is_heading
            or sentence.is_question
            or leaves_open(match, sentence)
            or clauses.denied(case.document, match, sentence)
            or NOT_HEALTH.search(sentence.text)
        ):
            continue
        yield case.on(
            rule,
            match,
            "Add at least 1 source: the page makes a health claim and lists none.",
            severity=ERROR,
        )
        return


def _moved(case, rule, first):
    return case.at_source(
        rule,
        first.start,
        first.text,
        "Add at least 1 source: the page has numbers or research and lists none.",
        severity=ERROR,
    )


def _has_references(document):
    if document.definitions or any(
        block.is_reference and not block.is_heading for block in document.blocks
    ):
        return True
    return any(
        cite.style in ("named", "doi")
        or (cite.style == "address" and _leads_to_evidence(cite, block, document))
        for block in document.blocks
        for cite in block.cites
    )


def _leads_to_evidence(cite, block, document):
    """Any link is a source where its sentence states numbers or research; elsewhere its address has to look like one."""
    if EVIDENCE.search(cite.keys[0]):
        return True
    sentence = document.sentence_at(block.start + max(0, cite.at - 1))
    return sentence is not None and any(
        pattern.search(sentence.text) for pattern in (NUMBER, RESEARCH, STUDY, CROWD, CLAIM)
    )


def orphans(rule, case):
    document = case.document
    markers = [
        (key, cite, block)
        for block in document.prose
        for cite in block.cites
        if cite.style in ("note", "number")
        for key in cite.keys
    ]
    notes = {key for key, cite, _ in markers if cite.style == "note"}
    known = set(document.definitions) | (
        {source.key.lower() for source in case.fields.sources} if case.fields else set()
    )
    yield from _markers_without_record(rule, case, markers, known)
    if case.fields:
        for source in case.fields.sources:
            if source.key.lower() not in notes and not _named_in_text(source, document):
                yield case.on_page(
                    rule,
                    f"Link each reference to a sentence: {source.key or source.title} is never cited.",
                    field_name="sources",
                    text=source.key or source.title,
                )
    for key, offset in document.definitions.items():
        if key not in notes:
            yield case.at_source(
                rule,
                offset,
                f"[^{key}]",
                f"Link each reference to a sentence: {key} is never cited.",
            )
    yield from _numbered(rule, case, markers)
    yield from _unlinked_list(rule, case, markers)


def _markers_without_record(rule, case, markers, known):
    said = set()
    for key, cite, _block in markers:
        if (
            cite.style == "note"
            and key not in known
            and key not in said
            and (known or not case.fields or case.fields.sources_given)
        ):
            said.add(key)
            yield case.at_source(rule, cite.offset, f"[^{key}]", f"There is no source named {key}.")


def _named_in_text(source, document):
    surname = re.match(r"[\w'-]+", source.authors)
    return bool(
        surname
        and source.year
        and any(
            surname[0].lower() in key.lower() and str(source.year) in key
            for block in document.blocks
            for cite in block.cites
            if cite.style == "named"
            for key in cite.keys
        )
    )


def _numbered(rule, case, markers):
    """[3] in the text against the third entry of the list."""
    entries = _entries(case.document)
    numbers = {int(key) for key, cite, _ in markers if cite.style == "number"}
    if not numbers:
        return
    said = set()
    for key, cite, _block in markers:
        if cite.style == "number" and int(key) > len(entries) and key not in said:
            said.add(key)
            yield case.at_source(
                rule, cite.offset, f"[{key}]", f"There is no reference number {key}."
            )
    named = " ".join(
        key
        for block in case.document.prose
        for cite in block.cites
        if cite.style == "named"
        for key in cite.keys
    )
    for number, entry in enumerate(entries, 1):
        if number not in numbers and len(entries) > 1 and not _is_named(entry, named):
            yield case.on_block(
                rule, entry, f"Link each reference to a sentence: number {number} is never cited."
            )


def _is_named(entry, named):
    """ "(Harrast and Colonno 2010)" in the text leads to the entry that opens with Harrast."""
    surname, year = (
        re.match(r"[\W\d]*([^\W\d][\w'-]+)", entry.text),
        CITATION_YEAR.search(entry.text),
    )
    return bool(surname and year and surname[1] in named and year[1] in named)


def _entries(document):
    """The entries of the reference list; a list for further reading beside it names no sources."""
    found = [
        block
        for block in document.blocks
        if block.is_reference and block.kind in ("item", "para") and len(block.words) >= 3
    ]
    further = [block for block in found if _is_further_reading(block)]
    return found if len(further) == len(found) else [one for one in found if one not in further]


def _is_further_reading(block):
    return bool(block.path) and block.path[-1].text.lower().startswith("further reading")


def _unlinked_list(rule, case, markers):
    entries = _entries(case.document)
    if not entries or markers or case.document.definitions:
        return
    if any(
        cite.style in ("named", "raised", "doi", "address")
        for block in case.document.prose
        for cite in block.cites
    ):
        return
    yield case.on_block(
        rule, entries[0], "Link each reference to a sentence: none is cited in the text."
    )


_DAY = date(2026, 11, 20)
_SOURCE = SourceFields("a20", "Smith J", 2024, "Heels", doi="10.1111/sms.12313")
_FIELDS = Fields(sources=(_SOURCE,), today=_DAY)
_LIST = "\n\n## References\n\n1. Smith J, Lee K. Heels. Foot 2024;3:1-9.\n2. Poe E. Knees. Foot 2023;2:1-9."

RULES = (
    Rule(
        "EV04",
        ERROR,
        "No references",
        "DISCERN 4",
        "No source at all on a page with numbers, research or a health claim (helps, reduces, causes, prevents, improves, treats).",
        must_fire=(
            "Stretching helps heel pain.",
            "Research shows it works.",
            "It affects 4 out of 5 adults.",
            "Massage improves sleep.",
            "Insoles can reduce pain.",
            "Experts agree that rest is best.",
            "Stretching helps heel pain.\n\n[Click here](https://clinic.example/plan) for our plan.",
            "Stretching helps heel pain.\n\nVisit www.clinic.example for more.",
        ),
        must_not_fire=(
            "Sit on a chair.",
            "Stretching [helps heel pain](https://footblog.example/2021/heel).",
            "Stretching helps.\n\nSee https://www.nhs.uk/conditions/heel-pain/ too.",
            "Stretching helps.[^a]\n\n[^a]: Smith J. Heels. 2024.",
            "Stretching helps." + _LIST,
            Example("Stretching helps.[^a20]", _FIELDS),
            "There is no proof that insoles help. Insoles do not cure pain.",
            "Ask for help if you fall.",
            "There is no way to tell you when yours will heal. A dull ache will ease off.",
            "Walking helps (Pocovi et al. 2024).",
        ),
        check=no_sources,
    ),
    Rule(
        "EV05",
        WARNING,
        "Reference and mark do not meet",
        "Groundwork: every source leads to a sentence",
        "A reference nobody cites, or a mark without a record.",
        must_fire=(
            Example("It hurts.", _FIELDS),
            Example("It hurts.[^b21]", _FIELDS),
            "It hurts.[^x]",
            "It hurts [3]." + _LIST,
            "It hurts [1]." + _LIST,
            "It hurts." + _LIST,
            "It hurts.\n\n[^a]: Smith J. Heels. 2024.",
        ),
        must_not_fire=(
            Example("It hurts.[^a20]", _FIELDS),
            "It hurts [1]. It heals [2]." + _LIST,
            "It hurts.[^a]\n\n[^a]: Smith J. Heels. 2024.",
            "It hurts.",
            "It hurts [1, 2]." + _LIST,
            Example("It hurts (Smith 2024).", _FIELDS),
            "It hurts (Smith & Lee 2024). It heals [2]." + _LIST,
            "It hurts [1]. It heals [2].\n\n## Further reading\n\n- Why you should walk more"
            + _LIST,
        ),
        check=orphans,
    ),
)
