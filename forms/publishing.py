"""The gate of publishing: no page of a report type is live whose form would not hold.

`ReportTypePage.save()` calls it, since Wagtail has no other place that editor, schedule, approval, API and code all
pass. It runs in the transaction of that save: page, version and current version change together or not at all.
"""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from accounts.models import User
from cms.checking import gate
from forms import samples
from forms.compile import compile_page, insert_version, stored, with_parts
from forms.lint import Finding, lint, removed, written
from forms.parts import titles_of_parts
from forms.told import type_published
from workflows import definition
from workflows.models import FormVersion, OffenceCode, ReportType

if TYPE_CHECKING:
    from forms.models import ReportTypePage

NOT_KEPT = gettext_lazy("A condition, a limit or a constant has a number or a character that cannot be kept.")


class Refused(gate.Refused):
    """The page cannot be published. Its messages are the sentences for the editor."""

    def __init__(self, findings: list[Finding], page: "ReportTypePage | None" = None) -> None:
        super().__init__([finding.sentence for finding in findings], page)
        self.findings = findings


class Gate:
    """What one save has to pass: `before` refuses or makes the version, `after` publishes the translations."""

    def __init__(self, page: "ReportTypePage", update_fields: Collection[str] | None) -> None:
        self.page = page
        self.publishes = gate.publishes(page, update_fields)

    def before(self) -> None:
        """Refuse what may not be saved; make and set the version when the page is live."""
        if self.page.alias_of_id:
            refuse_alias()
        refuse_other_key(self.page)
        if not self.publishes:
            return
        findings = [finding for finding in findings_for(self.page) if finding.blocks]
        if findings:
            raise Refused(findings, self.page)
        make_current(self.page)

    def after(self) -> None:
        """Publish the translations with the page in the default language."""
        if self.publishes and self.page.is_source:
            for twin in self.page.twins:
                publish_twin(twin, self.page)


def findings_for(page: "ReportTypePage") -> list[Finding]:
    """Return what keeps the page, as it is in memory, from being published, and advice."""
    if page.is_source:
        body = compile_page(page)
        if not can_be_kept(body):
            return [Finding("not_kept", "", str(NOT_KEPT))]
        previous = [version.definition for version in versions_of(page.key)]
        found = [*_findings_on_page(page), *on_blocks(page, previous), *lint(body, previous)]
        if not any(each.blocks for each in found):
            found += samples.findings(page.sample_answers.all(), body)
        return sorted(found, key=lambda each: not each.blocks)
    if current_version(key_of(page)) is None:
        return [
            Finding("source_first", "", _("Publish the page in English first. It publishes this page too."))
        ]
    return []


def can_be_kept(body: dict[str, Any]) -> bool:
    """Say whether a definition has a canonical form: numbers are finite and not too large, characters whole."""
    try:
        definition.canonical(body)
    except ValueError:
        return False
    return True


def on_blocks(page: "ReportTypePage", previous: list[dict[str, Any]]) -> Iterator[Finding]:
    """Yield what only the editor's blocks show, and which questions would be gone for good."""
    blocks = written.written(with_parts(stored(page, "steps")))
    yield from written.check(
        blocks,
        parts=titles_of_parts(blocks),
        anonymous_allowed=page.policy is None or page.policy.anonymous_allowed,
        previous=previous,
    )
    if previous:
        yield from removed.check(page.key, blocks, previous[-1])


def make_current(page: "ReportTypePage") -> FormVersion:
    """Make the version that the page stands for the current one of its type."""
    page.key = key_of(page)
    by = page.live_revision.user if page.live_revision_id else None
    report_type, _made = ReportType.objects.select_for_update().get_or_create(
        key=page.key, defaults={"policy_id": page.policy_id or 0}
    )
    body = compile_page(page) if page.is_source else with_titles_of(page, current_body(report_type))
    version = insert_version(report_type, body, by if isinstance(by, User) else None)
    if report_type.current_version_id != version.pk:
        type_published(report_type.key, version.number, version.digest)
    report_type.current_version = version
    if page.is_source and page.policy is not None:
        report_type.policy = page.policy
    report_type.save(update_fields=["current_version", "policy"])
    for name in ("report_type", "version", "definition"):
        page.__dict__.pop(name, None)
    return version


def with_titles_of(page: "ReportTypePage", body: dict[str, Any]) -> dict[str, Any]:
    """Return the definition with the title and the line that the page has in its language."""
    language = page.locale.language_code
    return {
        **body,
        "title": {**body["title"], language: page.title},
        "summary": {**body["summary"], language: page.summary},
    }


def publish_twin(twin: "ReportTypePage", source: "ReportTypePage") -> None:
    """Publish a translation with its source, unless it stands published as it is."""
    if twin.live and not twin.has_unpublished_changes:
        return
    user = source.live_revision.user if source.live_revision_id else None
    revision = twin.get_latest_revision() or twin.save_revision(user=user)
    action = PublishPageRevisionAction(revision, user=user)
    action.object.go_live_at = None
    try:
        action.execute(skip_permission_checks=True)
    except ValidationError as refusal:
        title = twin.get_admin_display_title()
        sentences = [_("%(where)s: %(fault)s") % {"where": title, "fault": each} for each in refusal.messages]
        raise Refused([Finding("translation", "", sentence) for sentence in sentences], twin) from refusal


def refuse_alias() -> NoReturn:
    """Refuse an alias of a report type."""
    raise Refused(
        [Finding("alias", "", _("A report type has no aliases. Make a copy, or link to the page."))]
    )


def refuse_other_key(page: "ReportTypePage") -> None:
    """Refuse another key than the one under which the page was first published; a translation has no say in it."""
    key = published_key(page)
    if not key or page.key == key:
        return
    if page.is_source:
        raise Refused([_other_key(key)], page)
    page.key = key


def published_key(page: "ReportTypePage") -> str:
    """Return the key under which the page was first published, nothing if it never was."""
    pages = type(page).objects.filter(pk=page.pk or 0, first_published_at__isnull=False)
    return pages.values_list("key", flat=True).first() or ""


def _other_key(key: str) -> Finding:
    sentence = _("The key “%(key)s” is published and stays as it is.") % {"key": key}
    return Finding("changed_key", "/key", sentence)


def key_of(page: "ReportTypePage") -> str:
    """Return the key of the report type that the page belongs to."""
    source = page.source
    return source.key if source else page.key


def current_body(report_type: ReportType) -> dict[str, Any]:
    """Return the definition that citizens get."""
    return report_type.current_version.definition if report_type.current_version else {}


def current_version(key: str) -> FormVersion | None:
    """Return the version that citizens get, nothing before the first publishing."""
    report_type = (
        ReportType.objects.select_related("current_version").filter(key=key).first() if key else None
    )
    return report_type.current_version if report_type else None


def versions_of(key: str) -> Iterator[FormVersion]:
    """Return all versions of a type, the current one last: changes are counted from it."""
    current = current_version(key)
    for version in FormVersion.objects.filter(report_type__key=key).order_by("number"):
        if current is None or version.pk != current.pk:
            yield version
    if current is not None:
        yield current


def _findings_on_page(page: "ReportTypePage") -> Iterator[Finding]:
    published = published_key(page)
    if published and page.key != published:
        yield _other_key(published)
    if not page.key:
        yield Finding("no_key", "/key", _("Give the report type a key."))
    elif _key_taken(page):
        sentence = _("The key “%(key)s” belongs to another report type. Choose another.") % {"key": page.key}
        yield Finding("key_taken", "/key", sentence)
    twins = page.in_each_language()
    if len(twins) < 2:
        sentence = _(
            "Add the page in French: “Translate” in the page's menu makes it. Write its title and its line."
        )
        yield Finding("no_translation", "", sentence)
    if page.privacy_notice is None:
        yield Finding("no_privacy_notice", "", _("Choose a privacy notice."))
    if page.policy is None:
        yield Finding("no_policy", "", _("Choose a review policy."))
    elif page.policy.retention is None:
        sentence = _("The review policy “%(policy)s” has no retention schedule. Choose one that has.")
        yield Finding("no_retention", "", sentence % {"policy": page.policy})
    yield from _advice(page, twins)


def _key_taken(page: "ReportTypePage") -> bool:
    others = type(page).objects.filter(key=page.key).exclude(translation_key=page.translation_key)
    return others.exists()


def _advice(page: "ReportTypePage", twins: "dict[str, ReportTypePage]") -> Iterator[Finding]:
    titles = [twin.title for twin in twins.values()]
    if len(set(titles)) < len(titles):
        sentence = _("The page has the same title in both languages. Look at the French page.")
        yield Finding("same_title", "/title", sentence, blocks=False)
    codes = {rule["value"].get("offence") or "" for rule in stored(page, "offence_map")}
    known = set(OffenceCode.objects.filter(code__in=codes, active=True).values_list("code", flat=True))
    for code in sorted(codes - known - {"", "none"}):
        sentence = _("The offence code %(code)s is not in the register, so it will not be suggested.")
        yield Finding("unknown_offence", "/offence_map", sentence % {"code": code}, blocks=False)
