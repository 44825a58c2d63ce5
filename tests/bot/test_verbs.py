"""The operator's verbs, as processes and as functions; two forms are relied on from outside."""

from __future__ import annotations

import io
import json
import socket
import sqlite3
import sys
from types import SimpleNamespace

import pytest

from bot import cli, verbs
from bot.core import Core
from bot.single import Lock
from bot.verbs import cases, understand
from storage.sealing import create_keys
from tests import world

FORM = {"text", "danger", "intent", "matches", "decision"}
INTENTS = {
    "greeting", "thanks", "goodbye", "talk_to_person", "request_callback", "report_neighbour",
    "ask_hours", "cancel", "go_back", "restart", "yes", "no", "dont_know", "repeat",
    "subscribe_news", "unsubscribe_news", "my_requests", "delete_my_data", "complaint_about_bot",
    "language_change",
}  # fmt: skip


@pytest.fixture
def bot(monkeypatch, tmp_path, capsys):
    """Run a verb in this process; return (exit status, out, err)."""
    monkeypatch.setattr(understand, "reader_of", lambda _: SimpleNamespace(read=world.known))

    def run(*argv: str, given: str = "", **environ: str) -> tuple[int, str, str]:
        for name, value in {"DATA_DIR": str(tmp_path / "data"), **environ}.items():
            monkeypatch.setenv(name, value)
        stdin = io.TextIOWrapper(io.BytesIO(given.encode("utf-8", "surrogatepass")))
        monkeypatch.setattr(sys, "stdin", stdin)
        status = cli.main(argv)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def lines(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def test_understand_prints_one_line_of_the_documented_form_for_each(bot):
    texts = [
        "기초연금 얼마예요",
        "죽고 싶어요",
        "안녕하세요",
        "",
        "ㅁㄴㅇㄹ",
        "옆집 할머니가 안 보여요",
    ]
    given = "".join(json.dumps({"text": t}) + "\n" for t in texts)

    status, out, _err = bot("understand", given=given)

    assert status == 0
    for text, answer in zip(texts, lines(out), strict=True):
        assert answer["text"] == text
        assert answer.keys() == FORM
        assert answer["decision"] in ("answer", "choose", "person", "flow")
        assert answer["intent"] is None or answer["intent"] in INTENTS
        assert len(answer["matches"]) <= 5
        assert all(m.keys() == {"id", "score"} for m in answer["matches"])


def test_understand_names_danger_with_kind_tier_and_numbers(bot):
    _status, out, _err = bot("understand", given='{"text": "죽고 싶어요"}\n')

    (answer,) = lines(out)
    assert answer["danger"]["kind"] == "suicide"
    assert answer["danger"]["tier"] == "hard"
    assert "109" in answer["danger"]["numbers"]


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        '"text"',
        "{}",
        '{"text": 1}',
        '{"text": null}',
        "null",
        "[" * 2000,
        "\ud83d",
    ],
)
def test_understand_answers_a_malformed_line_with_an_error_and_goes_on(bot, line: str):
    status, out, _err = bot("understand", given=f'{line}\n{{"text": "안녕하세요"}}\n')

    wrong, right = lines(out)
    assert "error" in wrong
    assert right["intent"] == "greeting"
    assert status == 1


def test_understand_takes_half_a_surrogate_and_empty_lines(bot):
    status, out, _err = bot("understand", given='\n{"text": "\\ud83d"}\n\n')

    assert status == 0
    assert lines(out)[0]["text"] == "\ud83d"


@pytest.fixture
async def filled(tmp_path):
    """A data folder with one report in it, of a service that has stopped."""
    from bot.core import World
    from bot.staff_group import StaffGroup

    (tmp_path / "data").mkdir()
    made = create_keys(tmp_path / "data" / "keys.json")
    clock = world.StillClock(world.moment("2026-11-23 10:00"))
    office = world.RunningOffice.__new__(world.RunningOffice)
    office.folder, office.clock, office.known = tmp_path, clock, world.known()
    office.group_key, office.everything_said, office.residents = "", [], 0
    office.core = Core(
        tmp_path / "data" / "welfare.db", made, world.known(),
        World(clock, lambda: "t"), StaffGroup("telegram", "", ""),
    )  # fmt: skip
    await office.core.start(clock=False)
    me = office.resident()
    await me.presses_value("s:visit")
    for said in ("카나리아 사정", "네", "010-7777-8888", "카나리아길 7", "카나리아 없을 때"):
        await me.says(said)
    await office.core.stop()


def test_cases_prints_the_documented_form_with_personal_fields_masked(filled, bot):
    status, out, _err = bot("cases", "--json")

    (row,) = [r for r in lines(out) if r["kind"] == "visit"]
    assert status == 0
    assert {
        "number",
        "kind",
        "status",
        "priority",
        "opened_at",
        "due_at",
        "channel",
        "outcome",
    } <= row.keys()
    assert "카나리아" not in out
    assert "7777" not in out


def test_cases_are_revealed_only_with_a_reason_which_is_audited(filled, bot, tmp_path):
    refused, nothing, why = bot("cases", "--json", "--reveal")
    status, out, _err = bot("cases", "--json", "--reveal", "--reason", "민원 확인")
    with sqlite3.connect(tmp_path / "data" / "welfare.db") as database:
        written = database.execute("SELECT action, detail FROM audit").fetchall()
    database.close()

    assert refused == 2
    assert nothing == ""
    assert "--reason" in why
    assert status == 0
    assert "카나리아길 7" in out
    assert written == [("reveal_all", "민원 확인")]


def test_a_report_told_in_free_words_shows_no_word_of_it(filled, bot):
    assert "signs" not in cases.OPEN_FIELDS
    assert "times" not in cases.OPEN_FIELDS


def test_doctor_names_what_is_missing_and_how_to_mend_it(filled, bot):
    status, out, _err = bot("doctor", PORT="1")

    assert status == 1
    assert "staff add" in out
    assert "OFFICE_PHONE" in out


def test_doctor_finds_nothing_wrong_with_a_good_house(filled, bot):
    bot("staff", "add", "kim", "--name", "김 담당")

    status, out, _err = bot("doctor", PORT="1", OFFICE_PHONE="031-000-0000")

    assert (status, out.strip()) == (0, "✓ no fault found")


def test_a_running_service_that_answers_on_its_port_is_no_fault(filled, bot, tmp_path):
    bot("staff", "add", "kim", "--name", "김 담당")
    with socket.create_server(("127.0.0.1", 0)) as port:
        number = str(port.getsockname()[1])
        with Lock(tmp_path / "data"):
            running, out, _err = bot("doctor", PORT=number, OFFICE_PHONE="031-000-0000")
        stranger, said, _err = bot("doctor", PORT=number, OFFICE_PHONE="031-000-0000")

    assert (running, out.strip()) == (0, "✓ no fault found")
    assert stranger == 1
    assert f"another program answers on port {number}" in said


def test_nobody_talks_in_a_terminal_beside_the_service(filled, bot, tmp_path, monkeypatch):
    # its lines would go to a stream that pytest takes away
    monkeypatch.setattr("bot.logs.set_up", lambda *_: None)
    with Lock(tmp_path / "data"):
        status, _out, err = bot("chat")

    assert status == 2
    assert "another service runs on" in err


def test_nights_without_a_backup_are_a_fault(filled, bot, tmp_path):
    bot("staff", "add", "kim", "--name", "김 담당")
    with sqlite3.connect(tmp_path / "data" / "welfare.db") as database:
        database.execute("INSERT INTO job_run VALUES ('songsan1', 'backup', 0, 0, 'begun')")
    database.close()

    missing = bot("doctor", PORT="1", OFFICE_PHONE="031-000-0000")
    bot("backup")
    made = bot("doctor", PORT="1", OFFICE_PHONE="031-000-0000")

    assert missing[0] == 1
    assert "there was no backup for" in missing[1]
    assert made[0] == 0


def test_after_the_keys_were_changed_the_newest_backup_opens_with_them(filled, bot):
    bot("backup")

    changed, said, _err = bot("keys", "rotate")
    proven, drilled, _err = bot("restore", "--drill")

    assert (changed, proven) == (0, 0)
    assert "proven by a restore" in said
    assert "sound" in drilled


def test_a_backup_that_the_keys_do_not_open_is_a_fault_before_it_is_needed(filled, bot, tmp_path):
    bot("staff", "add", "kim", "--name", "김 담당")
    (tmp_path / "other").mkdir()
    create_keys(tmp_path / "other" / "keys.json")
    theirs = str(tmp_path / "other" / "keys.json")
    bot("backup", KEY_FILE=theirs)

    useless, out, _err = bot("doctor", PORT="1", OFFICE_PHONE="031-000-0000", KEY_FILE="")

    assert useless == 1
    assert "does not open with these keys" in out


def test_on_a_new_disk_a_folder_of_backups_and_the_key_file_are_enough(filled, bot, tmp_path):
    away = str(tmp_path / "away")
    bot("backup", "--to", away)
    (tmp_path / "new").mkdir()
    (tmp_path / "data" / "keys.json").rename(tmp_path / "new" / "keys.json")

    status, out, _err = bot("restore", away, DATA_DIR=str(tmp_path / "new"))
    _status, told, _err = bot("cases", DATA_DIR=str(tmp_path / "new"))

    assert (status, out.splitlines()[-1]) == (0, "restored")
    assert "W-2026-0001" in told


def test_without_the_key_file_doctor_does_not_send_one_to_the_backups(filled, bot, tmp_path):
    (tmp_path / "data" / "keys.json").unlink()

    _status, out, _err = bot("doctor", PORT="1", OFFICE_PHONE="031-000-0000")

    (fault,) = out.splitlines()
    assert "put your copy of it there" in fault


def test_faq_check_finds_no_error_in_what_is_shipped(bot):
    status, out, _err = bot("faq", "check", "--quiet")

    assert status == 0
    assert " 0 errors" in out


def test_faq_check_names_file_and_line_of_a_broken_entry(bot, tmp_path):
    (tmp_path / "faq" / "ko").mkdir(parents=True)
    (tmp_path / "faq" / "ko" / "broken.yaml").write_text("entries:\n  - id: [\n", "utf-8")

    status, _out, err = bot("faq", "check", FAQ_DIR=str(tmp_path / "faq"))

    assert status == 2
    assert "broken.yaml:" in err


def test_staff_are_added_once_linked_and_disabled(filled, bot):
    assert bot("staff", "add", "kim", "--name", "김 담당")[1].startswith(
        "http://127.0.0.1:8080/staff/link/"
    )
    assert bot("staff", "add", "kim", "--name", "김 담당")[0] == 2
    assert bot("staff", "link", "nobody")[0] == 2
    assert bot("staff", "disable", "kim")[0] == 0
    assert "disabled" in bot("staff", "list")[1]


def test_settings_are_shown_without_secrets(bot):
    status, out, _err = bot("settings", TELEGRAM_BOT_TOKEN="123:canary")

    assert status == 0
    assert "canary" not in out


def test_wrong_settings_are_sentences_and_no_traceback(bot):
    status, out, err = bot("settings", PORT="no", LOG_LEVEL="loud")

    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 2


def test_a_day_and_a_file_that_are_none_are_named_in_words(filled, bot, capsys):
    with pytest.raises(SystemExit):
        bot("breach", "export", "--from", "yesterday", "--to", "2026-11-23", "--reason", "lost")
    said = capsys.readouterr().err
    status, _out, err = bot("breach", "open", "nowhere.sealed", "--reason", "notice")

    assert "write a day as 2026-11-23, not yesterday" in said
    assert (status, err) == (2, "bot: nowhere.sealed: No such file or directory\n")


def test_no_database_is_one_clear_sentence(bot):
    status, _out, err = bot("cases")

    assert status == 2
    assert err.startswith("bot: there is no database")


@pytest.mark.parametrize("verb", verbs.NAMES)
def test_every_verb_explains_itself(verb: str, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([verb, "--help"])

    assert ended.value.code == 0
    assert "usage: python -m bot" in capsys.readouterr().out
