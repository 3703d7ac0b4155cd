"""The world again, a hundred times over: every list of every page has that many rows."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db.models.base import ModelState

from portal.models import CareTeam, Episode, Patient, User
from tests.world import World


def again(row, change: Callable, count: int) -> list:
    """Copies of a row; `change(twin, number)` makes each different where it must be."""
    twins = []
    for number in range(1, count + 1):
        twin = copy.copy(row)
        twin._state = ModelState()
        twin._state.fields_cache = dict(row._state.fields_cache)
        twin.pk = uuid.uuid4() if row._meta.pk.get_internal_type() == "UUIDField" else None
        change(twin, number)
        twins.append(twin)
    return type(row)._base_manager.bulk_create(twins)


def put(**fields) -> Callable:
    """A change that sets these fields; a callable is asked for the number."""

    def change(twin, number):
        for name, value in fields.items():
            setattr(twin, name, value(number) if callable(value) else value)

    return change


def nothing(twin, number):
    """Alike in everything but the id."""


def of(rows: Iterable) -> Callable:
    """The number's row of a list, for `put`."""
    listed = list(rows)
    return lambda number: listed[number - 1]


def fill(world: World, rows: int) -> None:
    """As many of everything as `rows` says, the first of each being there already."""
    count = rows - 1
    if count < 1:
        return
    people(world, count)
    record(world, count)
    articles(world, count)
    exercises(world, count)
    plans(world, count)
    reports(world, count)


def people(world: World, count: int) -> None:
    users = User.objects.bulk_create(
        User(email=f"crowd-{world.marker.lower()}-{n}@example.org", name=f"Crowd {n}")
        for n in range(count * 3)
    )
    mine, staff, helping = users[:count], users[count : 2 * count], users[2 * count :]
    again(world.physio, put(user=of(staff)), count)
    again(world.helper, put(user=of(helping)), count)
    patients = Patient.objects.unscoped().bulk_create(
        Patient(
            clinic=world.clinic,
            user=user,
            full_name=user.name,
            born_on="1960-01-02",
            record_number=f"C{n}",
        )
        for n, user in enumerate(mine)
    )
    episodes = Episode.objects.unscoped().bulk_create(
        Episode(
            patient=patient,
            reason="Knee",
            lead=world.physio,
            opened_on=world.episode.opened_on,
            opened_by=world.physio.user,
        )
        for patient in patients
    )
    CareTeam.objects.unscoped().bulk_create(
        CareTeam(episode=episode, member=world.physio, from_on=episode.opened_on)
        for episode in episodes
    )
    world.crowd = list(zip(patients, episodes, strict=True))


def record(world: World, count: int) -> None:
    again(
        world.rows["invitation"],
        put(token_hash=lambda n: f"{world.marker}{n:055}"),
        count,
    )
    for kind in ("event", "notice"):
        again(world.rows[kind], nothing, count)


def articles(world: World, count: int) -> None:
    published = again(
        world.article,
        put(slug=lambda n: f"crowd-{world.marker.lower()}-{n}", published=None),
        count,
    )
    revisions = again(world.revision, put(article=of(published)), count)
    for article, revision in zip(published, revisions, strict=True):
        article.published = revision
    type(world.article).objects.unscoped().bulk_update(published, ["published"])
    again(world.draft_revision, put(article=of(published)), count)
    again(world.rows["comment"], nothing, count)
    again(world.rows["review"], nothing, count)
    again(world.rows["clarity"], nothing, count)
    again(world.rows["override"], put(words=lambda n: f"words {n}"), count)
    sources = again(world.rows["source"], put(key=lambda n: f"crowd{n}"), count)
    again(world.rows["citation"], put(source=of(sources), number=lambda n: n + 1), count)
    again(world.rows["picture"], nothing, count)
    again(world.rows["checkanswer"], nothing, count)
    world.readings = again(world.given, put(article=of(published)), count)
    again(world.rows["opening"], nothing, count)
    world.crowd_articles = published


def exercises(world: World, count: int) -> None:
    made = again(
        world.exercise,
        put(slug=lambda n: f"crowd-{world.marker.lower()}-{n}", published=None),
        count,
    )
    revisions = again(world.exercise.published, put(exercise=of(made)), count)
    for exercise, revision in zip(made, revisions, strict=True):
        exercise.published = revision
    type(world.exercise).objects.unscoped().bulk_update(made, ["published"])
    for kind in ("favourite", "remembereddose"):
        again(world.rows[kind], put(exercise=of(made)), count)
    again(world.rows["clip"], nothing, count)
    again(world.programme_row, put(name=lambda n: f"Crowd {n}"), count)
    phases = again(world.rows["phase"], put(order=lambda n: n), min(count, 5))
    slots = again(world.rows["slot"], put(phase=of(phases * 20)), min(count, len(phases)))
    again(world.rows["item"], put(slot=of(slots * 20), exercise=of(made)), min(count, 40))
    again(world.rows["phasereading"], put(article=of(world.crowd_articles)), min(count, 20))
    world.crowd_exercises = made


def plans(world: World, count: int) -> None:
    made = world.crowd_exercises
    again(
        world.item,
        put(exercise=of(made), revision=lambda n: made[n - 1].published, order=lambda n: n),
        min(count, 40),
    )
    again(world.rows["change"], nothing, count)
    again(
        world.rows["pause"],
        put(
            from_on=lambda n: world.rows["pause"].from_on - timedelta(days=2 * n),
            until_on=lambda n: world.rows["pause"].until_on - timedelta(days=2 * n),
        ),
        count,
    )
    again(world.rows["assignedphase"], put(state="planned", order=lambda n: n), min(count, 6))
    again(world.assignment, put(name=lambda n: f"Crowd {n}"), min(count, 20))
    patients = [patient for patient, _episode in world.crowd]
    again(
        world.assignment,
        put(patient=of(patients), episode=lambda n: world.crowd[n - 1][1]),
        count,
    )


def reports(world: World, count: int) -> None:
    def earlier(twin, number):
        twin.done_at = world.now - timedelta(days=number)
        twin.local_on = world.session.local_on - timedelta(days=number)

    sessions = again(world.session, earlier, count)
    again(world.rows["entry"], put(session=of(sessions)), count)
    flag, closed = world.rows["flag"], world.closed_flag
    again(flag, put(session=of(sessions), counts_now=of(sessions)), count)
    again(closed, nothing, count)
    morning = world.rows["morning"]
    again(morning, put(local_on=lambda n: morning.local_on - timedelta(days=n)), count)
    for kind, about in (("paragraphquestion", "paragraph"), ("itemquestion", "exercise")):
        row = world.rows[kind]
        asked = again(row.question, put(kind=about), count)
        again(row, put(question=of(asked)), count)
