import yika.domain.vault.fields
import yika.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ApiAnswer',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('program', models.CharField(max_length=64)),
                ('key', yika.domain.vault.fields.BytesField(max_length=32)),
                ('asked', yika.domain.vault.fields.BytesField(max_length=34)),
                ('answer', yika.domain.vault.fields.SealedField(null=True)),
                ('running_until', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['expires_at'], name='api_answer_by_expiry')],
                'constraints': [models.UniqueConstraint(fields=('program', 'key'), name='api_answer_once')],
            },
        ),
        migrations.CreateModel(
            name='ApiKey',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('issuer', models.CharField(max_length=48)),
                ('name', models.CharField(max_length=60)),
                ('secret', yika.domain.vault.fields.BytesField(max_length=32, unique=True)),
                ('scopes', models.JSONField()),
                ('test', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('made_by_request', models.UUIDField(unique=True)),
                ('expires_at', models.DateTimeField(null=True)),
                ('last_used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['issuer', 'id'], name='api_key_by_issuer')],
            },
        ),
        migrations.CreateModel(
            name='Machine',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('issuer', models.CharField(max_length=48)),
                ('outlet', models.UUIDField(null=True)),
                ('kind', models.CharField(max_length=16)),
                ('name', models.CharField(max_length=60)),
                ('version', models.CharField(blank=True, max_length=80)),
                ('token', yika.domain.vault.fields.BytesField(max_length=32, null=True, unique=True)),
                ('pairing', yika.domain.vault.fields.BytesField(max_length=34, null=True, unique=True)),
                ('pairing_expires_at', models.DateTimeField(null=True)),
                ('added_at', models.DateTimeField()),
                ('added_by_request', models.UUIDField(unique=True)),
                ('paired_at', models.DateTimeField(null=True)),
                ('last_seen_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['issuer', 'id'], name='machine_by_issuer')],
                'constraints': [models.CheckConstraint(condition=models.Q(('revoked_at__isnull', True), models.Q(('pairing__isnull', True), ('token__isnull', True)), _connector='OR'), name='machine_revoked_holds_nothing')],
            },
        ),
    ]
