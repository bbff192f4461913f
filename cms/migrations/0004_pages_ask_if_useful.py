from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0003_printed_codes'),
    ]

    operations = [
        migrations.AddField(
            model_name='homepage',
            name='feedback',
            field=models.CharField(blank=True, choices=[('', 'As pages of this kind do'), ('yes', 'Ask'), ('no', 'Do not ask')], default='', help_text='Do not ask on pages for victims, nor where people report.', max_length=3, verbose_name='“Was this information useful?”'),
        ),
        migrations.AddField(
            model_name='informationpage',
            name='feedback',
            field=models.CharField(blank=True, choices=[('', 'As pages of this kind do'), ('yes', 'Ask'), ('no', 'Do not ask')], default='', help_text='Do not ask on pages for victims, nor where people report.', max_length=3, verbose_name='“Was this information useful?”'),
        ),
        migrations.AddField(
            model_name='listedpage',
            name='feedback',
            field=models.CharField(blank=True, choices=[('', 'As pages of this kind do'), ('yes', 'Ask'), ('no', 'Do not ask')], default='', help_text='Do not ask on pages for victims, nor where people report.', max_length=3, verbose_name='“Was this information useful?”'),
        ),
        migrations.AddField(
            model_name='listpage',
            name='feedback',
            field=models.CharField(blank=True, choices=[('', 'As pages of this kind do'), ('yes', 'Ask'), ('no', 'Do not ask')], default='', help_text='Do not ask on pages for victims, nor where people report.', max_length=3, verbose_name='“Was this information useful?”'),
        ),
    ]
