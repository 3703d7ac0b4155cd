"""The embedded PostgreSQL 18."""

import os
from pathlib import Path


def embedded_url() -> str:
    return "postgresql://postgres@/groundwork?host=" + str(Path(os.environ.get("GROUNDWORK_VAR", "var")).absolute())
