import django.db.models.deletion
import yika.domain.imports.models
import yika.domain.imports.rules.states
import yika.domain.vault.fields
import yika.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('issuer', models.CharField(max_length=48)),
                ('product', models.CharField(max_length=40)),
                ('edition', models.PositiveSmallIntegerField()),
                ('mode', models.CharField(default='whole-file', max_length=16)),
                ('dry_run', models.BooleanField(default=False)),
                ('typed', models.JSONField(null=True)),
                ('name', models.CharField(max_length=120)),
                ('size', models.BigIntegerField()),
                ('breaks', models.BigIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('encoding', models.CharField(max_length=16)),
                ('header', models.TextField()),
                ('asked_kind', models.CharField(max_length=16)),
                ('asked_by', models.CharField(max_length=64)),
                ('asked_channel', models.CharField(max_length=16)),
                ('received_at', yika.domain.vault.fields.MomentField()),
                ('request', models.UUIDField(unique=True)),
                ('state', models.CharField(default='received', max_length=16)),
                ('approval', models.CharField(default='', max_length=64)),
                ('approved_by', models.CharField(default='', max_length=64)),
                ('approved_at', yika.domain.vault.fields.MomentField(null=True)),
                ('ended_at', yika.domain.vault.fields.MomentField(null=True)),
                ('trouble', models.CharField(default='', max_length=64)),
                ('trouble_facts', models.JSONField(default=dict)),
                ('offset', models.BigIntegerField(default=0)),
                ('line', models.BigIntegerField(default=1)),
                ('found', models.JSONField(default=yika.domain.imports.models.nothing)),
                ('good', models.JSONField(default=yika.domain.imports.models.nothing)),
                ('money', models.BooleanField(default=False)),
                ('refused', models.BigIntegerField(default=0)),
                ('batch', models.CharField(default='', max_length=64)),
                ('passed', models.BigIntegerField(default=0)),
                ('applied', models.BigIntegerField(default=0)),
                ('per_second', models.BigIntegerField(default=0)),
                ('moved_at', yika.domain.vault.fields.MomentField()),
            ],
            options={
                'indexes': [models.Index(fields=['issuer', 'id'], name='import_by_issuer')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('dry_run', False), models.Q(('state__in', [yika.domain.imports.rules.states.State['CANCELLED'], yika.domain.imports.rules.states.State['REFUSED']]), _negated=True)), fields=('issuer', 'digest'), name='import_same_file_once')],
            },
        ),
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', yika.domain.vault.fields.SealedField()),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='imports.import')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('file', 'number'), name='import_piece_once')],
            },
        ),
        migrations.CreateModel(
            name='RefusedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.BigIntegerField()),
                ('heading', models.CharField(max_length=60)),
                ('reason', models.CharField(max_length=32)),
                ('value', models.CharField(max_length=60)),
                ('other', models.BigIntegerField(null=True)),
                ('file', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='imports.import')),
            ],
            options={
                'indexes': [models.Index(fields=['file', 'line'], name='import_refused_lines')],
            },
        ),
        migrations.CreateModel(
            name='StagedLine',
            fields=[
                ('pk', models.CompositePrimaryKey('file_id', 'line', blank=True, editable=False, primary_key=True, serialize=False)),
                ('line', models.BigIntegerField()),
                ('number', models.CharField(max_length=24)),
                ('card', models.UUIDField()),
                ('state', models.CharField(max_length=16)),
                ('outlet', models.UUIDField(null=True)),
                ('valid_until', yika.domain.vault.fields.DayField(null=True)),
                ('amounts', models.CharField(max_length=160)),
                ('named', yika.domain.vault.fields.SealedField(null=True)),
                ('holder', models.UUIDField(null=True)),
                ('file', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='imports.import')),
            ],
            options={
                'indexes': [models.Index(fields=['file', 'number'], name='import_line_by_number')],
            },
        ),
    ]
