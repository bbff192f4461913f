"""The two ways in which a copy is not made: for good, and for now. Sealing fails in the same two ways."""


class RenderError(Exception):
    """No PDF came of it."""


class RenderFailed(RenderError):
    """This document cannot be rendered: the same again would fail again."""


class RenderTimeout(RenderError):
    """It took too long or the renderer was gone: worth another try later."""


class SealFailed(RenderFailed):
    """This file cannot be sealed: the same again would fail again."""


class NoSealKey(SealFailed):
    """No key is configured, or the one that is cannot be used; the sentence says which file."""


class SealTimeout(RenderTimeout):
    """The timestamp authority does not answer: worth another try later."""
