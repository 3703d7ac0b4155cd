import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from portal.guards import stays


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0010_flags_of_one_patient"),
        ("portal", "0005_namesakes_are_found_at_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Printout",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "being made"),
                            ("ready", "ready"),
                            ("failed", "could not be made"),
                            ("gone", "removed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("paper", models.CharField(max_length=12)),
                ("columns", models.PositiveSmallIntegerField()),
                ("size_points", models.PositiveSmallIntegerField()),
                ("day", models.DateField()),
                ("link", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("file", models.BinaryField(blank=True, null=True)),
                ("is_accessible", models.BooleanField(default=True)),
                ("problem", models.CharField(blank=True, max_length=300)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="printouts",
                        to="portal.patient",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at"],
                "indexes": [models.Index(fields=["asked_at"], name="printout_by_age")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__isnull", False), ("state", "ready")),
                            models.Q(
                                ("file__isnull", True), models.Q(("state", "ready"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="printout_file_when_ready",
                    )
                ],
            },
        ),
        stays("exercises_printout", "patient_id"),
        stays("exercises_printout", "asked_by_id"),
    ]
