"""One-time codes by letter: eight digits, one use, ten minutes, five tries, in one browser."""

from __future__ import annotations

import secrets
import time

from portal import crypto, mail

LASTS = 600  # seconds
TRIES = 5
KEY = "code"


def send(request, *, purpose: str, to: str, language: str, about: str = "", really: bool = True):
    """This will send a code and remember its hash in the session.

    `about`: what it confirms, given back by `confirm`. `really` False: nothing is sent, and no
    code will fit (an address that is taken answers like one that is free).
    """
    code = f"{secrets.randbelow(10**8):08}"
    request.session[KEY] = {
        "purpose": purpose,
        "about": about,
        "hash": crypto.token_hash(code) if really else "",
        "until": time.time() + LASTS,
        "tries": 0,
    }
    if really:
        mail.email_code(to=to, code=f"{code[:4]} {code[4:]}", language=language)


def waits_for(request, purpose: str) -> str | None:
    """What a code of this purpose would confirm now; None where none can be used."""
    state = request.session.get(KEY) or {}
    alive = state.get("purpose") == purpose and time.time() < state.get("until", 0)
    return state["about"] if alive and state["tries"] < TRIES else None


def confirm(request, purpose: str, typed: str) -> str | None:
    """What the code confirms, once; None where it is wrong, used, too old or tried too often."""
    about = waits_for(request, purpose)
    if about is None:
        return None
    state = request.session[KEY]
    digits = "".join(c for c in typed if c.isdigit())
    if not secrets.compare_digest(crypto.token_hash(digits), state["hash"] or "-"):
        request.session[KEY] = {**state, "tries": state["tries"] + 1}
        return None
    del request.session[KEY]
    return about
