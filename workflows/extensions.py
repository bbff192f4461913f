"""What other apps add to reports without reports knowing them: plain registries, filled in `ready()`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from workflows.models import Submission

Context = dict[str, Any]


@dataclass(frozen=True)
class DeskPanel:
    """A part of the report's screen. `context` returns what `template` shows, or None for no panel."""

    name: str
    title: Any
    template: str
    context: Callable[[Submission, User], Context | None]


@dataclass(frozen=True)
class DeskLink:
    """A link at the head of the queue to what another app does, for those to whom it is `offered`."""

    name: str
    title: Any
    icon: str
    url_name: str
    offered: Callable[[User], bool]


@dataclass(frozen=True)
class CitizenOffer:
    """What another app offers the citizen of a report on its pages. `context` returns what `template` shows, or None.

    The template is also given `token`, the report's own for an hour, `back`, the page's address, and `at`, which page
    it is: forms post them, so that whoever takes the offer knows which report it is and where to lead back.
    """

    name: str
    template: str
    context: Callable[[Submission], Context | None]


_panels: dict[str, DeskPanel] = {}
_offers: dict[str, CitizenOffer] = {}
_links: dict[str, DeskLink] = {}
_event_titles: dict[str, Any] = {}
_effect_titles: dict[str, Any] = {}


def register_desk_panel(panel: DeskPanel) -> None:
    """Show `panel` on the screen of every report that it has something for."""
    _panels[panel.name] = panel


def register_desk_link(link: DeskLink) -> None:
    """Show `link` at the head of the queue."""
    _links[link.name] = link


def desk_links(user: User) -> list[DeskLink]:
    """Return the links that are offered to `user`, in the order of their registering."""
    return [link for link in _links.values() if link.offered(user)]


def register_citizen_offer(offer: CitizenOffer) -> None:
    """Show `offer` to the citizen of every report that it is there for."""
    _offers[offer.name] = offer


def citizen_offers(submission: Submission) -> Iterator[tuple[CitizenOffer, Context]]:
    """Yield what is offered to the citizen of a report now."""
    for offer in _offers.values():
        context = offer.context(submission)
        if context is not None:
            yield offer, context


def register_event_kind(kind: str, title: Any) -> None:
    """Say what an event of `kind` is called on screens."""
    _event_titles[kind] = title


def register_effect_kind(kind: str, title: Any) -> None:
    """Say what a follow-up of `kind` is called on screens (`follow_ups.follows` registers what runs it)."""
    _effect_titles[kind] = title


def desk_panels(submission: Submission, user: User) -> Iterator[tuple[DeskPanel, Context]]:
    """Yield the panels that have something to show, in the order of their registering."""
    for panel in _panels.values():
        context = panel.context(submission, user)
        if context is not None:
            yield panel, context


def event_title(kind: str) -> Any:
    """Return what a registered kind of event is called, or None."""
    return _event_titles.get(kind)


def effect_title(kind: str) -> Any:
    """Return what a registered kind of follow-up is called, or None."""
    return _effect_titles.get(kind)
