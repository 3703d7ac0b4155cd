"""The throw-away PostgreSQL of one test run, shared by its workers and gone with it.

GROUNDWORK_TEST_POSTGRES names a folder of other PostgreSQL programs (for example Debian's
/usr/lib/postgresql/15/bin); GROUNDWORK_TEST_DATABASE_URL a server that is already there.
"""

import atexit
import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from portal import postgres

ADDRESS = "GROUNDWORK_TEST_DATABASE_URL"  # how the run tells its workers


def url() -> str:
    if ADDRESS not in os.environ:
        binaries = os.environ.get("GROUNDWORK_TEST_POSTGRES")
        cluster = postgres.throwaway(Path(binaries) if binaries else None)
        stack = contextlib.ExitStack()
        stack.enter_context(postgres.hold(cluster))
        atexit.register(stack.close)
        os.environ[ADDRESS] = cluster.url()
    return os.environ[ADDRESS]


def scratch_folder() -> Path:
    """Where this run keeps uploads and secrets, apart from the checkout's own var/."""
    folder = Path(tempfile.mkdtemp(prefix="groundwork-var-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
