"""The demo's image and video: drawn for it, with their words, captions and transcript in both languages."""

from pathlib import Path

from django.core.files import File

from cms.models import SiteImage, Video

FILES = Path(__file__).with_name("demo_files")
SERIAL = "bicycle-serial"
WORDS = {
    "alt_en": "A bicycle from the side. A red circle under the pedals marks where the serial number is stamped.",
    "alt_fr": "Un vélo vu de côté. Un cercle rouge sous le pédalier montre où le numéro de série est gravé.",
}
TRANSCRIPT = {
    "transcript_en": "<p>A bicycle stands on a street, seen from the side. We come closer to its pedals. A red circle "
    "marks the frame below them. There the serial number is stamped. Take a photo of it. Nobody speaks.</p>",
    "transcript_fr": "<p>Un vélo est debout dans une rue, vu de côté. On s’approche du pédalier. Un cercle rouge "
    "marque le cadre en dessous. Le numéro de série y est gravé. Prenez-le en photo. Personne ne parle.</p>",
}


def images() -> dict[str, int]:
    """Return the demo's images by name, made where they are missing."""
    found = SiteImage.objects.filter(title=SERIAL).first()
    if found is None:
        with (FILES / f"{SERIAL}.png").open("rb") as file:
            found = SiteImage.objects.create(title=SERIAL, file=File(file, name=f"{SERIAL}.png"), **WORDS)
    return {SERIAL: found.pk}


def videos() -> dict[str, int]:
    """Return the demo's videos by name, made where they are missing."""
    name, title = "serial-number", "Where the serial number is"
    found = Video.objects.filter(title_en=title).first()
    if found is None:
        found = Video(
            title_en=title,
            title_fr="Où se trouve le numéro de série",
            poster_id=images()[SERIAL],
            **TRANSCRIPT,
        )
        for field, kept in (("file", "webm"), ("captions_en", "en.vtt"), ("captions_fr", "fr.vtt")):
            with (FILES / f"{name}.{kept}").open("rb") as file:
                getattr(found, field).save(f"{name}.{kept}", File(file), save=False)
        found.save()
    return {name: found.pk}
