"""Lines that part authors, title and journal by commas or semicolons. Oxford: "Ann B Author, Bob
Other, Title, Journal, Volume 52, Issue 12, December 2013, Pages 1–9" or "…, Journal, 2013;52(12):
1–9". Elsevier: "A.B. Author, B. Other, Title, Journal 52 (2013) 1–9". MDPI: "Author, A.B.; Other,
B. Title. J. Name 2013, 52, 1–9."

Where the title begins, or the journal, is told by how names and titles are written. A title in
capitals could be either: then both stay empty, for a person to fill in.
"""

import re

from .names import PARTICLES, join_people

_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_PAGES = r"(?P<pages>[A-Za-z]{0,6}\d[\w.]{0,12}(?:\s?[-–—]\s?[A-Za-z]?\d[\w.]{0,12})?)"
_OXFORD = re.compile(
    r"^(?P<head>.{10,5000}?),\s(?:Volume|Vol\.)\s(?P<volume>[\w-]{1,12})(?:,\s(?:Issue|No\.)\s(?P<issue>[\w.–-]{1,20}))?,\s"
    rf"(?:[\w/–-]{{1,20}}\s){{0,3}}{_YEAR}(?:,\s(?:Pages?\s|Article\s)?{_PAGES})?\s*[.,;]?\s*$"
)
_NUMBERED = re.compile(
    rf"^(?P<head>.{{10,5000}}?),?\s{_YEAR}(?:\s[A-Z][a-z]{{2}}(?:\s\d{{1,2}})?)?;\s?(?P<volume>[\w-]{{1,12}})"
    rf"\s?(?:\((?P<issue>[\w.–-]{{1,20}}(?:\s\w{{1,8}})?)\))?(?::\s?{_PAGES})?\s*[.,;]?\s*$"
)
_ELSEVIER = re.compile(
    rf"^(?P<head>[^\"“”]{{10,5000}}?),?\s(?P<volume>\d[\w-]{{0,8}})(?:\s?\((?P<issue>\d[\w–-]{{0,8}})\))?"
    rf"\s\({_YEAR}\)[:,]?\s{_PAGES}\s*[.,;]?\s*$"
)
_MDPI = re.compile(
    r"^(?P<authors>(?:[^\W\d_][^,;.]{0,60},\s(?:[^\W\d_a-z]\.[\s-]?){1,5}(?:;\s|(?=\s)|(?<=\s))){1,200})"
    r"(?P<others>et al\.\s)?"
    rf"(?P<rest>\S.{{5,1500}}?)\s{_YEAR},\s(?P<volume>[\w-]{{1,12}})(?:\s?\((?P<issue>[\w–-]{{1,12}})\))?"
    rf"(?:,\s{_PAGES})?\s*[.,;]?\s*$"
)
_LEFT = re.compile(r"\[(?:CrossRef|PubMed|Google Scholar|Green Version|PMC free article)\]", re.I)
_SHORT_NAME = re.compile(r"(?:[^\W\d_][\w'’-]*\s){1,4}[^\W\d_a-z]{1,3}(?:-[^\W\d_a-z])?")
_STOPPED = re.compile(rf"(?:{_SHORT_NAME.pattern}|et al)\.\s")  # Vancouver, not ours
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w'’-]*\.?|(?:-?[^\W\d_a-z]\.){1,4}")
_NO_NAMES = {"the", "a", "an", "on", "in", "is", "are", "do", "does", "why", "how", "what"}
_OF_A_JOURNAL = re.compile(r"[A-Z(&][^\s,;:?!]*|of|and|the|for|in|on|de|der|für|et")


def parse(text: str) -> dict:
    text = _LEFT.sub("", text).strip(" ,;")
    if found := _MDPI.match(text):
        return _mdpi(found)
    if found := _OXFORD.match(text) or _NUMBERED.match(text) or _ELSEVIER.match(text):
        return _oxford(found)
    return {}


def _oxford(found) -> dict:
    head = re.sub(r"\sand others,", ", et al,", found["head"])
    people, rest = _split_names(re.split(r",\s+", head))
    if len(rest) < 2 or not people or _STOPPED.match(rest[0]):
        return {}
    journal, title = rest[-1], ", ".join(rest[:-1])
    fields = {"journal": journal.strip(), **_printed(found)}
    if not _is_sentence(title):
        return fields
    return {"authors": people, "title": title.strip(" ."), **fields}


def _split_names(parts: list[str]) -> tuple[str, list[str]]:
    """The authors in one spelling and what follows them."""
    short = bool(_SHORT_NAME.fullmatch(parts[0]))
    count = 0
    while count < len(parts) and _is_name(parts[count], short=short):
        count += 1
    people, others = join_people(parts[:count]), ""
    if count and count < len(parts) and re.fullmatch(r"et al\.?", parts[count]):
        count, others = count + 1, ", et al"
    return people + others, parts[count:]


def _is_name(part: str, *, short: bool) -> bool:
    """ "Menz HB" where the first is short, otherwise "Hylton B Menz", "Nathalie van der Velde"."""
    part = re.sub(r"^(?:and|&)\s", "", part)
    if short:
        return bool(_SHORT_NAME.fullmatch(part))
    words = part.split()
    if not 2 <= len(words) <= 6 or words[0].lower() in _NO_NAMES:
        return False
    return all(word in PARTICLES or _NAME_WORD.fullmatch(word) for word in words)


def _mdpi(found) -> dict:
    people = [one.replace(".", "") for one in found["authors"].split(";")]
    others = ", et al" if found["others"] else ""
    fields = {"authors": join_people(people) + others, **_printed(found)}
    title, journal = _title_and_journal(found["rest"])
    return fields | ({"title": title, "journal": journal} if title else {})


def _title_and_journal(text: str) -> tuple[str, str]:
    """Cut at the first full stop behind which all looks like a journal's name; "", "" if unsure."""
    for end in re.finditer(r"[.?!]\s+", text):
        title, journal = text[: end.start() + 1], text[end.end() :]
        if not all(_OF_A_JOURNAL.fullmatch(word) for word in journal.split()):
            continue
        has_one_reading = "." not in journal.rstrip(".") or _is_sentence(title)
        return (title.strip(" ."), journal.strip()) if has_one_reading else ("", "")
    return "", ""


def _is_sentence(title: str) -> bool:
    """Written like a sentence, not with a capital on each word."""
    words = re.findall(r"[^\W\d_]{4,}", title)[1:]
    return len(words) > 1 and sum(word[0].islower() for word in words) > len(words) / 2


def _printed(found) -> dict:
    issue = f"({found['issue']})" if found["issue"] else ""
    return {
        "year": int(found["year"]),
        "volume": found["volume"] + issue,
        "pages": re.sub(r"\s*[-–—]+\s*", "–", (found["pages"] or "").strip(".")),
    }
