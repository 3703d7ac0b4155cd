from articles.actions.reading import (
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
