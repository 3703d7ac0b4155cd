"""What the environment says: plain values, secrets from files, the database's address.

Standard library only: settings read it before anything else is loaded.
"""

import os
import secrets
from base64 import urlsafe_b64encode
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
WEAK_MARKS = ("django-insecure", "change", "secret", "example", "password", "groundwork")


class BadEnvironment(Exception):
    """The environment cannot be used; the message says what to do, for the person who starts it."""


def text(name: str, default: str = "") -> str:
    """The variable, or the first line of the file that NAME_FILE names."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadEnvironment(
                f"{name}_FILE names {path}, which cannot be read: {error}."
            ) from None
    return os.environ.get(name, default).strip()


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit():
        raise BadEnvironment(f"{name} must be a whole number, and is “{value}”.")
    return int(value)


def switch(name: str, *, default: bool = False) -> bool:
    value = text(name).lower()
    if value in ("", "0", "1", "no", "yes", "false", "true", "off", "on"):
        return value in ("1", "yes", "true", "on") if value else default
    raise BadEnvironment(f"{name} must be 1 or 0, and is “{value}”.")


def var_folder() -> Path:
    """Where this checkout keeps what it makes: secrets while developing, mail, uploads, data."""
    return Path(os.environ.get("GROUNDWORK_VAR") or ROOT / "var")


def is_development() -> bool:
    """Development is said, or there is no server to be in production with (embedded database)."""
    mode = os.environ.get("GROUNDWORK_MODE", "")
    if mode not in ("", "development", "production"):
        raise BadEnvironment(f"GROUNDWORK_MODE is development or production, not “{mode}”.")
    return mode == "development" or (not mode and not text("DATABASE_URL"))


def secret(name: str, *, why: str, development: bool) -> str:
    """A secret of 50 characters or more; made once and kept in var/ while developing."""
    value = text(name)
    if not value and development:
        return _kept(name)
    if not value:
        raise BadEnvironment(
            f"{name} is not set. {why} Make one with\n\n"
            '    python3 -c "import secrets; print(secrets.token_urlsafe(50))"\n\n'
            f"and give it to the server as {name}, or put it in a file only the server can read "
            f"and give the file's path as {name}_FILE. To look round on your own machine, "
            "run “python3 manage.py demo” instead: it makes its own."
        )
    if len(value) < 50 or len(set(value)) < 10 or value.lower().startswith(WEAK_MARKS):
        raise BadEnvironment(
            f"{name} is too weak: it needs 50 random characters or more. {why} Make one with\n\n"
            '    python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    return value


def fernet_keys(name: str, *, why: str, development: bool) -> list[str]:
    """Keys for encrypted fields, newest first; older ones only decrypt."""
    keys = words(name)
    if not keys and development:
        return [_kept(name, make=lambda: urlsafe_b64encode(secrets.token_bytes(32)).decode())]
    make = "import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"
    how = f'    python3 -c "{make}"'
    if not keys:
        raise BadEnvironment(
            f"{name} is not set. {why} Make one with\n\n{how}\n\nand give it as {name} or in the "
            f"file {name}_FILE. To change it later, put the new key first, a comma, the old one."
        )
    for key in keys:
        if len(key) != 44 or len(set(key)) < 10:
            raise BadEnvironment(f"A key in {name} is not a 32-byte key. Make one with\n\n{how}")
    return keys


def _kept(name: str, make=lambda: secrets.token_urlsafe(50)) -> str:
    folder = var_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name.lower().replace('_', '-')}.txt"
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        value = path.read_text(encoding="ascii").strip()
        if value:
            return value
        path.unlink()
        return _kept(name, make)
    value = make()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(value + "\n")
    return value


ASKED_BEFORE_KEPT = 2  # times a connection is asked the same before the server keeps the plan
# One plan for all values: left to itself the server plans some statements anew at every asking,
# which costs three times what they do.
ONE_PLAN = "-c plan_cache_mode=force_generic_plan"


def database(url: str) -> dict:
    """Django's settings for a postgresql:// address, with the pool that web workers share.

    `?prepare=no`: no plan is kept, for a pooler that hands connections on between transactions.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise BadEnvironment(
            "DATABASE_URL must look like postgresql://name:password@host:5432/groundwork; "
            "Groundwork runs on PostgreSQL 15 and newer only."
        )
    options = dict(parse_qsl(parts.query))
    prepares: int | None = ASKED_BEFORE_KEPT
    if (said := options.pop("prepare", None)) is not None:
        if said != "no":
            raise BadEnvironment(f"prepare={said} in DATABASE_URL is not known; write prepare=no.")
        prepares = None
    else:
        options["options"] = f"{options.get('options', '')} {ONE_PLAN}".strip()
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "groundwork",
        "USER": unquote(parts.username or ""),
        "PASSWORD": text("DATABASE_PASSWORD") or unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        # A cursor on the server lives in one connection, which such a pooler hands on.
        "DISABLE_SERVER_SIDE_CURSORS": prepares is None,
        "OPTIONS": {
            **options,
            "pool": {"min_size": 2, "max_size": 8, "timeout": 5},
            "prepare_threshold": prepares,
        },
    }
