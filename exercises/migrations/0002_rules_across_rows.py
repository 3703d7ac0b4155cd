from django.db import migrations

from portal.guards import guard

WHERE = """
CREATE FUNCTION clinic_of_slot(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT g.clinic_id FROM exercises_slot s JOIN exercises_phase p ON p.id = s.phase_id
      JOIN exercises_programme g ON g.id = p.programme_id WHERE s.id = $1';
CREATE FUNCTION patient_of_assigned_slot(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT a.patient_id FROM exercises_assignedslot s
      JOIN exercises_assignedphase p ON p.id = s.phase_id
      JOIN exercises_assignment a ON a.id = p.assignment_id WHERE s.id = $1';
"""
NOWHERE = """
DROP FUNCTION patient_of_assigned_slot(uuid);
DROP FUNCTION clinic_of_slot(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0001_plans_and_sessions"),
        ("articles", "0002_rules_across_rows"),
    ]

    operations = [
        migrations.RunSQL(WHERE, NOWHERE),
        guard(
            "exercises_exerciserevision",
            "published_is_frozen",
            "OLD.state <> 'published' OR (NEW.state = 'published'"
            " AND NEW.exercise_id = OLD.exercise_id AND NEW.number = OLD.number"
            " AND NEW.name = OLD.name AND NEW.steps = OLD.steps AND NEW.start = OLD.start"
            " AND NEW.stop_rules = OLD.stop_rules AND NEW.cues = OLD.cues"
            " AND NEW.mistakes = OLD.mistakes AND NEW.cautions = OLD.cautions"
            " AND NEW.answers = OLD.answers AND NEW.figure = OLD.figure"
            " AND NEW.picture_id IS NOT DISTINCT FROM OLD.picture_id"
            " AND NEW.clip_id IS NOT DISTINCT FROM OLD.clip_id)",
            when="BEFORE UPDATE",
        ),
        guard(
            "exercises_exercise",
            "published_is_its_own",
            "NEW.published_id IS NULL OR EXISTS (SELECT 1 FROM exercises_exerciserevision r"
            " WHERE r.id = NEW.published_id AND r.exercise_id = NEW.id AND r.state = 'published')",
        ),
        guard(
            "exercises_exercise",
            "patient_of_this_clinic",
            "NEW.patient_id IS NULL OR clinic_of_patient(NEW.patient_id) = NEW.clinic_id",
        ),
        guard(
            "exercises_item",
            "exercise_of_this_clinic",
            "(SELECT e.patient_id IS NULL AND (e.clinic_id IS NULL"
            " OR e.clinic_id IS NOT DISTINCT FROM clinic_of_slot(NEW.slot_id))"
            " FROM exercises_exercise e WHERE e.id = NEW.exercise_id)",
        ),
        guard(
            "exercises_phasereading",
            "article_of_this_clinic",
            "clinic_of_article(NEW.article_id) IS NULL OR clinic_of_article(NEW.article_id)"
            " IS NOT DISTINCT FROM (SELECT g.clinic_id FROM exercises_phase p"
            " JOIN exercises_programme g ON g.id = p.programme_id WHERE p.id = NEW.phase_id)",
        ),
        guard(
            "exercises_favourite",
            "exercise_of_this_clinic",
            "(SELECT e.clinic_id IS NULL OR e.clinic_id = clinic_of_member(NEW.member_id)"
            " FROM exercises_exercise e WHERE e.id = NEW.exercise_id)",
        ),
        guard(
            "exercises_assignment",
            "of_one_clinic_and_patient",
            "patient_of_episode(NEW.episode_id) = NEW.patient_id"
            " AND clinic_of_member(NEW.given_by_id) = clinic_of_patient(NEW.patient_id)"
            " AND (NEW.programme_id IS NULL OR (SELECT g.clinic_id IS NULL"
            " OR g.clinic_id = clinic_of_patient(NEW.patient_id)"
            " FROM exercises_programme g WHERE g.id = NEW.programme_id))",
        ),
        guard(
            "exercises_assigneditem",
            "of_one_clinic_and_exercise",
            "(SELECT e.id = r.exercise_id"
            " AND (e.clinic_id IS NULL"
            " OR e.clinic_id = clinic_of_patient(patient_of_assigned_slot(NEW.slot_id)))"
            " AND (e.patient_id IS NULL OR e.patient_id = patient_of_assigned_slot(NEW.slot_id))"
            " FROM exercises_exerciserevision r, exercises_exercise e"
            " WHERE r.id = NEW.revision_id AND e.id = NEW.exercise_id)",
        ),
        guard(
            "exercises_assigneditem",
            "given_is_frozen",
            "NEW.slot_id = OLD.slot_id AND NEW.exercise_id = OLD.exercise_id"
            " AND NEW.revision_id = OLD.revision_id AND NEW.given_at = OLD.given_at"
            " AND NEW.sets_min IS NOT DISTINCT FROM OLD.sets_min"
            " AND NEW.sets_max IS NOT DISTINCT FROM OLD.sets_max"
            " AND NEW.reps_min IS NOT DISTINCT FROM OLD.reps_min"
            " AND NEW.reps_max IS NOT DISTINCT FROM OLD.reps_max"
            " AND NEW.side = OLD.side AND NEW.note = OLD.note"
            " AND NEW.every_n_days IS NOT DISTINCT FROM OLD.every_n_days"
            " AND NEW.load_value IS NOT DISTINCT FROM OLD.load_value",
            when="BEFORE UPDATE",
        ),
        guard(
            "exercises_assignedreading",
            "reading_of_this_patient",
            "NEW.reading_id IS NULL OR (SELECT a.patient_id FROM exercises_assignedphase p"
            " JOIN exercises_assignment a ON a.id = p.assignment_id WHERE p.id = NEW.phase_id)"
            " = (SELECT patient_id FROM articles_reading WHERE id = NEW.reading_id)",
        ),
        guard(
            "exercises_session",
            "of_this_patient",
            "(NEW.episode_id IS NULL OR patient_of_episode(NEW.episode_id) = NEW.patient_id)"
            " AND (NEW.slot_id IS NULL OR patient_of_assigned_slot(NEW.slot_id) = NEW.patient_id)",
        ),
        guard(
            "exercises_entry",
            "item_of_this_patient",
            "(SELECT patient_of_assigned_slot(i.slot_id) FROM exercises_assigneditem i"
            " WHERE i.id = NEW.item_id)"
            " = (SELECT s.patient_id FROM exercises_session s WHERE s.id = NEW.session_id)",
        ),
    ]
