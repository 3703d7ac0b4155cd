"""Secrets at rest: encrypted with the operator's keys; the first writes, all of them read."""

from __future__ import annotations

import hashlib
import json
import secrets
from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@cache
def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_ENCRYPTION_KEYS])


def lock(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def unlock(locked: str) -> str:
    return _box().decrypt(locked.encode()).decode()


def lock_json(value) -> str:
    return lock(json.dumps(value))


def unlock_json(locked: str):
    return json.loads(unlock(locked))


def new_token() -> str:
    """256 random bits, safe in an address. The digit in front lets the log know it for a token."""
    return f"1{secrets.token_urlsafe(32)}"


def token_hash(token: str) -> str:
    """What is stored of a token; the token itself is not."""
    return hashlib.sha256(token.encode()).hexdigest()
