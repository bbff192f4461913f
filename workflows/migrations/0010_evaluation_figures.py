"""Figures that staff enter for the evaluation."""

from decimal import Decimal

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0009_experiments'),
    ]

    operations = [
        migrations.CreateModel(
            name='BaselineFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_en', models.CharField(max_length=200, verbose_name='name in English')),
                ('name_fr', models.CharField(max_length=200, verbose_name='name in French')),
                ('source', models.CharField(help_text='Who found it, how, and where it can be read.', max_length=250, verbose_name='source')),
                ('begins_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('about', models.CharField(choices=[('satisfied', 'people satisfied with the product, percent'), ('easy', 'people who found it easy to report, percent'), ('taken_seriously', 'people who felt taken seriously, percent'), ('again', 'people who would report again, percent'), ('minutes', 'front-line minutes that one report by visit or call takes')], max_length=20, verbose_name='about')),
                ('value', models.DecimalField(decimal_places=2, max_digits=8, validators=[django.core.validators.MinValueValidator(Decimal(0))], verbose_name='value')),
                ('n', models.PositiveIntegerField(blank=True, help_text='How many it was found from. Without it there is no interval.', null=True, verbose_name='number of people or cases')),
            ],
            options={
                'verbose_name': 'figure from before',
                'verbose_name_plural': 'figures from before',
                'ordering': ['about', '-ends_on'],
            },
        ),
        migrations.CreateModel(
            name='ChannelTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(help_text='Who found it, how, and where it can be read.', max_length=250, verbose_name='source')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('month', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='month')),
                ('channel', models.CharField(choices=[('phone', 'by phone'), ('counter', 'at the counter'), ('visit', 'by a visit'), ('other', 'other')], max_length=10, verbose_name='channel')),
                ('reports', models.PositiveIntegerField(verbose_name='reports')),
            ],
            options={
                'verbose_name': 'total of another channel',
                'verbose_name_plural': 'totals of other channels',
                'ordering': ['-year', '-month', 'channel'],
                'constraints': [models.UniqueConstraint(fields=('year', 'month', 'channel'), name='one_total_a_month'), models.CheckConstraint(condition=models.Q(('month__gte', 1), ('month__lte', 12)), name='month_of_a_year')],
            },
        ),
        migrations.CreateModel(
            name='RunningCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_en', models.CharField(max_length=200, verbose_name='name in English')),
                ('name_fr', models.CharField(max_length=200, verbose_name='name in French')),
                ('source', models.CharField(help_text='Who found it, how, and where it can be read.', max_length=250, verbose_name='source')),
                ('begins_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal(0))], verbose_name='amount in dollars')),
            ],
            options={
                'verbose_name': 'cost',
                'verbose_name_plural': 'costs',
                'ordering': ['-ends_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('begins_on'))), name='cost_ends_after_it_begins')],
            },
        ),
    ]
