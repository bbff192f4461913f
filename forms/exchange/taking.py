"""Pages made from a file or from another report type: drafts in each language, nothing published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page

from accounts.models import User
from cms.models import PrivacyNotice
from cms.models.pages import ICONS
from forms.compile import LANGUAGES
from forms.exchange.reading import File
from forms.models import ReportTypePage, SampleAnswers
from forms.portable import content_of, create_drafts
from workflows.models import OffenceCode, ReportType, ReviewPolicy

DEFAULT_ICON = "file-text"


@dataclass(frozen=True)
class TakenIn:
    """What came of it: the page in the default language, and what was not taken over, in words."""

    page: ReportTypePage
    notes: list[str]


def parents_of(parent: Page) -> dict[str, Page]:
    """Return a list of matters in each language; one that misses a language gives fewer."""
    found = {parent.locale.language_code: parent}
    for each in parent.get_translations().select_related("locale"):
        found[each.locale.language_code] = each
    return {code: found[code] for code in LANGUAGES if code in found}


def key_is_free(key: str) -> bool:
    """Say whether no report type has the key, published or not."""
    return not (
        ReportType.objects.filter(key=key).exists() or ReportTypePage.objects.filter(key=key).exists()
    )


@transaction.atomic
def take_in(
    file: File,
    *,
    key: str,
    parents: Mapping[str, Page],
    policy: ReviewPolicy,
    privacy_notice: PrivacyNotice,
    by: User,
) -> TakenIn:
    """Make drafts of what a file holds, under `key`; say what could not be taken over."""
    body = _with_retired(file)
    fields = {"policy": policy, "privacy_notice": privacy_notice, **content_of(body)}
    fields |= {f"keywords_{code}": text for code, text in file.keywords.items()}
    titles = {
        code: {name: text for name, text in page.items() if name != "slug"} | {"draft_title": page["title"]}
        for code, page in file.pages.items()
    }
    slugs = {
        code: free_slug(parents[code], page["slug"] or page["title"]) for code, page in file.pages.items()
    }
    icon = file.icon if file.icon in dict(ICONS) else DEFAULT_ICON
    page = create_drafts(
        parents, titles, key=key, slugs=slugs, icon=icon, fields=fields, samples=file.samples, by=by
    )
    return TakenIn(page, list(_notes(file, key, icon, slugs)))


@transaction.atomic
def copy_as_new(
    draft: ReportTypePage, *, key: str, titles: Mapping[str, str], slugs: Mapping[str, str], by: User
) -> ReportTypePage:
    """Make drafts of a new report type that is all that `draft` is, test answers too, under another key and title."""
    listed = parents_of(draft.get_parent())
    pages = draft.in_each_language()
    texts = {code: _texts(pages.get(code), titles[code]) for code in listed}
    fields = {name: getattr(draft, name) for name in draft.SOURCE_ONLY} | {"minutes": draft.minutes}
    samples = [_copied(each) for each in draft.sample_answers.all()]
    return create_drafts(
        listed, texts, key=key, slugs=slugs, icon=draft.icon, fields=fields, samples=samples, by=by
    )


def _texts(page: ReportTypePage | None, title: str) -> dict[str, str]:
    """Return the texts of a copied page; where there is none yet in its language, only its title is known."""
    return {
        "title": title,
        "draft_title": title,
        "summary": page.summary if page else "",
        "search_description": page.search_description if page else "",
    }


def free_slug(parent: Page, wanted: str) -> str:
    """Return an address below `parent` that nobody has, as near as can be to what was wanted."""
    slug = slugify(wanted)[:200] or "report-type"
    taken = set(parent.get_children().values_list("slug", flat=True))
    number, found = 2, slug
    while found in taken:
        found, number = f"{slug}-{number}", number + 1
    return found


def list_pages(user: User) -> list[Page]:
    """Return the lists of matters in the default language below which `user` may add a report type."""
    from cms.models import ListPage

    lists = ListPage.objects.filter(locale=Locale.get_default())
    return [each for each in lists if each.permissions_for_user(user).can_add_subpage()]


def _copied(sample: SampleAnswers) -> SampleAnswers:
    names = ("name", "answers", "expected", "expected_keys", "on_day", "sort_order")
    return SampleAnswers(**{name: getattr(sample, name) for name in names})


def _with_retired(file: File) -> dict[str, Any]:
    """Put the retired questions back where they were asked; compiling leaves them out again."""
    steps = [{**step, "items": list(step["items"])} for step in file.definition["steps"]]
    for each in file.retired:
        question = {"item": "question", **each["question"], "retired": True}
        step = next((step for step in steps if step["key"] == each["step"]), steps[-1] if steps else None)
        if step is not None:
            step["items"] = _put(step["items"], each["group"], question)
    return {**file.definition, "steps": steps}


def _put(items: Sequence[Mapping[str, Any]], group: str, question: dict[str, Any]) -> list[Any]:
    if not any(item["item"] == "group" and item["key"] == group for item in items):
        return [*items, question]
    return [
        {**item, "questions": [*item["questions"], question]}
        if item["item"] == "group" and item["key"] == group
        else item
        for item in items
    ]


def _notes(file: File, key: str, icon: str, slugs: Mapping[str, str]) -> Iterator[str]:
    source = file.definition
    if file.upgraded_from is not None:
        sentence = _("The file was of schema version %(version)d and was brought up to the present one.")
        yield sentence % {"version": file.upgraded_from}
    if key != source["key"]:
        yield _("The key is “%(key)s”; in the file it was “%(old)s”.") % {"key": key, "old": source["key"]}
    for code, slug in slugs.items():
        wanted = file.pages[code]["slug"]
        if wanted and wanted != slug:
            yield _("The address “%(old)s” is taken; it is now “%(new)s”.") % {"old": wanted, "new": slug}
    if file.icon and icon != file.icon:
        yield _("The icon “%(icon)s” is not known here.") % {"icon": file.icon[:40]}
    if source.get("privacy"):
        yield _("The privacy notice of the file was not taken over: the one that you chose holds.")
    yield from _parts(file)
    yield from _codes(source)


def _parts(file: File) -> Iterator[str]:
    count = file.source.get("parts")
    if isinstance(count, int) and count > 0:
        yield ngettext(
            "It included %(count)d part of the library. Its questions are here as they were, not by reference.",
            "It included %(count)d parts of the library. Their questions are here as they were, not by reference.",
            count,
        ) % {"count": count}


def _codes(source: Mapping[str, Any]) -> Iterator[str]:
    codes = {rule["offence"] for rule in source["offence_map"]} - {"none", ""}
    known = set(OffenceCode.objects.filter(code__in=codes, active=True).values_list("code", flat=True))
    for code in sorted(codes - known):
        yield _("The offence code %(code)s is not in the register, so it will not be suggested.") % {
            "code": code
        }
