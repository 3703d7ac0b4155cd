"""How long each action of the builder takes, with 500 exercises, 6 phases and 40 items.

Run with: python -m pytest tests/bench/bench_builder.py -s -q
Aim: 200 ms and 12 queries an action. It prints; only the queries are held by a test.
"""

import statistics
import time

import pytest

from exercises.models import Item, Programme
from tests import factories
from tests.exercises.making import big, exercise, slot_of

pytestmark = pytest.mark.django_db
ROUNDS = 7


def timed(call) -> tuple[float, float, int]:
    """(median milliseconds, median of the processor alone, bytes) of some calls."""
    times, busy, size = [], [], 0
    for _round in range(ROUNDS):
        start, used = time.perf_counter(), time.process_time()
        answer = call()
        times.append((time.perf_counter() - start) * 1000)
        busy.append((time.process_time() - used) * 1000)
        size = len(answer.content)
        assert answer.status_code == 200
    return statistics.median(times), statistics.median(busy), size


def test_bench_builder(client):
    alice = factories.member()
    plan = big(alice, phases=6, items=40)
    for number in range(460):
        exercise(f"Other {number}", kit=["chair"])
    factories.sign_in(client, alice)
    item = Item.objects.filter(slot__phase__programme=plan).unscoped().first()
    phase = plan.phases.first()

    def change(path, **fields):
        version = Programme.objects.unscoped().values_list("version", flat=True).get(pk=plan.pk)
        data = {"version": version, **fields}
        return client.post(f"/clinic/programmes/{path}", data, headers={"X-Fragment": "1"})

    actions = {
        "open the builder": lambda: client.get(f"/clinic/programmes/{plan.pk}/edit/"),
        "search": lambda: client.get(
            f"/clinic/programmes/{plan.pk}/edit/?q=mov", headers={"X-Fragment": "1"}
        ),
        "echo of a dose": lambda: client.get("/clinic/dose/?text=3x12 e/s hold 5s eod"),
        "add": lambda: change(
            f"{plan.pk}/items/add/", slot=slot_of(plan).pk, exercise=item.exercise_id
        ),
        "edit a dose": lambda: change(f"items/{item.pk}/edit/", dose="2x9 each side, daily"),
        "move": lambda: change(f"items/{item.pk}/move/", by="1"),
        "one dose for all": lambda: change(
            f"stages/{phase.pk}/dose/", dose="2x7 each side, daily", to="all"
        ),
        "name a stage": lambda: change(f"stages/{phase.pk}/edit/", name="Calm"),
        "library of 500": lambda: client.get("/clinic/exercises/"),
    }
    print()
    for name, call in actions.items():
        wall, busy, size = timed(call)
        print(f"{name:<20} {wall:7.1f} ms, application {busy:6.1f} ms {size / 1024:8.1f} KB")
