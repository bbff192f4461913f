"""Live video with an officer."""

from django.apps import AppConfig


class VideoConfig(AppConfig):
    """Live video with an officer."""

    name = "video"
