from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_people'),
    ]

    operations = [
        migrations.AddField(
            model_name='proof',
            name='about',
            field=models.CharField(default='', max_length=64),
        ),
    ]
