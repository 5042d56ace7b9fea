import yika.domain.vault.fields
import yika.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('way', models.CharField(max_length=8)),
                ('reference', models.CharField(max_length=128)),
                ('digest', yika.domain.vault.fields.BytesField(max_length=34)),
                ('template', models.CharField(max_length=40)),
                ('holder', models.CharField(max_length=64)),
                ('issuer', models.CharField(max_length=64)),
                ('content', yika.domain.vault.fields.SealedField()),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['holder', 'way', 'id'], name='message_by_holder'), models.Index(fields=['issuer', 'id'], name='message_by_issuer')],
                'constraints': [models.UniqueConstraint(fields=('way', 'reference'), name='message_once'), models.CheckConstraint(condition=models.Q(('way', 'inbox'), ('read_at__isnull', True), _connector='OR'), name='message_read_in_the_inbox')],
            },
        ),
    ]
