"""Take over Wagtail's own images, under the numbers that pages know them by, with the words that pages gave them.

The files stay where they are, and so do the old rows: going back loses nothing. `manage.py update_index` makes the
images findable by their names again.
"""

from collections.abc import Iterator
from typing import Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, migrations

# What both models have; tags hang on by their type.
SAME = ("title", "file", "description", "width", "height", "uploaded_by_user_id", "file_size")
SAME_TOO = ("file_hash", "collection_id", *(f"focal_point_{each}" for each in ("x", "y", "width", "height")))


def take_over(apps: Apps, _editor: object) -> None:
    """Copy each image, its tags and what the index of references says of it."""
    old, new = apps.get_model("wagtailimages", "Image"), apps.get_model("cms", "SiteImage")
    said = words_of(apps)
    for image in old.objects.order_by("pk"):
        fields = {name: getattr(image, name) for name in (*SAME, *SAME_TOO)}
        words = {f"alt_{code}": said.get((image.pk, code), "")[:250] for code in ("en", "fr")}
        new.objects.get_or_create(pk=image.pk, defaults={**fields, **words})
        new.objects.filter(pk=image.pk).update(created_at=image.created_at)
    move(apps, ("wagtailimages", "image"), ("cms", "siteimage"))
    for statement in connection.ops.sequence_reset_sql(no_style(), [new]):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def give_back(apps: Apps, _editor: object) -> None:
    """Let tags and references lead to Wagtail's own rows again."""
    move(apps, ("cms", "siteimage"), ("wagtailimages", "image"))
    apps.get_model("cms", "SiteImage").objects.all().delete()


def move(apps: Apps, source: tuple[str, str], target: tuple[str, str]) -> None:
    """Have tags and references that hang on one kind of image hang on the other."""
    types = apps.get_model("contenttypes", "ContentType").objects
    here, _ = types.get_or_create(app_label=source[0], model=source[1])
    there, _ = types.get_or_create(app_label=target[0], model=target[1])
    apps.get_model("taggit", "TaggedItem").objects.filter(content_type=here).update(content_type=there)
    references = apps.get_model("wagtailcore", "ReferenceIndex").objects
    references.filter(to_content_type=here).update(to_content_type=there)


def words_of(apps: Apps) -> dict[tuple[int, str], str]:
    """Return what pages say that their images show, by image and language; the first page that says it counts."""
    found: dict[tuple[int, str], str] = {}
    for page in apps.get_model("cms", "InformationPage").objects.select_related("locale").order_by("path"):
        for value in pictures(page.body.raw_data):
            if value.get("image") and value.get("alt"):
                found.setdefault((value["image"], page.locale.language_code), value["alt"])
    return found


def pictures(blocks: Any) -> Iterator[dict[str, Any]]:
    """Yield the values of the image blocks of a body."""
    for block in blocks:
        if block["type"] == "picture":
            yield block["value"]


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0009_images_with_words"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0078_referenceindex"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(take_over, give_back)]
