"""Settings: from the environment and from files, safe where nothing is said."""

import json
import os
import secrets
import subprocess
import sys
from base64 import urlsafe_b64encode

import pytest

from portal import environment as env

ASK = (
    "import json, django; from django.conf import settings as s;"
    "print(json.dumps({name: getattr(s, name) for name in ('DEBUG', 'SESSION_COOKIE_NAME',"
    "'CSRF_COOKIE_NAME', 'SESSION_COOKIE_SECURE', 'SECURE_HSTS_SECONDS', 'SECRET_KEY_FALLBACKS',"
    "'ALLOWED_HOSTS', 'SECURE_PROXY_SSL_HEADER', 'EMAIL_BACKEND')}))"
)


@pytest.fixture
def production(tmp_path):
    return {
        "PATH": os.environ["PATH"],
        "GROUNDWORK_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": "postgresql://portal@db.example.org/groundwork",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "FIELD_ENCRYPTION_KEYS": urlsafe_b64encode(os.urandom(32)).decode(),
        "ALLOWED_HOSTS": "portal.example.org",
        "PUBLIC_URL": "https://portal.example.org",
    }


def settings_with(environment):
    return subprocess.run(
        [sys.executable, "-c", ASK], cwd=env.ROOT, env=environment, capture_output=True, text=True
    )


def read(environment):
    answer = settings_with(environment)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def refusal(environment):
    answer = settings_with(environment)
    assert answer.returncode
    return answer.stderr.split("ImproperlyConfigured: ")[-1]


def test_production_is_safe_without_being_told(production):
    found = read(production)
    assert found["DEBUG"] is False
    assert found["SESSION_COOKIE_NAME"] == "__Host-session"
    assert found["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["SECURE_PROXY_SSL_HEADER"] is None
    assert found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")


def test_on_this_machine_over_http_cookies_have_plain_names(production):
    found = read(production | {"GROUNDWORK_MODE": "development"})
    assert found["SESSION_COOKIE_NAME"] == "session"
    assert found["SECURE_HSTS_SECONDS"] == 0


def test_a_secret_comes_from_a_file_too(production, tmp_path):
    key = production.pop("SECRET_KEY")
    (tmp_path / "key").write_text(key + "\n")
    read(production | {"SECRET_KEY_FILE": str(tmp_path / "key")})
    assert "cannot be read" in refusal(production | {"SECRET_KEY_FILE": str(tmp_path / "gone")})


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is not set"),
        ("SECRET_KEY", "short", "too weak"),
        ("SECRET_KEY", "a" * 60, "too weak"),
        ("SECRET_KEY", "django-insecure-" + "abcdefghijklmnopqrstuvwxyz0123456789", "too weak"),
        ("FIELD_ENCRYPTION_KEYS", "", "FIELD_ENCRYPTION_KEYS is not set"),
        ("FIELD_ENCRYPTION_KEYS", "no-key", "not a 32-byte key"),
        ("ALLOWED_HOSTS", "*", "lets anybody choose the host name"),
        ("DEBUG", "1", "refused outside development"),
        ("DEBUG", "perhaps", "must be 1 or 0"),
        ("DATABASE_URL", "sqlite:///x", "PostgreSQL 15 and newer only"),
        ("TRUSTED_PROXY_COUNT", "many", "whole number"),
        ("GROUNDWORK_MODE", "staging", "development or production"),
    ],
)
def test_what_is_missing_or_weak_stops_the_start_and_says_so(production, name, value, says):
    assert says in refusal(production | {name: value})


def test_old_keys_stay_valid_while_they_are_listed(production):
    found = read(production | {"SECRET_KEY_FALLBACKS": "one-old-key, another"})
    assert found["SECRET_KEY_FALLBACKS"] == ["one-old-key", "another"]


def test_while_developing_secrets_are_made_once_and_only_for_the_owner(tmp_path, monkeypatch):
    monkeypatch.setenv("GROUNDWORK_VAR", str(tmp_path))
    monkeypatch.delenv("SECRET_KEY", raising=False)
    first = env.secret("SECRET_KEY", why="", development=True)
    assert env.secret("SECRET_KEY", why="", development=True) == first
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_an_address_becomes_a_pooled_connection():
    found = env.database("postgresql://ann:p%40ss@db.example.org:5433/care?sslmode=verify-full")
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("ann", "p@ss", "db.example.org")
    assert (found["PORT"], found["NAME"]) == ("5433", "care")
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert found["OPTIONS"]["pool"]["max_size"] == 8
    assert env.database("postgresql://ann@/care?host=/run/pg")["HOST"] == "/run/pg"


def test_plans_are_kept_unless_a_pooler_hands_connections_on():
    address = "postgresql://ann@db.example.org/care"
    assert env.database(address)["OPTIONS"]["prepare_threshold"] == env.ASKED_BEFORE_KEPT
    assert env.database(address)["DISABLE_SERVER_SIDE_CURSORS"] is False
    assert env.database(address)["OPTIONS"]["options"] == env.ONE_PLAN
    more = env.database(f"{address}?options=-c%20work_mem%3D8MB")
    assert more["OPTIONS"]["options"] == f"-c work_mem=8MB {env.ONE_PLAN}"
    pooled = env.database(f"{address}?prepare=no")
    assert "options" not in pooled["OPTIONS"]
    assert pooled["OPTIONS"]["prepare_threshold"] is None
    assert "prepare" not in pooled["OPTIONS"]
    assert pooled["DISABLE_SERVER_SIDE_CURSORS"] is True
    with pytest.raises(env.BadEnvironment, match="write prepare=no"):
        env.database(f"{address}?prepare=false")


def test_the_environments_example_names_only_what_is_read():
    example = (env.ROOT / ".env.example").read_text()
    source = "".join(
        (env.ROOT / name).read_text() for name in ("portal/settings.py", "portal/environment.py")
    )
    for line in example.splitlines():
        if line and not line.startswith("#"):
            name = line.partition("=")[0].removesuffix("_FILE")
            assert f'"{name}"' in source, name
