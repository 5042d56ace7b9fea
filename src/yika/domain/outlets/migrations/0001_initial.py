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
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=9, unique=True)),
                ('outlet', models.UUIDField()),
                ('issuer', models.CharField(max_length=48)),
                ('service', models.CharField(max_length=24)),
                ('holder', models.UUIDField()),
                ('day', models.DateField()),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('state', models.CharField(default='booked', max_length=16)),
                ('token', yika.domain.vault.fields.BytesField(max_length=32, unique=True)),
                ('sealed_token', yika.domain.vault.fields.SealedField()),
                ('moves', models.PositiveSmallIntegerField(default=0)),
                ('remind_at', models.DateTimeField(null=True)),
                ('booked_at', models.DateTimeField()),
                ('booked_by_request', models.UUIDField(editable=False, unique=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['outlet', 'begins_at'], name='appointment_by_outlet'), models.Index(fields=['outlet', 'day'], name='appointment_by_day'), models.Index(fields=['holder', 'begins_at'], name='appointment_by_holder')],
                'constraints': [models.CheckConstraint(condition=models.Q(('begins_at__lt', models.F('ends_at'))), name='appointment_lasts')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('outlet', models.UUIDField()),
                ('issuer', models.CharField(max_length=48)),
                ('service', models.CharField(max_length=24)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('places', models.PositiveSmallIntegerField()),
                ('bookable', models.BooleanField()),
                ('days_ahead', models.PositiveSmallIntegerField()),
                ('notice', models.PositiveSmallIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('outlet', 'service'), name='offer_once')],
            },
        ),
        migrations.CreateModel(
            name='QueueDay',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('outlet', models.UUIDField()),
                ('day', models.DateField()),
                ('last', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('outlet', 'day'), name='queue_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='QueueTicket',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('outlet', models.UUIDField()),
                ('issuer', models.CharField(max_length=48)),
                ('day', models.DateField()),
                ('number', models.PositiveSmallIntegerField()),
                ('service', models.CharField(max_length=24)),
                ('state', models.CharField(default='waiting', max_length=16)),
                ('holder', models.UUIDField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('taken_at', models.DateTimeField()),
                ('taken_by_request', models.UUIDField(editable=False, unique=True)),
                ('called_at', models.DateTimeField(null=True)),
                ('called_by', models.CharField(blank=True, max_length=64)),
                ('called_by_request', models.UUIDField(editable=False, null=True, unique=True)),
                ('desk', models.CharField(blank=True, max_length=12)),
                ('ended_at', models.DateTimeField(null=True)),
                ('appointment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ticket', to='outlets.appointment')),
            ],
            options={
                'indexes': [models.Index(fields=['outlet', 'state', 'day'], name='queue_by_outlet')],
                'constraints': [models.UniqueConstraint(fields=('outlet', 'day', 'number'), name='queue_number_once_a_day')],
            },
        ),
    ]
