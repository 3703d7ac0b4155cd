"""What the demonstration's patients did: good days, gaps, a flare-up. Always the same story."""

from __future__ import annotations

import random
import uuid
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from articles import actions as reading
from exercises import actions, dose
from exercises.actions.flags import close_flags
from exercises.models import AssignedItem, Entry
from portal.demo.cast import Course, Person
from portal.models import Member, Patient, User

NOTES = (
    "Easier than last week.",
    "A bit stiff at first, better after the second set.",
    "Did it before work.",
    "My calf was tired.",
    "Managed the last set without holding on.",
)
HOURS = (13, 18, 20)  # of the second, third and fourth session of a day
DONE = (
    "Rang: half the repetitions until it has settled.",
    "Talked about it in the room. It goes on as it is.",
    "Settled by the next morning; nothing to change.",
)
REASONS = ("no_time", "pain", "forgot", "unsure", "no_kit")


class Days:
    """The days of one course, told one after the other with the chances of its person."""

    def __init__(self, person: Person, course: Course, patient: Patient, assignment, seed: str):
        self.course, self.patient = course, patient
        self.chance = random.Random(seed)  # noqa: S311 - a story, no secret
        self.zone = ZoneInfo(patient.time_zone)
        self.starts = assignment.starts_on
        self.total = max(course.days_ago, 1)
        self.phases = list(assignment.phases.order_by("order"))
        self.items = list(
            AssignedItem.objects.unscoped()
            .filter(slot__phase__assignment=assignment)
            .select_related("slot")
            .order_by("slot__order", "order")
        )
        self.doses = {item.pk: item.dose for item in self.items}
        self.done: dict[uuid.UUID, list[date]] = {item.pk: [] for item in self.items}

    def tell(self, until: date, by) -> None:
        """This will log the days up to (not with) `until`."""
        day = self.starts
        while day < until:
            number = (day - self.starts).days
            if self.is_told(number):
                self.log(day, number, by)
            day += timedelta(days=1)

    def is_told(self, number: int) -> bool:
        course = self.course
        if course.gap[0] <= number <= course.gap[1]:
            return False
        if number >= self.total - course.silent_for:
            return False
        return self.chance.random() < course.keeps

    def due_on(self, day: date) -> list[AssignedItem]:
        phase = self.phase_on(day)
        return [
            item
            for item in self.items
            if item.slot.phase_id == phase.pk
            and dose.due(self.doses[item.pk], self.starts, None, day, self.done[item.pk])
        ]

    def phase_on(self, day: date):
        fits = [p for p in self.phases if p.starts_on and p.starts_on <= day]
        return fits[-1] if fits else self.phases[0]

    def log(self, day: date, number: int, by) -> None:
        """This will log one session of all that is due, and more of what is due several times."""
        items = self.due_on(day)
        if not items:
            return
        pain = self.pain(number)
        self.session(day, 7, items, pain, by)
        often = [item for item in items if dose.slots_a_day(self.doses[item.pk]) > 1]
        for hour in HOURS[
            : max((dose.slots_a_day(self.doses[i.pk]) for i in often), default=1) - 1
        ]:
            if self.chance.random() < 0.85:
                self.session(day, hour, often, max(0, pain - 1), by)
        if self.chance.random() < 0.7:
            self.morning(day + timedelta(days=1), pain, by)

    def session(self, day: date, hour: int, items, pain: int, by) -> None:
        said = tuple(self.said(item, pain) for item in items)
        for one in said:
            if one.state != Entry.State.NOT:
                self.done[one.item_id].append(day)
        at = datetime.combine(day, time(hour, self.chance.randrange(5, 55)), self.zone)
        report = actions.Report(
            id=uuid.UUID(int=self.chance.getrandbits(128), version=4),
            done_at=at,
            time_zone=self.patient.time_zone,
            said=said,
            slot_id=items[0].slot_id,
            pain_worst=pain,
            effort=self.chance.choice((None, 4, 5, 6, 7)),
            note=self.chance.choice(NOTES) if self.chance.random() < 0.1 else "",
        )
        actions.log_session(patient=self.patient, report=report, by=by, at=at)

    def pain(self, number: int) -> int:
        first, last = self.course.pain
        share = number / self.total
        value = first + (last - first) * share + self.chance.choice((-1, 0, 0, 0, 1))
        if self.course.flare >= 0 and 0 <= number - self.course.flare < 5:
            value += 3
        return max(0, min(10, round(value)))

    def said(self, item: AssignedItem, pain: int) -> actions.Said:
        if pain >= 7 and self.chance.random() < 0.5:
            return actions.Said(item.pk, state="not", reason="pain")
        luck = self.chance.random()
        if luck < 0.84:
            return actions.Said(item.pk)
        if luck < 0.92:
            return actions.Said(item.pk, state="partly", reason=self.chance.choice(REASONS))
        if luck < 0.95 and item.easier_id:
            return actions.Said(item.pk, variant="easier")
        return actions.Said(item.pk, state="not", reason=self.chance.choice(REASONS))

    def morning(self, day: date, pain: int, by) -> None:
        usual = self.patient.usual_morning_pain or 0
        value = min(10, usual + (2 if pain >= 7 else self.chance.choice((0, 0, 0, 1))))
        at = datetime.combine(day, time(7, 5), self.zone)
        actions.say_morning(patient=self.patient, on=day, pain=value, by=by, at=at)


def read(patient: Patient, how_many: int, *, by) -> None:
    """This will let the patient open and finish their first readings."""
    for index, given in enumerate(patient.readings.order_by("given_at", "order")):
        opened = given.given_at + timedelta(days=1 + index, hours=3)
        if index < how_many:
            reading.open_reading(reading=given, by=by, at=opened)
            finish_with_checks(given, by, opened + timedelta(minutes=6))
        elif index == how_many:
            reading.open_reading(reading=given, by=by, at=opened)


def finish_with_checks(given, by, at) -> None:
    for check in given.article.published.checks.all():
        fits = next((i for i, c in enumerate(check.choices) if c.get("fits")), None)
        own = "" if fits is not None else "When it hurts more than 5, or when I feel a snap."
        reading.answer_check(reading=given, check=check, by=by, at=at, choice=fits, own_words=own)
    reading.finish_reading(reading=given, by=by, at=at, finish="said")


def report(patient: Patient, *, by: User, at, name: str, corrects=None, **said):
    """This will report a session of everything in force, with what made it stand out."""
    items = AssignedItem.objects.unscoped().in_force()
    items = items.filter(slot__phase__assignment__patient=patient, slot__phase__state="current")
    words = actions.Report(
        id=uuid.uuid5(patient.pk, name),
        done_at=corrects.done_at if corrects else at,
        time_zone=patient.time_zone,
        said=tuple(actions.Said(item.pk) for item in items),
        corrects_id=corrects.pk if corrects else None,
        **said,
    )
    return actions.log_session(patient=patient, report=words, by=by, at=at)[0]


def look_into(patient: Patient, by: Member, *, until) -> None:
    """Each day's flags were closed the same evening; what was raised later is still open."""
    days: dict[date, list] = {}
    for flag in patient.flags.open().filter(raised_at__lt=until).order_by("raised_at"):
        days.setdefault(flag.raised_at.date(), []).append(flag)
    for number, flags in enumerate(days.values()):
        close_flags(
            patient=patient,
            seen={flag.pk: flag.seen for flag in flags},
            by=by,
            at=flags[-1].raised_at + timedelta(hours=2),
            note=DONE[number % len(DONE)],
        )
