"""Who says no to what: negation and debunking decided by clause, not by distance."""

import re

NOT = re.compile(
    r"\b(?:not(?! (?:only|just|merely|simply|to mention))|no(?! (?:doubt|wonder|matter|longer|less)\b)|never|cannot|"
    r"without|rarely|seldom|hardly|scarcely|neither|nor|none|nothing(?! (?:short of|less than|but))|nobody|unlikely|unclear|uncertain|"
    r"whether|little|limited|lack of|lacks?|absence of|insufficient|free (?:of|from)|instead of|rather than|"
    r"far from|different (?:from|to)|contrary to|despite|regardless of|avoid(?:s|ed|ing)? (?:the |using |saying |words )|"
    r"beware of|be wary of|sceptical|skeptical|claims? (?:that|to)|claimed|supposed(?:ly)?|so-called|"
    r"promises? (?:of|a|that|to)|promising|(?:\w{2,8})n't|disproves?|disproved|rules? out|refutes?|myth (?:that|of|about)|"
    r"(?:myth|misconception|false belief|idea|notion|belief|theory|claim) that|used to (?:think|believe|say|be called)|"
    r"once (?:thought|believed|called))\b",
    re.IGNORECASE,
)
# "do not" and kin deny only what follows them in their own clause; these reach into the "that" clause behind them.
_THAT = re.compile(
    r"\b(?:evidence|proof|research|sign|reason|true|proven|proved|shown|show|prove|mean|means|clear|known|case|"
    r"believe|think|say|suggest|sure|guarantee|promise|idea|notion|myth|misconception|belief|theory|claims?|"
    r"studies|support|fact|certain|likely|suggesting|showing)\b[^,;]{0,30}\b(?:that|whether|if|to suggest|because)\s*$",
    re.IGNORECASE,
)
_SUBJECT = (
    r"(?:it|you|they|we|he|she|i|this|these|that|there|your \w+|the \w+|most \w+|many \w+|some \w+|everyone|people|"
    r"research|evidence|studies|science|trials|experts|massage|exercise|stretching|walking|insoles|pain|results)"
)
_VERB = (
    r"(?:will|would|can|could|may|might|should|must|is|are|was|were|has|have|had|do|does|did|isn't|aren't|won't|"
    r"can't|don't|doesn't|helps?|needs?|makes?|works?|gets?|causes?|flush(?:es)?|boosts?|cures?|heals?|removes?|"
    r"shows?|proves?|suggests?|confirms?|says?|finds?|found|agrees?|improves?|reduces?|restores?|eases?|goes|get|fix(?:es)?)"
)
BREAK = re.compile(
    r"[;:!?]\s*|\s[–—-]{1,2}\s|—|,?\s\b(?:but|however|although|though|yet|whereas|unless|until|because|since|so that|"
    r"while|when|once|after|before|in order to|otherwise|instead,)\b\s?|,\s(?:which|who|so|and so|then)\s"
    rf"|,?\s(?:and|or|so)\s(?={_SUBJECT}\s{_VERB}\b|{_VERB}\b|it's|you'll|it'll|they'll|they're|you're)"
    rf"|,\s(?={_SUBJECT}\s{_VERB}\b|you'll|it'll|they'll|it's|they're)"
    r"|(?<!that)(?<!whether)(?<!mean)(?<!means)(?<!think)(?<!believe)(?<!say)(?<!prove)(?<!if)(?<!show)\s"
    r"(?=(?:it|you|they|we)\s(?:will|would|can|could|may|might|should|must|is|are|has|have)\b|(?:it|you|they|we)'ll\b)",
    re.IGNORECASE,
)
_DENIED = (
    r"(?:just |simply |only |all |actually |probably |largely |really |often |now |both |either |mostly |merely )*"
    r"(?:(?:a|an|one|another|the) )?(?:(?:common|complete|old|popular|persistent|stubborn|harmful|medical|big|biggest|"
    r"total|such|widespread|outdated|frequent) )*"
)
DEBUNK = re.compile(
    r"\b(?:is|are|was|were|'s|'re|be|being|remains?|has (?:now |since )?been|have (?:now |since )?been)\s+"
    + _DENIED
    + r"(?:myths?|misconceptions?|fallac(?:y|ies)|fiction|nonsense|misnomers?|false|untrue|wrong|incorrect|mistaken|"
    r"misleading|outdated|unhelpful|unproven|unfounded|disproved|disproven|debunked|discredited|refuted|rejected|"
    r"abandoned|old-fashioned|marketing|overstated|exaggerated|pseudoscience|unsupported|inaccurate|unlikely)\b"
    r"|\b(?:is|are|was|were|has|have|had|do|does|did|can|could|will|should|would)(?:n't| not| never)\s+(?:yet |ever |been |"
    r"actually |really |usually |always |a )*(?:true|exist|supported|proven|proved|backed|right|accurate|real|correct|"
    r"shown|confirmed|scientific|how|what|helpful|hold|based|stand|a thing|apply|work|the (?:cause|case|reason|answer))\b"
    r"|\b(?:is|are|was|were|be|been)(?:n't| not) (?:\w+ly )?(?:flushed|removed|released|cleared|drained|caused|linked|related|due|stored)\b"
    r"|\bdoes(?:n't| not) (?:mean|exist)\b|\bno (?:such thing|evidence|proof|scientific|good evidence)\b|\blacks? (?:any )?evidence\b"
    r"|\bnot (?:true|the case|supported)\b|\bhas no basis\b|\b(?:don't|do not|cannot|can't) exist\b"
    r"|\b(?:myth|nonsense|misconception)\b",
    re.IGNORECASE,
)
DEBUNK_NEXT = re.compile(
    r"(?:but |in fact,? |actually,? |however,? |the truth is,? )*(?:(?:this|that|it|they|these|those|such \w+|(?:this|that|the) "
    r"(?:idea|claim|belief|term|phrase|word|theory|notion|view|advice|label)|these (?:words|terms|ideas|claims))\b"
    r"(?:.{0,30}?)(?:"
    + DEBUNK.pattern
    + r")|not true|wrong\b|false\b|no[.!]|there is (?:no|little|not) |there's (?:no|little) |"
    r"(?:research|studies|science|evidence|trials|experts)\b.{0,40}\b(?:not|no|n't|disprove|little)\b|"
    r"we (?:now )?know (?:now )?(?:that )?(?:this|that|it) |"
    r"(?:this|that|it|they|these|those) (?:do|does|did|is|are|was|were|will|can|could|has|have)(?:n't| ?not)(?: (?:work|help|at all|so))?[.!])",
    re.IGNORECASE,
)
MENTION = re.compile(
    r"\b(?:term|terms|words?|phrases?|labels?|wording|language|called|described as|known as|told|hear|heard|"
    r"say(?:s|ing)?|calling|expressions?|myths?|read that|instead of|rather than|think of it as|reports? (?:may|might|often|will)|"
    r"see words)\b",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"[\"']?\s+(?:is|are|was)\s+(?:just |only )?(?:a|an|the)\s+(?:\w+ ){0,2}(?:terms?|words?|names?|labels?|phrases?)\b",
    re.IGNORECASE,
)
TURN = re.compile(r"\b(?:but|however|so|because)\b|;", re.IGNORECASE)
QUESTION = re.compile(
    r"(?:so,? |but )?(?:is|are|does|do|can|could|will|would|has|have|should|what|why|which|how|did)\b",
    re.IGNORECASE,
)


WINDOW = 260


OPENING = re.compile(
    r"(?:(?:and|but|so) )?(?:if|when|while|although|though|unless|since|because|as|after|before|once|until)\b[^,]{3,120},\s",
    re.IGNORECASE,
)


def clause(text, start, end):
    """The span of the clause of a sentence that holds text[start:end]."""
    first, last = 0, len(text)
    opening = OPENING.match(text)
    if opening and opening.end() <= start:
        first = opening.end()
    for cut in BREAK.finditer(text):
        if cut.end() <= start:
            if _carries_over(text[: cut.start() + 1]) or _not_because(text, cut):
                continue
            first = cut.end()
        elif cut.start() >= end:
            last = cut.start()
            break
    return first, last


def _carries_over(before):
    return bool(_THAT.search(before.rstrip(" ,"))) and not before.rstrip().endswith(",")


def _not_because(text, cut):
    return "because" in cut[0].lower() and bool(
        re.search(r"\bnot$|n't$", text[: cut.start()].rstrip())
    )


def negated(text, start, end):
    """Whether the clause denies what stands at text[start:end], before it or (a debunking) behind it."""
    # Far words decide nothing, and a sentence without end must not cost time without end.
    cut = max(0, start - WINDOW)
    text, start, end = text[cut : end + WINDOW], start - cut, end - cut
    first, _ = clause(text, start, end)
    if NOT.search(text, first, max(first, start)):
        return True
    return bool(DEBUNK.search(text, end, _reach(text, end)))


def _reach(text, end):
    """A debunking may stand behind a relative clause: look to the end of the sentence unless a "but" parts them."""
    turn = TURN.search(text, end)
    return turn.start() if turn else len(text)


def denied(document, match, sentence):
    """Negated in its clause, or debunked in the sentence that follows in the same paragraph."""
    start, end = match.start() - sentence.start, match.end() - sentence.start
    if negated(sentence.text, start, end):
        return True
    following = document.next_in_block(sentence)
    return bool(following and DEBUNK_NEXT.match(following.text))


def asked(sentence):
    """A question that leaves the answer open ("Does massage remove toxins?")."""
    return sentence.is_question and bool(QUESTION.match(sentence.text))


def retold(match, sentence):
    """In a myth: its title, or words the page says others say. What answers it is held to account."""
    block = sentence.block
    return block.is_myth and (block.is_heading or block.is_myth_line or mentioned(match, sentence))


def mentioned(match, sentence):
    """The words are talked about, not used: in quotation marks, or after "the term", "you may hear"."""
    start, end = match.start() - sentence.start, match.end() - sentence.start
    before, behind = (
        sentence.text[max(0, start - WINDOW) : start],
        sentence.text[end : end + WINDOW],
    )
    in_quotes = (before.count('"') % 2 == 1 and '"' in behind) or (
        re.search(r"(?:^|[\s(])'[^']{0,40}$", before) is not None and "'" in behind[:40]
    )
    return in_quotes or bool(MENTION.search(before[-60:]) or NAMED.match(behind))
