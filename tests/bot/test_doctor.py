"""doctor: what is wrong with the house is named, and how to mend it."""

from __future__ import annotations

import socket
import sqlite3

from bot.single import Lock


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


def test_a_backup_that_the_keys_do_not_open_is_a_fault_before_it_is_needed(filled, bot, tmp_path):
    bot("staff", "add", "kim", "--name", "김 담당")
    theirs = str(tmp_path / "theirs")
    bot("staff", "add", "lee", "--name", "이 담당", DATA_DIR=theirs)
    bot("backup", "--to", str(tmp_path / "data" / "backups"), DATA_DIR=theirs)

    useless, out, _err = bot(
        "doctor", PORT="1", OFFICE_PHONE="031-000-0000", DATA_DIR=str(tmp_path / "data")
    )

    assert useless == 1
    assert "does not open with these keys" in out


def test_without_the_key_file_doctor_does_not_send_one_to_the_backups(filled, bot, tmp_path):
    (tmp_path / "data" / "keys.json").unlink()

    _status, out, _err = bot("doctor", PORT="1", OFFICE_PHONE="031-000-0000")

    (fault,) = out.splitlines()
    assert "put your copy of it there" in fault
