"""One-time codes by letter: eight digits, one use, ten minutes, five tries, in one browser."""

from __future__ import annotations

import logging
import secrets
import time

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse

from portal import crypto, mail

log = logging.getLogger("portal.codes")

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
        log.info("Code refused", extra={"event": "code_refused", "fields": {"for": purpose}})
        return None
    del request.session[KEY]
    return about


class OneAtATime:
    """Middleware: of one browser's codes only one is tried at a time.

    What a session knows of its code (tries left, used up) is read and written back by the whole
    request, so two at once would each find it unused. The session's row is locked before it is
    read. Whoever comes second after a sign-in finds the row gone: the first took it along.
    """

    pages = ("account_confirm_login_code", "confirm_self", "confirm_email")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if request.method != "POST" or not key or not self.takes_a_code(request):
            return self.get_response(request)
        with transaction.atomic():
            mine = Session.objects.select_for_update().filter(session_key=key)
            if not mine.values_list("pk").first():
                return redirect("account_login")
            return self.get_response(request)

    @classmethod
    def takes_a_code(cls, request) -> bool:
        return request.path_info in {reverse(name) for name in cls.pages}
