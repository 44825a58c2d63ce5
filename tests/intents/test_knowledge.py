"""Files of the knowledge: all faults at once, each with file and line; the shipped ones are in order."""

from datetime import date
from pathlib import Path

import pytest

from intents.entry import Knowledge
from intents.load import FaultyData, check, load
from tests.one_entry import ENTRIES


def write(folder: Path, text: str) -> Path:
    (folder / "ko").mkdir(exist_ok=True)
    (folder / "ko" / "a.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_good_file_is_read(tmp_path: Path) -> None:
    assert load(write(tmp_path, ENTRIES)).entries["one"].where == "ko/a.yaml:5"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (
            ENTRIES.replace("    title: 하나\\n".replace("\\n", "\n"), ""),
            "ko/a.yaml:5: 'title' is missing",
        ),
        (
            ENTRIES.replace("review_by: 2027-01-15", "review_by: soon"),
            "ko/a.yaml:5: 'review_by' must be a day",
        ),
        (ENTRIES.replace("owner: 팀\n", ""), "ko/a.yaml:4: 'owner' is missing"),
        (ENTRIES + "    related: [two]\n", "ko/a.yaml:5: no entry 'two'"),
        (ENTRIES + "intents:\n  - {id: bye, entry: two}\n", "ko/a.yaml:12: no entry 'two'"),
        (ENTRIES + "    details: {size: 큼}\n", "unknown detail size"),
        (ENTRIES + "  - [\n", "ko/a.yaml:"),
        ("entries: {a: b", "ko/a.yaml:"),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, broken: str, said: str) -> None:
    with pytest.raises(FaultyData) as caught:
        load(write(tmp_path, broken))

    assert any(fault.startswith(said) or said in fault for fault in caught.value.faults)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = ENTRIES.replace("owner: 팀\n", "") + "\nsynonyms:\n  - {word: 둘, entries: [nowhere]}\n"

    with pytest.raises(FaultyData) as caught:
        load(write(tmp_path, text))

    assert len(caught.value.faults) >= 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [("하나다.", "not polite"), ("전화는 031-850-1234예요.", "typed out"), ("번호는 {tel.nobody}예요.", "no contact"),
     ("가" * 130 + "예요.", "at most 120"), ("네요. 네요. 네요. 네요.", "4 sentences")],
)  # fmt: skip
def test_the_linter_sends_a_text_back(tmp_path: Path, answer: str, said: str) -> None:
    knowledge = load(write(tmp_path, ENTRIES.replace("하나예요.", f'"{answer}"')))

    assert any(
        said in f.what for f in check(knowledge, date(2026, 11, 22)) if f.severity == "error"
    )


def test_a_question_asked_in_two_entries_is_an_error(tmp_path: Path) -> None:
    second = ENTRIES[ENTRIES.index("  - id") :].replace("id: one", "id: two")

    faults = check(load(write(tmp_path, ENTRIES + second)), date(2026, 11, 22))

    assert any("also asked in one" in fault.what for fault in faults)


def test_what_is_due_for_review_is_listed(tmp_path: Path) -> None:
    faults = check(load(write(tmp_path, ENTRIES)), date(2027, 1, 16))

    assert any("due for review" in fault.what for fault in faults)


def test_figures_of_2027_take_over_on_new_years_day(knowledge: Knowledge) -> None:
    median = knowledge.entries["median-2026"]

    assert "2026년" in (median.detail("amount", date(2026, 12, 31)) or "")
    assert "2027년" in (median.detail("amount", date(2027, 1, 1)) or "")


def test_every_entry_has_fifteen_questions(knowledge: Knowledge) -> None:
    assert [e.id for e in knowledge.entries.values() if len(e.questions) < 15] == []
