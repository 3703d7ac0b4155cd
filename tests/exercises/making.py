"""Exercises and programmes for the tests of the library and the builder."""

from django.utils import timezone

from exercises.actions import building, programmes, staging
from exercises.dose import parse
from exercises.figures import FIGURES
from exercises.models import Exercise, ExerciseRevision
from exercises.search import index


def exercise(name="Bridge", *, clinic=None, dose="3x10 daily", public=False, **fields) -> Exercise:
    """A published exercise; shared where no clinic is given."""
    slug = name.lower().replace(" ", "-")
    made = Exercise.objects.create(
        slug=f"{slug}-{clinic.slug}" if clinic else slug, clinic=clinic, is_public=public
    )
    revision = ExerciseRevision(
        exercise=made,
        state="published",
        published_at=timezone.now(),
        **{
            "name": name,
            "purpose": f"{name} makes you stronger.",
            "start": "Lie on your back.",
            "steps": ["Go up.", "Come down."],
            "stop_rules": ["Stop when it hurts."],
            "figure": "bridge",
            **fields,
        },
    )
    revision.dose = parse(dose).dose
    revision.save()
    made.published = revision
    made.save()
    index(revision, learn=False)
    return made


def programme(by, name="Knee, early", *exercises):
    """A draft of the clinic with one stage, one part and these exercises in it."""
    made = programmes.add_programme(name=name, by=by, at=timezone.now())
    for one in exercises:
        add(made, one, by)
    return made


def slot_of(programme_):
    return programme_.phases.first().slots.first()


def add(programme_, exercise_, by):
    programme_.refresh_from_db()
    return building.add_item(
        slot=slot_of(programme_),
        exercise=exercise_,
        by=by,
        at=timezone.now(),
        version=programme_.version,
    )


def big(by, *, phases=6, items=40):
    """A programme of that size, over as many exercises as there are items."""
    made = programmes.add_programme(name="Long road", by=by, at=timezone.now())
    for number in range(phases - 1):
        staging.add_phase(programme=made, by=by, at=timezone.now(), version=made.version)
        assert number < phases
    slots = [phase.slots.first() for phase in made.phases.all()]
    for number in range(items):
        figure = list(FIGURES)[number % len(FIGURES)]  # as many drawings as a real shelf shows
        one = exercise(f"Move {number}", one_sided=bool(number % 2), figure=figure)
        building.add_item(
            slot=slots[number % phases],
            exercise=one,
            by=by,
            at=timezone.now(),
            version=made_version(made),
        )
    made.refresh_from_db()
    return made


def made_version(programme_):
    programme_.refresh_from_db(fields=["version"])
    return programme_.version
