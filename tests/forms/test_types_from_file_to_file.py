"""A report type as a file: out of one site, into another, as drafts that compile to the same form."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cms.models import ListPage, PrivacyNotice
from forms.compile import compile_page, stored
from forms.exchange.reading import MOST_BYTES, Unreadable, read
from forms.exchange.writing import exported
from forms.models import ReportTypePage, SampleAnswers
from tests.definitions import ANSWERS, both, theft
from workflows.models import ReportType, ReviewPolicy

SignIn = Callable[[User], Client]
Json = dict[str, Any]
IMPORT = "/admin/report-types/import/"


def bytes_of(body: Any) -> bytes:
    """A file."""
    return json.dumps(body).encode()


def a_file(**more: Any) -> Json:
    """The file of the theft of the tests."""
    definition = {**theft(), **more.pop("definition", {})}
    return {"format": "constat-report-type", "schema_version": 2, "definition": definition, **more}


@pytest.fixture
def with_samples(theft_page: ReportTypePage) -> ReportTypePage:
    """The theft with test answers and a retired question, as a draft."""
    draft = theft_page.get_latest_revision_as_object()
    draft.sample_answers.add(SampleAnswers(name="Bike", answers=ANSWERS))
    draft.keywords_fr = "vol, cambriolage"
    steps = stored(draft, "steps")
    steps[4]["value"]["items"][2]["value"]["retired"] = True
    draft.steps = json.dumps(steps)
    draft.save_revision()
    return ReportTypePage.objects.get(pk=theft_page.pk)


@pytest.fixture
def send_file(
    dana: User, signed_in: SignIn, lists: dict[str, ListPage], privacy_notice: PrivacyNotice, unit: Any
) -> Callable[..., str]:
    """Import a file as Dana; return what the screen says."""
    client = signed_in(dana)

    def send(data: bytes, **more: Any) -> str:
        sent = {
            "file": SimpleUploadedFile("type.json", data),
            "policy": ReviewPolicy.objects.get(key="standard").pk,
            "privacy_notice": privacy_notice.pk,
            "parent": lists["en"].pk,
            **more,
        }
        return client.post(IMPORT, sent, follow=True).content.decode()

    return send


Send = Callable[..., str]


def draft_of(key: str) -> ReportTypePage:
    """The draft of a report type."""
    found: ReportTypePage = ReportTypePage.objects.get(key=key).get_latest_revision_as_object()
    return found


def test_a_type_goes_round_and_stays_the_same(with_samples: ReportTypePage, send_file: Send) -> None:
    first = exported(with_samples.get_latest_revision_as_object())
    said = send_file(bytes_of(first), key="second")
    assert "is a draft in both languages. Nothing is published." in said
    again = exported(draft_of("second"))
    assert {**again["definition"], "key": "theft"} == first["definition"]
    for name in ("test_answers", "retired", "keywords", "icon"):
        assert again[name] == first[name]
    assert [block["key"] for block in (each["question"] for each in again["retired"])] == ["email"]


def test_what_comes_in_is_a_draft_in_both_languages(with_samples: ReportTypePage, send_file: Send) -> None:
    send_file(bytes_of(exported(with_samples)), key="second")
    page = ReportTypePage.objects.get(key="second")
    french = page.twins.get()
    assert (page.live, french.live, french.title) == (False, False, "Vol")
    assert (page.slug, french.slug) == ("theft-2", "vol-2")
    assert not ReportType.objects.filter(key="second").exists()
    page.get_latest_revision().publish()
    assert ReportType.objects.get(key="second").current_version.number == 1


def test_says_what_was_not_taken_over(with_samples: ReportTypePage, send_file: Send) -> None:
    body = a_file(icon="rocket", source={"parts": 2}, pages={"en": {"slug": "theft"}})
    body["definition"]["offence_map"] = [{"if": None, "offence": "9999"}]
    said = send_file(bytes_of(body), key="second")
    for sentence in (
        "The key is “second”; in the file it was “theft”.",
        "The address “theft” is taken; it is now “theft-2”.",
        "The icon “rocket” is not known here.",
        "The privacy notice of the file was not taken over",
        "It included 2 parts of the library.",
        "The offence code 9999 is not in the register",
    ):
        assert sentence in said


def test_a_key_that_is_taken_is_refused(with_samples: ReportTypePage, send_file: Send) -> None:
    assert "belongs to another report type" in send_file(bytes_of(exported(with_samples)))
    assert ReportTypePage.objects.count() == 2


def test_a_file_of_the_first_schema_version_is_brought_up(send_file: Send) -> None:
    definition = {
        name: part for name, part in theft().items() if name not in {"eligibility", "advice", "resume"}
    }
    old = {"format": "constat-report-type", "definition": {**definition, "schema_version": 1}}
    said = send_file(bytes_of(old))
    assert "The file was of schema version 1 and was brought up to the present one." in said
    body = compile_page(draft_of("theft"))
    assert (body["schema_version"], body["eligibility"], body["resume"]) == (2, [], "code_and_link")


def test_anonymity_comes_back_as_its_block(send_file: Send, theft_page: ReportTypePage) -> None:
    steps = stored(theft_page, "steps")
    rule = {"type": "anonymity", "value": {"rule": both("We keep no address.")}}
    steps[4]["value"]["items"].insert(0, rule)
    steps[4]["value"]["items"][1]["value"]["identifies"] = True
    theft_page.steps = json.dumps(steps)
    send_file(bytes_of(exported(theft_page)), key="second")
    blocks = stored(draft_of("second"), "steps")[4]["value"]["items"]
    assert [block["type"] for block in blocks][:2] == ["anonymity", "question"]
    assert blocks[1]["value"]["identifies"] is True


def deep(levels: int) -> Json:
    """Answers in answers."""
    return {"a": deep(levels - 1)} if levels else {}


def without(name: str) -> Json:
    """A file whose definition misses something."""
    return a_file(definition={}) | {"definition": {key: part for key, part in theft().items() if key != name}}


HOSTILE = [
    (b"\xff\xfe{}", "not text in UTF-8"),
    (b"{", "line 1, column 2"),
    (b"[" * 1000 + b"]" * 1000, "nested too deeply"),
    (b'{"a":' * 100_000, "nested too deeply"),
    (b"[]", "no JSON object"),
    (b'{"a": NaN}', "number that cannot be read"),
    (b'{"a": ' + b"9" * 5000 + b"}", "number that cannot be read"),
    (b'{"a": 1e999}', "number that cannot be read"),
    (b'{"a": "\\ud800"}', "characters that cannot be stored"),
    (b'{"a": "\\u0000"}', "characters that cannot be stored"),
    (b" " * (MOST_BYTES + 1), "larger than 2 MB"),
    (b"{}", "no file of a report type"),
    (bytes_of({"format": "constat-report-type"}), "“definition” must be a JSON object"),
    (bytes_of(a_file(definition={"schema_version": 99})), "schema version 99"),
    (bytes_of(a_file(definition={"schema_version": "2"})), "of which schema version"),
    (bytes_of({**a_file(), "schema_version": 99}), "schema version 99"),
    (
        bytes_of({**a_file(), "schema_version": 1}),
        "“schema_version” is 1 for the file and 2 for its definition",
    ),
    (bytes_of({**a_file(), "schema_version": "2"}), "of which schema version"),
    (bytes_of(without("steps")), "missing: steps"),
    (bytes_of(a_file(definition={"steps": {}})), "steps: “{}” is of the wrong type; it must be: array"),
    (bytes_of(a_file(definition={"key": "Not a key"})), "key: “Not a key” is not written as it must be"),
    (bytes_of(a_file(definition={"extra": 1})), "The definition: not known here: extra"),
    (bytes_of(a_file(definition={"resume": "never"})), "resume: “never” is none of these"),
    (bytes_of(a_file(pages=[])), "“pages” must be a JSON object"),
    (bytes_of(a_file(test_answers=[{"answers": 1}])), "Test answers 1 need a name"),
    (bytes_of(a_file(test_answers=[{"answers": {}, "expected": "submits", "on_day": "x"}])), "no date"),
    (bytes_of(a_file(test_answers={})), ""),
    (bytes_of(a_file(test_answers=[{"answers": deep(20), "expected": "submits"}])), "nested too deeply"),
    (bytes_of(a_file(retired=[{"question": {}}])), "retired question"),
]


@pytest.mark.parametrize(("data", "sentence"), HOSTILE)
def test_whatever_is_wrong_with_a_file_is_a_sentence(data: bytes, sentence: str) -> None:
    if not sentence:
        assert read(data).samples == []
        return
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert sentence in " ".join(refused.value.sentences)


def test_a_fault_deep_inside_says_where() -> None:
    body = theft()
    body["steps"][2]["items"][0]["questions"][0]["kind"] = "telepathy"
    body["steps"][0]["items"][1]["if"] = {"drop table": []}
    with pytest.raises(Unreadable) as refused:
        read(bytes_of(a_file(definition=body)))
    said = "\n".join(refused.value.sentences)
    assert "steps › 1 › items › 2 › if: not known here: drop table." in said
    assert "steps › 3 › items › 1 › questions › 1 › kind: “telepathy” is none of these" in said


@pytest.mark.parametrize("line", ["", "Long. " * 60])
def test_a_line_that_is_missing_or_long_comes_in_as_a_draft(send_file: Send, line: str) -> None:
    said = send_file(bytes_of(a_file(definition={"summary": both(line)})))
    assert "is a draft in both languages. Nothing is published." in said
    assert draft_of("theft").summary == line[:160]


def test_a_fault_is_said_once() -> None:
    with pytest.raises(Unreadable) as refused:
        read(bytes_of(a_file(definition={"title": {}})))
    assert refused.value.sentences == ["title: missing: en, fr."]


def test_a_number_that_no_version_can_keep_is_refused() -> None:
    body = theft()
    body["steps"][0]["items"][0]["limits"] = {"max": 10**400}
    with pytest.raises(Unreadable, match="number or a character that cannot be kept"):
        read(bytes_of(a_file(definition=body)))


def test_a_draft_that_no_version_can_keep_is_not_exported(
    with_samples: ReportTypePage, dana: User, signed_in: SignIn
) -> None:
    draft = with_samples.get_latest_revision_as_object()
    draft.transfer = {"code": 10**30}
    draft.save_revision()
    address = reverse("report_types:export", args=[with_samples.pk])
    said = signed_in(dana).get(address, follow=True)
    assert said.redirect_chain == [(reverse("report_types:versions", args=[with_samples.pk]), 302)]
    assert "number or a character that cannot be kept" in said.content.decode()


def test_the_file_of_a_version_has_its_titles(with_samples: ReportTypePage) -> None:
    version = with_samples.version
    draft = with_samples.get_latest_revision_as_object()
    draft.title = draft.summary = "Not yet published"
    assert exported(draft, version)["pages"]["en"]["title"] == "Theft"
    assert exported(draft)["pages"]["en"]["title"] == "Not yet published"


def test_a_refused_file_makes_nothing(send_file: Send) -> None:
    assert "no file of a report type" in send_file(b"{}")
    assert not ReportTypePage.objects.exists()


def test_editors_export_drafts_and_versions(
    with_samples: ReportTypePage, dana: User, signed_in: SignIn
) -> None:
    client = signed_in(dana)
    listed = client.get(reverse("report_types:versions", args=[with_samples.pk])).content.decode()
    assert "Export version 1" in listed
    draft = client.get(reverse("report_types:export", args=[with_samples.pk]))
    version = client.get(reverse("report_types:export_version", args=[with_samples.pk, 1]))
    assert draft["Content-Disposition"] == 'attachment; filename="theft-draft.json"'
    assert json.loads(version.content)["definition"] == with_samples.version.definition
    assert json.loads(draft.content)["test_answers"][0]["name"] == "Bike"
    assert client.get(reverse("report_types:export_version", args=[with_samples.pk, 9])).status_code == 404


@pytest.mark.parametrize("name", ["noor", "ana"])
def test_others_take_nothing_in_or_out(
    theft_page: ReportTypePage, person: Callable[[str], User], signed_in: SignIn, name: str
) -> None:
    client = signed_in(person(name))
    for address in (IMPORT, reverse("report_types:export", args=[theft_page.pk])):
        assert client.get(address).status_code == 302


def test_a_copy_is_a_new_type_in_both_languages(
    with_samples: ReportTypePage, dana: User, signed_in: SignIn
) -> None:
    sent = {
        "key": "found",
        "title_en": "Found",
        "slug_en": "found",
        "title_fr": "Trouvé",
        "slug_fr": "trouve",
    }
    client = signed_in(dana)
    client.post(reverse("report_types:copy", args=[with_samples.pk]), sent)
    copy = draft_of("found")
    was, now = compile_page(with_samples.get_latest_revision_as_object()), compile_page(copy)
    assert now == {**was, "key": "found", "title": {"en": "Found", "fr": "Trouvé"}}
    assert [each.name for each in copy.sample_answers.all()] == ["Bike"]
    assert (copy.live, copy.policy, copy.twins.get().slug) == (False, with_samples.policy, "trouve")


COPY = {"key": "found", "title_en": "Found", "slug_en": "found", "title_fr": "Trouvé", "slug_fr": "trouve"}


def test_a_copy_of_a_page_without_french_gets_its_french_page(
    theft_page: ReportTypePage, dana: User, signed_in: SignIn, lists: dict[str, ListPage]
) -> None:
    theft_page.twins.get().delete()
    signed_in(dana).post(reverse("report_types:copy", args=[theft_page.pk]), {**COPY, "slug_fr": "vol"})
    french = draft_of("found").twins.get()
    assert (french.title, french.slug, french.get_parent().pk) == ("Trouvé", "vol", lists["fr"].pk)


def test_no_copy_where_the_list_has_no_french(
    theft_page: ReportTypePage, dana: User, signed_in: SignIn, lists: dict[str, ListPage]
) -> None:
    lists["fr"].delete()
    said = signed_in(dana).post(reverse("report_types:copy", args=[theft_page.pk]), COPY).content.decode()
    assert "This list has no page in the other language. Translate it first." in said
    assert not ReportTypePage.objects.filter(key="found").exists()


def test_a_copy_needs_a_key_and_addresses_of_its_own(
    theft_page: ReportTypePage, dana: User, signed_in: SignIn
) -> None:
    sent = {"key": "theft", "title_en": "X", "slug_en": "theft", "title_fr": "Y", "slug_fr": "vol"}
    said = signed_in(dana).post(reverse("report_types:copy", args=[theft_page.pk]), sent).content.decode()
    assert "belongs to another report type" in said
    assert said.count("This address is taken.") == 2
    assert ReportTypePage.objects.count() == 2
