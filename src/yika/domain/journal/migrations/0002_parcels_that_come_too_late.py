from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='parcel',
            name='parcel_due_while_it_must_leave',
        ),
        migrations.AddField(
            model_name='parcel',
            name='valid_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='parcel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', False), ('state__in', ('waiting', 'unknown'))), models.Q(('due_at__isnull', True), ('state__in', ('sent', 'given-up', 'too-late'))), _connector='OR'), name='parcel_due_while_it_must_leave'),
        ),
    ]
