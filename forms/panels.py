"""The editor's screen of a report type: all of it in the default language, title and summary on translations."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from cms.models import ListedPage
from forms.sample_form import SamplesPanel


class SourceOnly(ObjectList):
    """A tab that stands on the page in the default language only."""

    class BoundPanel(ObjectList.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.locale_id is None or self.instance.is_source


class VersionPanel(HelpPanel):
    """What is published: number, date, drafts on older versions; and where the texts of a translation come from."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from forms.drafts import drafts_by_version
            from forms.library_uses import changed_parts

            context = super().get_context_data(parent_context)
            report_type = self.instance.report_type if self.instance.pk else None
            return {
                **context,
                "page": self.instance,
                "source": None if self.instance.locale_id is None else self.instance.source,
                "version": report_type.current_version if report_type else None,
                "drafts": drafts_by_version(report_type) if report_type else [],
                "parts": changed_parts(self.instance) if self.instance.pk else [],
            }


def both(name: str, heading: Any, help_text: Any = "") -> MultiFieldPanel:
    """Return the boxes of one text, one per language, side by side."""
    row = FieldRowPanel([FieldPanel(f"{name}_en"), FieldPanel(f"{name}_fr")])
    return MultiFieldPanel([row], heading=heading, help_text=help_text)


def editor() -> TabbedInterface:
    """Return the whole screen."""
    lines = _("One point a line.")
    return TabbedInterface(
        [
            ObjectList(
                [
                    VersionPanel(template="forms/admin/version.html", heading=_("Published")),
                    *ListedPage.content_panels,
                ],
                heading=_("Content"),
            ),
            SourceOnly(
                [FieldPanel("steps"), FieldPanel("eligibility"), FieldPanel("advice")],
                heading=_("Steps and questions"),
            ),
            SourceOnly(
                [SamplesPanel(heading=_("Test answers"), label=_("set of answers"))],
                heading=_("Test answers"),
            ),
            SourceOnly(
                [
                    both("who_for", _("Who it is for"), lines),
                    both("excluded", _("What it is not for"), lines),
                    both("needed", _("What to have at hand"), lines),
                    both("next", _("What happens next"), lines),
                    both(
                        "declaration", _("Declaration"), _("What a person confirms when sending the report.")
                    ),
                ],
                heading=_("Start and declaration"),
            ),
            SourceOnly(
                [
                    FieldPanel("key"),
                    FieldPanel("policy"),
                    FieldPanel("privacy_notice"),
                    FieldPanel("resume_mode"),
                    both("keywords", _("Words that people search by"), _("Separated by commas.")),
                    FieldPanel("offence_map"),
                    FieldPanel("transfer"),
                ],
                heading=_("Review and records"),
            ),
            ObjectList([*ListedPage.promote_panels], heading=_("Promote")),
            ObjectList([PublishingPanel()], heading=_("Settings")),
        ]
    )
