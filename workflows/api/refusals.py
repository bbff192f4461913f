"""What the API refuses on its own account. `config.api` makes a problem document of each, as of a `WorkflowError`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows.definition import Problem


class Refusal(Exception):
    """A call that is not answered: a status, a stable code, a sentence in the active language."""

    status = 400
    code = "bad_request"
    sentence: Any = _("The request cannot be understood.")

    def __init__(
        self,
        sentence: Any = None,
        *,
        problems: list[Problem] | None = None,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(sentence or self.sentence)
        self.problems = problems or []
        self.headers = headers or {}
        self.more = more

    def __str__(self) -> str:
        return str(self.args[0])


class Malformed(Refusal):
    """The body is not JSON, or not JSON that anybody should read."""

    code = "malformed"
    sentence = _("The body is not valid JSON.")


class NotSignedIn(Refusal):
    """No token, or none of the kind that this call takes."""

    status = 401
    code = "no_token"
    sentence = _("This call needs a token. Send it as “Authorization: Bearer …”.")

    def __init__(self, sentence: Any = None) -> None:
        super().__init__(sentence, headers={"WWW-Authenticate": "Bearer"})


class Forbidden(Refusal):
    """Known to the caller, but not allowed."""

    status = 403
    code = "not_allowed"
    sentence = _("You may not do this.")


class NotFound(Refusal):
    """Unknown, or not the caller's to know: the same answer for both."""

    status = 404
    code = "not_found"
    sentence = _("There is nothing here, or it is not yours to see.")


class NotReady(Refusal):
    """A copy that will be there later."""

    status = 404
    code = "not_ready"
    sentence = _("The copy is not there yet. Ask again later.")


class Conflict(Refusal):
    """The state does not have this action."""

    status = 409
    code = "wrong_state"
    sentence = _("The report is no longer in a state in which this can be done.")


class LengthNeeded(Refusal):
    """A body in chunks, whose size nobody knows before it is read."""

    status = 411
    code = "length_needed"
    sentence = _("Send the body with a “Content-Length”.")


class ChangedElsewhere(Refusal):
    """The draft was saved elsewhere since it was read; the refusal has both texts."""

    status = 412
    code = "stale"
    sentence = _("This report was changed on another device. Compare both texts and choose.")


class TooLarge(Refusal):
    """More than is taken."""

    status = 413
    code = "too_large"
    sentence = _("This is larger than what is taken here.")


class WrongType(Refusal):
    """A body or a file of a kind that is not taken."""

    status = 415
    code = "media_type"
    sentence = _("This type of content is not taken here.")


class TooOften(Refusal):
    """A limit was reached; another call is answered after `seconds`."""

    status = 429
    code = "too_many_requests"
    sentence = _("There were too many requests. Wait, then try again.")

    def __init__(self, seconds: int, headers: dict[str, str] | None = None) -> None:
        super().__init__(headers={"Retry-After": str(seconds), **(headers or {})})


class Unavailable(Refusal):
    """Something that the answer needs does not work at the moment."""

    status = 503
    code = "unavailable"
    sentence = _("This cannot be done at the moment. Try again in a minute.")

    def __init__(self) -> None:
        super().__init__(headers={"Retry-After": "60"})


def unknown(name: str, sentence: Any) -> Refusal:
    """Return the refusal of a value in the body that is understood but not known."""
    return Unprocessable(problems=[Problem(f"/{name}", "unknown", str(sentence))])


class Unprocessable(Refusal):
    """Understood but not valid."""

    status = 422
    code = "invalid"
    sentence = _("Some answers need your attention.")
