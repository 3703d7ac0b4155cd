"""The embedded database: up while somebody holds it, gone with the last, never in the way."""

import os
import shutil
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from portal import postgres
from portal.environment import ROOT


@pytest.fixture
def cluster():
    made = postgres.throwaway()
    yield made
    shutil.rmtree(made.folder, ignore_errors=True)


HOLDER = """
import sys, time
from pathlib import Path
from portal import postgres
cluster = postgres.Cluster(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], True)
with postgres.hold(cluster):
    print("up", flush=True)
    time.sleep(60)
"""


def server_pid(cluster):
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def keeper_pid(cluster):
    """The keeper is the parent of the server."""
    said = subprocess.run(
        ["ps", "-o", "ppid=", "-p", str(server_pid(cluster))], capture_output=True, text=True
    )
    return int(said.stdout)


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def wait_until(true, seconds=10):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.02)
    return False


def ask(cluster, question="select 1"):
    with psycopg.connect(cluster.url("postgres")) as connection:
        return connection.execute(question).fetchone()[0]


def test_the_server_is_there_within_and_gone_after_with_its_folder(cluster):
    with postgres.hold(cluster):
        assert ask(cluster) == 1
        pid = server_pid(cluster)
    assert wait_until(lambda: is_gone(pid))
    assert wait_until(lambda: not cluster.folder.exists())


def test_it_is_postgresql_18_with_letters_of_every_language(cluster):
    with postgres.hold(cluster):
        assert ask(cluster, "show server_version").startswith("18.")
        assert ask(cluster, "select lower('ÄÇÉ')") == "äçé"


def test_it_listens_on_a_private_socket_and_on_no_port(cluster):
    with postgres.hold(cluster):
        assert ask(cluster, "show listen_addresses") == ""
        assert cluster.folder.stat().st_mode & 0o077 == 0
        assert cluster.sockets.stat().st_mode & 0o077 == 0


def test_two_holders_share_one_server_and_the_first_to_leave_does_not_stop_it(cluster):
    with postgres.hold(cluster):
        with postgres.hold(cluster):
            pid = server_pid(cluster)
        assert server_pid(cluster) == pid
        assert ask(cluster) == 1


def test_a_killed_holder_leaves_no_server_behind(cluster):
    words = [str(cluster.folder), str(cluster.binaries), cluster.owner]
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout.readline() == "up\n"
        pid = server_pid(cluster)
        holder.kill()
    assert wait_until(lambda: is_gone(pid))


def test_a_killed_keeper_takes_the_server_along_and_a_holder_brings_it_back(cluster):
    with postgres.hold(cluster):
        pid = server_pid(cluster)
        os.kill(keeper_pid(cluster), signal.SIGKILL)
        if sys.platform == "linux":
            assert wait_until(lambda: is_gone(pid))
        postgres.keep_up(cluster)
        assert server_pid(cluster) != pid
        assert ask(cluster) == 1


def test_a_killed_server_is_back_by_itself_with_what_it_acknowledged(cluster):
    with postgres.hold(cluster):
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
            connection.execute("set synchronous_commit to on")
            connection.execute("create table kept (word text)")
            connection.execute("insert into kept values ('acknowledged')")
        pid = server_pid(cluster)
        os.kill(pid, signal.SIGKILL)

        def is_back():
            try:
                return ask(cluster, "select word from kept") == "acknowledged"
            except psycopg.OperationalError:
                return False

        assert wait_until(is_back, 20)


def test_a_lock_left_by_a_dead_server_is_no_obstacle(cluster):
    with postgres.hold(cluster):
        pass
    again = postgres.throwaway()
    postgres._make(again)
    (again.data / "postmaster.pid").write_text(
        f"{os.getpid()}\n{again.data}\n0\n5432\n\n\n\nready\n"
    )
    with postgres.hold(again):
        assert ask(again) == 1


def test_a_half_made_cluster_is_made_anew(cluster):
    half = cluster.folder / "data.half"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with postgres.hold(cluster):
        assert ask(cluster) == 1


def test_a_cluster_of_another_version_is_refused_with_what_to_do(cluster):
    postgres._make(cluster)
    (cluster.data / "PG_VERSION").write_text("16\n")
    kept = postgres.Cluster(cluster.folder, cluster.binaries, cluster.owner)
    with (
        pytest.raises(postgres.DatabaseTrouble, match="made by PostgreSQL 16"),
        postgres.hold(kept),
    ):
        pass


def test_a_server_that_cannot_start_says_where_to_look(cluster):
    postgres._make(cluster)
    (cluster.data / "postgresql.conf").write_text("this is no setting\n")
    with (
        pytest.raises(postgres.DatabaseTrouble, match=r"postgres\.log says why.*contains errors"),
        postgres.hold(cluster),
    ):
        pass


def test_a_socket_path_too_long_for_the_kernel_moves_to_a_short_one(tmp_path):
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    cluster = postgres.Cluster(deep, postgres.wheel_binaries())
    assert len(os.fsencode(cluster.sockets / postgres.SOCKET_NAME)) <= postgres.LONGEST_SOCKET
    assert cluster.sockets.parent != deep


def test_two_checkouts_never_share_a_cluster(tmp_path, monkeypatch):
    keys = []
    for name in ("one", "two"):
        monkeypatch.setenv("GROUNDWORK_VAR", str(tmp_path / name))
        keys.append(postgres._checkout_key())
        assert postgres._checkout_key() == keys[-1]
    # A copy of a checkout brings the note along and still gets its own.
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "cluster.txt").write_text((tmp_path / "one" / "cluster.txt").read_text())
    monkeypatch.setenv("GROUNDWORK_VAR", str(tmp_path / "copy"))
    keys.append(postgres._checkout_key())
    assert len(set(keys)) == 3


def test_the_kept_cluster_syncs_what_it_acknowledges():
    from portal.keeper import FORGETFUL, SETTINGS

    assert not FORGETFUL.keys() & SETTINGS.keys()
