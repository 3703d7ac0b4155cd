from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0011_printouts"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="terms",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="change",
            name="kind",
            field=models.CharField(
                choices=[
                    ("given", "given"),
                    ("added", "added"),
                    ("replaced", "changed"),
                    ("stopped", "stopped"),
                    ("paused", "paused"),
                    ("resumed", "going on again"),
                    ("phase", "new stage"),
                    ("withdrawn", "withdrawn"),
                    ("ended", "ended"),
                    ("edited", "last day, limits or flare-up plan changed"),
                    ("held", "stage held"),
                    ("let_go", "stage goes on to its end"),
                ],
                max_length=10,
            ),
        ),
    ]
