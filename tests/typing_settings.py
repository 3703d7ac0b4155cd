"""The shipped settings for the type checker, which needs no database."""

import os

os.environ.setdefault("GROUNDWORK_MODE", "development")
os.environ.setdefault("DATABASE_URL", "postgresql://types@localhost/types")

from portal.settings import *  # noqa: F403
