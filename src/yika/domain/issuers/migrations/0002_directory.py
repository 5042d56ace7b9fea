from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('issuers', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='issuer',
            name='special_days',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='outlet',
            name='acts_for',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='outlet',
            name='position',
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AddField(
            model_name='outlet',
            name='services',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='outlet',
            name='special_days',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='outlet',
            name='step_free',
            field=models.BooleanField(default=False),
        ),
    ]
