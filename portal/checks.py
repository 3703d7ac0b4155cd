"""Start-up checks that Django does not make."""

from django.conf import settings
from django.core import checks
from django.core.checks import Error, Tags, register
from django.db import connections

from portal.passwords import problem_with

OLDEST_POSTGRES = 15
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


@register(Tags.database)
def database_keeps_what_it_acknowledges(app_configs, databases, **kwargs):
    """A log the patient saw as saved survives a power cut, or the portal does not start."""
    problems = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.pg_version < OLDEST_POSTGRES * 10_000:
            problems.append(
                Error(
                    f"The database is PostgreSQL {connection.pg_version // 10_000}.",
                    hint=f"Groundwork needs PostgreSQL {OLDEST_POSTGRES} or newer.",
                    id="portal.E001",
                )
            )
        if getattr(settings, "THROW_AWAY_DATABASE", False):
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                "select name from pg_settings where name = any(%s) and setting = 'off'",
                [list(DURABLE)],
            )
            off = [name for (name,) in cursor.fetchall()]
        if off:
            problems.append(
                Error(
                    f"The database runs with {', '.join(off)} off and would lose saved logs.",
                    hint="Switch it on in postgresql.conf and reload the server.",
                    id="portal.E002",
                )
            )
    return problems


@register(Tags.security, deploy=True)
def production_is_addressed(app_configs, **kwargs):
    problems = []
    if not settings.ALLOWED_HOSTS:
        problems.append(
            checks.Warning(
                "ALLOWED_HOSTS is empty, so every request is refused.",
                hint="Give the names the portal is reached by: ALLOWED_HOSTS=portal.example.org",
                id="portal.W001",
            )
        )
    if not settings.PUBLIC_URL.startswith("https://"):
        problems.append(
            checks.Warning(
                "PUBLIC_URL is not an https address; links in letters start with it.",
                hint="PUBLIC_URL=https://portal.example.org",
                id="portal.W002",
            )
        )
    if "smtp" in settings.EMAIL_BACKEND and not settings.EMAIL_HOST:
        problems.append(
            checks.Warning(
                "EMAIL_HOST is not set, so no letter leaves the portal.",
                hint="EMAIL_HOST=mail.example.org, EMAIL_HOST_USER=…, EMAIL_HOST_PASSWORD_FILE=…",
                id="portal.W003",
            )
        )
    return problems


@register(Tags.security)
def list_of_breached_passwords_can_be_read(app_configs, **kwargs):
    path = settings.BREACHED_PASSWORDS_FILE
    if not path or not (problem := problem_with(path)):
        return []
    return [
        Error(
            f"BREACHED_PASSWORDS_FILE names {path}. {problem}",
            hint="Give a file of SHA-1 hashes ordered by hash; docs/running.md says where from.",
            id="portal.E003",
        )
    ]
