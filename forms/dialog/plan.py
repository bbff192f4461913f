"""What publishing a draft would do, gathered for the people who decide."""

from dataclasses import dataclass

from forms.changes import all_changes
from forms.checking import french
from forms.checking.texts import texts_of
from forms.compile import compile_page
from forms.drafts import Drafts, drafts_by_version
from forms.library_uses import changed_parts
from forms.lint import Finding
from forms.models import ReportTypePage, ReusablePart
from forms.publishing import can_be_kept, findings_for
from forms.samples import Result, results
from workflows import definition
from workflows.actors import By
from workflows.models import FormVersion
from workflows.replay import Replay, replay


@dataclass(frozen=True)
class Plan:
    """What publishing would do: to the form, to drafts, to reports like the last ones; and what stands against it."""

    version: FormVersion | None
    unchanged: bool
    changes: list[str]
    drafts: list[Drafts]
    refusals: list[Finding]
    advice: list[Finding]
    tried: list[Result]
    replay: Replay | None
    parts: list[ReusablePart]
    stale: int


def plan_for(page: ReportTypePage, draft: ReportTypePage, *, by: By) -> Plan:
    """Return what publishing `draft` would do; the replay is written into history."""
    body = compile_page(draft)
    version = page.version
    found = findings_for(draft)
    kept = can_be_kept(body)
    return Plan(
        version=version,
        unchanged=kept and version is not None and version.digest == definition.digest(body),
        changes=all_changes(version.definition, body) if version else [],
        drafts=drafts_by_version(page.report_type) if page.report_type else [],
        refusals=[each for each in found if each.blocks],
        advice=[each for each in found if not each.blocks],
        tried=results(draft.sample_answers.all(), body),
        replay=replay(page.report_type, body, by=by) if page.report_type and kept else None,
        parts=changed_parts(page),
        stale=len(french.stale(texts_of(draft, body), french.known(draft))),
    )
