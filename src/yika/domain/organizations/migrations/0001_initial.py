import django.db.models.deletion
import yika.domain.vault.fields
import yika.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('issuer', models.CharField(max_length=48)),
                ('name', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=18)),
                ('registered_at', models.DateTimeField()),
                ('registered_by', models.CharField(max_length=64)),
                ('created_by_request', models.UUIDField(editable=False, unique=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('issuer', 'code'), name='organization_once_each')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('person', models.UUIDField(db_index=True)),
                ('role', models.CharField(max_length=16)),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('file', models.CharField(max_length=40)),
                ('given_at', models.DateTimeField()),
                ('given_by', models.CharField(max_length=64)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(max_length=64)),
                ('created_by_request', models.UUIDField(editable=False, unique=True)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='organizations.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('organization', 'person'), name='mandate_one_a_person'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('role', 'responsible')), fields=('organization',), name='mandate_one_is_responsible'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='mandate_begins_before_it_ends')],
            },
        ),
        migrations.CreateModel(
            name='CardUser',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('card', models.UUIDField(db_index=True)),
                ('person', models.UUIDField(db_index=True)),
                ('words', yika.domain.vault.fields.SealedField(null=True)),
                ('since', models.DateTimeField()),
                ('named_by', models.CharField(max_length=64)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(max_length=64)),
                ('created_by_request', models.UUIDField(editable=False, unique=True)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='users', to='organizations.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('card', 'person'), name='user_once')],
            },
        ),
    ]
