"""Every check and every test, as a reviewer's machine and the build run them."""

import os
import re
import subprocess
import sys
import tempfile
import time
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.core.management.base import BaseCommand

from portal import chromium, postgres

PACKAGES = ["portal", "articles", "exercises"]
TEMPLATES = [f"{package}/templates" for package in PACKAGES if Path(package, "templates").is_dir()]
DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
CHECK_SECONDS = 300
COUNTED = re.compile(r"(\d+) (passed|failed|errors?|xpassed)\b")


class Command(BaseCommand):
    help = "Runs the static checks and the tests; --full adds PostgreSQL 15 and longer fuzzing."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--full", action="store_true", help="what the build runs")
        parser.add_argument("--checks", action="store_true", help="the static checks alone")
        parser.add_argument("--tests", action="store_true", help="the tests alone")
        parser.add_argument("words", nargs="*", help="passed to pytest, after --")

    def handle(self, *, full, checks, tests, words, **options):
        passed = failed = 0
        if not tests:
            failed += run_checks(self.stdout)
        if not checks:
            failed += self.refuse_no_browser()
            for name, binaries in self.servers(full):
                self.stdout.write(f"\nTests on {name}")
                self.stdout.flush()
                ok, bad = run_tests(binaries, full=full, words=words)
                passed, failed = passed + ok, failed + bad
            if full and not DEBIAN_15.exists():
                self.stdout.write("PostgreSQL 15 is not here: apt-get install postgresql-15")
                failed += 1
        self.stdout.write(f"\n{passed} passed, {failed} failed")
        self.stdout.flush()
        if failed:
            sys.exit(1)

    @staticmethod
    def servers(full: bool):
        yield "the embedded PostgreSQL 18", None
        if full and DEBIAN_15.exists():
            yield "PostgreSQL 15", DEBIAN_15

    def refuse_no_browser(self) -> int:
        """1 where no Chromium is here and none can be fetched; never a silent skip."""
        if chromium.find() or chromium.fetch(say=self.stdout.write):
            return 0
        self.stdout.write(chromium.HOW)
        return 1


# The static checks ---------------------------------------------------------------------------


def run_checks(out) -> int:
    """Runs them two at a time, shows what a failed one said; the number that failed."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder, postgres.hold(postgres.throwaway()) as url:
        database = url.replace("/groundwork?", "/postgres?")
        todo = steps(Path(folder), database)
        with ThreadPoolExecutor(2) as pool:
            for name, answer, seconds in pool.map(_run_step, todo.items()):
                good = answer.returncode == 0
                out.write(f"{name:<28}{'ok' if good else 'FAILED':<8}{seconds:5.1f} s")
                if not good:
                    failed += 1
                    said = (answer.stdout + answer.stderr).strip()
                    out.write("\n".join("    " + line for line in said.splitlines()[-60:]))
                out.flush()
    return failed


def steps(folder: Path, database: str) -> dict[str, tuple[list[str], dict[str, str]]]:
    here = str(Path(sys.executable).parent)
    workshop = {"GROUNDWORK_MODE": "development", "DATABASE_URL": database}
    manage = [sys.executable, "-W", "error", "manage.py"]
    templates = [str(path) for place in TEMPLATES for path in sorted(Path(place).rglob("*.html"))]
    return {
        "types (mypy)": ([f"{here}/mypy"], workshop),
        "code (ruff check)": ([f"{here}/ruff", "check", "."], {}),
        "layout (ruff format)": ([f"{here}/ruff", "format", "--check", "."], {}),
        "imports (import-linter)": ([f"{here}/lint-imports"], workshop),
        "templates (djlint)": ([f"{here}/djlint", "--lint", "--quiet", *TEMPLATES], {}),
        "template layout (djade)": (
            [f"{here}/djade", "--target-version", "5.2", "--check", *templates],
            {},
        ),
        "known dangers (bandit)": (
            [f"{here}/bandit", "-q", "-ll", "-r", "-c", "pyproject.toml", *PACKAGES, "manage.py"],
            {},
        ),
        "deployment (check)": (
            [*manage, "check", "--deploy", "--fail-level", "WARNING"],
            production(database),
        ),
        "migrations": ([*manage, "makemigrations", "--check", "--dry-run"], workshop),
        "static files": (
            [*manage, "collectstatic", "--noinput", "--verbosity", "0"],
            workshop | {"STATIC_ROOT": str(folder / "static")},
        ),
    }


def production(database: str) -> dict[str, str]:
    """The shipped settings as a server would run them."""
    return {
        "GROUNDWORK_MODE": "production",
        "DATABASE_URL": database,
        "SECRET_KEY": urlsafe_b64encode(os.urandom(50)).decode(),
        "FIELD_ENCRYPTION_KEYS": urlsafe_b64encode(os.urandom(32)).decode(),
        "ALLOWED_HOSTS": "portal.example.org",
        "PUBLIC_URL": "https://portal.example.org",
        "EMAIL_HOST": "mail.example.org",
        "TRUSTED_PROXY_COUNT": "1",
    }


def _run_step(step):
    name, (words, environment) = step
    started = time.monotonic()
    answer = subprocess.run(
        words,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=CHECK_SECONDS,
    )
    return name, answer, time.monotonic() - started


# The tests -----------------------------------------------------------------------------------


def run_tests(binaries: Path | None, *, full: bool, words: list[str]) -> tuple[int, int]:
    """Tests passed and failed; a run that stops before it counts is one failed."""
    environment = {**os.environ, "GROUNDWORK_MODE": "development"}
    environment.pop("DATABASE_URL", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # each process would compile it all again
    environment.setdefault("GROUNDWORK_FUZZ", "20000" if full else "2000")
    if binaries:
        environment["GROUNDWORK_TEST_POSTGRES"] = str(binaries)
    # One more than cores: a test in a browser waits for it a third of its time.
    many = str((os.cpu_count() or 2) + 1)
    command = [sys.executable, "-m", "pytest", "-q", "-n", many, "--dist", "worksteal", *words]
    last = ""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        for line in running.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            last = line if COUNTED.search(line) else last
    counts: dict[str, int] = {}
    for number, kind in COUNTED.findall(last):
        counts[kind.rstrip("s")] = int(number)
    passed = counts.pop("passed", 0)
    failed = sum(counts.values())
    if running.returncode and not failed:
        failed = 1
    return passed, failed
