"""What every test stands on: the database, the closed network, the browser. Additions welcome.

`page_phone`, `page_desktop` and `new_page` open a real Chromium, and `tests/looking.py` says what
somebody could not use there; `run_jobs` does what the worker would do.
"""

import contextlib
import gc
import itertools

import django.test.client
import hypothesis
import pytest

from tests import database, network
from tests.browser import (  # noqa: F401  (fixtures)
    browser,
    new_page,
    page,
    page_desktop,
    page_phone,
    site,
)
from tests.fuzzing import CASES
from tests.looking import walking_page  # noqa: F401  (a fixture)

hypothesis.settings.register_profile(
    "house",
    max_examples=100,
    deadline=None,
    print_blob=True,
    suppress_health_check=[
        hypothesis.HealthCheck.too_slow,
        hypothesis.HealthCheck.function_scoped_fixture,
    ],
)
hypothesis.settings.register_profile(
    "fuzz", hypothesis.settings.get_profile("house"), max_examples=CASES
)
hypothesis.settings.load_profile("house")


# Nobody writes to a context once its page is drawn: a copy for each part of a page is not needed.
django.test.client.copy = lambda context: context


def pytest_configure(config):
    network.close()
    database.empty_quickly()


def pytest_collection_finish():
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Long tests begin early: without a database before all others, those that empty the tables
    (last of those with one, as pytest-django has it) before their like."""
    items.sort(key=_turn)


def _turn(item) -> tuple[int, bool]:
    marked = item.get_closest_marker("django_db")
    empties = {"live_server", "transactional_db"} & set(item.fixturenames)
    is_long = item.get_closest_marker("long") is not None
    if empties or (marked and marked.kwargs.get("transaction")):
        return 1, not is_long
    if marked or "db" in item.fixturenames:
        return 0, False
    return (-1 if is_long else 2), False


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Gives what is to be closed when the database is there."""
    with contextlib.ExitStack() as making:
        making.enter_context(database.one_at_a_time())
        database.copy_the_pattern()
        yield making


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), django_db_modify_db_settings:
        database.keep_the_pattern()
    yield
    database.end_sessions()


def pytest_unconfigure(config):
    if not hasattr(config, "workerinput"):
        database.drop_the_pattern()


@pytest.fixture(autouse=True)
def fresh_caches():
    """Rate limits and remembered pages of one test do not reach the next."""
    from django.core.cache import caches

    for name in ("default", "local"):
        caches[name].clear()


@pytest.fixture(scope="session")
def uploads(tmp_path_factory):
    return tmp_path_factory.mktemp("uploads"), itertools.count()


@pytest.fixture(autouse=True)
def uploads_apart(settings, uploads):
    """A folder of the test's own, which is there when something is put into it."""
    folder, number = uploads
    settings.MEDIA_ROOT = folder / str(next(number))


@pytest.fixture
def run_jobs(db):
    """Call it to run what is waiting for the worker, as the worker would; returns their names."""
    from tests.jobs import run_waiting

    return run_waiting
