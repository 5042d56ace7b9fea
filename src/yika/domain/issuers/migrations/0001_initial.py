import django.db.models.deletion
import yika.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Issuer',
            fields=[
                ('code', models.CharField(max_length=48, primary_key=True, serialize=False)),
                ('name_en', models.CharField(max_length=60)),
                ('name_zh', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=16)),
                ('hotline', models.CharField(max_length=24)),
                ('zone', models.CharField(max_length=64)),
                ('seal', models.CharField(max_length=1)),
                ('created_at', models.DateTimeField()),
                ('created_by_request', models.UUIDField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=48)),
                ('name_en', models.CharField(max_length=60)),
                ('name_zh', models.CharField(max_length=60)),
                ('address_en', models.CharField(max_length=120)),
                ('address_zh', models.CharField(max_length=120)),
                ('telephone', models.CharField(blank=True, max_length=24)),
                ('hours', models.JSONField(default=dict)),
                ('opened_at', models.DateTimeField()),
                ('opened_by_request', models.UUIDField(unique=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outlets', to='issuers.issuer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('issuer', 'code'), name='outlet_code_once')],
            },
        ),
    ]
