"""Experiments with the texts of letters."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0008_surveys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Arm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_en', models.CharField(max_length=200, verbose_name='name in English')),
                ('name_fr', models.CharField(max_length=200, verbose_name='name in French')),
                ('key', models.SlugField(max_length=20, verbose_name='key')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.lettertemplate', verbose_name='letter template')),
            ],
            options={
                'verbose_name': 'text of an experiment',
                'verbose_name_plural': 'texts of experiments',
                'ordering': ['experiment', 'key'],
            },
        ),
        migrations.CreateModel(
            name='Experiment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_en', models.CharField(max_length=200, verbose_name='name in English')),
                ('name_fr', models.CharField(max_length=200, verbose_name='name in French')),
                ('key', models.SlugField(max_length=30, unique=True, verbose_name='key')),
                ('letter', models.SlugField(help_text='Which letter of the register its texts stand in for, such as “received”.', max_length=40, verbose_name='letter')),
                ('hypothesis_en', models.TextField(validators=[django.core.validators.MinLengthValidator(20)], verbose_name='hypothesis in English')),
                ('hypothesis_fr', models.TextField(validators=[django.core.validators.MinLengthValidator(20)], verbose_name='hypothesis in French')),
                ('outcome', models.CharField(choices=[('answered_survey', 'share of invited people who answered the survey'), ('satisfied', 'mean satisfaction in the survey, 1 to 5'), ('told_next', 'mean of “told what happens next” in the survey, 1 to 5'), ('wrote', 'share of people who wrote to the officer'), ('withdrew', 'share of people who took the report back')], max_length=20, verbose_name='primary outcome')),
                ('begins_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
            ],
            options={
                'verbose_name': 'experiment',
                'verbose_name_plural': 'experiments',
                'ordering': ['-begins_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('begins_on'))), name='experiment_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='ArmAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('arm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='workflows.arm')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arms', to='workflows.submission')),
                ('experiment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='workflows.experiment')),
            ],
        ),
        migrations.AddField(
            model_name='arm',
            name='experiment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arms', to='workflows.experiment', verbose_name='experiment'),
        ),
        migrations.CreateModel(
            name='ExperimentLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('experiment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='workflows.experiment')),
            ],
        ),
        migrations.AddConstraint(
            model_name='armassignment',
            constraint=models.UniqueConstraint(fields=('experiment', 'submission'), name='drawn_once'),
        ),
        migrations.AddConstraint(
            model_name='arm',
            constraint=models.UniqueConstraint(fields=('experiment', 'key'), name='arm_key_once'),
        ),
        migrations.AddConstraint(
            model_name='experimentlook',
            constraint=models.UniqueConstraint(fields=('experiment', 'by', 'day'), name='one_look_a_day'),
        ),
    ]
