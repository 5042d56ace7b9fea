import yika.domain.vault.fields
import yika.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vault', '0002_tries'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealedFile',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('issuer', models.CharField(max_length=64)),
                ('model', models.CharField(max_length=64)),
                ('key', models.CharField(max_length=64)),
                ('field', models.CharField(max_length=64)),
                ('data_key', yika.domain.vault.fields.SealedField(max_length=128)),
                ('nonce', yika.domain.vault.fields.BytesField(max_length=12)),
                ('size', models.PositiveIntegerField()),
                ('sha256', yika.domain.vault.fields.BytesField(max_length=32)),
                ('made_at', yika.domain.vault.fields.MomentField()),
                ('purge_after', yika.domain.vault.fields.MomentField(null=True)),
                ('purged_at', yika.domain.vault.fields.MomentField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['model', 'key', 'field'], name='file_by_place'), models.Index(condition=models.Q(('purged_at', None)), fields=['model', 'purge_after'], name='file_past_need')],
            },
        ),
    ]
