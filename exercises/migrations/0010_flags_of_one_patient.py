from django.db import migrations

from portal.guards import a_colleague, guard

CLINIC = "clinic_of_patient(NEW.patient_id)"
# What may be written of a flag later: which version of the report counts, and who closed it.
LATER = "ARRAY['counts_now_id', 'closed_at', 'closed_by_id', 'note']"


def of_this_patient(column: str, owner: str) -> str:
    return f"(NEW.{column} IS NULL OR {owner} = NEW.patient_id)"


def session_owner(column: str) -> str:
    return f"(SELECT s.patient_id FROM exercises_session s WHERE s.id = NEW.{column})"  # noqa: S608  # nosec B608


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0009_add_flags"),
    ]

    operations = [
        guard(
            "exercises_flag",
            "reports_of_this_patient",
            " AND ".join(
                (
                    of_this_patient("session_id", session_owner("session_id")),
                    of_this_patient("counts_now_id", session_owner("counts_now_id")),
                    of_this_patient(
                        "morning_id",
                        "(SELECT d.patient_id FROM exercises_morning d WHERE d.id = NEW.morning_id)",
                    ),
                    of_this_patient(
                        "check_in_id",
                        "(SELECT patient_of_assignment(c.assignment_id) FROM exercises_checkin c"
                        " WHERE c.id = NEW.check_in_id)",
                    ),
                )
            ),
        ),
        guard(
            "exercises_flag",
            "people_of_this_clinic",
            f"{a_colleague('rule_by_id', CLINIC)} AND {a_colleague('closed_by_id', CLINIC)}",
        ),
        guard(
            "exercises_flag",
            "raised_is_frozen",
            f"(to_jsonb(NEW) - {LATER}) = (to_jsonb(OLD) - {LATER})",
            when="BEFORE UPDATE",
        ),
        guard(
            "exercises_flag",
            "closed_stays_closed",
            "OLD.closed_at IS NULL OR to_jsonb(NEW) = to_jsonb(OLD)",
            when="BEFORE UPDATE",
        ),
    ]
