"""After a leak: the list of affected people, sealed, readable by its owner only, written down."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import cli
from storage import audit, contacts, inbox, tickets
from storage.records.ticket import Outcome, Priority, TicketKind
from storage.sealing import Sealer, create_keys, load_keys
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx
from tests.world import moment

LEAK = moment("2026-11-10 12:00")


def wrote(tx: Tx, key: str, at: datetime) -> int:
    """Somebody writes something."""
    contact = contacts.contact_id(tx, "telegram", key, at)
    inbox.keep(tx, "telegram", f"u{key}{at}", contact, "text", "{}", at, at)
    return contact


def case(tx: Tx, serial: int, contact: int | None, opened: datetime, closed: datetime | None) -> None:  # fmt: skip
    number = f"W-2026-{serial:04d}"
    tickets.open_ticket(
        tx, number, TicketKind.VISIT, Priority.NORMAL, channel="telegram", contact=contact,
        at=opened, fields={"phone": f"010-0000-{serial:04d}", "place": "바다로 7"},
    )  # fmt: skip
    if closed:
        tickets.close(tx, number, Outcome.ANSWERED, "", closed)


def fill(tx: Tx) -> None:
    """Five people around a leak on one day."""
    day = timedelta(days=1)
    wrote(tx, "on the day", LEAK)
    wrote(tx, "the day before", LEAK - day)
    open_case = wrote(tx, "long ago, case open", LEAK - 60 * day)
    case(tx, 1, open_case, LEAK - 60 * day, None)
    closed_case = wrote(tx, "long ago, case closed", LEAK - 60 * day)
    case(tx, 2, closed_case, LEAK - 60 * day, LEAK - 50 * day)
    contacts.set_blocked(tx, open_case, LEAK)
    case(tx, 3, None, LEAK, None)


@pytest.fixture
async def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    sealer = Sealer(create_keys(tmp_path / "keys.json"))
    store = SqliteStore(tmp_path / "welfare.db", sealer, "songsan1")
    await store.run(fill)
    store.close()
    return tmp_path


def export(data: Path, *more: str) -> tuple[int, Path | None]:
    status = cli.main(["breach", "export", "--from", "2026-11-10", "--to", "2026-11-10", *more])
    return status, next(iter(data.glob("affected-*.sealed")), None)


def rows(text: str) -> dict[str, dict[str, str]]:
    return {row["chat_key"]: row for row in csv.DictReader(io.StringIO(text))}


def test_everybody_whose_data_was_there_is_listed_and_nobody_else(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _status, made = export(data, "--reason", "노트북 분실")
    capsys.readouterr()
    cli.main(["breach", "open", str(made), "--reason", "통지"])

    found = rows(capsys.readouterr().out)

    assert set(found) == {"on the day", "long ago, case open", ""}
    person = found["long ago, case open"]
    assert person["cases"] == "W-2026-0001"
    assert person["phones"] == "010-0000-0001"
    assert person["reachable_by_chat"] == "no"
    assert person["kept"] == "phone place"
    assert found["on the day"]["kept"] == "talk"
    assert found[""]["cases"] == "W-2026-0003"


def test_the_list_is_sealed_and_readable_by_its_owner_only(data: Path) -> None:
    status, made = export(data, "--reason", "노트북 분실")

    assert status == 0
    assert made is not None
    assert made.stat().st_mode & 0o077 == 0
    assert b"0000-0001" not in made.read_bytes()
    assert b"on the day" not in made.read_bytes()


def test_making_and_reading_the_list_are_written_down_with_their_reason(data: Path) -> None:
    _status, made = export(data, "--reason", "노트북 분실")
    cli.main(["breach", "open", str(made), "--reason", "통지"])

    sealer = Sealer(load_keys(data / "keys.json"))
    store = SqliteStore(data / "welfare.db", sealer, "songsan1")
    lines = audit.lines(store._tx)
    store.close()

    assert [(x.action, x.subject, x.detail) for x in reversed(lines)] == [
        ("breach_export", "3 people", "2026-11-10..2026-11-10 노트북 분실"),
        ("breach_opened", made.name if made else "", "통지"),
    ]


@pytest.mark.parametrize(
    "wrong", [("--reason", " "), ("--reason", "x", "--to", "2026-11-09")], ids=json.dumps
)
def test_without_a_reason_or_with_days_turned_round_nothing_is_made(
    data: Path, wrong: tuple[str, ...]
) -> None:
    status, made = export(data, *wrong)

    assert status == 2
    assert made is None
