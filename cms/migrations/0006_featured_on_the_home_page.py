"""What was "news" on a page to read is only its place on the home page; news have pages of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0005_campaigns")]

    operations = [
        migrations.RenameField("informationpage", "news", "featured"),
        migrations.AlterField(
            "informationpage",
            "featured",
            models.BooleanField(
                default=False,
                help_text="Also shown on the home page, under “Good to know”.",
                verbose_name="on the home page",
            ),
        ),
    ]
