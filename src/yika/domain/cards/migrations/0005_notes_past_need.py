from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cards", "0004_blocked_cards_have_a_stop"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="cardstep",
            index=models.Index(
                condition=models.Q(("note__isnull", False)), fields=["at"], name="card_step_notes"
            ),
        ),
    ]
