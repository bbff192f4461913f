"""Videos of the pages: files of our own, with captions and a transcript in each language."""

import re

import filetype
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

MOST_BYTES = 200 * 1024 * 1024
KINDS = {"video/mp4", "video/webm"}
WORDS = ["bold", "ul"]
ALL = _("All that is said and shown.")
# A caption begins with when it is shown: "00:01.000 --> 00:04.500", with or without hours.
_CUE = re.compile(
    r"^(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}[ \t]+-->[ \t]+(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}", re.MULTILINE
)


def is_video(file: File[bytes]) -> None:
    """Refuse what is no MP4 or WebM by its own bytes, and what is too large to send to a phone."""
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError(_("Choose a video of 200 MB at most."))
    file.seek(0)
    if filetype.guess_mime(file.read(4096)) not in KINDS:
        raise ValidationError(_("Choose an MP4 or WebM video."))
    file.seek(0)


def has_captions(file: File[bytes]) -> None:
    """Refuse what is no WebVTT file with at least one caption."""
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    file.seek(0)
    if not text.startswith("WEBVTT") or not _CUE.search(text):
        raise ValidationError(_("Choose captions in a WebVTT file (.vtt) with at least one caption."))


class Video(models.Model):
    """A video that pages show, with all that those need who cannot hear or see it."""

    title_en = models.CharField(_("title in English"), max_length=120)
    title_fr = models.CharField(_("title in French"), max_length=120)
    file = models.FileField(
        _("video"), upload_to="videos", validators=[FileExtensionValidator(["mp4", "webm"]), is_video]
    )
    poster = models.ForeignKey(
        "cms.SiteImage",
        verbose_name=_("picture shown before it plays"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    captions_en = models.FileField(
        _("captions in English"),
        upload_to="captions",
        validators=[FileExtensionValidator(["vtt"]), has_captions],
    )
    captions_fr = models.FileField(
        _("captions in French"),
        upload_to="captions",
        validators=[FileExtensionValidator(["vtt"]), has_captions],
    )
    transcript_en = RichTextField(_("transcript in English"), features=WORDS, help_text=ALL)
    transcript_fr = RichTextField(_("transcript in French"), features=WORDS, help_text=ALL)

    search_fields = [index.SearchField("title_en"), index.SearchField("title_fr")]
    panels = [
        FieldPanel("file"),
        FieldPanel("poster"),
        MultiFieldPanel(
            [FieldPanel("title_en"), FieldPanel("captions_en"), FieldPanel("transcript_en")],
            heading=_("English"),
        ),
        MultiFieldPanel(
            [FieldPanel("title_fr"), FieldPanel("captions_fr"), FieldPanel("transcript_fr")],
            heading=_("French"),
        ),
    ]

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        ordering = ["title_en"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the active language."""
        return self.title_fr if get_language() == "fr" else self.title_en

    @property
    def transcript(self) -> str:
        """The transcript in the active language."""
        return str(self.transcript_fr if get_language() == "fr" else self.transcript_en)

    @property
    def media_type(self) -> str:
        """What the browser is told that the file is."""
        return "video/mp4" if str(self.file.name).lower().endswith(".mp4") else "video/webm"
