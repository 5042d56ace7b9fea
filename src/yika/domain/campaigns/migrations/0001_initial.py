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
            name='Campaign',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('issuer', models.CharField(max_length=48)),
                ('product', models.CharField(max_length=40)),
                ('level', models.PositiveSmallIntegerField()),
                ('state', models.CharField(default='planned', max_length=12)),
                ('deadline', models.DateField()),
                ('warns', models.JSONField()),
                ('loading_after', models.PositiveSmallIntegerField(null=True)),
                ('spending_after', models.PositiveSmallIntegerField(null=True)),
                ('zone', models.CharField(max_length=48)),
                ('planned_at', models.DateTimeField()),
                ('planned_by', models.CharField(max_length=64)),
                ('planned_by_request', models.UUIDField(editable=False, unique=True)),
                ('started_at', models.DateTimeField(null=True)),
                ('started_by', models.CharField(max_length=64)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(max_length=64)),
                ('gathered', models.UUIDField(null=True)),
                ('found', models.PositiveIntegerField(default=0)),
                ('known_before', models.PositiveIntegerField(default=0)),
                ('promise', models.PositiveIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['issuer', 'id'], name='campaign_by_issuer')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['ending', 'gathering', 'planned', 'running'])), fields=('issuer', 'product'), name='campaign_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='CampaignCard',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('issuer', models.CharField(max_length=48)),
                ('card', models.UUIDField()),
                ('holder', models.UUIDField(null=True)),
                ('state', models.CharField(default='open', max_length=12)),
                ('stage', models.PositiveSmallIntegerField(default=0)),
                ('warned', models.PositiveSmallIntegerField(default=0)),
                ('told', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField(null=True)),
                ('since', models.DateTimeField()),
                ('loading_stop', models.CharField(max_length=40)),
                ('spending_stop', models.CharField(max_length=40)),
                ('why', models.CharField(max_length=16)),
                ('note', yika.domain.vault.fields.SealedField(null=True)),
                ('excepted_until', models.DateTimeField(null=True)),
                ('excepted_by_request', models.UUIDField(editable=False, null=True, unique=True)),
                ('warned_by_request', models.UUIDField(editable=False, null=True, unique=True)),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='campaigns.campaign')),
            ],
        ),
        migrations.CreateModel(
            name='CampaignNotice',
            fields=[
                ('pk', models.CompositePrimaryKey('entry_id', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('told_at', models.DateTimeField()),
                ('arrived_at', models.DateTimeField(null=True)),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='campaigns.campaigncard')),
            ],
        ),
        migrations.AddIndex(
            model_name='campaigncard',
            index=models.Index(fields=['campaign', 'next_at'], name='campaign_card_due'),
        ),
        migrations.AddIndex(
            model_name='campaigncard',
            index=models.Index(fields=['campaign', 'state', 'id'], name='campaign_card_by_state'),
        ),
        migrations.AddIndex(
            model_name='campaigncard',
            index=models.Index(fields=['holder', 'issuer'], name='campaign_card_by_holder'),
        ),
        migrations.AddIndex(
            model_name='campaigncard',
            index=models.Index(fields=['card'], name='campaign_card_by_card'),
        ),
        migrations.AddConstraint(
            model_name='campaigncard',
            constraint=models.UniqueConstraint(fields=('campaign', 'card'), name='campaign_card_once'),
        ),
        migrations.AddConstraint(
            model_name='campaigncard',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['gone', 'known', 'released']), _negated=True), ('next_at', None), _connector='OR'), name='campaign_card_over_or_due'),
        ),
    ]
