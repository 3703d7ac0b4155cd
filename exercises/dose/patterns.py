"""Patterns over atoms. Each kind of atom is one private character, so that a rule such as
"(?P<sets>NUM) X (?P<reps>NUM)" is an ordinary regular expression over kinds, not over text."""

import re

_FIRST = 0xE000
_codes: dict[str, str] = {}

# Macros: a name in a pattern that stands for several kinds.
_MACROS = {
    "NUM": "[N NRM]",
    "WORD": (
        "[W CARDIO STATIC EXNOUN KINDLY A OF BODY DIRUP DIRDOWN COLOUR GEAR AT STRENGTH ON EACH]"
    ),
    "EVRY": "[PER A SLASH EACH EVERY]",
    "TIMESX": "[TIMES X SESSION]",
    "NOTX": "(?:(?<=N X N)|(?<=N X NRM)|(?<=T X N)|(?<![N NRM]))",
}
_NAME = re.compile(r"(?<!\(\?)\b[A-Z][A-Z0-9_]*\b")


def code(kind: str) -> str:
    if kind not in _codes:
        _codes[kind] = chr(_FIRST + len(_codes))
    return _codes[kind]


def compiled(pattern: str) -> re.Pattern:
    pattern = pattern.replace("[ANY ", "[" + _MACROS["WORD"].strip("[]") + " ")
    for name, kinds in reversed(_MACROS.items()):
        pattern = re.sub(rf"\b{name}\b", kinds, pattern)
    return re.compile(_NAME.sub(lambda name: code(name[0]), pattern).replace(" ", ""))


def kinds(atoms) -> str:
    return "".join(code(atom.kind) for atom in atoms)
