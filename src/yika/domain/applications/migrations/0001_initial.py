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
            name='Application',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('case', models.CharField(max_length=9)),
                ('errand', models.UUIDField(unique=True)),
                ('issuer', models.CharField(max_length=48)),
                ('product', models.CharField(max_length=40)),
                ('edition', models.PositiveSmallIntegerField()),
                ('holder', models.UUIDField()),
                ('card', models.UUIDField(null=True)),
                ('number_chosen', models.BooleanField(default=False)),
                ('way', models.CharField(max_length=8)),
                ('outlet', models.UUIDField(null=True)),
                ('address', yika.domain.vault.fields.SealedField(null=True)),
                ('state', models.CharField(max_length=16)),
                ('reason', models.CharField(default='', max_length=32)),
                ('carrier', models.CharField(default='', max_length=40)),
                ('tracking', models.CharField(default='', max_length=40)),
                ('steps', models.PositiveSmallIntegerField(default=0)),
                ('submitted_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('collect_until', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['issuer', 'state', 'due_at'], name='application_by_issuer'), models.Index(fields=['case'], name='application_by_case'), models.Index(fields=['card'], name='application_by_card')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('holder', 'issuer', 'product'), name='application_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state__in', ['submitted', 'accepted', 'ready', 'sent', 'undeliverable'])), models.Q(models.Q(('state__in', ['submitted', 'accepted', 'ready', 'sent', 'undeliverable']), _negated=True), ('address__isnull', True), ('ended_at__isnull', False)), _connector='OR'), name='application_open_or_ended')],
            },
        ),
        migrations.CreateModel(
            name='ApplicationStep',
            fields=[
                ('pk', models.CompositePrimaryKey('application_id', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('act', models.CharField(max_length=24)),
                ('after', models.CharField(max_length=16)),
                ('reason', models.CharField(max_length=32)),
                ('note', yika.domain.vault.fields.SealedField(null=True)),
                ('actor_kind', models.CharField(max_length=16)),
                ('actor_id', models.CharField(max_length=64)),
                ('channel', models.CharField(max_length=16)),
                ('request', models.UUIDField()),
                ('application', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('application', 'request'), name='application_step_once')],
            },
        ),
    ]
