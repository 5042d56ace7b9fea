from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enquiries", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="enquiry",
            name="enquiry_asked_by_somebody",
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
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
                    models.Q(
                        ("closed_at__isnull", False),
                        ("contact_index__isnull", True),
                        ("holder__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="enquiry_asked_by_somebody",
            ),
        ),
    ]
