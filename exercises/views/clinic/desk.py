"""The builder's page put together: phases, rows, echoes, sums, found exercises."""

from __future__ import annotations

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from exercises import planning, search
from exercises.actions.doubting import form_of
from exercises.dose import parse
from exercises.models import Exercise, ExerciseRevision, Item, Phase, PhaseReading, Slot
from exercises.views.clinic.doubts import doubts_in
from exercises.views.clinic.rows import Part, Row, Stage
from exercises.words import kit_words
from portal.models import User
from portal.models.prepared import SOMEBODY, SOMETHING, AnyOf, PreparedRows, all_but, listed

SHOWN = 20  # found exercises at the side


def slots_of(user, programme, form: str):
    return (
        Slot.objects.for_user(User(pk=user))
        .filter(phase__programme=programme)
        .select_related("phase")
        .annotate(doubts=doubts_in(user, form))
        .order_by("phase__order", "phase_id", "order", "pk")
    )


SLOTS = PreparedRows(slots_of, user=SOMEBODY, programme=SOMETHING, form="a form of nobody")


def stages(
    programme, user, *, patient=None, only: Phase | None = None, with_reading: bool = True
) -> list[Stage]:
    """The phases of a programme (or one of them) with everything inside, in three queries.

    A phase has at least one slot, so the slots bring all phases along.
    """
    slots = SLOTS.rows(user=user.pk, programme=programme.pk, form=form_of(programme))
    phases = {slot.phase_id: slot.phase for slot in slots}
    numbered = {only.order + 1: only} if only else dict(enumerate(phases.values(), 1))
    pks = [phase.pk for phase in numbered.values()]
    rows = rows_in(user, pks)
    reading = reading_of(user, pks) if with_reading else {}
    found, targets = [], targets_of(slots)
    for number, phase in numbered.items():
        inside = [s for s in slots if s.phase_id == phase.pk]
        parts = [Part(s, rows.get(s.pk, []), n) for n, s in enumerate(inside, 1)]
        summary = planning.summary([(p.slot, [r.item for r in p.rows]) for p in parts], patient)
        given = reading.get(phase.pk, [])
        found.append(Stage(phase, parts, given, summary, number, targets))
    return found


def items(user, phases: str):
    """What stands in these phases (ids between commas), with what a row shows of it."""
    return (
        Item.objects.for_user(User(pk=user))
        .filter(AnyOf(F("slot__phase"), listed(phases, "uuid")))
        .select_related("exercise__published__picture", "easier__published", "harder__published")
        .defer("exercise__published__search", *all_but_name("easier"), *all_but_name("harder"))
        .order_by("order", "pk")
    )


def all_but_name(exercise: str) -> list[str]:
    """The columns of an exercise, joined by this path, that its name does without."""
    of_exercise = all_but(Exercise, exercise, "published")
    return of_exercise + all_but(ExerciseRevision, f"{exercise}__published", "name")


ITEMS = PreparedRows(items, user=SOMEBODY, phases=str(SOMETHING))


def rows_in(user, phase_pks) -> dict:
    """{slot id: its rows in order} of these phases."""
    rows: dict = {}
    for item in ITEMS.rows(user=user.pk, phases=",".join(map(str, phase_pks))):
        rows.setdefault(item.slot_id, []).append(Row(item, planning.typed(item.dose)))
    return rows


def readings(user, phases: str):
    return (
        PhaseReading.objects.for_user(User(pk=user))
        .filter(AnyOf(F("phase"), listed(phases, "uuid")))
        .select_related("article__published")
        .defer("article__published__text", "article__published__html")
        .order_by("order", "pk")
    )


READINGS = PreparedRows(readings, user=SOMEBODY, phases=str(SOMETHING))


def reading_of(user, phase_pks) -> dict:
    """{phase id: the reading that goes with it} of these phases."""
    reading: dict = {}
    for one in READINGS.rows(user=user.pk, phases=",".join(map(str, phase_pks))):
        reading.setdefault(one.phase_id, []).append(one)
    return reading


def targets_of(slots) -> list[tuple]:
    """(id, "Stage 1 · Part 2") of these slots, which come in order."""
    named, last, count = [], None, 0
    for slot in slots:
        count = count + 1 if slot.phase_id == last else 1
        last = slot.phase_id
        stage = slot.phase.name or _("Stage %s") % (slot.phase.order + 1)
        named.append((slot.pk, f"{stage} · {slot.name or _('Part %s') % count}"))
    return named


def pictured(all_stages: list[Stage]) -> list:
    """The revisions whose pictures stand in these stages."""
    return [row.revision for row in rows_of(all_stages)]


def find_row(all_stages: list[Stage], pk) -> Row | None:
    return next((row for row in rows_of(all_stages) if row.item.pk == pk), None)


def open_row(all_stages: list[Stage], pk: str) -> None:
    """The item with this id shows its editor; any other text opens nothing."""
    for row in rows_of(all_stages):
        row.is_open = row.key == pk


def open_rows(all_stages: list[Stage]) -> list[Row]:
    return [row for row in rows_of(all_stages) if row.is_open]


def rows_of(all_stages: list[Stage]) -> list[Row]:
    return [row for stage in all_stages for part in stage.parts for row in part.rows]


def doubtful(row: Row, form) -> Row:
    """The row with what was typed and why it is not taken yet; nothing typed is lost."""
    row.form, row.is_open = form, bool(form.data.get("whole"))
    row.typed = form.data.get("dose", row.typed)
    row.parsed = parse(row.typed) if "dose" in form.errors else None
    return row


# The library at the side ---------------------------------------------------------------------


def shelf(user):
    """The library with what a line of results shows."""
    rows = Exercise.objects.for_library(user).select_related("published__picture")
    return rows.defer(
        "published__search", "published__steps", "published__answers", "published__cautions"
    )


def found(user, *, query: str, region: str, mine: bool, member) -> list[Exercise]:
    """The exercises that fit, one more than is shown, so that "more" can be said."""
    rows = shelf(user)
    if region:
        rows = rows.filter(topics=region)
    if mine:
        rows = rows.filter(favourites__member=member)
    return list(search.matching(rows, query)[: SHOWN + 1])


def found_text(count: int) -> str:
    if count > SHOWN:
        return _("More than %s exercises: type more to narrow it down") % SHOWN
    if not count:
        return _("No exercise fits. Try another word.")
    return _("1 exercise") if count == 1 else _("%s exercises") % count


def library_names(user) -> dict:
    """{id: name} of everything that can be prescribed, by name."""
    rows = Exercise.objects.for_library(user).order_by("published__name", "pk")
    return dict(rows.values_list("pk", "published__name"))


def library_articles(user) -> list[tuple]:
    rows = Article.objects.for_library(user).order_by("published__title", "pk")
    return list(rows.values_list("pk", "published__title")[:500])


def kit_line(revision) -> str:
    return ", ".join(kit_words(revision.kit))


def saved_words(programme) -> str:
    """ "Draft saved 10:42", or "Saved 10:42" once it is offered."""
    words = _("Draft saved %s") if programme.is_draft else _("Saved %s")
    return words % f"{timezone.localtime(programme.saved_at):%H:%M}"


def address_of(programme, patient=None) -> str:
    """The builder of this programme, opened for a patient where there is one."""
    url = reverse("edit_programme", args=[programme.pk])
    return f"{url}?for={patient.pk}" if patient else url
