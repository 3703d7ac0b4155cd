"""Flags are raised from now on. Reports of before raise none: nobody knows any more which of them
were looked into, and a list that begins with hundreds of them is a list nobody reads. They stand
in the patient's brief as before.
"""

import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0008_changes_of_a_plans_terms"),
        ("portal", "0005_namesakes_are_found_at_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Flag",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pain", "pain above the limit"),
                            ("event", "something went wrong"),
                            ("morning", "a morning above the usual"),
                            ("worse", "worse after the end"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "said",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(10),
                        ],
                    ),
                ),
                (
                    "usual",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(10),
                        ],
                    ),
                ),
                ("limit", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "check_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="flags",
                        to="exercises.checkin",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.member",
                    ),
                ),
                (
                    "counts_now",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="flags_now",
                        to="exercises.session",
                    ),
                ),
                (
                    "morning",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="flags",
                        to="exercises.morning",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flags",
                        to="portal.patient",
                    ),
                ),
                (
                    "rule_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.member",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="flags",
                        to="exercises.session",
                    ),
                ),
            ],
            options={
                "ordering": [
                    models.OrderBy(models.F("closed_at"), descending=True, nulls_first=True),
                    "-raised_at",
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["patient", "-raised_at"],
                        name="flag_open_by_patient",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("session", "kind"),
                        name="flag_open_once_per_report",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("morning",),
                        name="flag_open_once_per_morning",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("check_in",),
                        name="flag_open_once_per_check_in",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                                ("note", ""),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                models.Q(("note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="flag_closed_by_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("check_in__isnull", True),
                                ("kind__in", ["pain", "event"]),
                                ("morning__isnull", True),
                                ("session__isnull", False),
                            ),
                            models.Q(
                                ("check_in__isnull", True),
                                ("counts_now__isnull", True),
                                ("kind", "morning"),
                                ("morning__isnull", False),
                                ("session__isnull", True),
                            ),
                            models.Q(
                                ("check_in__isnull", False),
                                ("counts_now__isnull", True),
                                ("kind", "worse"),
                                ("morning__isnull", True),
                                ("session__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="flag_of_one_report",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "pain"),
                                ("limit__isnull", False),
                                ("said__gt", models.F("limit")),
                                ("said__isnull", False),
                                ("said__lte", 10),
                                ("usual__isnull", True),
                            ),
                            models.Q(
                                ("kind", "morning"),
                                ("limit__isnull", False),
                                (
                                    "said__gte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("usual"), "+", models.F("limit")
                                    ),
                                ),
                                ("said__isnull", False),
                                ("said__lte", 10),
                                ("usual__isnull", False),
                            ),
                            models.Q(
                                ("kind__in", ["event", "worse"]),
                                ("limit__isnull", True),
                                ("said__isnull", True),
                                ("usual__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="flag_beyond_the_rule",
                    ),
                ],
            },
        ),
    ]
