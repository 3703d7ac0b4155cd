from django.db import migrations

from portal.guards import a_colleague, guard, stays

WHERE = """
CREATE FUNCTION clinic_of_exercise(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT clinic_id FROM exercises_exercise WHERE id = $1';
CREATE FUNCTION patient_of_exercise(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT patient_id FROM exercises_exercise WHERE id = $1';
CREATE FUNCTION exercise_of_revision(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT exercise_id FROM exercises_exerciserevision WHERE id = $1';
CREATE FUNCTION patient_of_assignment(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT patient_id FROM exercises_assignment WHERE id = $1';
CREATE FUNCTION patient_of_assigned_phase(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT patient_of_assignment(assignment_id) FROM exercises_assignedphase WHERE id = $1';
CREATE FUNCTION patient_of_assigned_item(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT patient_of_assigned_slot(slot_id) FROM exercises_assigneditem WHERE id = $1';
CREATE FUNCTION clinic_of_phase(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT g.clinic_id FROM exercises_phase p JOIN exercises_programme g
      ON g.id = p.programme_id WHERE p.id = $1';
-- Exercise, clinic, patient: everybody's, the clinic's own, or made for this very patient.
CREATE FUNCTION exercise_fits(uuid, uuid, uuid) RETURNS boolean LANGUAGE sql STABLE
  AS 'SELECT (clinic_id IS NULL OR clinic_id IS NOT DISTINCT FROM $2)
      AND (patient_id IS NULL OR patient_id IS NOT DISTINCT FROM $3)
      FROM exercises_exercise WHERE id = $1';
"""
NOWHERE = """
DROP FUNCTION exercise_fits(uuid, uuid, uuid);
DROP FUNCTION clinic_of_phase(uuid);
DROP FUNCTION patient_of_assigned_item(uuid);
DROP FUNCTION patient_of_assigned_phase(uuid);
DROP FUNCTION patient_of_assignment(uuid);
DROP FUNCTION exercise_of_revision(uuid);
DROP FUNCTION patient_of_exercise(uuid);
DROP FUNCTION clinic_of_exercise(uuid);
"""
OWNER = "patient_of_assignment(NEW.assignment_id)"
SLOTS_PATIENT = "patient_of_assigned_slot(NEW.slot_id)"
EXERCISES_CLINIC = "clinic_of_exercise(NEW.exercise_id)"
EXERCISES_PATIENT = "patient_of_exercise(NEW.exercise_id)"


def nothing_or(column: str, must: str) -> str:
    return f"(NEW.{column} IS NULL OR {must})"


def fits(column: str, clinic: str, patient: str) -> str:
    return nothing_or(column, f"exercise_fits(NEW.{column}, {clinic}, {patient})")


LIBRARY = [
    stays("exercises_exercise", "clinic_id"),
    stays("exercises_exercise", "patient_id"),
    stays("exercises_exerciserevision", "exercise_id"),
    stays("exercises_programme", "clinic_id"),
    stays("exercises_clip", "clinic_id"),
    stays("exercises_clip", "patient_id"),
    guard(
        "exercises_exercise",
        "people_of_this_clinic",
        f"{a_colleague('created_by_id', 'NEW.clinic_id')}"
        f" AND {a_colleague('withdrawn_by_id', 'NEW.clinic_id')}",
    ),
    guard(
        "exercises_exercise",
        "points_at_its_own",
        f"{fits('translation_of_id', 'NEW.clinic_id', 'NEW.patient_id')}"
        f" AND {fits('replacement_id', 'NEW.clinic_id', 'NEW.patient_id')}",
    ),
    guard(
        "exercises_clip",
        "patient_of_this_clinic",
        "NEW.patient_id IS NULL OR clinic_of_patient(NEW.patient_id) = NEW.clinic_id",
    ),
    guard(
        "exercises_exerciserevision",
        "neighbours_of_this_clinic",
        f"{fits('easier_id', EXERCISES_CLINIC, EXERCISES_PATIENT)}"
        f" AND {fits('harder_id', EXERCISES_CLINIC, EXERCISES_PATIENT)}",
    ),
    guard(
        "exercises_exerciserevision",
        "picture_of_this_clinic",
        "NEW.picture_id IS NULL OR (SELECT p.clinic_id IS NULL"  # noqa: S608  # nosec B608
        f" OR p.clinic_id IS NOT DISTINCT FROM {EXERCISES_CLINIC}"
        " FROM articles_picture p WHERE p.id = NEW.picture_id)",
    ),
    guard(
        "exercises_exerciserevision",
        "clip_of_this_clinic_and_patient",
        "NEW.clip_id IS NULL OR (SELECT (c.clinic_id IS NULL"  # noqa: S608  # nosec B608
        f" OR c.clinic_id IS NOT DISTINCT FROM {EXERCISES_CLINIC})"
        f" AND (c.patient_id IS NULL OR c.patient_id IS NOT DISTINCT FROM {EXERCISES_PATIENT})"
        " FROM exercises_clip c WHERE c.id = NEW.clip_id)",
    ),
    guard(
        "exercises_remembereddose",
        "exercise_of_this_clinic",
        f"{EXERCISES_CLINIC} IS NULL OR {EXERCISES_CLINIC} = clinic_of_member(NEW.member_id)",
    ),
    guard(
        "exercises_programme",
        "made_in_this_clinic",
        a_colleague("created_by_id", "NEW.clinic_id"),
    ),
    guard(
        "exercises_phase",
        "keeps_its_clinic",
        "(SELECT n.clinic_id IS NOT DISTINCT FROM o.clinic_id FROM exercises_programme n,"
        " exercises_programme o WHERE n.id = NEW.programme_id AND o.id = OLD.programme_id)",
        when="BEFORE UPDATE",
    ),
    guard(
        "exercises_slot",
        "keeps_its_clinic",
        "clinic_of_phase(NEW.phase_id) IS NOT DISTINCT FROM clinic_of_phase(OLD.phase_id)",
        when="BEFORE UPDATE",
    ),
    guard(
        "exercises_item",
        "neighbours_of_this_clinic",
        f"{fits('easier_id', 'clinic_of_slot(NEW.slot_id)', 'NULL')}"
        f" AND {fits('harder_id', 'clinic_of_slot(NEW.slot_id)', 'NULL')}",
    ),
]
PLANS = [
    stays("exercises_assignment", "patient_id"),
    stays("exercises_session", "patient_id"),
    stays("exercises_morning", "patient_id"),
    stays("exercises_assignedphase", "assignment_id"),
    stays("exercises_assignedslot", "phase_id"),
    guard(
        "exercises_assignment",
        "ended_in_this_clinic",
        a_colleague("ended_by_id", "clinic_of_patient(NEW.patient_id)"),
    ),
    guard(
        "exercises_assignedphase",
        "changed_in_this_clinic",
        a_colleague("changed_by_id", f"clinic_of_patient({OWNER})"),
    ),
    guard(
        "exercises_assigneditem",
        "people_of_this_clinic",
        f"{a_colleague('given_by_id', f'clinic_of_patient({SLOTS_PATIENT})')}"
        f" AND {a_colleague('ended_by_id', f'clinic_of_patient({SLOTS_PATIENT})')}",
    ),
    guard(
        "exercises_assigneditem",
        "neighbours_of_this_patient",
        " AND ".join(
            nothing_or(
                column,
                f"exercise_fits(exercise_of_revision(NEW.{column}),"
                f" clinic_of_patient({SLOTS_PATIENT}), {SLOTS_PATIENT})",
            )
            for column in ("easier_id", "harder_id")
        ),
    ),
    guard(
        "exercises_assigneditem",
        "replaces_the_patients_own",
        nothing_or("replaces_id", f"patient_of_assigned_item(NEW.replaces_id) = {SLOTS_PATIENT}"),
    ),
    guard(
        "exercises_pause",
        "by_this_clinic",
        a_colleague("by_id", f"clinic_of_patient({OWNER})"),
    ),
    guard(
        "exercises_change",
        "by_this_clinic",
        a_colleague("by_id", f"clinic_of_patient({OWNER})"),
    ),
    guard(
        "exercises_change",
        "of_this_patient",
        f"{nothing_or('item_id', f'patient_of_assigned_item(NEW.item_id) = {OWNER}')}"
        f" AND {nothing_or('before_id', f'patient_of_assigned_item(NEW.before_id) = {OWNER}')}"
        f" AND {nothing_or('phase_id', f'patient_of_assigned_phase(NEW.phase_id) = {OWNER}')}",
    ),
    guard(
        "exercises_assignedreading",
        "article_of_this_clinic",
        "clinic_of_article(NEW.article_id) IS NULL OR clinic_of_article(NEW.article_id)"
        " = clinic_of_patient(patient_of_assigned_phase(NEW.phase_id))",
    ),
    guard(
        "exercises_itemquestion",
        "item_of_this_patient",
        "patient_of_assigned_item(NEW.item_id)"
        " = (SELECT q.patient_id FROM portal_question q WHERE q.id = NEW.question_id)",
    ),
    guard(
        "exercises_session",
        "corrects_the_patients_own",
        nothing_or(
            "corrects_id",
            "(SELECT s.patient_id FROM exercises_session s WHERE s.id = NEW.corrects_id)"
            " = NEW.patient_id",
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0003_programme_sources"),
        ("articles", "0003_writers_of_one_clinic"),
    ]

    operations = [migrations.RunSQL(WHERE, NOWHERE), *LIBRARY, *PLANS]
