"""The shipped settings on a throw-away database: quick hashes, plain files, mail in memory."""

import os

from tests import cluster

os.environ.setdefault("GROUNDWORK_MODE", "development")
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["GROUNDWORK_VAR"] = str(cluster.scratch_folder())
os.environ["DATABASE_URL"] = cluster.url()
for _name in ("DEBUG", "HTTPS", "ALLOWED_HOSTS", "SECRET_KEY_FALLBACKS", "TRUSTED_PROXY_COUNT"):
    os.environ.pop(_name, None)

from portal.settings import *  # noqa: E402, F403
from portal.settings import ALLOWED_HOSTS, CACHES, DATABASES, STORAGES  # noqa: E402

# 15 tests at once would hold 15 pools: one connection each is what a test needs.
DATABASES["default"]["OPTIONS"].pop("pool")
ALLOWED_HOSTS += ["testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES["default"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "default",
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PUBLIC_URL = "http://testserver"
THROW_AWAY_DATABASE = True  # it may forget what it acknowledged
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
