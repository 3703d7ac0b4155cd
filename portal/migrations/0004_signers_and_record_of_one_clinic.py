from django.db import migrations

from portal.guards import guard, stays


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_help_leads")]

    operations = [
        stays("portal_episode", "patient_id"),
        stays("portal_helper", "patient_id"),
        stays("portal_question", "patient_id"),
        guard(
            "portal_helpset",
            "signed_in_this_clinic",
            "NEW.signed_by_id IS NULL OR NEW.clinic_id IS NULL"
            " OR clinic_of_member(NEW.signed_by_id) = NEW.clinic_id",
        ),
        # The record is never changed, so what is added is what has to fit.
        guard(
            "portal_event",
            "patient_of_this_clinic",
            "NEW.patient_id IS NULL OR clinic_of_patient(NEW.patient_id) = NEW.clinic_id",
            when="BEFORE INSERT",
        ),
    ]
