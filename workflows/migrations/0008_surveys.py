"""Surveys: versions of them, invitations, responses, plans."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0007_indexes_of_filters'),
    ]

    operations = [
        migrations.CreateModel(
            name='SurveyInvitation',
            fields=[
                ('type_key', models.CharField(blank=True, max_length=40, verbose_name='report type')),
                ('unit_key', models.CharField(blank=True, max_length=40, verbose_name='unit')),
                ('decision', models.CharField(blank=True, max_length=20, verbose_name='decision')),
                ('language', models.CharField(max_length=5, verbose_name='language')),
                ('week', models.DateField(verbose_name='week')),
                ('arms', models.JSONField(default=list)),
                ('source', models.SlugField(blank=True, max_length=40, verbose_name='source')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('way', models.CharField(choices=[('email', 'by e-mail'), ('text', 'by text message')], max_length=5)),
                ('state', models.CharField(choices=[('made', 'made'), ('sent', 'sent'), ('refused', 'refused by the mail system'), ('answered', 'answered')], default='made', max_length=10, verbose_name='state')),
                ('token_hash', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                ('expires_on', models.DateField()),
                ('answers', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='SurveyMark',
            fields=[
                ('mark', models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='SurveyPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('send_on', models.DateField()),
                ('nonce', models.CharField(max_length=32)),
                ('state', models.CharField(choices=[('ready', 'ready'), ('sending', 'sending')], default='ready', max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name='SurveyResponse',
            fields=[
                ('type_key', models.CharField(blank=True, max_length=40, verbose_name='report type')),
                ('unit_key', models.CharField(blank=True, max_length=40, verbose_name='unit')),
                ('decision', models.CharField(blank=True, max_length=20, verbose_name='decision')),
                ('language', models.CharField(max_length=5, verbose_name='language')),
                ('week', models.DateField(verbose_name='week')),
                ('arms', models.JSONField(default=list)),
                ('source', models.SlugField(blank=True, max_length=40, verbose_name='source')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('answers', models.JSONField()),
            ],
            options={
                'verbose_name': 'survey response',
                'verbose_name_plural': 'survey responses',
            },
        ),
        migrations.AlterField(
            model_name='formversion',
            name='report_type',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='workflows.reporttype'),
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40, unique=True, verbose_name='key')),
                ('moment', models.CharField(choices=[('at_submission', 'right after a report is sent'), ('after_decision', '25 to 30 days after the decision, by message')], max_length=20, verbose_name='asked')),
                ('is_open', models.BooleanField(default=False, verbose_name='asked now')),
                ('current_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.formversion')),
            ],
            options={
                'verbose_name': 'survey',
                'verbose_name_plural': 'surveys',
                'ordering': ['key'],
                'permissions': [('read_open_texts', 'Can read what people wrote in surveys'), ('export_survey', 'Can export the results of surveys')],
                'default_permissions': ('view',),
            },
        ),
        migrations.AddField(
            model_name='formversion',
            name='survey',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='workflows.survey'),
        ),
        migrations.AddConstraint(
            model_name='formversion',
            constraint=models.UniqueConstraint(fields=('survey', 'number'), name='survey_version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='formversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('report_type__isnull', False), ('survey__isnull', True)), models.Q(('report_type__isnull', True), ('survey__isnull', False)), _connector='OR'), name='version_of_one_thing'),
        ),
        migrations.AddField(
            model_name='surveyinvitation',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.survey'),
        ),
        migrations.AddField(
            model_name='surveyinvitation',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.formversion'),
        ),
        migrations.AddField(
            model_name='surveyplan',
            name='invitation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workflows.surveyinvitation'),
        ),
        migrations.AddField(
            model_name='surveyplan',
            name='submission',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='survey_plan', to='workflows.submission'),
        ),
        migrations.AddField(
            model_name='surveyresponse',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.survey'),
        ),
        migrations.AddField(
            model_name='surveyresponse',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.formversion'),
        ),
        migrations.AddIndex(
            model_name='surveyinvitation',
            index=models.Index(fields=['survey', 'week'], name='invitations_by_week'),
        ),
        migrations.AddIndex(
            model_name='surveyplan',
            index=models.Index(fields=['send_on'], name='survey_plans_by_day'),
        ),
        migrations.AddIndex(
            model_name='surveyresponse',
            index=models.Index(fields=['survey', 'week'], name='responses_by_week'),
        ),
    ]
