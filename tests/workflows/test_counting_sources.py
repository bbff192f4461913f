"""How many reports came by a source, stage by stage; drafts and reports go, the counts stay."""

from collections.abc import Callable

from accounts.models import User
from tests.definitions import ANSWERS
from workflows.actions import approve_report, claim_report
from workflows.drafts import begin_draft, save_answers
from workflows.forgetting import forget
from workflows.models import FormVersion, OffenceCode, ReportType, SourceDay, Submission
from workflows.sources import Reached, may_see_small_numbers, reached_by
from workflows.submitting import submit_report


def begun(report_type: ReportType, source: str = "bike-poster") -> Submission:
    return begin_draft(report_type, language="en", source=source)


def sent(draft: Submission) -> Submission:
    draft, _ = save_answers(draft, ANSWERS)
    return submit_report(draft, declaration=True, key="k").submission


def test_a_draft_is_begun(theft_type: ReportType) -> None:
    begun(theft_type)
    begun(theft_type)
    assert reached_by(["bike-poster"]) == {"bike-poster": Reached(begun=2)}


def test_a_report_is_counted_at_each_stage(theft_type: ReportType, noor: User, ravi: User) -> None:
    report = claim_report(sent(begun(theft_type)), by=noor, seen=1)
    approve_report(report, by=noor, seen=report.version, offence=OffenceCode.objects.first())
    assert reached_by(["bike-poster"])["bike-poster"] == Reached(1, 1, 1)


def test_sending_twice_counts_once(theft_type: ReportType) -> None:
    draft, _ = save_answers(begun(theft_type), ANSWERS)
    for _ in range(2):
        submit_report(draft, declaration=True, key="k")
    assert reached_by(["bike-poster"])["bike-poster"] == Reached(1, 1)


def test_what_has_no_source_is_not_counted(theft_type: ReportType) -> None:
    sent(begun(theft_type, ""))
    assert not SourceDay.objects.exists()


def test_a_source_that_nobody_came_by_is_nothing(db: None) -> None:
    assert reached_by(["bike-bus"]) == {"bike-bus": Reached()}


def test_a_draft_that_is_deleted_stays_counted(theft_type: ReportType) -> None:
    forget(begun(theft_type))
    assert reached_by(["bike-poster"])["bike-poster"].begun == 1


def test_a_draft_that_comes_back_out_of_a_file_is_not_begun_again(theft_type: ReportType) -> None:
    version: FormVersion | None = theft_type.current_version
    begin_draft(theft_type, language="en", source="bike-poster", version=version)
    assert not SourceDay.objects.exists()


def test_only_the_desk_sees_small_numbers(person: Callable[[str], User]) -> None:
    seen = {
        name: may_see_small_numbers(person(name)) for name in ("noor", "ines", "dana", "pat", "ana", "sam")
    }
    assert seen == {"noor": True, "ines": True, "dana": False, "pat": False, "ana": False, "sam": False}
