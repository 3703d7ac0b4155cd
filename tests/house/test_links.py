"""Every pointer that joins what belongs to two owners, written past Python: the database refuses.

A new foreign key has to be named in one of the two lists below.
"""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey

from exercises.models import (
    AssignedItem,
    AssignedPhase,
    AssignedSlot,
    Assignment,
    Change,
    CheckIn,
    Clip,
    Exercise,
    ExerciseRevision,
    Flag,
    ItemQuestion,
    Morning,
    Session,
)
from portal.models import Event, Question
from portal.models.rows import OwnedQuerySet
from tests.house import rules
from tests.world import DAY, DOSE, World

pytestmark = pytest.mark.django_db
# model.field, as in tests/world.py: each is tried with the other clinic's row.
JOINS = """
    article.clinic article.created_by article.published article.retired_by article.translation_of
    check.revision checkanswer.check_asked checkanswer.reading citation.revision citation.source
    comment.by comment.resolved_by comment.revision opening.reading opening.revision override.by
    override.revision paragraphquestion.question paragraphquestion.revision picture.clinic
    reading.article reading.finished_revision reading.given_by reading.patient
    reading.withdrawn_by review.reviewer review.revision revision.article revision.author
    revision.picture source.clinic
    checkin.assignment checkin.set_by
    flag.check_in flag.closed_by flag.counts_now flag.morning flag.patient flag.rule_by flag.session
    assigneditem.easier assigneditem.ended_by assigneditem.exercise assigneditem.given_by
    assigneditem.harder assigneditem.replaces assigneditem.revision assigneditem.slot
    assignedphase.assignment assignedphase.changed_by assignedreading.article
    assignedreading.phase assignedreading.reading assignedslot.phase assignment.ended_by
    assignment.episode assignment.given_by assignment.patient assignment.programme
    change.assignment change.before change.by change.item change.phase clip.clinic clip.patient
    entry.item entry.session exercise.clinic exercise.created_by exercise.patient
    exercise.published exercise.replacement exercise.translation_of exercise.withdrawn_by
    exerciserevision.clip exerciserevision.easier exerciserevision.exercise
    exerciserevision.harder exerciserevision.picture favourite.exercise favourite.member
    item.easier item.exercise item.harder item.slot itemquestion.item itemquestion.question
    morning.patient pause.by phase.programme phasereading.article phasereading.phase
    printout.patient programme.clinic programme.created_by remembereddose.exercise
    remembereddose.member session.corrects session.episode session.patient session.slot slot.phase
    careteam.episode careteam.member episode.lead episode.patient event.clinic event.patient
    helper.patient helpset.clinic helpset.signed_by invitation.clinic invitation.patient
    member.clinic notice.clinic notice.patient noticeshown.notice noticeshown.patient
    patient.clinic question.answered_by question.patient
""".split()  # noqa: SIM905
# The one pointer that says whose the row is: nothing else in the row could contradict it.
ALONE = {
    "clarity.revision": "an anonymous answer about one text",
    "draft.patient": "seen by its writer only, whoever it is about",
    "eventseal.event": "its own key, never changed",
    "pause.assignment": "the plan it pauses",
    "privacynotice.clinic": "the clinic whose text it is",
    "topic.parent": "shelves are everybody's",
}
# Never changed at all, or (the world's clip is one patient's) tried on its own below.
NOT_ITS_OWN = {
    "event.clinic", "event.patient", "exercise.patient", "exerciserevision.clip",
    "flag.check_in", "flag.closed_by", "flag.morning", "flag.rule_by",
}  # fmt: skip


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    """Two clinics, built once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        pair = World("Alder", "ALDERMARK"), World("Birch", "BIRCHMARK")
        for world in pair:
            world.rows["exerciserevision"] = a_draft(world.exercise)
            world.rows["revision"] = world.draft_revision
        yield pair
        transaction.set_rollback(True)


def a_draft(exercise) -> ExerciseRevision:
    """Published revisions are frozen whatever they point at, so a draft is what is tried."""
    draft = ExerciseRevision(exercise=exercise, number=2, state="draft", name="Heel raise")
    draft.dose = DOSE
    draft.save()
    return draft


def pointers() -> set[str]:
    """Every foreign key of ours but those to a user: people work and are patients anywhere."""
    return {
        f"{model._meta.model_name}.{field.name}"
        for model in rules.own_models()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model._meta.model_name != "user"
    }


def test_every_pointer_is_tried_or_said_to_stand_alone():
    assert set(JOINS) | set(ALONE) == pointers()
    assert not set(JOINS) & set(ALONE)


def may_point(row, field: str, target) -> bool:
    """Whether the database takes it; what it took is taken back."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    rows = rows.unscoped() if isinstance(rows, OwnedQuerySet) else rows
    try:
        with transaction.atomic():
            assert rows.update(**{field: target}) == 1
            connection.check_constraints()
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize("name", JOINS)
def test_the_database_refuses_a_row_that_points_into_another_clinic(worlds, name):
    row, field, kind = found(worlds[0], name)
    assert not may_point(row, field, worlds[1].rows[kind])


@pytest.mark.parametrize("name", sorted(set(JOINS) - NOT_ITS_OWN))
def test_the_database_takes_a_row_that_points_at_its_own(worlds, name):
    """So that the test above is not passed by a database that takes nothing."""
    row, field, kind = found(worlds[0], name)
    assert may_point(row, field, getattr(row, field) or worlds[0].rows[kind])


def found(world, name: str):
    model, field = name.split(".")
    row = world.rows[model]
    return row, field, type(row)._meta.get_field(field).related_model._meta.model_name


# What a new row may not point at -----------------------------------------------------------------


def refused(make) -> bool:
    try:
        with transaction.atomic():
            make()
            connection.check_constraints()
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


def test_a_line_of_the_record_names_a_patient_of_its_own_clinic(worlds):
    alder, birch = worlds

    def line(clinic, patient):
        return lambda: Event.objects.create(action="opened record", clinic=clinic, patient=patient)

    assert refused(line(alder.clinic, birch.patient))
    assert not refused(line(alder.clinic, alder.patient))


# A neighbour of the same clinic is a stranger too ------------------------------------------------


@pytest.fixture
def beside(worlds):
    """The neighbour's own plan, item and session, in the same clinic as the patient's."""
    world = worlds[0]
    with transaction.atomic():
        yield world, *rows_of(world, world.neighbour)
        transaction.set_rollback(True)


def rows_of(world, patient):
    plan = Assignment.objects.create(
        patient=patient,
        episode=patient.episodes.get(),
        name="Plan",
        given_by=world.physio,
        starts_on=DAY,
    )
    phase = AssignedPhase.objects.create(assignment=plan, state="current", starts_on=DAY)
    item = AssignedItem(
        slot=AssignedSlot.objects.create(phase=phase),
        exercise=world.exercise,
        revision=world.exercise.published,
        given_by=world.physio,
    )
    item.dose = DOSE
    item.save()
    return plan, phase, item, a_session(patient)


def a_session(patient, **fields):
    return Session.objects.create(
        patient=patient,
        done_at="2026-11-20T09:00Z",
        time_zone="Europe/London",
        local_on=DAY,
        logged_by=patient.user,
        **fields,
    )


def a_question(patient) -> Question:
    return Question.objects.create(
        patient=patient, kind="exercise", text="How?", asked_by=patient.user
    )


def test_a_question_is_about_the_askers_own_exercise(beside):
    world, _plan, _phase, item, _session = beside

    def asked(given):
        return lambda: ItemQuestion.objects.create(question=a_question(world.patient), item=given)

    assert refused(asked(item))
    assert not refused(asked(world.item))


def test_a_correction_is_of_the_patients_own_session(beside):
    world, _plan, _phase, _item, session = beside
    assert refused(lambda: a_session(world.patient, corrects=session))
    assert not refused(lambda: a_session(world.patient, corrects=world.session))


def test_a_change_names_items_and_stages_of_its_own_patient(beside):
    world, _plan, phase, item, _session = beside

    def change(**about):
        return lambda: Change.objects.create(
            assignment=world.assignment, kind="added", by=world.physio, **about
        )

    assert refused(change(item=item))
    assert refused(change(before=item))
    assert refused(change(phase=phase))
    assert not refused(change(item=world.item, before=world.item))


def test_an_item_replaces_one_of_the_same_patient(beside):
    world, _plan, _phase, item, _session = beside
    assert not may_point(world.item, "replaces", item)


def test_a_flag_points_at_what_its_own_patient_said(beside):
    world, plan, _phase, _item, session = beside
    theirs = {
        "session": session,
        "morning": Morning.objects.create(
            patient=world.neighbour, local_on=DAY, pain=9, said_by=world.neighbour.user
        ),
        "check_in": CheckIn.objects.create(
            assignment=plan, weeks=2, due_on=DAY, set_by=world.physio
        ),
    }
    own = {"session": world.session, "morning": world.rows["morning"], "check_in": world.check_in}
    Flag.objects.unscoped().filter(patient=world.patient, closed_at=None).delete()

    def flag(kind, **fields):
        return lambda: Flag.objects.create(
            patient=world.patient, kind=kind, said_by=world.patient.user, **fields
        )

    numbers = {"said": 9, "usual": 1, "limit": 2}
    assert refused(flag("event", session=theirs["session"]))
    assert refused(flag("event", session=own["session"], counts_now=theirs["session"]))
    assert refused(flag("morning", morning=theirs["morning"], **numbers))
    assert refused(flag("worse", check_in=theirs["check_in"]))
    assert not refused(flag("event", session=own["session"], counts_now=own["session"]))
    assert not refused(flag("morning", morning=own["morning"], **numbers))
    assert not refused(flag("worse", check_in=own["check_in"]))


def test_a_flag_is_closed_and_its_rule_set_by_a_colleague_of_the_clinic(worlds):
    alder, birch = worlds

    def closed(by):
        rows = Flag.objects.unscoped().filter(pk=alder.rows["flag"].pk)
        return lambda: rows.update(closed_at=alder.now, closed_by=by, note="Rang.")

    def ruled(by):
        return lambda: Flag.objects.create(
            patient=alder.patient, kind="morning", morning=alder.rows["morning"], said=9,
            usual=1, limit=2, rule_by=by, said_by=alder.patient.user,
        )  # fmt: skip

    assert refused(closed(birch.physio))
    assert refused(ruled(birch.physio))
    assert not refused(closed(alder.physio))
    assert not refused(ruled(alder.physio))


def test_a_plans_easier_exercise_is_nobody_elses_private_one(beside):
    world, _plan, _phase, item, _session = beside
    private = world.private.published
    assert not may_point(item, "easier", private)
    assert not may_point(item, "harder", private)
    assert may_point(world.item, "easier", private)


def test_parts_of_a_plan_stay_in_it(beside):
    world, plan, _phase, item, _session = beside
    assert not may_point(world.rows["assignedphase"], "assignment", plan)
    assert not may_point(item.slot, "phase", world.rows["assignedphase"])


def test_a_private_clip_is_shown_in_its_patients_exercise_only(worlds):
    world = worlds[0]
    clip = Clip.objects.create(clinic=world.clinic, patient=world.patient, alt="Step up")

    def shown_in(exercise):
        draft = a_draft(exercise)
        return may_point(draft, "clip", clip)

    with transaction.atomic():
        assert not shown_in(an_exercise(world, None))
        assert not shown_in(an_exercise(world, world.neighbour))
        assert shown_in(an_exercise(world, world.patient))
        transaction.set_rollback(True)


def an_exercise(world, patient) -> Exercise:
    slug = f"clip-{patient.pk if patient else 'all'}"
    return Exercise.objects.create(clinic=world.clinic, patient=patient, slug=slug)
