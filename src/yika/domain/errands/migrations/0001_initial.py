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
            name='CaseNumber',
            fields=[
                ('number', models.CharField(max_length=9, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Errand',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('case', models.CharField(max_length=9)),
                ('kind', models.CharField(max_length=40)),
                ('issuer', models.CharField(max_length=48)),
                ('product', models.CharField(max_length=40)),
                ('edition', models.PositiveSmallIntegerField()),
                ('subject', models.CharField(max_length=64)),
                ('card', models.UUIDField(null=True)),
                ('holder', models.UUIDField(null=True)),
                ('machine', models.UUIDField(null=True)),
                ('state', models.CharField(default='open', max_length=16)),
                ('version', models.PositiveIntegerField(default=0)),
                ('carried', yika.domain.vault.fields.SealedField(null=True)),
                ('trouble', models.CharField(max_length=64)),
                ('begun_at', models.DateTimeField()),
                ('begun_by_request', models.UUIDField(editable=False)),
                ('due_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ErrandTurn',
            fields=[
                ('pk', models.CompositePrimaryKey('errand_id', 'version', blank=True, editable=False, primary_key=True, serialize=False)),
                ('errand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='errands.errand')),
                ('version', models.PositiveIntegerField()),
                ('act', models.CharField(max_length=16)),
                ('step', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('by_kind', models.CharField(max_length=16)),
                ('by', models.CharField(max_length=64)),
                ('channel', models.CharField(max_length=16)),
                ('request', models.UUIDField(editable=False, null=True)),
                ('digest', yika.domain.vault.fields.BytesField(max_length=34, null=True)),
                ('facts', yika.domain.vault.fields.SealedField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='FailedBegin',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('case', models.CharField(max_length=9)),
                ('kind', models.CharField(max_length=40)),
                ('code', models.CharField(max_length=64)),
                ('issuer', models.CharField(max_length=48)),
                ('card', models.UUIDField(null=True)),
                ('holder', models.UUIDField(null=True)),
                ('by', models.CharField(max_length=64)),
                ('channel', models.CharField(max_length=16)),
                ('at', models.DateTimeField()),
                ('request', models.UUIDField(editable=False, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='OpenErrand',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'kind', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=64)),
                ('kind', models.CharField(max_length=40)),
                ('errand_id', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='ErrandTicket',
            fields=[
                ('errand', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='ticket', serialize=False, to='errands.errand')),
                ('token', yika.domain.vault.fields.BytesField(max_length=32, unique=True)),
                ('code', yika.domain.vault.fields.BytesField(max_length=34, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddIndex(
            model_name='errand',
            index=models.Index(fields=['holder', 'id'], name='errand_by_holder'),
        ),
        migrations.AddIndex(
            model_name='errand',
            index=models.Index(fields=['card', 'id'], name='errand_by_card'),
        ),
        migrations.AddIndex(
            model_name='errand',
            index=models.Index(fields=['issuer', 'state', 'id'], name='errand_by_issuer'),
        ),
        migrations.AddIndex(
            model_name='errand',
            index=models.Index(fields=['begun_by_request'], name='errand_by_request'),
        ),
        migrations.AddConstraint(
            model_name='errand',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('carried__isnull', True), ('ended_at__isnull', False)), _connector='OR'), name='errand_open_or_ended'),
        ),
        migrations.AddConstraint(
            model_name='errandturn',
            constraint=models.UniqueConstraint(fields=('errand', 'request'), name='turn_once_per_request'),
        ),
        migrations.AddConstraint(
            model_name='errandturn',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='turn_counts_from_one'),
        ),
    ]
