from django.db import migrations

from portal.guards import guard

# Where a row stands: used by the rules of all three apps.
WHERE = """
CREATE FUNCTION clinic_of_patient(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT clinic_id FROM portal_patient WHERE id = $1';
CREATE FUNCTION clinic_of_member(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT clinic_id FROM portal_member WHERE id = $1';
CREATE FUNCTION patient_of_episode(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT patient_id FROM portal_episode WHERE id = $1';
"""
NOWHERE = """
DROP FUNCTION patient_of_episode(uuid);
DROP FUNCTION clinic_of_member(uuid);
DROP FUNCTION clinic_of_patient(uuid);
"""

# The record is only ever added to. Retention (a setting of one transaction) is the one way out.
ADD_ONLY = """
CREATE FUNCTION record_is_add_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('groundwork.retention', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the record is only ever added to' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER record_is_add_only BEFORE UPDATE OR DELETE ON portal_event
  FOR EACH ROW EXECUTE FUNCTION record_is_add_only();
CREATE TRIGGER seals_are_add_only BEFORE UPDATE OR DELETE ON portal_eventseal
  FOR EACH ROW EXECUTE FUNCTION record_is_add_only();
"""
CHANGEABLE = """
DROP TRIGGER seals_are_add_only ON portal_eventseal;
DROP TRIGGER record_is_add_only ON portal_event;
DROP FUNCTION record_is_add_only();
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_people_and_records")]

    operations = [
        migrations.RunSQL(WHERE, NOWHERE),
        migrations.RunSQL(ADD_ONLY, CHANGEABLE),
        guard(
            "portal_episode",
            "lead_of_this_clinic",
            "NEW.lead_id IS NULL OR clinic_of_member(NEW.lead_id) = clinic_of_patient(NEW.patient_id)",
        ),
        guard(
            "portal_careteam",
            "member_of_this_clinic",
            "clinic_of_member(NEW.member_id)"
            " = clinic_of_patient(patient_of_episode(NEW.episode_id))",
        ),
        guard(
            "portal_invitation",
            "patient_of_this_clinic",
            "NEW.patient_id IS NULL OR clinic_of_patient(NEW.patient_id) = NEW.clinic_id",
        ),
        guard(
            "portal_noticeshown",
            "notice_of_this_clinic",
            "(SELECT clinic_id FROM portal_privacynotice WHERE id = NEW.notice_id)"
            " = clinic_of_patient(NEW.patient_id)",
        ),
        guard(
            "portal_notice",
            "patient_of_this_clinic",
            "NEW.patient_id IS NULL OR clinic_of_patient(NEW.patient_id) = NEW.clinic_id",
        ),
        guard(
            "portal_question",
            "answered_from_this_clinic",
            "NEW.answered_by_id IS NULL"
            " OR clinic_of_member(NEW.answered_by_id) = clinic_of_patient(NEW.patient_id)",
        ),
        guard(
            "portal_patient",
            "stays_in_its_clinic",
            "NEW.clinic_id = OLD.clinic_id",
            when="BEFORE UPDATE",
        ),
        guard(
            "portal_member",
            "stays_in_its_clinic",
            "NEW.clinic_id = OLD.clinic_id",
            when="BEFORE UPDATE",
        ),
    ]
