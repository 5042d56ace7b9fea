import django.db.models.deletion
import yika.domain.vault.fields
import yika.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cards", "0002_cards"),
    ]

    operations = [
        migrations.CreateModel(
            name="StopListHead",
            fields=[
                ("issuer", models.CharField(max_length=48, primary_key=True, serialize=False)),
                ("version", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="card",
            name="stops",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name="StopListEntry",
            fields=[
                (
                    "card",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="cards.card",
                    ),
                ),
                ("issuer", models.CharField(max_length=48)),
                ("version", models.BigIntegerField()),
                ("stopped", models.CharField(default="", max_length=64)),
                ("changed_at", yika.domain.vault.fields.MomentField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("issuer", "version"), name="stop_list_in_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="Stop",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yika.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("issuer", models.CharField(max_length=48)),
                ("kind", models.CharField(max_length=16)),
                ("scope", models.CharField(default="all", max_length=16)),
                ("credential", models.CharField(default="all", max_length=16)),
                ("reason", models.CharField(default="", max_length=32)),
                ("note", yika.domain.vault.fields.SealedField(null=True)),
                ("lost_at", yika.domain.vault.fields.MomentField(null=True)),
                ("follows", models.UUIDField(null=True)),
                ("since", yika.domain.vault.fields.MomentField()),
                ("until", yika.domain.vault.fields.MomentField(null=True)),
                ("warn_at", yika.domain.vault.fields.MomentField(null=True)),
                ("everywhere_at", yika.domain.vault.fields.MomentField()),
                ("actor_kind", models.CharField(max_length=16)),
                ("actor_id", models.CharField(max_length=64)),
                ("channel", models.CharField(max_length=16)),
                ("request", models.UUIDField()),
                ("ended_at", yika.domain.vault.fields.MomentField(null=True)),
                ("ended_how", models.CharField(default="", max_length=16)),
                ("ended_by", models.CharField(default="", max_length=64)),
                ("ended_by_request", models.UUIDField(null=True)),
                (
                    "card",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cards.card",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["card", "since"], name="stop_by_card"),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["until"],
                        name="stop_due",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["warn_at"],
                        name="stop_to_warn",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("card", "request"), name="stop_once"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("kind__in", ["loss-formal", "loss-temporary"]),
                        ),
                        fields=("card", "credential"),
                        name="one_open_report",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("kind", "frozen")),
                        fields=("card",),
                        name="one_open_freeze",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_how", "")),
                            models.Q(
                                ("ended_at__isnull", False),
                                models.Q(("ended_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="stop_ended_whole",
                    ),
                ],
            },
        ),
    ]
