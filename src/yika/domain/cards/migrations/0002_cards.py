import django.db.models.deletion
import yika.domain.vault.fields
import yika.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cards", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Card",
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
                ("product", models.CharField(max_length=40)),
                ("edition", models.PositiveSmallIntegerField()),
                ("number", models.CharField(max_length=24)),
                ("piece", models.PositiveIntegerField()),
                ("outlet", models.UUIDField(null=True)),
                ("state", models.CharField(default="made", max_length=16)),
                ("steps", models.PositiveIntegerField(default=0)),
                ("key_version", models.PositiveSmallIntegerField()),
                ("holder", models.UUIDField(null=True)),
                ("label", yika.domain.vault.fields.SealedField(null=True)),
                ("face", models.CharField(default="", max_length=24)),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("activated_at", yika.domain.vault.fields.MomentField(null=True)),
                ("valid_until", yika.domain.vault.fields.DayField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="CardNumber",
            fields=[
                ("number", models.CharField(max_length=24, primary_key=True, serialize=False)),
                ("card_id", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="CardToken",
            fields=[
                (
                    "digest",
                    yika.domain.vault.fields.BytesField(
                        max_length=32, primary_key=True, serialize=False
                    ),
                ),
                ("card_id", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("series", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("last", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Batch",
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
                ("product", models.CharField(max_length=40)),
                ("edition", models.PositiveSmallIntegerField()),
                ("taken_over", models.BooleanField(default=False)),
                ("count", models.PositiveIntegerField()),
                ("first_number", models.CharField(default="", max_length=24)),
                ("last_number", models.CharField(default="", max_length=24)),
                ("made_at", yika.domain.vault.fields.MomentField()),
                ("made_by", models.CharField(max_length=64)),
                ("made_by_request", models.UUIDField(unique=True)),
            ],
            options={
                "indexes": [models.Index(fields=["issuer", "id"], name="batch_by_issuer")],
            },
        ),
        migrations.CreateModel(
            name="CardPin",
            fields=[
                (
                    "card",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="cards.card",
                    ),
                ),
                ("hash", models.CharField(max_length=255)),
                ("key_version", models.PositiveSmallIntegerField()),
                ("set_at", yika.domain.vault.fields.MomentField()),
                ("set_by_request", models.UUIDField()),
                ("wrong", models.PositiveSmallIntegerField(default=0)),
                ("locked_at", yika.domain.vault.fields.MomentField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="card",
            name="batch",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cards.batch",
            ),
        ),
        migrations.CreateModel(
            name="Delivery",
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
                ("outlet", models.UUIDField()),
                ("count", models.PositiveIntegerField()),
                ("first_number", models.CharField(max_length=24)),
                ("last_number", models.CharField(max_length=24)),
                ("state", models.CharField(default="on_the_way", max_length=16)),
                ("sent_at", yika.domain.vault.fields.MomentField()),
                ("sent_by", models.CharField(max_length=64)),
                ("sent_by_request", models.UUIDField(unique=True)),
                ("counted", models.PositiveIntegerField(null=True)),
                ("counted_at", yika.domain.vault.fields.MomentField(null=True)),
                ("counted_by", models.CharField(default="", max_length=64)),
                ("counted_by_request", models.UUIDField(null=True, unique=True)),
                ("reason", models.CharField(default="", max_length=32)),
                ("note", yika.domain.vault.fields.SealedField(null=True)),
                ("settled_at", yika.domain.vault.fields.MomentField(null=True)),
                ("settled_by", models.CharField(default="", max_length=64)),
                ("settled_by_request", models.UUIDField(null=True, unique=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cards.batch",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="card",
            name="delivery",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cards.delivery",
            ),
        ),
        migrations.CreateModel(
            name="CardStep",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "card_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("at", yika.domain.vault.fields.MomentField()),
                ("before", models.CharField(max_length=16)),
                ("after", models.CharField(max_length=16)),
                ("reason", models.CharField(max_length=32)),
                ("note", yika.domain.vault.fields.SealedField(null=True)),
                ("actor_kind", models.CharField(max_length=16)),
                ("actor_id", models.CharField(max_length=64)),
                ("channel", models.CharField(max_length=16)),
                ("request", models.UUIDField()),
                (
                    "card",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cards.card",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("card", "request"), name="card_step_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["issuer", "id"], name="delivery_by_issuer"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("counted__isnull", True), ("counted_at__isnull", True)),
                    models.Q(("counted__isnull", False), ("counted_at__isnull", False)),
                    _connector="OR",
                ),
                name="delivery_counted_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["issuer", "id"], name="card_by_issuer"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["batch", "state", "piece"], name="card_by_batch"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["holder", "place"], name="card_by_holder"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(
                fields=["issuer", "outlet", "state", "product"], name="card_by_stock"
            ),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "active"), _negated=True),
                    ("activated_at__isnull", False),
                    _connector="OR",
                ),
                name="card_in_use_was_activated",
            ),
        ),
    ]
