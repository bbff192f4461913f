"""The screen that compares two versions, as words."""

import re

from django.test import Client
from wagtail.models import Page


def compared(client: Client, page: Page) -> str:
    """Return the words of the comparison of the first with the newest version; what changed stands in brackets."""
    answer = client.get(f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/")
    assert answer.status_code == 200
    main = answer.content.decode().partition('<div class="nice-padding')[2]
    marked = re.sub(r'<span class="(addition|deletion)">(.*?)</span>', r"[\2]", main, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", marked).split())
