"""Making the demonstration with the same actions the pages call, the clock passed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from articles import actions as reading
from articles.models import Article
from exercises import actions
from exercises.dose import parse
from exercises.models import AssignedItem, Programme
from portal.actions import clinics, episodes, patients
from portal.demo import cast, shelves, story
from portal.models import Helper, Member, Patient, Question, User

PASSWORD = "groundwork-demo-2026"  # noqa: S105 - the demonstration's, never a real clinic's
NOTICE = (
    "We keep your record to look after you: what we gave you, what you told us, and when. "
    "Only the clinicians of this clinic see it, and you can see who opened it. "
    "You can read, correct and take away what is yours. "
    "This is a demonstration: nobody here is real."
)


class Demo:
    def __init__(self, now: datetime | None = None, log=print):
        self.now = now or timezone.now()
        self.log = log
        self.clinics: dict = {}
        self.members: dict[str, Member] = {}
        self.patients: dict[str, Patient] = {}

    def load(self) -> None:
        self.places()
        for person in cast.PEOPLE:
            self.take_in(person, person.key)
            self.log(f"  {person.name}")
        self.changes()
        self.alerts()
        self.helper()
        shelves.fill(self.members, now=self.now)

    def more(self, times: int) -> None:
        """This will add the same people again under other names, for measuring with more data."""
        for round_number in range(2, times + 1):
            for person in cast.PEOPLE:
                self.take_in(person, f"{person.key}-{round_number}", suffix=f" {round_number}")

    # Places and people -----------------------------------------------------------------------

    def places(self) -> None:
        since = self.now - timedelta(days=90)
        for key, fields in cast.CLINICS.items():
            self.clinics[key] = clinics.add_clinic(by=None, at=since, notice=NOTICE, **fields)
        for worker in cast.WORKERS:
            self.members[worker.key] = self.employ(worker, since)

    def employ(self, worker: cast.Worker, since) -> Member:
        user = account(worker.email, worker.name)
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
        return Member.objects.create(
            clinic=self.clinics[worker.clinic],
            user=user,
            job_title=worker.job,
            registration="Demonstration entry",
            joined_at=since,
            **{f"is_{role}": True for role in worker.roles},
        )

    def take_in(self, person: cast.Person, key: str, suffix: str = "") -> None:
        lead = self.members[person.lead]
        since = max((c.days_ago for c in person.courses), default=0)
        at = self.now - timedelta(days=since, hours=2)
        patient = patients.add_patient(
            clinic=self.clinics[person.clinic],
            by=lead.user,
            at=at,
            reason=person.reason,
            lead=lead,
            full_name=person.name + suffix,
            called=person.called,
            born_on=person.born_on,
            email=person.email if not suffix else "",
            phone="",
            record_number=f"{person.clinic[0].upper()}-{1000 + len(self.patients)}",
            cautions=list(person.cautions),
            kit=list(person.kit),
            minutes_a_day=person.minutes,
            usual_morning_pain=person.usual_morning,
        )
        self.patients[key] = patient
        self.live(person, patient, lead, key, suffix)

    def live(self, person, patient, lead, key, suffix) -> None:
        """Everything that happened since. The account is joined last: nothing is mailed."""
        user = None
        if person.account:
            email = "" if suffix or not person.email else person.email
            user = account(email, person.name + suffix)
        for number, course in enumerate(person.courses):
            self.follow(person, course, patient, lead, user, f"{key}:{number}")
        for slug in person.extra_reading:
            article = Article.objects.unscoped().filter(slug=slug).first()
            if article:
                reading.give_reading(
                    article=article, patient=patient, by=lead, at=self.now - timedelta(days=3)
                )
        if user:
            story.read(patient, person.reads, by=user)
            Patient.objects.unscoped().filter(pk=patient.pk).update(user=user)
            actions.see_changes(patient=patient, by=user, at=self.now - timedelta(days=3))
            for text in person.questions:
                Question.objects.create(
                    patient=patient,
                    kind="general",
                    text=text,
                    asked_by=user,
                    asked_at=self.now - timedelta(days=1),
                )
        story.look_into(patient, lead, until=self.now - timedelta(days=person.flags_open_days))
        if person.closed:
            episodes.close_episode(
                episode=patient.episodes.get(),
                reason="Back to sport without trouble",
                by=lead.user,
                at=self.now - timedelta(days=8),
            )

    def follow(self, person, course, patient, lead, user, seed) -> None:
        programme = Programme.objects.unscoped().get(slug=course.programme, clinic=None)
        at = self.now - timedelta(days=course.days_ago, hours=1)
        assignment = actions.assign(
            programme=programme,
            patient=patient,
            by=lead,
            at=at,
            starts_on=episodes.local_day(patient, at),
            side=course.side,
            note="Take your time, and ring if anything is unclear.",
        )
        days = story.Days(person, course, patient, assignment, seed)
        days.tell(episodes.local_day(patient, self.now), user or lead.user)
        self.step_phases(assignment, lead)
        if course.paused:
            actions.pause(
                assignment=assignment,
                by=lead,
                at=self.now - timedelta(days=5),
                from_on=episodes.local_day(patient, self.now - timedelta(days=5)),
                reason="Holiday. Start again when you are back.",
            )

    def step_phases(self, assignment, lead) -> None:
        """The dated phases that are over are over."""
        today = episodes.local_day(assignment.patient, self.now)
        for phase in assignment.phases.order_by("order"):
            if phase.order and phase.starts_on and phase.starts_on <= today:
                actions.move_to_phase(
                    phase=phase,
                    by=lead,
                    at=datetime.combine(phase.starts_on, self.now.timetz()),
                    on=phase.starts_on,
                    reason="This stage is over as planned.",
                )

    # What makes it look lived in --------------------------------------------------------------

    def changes(self) -> None:
        """Bob's stretch became longer three days ago, because …"""
        bob, alice = self.patients["bob"], self.members["alice"]
        item = (
            AssignedItem.objects.unscoped()
            .in_force()
            .filter(
                slot__phase__assignment__patient=bob,
                slot__phase__state="current",
                exercise__slug="plantar-fascia-stretch",
            )
            .first()
        )
        if item:
            longer = parse("10 x 20s hold, 3 times a day, left").dose
            actions.replace_item(
                item=item,
                exercise=item.exercise,
                dose=longer,
                by=alice,
                at=self.now - timedelta(days=2),
                reason="Your first steps are easier now, so you can hold a little longer.",
            )

    def alerts(self) -> None:
        """What last night's reports ask somebody to look into; one was corrected since."""
        at = self.now - timedelta(hours=14)
        for night in cast.LAST_NIGHT:
            patient = Patient.objects.unscoped().get(pk=self.patients[night.key].pk)
            who = {"patient": patient, "by": patient.user}
            first = story.report(**who, at=at, name="last night", **night.said)
            if night.then:
                later = at + timedelta(minutes=20)
                story.report(**who, at=later, name="then", corrects=first, **night.then)

    def helper(self) -> None:
        """Mrs Adeyemi's daughter looks and logs for her."""
        florence = self.patients["florence"]
        Helper.objects.create(
            patient=florence,
            user=account("ruth@example.org", "Ruth Adeyemi"),
            relation="other",
            may_log=True,
            from_on=episodes.local_day(florence, self.now - timedelta(days=38)),
            until_on=episodes.local_day(florence, self.now + timedelta(days=180)),
        )


@cache
def hashed() -> str:
    """One for all: they share the password, and a third of a second goes into each."""
    return make_password(PASSWORD)


def account(email: str, name: str) -> User:
    user = User.objects.create_user(email, name)
    if email:
        user.password = hashed()
        user.save(update_fields=["password"])
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
