"""The builder's page put together: phases, rows, echoes, sums, found exercises."""

from __future__ import annotations

from dataclasses import dataclass, field

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from exercises import planning, search
from exercises.dose import Parsed, parse
from exercises.models import Exercise, Item, Phase, PhaseReading, Slot
from exercises.views.clinic.doubts import doubts_of
from exercises.words import ANSWERS, WEEKDAYS, kit_words

SHOWN = 20  # found exercises at the side


@dataclass
class Row:
    """An item as it stands on the screen; `typed` and `parsed` differ from it while in doubt."""

    item: Item
    typed: str
    parsed: Parsed | None = None
    form: forms.Form | None = None

    @property
    def revision(self):
        return self.item.exercise.published

    @property
    def words(self) -> str:
        return planning.words(self.item.dose)

    @property
    def unsaved(self) -> str:
        """In words a dose that was typed, is certain, and was not saved."""
        certain = self.parsed and self.parsed.status in ("ok", "warn") and not self.parsed.split
        return planning.words(self.parsed.dose) if self.parsed and certain else ""

    @property
    def lacks(self) -> list[str]:
        return planning.lacks(self.item)

    @property
    def splits(self) -> list[tuple[str, str]]:
        return planning.splits(self.parsed)

    @property
    def key(self) -> str:
        return str(self.item.pk)

    @property
    def note(self) -> str:
        return self.form.data.get("note", "") if self.form else self.item.note

    @property
    def easier(self) -> str:
        return self.said("easier")

    @property
    def harder(self) -> str:
        return self.said("harder")

    def said(self, ladder: str) -> str:
        """What was typed for a step of the ladder, else the name of the one chosen."""
        if self.form:
            return self.form.data.get(ladder, "")
        chosen = getattr(self.item, ladder)
        return chosen.published.name if chosen and chosen.published else ""

    @property
    def answers(self) -> list[tuple]:
        """(reason, its words, what is answered here, what the exercise answers else)."""
        typed = self.form.data if self.form and self.form.data.get("whole") else None
        own, usual = self.item.answers, self.revision.answers if self.revision else {}
        return [
            (key, label, typed.get(f"answer_{key}", "") if typed else own.get(key, ""),
             usual.get(key, ""))
            for key, label in ANSWERS.items()
        ]  # fmt: skip

    @property
    def faults(self) -> list[str]:
        """What is wrong besides the dose, which speaks for itself."""
        errors = self.form.errors.items() if self.form else ()
        return [text for name, texts in errors if name != "dose" for text in texts]


@dataclass
class Part:
    slot: Slot
    rows: list[Row] = field(default_factory=list)
    number: int = 1

    @property
    def title(self) -> str:
        return self.slot.name or _("Part %s") % self.number

    @property
    def useful_first(self) -> str:
        """The items with those marked for five minutes in front, where another order stands."""
        items = [row.item for row in self.rows]
        better = sorted(items, key=lambda item: not item.is_short)
        return ",".join(str(item.pk) for item in better) if better != items else ""

    @property
    def days(self) -> list[tuple]:
        """Each weekday with its letter, name and whether this part is only for it."""
        return [
            (n, str(name)[:1], str(name), n in self.slot.weekdays)
            for n, name in enumerate(WEEKDAYS)
        ]


@dataclass
class Stage:
    phase: Phase
    parts: list[Part]
    reading: list[PhaseReading]
    summary: planning.Summary
    number: int = 1
    # (id, name) of every part of the programme: where an item can be moved
    targets: list[tuple] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.phase.name or _("Stage %s") % self.number

    @property
    def lasts(self) -> str:
        """How long, in words: "2 to 4 weeks", or the criterion alone."""
        least, most = self.phase.weeks_min, self.phase.weeks_max
        if least and most and least != most:
            return _("%(least)s to %(most)s weeks") % {"least": least, "most": most}
        weeks = most or least or 0
        if not weeks:
            return ""
        return _("%s weeks") % weeks if weeks > 1 else _("1 week")


def stages(programme, user, *, patient=None, only: Phase | None = None) -> list[Stage]:
    """The phases of a programme (or one of them) with everything inside, in three queries.

    A phase has at least one slot, so the slots bring all phases along.
    """
    slots = list(
        Slot.objects.for_user(user)
        .filter(phase__programme=programme)
        .select_related("phase")
        .annotate(doubts=doubts_of(user, programme))
        .order_by("phase__order", "phase_id", "order", "pk")
    )
    phases = {slot.phase_id: slot.phase for slot in slots}
    numbered = {only.order + 1: only} if only else dict(enumerate(phases.values(), 1))
    pks = [phase.pk for phase in numbered.values()]
    items = (
        Item.objects.for_user(user)
        .filter(slot__phase__in=pks)
        .select_related(
            "exercise__published__picture",
            "easier__published",
            "harder__published",
        )
        .defer("exercise__published__search", "easier__published__search")
        .order_by("order", "pk")
    )
    rows: dict = {}
    for item in items:
        rows.setdefault(item.slot_id, []).append(Row(item, planning.typed(item.dose)))
    given = (
        PhaseReading.objects.for_user(user)
        .filter(phase__in=pks)
        .select_related("article__published")
        .defer("article__published__text", "article__published__html")
        .order_by("order", "pk")
    )
    reading: dict = {}
    for one in given:
        reading.setdefault(one.phase_id, []).append(one)
    found, targets = [], targets_of(slots)
    for number, phase in numbered.items():
        inside = [s for s in slots if s.phase_id == phase.pk]
        parts = [Part(s, rows.get(s.pk, []), n) for n, s in enumerate(inside, 1)]
        pairs = [(p.slot, [r.item for r in p.rows]) for p in parts]
        found.append(
            Stage(
                phase,
                parts,
                reading.get(phase.pk, []),
                planning.summary(pairs, patient),
                number,
                targets,
            )
        )
    return found


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
    return [row.revision for stage in all_stages for part in stage.parts for row in part.rows]


def find_row(all_stages: list[Stage], pk) -> Row | None:
    for stage in all_stages:
        for part in stage.parts:
            for row in part.rows:
                if row.item.pk == pk:
                    return row
    return None


def doubtful(row: Row, form) -> Row:
    """The row with what was typed and why it is not taken yet; nothing typed is lost."""
    row.form = form
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


def whole_shelf(user) -> list[Exercise]:
    """All that can be prescribed, by name: the first results and the list of names in one."""
    return list(search.matching(shelf(user), ""))


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
