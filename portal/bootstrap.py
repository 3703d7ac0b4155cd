"""Makes `.venv` with what requirements.txt names, on a machine that has only Python.

Three ways, the first that works: uv; venv with its own pip; venv without pip, and pip's wheel
fetched from the configured package index and checked against a pinned sum.
Standard library only, and nothing newer than Python 3.11.
"""

import base64
import configparser
import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import venv
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
STAMP = HOME / "groundwork.json"
UNFINISHED = HOME / "unfinished"
PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
WITHOUT_WHEELS = (
    "Some libraries come as ready-made wheels only: Linux with glibc (x86-64 or ARM) or macOS 14 "
    "and later on Apple silicon, with Python 3.11 to 3.14."
)


class Trouble(Exception):
    """The environment cannot be made; the message says what to do."""


def python_of(home: Path = HOME) -> Path:
    return home / "bin" / "python"


def is_inside() -> bool:
    return Path(sys.prefix).resolve() == HOME.resolve()


def is_made() -> bool:
    return STAMP.exists() and not UNFINISHED.exists() and _runs(python_of())


def enter(arguments: list[str]) -> None:
    """This will go on in .venv: the same command, the same process."""
    os.execv(python_of(), [str(python_of()), *arguments])  # noqa: S606  (our own file, no shell)


def say_at_once(sentence: str) -> None:
    """Buffered words would be lost when `enter` becomes another program."""
    print(sentence, flush=True)


def ensure(*, development: bool, say=say_at_once) -> None:
    """An environment that matches the lock files; returns at once if it does already."""
    if _matches(development):
        return
    with _only_one(say):
        if _matches(development):
            return
        started = time.monotonic()
        if HOME.exists() and (UNFINISHED.exists() or not _runs(python_of())):
            say("The environment in .venv was left half-made; making it anew.")
            shutil.rmtree(HOME)
        say("Making the environment in .venv (the first time takes a minute) …")
        requirements = _requirements(development)
        _with_uv(requirements) or _with_pip(requirements)
        _check_it_works()
        STAMP.write_text(json.dumps(_wanted(development)), encoding="ascii")
        UNFINISHED.unlink(missing_ok=True)
        say(f"The environment is ready ({time.monotonic() - started:.0f} s).")


# Whether it is there -----------------------------------------------------------------------


def _requirements(development: bool) -> Path:
    return ROOT / ("requirements-dev.txt" if development else "requirements.txt")


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _wanted(development: bool) -> dict[str, str]:
    wanted = {"runs": _sum(_requirements(False))}
    if development:
        wanted["tests"] = _sum(_requirements(True))
    return wanted


def _matches(development: bool) -> bool:
    """The tools' lock holds all of the other, so an environment for tests also serves."""
    if not is_made():
        return False
    try:
        have = json.loads(STAMP.read_text(encoding="ascii"))
    except ValueError:
        return False
    return _wanted(development).items() <= have.items()


def _runs(python: Path) -> bool:
    if not python.exists():
        return False
    answer = subprocess.run([python, "-c", "import encodings"], capture_output=True)
    return answer.returncode == 0


def _check_it_works() -> None:
    answer = subprocess.run(
        [python_of(), "-c", "import django, psycopg, nh3, granian"], capture_output=True, text=True
    )
    if answer.returncode:
        raise Trouble(
            f"The environment was made but does not work: {answer.stderr.strip()[-300:]} "
            f"Remove {HOME} and try again."
        )


@contextlib.contextmanager
def _only_one(say):
    """Two starts at once: the second waits and finds the environment ready."""
    key = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]
    try:
        handle = os.open(ROOT / ".venv.lock", os.O_CREAT | os.O_RDWR, 0o600)
    except OSError:
        path = Path(tempfile.gettempdir()) / f"groundwork-{os.getuid()}-{key}.lock"
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is making the environment; waiting for it …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


# The three ways ----------------------------------------------------------------------------


def _begin() -> None:
    HOME.mkdir(exist_ok=True)
    UNFINISHED.touch()


def _with_uv(requirements: Path) -> bool:
    uv = shutil.which("uv")
    if uv is None:
        return False
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(HOME)}
    index = os.environ.get("PIP_INDEX_URL") or _pip_setting("index-url")
    if index and not {"UV_INDEX_URL", "UV_DEFAULT_INDEX"} & environment.keys():
        environment["UV_DEFAULT_INDEX"] = index
    install = [uv, "pip", "install", "--quiet", "--python", str(python_of())]
    install += ["--require-hashes", "--no-build", "-r", str(requirements)]
    if not python_of().exists():
        made = [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(HOME)]
        _begin()
        if subprocess.run(made, env=environment, capture_output=True).returncode:
            return False
    _begin()
    return subprocess.run(install, env=environment, capture_output=True).returncode == 0


def _with_pip(requirements: Path) -> bool:
    _begin()
    if not _runs(python_of()):
        venv.EnvBuilder(symlinks=True, clear=False, with_pip=False).create(HOME)
        _begin()
    with tempfile.TemporaryDirectory() as folder:
        pip = _pip_inside() or [str(python_of()), str(_fetch_pip(Path(folder)) / "pip")]
        install = [*pip, "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        install += ["--only-binary", ":all:", "--require-hashes", "-r", str(requirements)]
        answer = subprocess.run(install, capture_output=True, text=True)
    if answer.returncode:
        raise Trouble(
            "The libraries could not be installed. pip says:\n\n"
            + "\n".join(answer.stderr.strip().splitlines()[-8:])
            + "\n\nCheck the network, or give your package index as PIP_INDEX_URL, and start "
            "again. " + WITHOUT_WHEELS
        )
    return True


def _pip_inside() -> list[str] | None:
    """The environment's own pip, made by ensurepip where Python has it."""
    pip = [str(python_of()), "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True).returncode == 0:
        return pip
    if find_spec("ensurepip") is None:
        return None
    made = subprocess.run([python_of(), "-m", "ensurepip"], capture_output=True)
    return pip if made.returncode == 0 else None


# Pip from the index --------------------------------------------------------------------------


def _pip_setting(name: str) -> str:
    """What pip's own configuration files say, the user's before the machine's."""
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    files = [os.environ.get("PIP_CONFIG_FILE", ""), str(home / "pip" / "pip.conf")]
    files += [str(Path.home() / ".pip" / "pip.conf"), "/etc/xdg/pip/pip.conf", "/etc/pip.conf"]
    for file in files:
        reader = configparser.RawConfigParser()
        with contextlib.suppress(configparser.Error, OSError):
            if file and reader.read(file, encoding="utf-8"):
                for section in ("install", "global"):
                    if reader.has_option(section, name):
                        return reader.get(section, name).strip()
    return ""


def _indexes() -> list[str]:
    first = os.environ.get("PIP_INDEX_URL") or _pip_setting("index-url")
    more = os.environ.get("PIP_EXTRA_INDEX_URL") or _pip_setting("extra-index-url")
    return [first or "https://pypi.org/simple", *more.split()]


def _open(address: str):
    """Opens an index's page or file; a name and password in the address go into a header."""
    certificates = os.environ.get("PIP_CERT") or _pip_setting("cert") or None
    parts = urllib.parse.urlsplit(address)
    headers = {"Accept": "text/html"}
    if parts.username:
        pair = f"{parts.username}:{parts.password or ''}"
        token = base64.b64encode(urllib.parse.unquote(pair).encode()).decode()
        headers["Authorization"] = f"Basic {token}"
        address = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    if parts.scheme not in ("https", "http", "file"):
        raise OSError(f"{parts.scheme}: addresses are not package indexes")
    request = urllib.request.Request(address, headers=headers)  # noqa: S310
    context = ssl.create_default_context(cafile=certificates)
    return urllib.request.urlopen(request, timeout=60, context=context)  # noqa: S310


def _fetch_pip(folder: Path) -> Path:
    """The wheel, which Python can run as it is; the link is read from the index's page."""
    problems = []
    for index in _indexes():
        page = index.rstrip("/") + "/pip/"
        try:
            with _open(page) as answer:
                text = answer.read().decode("utf-8", errors="replace")
            link = re.search(rf'href="([^"]*{re.escape(PIP_WHEEL)}[^"]*)"', text)
            if link is None:
                problems.append("the index does not list " + PIP_WHEEL)
                continue
            address = urllib.parse.urljoin(page, link.group(1).replace("&amp;", "&"))
            with _open(address.partition("#")[0]) as answer:
                wheel = answer.read()
        except (urllib.error.URLError, OSError) as error:
            problems.append(str(error))
            continue
        if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
            problems.append(f"{PIP_WHEEL} from there is not the file that was pinned")
            continue
        target = folder / PIP_WHEEL
        target.write_bytes(wheel)
        return target
    raise Trouble(
        f"pip could not be fetched ({'; '.join(problems)}). Check the network, give your package "
        "index as PIP_INDEX_URL, or install pip for this Python (Debian: apt install python3-venv)."
    )
