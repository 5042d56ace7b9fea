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
            name='Diary',
            fields=[
                ('login', models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='HomeVisit',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=11, unique=True)),
                ('holder', models.UUIDField()),
                ('issuer', models.CharField(max_length=48)),
                ('product', models.CharField(max_length=40)),
                ('purpose', models.CharField(max_length=16)),
                ('state', models.CharField(default='requested', max_length=12)),
                ('days', models.JSONField()),
                ('part', models.CharField(max_length=12)),
                ('door', yika.domain.vault.fields.SealedField(null=True)),
                ('outlet', models.UUIDField()),
                ('begins_at', models.DateTimeField(null=True)),
                ('ends_at', models.DateTimeField(null=True)),
                ('first', models.CharField(blank=True, max_length=64)),
                ('second', models.CharField(blank=True, max_length=64)),
                ('times', models.PositiveSmallIntegerField(default=0)),
                ('verification', models.CharField(blank=True, max_length=40)),
                ('troubles', models.JSONField(default=list)),
                ('requested_at', models.DateTimeField()),
                ('requested_by_request', models.UUIDField(editable=False, unique=True)),
                ('scheduled_by_request', models.UUIDField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['issuer', 'state', 'id'], name='visit_by_issuer'), models.Index(fields=['first', 'begins_at'], name='visit_by_first'), models.Index(fields=['second', 'begins_at'], name='visit_by_second')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('holder', 'issuer'), name='visit_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['scheduled', 'packed']), _negated=True), models.Q(models.Q(('first', ''), _negated=True), models.Q(('second', ''), _negated=True), models.Q(('first', models.F('second')), _negated=True)), _connector='OR'), name='visit_two_go'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state__in', ['requested', 'scheduled', 'packed'])), models.Q(models.Q(('state__in', ['requested', 'scheduled', 'packed']), _negated=True), ('door__isnull', True), ('ended_at__isnull', False)), _connector='OR'), name='visit_open_or_ended')],
            },
        ),
        migrations.CreateModel(
            name='Bundle',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('device_public', yika.domain.vault.fields.BytesField(max_length=65)),
                ('server_public', yika.domain.vault.fields.BytesField(max_length=65)),
                ('server_key', yika.domain.vault.fields.SealedField(null=True)),
                ('taken_at', models.DateTimeField()),
                ('taken_by', models.CharField(max_length=64)),
                ('beside', models.CharField(max_length=64)),
                ('taken_by_request', models.UUIDField(editable=False, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(null=True)),
                ('came_at', models.DateTimeField(null=True)),
                ('came_by', models.CharField(blank=True, max_length=64)),
                ('digest', yika.domain.vault.fields.BytesField(max_length=32, null=True)),
                ('why_held', models.CharField(blank=True, max_length=16)),
                ('file', models.CharField(blank=True, max_length=40)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by_request', models.UUIDField(editable=False, null=True)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bundles', to='visits.homevisit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('visit',), name='bundle_newest')],
            },
        ),
    ]
