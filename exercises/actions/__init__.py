from exercises.actions.assigning import Limits, UnableToAssign, assign, needs_side, problems, whole
from exercises.actions.changing import (
    Conflict,
    UnableToChange,
    add_item,
    pause,
    replace_item,
    resume,
    see_changes,
    stop_item,
)
from exercises.actions.ending import end_assignment
from exercises.actions.logging import (
    DifferentBody,
    Report,
    Said,
    UnableToLog,
    log_session,
    undo_session,
)
from exercises.actions.mornings import say_morning, say_usual_morning
from exercises.actions.moving import hold_phase, move_to_phase
from exercises.actions.questions import UnableToAsk, ask_question, see_answers
from exercises.actions.stepping import step_phases

__all__ = [
    "Conflict",
    "DifferentBody",
    "Limits",
    "Report",
    "Said",
    "UnableToAsk",
    "UnableToAssign",
    "UnableToChange",
    "UnableToLog",
    "add_item",
    "ask_question",
    "assign",
    "end_assignment",
    "hold_phase",
    "log_session",
    "move_to_phase",
    "needs_side",
    "pause",
    "problems",
    "replace_item",
    "resume",
    "say_morning",
    "say_usual_morning",
    "see_answers",
    "see_changes",
    "step_phases",
    "stop_item",
    "undo_session",
    "whole",
]
