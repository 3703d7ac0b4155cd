from django.db import migrations

from portal.guards import a_colleague, guard, stays

CLINIC = "clinic_of_patient(patient_of_assignment(NEW.assignment_id))"
# What may be written of a given item later: that it ended, when, by whom and why. Its pointers
# have guards of their own.
LATER = (
    "ARRAY['ended_at', 'ended_by_id', 'end_reason', 'given_by_id', 'replaces_id',"
    " 'easier_id', 'harder_id']"
)


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0006_add_check_ins"),
    ]

    operations = [
        stays("exercises_checkin", "assignment_id"),
        guard("exercises_checkin", "set_by_a_colleague", a_colleague("set_by_id", CLINIC)),
        guard(
            "exercises_assigneditem",
            "given_is_frozen_whole",
            f"(to_jsonb(NEW) - {LATER}) = (to_jsonb(OLD) - {LATER})",
            when="BEFORE UPDATE",
        ),
    ]
