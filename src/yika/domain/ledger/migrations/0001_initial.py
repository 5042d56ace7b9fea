import django.db.models.deletion
import django.db.models.expressions
import yika.domain.vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AccountName',
            fields=[
                ('name', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('account_id', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Book',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64, unique=True)),
                ('zone', models.CharField(max_length=64)),
                ('opened_on', yika.domain.vault.fields.DayField()),
                ('closed_through', yika.domain.vault.fields.DayField()),
            ],
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('mac', yika.domain.vault.fields.BytesField(max_length=32)),
                ('key_version', models.PositiveSmallIntegerField(editable=False)),
                ('seal', models.BigIntegerField(editable=False, null=True)),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('posted_at', yika.domain.vault.fields.MomentField()),
                ('first_day', yika.domain.vault.fields.DayField(null=True)),
                ('last_day', yika.domain.vault.fields.DayField(null=True)),
                ('moves', models.IntegerField()),
                ('answers', models.IntegerField()),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['seal', 'id'], name='ledger_batch_by_seal'), models.Index(fields=['last_day', 'first_day'], name='batch_days')],
            },
        ),
        migrations.CreateModel(
            name='Heading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=128)),
                ('unit', models.CharField(max_length=16)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.book')),
            ],
        ),
        migrations.CreateModel(
            name='DayTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account_id', models.BigIntegerField(default=0)),
                ('day', yika.domain.vault.fields.DayField()),
                ('opening', models.BigIntegerField()),
                ('came_in', models.BigIntegerField()),
                ('went_out', models.BigIntegerField()),
                ('closing', models.BigIntegerField()),
                ('heading', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.heading')),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('floor', models.BigIntegerField(null=True)),
                ('floor_min', models.BigIntegerField(null=True)),
                ('ceiling', models.BigIntegerField(null=True)),
                ('balance', models.BigIntegerField(default=0)),
                ('held', models.BigIntegerField(default=0)),
                ('seq', models.IntegerField(default=0)),
                ('last_move', models.BigIntegerField(null=True)),
                ('state', models.CharField(default='open', max_length=8)),
                ('opened_at', yika.domain.vault.fields.MomentField()),
                ('heading', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.heading')),
            ],
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('pk', models.CompositePrimaryKey('request', 'account_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('request', yika.domain.vault.fields.BytesField(max_length=16)),
                ('amount', models.BigIntegerField()),
                ('placed_at', yika.domain.vault.fields.MomentField()),
                ('until', yika.domain.vault.fields.MomentField()),
                ('ended_at', yika.domain.vault.fields.MomentField(null=True)),
                ('ended_as', models.CharField(default='', max_length=16)),
                ('ended_by', yika.domain.vault.fields.BytesField(max_length=16, null=True)),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
            ],
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('pk', models.CompositePrimaryKey('id', 'account_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('other_id', models.BigIntegerField()),
                ('amount', models.BigIntegerField()),
                ('balance_after', models.BigIntegerField()),
                ('seq', models.IntegerField()),
                ('previous', models.BigIntegerField(null=True)),
                ('part', models.SmallIntegerField()),
                ('paired', models.BooleanField()),
                ('request', yika.domain.vault.fields.BytesField(max_length=16)),
                ('digest', yika.domain.vault.fields.BytesField(max_length=16)),
                ('used_at', yika.domain.vault.fields.MomentField()),
                ('booked_on', yika.domain.vault.fields.DayField()),
                ('reason', models.CharField(max_length=32)),
                ('way', models.CharField(max_length=32)),
                ('reverses', models.BigIntegerField(null=True)),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
            ],
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('pk', models.CompositePrimaryKey('request', 'account_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('request', yika.domain.vault.fields.BytesField(max_length=16)),
                ('digest', yika.domain.vault.fields.BytesField(max_length=16)),
                ('code', models.CharField(max_length=64)),
                ('facts', models.TextField()),
                ('used_at', yika.domain.vault.fields.MomentField()),
                ('batch', models.BigIntegerField()),
                ('line', models.SmallIntegerField()),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
            ],
            options={
                'indexes': [models.Index(fields=['batch', 'line'], name='answers_of_a_batch')],
            },
        ),
        migrations.CreateModel(
            name='ClosedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', yika.domain.vault.fields.DayField()),
                ('moves', models.BigIntegerField()),
                ('closed_at', yika.domain.vault.fields.MomentField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.book')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('book', 'day'), name='a_day_is_closed_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='heading',
            constraint=models.UniqueConstraint(fields=('book', 'code'), name='a_heading_once'),
        ),
        migrations.AddConstraint(
            model_name='daytotal',
            constraint=models.UniqueConstraint(fields=('heading', 'account_id', 'day'), name='one_line_a_day'),
        ),
        migrations.AddConstraint(
            model_name='daytotal',
            constraint=models.CheckConstraint(condition=models.Q(('closing', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('opening'), '+', models.F('came_in')), '-', models.F('went_out')))), name='closing_follows'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('floor__isnull', True), ('balance__gte', django.db.models.expressions.CombinedExpression(models.F('floor'), '+', models.F('held'))), _connector='OR'), name='balance_less_holds_not_below_floor'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('held__gte', 0)), name='held_not_negative'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['until'], name='open_holds'),
        ),
        migrations.AddConstraint(
            model_name='move',
            constraint=models.UniqueConstraint(fields=('request', 'account', 'part'), name='one_answer_per_request'),
        ),
        migrations.AddConstraint(
            model_name='move',
            constraint=models.UniqueConstraint(condition=models.Q(('reverses__isnull', False)), fields=('reverses', 'account'), name='reversed_once'),
        ),
    ]
