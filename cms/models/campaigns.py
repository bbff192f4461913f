"""Campaigns and their short links. A link that was printed once is never used again and never deleted."""

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import Body
from cms.models.pages import ListedPage, PublicPage

WORD = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    _("Use lower-case letters without accents, digits and hyphens, such as bike."),
)


class CampaignPage(PublicPage):
    """What the agency asks the public to do for a time: the aim, the dates, the matters, one thing to do."""

    aim = models.TextField(_("aim"), max_length=400, help_text=_("What you want people to know or to do."))
    starts = models.DateField(_("first day"), null=True, blank=True)
    ends = models.DateField(_("last day"), null=True, blank=True)
    matters = StreamField(
        [("matter", blocks.PageChooserBlock(page_type="cms.ListedPage", label=_("report type")))],
        blank=True,
        verbose_name=_("report types it is about"),
    )
    call = models.CharField(
        _("words on the button"),
        max_length=80,
        blank=True,
        help_text=_("A verb and its object, such as “Report a stolen bicycle”."),
    )
    call_page = models.ForeignKey(
        Page,
        verbose_name=_("where the button leads"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty for the first report type."),
    )
    body = StreamField(Body(), blank=True, verbose_name=_("body"))

    parent_page_types = ["cms.HomePage", "cms.InformationPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("aim"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")], heading=_("When")),
        FieldPanel("matters"),
        MultiFieldPanel([FieldPanel("call"), PageChooserPanel("call_page")], heading=_("What to do")),
        FieldPanel("body"),
    ]
    api_fields = [
        *PublicPage.api_fields,
        *(APIField(name) for name in ("aim", "starts", "ends", "call", "body")),
    ]
    template = "cms/campaign.html"

    class Meta:
        verbose_name = _("campaign page")
        verbose_name_plural = _("campaign pages")

    def clean(self) -> None:
        """Refuse a campaign that ends before it begins, and a button without words."""
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("Enter a last day that is not before the first.")})
        if self.call_page is not None and not self.call:
            raise ValidationError({"call": _("Write what the button says.")})

    def words(self) -> str:
        """Return all that can be read on the page."""
        return " ".join([self.aim, self.call, *self.body.stream_block.get_searchable_content(self.body)])

    @property
    def teaser(self) -> str:
        """One line for lists and search results."""
        return self.aim[:160]

    @cached_property
    def reported(self) -> list[ListedPage]:
        """The live report types that it is about, in this page's language and the editors' order."""
        keys = [block.value.translation_key for block in self.matters if block.value]
        live = ListedPage.objects.live().public().filter(locale=self.locale_id, translation_key__in=keys)
        found = {page.translation_key: page for page in live}
        return [found[key] for key in keys if key in found]

    @property
    def led_to(self) -> Page | None:
        """Where the button leads in this page's language: the chosen page while it is live, else the first type."""
        if self.call_page is not None:
            twins = Page.objects.live().filter(translation_key=self.call_page.translation_key)
            found = twins.filter(locale=self.locale_id).first()
            if found is not None:
                return found
        return self.reported[0] if self.reported else None

    def is_over(self, day: date) -> bool:
        """Whether the last day has passed."""
        return self.ends is not None and self.ends < day

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows beside its own fields."""
        return {
            **super().get_context(request, *args, **kwargs),
            "over": self.is_over(localdate()),
            "leads_to": self.led_to,
        }


def next_end(moment: datetime) -> datetime | None:
    """Return when the next campaign is over: its page then says so by itself."""
    live = CampaignPage.objects.live().filter(ends__gte=localdate(moment)).order_by("ends")
    day = live.values_list("ends", flat=True).first()
    return make_aware(datetime.combine(date.fromordinal(day.toordinal() + 1), time())) if day else None


class Place(models.TextChoices):
    """Where people meet a short link."""

    POSTER = "poster", _("Poster")
    HANDOUT = "handout", _("Handout")
    BUS = "bus", _("Bus or shelter")
    SCHOOL = "school", _("School")
    EVENT = "event", _("Event")
    VEHICLE = "vehicle", _("Police vehicle")
    RADIO = "radio", _("Radio or spoken")
    SOCIAL = "social", _("Social media")
    MAIL = "mail", _("Mail or newsletter")
    WEBSITE = "website", _("Another website")
    OTHER = "other", _("Elsewhere")


class NeverDeleted(Exception):
    """Somebody tried to delete a short link, which may be printed somewhere for ever."""


class ShortLinkQuerySet(models.QuerySet["ShortLink"]):
    """Which links; never a way to delete some."""

    def delete(self) -> Any:
        """Refuse: what is printed goes on."""
        raise NeverDeleted


class ShortLink(models.Model):
    """A short address for one place, with its QR code. Its word and its source stay; where it leads may change."""

    word = models.CharField(
        _("word in the address"),
        max_length=30,
        unique=True,
        validators=[WORD],
        help_text=_("Short and easy to say, such as bike. It can never be changed or used again."),
        error_messages={"unique": _("This word is taken. A word is never used twice: choose another.")},
    )
    source = models.CharField(
        _("source"),
        max_length=40,
        unique=True,
        validators=[WORD],
        help_text=_(
            "Kept with each report that comes this way, such as bike-poster. It can never be changed."
        ),
        error_messages={"unique": _("This source is taken. Choose another, such as bike-poster-2.")},
    )
    place = models.CharField(_("where people meet it"), max_length=10, choices=Place)
    note = models.CharField(
        _("note"), max_length=160, blank=True, help_text=_("Which poster, which school. Staff see it.")
    )
    campaign = models.ForeignKey(
        CampaignPage, verbose_name=_("campaign"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    campaign_title = models.CharField(max_length=255, editable=False)
    page = models.ForeignKey(
        Page,
        verbose_name=_("leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Leave empty for the campaign’s page. When the page goes, the link leads to the next best."
        ),
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    objects = ShortLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("short link")
        verbose_name_plural = _("short links")
        ordering = ["pk"]
        permissions = [("view_campaign_numbers", _("Can see the numbers of campaigns"))]

    def __str__(self) -> str:
        return self.word

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: what is printed goes on."""
        raise NeverDeleted


class LinkDay(models.Model):
    """How often a short link was opened on one day: a count, nothing about people."""

    link = models.ForeignKey(ShortLink, on_delete=models.PROTECT, related_name="days")
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "day"], name="one_link_count_a_day")]
