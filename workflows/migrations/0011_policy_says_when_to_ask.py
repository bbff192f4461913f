"""The policy says what its days of asking mean."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0010_evaluation_figures'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reviewpolicy',
            name='follow_up_days',
            field=models.PositiveSmallIntegerField(default=28, help_text='From three days before to two days after; 28 gives 25 to 30. With 0 nobody is asked.', verbose_name='days until we ask how it went'),
        ),
    ]
