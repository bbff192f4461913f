"""Videos with captions and transcripts."""

import django.core.validators
import django.db.models.deletion
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.db import migrations, models

import cms.figures
import cms.models.video


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0010_take_over_images"),
    ]

    operations = [
        migrations.CreateModel(
            name='Video',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title_en', models.CharField(max_length=120, verbose_name='title in English')),
                ('title_fr', models.CharField(max_length=120, verbose_name='title in French')),
                ('file', models.FileField(upload_to='videos', validators=[django.core.validators.FileExtensionValidator(['mp4', 'webm']), cms.models.video.is_video], verbose_name='video')),
                ('captions_en', models.FileField(upload_to='captions', validators=[django.core.validators.FileExtensionValidator(['vtt']), cms.models.video.has_captions], verbose_name='captions in English')),
                ('captions_fr', models.FileField(upload_to='captions', validators=[django.core.validators.FileExtensionValidator(['vtt']), cms.models.video.has_captions], verbose_name='captions in French')),
                ('transcript_en', wagtail.fields.RichTextField(help_text='All that is said and shown.', verbose_name='transcript in English')),
                ('transcript_fr', wagtail.fields.RichTextField(help_text='All that is said and shown.', verbose_name='transcript in French')),
                ('poster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.siteimage', verbose_name='picture shown before it plays')),
            ],
            options={
                'verbose_name': 'video',
                'verbose_name_plural': 'videos',
                'ordering': ['title_en'],
            },
        ),
    ]
