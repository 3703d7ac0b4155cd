"""Bringing the starter library in: shared rows, owned by the operator. Safe to run again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.db import transaction

from articles.models import Article
from exercises.dose import Dose, parse
from exercises.figures import FIGURES
from exercises.models import Exercise, ExerciseRevision, Item, Phase, PhaseReading, Programme, Slot
from exercises.search import index
from portal.models import Topic
from portal.yaml_text import read_yaml

STARTER = Path(__file__).resolve().parents[1] / "starter"
SAME_NAME = [
    *("name", "plain_name", "purpose", "goals", "position", "level", "kit", "muscles"),
    *("one_sided", "start", "steps", "cues", "mistakes", "stop_rules", "cautions", "answers"),
    *("synonyms", "evidence", "demo_note"),
]
# Slugs of the shelves that stand for a condition; any other is a part of the body.
CONDITIONS = {
    *("heel-pain", "achilles", "ankle-sprain", "knee-arthritis", "low-back-pain", "falls"),
    *("running", "after-surgery"),
}


class UnableToImport(Exception):
    """Says which file and what in it cannot be used."""


def read(folder: Path) -> dict[str, dict]:
    """The files of a folder by their slug (the file's name)."""
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        found[path.stem] = read_yaml(path.read_text(encoding="utf-8"))
    return found


def dose_of(text: str, where: str, side: str | None = None) -> Dose:
    """The dose a file gives; a file that leaves a question open is not used."""
    parsed = parse(text)
    if parsed.status not in ("ok", "warn"):
        raise UnableToImport(f"{where}: “{text}”: {parsed.message}")
    return replace(parsed.dose, side=side) if side else parsed.dose


def shelves(slugs: list[str]) -> list[Topic]:
    """The topics of these slugs, made with a plain name where the shelf is not there yet."""
    found = {t.slug: t for t in Topic.objects.filter(slug__in=slugs)}
    for slug in slugs:
        if slug not in found:
            kind = Topic.Kind.CONDITION if slug in CONDITIONS else Topic.Kind.REGION
            name = slug.replace("-", " ").capitalize()
            found[slug] = Topic.objects.create(slug=slug, name=name, kind=kind)
    return [found[slug] for slug in slugs]


# Exercises -----------------------------------------------------------------------------------


@transaction.atomic
def import_exercises(*, at, folder: Path | None = None) -> dict[str, int]:
    """This will add the exercises of the files and a new revision of those that changed."""
    files = read(folder or STARTER)
    shared = shared_rows(files)
    counts = {"added": 0, "changed": 0, "same": 0}
    for slug, file in files.items():
        counts[bring(shared[slug], file, shared, at=at)] += 1
    return counts


def shared_rows(files: dict[str, dict]) -> dict[str, Exercise]:
    """The exercise of each slug, made where it is not there, so that ladders can point at them."""
    rows = {
        e.slug: e
        for e in Exercise.objects.filter(clinic__isnull=True, slug__in=files)
        .unscoped()
        .select_related("published")
    }
    for slug in files.keys() - rows.keys():
        if Exercise.objects.filter(slug=slug).unscoped().exists():
            raise UnableToImport(f"{slug}: a clinic's own exercise has this address already.")
        rows[slug] = Exercise.objects.create(slug=slug, is_public=True)
    return rows


def bring(exercise: Exercise, file: dict, shared: dict[str, Exercise], *, at) -> str:
    """What became of one exercise: added, changed or same."""
    wanted = columns_of(file, exercise.slug, shared)
    dose = dose_of(file["dose"], exercise.slug)
    topics = shelves(file["regions"])
    exercise.topics.set(topics)
    old = exercise.published
    if old and old.dose == dose and all(getattr(old, k) == v for k, v in wanted.items()):
        index(old, topics=topics, learn=False)
        return "same"
    exercise.language, exercise.is_public = file["language"], True
    newest = exercise.revisions.order_by("-number").first()
    revision = ExerciseRevision(
        exercise=exercise,
        number=newest.number + 1 if newest else 1,
        state=ExerciseRevision.State.PUBLISHED,
        saved_at=at,
        published_at=at,
        **wanted,
    )
    revision.dose = dose
    revision.save()
    exercise.published = revision
    exercise.save(update_fields=["published", "language", "is_public"])
    index(revision, topics=topics)
    return "changed" if old else "added"


def columns_of(file: dict, slug: str, shared: dict[str, Exercise]) -> dict:
    if file["figure"] and file["figure"] not in FIGURES:
        raise UnableToImport(f"{slug}: there is no figure “{file['figure']}”.")
    for ladder in ("easier", "harder"):
        if file[ladder] and file[ladder] not in shared:
            raise UnableToImport(f"{slug}: there is no exercise “{file[ladder]}”.")
    columns = {name: file[name] for name in SAME_NAME}
    return {
        **columns,
        "is_balance": file["balance"],
        "source_keys": file["sources"],
        "figure": file["figure"] or "",
        "easier_id": shared[file["easier"]].pk if file["easier"] else None,
        "harder_id": shared[file["harder"]].pk if file["harder"] else None,
    }


# Programmes ----------------------------------------------------------------------------------


@transaction.atomic
def import_programmes(*, at, folder: Path | None = None) -> dict[str, int]:
    """This will add the programmes of the files and rewrite those that changed.

    Nobody's plan changes: what was given was copied. An article that is not there is left out
    and comes with the next import.
    """
    counts = {"added": 0, "changed": 0, "same": 0}
    for slug, file in read(folder or STARTER / "programmes").items():
        counts[bring_programme(slug, file, at=at)] += 1
    return counts


def bring_programme(slug: str, file: dict, *, at) -> str:
    phases = planned(slug, file)
    topics = shelves([*file["regions"], *([file["condition"]] if file.get("condition") else [])])
    head = {
        "name": file["name"],
        "summary": file["summary"],
        "language": file.get("language", "en-gb"),
        "source_keys": file.get("sources", []),
        "demo_note": file.get("demo_note", ""),
    }
    programme = (
        Programme.objects.filter(clinic__isnull=True, slug=slug).unscoped().order_by("pk").first()
    )
    outcome = "changed" if programme else "added"
    as_said = programme and all(getattr(programme, k) == v for k, v in head.items())
    if as_said and stands(programme) == phases:
        programme.topics.set(topics)
        return "same"
    if programme is None:
        programme = Programme(slug=slug, is_draft=False, created_at=at)
    for name, value in head.items():
        setattr(programme, name, value)
    programme.saved_at = at
    programme.version += outcome == "changed"
    programme.save()
    programme.topics.set(topics)
    programme.phases.all().delete()
    write_phases(programme, phases)
    return outcome


def planned(slug: str, file: dict) -> list:
    """The phases of a file as plain values that can be compared."""
    return [
        (
            phase["name"],
            phase["weeks_min"],
            phase["weeks_max"],
            phase["criterion"] or "",
            articles_there(phase["reading"]),
            [
                (slot["name"], slot["cue"], [planned_item(slug, one) for one in slot["items"]])
                for slot in phase["slots"]
            ],
        )
        for phase in file["phases"]
    ]


def planned_item(slug: str, item: dict) -> tuple:
    dose = dose_of(item["dose"], f"{slug}, {item['exercise']}", item["side"])
    return item["exercise"], dose, item["short"]


def articles_there(slugs: list[str]) -> list[str]:
    there = Article.objects.filter(clinic__isnull=True, slug__in=slugs).unscoped()
    known = set(there.values_list("slug", flat=True))
    return [slug for slug in slugs if slug in known]


def stands(programme: Programme) -> list:
    """The phases of a programme as they are stored, in the same plain values."""
    return [
        (
            phase.name,
            phase.weeks_min,
            phase.weeks_max,
            phase.criterion,
            [r.article.slug for r in phase.readings.select_related("article")],
            [
                (
                    slot.name,
                    slot.cue,
                    [
                        (i.exercise.slug, i.dose, i.is_short)
                        for i in slot.items.select_related("exercise")
                    ],
                )
                for slot in phase.slots.all()
            ],
        )
        for phase in programme.phases.all()
    ]


def write_phases(programme: Programme, phases: list) -> None:
    for order, (name, weeks_min, weeks_max, criterion, reading, slots) in enumerate(phases):
        phase = Phase.objects.create(
            programme=programme,
            order=order,
            name=name,
            weeks_min=weeks_min,
            weeks_max=weeks_max,
            criterion=criterion,
        )
        for place, slug in enumerate(reading):
            article = Article.objects.unscoped().get(clinic__isnull=True, slug=slug)
            PhaseReading.objects.create(phase=phase, article=article, order=place)
        for place, slot in enumerate(slots):
            write_slot(phase, place, slot)


def write_slot(phase: Phase, place: int, planned_slot: tuple) -> None:
    name, cue, items = planned_slot
    slot = Slot.objects.create(phase=phase, order=place, name=name, cue=cue)
    slugs = [slug for slug, _dose, _short in items]
    there = Exercise.objects.filter(clinic__isnull=True, slug__in=slugs).unscoped()
    exercises = {e.slug: e for e in there}
    for order, (slug, dose, is_short) in enumerate(items):
        if slug not in exercises:
            raise UnableToImport(f"{phase.programme.slug}: there is no exercise “{slug}”.")
        item = Item(slot=slot, exercise=exercises[slug], order=order, is_short=is_short)
        item.dose = dose
        item.save()
