from articles.actions.reading import (
    UnableToAsk,
    UnableToGive,
    answer_check,
    ask_about_paragraph,
    finish_reading,
    give_reading,
    open_reading,
    say_clarity,
    shown_revision_id,
    withdraw_reading,
)

__all__ = [
    "UnableToAsk",
    "UnableToGive",
    "answer_check",
    "ask_about_paragraph",
    "finish_reading",
    "give_reading",
    "open_reading",
    "say_clarity",
    "shown_revision_id",
    "withdraw_reading",
]
