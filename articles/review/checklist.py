"""The 24 questions a second clinician answers before signing.

Source: PEMAT-P, DISCERN, CDC Clear Communication Index, NHS content standard, PIF TICK, CERT; facts B2a.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    id: str
    text: str
    source: str


CHECKLIST = (
    Question(
        "C01", "Does the title say plainly what the page is about, with no teaser?", "PEMAT 1"
    ),
    Question("C02", "Is there 1 main message in the first paragraph?", "CDC-CCI 1, 2"),
    Question("C03", "Is everything on the page needed for that message?", "PEMAT 2"),
    Question(
        "C04",
        "Would an 11 year old understand it, going by the text and not only by the score?",
        "NHS",
    ),
    Question(
        "C05", "Is each medical term explained at first use, plain word first?", "PEMAT 4, NHS"
    ),
    Question("C06", "Does the page talk to “you” and use active verbs?", "PEMAT 5, 21"),
    Question(
        "C07",
        "Are numbers few, as natural frequencies, with a time span and a comparison?",
        "PEMAT 6, NHS",
    ),
    Question(
        "C08",
        "Are sections short, with headings that say something, in a logical order?",
        "PEMAT 8-10",
    ),
    Question("C09", "Is there a short summary or a key points box?", "PEMAT 11"),
    Question("C10", "Is there at least 1 clear action, in numbered steps?", "PEMAT 20, 22"),
    Question(
        "C11",
        "Does every exercise state start position, steps, dose, how often, side, and when to stop?",
        "CERT 8, 13",
    ),
    Question("C12", "Is there an easier and a harder version?", "CERT 7, 14"),
    Question(
        "C13",
        "Is there “when to get help” with who, how fast, and the red flags for this body region?",
        "DISCERN 7, NHS",
    ),
    Question(
        "C14",
        "Does each factual claim rest on a listed reference that really says it?",
        "NHS 2, DISCERN 4",
    ),
    Question(
        "C15",
        "Does the strength of the wording match the type of study (a link is not a cause)?",
        "CDC-CCI science",
    ),
    Question(
        "C16",
        "Are uncertainty and alternatives mentioned, doing nothing among them?",
        "DISCERN 8, 12, 14",
    ),
    Question("C17", "Are risks and side effects mentioned?", "DISCERN 11"),
    Question("C18", "Is it free of hype, fear and blame?", "Stewart and Loftus 2018"),
    Question("C19", "Are author, role, reviewer and conflicts of interest shown?", "NHS 1"),
    Question("C20", "Are the last and the next review dates set, 36 months apart at most?", "PIF"),
    Question(
        "C21",
        "Do images add meaning, and have they alt text, a caption and permission?",
        "PEMAT 15-18, WCAG",
    ),
    Question("C22", "Do links have meaningful text, and do they work?", "NHS"),
    Question(
        "C23", "Is it inclusive of age, body size, disability, skin colour and language?", "NHS 6"
    ),
    Question(
        "C24",
        "Has at least 1 patient or lay reader read it, and is there a teach-back question?",
        "PIF, AHRQ",
    ),
)
