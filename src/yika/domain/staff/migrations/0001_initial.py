import yika.domain.staff.rules.approvals
import yika.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=64)),
                ('subject', models.CharField(max_length=64)),
                ('issuer', models.CharField(max_length=48)),
                ('digest', models.CharField(max_length=64)),
                ('asked_by', models.CharField(max_length=64)),
                ('asked_at', models.DateTimeField()),
                ('asked_by_request', models.UUIDField(unique=True)),
                ('expires_at', models.DateTimeField()),
                ('outcome', models.CharField(default='open', max_length=8)),
                ('decided_by', models.CharField(max_length=64, null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('used_by_request', models.UUIDField(null=True, unique=True)),
            ],
            options={
                'indexes': [models.Index(fields=['issuer', 'outcome', 'id'], name='approval_by_issuer')],
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='approval_decided_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('outcome', yika.domain.staff.rules.approvals.Outcome['OPEN'])), models.Q(models.Q(('outcome', yika.domain.staff.rules.approvals.Outcome['OPEN']), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='approval_decided_whole'), models.CheckConstraint(condition=models.Q(models.Q(('used_at__isnull', True), ('used_by_request__isnull', True)), models.Q(('outcome', yika.domain.staff.rules.approvals.Outcome['APPROVED']), ('used_at__isnull', False), ('used_by_request__isnull', False)), _connector='OR'), name='approval_used_once_approved')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('login', models.UUIDField()),
                ('issuer', models.CharField(max_length=48)),
                ('outlet', models.UUIDField(null=True)),
                ('roles', models.JSONField()),
                ('since', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['issuer', 'login'], name='membership_by_issuer')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('login',), name='membership_one_at_a_time')],
            },
        ),
    ]
