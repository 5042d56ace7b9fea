import yika.domain.vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('pk', models.CompositePrimaryKey('stream', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('stream', models.CharField(max_length=64)),
                ('number', models.BigIntegerField()),
                ('count', models.IntegerField()),
                ('first_row', models.CharField(max_length=64)),
                ('last_row', models.CharField(max_length=64)),
                ('previous', yika.domain.vault.fields.BytesField(max_length=32)),
                ('mac', yika.domain.vault.fields.BytesField(max_length=32)),
                ('key_version', models.PositiveSmallIntegerField()),
                ('sealed_at', yika.domain.vault.fields.MomentField()),
            ],
        ),
    ]
