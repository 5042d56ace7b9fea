import django.db.models.deletion
import yika.domain.vault.fields
import yika.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='UsedChallenge',
            fields=[
                ('digest', yika.domain.vault.fields.BytesField(max_length=32, primary_key=True, serialize=False)),
                ('until', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name='login',
            name='password_set_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='login',
            name='password_set_by_request',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name='Authenticator',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('secret', yika.domain.vault.fields.SealedField()),
                ('begun_in', models.UUIDField()),
                ('last_step', models.BigIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('login', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='authenticator', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Holder',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', yika.domain.vault.fields.SealedField(null=True)),
                ('name_index', yika.domain.vault.fields.BytesField(db_index=True, max_length=34, null=True)),
                ('language', models.CharField(max_length=16)),
                ('phrase', yika.domain.vault.fields.SealedField(null=True)),
                ('born_on', yika.domain.vault.fields.SealedField(null=True)),
                ('created_at', models.DateTimeField()),
                ('created_by_request', models.UUIDField(editable=False, unique=True)),
                ('changed_by_request', models.UUIDField(editable=False, null=True)),
                ('login', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holder', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Acquaintance',
            fields=[
                ('pk', models.CompositePrimaryKey('holder_id', 'issuer', blank=True, editable=False, primary_key=True, serialize=False)),
                ('issuer', models.CharField(max_length=48)),
                ('since', models.DateTimeField()),
                ('holder', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='acquaintances', to='people.holder')),
            ],
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(max_length=16)),
                ('purpose', yika.domain.vault.fields.SealedField()),
                ('by', models.CharField(max_length=64)),
                ('issuer', models.CharField(max_length=48)),
                ('at', models.DateTimeField()),
                ('created_by_request', models.UUIDField(editable=False, unique=True)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='people.holder')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Passkey',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('credential_id', yika.domain.vault.fields.BytesField(max_length=1023, unique=True)),
                ('credential', yika.domain.vault.fields.BytesField(max_length=4096)),
                ('counter', models.BigIntegerField()),
                ('name', models.CharField(max_length=40)),
                ('created_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('created_by_request', models.UUIDField(editable=False, unique=True)),
                ('login', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passkeys', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=16)),
                ('kind', models.CharField(max_length=8)),
                ('value', yika.domain.vault.fields.SealedField()),
                ('language', models.CharField(max_length=16)),
                ('mac', yika.domain.vault.fields.BytesField(max_length=34)),
                ('sent_at', models.DateTimeField()),
                ('again_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('used_at', models.DateTimeField(null=True)),
                ('created_by_request', models.UUIDField(editable=False, unique=True)),
                ('used_by_request', models.UUIDField(editable=False, null=True)),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.holder')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=8)),
                ('value', yika.domain.vault.fields.SealedField(null=True)),
                ('index', yika.domain.vault.fields.BytesField(max_length=34, null=True)),
                ('created_at', models.DateTimeField()),
                ('proven_at', models.DateTimeField(null=True)),
                ('usable_from', models.DateTimeField(null=True)),
                ('leaves_at', models.DateTimeField(null=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('left_by_request', models.UUIDField(editable=False, null=True)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='people.holder')),
            ],
            options={
                'indexes': [models.Index(fields=['index', 'kind'], name='contact_by_index')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('proven_at__isnull', False), ('removed_at__isnull', True)), fields=('kind', 'index'), name='contact_proven_by_one'), models.CheckConstraint(condition=models.Q(models.Q(('proven_at__isnull', True), ('usable_from__isnull', True)), models.Q(('proven_at__isnull', False), ('usable_from__isnull', False)), _connector='OR'), name='contact_usable_once_proven'), models.CheckConstraint(condition=models.Q(models.Q(('index__isnull', False), ('removed_at__isnull', True), ('value__isnull', False)), models.Q(('index__isnull', True), ('removed_at__isnull', False), ('value__isnull', True)), _connector='OR'), name='contact_kept_until_removed')],
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('digest', yika.domain.vault.fields.BytesField(max_length=34)),
                ('used_at', models.DateTimeField(null=True)),
                ('login', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('login', 'digest'), name='recovery_code_once')],
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.UUIDField(default=yika.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('token', yika.domain.vault.fields.BytesField(max_length=32, unique=True)),
                ('browser', yika.domain.vault.fields.BytesField(max_length=32, null=True)),
                ('channel', models.CharField(max_length=16)),
                ('device', models.CharField(max_length=80)),
                ('created_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('second_factor_at', models.DateTimeField(null=True)),
                ('created_by_request', models.UUIDField(editable=False, unique=True)),
                ('login', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['login', 'ends_at'], name='sign_in_by_login'), models.Index(fields=['ends_at'], name='sign_in_by_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gte', models.F('created_at'))), name='sign_in_begins_before_it_ends')],
            },
        ),
    ]
