"""Flags in words, for staff: what was said, by which rule, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, F, Q, QuerySet, Window
from django.utils.text import Truncator
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import CheckIn, Flag
from portal.models.prepared import LONG_AGO, SOMEBODY, PreparedRows

FEW = 5  # shown on a patient's page at once
MOST = 200  # of one patient, fetched at once
LONGEST_QUOTE = 280  # characters of a note beside a number; what went wrong is shown whole


# Words ---------------------------------------------------------------------------------------


def flag_words(flag: Flag) -> str:
    """What was said, in one line without the day: "Pain 7, above 5"."""
    if flag.kind == Flag.Kind.PAIN:
        return _("Pain %(said)s, above %(limit)s") % {"said": flag.said, "limit": flag.limit}
    if flag.kind == Flag.Kind.EVENT:
        return _("Something went wrong")
    if flag.kind == Flag.Kind.MORNING:
        words = _("Morning pain %(said)s, usual %(usual)s")
        return words % {"said": flag.said, "usual": flag.usual}
    weeks = flag.check_in.weeks if flag.check_in else 0
    return ngettext(
        "Worse, %(weeks)s week after the end", "Worse, %(weeks)s weeks after the end", weeks
    ) % {"weeks": weeks}


def rule_words(flag: Flag, clinic) -> str:
    """The physio's own rule; empty where the answer itself is what was asked for."""
    whose = flag.rule_by.user.name if flag.rule_by else clinic.name
    if flag.kind == Flag.Kind.PAIN:
        words = _("Limit of %(whose)s: up to %(limit)s.")
    elif flag.kind == Flag.Kind.MORNING:
        words = _("Rule of %(whose)s: %(limit)s or more above the usual is too much.")
    else:
        return ""
    return words % {"whose": whose, "limit": flag.limit}


def since_words(flag: Flag) -> str:
    """What the patient said of it later; empty where it stands as it was."""
    if flag.session:
        return since_report(flag)
    if flag.morning and flag.morning.pain != flag.said:
        return _("The patient has changed this since: now %s.") % flag.morning.pain
    if flag.check_in and flag.check_in.how != CheckIn.How.WORSE:
        now = flag.check_in.get_how_display()
        return _("The patient has changed this since: now “%s”.") % now
    return ""


def since_report(flag: Flag) -> str:
    now, first = flag.counts_now, flag.session
    if now is None:
        return _("The patient has taken this report back since.")
    if first is None or now.pk == first.pk:
        return ""
    if flag.kind == Flag.Kind.EVENT:
        if now.adverse_event == first.adverse_event:
            return ""
        if now.adverse_event:
            return _("The patient has changed this since: “%s”.") % now.adverse_event
        return _("The patient has taken these words back since.")
    if now.pain_worst == flag.said:
        return ""
    if now.pain_worst is None:
        return _("The patient has corrected this since: no number.")
    return _("The patient has corrected this since: now pain %s.") % now.pain_worst


@dataclass
class FlagShown:
    """One flag as staff read it."""

    flag: Flag
    words: str
    rule: str
    since: str
    quotes: list[str]
    on: object
    is_own: bool

    @property
    def value(self) -> str:
        """Which flag, and what was seen of it, as the form sends it."""
        return f"{self.flag.pk}:{self.flag.seen}"


def shown(flag: Flag, patient) -> FlagShown:
    session, quotes = flag.session, []
    if session and flag.kind == Flag.Kind.EVENT:
        quotes = [session.adverse_event]
    elif session:
        quotes = [Truncator(session.note).chars(LONGEST_QUOTE)]
    return FlagShown(
        flag=flag,
        words=flag_words(flag),
        rule=rule_words(flag, patient.clinic),
        since=since_words(flag),
        quotes=[words for words in quotes if words],
        on=session.local_on if session else flag.morning.local_on if flag.morning else None,
        is_own=flag.said_by_id == patient.user_id,
    )


# One patient ---------------------------------------------------------------------------------


def with_people(flags: QuerySet) -> QuerySet:
    """Everything the words need, in one query."""
    return flags.select_related(
        "session", "counts_now", "morning", "check_in__assignment", "rule_by__user", "said_by",
        "closed_by__user",
    ).order_by(F("closed_at").desc(nulls_first=True), "-raised_at", "pk")  # fmt: skip


@dataclass
class FlagsOf:
    """A patient's flags: the open ones, and those closed in the window looked at."""

    open: list[FlagShown]
    closed: list[FlagShown]
    count: int  # of the open ones, beyond those that were fetched too

    @property
    def few(self) -> list[FlagShown]:
        return self.open[:FEW]

    @property
    def more(self) -> int:
        return self.count - len(self.few)


def flags(patient, since):
    mine = Flag.objects.unscoped().filter(patient=patient)
    rows = with_people(mine.filter(Q(closed_at=None) | Q(closed_at__gte=since)))
    return rows.annotate(count=Window(Count("pk", filter=Q(closed_at=None))))[:MOST]


FLAGS = PreparedRows(flags, patient=SOMEBODY, since=LONG_AGO)


def flags_of(patient, since: date) -> FlagsOf:
    """Of a patient fetched before: whatever is open, and what was closed from a day on."""
    midnight = make_aware(datetime.combine(since, time.min))
    found = [shown(flag, patient) for flag in FLAGS.rows(patient=patient.pk, since=midnight)]
    return FlagsOf(
        open=[one for one in found if one.flag.closed_at is None],
        closed=[one for one in found if one.flag.closed_at],
        count=getattr(found[0].flag, "count", 0) if found else 0,
    )


# Many patients -------------------------------------------------------------------------------


def flagged(flags: QuerySet) -> dict:
    """{patient id: the newest open flag}, each with `count`, how many are open; one query."""
    newest = (
        flags.filter(closed_at=None)
        .select_related("check_in")
        .only("patient", "kind", "said", "usual", "limit", "check_in__weeks")
        .annotate(count=Window(Count("pk"), partition_by="patient_id"))
        .order_by("patient_id", "-raised_at", "pk")
        .distinct("patient_id")
    )
    return {flag.patient_id: flag for flag in newest}


def count_words(flag) -> str:
    """Of one patient in a list: "1 open flag: pain 7, above 5"."""
    words = flag_words(flag)
    if flag.count == 1:
        return _("1 open flag: %s") % lower(words)
    found = {"count": flag.count, "words": lower(words)}
    return _("%(count)s open flags, the newest: %(words)s") % found


def lower(words: str) -> str:
    return words[:1].lower() + words[1:]
