"""The transfer package: a BagIt bag that anyone can check, whole or not there."""

import bagit
import pytest

from integrations.records.bag import Changed, bag_name, write_bag
from integrations.records.message import ReportingPerson
from integrations.records.validation import NotValid
from tests.integrations.reports import FILES, PDF, a_report


def content_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_bag_is_valid_and_holds_everything(tmp_path):
    bag = write_bag(tmp_path, a_report(), pdf=PDF, files=FILES)
    bagit.Bag(str(bag)).validate()
    assert {name for name in content_of(bag) if name.startswith("data/")} == {
        "data/report.xml",
        "data/report.json",
        "data/W26-000001.pdf",
        "data/attachments/att-1.jpg",
    }


def test_every_answer_by_its_key_lies_beside_the_message(tmp_path):
    bag = write_bag(tmp_path, a_report(full_answers='{"story": "é"}'), pdf=PDF, files=FILES)
    bagit.Bag(str(bag)).validate()
    assert (bag / "data" / "answers.json").read_text(encoding="utf-8") == '{"story": "é"}'


def test_the_bag_names_its_key(tmp_path):
    bag = bagit.Bag(str(write_bag(tmp_path, a_report(), pdf=PDF, files=FILES)))
    assert bag.info["External-Identifier"] == "T-7KQ4-M2PD-X:v1"


def test_the_same_report_makes_the_same_bag(tmp_path):
    first = write_bag(tmp_path / "a", a_report(), pdf=PDF, files=FILES)
    second = write_bag(tmp_path / "b", a_report(), pdf=PDF, files=FILES)
    assert content_of(first) == content_of(second)


def test_a_bag_that_is_there_is_replaced(tmp_path):
    write_bag(tmp_path, a_report(story="old"), pdf=PDF, files=FILES)
    bag = write_bag(tmp_path, a_report(story="new"), pdf=PDF, files=FILES)
    assert b"new" in (bag / "data" / "report.xml").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [bag.name]


def test_large_files_can_be_handed_as_something_to_open(tmp_path):
    (tmp_path / "photo").write_bytes(FILES["att-1"])
    files = {"att-1": lambda: (tmp_path / "photo").open("rb")}
    bag = write_bag(tmp_path / "bags", a_report(), pdf=PDF, files=files)
    assert (bag / "data" / "attachments" / "att-1.jpg").read_bytes() == FILES["att-1"]


@pytest.mark.parametrize(
    ("pdf", "files"), [(b"another", FILES), (PDF, {}), (PDF, {"att-1": b"another"}), (None, FILES)]
)
def test_a_file_that_is_not_what_the_report_says_stops_it(tmp_path, pdf, files):
    with pytest.raises(Changed):
        write_bag(tmp_path, a_report(), pdf=pdf, files=files)
    assert list(tmp_path.iterdir()) == []


def test_a_message_that_is_not_valid_is_never_bagged(tmp_path):
    with pytest.raises(NotValid):
        write_bag(tmp_path, a_report(reporting_person=ReportingPerson(role="NOBODY")), pdf=PDF, files=FILES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["../../etc/passwd", "a/b", "", ".", "é\x00", "x" * 500])
def test_the_name_of_a_bag_stays_in_its_folder(key):
    name = bag_name(key)
    assert name == name.replace("/", "").lstrip(".")
    assert len(name) < 80


def test_keys_that_look_alike_have_bags_of_their_own():
    assert bag_name("a:1") != bag_name("a/1")
