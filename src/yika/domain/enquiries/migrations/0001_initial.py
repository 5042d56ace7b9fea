import django.db.models.deletion
import yika.domain.vault.fields
import yika.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Enquiry",
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
                ("number", models.CharField(max_length=11, unique=True)),
                ("kind", models.CharField(max_length=16)),
                ("topic", models.CharField(max_length=16)),
                ("issuer", models.CharField(max_length=48)),
                ("outlet", models.CharField(max_length=48)),
                ("holder", models.UUIDField(null=True)),
                ("contact_kind", models.CharField(max_length=8)),
                ("contact", yika.domain.vault.fields.SealedField(null=True)),
                ("contact_index", yika.domain.vault.fields.BytesField(max_length=34, null=True)),
                ("language", models.CharField(max_length=16)),
                ("about", models.CharField(max_length=48)),
                ("page", models.CharField(max_length=160)),
                ("channel", models.CharField(max_length=16)),
                ("state", models.CharField(default="open", max_length=16)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("owner", models.CharField(max_length=64)),
                ("promise", models.PositiveIntegerField(default=1)),
                ("version", models.PositiveIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("rises_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("closes_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("stars", models.PositiveSmallIntegerField(null=True)),
                ("rated_at", models.DateTimeField(null=True)),
                ("request", models.UUIDField(editable=False, unique=True)),
                ("digest", yika.domain.vault.fields.BytesField(max_length=34)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["issuer", "state", "due_at"], name="enquiry_by_due"),
                    models.Index(fields=["issuer", "id"], name="enquiry_by_issuer"),
                    models.Index(fields=["holder", "id"], name="enquiry_by_holder"),
                    models.Index(fields=["issuer", "rated_at"], name="enquiry_by_rating"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("contact__isnull", True),
                                ("contact_index__isnull", True),
                                ("holder__isnull", False),
                            ),
                            models.Q(
                                ("contact__isnull", False),
                                ("contact_index__isnull", False),
                                ("holder__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="enquiry_asked_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True),
                                ("closed_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="enquiry_closed_or_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rated_at__isnull", True), ("stars__isnull", True)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("rated_at__isnull", False),
                                ("stars__gte", 1),
                                ("stars__lte", 5),
                            ),
                            _connector="OR",
                        ),
                        name="enquiry_rated_once_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnquiryTurn",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "enquiry_id",
                        "version",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("act", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
                ("by_kind", models.CharField(max_length=16)),
                ("by", models.CharField(max_length=64)),
                ("channel", models.CharField(max_length=16)),
                ("words", yika.domain.vault.fields.SealedField(null=True)),
                ("detail", models.CharField(max_length=64)),
                ("request", models.UUIDField(editable=False, null=True)),
                ("digest", yika.domain.vault.fields.BytesField(max_length=34, null=True)),
                (
                    "enquiry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turns",
                        to="enquiries.enquiry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enquiry", "request"), name="enquiry_turn_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="enquiry_turn_counts_from_one"
                    ),
                ],
            },
        ),
    ]
