"""The citizen's way through one report type: start, steps, check, sent. `ReportTypePage` hands its requests here."""

from forms.way.places import Way, way_of
from forms.way.routes import dispatch, start, walk

__all__ = ["Way", "dispatch", "start", "walk", "way_of"]
