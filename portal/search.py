"""Full text search in PostgreSQL: what was typed becomes a safe query with prefix and synonyms.

Nothing a person types reaches the query language: only letters and digits are kept. A phrase
that means the same as another (portal.models.Synonyms) is asked for as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.core.cache import caches
from django.db import connection
from django.db.models import F, Func, Value
from django.db.models.expressions import CombinedExpression
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from rapidfuzz import fuzz, process

from portal.models import Synonyms, Vocabulary

LONGEST = 200  # characters of a search that are read
MOST_WORDS = 12
KEPT = 60  # seconds a word list is remembered
WEIGHTS = [0.05, 0.2, 0.5, 1.0]  # D, C, B, A: body, shelves, summary, title
NEAR = 74  # of 100: how alike a known word must be to be offered instead

WORD = re.compile(r"[^\W_]+", re.UNICODE)
_JOINED = re.compile(r"(?<=\w)['’ʼ](?=\w)")  # "runner's" is indexed as "runner" and "s"
# Dictionaries PostgreSQL brings since 15; any other language is indexed word by word.
CONFIGS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "pt": "portuguese",
    "sv": "swedish",
    "tr": "turkish",
}


ARABIC_SCRIPT = {"ar", "fa", "ur", "ckb", "ps"}


def config_of(language: str) -> str:
    """The PostgreSQL dictionary of a language; "simple" where there is none."""
    return CONFIGS.get((language or "").split("-")[0].lower(), "simple")


def asked_configs(language: str, words: list[str]) -> list[str]:
    """The dictionaries to ask: the reader's, and those of the portal's other languages that are
    written as these words are."""
    is_arabic = any("\u0600" <= letter <= "\u06ff" for word in words for letter in word)
    codes = [language, *(code for code, _name in settings.READING_LANGUAGES)]
    fitting = [config_of(c) for c in codes if (c.split("-")[0] in ARABIC_SCRIPT) == is_arabic]
    return list(dict.fromkeys(fitting)) or ["simple"]


def clean(text: str) -> str:
    """What was typed, in one line of plain characters, cut to a length worth reading."""
    text = unicodedata.normalize("NFKC", str(text))[:LONGEST].replace("\x00", " ")
    return " ".join(text.split())


def words_of(text: str) -> list[str]:
    """The words of a search, lower case, single letters behind an apostrophe left out."""
    text = _JOINED.sub(" ", clean(text).lower())
    words = WORD.findall(text)
    kept = [word for word in words if len(word) > 1 or word.isdigit()] or words
    return list(dict.fromkeys(kept))[:MOST_WORDS]


# Asking --------------------------------------------------------------------------------------


def prefix_query(words: list[str]) -> str:
    """The words as PostgreSQL reads them: all of them, each as the beginning of a word."""
    return " & ".join(f"{word}:*" for word in words)


def same_meaning() -> list[list[str]]:
    """The operator's lists of words that mean the same, remembered for a minute."""
    cache = caches["local"]
    groups = cache.get("portal.same-meaning")
    if groups is None:
        rows = Synonyms.objects.values_list("words", flat=True)
        groups = [[word.lower() for word in words] for words in rows]
        cache.set("portal.same-meaning", groups, KEPT)
    return groups


def readings_of(text: str) -> list[list[str]]:
    """The words as typed, and the same with a known phrase put in other words. At most 10.

    Of a phrase still being typed ("plantar fasc") the whole is taken from four letters on.
    """
    typed = " ".join(words_of(text))
    found = [typed]
    for group in same_meaning():
        phrases = [" ".join(words_of(phrase)) for phrase in group]
        hit = next((p for p in phrases if p and stands_in(p, typed)), "")
        if hit:
            found += [swapped(typed, hit, phrase) for phrase in phrases if phrase != hit]
    readings = [words_of(reading) for reading in dict.fromkeys(found)]
    return [words for words in readings if words][:10]


def stands_in(phrase: str, typed: str) -> bool:
    if f" {phrase} " in f" {typed} ":
        return True
    unfinished = len(typed) > 3 and phrase.count(" ") == typed.count(" ")
    return unfinished and phrase.startswith(typed)


def swapped(typed: str, hit: str, phrase: str) -> str:
    if f" {hit} " in f" {typed} ":
        return f" {typed} ".replace(f" {hit} ", f" {phrase} ").strip()
    return phrase


def query_of(text: str, language: str = "en-gb") -> SearchQuery | None:
    """The search for what was typed, in the portal's languages; None where it holds no word."""
    whole = None
    for number, words in enumerate(readings_of(text)):
        configs = asked_configs(language, words)
        # Other words for the same thing are the operator's, in the language they stand in.
        for config in configs if number == 0 else configs[:1]:
            one = SearchQuery(prefix_query(words), config=config, search_type="raw")
            whole = one if whole is None else whole | one
    return whole


class WorkedOutFirst(SearchQuery):
    """A search as a value PostgreSQL works out before it begins, and does not plan by.

    Planned by, a word that stands in most texts has it read every vector of the table out of its
    store to compare, which takes ten times as long as the index that knows the answer.
    """

    template = "(SELECT %(expressions)s)"

    def __init__(self, query: SearchQuery):
        self.config, self.invert = None, False
        Func.__init__(self, query)


def ranked(rows, vector: str, query: SearchQuery):
    """The rows whose vector fits, the best first: title before summary before body."""
    query = WorkedOutFirst(query)
    rank = SearchRank(F(vector), query, weights=WEIGHTS)
    return rows.filter(**{vector: query}).annotate(rank=rank).order_by("-rank", "pk")


# Indexing ------------------------------------------------------------------------------------


def vector_of(parts, language: str):
    """One weighted vector from ("A", text), ("B", text) … in the language's own dictionary."""
    config = config_of(language)
    whole: CombinedExpression | SearchVector | None = None
    for weight, text in parts:
        plain = _JOINED.sub(" ", str(text)).replace("-", " ").replace("\x00", " ")
        one = SearchVector(Value(plain[:200_000]), config=config, weight=weight)
        whole = one if whole is None else whole + one
    return whole


# Did you mean --------------------------------------------------------------------------------

LEARN = """
INSERT INTO portal_vocabulary (language, word, uses)
SELECT %s, word, uses FROM unnest(%s::text[], %s::int[]) AS found(word, uses)
ON CONFLICT (language, word) DO UPDATE SET uses = portal_vocabulary.uses + EXCLUDED.uses
"""


def learn(language: str, *texts: str) -> None:
    """This will remember the words of a text anybody may read, to be offered to who mistypes.

    Never call it with a clinic's own texts: the words are shown to everybody.
    """
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(w for w in WORD.findall(text.lower()) if 3 < len(w) <= 60 and w.isalpha())
    if not counted:
        return
    words = sorted(counted)  # one order for everybody, so that two writers never deadlock
    with connection.cursor() as cursor:
        cursor.execute(LEARN, [language, words, [counted[word] for word in words]])


def forget_words() -> None:
    """This will empty the vocabulary; `rebuild_search` fills it again."""
    Vocabulary.objects.all().delete()


def known_words() -> dict[str, int]:
    """Every word of what is published and how often it stands there, remembered for a minute."""
    cache = caches["local"]
    found = cache.get("portal.vocabulary")
    if found is None:
        found = dict(Vocabulary.objects.order_by("-uses").values_list("word", "uses")[:50_000])
        cache.set("portal.vocabulary", found, KEPT)
    return found


def did_you_mean(text: str) -> str:
    """The search with its unknown words put right; empty where nothing better is known."""
    known = known_words()
    words = words_of(text)
    better = [put_right(word, known) for word in words]
    return " ".join(better) if words != better else ""


def put_right(word: str, known: dict[str, int]) -> str:
    if len(word) < 4 or not word.isalpha() or word in known:
        return word
    if any(other.startswith(word) for other in known):
        return word
    near = process.extract(word, known.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
    if not near:
        return word
    return max(near, key=lambda hit: (hit[0][0] == word[0], hit[1], known[hit[0]]))[0]


# Showing -------------------------------------------------------------------------------------


def stem_of(word: str) -> str:
    """The beginning that other forms of a word share, near enough to mark them."""
    if len(word) > 6:
        return word[:-2]
    return word.removesuffix("s") if len(word) > 4 else word


def snippet(plain: str, words: list[str], *, length: int = 170) -> SafeString:
    """The place of a text where the search fits, its words marked; its beginning where none."""
    flat = " ".join(plain.split())
    long = [word for word in words if len(word) > 3 or word.isdigit()] or words
    stems = [stem_of(word) for word in long]
    pattern = "|".join(rf"\b{re.escape(stem)}\w*" for stem in stems)
    found = re.search(pattern, flat, re.IGNORECASE) if pattern else None
    start = max(0, found.start() - 60) if found else 0
    if start:
        start = flat.find(" ", start) + 1
    cut = flat[start : start + length]
    if start + length < len(flat):
        cut = cut.rsplit(" ", 1)[0] + " …"
    cut = ("… " if start else "") + cut
    # Every second part is a word that fits. Escaped one by one: "quote" is not in "&quot;".
    parts = re.split(rf"(?i)({pattern})", cut) if pattern else [cut]
    marked = [
        format_html("<mark>{}</mark>", part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    ]
    return SafeString("".join(marked))
