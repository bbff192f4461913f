"""Compiling a survey: the same document as a report type's, with what only reports have left empty."""

from typing import TYPE_CHECKING, Any

from forms.compile import LANGUAGES, START, compile_steps, stored, with_parts
from workflows.definition.upgrades import SCHEMA_VERSION

if TYPE_CHECKING:
    from forms.surveys.models import SurveyPage

NOTHING = dict.fromkeys(LANGUAGES, "")


def compile_survey(page: "SurveyPage") -> dict[str, Any]:
    """Return the definition of a survey as its pages stand now, drafts included. The lint says what is missing."""
    pages = page.in_each_language()
    return {
        "schema_version": SCHEMA_VERSION,
        "key": page.key,
        "languages": list(LANGUAGES),
        "title": {code: pages[code].title if code in pages else "" for code in LANGUAGES},
        "summary": {code: pages[code].summary if code in pages else "" for code in LANGUAGES},
        "start": {"minutes": page.minutes, **dict.fromkeys(START, NOTHING)},
        "privacy": page.privacy_notice.frozen() if page.privacy_notice else {},
        "declaration": NOTHING,
        "steps": compile_steps(with_parts(stored(page, "steps"))),
        "eligibility": [],
        "advice": [],
        "resume": "code",
        "offence_map": [],
        "transfer": {},
    }
