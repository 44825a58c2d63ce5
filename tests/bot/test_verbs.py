"""The operator's verbs, as processes and as functions; two forms are relied on from outside."""

from __future__ import annotations

import json
import sqlite3

import pytest

from bot import cli, verbs
from bot.single import Lock
from bot.verbs import cases

FORM = {"text", "danger", "intent", "matches", "decision"}
INTENTS = {
    "greeting", "thanks", "goodbye", "talk_to_person", "request_callback", "report_neighbour",
    "ask_hours", "cancel", "go_back", "restart", "yes", "no", "dont_know", "repeat",
    "subscribe_news", "unsubscribe_news", "my_requests", "delete_my_data", "complaint_about_bot",
    "language_change",
}  # fmt: skip


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


def test_nobody_talks_in_a_terminal_beside_the_service(filled, bot, tmp_path, monkeypatch):
    # its lines would go to a stream that pytest takes away
    monkeypatch.setattr("bot.logs.set_up", lambda *_: None)
    with Lock(tmp_path / "data"):
        status, _out, err = bot("chat")

    assert status == 2
    assert "another service runs on" in err


def test_after_the_keys_were_changed_the_newest_backup_opens_with_them(filled, bot):
    bot("backup")

    changed, said, _err = bot("keys", "rotate")
    proven, drilled, _err = bot("restore", "--drill")

    assert (changed, proven) == (0, 0)
    assert "proven by a restore" in said
    assert "sound" in drilled


def test_on_a_new_disk_a_folder_of_backups_and_the_key_file_are_enough(filled, bot, tmp_path):
    away = str(tmp_path / "away")
    bot("backup", "--to", away)
    (tmp_path / "new").mkdir()
    (tmp_path / "data" / "keys.json").rename(tmp_path / "new" / "keys.json")

    status, out, _err = bot("restore", away, DATA_DIR=str(tmp_path / "new"))
    _status, told, _err = bot("cases", DATA_DIR=str(tmp_path / "new"))

    assert (status, out.splitlines()[-1]) == (0, "restored")
    assert "W-2026-0001" in told


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
