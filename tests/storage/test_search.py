"""Sealed tickets are found by number, phone, name, sound, initials and words of a place."""

from __future__ import annotations

import pytest

from storage import search_tokens, tickets
from storage.queries import search
from storage.records.ticket import Priority, TicketKind
from storage.sounds import initials, sound
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx
from tests.world import moment

AT = moment("2026-11-23 10:00")
HANA = {"name": "김하나 할머니", "phone": "010-1234-5678", "place": "송산로77번길 12, 101동302호에"}


def opens(tx: Tx, **fields: str) -> str:
    number = f"W-2026-{tickets.next_serial(tx, 2026):04d}"
    tickets.open_ticket(
        tx, number, TicketKind.REPORT, Priority.NORMAL, channel="web", contact=None, at=AT,
        fields=fields,
    )  # fmt: skip
    return number


async def found(store: SqliteStore, text: str) -> list[str]:
    _total, hits = await store.read(search.find, text, 2026)
    return [hit.ticket.number for hit in hits]


@pytest.mark.parametrize(
    "text",
    [
        "W-2026-0001", "w-2026-1", "2026-0001", "1", "0001", "010-1234-5678", "01012345678", "010 1234 5678",
        "5678", "김하나", "김 하나", "하나", "하나 할머니", "김하나님", "ㄱㅎㄴ", "송산로", "송산", "101동",
        "송산로 77번길", "101동 302호", "101동302호", "하나 송산로", "5678 송산로",
    ],
)  # fmt: skip
async def test_a_case_is_found_by(store: SqliteStore, text: str) -> None:
    await store.run(opens, **HANA)

    assert await found(store, text) == ["W-2026-0001"]


@pytest.mark.parametrize(
    "text",
    ["", "  ", "W-2026-0002", "2", "010-1234-5679", "5679", "김하늬", "ㄱㅎ", "하나 수락산로", "할머니", "302동", "%"],
)  # fmt: skip
async def test_a_case_is_not_found_by(store: SqliteStore, text: str) -> None:
    await store.run(opens, **HANA)

    assert await found(store, text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("류혜진", "유해진"), ("이희수", "리히수"), ("최낙현", "최낚현"), ("왕외순", "왕왜순")],
)
def test_names_that_sound_alike_are_one(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_names_that_differ_stay_apart() -> None:
    assert sound("김하나") != sound("김한아")
    assert initials("김하나") == "ㄱㅎㄴ"


async def test_a_name_is_found_by_its_sound_and_says_so(store: SqliteStore) -> None:
    await store.run(opens, name="유해진")

    _total, hits = await store.read(search.find, "류혜진", 2026)

    assert [hit.by for hit in hits] == [("sound",)]


async def test_a_changed_place_is_found_and_the_old_one_no_longer(store: SqliteStore) -> None:
    number = await store.run(opens, **HANA)

    await store.run(tickets.change_ticket, number, AT, fields={"place": "용현로 3"})

    assert await found(store, "용현로") == [number]
    assert await found(store, "송산로") == []


async def test_no_word_that_can_be_searched_lies_open_in_the_database(store: SqliteStore) -> None:
    await store.run(opens, **HANA)

    rows = await store.read(lambda tx: [tuple(r) for r in tx.all("SELECT * FROM search_token")])

    assert len(rows) > 10
    assert not any("하나" in str(row) or "5678" in str(row) for row in rows)


async def test_cases_from_before_are_indexed_step_by_step(store: SqliteStore) -> None:
    for _ in range(3):
        await store.run(opens, **HANA)
    await store.run(_as_of_old)

    assert await found(store, "김하나") == []
    assert [await store.run(search.index_some, 2) for _ in range(3)] == [2, 1, 0]
    assert len(await found(store, "김하나")) == 3


def _as_of_old(tx: Tx) -> None:
    tx.execute("DELETE FROM search_token")
    tx.execute("UPDATE ticket SET search_version = 0")


async def test_pages_hold_fifty_and_together_all(store: SqliteStore) -> None:
    def fifty_three(tx: Tx) -> None:
        for _ in range(53):
            opens(tx, place="송산로 1")

    await store.run(fifty_three)

    first, second = [await store.read(search.find, "송산로", 2026, 50, n) for n in (0, 50)]

    assert (first[0], len(first[1]), len(second[1])) == (53, 50, 3)
    assert len({h.ticket.number for h in first[1] + second[1]}) == 53


async def test_tokens_go_with_their_case(store: SqliteStore) -> None:
    await store.run(opens, **HANA)

    await store.run(lambda tx: tx.execute("DELETE FROM ticket"))

    assert await store.read(lambda tx: tx.value("SELECT count(*) FROM search_token")) == 0


def test_an_unknown_place_is_no_place() -> None:
    assert search_tokens.tokens_of({"place": "unknown", "name": "김"}) == set()
