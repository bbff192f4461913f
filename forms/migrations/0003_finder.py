"""The type finder: a page of questions that lead to a report type, to another body or to 911."""

import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reportforms', '0002_questions_in_full'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='FinderPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.CharField(blank=True, max_length=250, verbose_name='line under the title')),
                ('nodes', wagtail.fields.StreamField([('question', 9), ('body', 15), ('emergency', 18)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Part of the address: lower-case words, such as “stolen”. The same in each language.', 'label': 'Key', 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'required': False}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Help', 'required': False, 'rows': 2}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Answer', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Hint', 'required': False}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': 'The key of a question, another body or an emergency on this page.', 'label': 'Leads to', 'required': False}), 6: ('wagtail.blocks.PageChooserBlock', ('reportforms.ReportTypePage',), {'label': 'Or to the report type', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('label', 3), ('hint', 4), ('leads_to', 5), ('report_type', 6)]], {}), 8: ('wagtail.blocks.ListBlock', (7,), {'default': [], 'label': 'Answers'}), 9: ('wagtail.blocks.StructBlock', [[('key', 0), ('title', 1), ('text', 2), ('answers', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'required': False}), 11: ('wagtail.blocks.TextBlock', (), {'label': 'What it does and what to say there', 'required': False, 'rows': 3}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Phone', 'required': False}), 13: ('wagtail.blocks.URLBlock', (), {'label': 'Link', 'required': False}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Other words that people search by, separated by commas.', 'label': 'Words', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('key', 0), ('title', 10), ('text', 11), ('phone', 12), ('link', 13), ('words', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'required': False}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'What to do', 'required': False, 'rows': 3}), 18: ('wagtail.blocks.StructBlock', [[('key', 0), ('title', 16), ('text', 17), ('words', 14)]], {})}, verbose_name='questions and where they lead')),
            ],
            options={
                'verbose_name': 'type finder',
                'verbose_name_plural': 'type finders',
            },
            bases=('wagtailcore.page',),
        ),
    ]
