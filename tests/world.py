"""A clinic with one of everything, every text carrying the clinic's marker word.

`World("Birch", "BIRCHMARK")` builds it; `world.rows` names each row by its model, and
`world.samples` gives an argument for every name an address may hold.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from articles.models import (
    Article,
    Check,
    CheckAnswer,
    Citation,
    Clarity,
    Comment,
    Opening,
    Override,
    ParagraphQuestion,
    Picture,
    Reading,
    Review,
    Revision,
    Source,
)
from exercises.dose import Dose
from exercises.models import (
    AssignedItem,
    AssignedPhase,
    AssignedReading,
    AssignedSlot,
    Assignment,
    Change,
    CheckIn,
    Clip,
    Entry,
    Exercise,
    ExerciseRevision,
    Favourite,
    Flag,
    Item,
    ItemQuestion,
    Morning,
    Pause,
    Phase,
    PhaseReading,
    Printout,
    Programme,
    RememberedDose,
    Session,
    Slot,
)
from portal.models import Draft, Event, HelpSet, Invitation, Notice, NoticeShown, Question
from tests import factories

DAY = date(2026, 11, 20)
DOSE = Dose(sets_min=3, sets_max=3, reps_min=12, reps_max=12, every_n_days=2)


class World:
    """One clinic and everything in it."""

    def __init__(self, name: str, marker: str):
        self.name, self.marker = name, marker
        self.now = timezone.now()
        self.rows: dict[str, object] = {}
        self.people()
        self.record()
        self.library()
        self.reading()
        self.exercises()
        self.programme()
        self.plan()
        self.reports()
        self.flags()
        self.on_paper()

    def text(self, what: str) -> str:
        """A text nobody else's page may show."""
        return f"{what} {self.marker}"

    def keep(self, row):
        self.rows[row._meta.model_name] = row
        return row

    def people(self):
        place = self.keep(
            factories.clinic(
                self.name, phone=self.text("phone"), address=self.text("address"), hours="8 to 6"
            )
        )
        self.clinic = place
        self.physio = factories.member(
            place, self.text("Physio"), author=True, reviewer=True, registration=self.marker
        )
        self.manager = factories.manager(place, self.text("Manager"))
        self.patient = self.keep(
            factories.patient(
                place,
                self.text("Patient"),
                lead=self.physio,
                record_number=self.marker,
                called=self.text("Called"),
                phone=self.text("call"),
            )
        )
        self.neighbour = factories.patient(place, self.text("Neighbour"), lead=self.physio)
        self.helper = self.keep(factories.helper(self.patient, self.text("Helper"), may_log=True))
        self.keep(self.physio)
        self.episode = self.keep(self.patient.episodes.get())
        self.keep(self.episode.team.get())
        self.notice = self.keep(factories.privacy_notice(place, text=self.text("Notice")))
        self.keep(self.shown(self.patient, self.patient))
        self.shown(self.neighbour, self.neighbour)
        self.shown(self.patient, self.helper)

    def shown(self, patient, reader):
        """The privacy notice was shown to this reader of the patient's pages."""
        return NoticeShown.objects.create(patient=patient, notice=self.notice, shown_to=reader.user)

    def record(self):
        self.keep(
            Invitation.objects.create(
                token_hash=self.marker.ljust(64, "0"),
                clinic=self.clinic,
                invites="patient",
                way="mail",
                patient=self.patient,
                email=f"{self.marker.lower()}@example.org",
                name=self.text("Invited"),
                created_by=self.physio.user,
                expires_at=self.now + timedelta(days=7),
            )
        )
        self.keep(
            Event.objects.create(
                action="opened record",
                clinic=self.clinic,
                patient=self.patient,
                actor=self.physio.user,
                actor_name=self.text("Actor"),
                reason=self.text("Reason"),
            )
        )
        self.keep(
            Notice.objects.create(
                user=self.patient.user, clinic=self.clinic, patient=self.patient, kind="programme"
            )
        )
        self.keep(
            Draft.objects.create(
                user=self.patient.user,
                patient=self.patient,
                form="log",
                fields={"note": self.text("Draft")},
            )
        )
        self.keep(
            HelpSet.objects.create(
                clinic=self.clinic,
                region="knee",
                title=self.text("Help"),
                now=[self.text("now")],
                today=[self.text("today")],
            )
        )

    def library(self):
        self.article = self.keep(
            Article.objects.create(
                clinic=self.clinic,
                slug=f"article-{self.marker.lower()}",
                created_by=self.physio,
                series=self.text("Series"),
            )
        )
        self.revision = self.keep(self.a_revision(1, Revision.State.PUBLISHED))
        self.article.published = self.revision
        self.article.save()
        self.draft_revision = self.a_revision(2, Revision.State.DRAFT)
        source = self.keep(
            Source.objects.create(
                clinic=self.clinic, key=self.marker.lower(), title=self.text("Source"), year=2024
            )
        )
        self.keep(Citation.objects.create(revision=self.revision, source=source, number=1))
        self.check = self.keep(
            Check.objects.create(
                revision=self.revision,
                prompt=self.text("Check"),
                choices=[{"text": self.text("A"), "explanation": self.text("E"), "fits": True}],
            )
        )
        self.keep(
            Review.objects.create(
                revision=self.revision,
                reviewer=self.physio,
                decision="signed",
                note=self.text("Review"),
            )
        )
        self.keep(
            Override.objects.create(
                revision=self.draft_revision,
                rule="CL01",
                reason=self.text("Override"),
                by=self.physio,
            )
        )
        self.keep(
            Comment.objects.create(
                revision=self.draft_revision,
                paragraph="p-1",
                text=self.text("Comment"),
                by=self.physio,
            )
        )
        self.keep(
            Clarity.objects.create(
                revision=self.revision, is_clear=False, note=self.text("Clarity"), said_on=DAY
            )
        )
        self.picture = self.keep(
            Picture.objects.create(
                clinic=self.clinic,
                alt=self.text("Alt"),
                caption=self.text("Caption"),
                width_px=480,
                height_px=320,
                widths_px=[480],
                stored_bytes=1000,
            )
        )

    def a_revision(self, number, state):
        shown = self.text(f"Revision {number}")
        return Revision.objects.create(
            article=self.article,
            number=number,
            state=state,
            title=self.text("Title"),
            summary=self.text("Summary"),
            key_points=[self.text("Key")],
            text=shown,
            html=f'<p id="p-1">{shown}</p>',
            paragraphs=[["p-1", shown]],
            plain=shown,
            author=self.physio,
            author_name=self.text("Author"),
            published_at=self.now if state == "published" else None,
        )

    def reading(self):
        self.given = self.keep(
            Reading.objects.create(
                patient=self.patient,
                article=self.article,
                given_by=self.physio,
                note=self.text("Reading note"),
            )
        )
        self.keep(Opening.objects.create(reading=self.given, revision=self.revision))
        self.keep(
            CheckAnswer.objects.create(
                reading=self.given,
                check_asked=self.check,
                own_words=self.text("Own words"),
                answered_by=self.patient.user,
            )
        )
        self.question = self.keep(
            Question.objects.create(
                patient=self.patient,
                kind="paragraph",
                text=self.text("Question"),
                asked_by=self.patient.user,
                answer=self.text("Answer"),
                answered_by=self.physio,
            )
        )
        self.keep(
            ParagraphQuestion.objects.create(
                question=self.question,
                revision=self.revision,
                paragraph="p-1",
                quote=self.text("Quote"),
            )
        )

    def exercises(self):
        self.exercise = self.keep(self.an_exercise("own"))
        self.private = self.an_exercise("private", patient=self.patient)
        self.clip = self.keep(
            Clip.objects.create(clinic=self.clinic, patient=self.patient, alt=self.text("Clip"))
        )
        self.keep(Favourite.objects.create(member=self.physio, exercise=self.exercise))
        remembered = RememberedDose(member=self.physio, exercise=self.exercise)
        remembered.dose = DOSE
        remembered.save()
        self.keep(remembered)

    def an_exercise(self, word, **fields):
        exercise = Exercise.objects.create(
            clinic=self.clinic, slug=f"{word}-{self.marker.lower()}", **fields
        )
        revision = ExerciseRevision(
            exercise=exercise,
            state="published",
            published_at=self.now,
            name=self.text("Exercise"),
            purpose=self.text("Purpose"),
            start=self.text("Start"),
            steps=[self.text("Step")],
            answers={"pain": self.text("Answer")},
            figure="heel-raise",
        )
        revision.dose = DOSE
        revision.save()
        exercise.published = revision
        exercise.save()
        self.rows["exerciserevision"] = revision
        return exercise

    def programme(self):
        self.programme_row = self.keep(
            Programme.objects.create(
                clinic=self.clinic,
                name=self.text("Programme"),
                summary=self.text("For"),
                is_draft=False,
                created_by=self.physio,
            )
        )
        phase = self.keep(
            Phase.objects.create(
                programme=self.programme_row,
                name=self.text("Phase"),
                criterion=self.text("Criterion"),
            )
        )
        slot = self.keep(
            Slot.objects.create(phase=phase, name=self.text("Slot"), cue=self.text("Cue"))
        )
        item = Item(slot=slot, exercise=self.exercise, note=self.text("Item note"))
        item.dose = DOSE
        item.save()
        self.keep(item)
        self.keep(PhaseReading.objects.create(phase=phase, article=self.article))

    def plan(self):
        self.assignment = self.keep(
            Assignment.objects.create(
                patient=self.patient,
                episode=self.episode,
                programme=self.programme_row,
                name=self.text("Plan"),
                given_by=self.physio,
                starts_on=timezone.localdate() - timedelta(days=10),
                note=self.text("Plan note"),
                flare_plan=self.text("Flare"),
            )
        )
        phase = self.keep(
            AssignedPhase.objects.create(
                assignment=self.assignment,
                name=self.text("Phase"),
                state="current",
                starts_on=self.assignment.starts_on,
            )
        )
        slot = self.keep(AssignedSlot.objects.create(phase=phase, cue=self.text("Cue")))
        item = AssignedItem(
            slot=slot,
            exercise=self.exercise,
            revision=self.exercise.published,
            given_by=self.physio,
            note=self.text("Given note"),
        )
        item.dose = DOSE
        item.save()
        self.item = self.keep(item)
        self.keep(
            Pause.objects.create(
                assignment=self.assignment,
                from_on=DAY - timedelta(days=300),
                until_on=DAY - timedelta(days=299),
                reason=self.text("Pause"),
                by=self.physio,
            )
        )
        self.keep(
            Change.objects.create(
                assignment=self.assignment,
                kind="added",
                item=item,
                reason=self.text("Because"),
                by=self.physio,
            )
        )
        check_in = CheckIn.objects.create(
            assignment=self.assignment, weeks=2, due_on=DAY - timedelta(days=2), set_by=self.physio
        )
        self.check_in = self.keep(check_in)
        self.keep(
            AssignedReading.objects.create(phase=phase, article=self.article, reading=self.given)
        )
        about = Question.objects.create(
            patient=self.patient,
            kind="exercise",
            text=self.text("About an exercise"),
            asked_by=self.patient.user,
        )
        self.keep(ItemQuestion.objects.create(question=about, item=item))

    def reports(self):
        self.session = self.keep(
            Session.objects.create(
                patient=self.patient,
                episode=self.episode,
                done_at=self.now,
                time_zone="Europe/London",
                local_on=timezone.localdate(),
                pain_worst=4,
                note=self.text("Session note"),
                adverse_event=self.text("Fall"),
                logged_by=self.patient.user,
            )
        )
        self.keep(
            Entry.objects.create(
                session=self.session, item=self.item, state="partly", reason="pain"
            )
        )
        self.keep(
            Morning.objects.create(
                patient=self.patient,
                local_on=timezone.localdate(),
                pain=3,
                said_by=self.patient.user,
            )
        )

    def flags(self):
        """One open and one closed; the closed one is in nobody's way."""
        fields = {"patient": self.patient, "said_by": self.patient.user}
        self.keep(
            Flag.objects.create(
                kind="event", session=self.session, counts_now=self.session, **fields
            )
        )
        self.closed_flag = Flag.objects.create(
            kind="worse",
            check_in=self.check_in,
            closed_at=self.now,
            closed_by=self.physio,
            note=self.text("Flag note"),
            **fields,
        )

    @property
    def everybody(self) -> dict[str, object]:
        """The people of this clinic by role."""
        return {
            "physio": self.physio,
            "manager": self.manager,
            "patient": self.patient,
            "neighbour": self.neighbour,
            "helper": self.helper,
        }

    def on_paper(self):
        self.keep(
            Printout.objects.create(
                patient=self.patient,
                asked_by=self.physio.user,
                state="ready",
                paper="a4",
                columns=1,
                size_points=16,
                day=DAY,
                link="https://portal.example.org/my/",
                made_at=self.now,
                file=self.text("%PDF-1.7").encode(),
                problem=self.text("Problem"),
            )
        )
