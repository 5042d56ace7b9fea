import yika.domain.vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vault', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='TryCount',
            fields=[
                ('key', yika.domain.vault.fields.BytesField(max_length=34, primary_key=True, serialize=False)),
                ('scope', models.CharField(max_length=64)),
                ('used', models.PositiveIntegerField()),
                ('since', yika.domain.vault.fields.MomentField()),
                ('last_at', yika.domain.vault.fields.MomentField()),
                ('next_at', yika.domain.vault.fields.MomentField()),
                ('forget_at', yika.domain.vault.fields.MomentField()),
            ],
            options={
                'indexes': [models.Index(fields=['forget_at'], name='tries_to_forget'), models.Index(fields=['last_at'], name='tries_by_last')],
            },
        ),
    ]
