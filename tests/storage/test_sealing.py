"""Personal fields are sealed at rest; keys live outside; nothing can be read in the file (P12)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import KeysError
from storage.sealing import Keys, Sealer, create_keys, load_keys
from tests.world import keys, office_at

CANARIES = (
    "카나리아이야기", "카나리아길 77", "010-7777-8888", "01077778888", "카나리아담당", "카나리아답장",
    "카나리아메모", "canary-contact-key", "카나리아그림", "카나리아질문",
)  # fmt: skip


async def test_nothing_personal_stands_in_the_bytes_of_the_database():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident("telegram", key="canary-contact-key")
        await me.presses_value("s:report")
        for said in ("카나리아이야기", "아니요", "카나리아길 77", "2", "이웃", "전화번호 남기기"):
            await me.says(said)
        for said in ("네", "네", "010-7777-8888", "보내기", "카나리아질문이 뭐예요 ㅁㄴㅇ"):
            await me.says(said)
        await office.core.mailbox.keep_attachment("image/jpeg", "카나리아그림".encode())
        kim = await office.staff("카나리아")
        number = (await office.tickets())[0].number
        from handlers import desk

        await office.act(kim, number, lambda t, c: desk.claim(t, kim, {}, c))
        await office.act(kim, number, lambda t, c: desk.reply(t, kim, "카나리아답장", (), c))
        await office.act(kim, number, lambda t, c: desk.note(t, "카나리아메모", c))

        bytes_kept = b"".join(p.read_bytes() for p in office.folder.iterdir())

    assert number.encode() in bytes_kept
    assert [c for c in CANARIES if c.encode() in bytes_kept] == []


@given(st.text())
def test_what_was_sealed_opens_to_the_same(text: str):
    sealer = Sealer(keys())

    assert sealer.open(sealer.seal(text)) == text


def test_the_same_text_is_sealed_differently_each_time_and_digested_alike():
    sealer = Sealer(keys())

    assert sealer.seal("가") != sealer.seal("가")
    assert sealer.digest("phone", "010") == sealer.digest("phone", "010")
    assert sealer.digest("phone", "010") != sealer.digest("place", "010")


def test_another_key_opens_nothing_and_says_what_to_ask():
    sealed = Sealer(keys()).seal("가")

    with pytest.raises(KeysError, match="right key file"):
        Sealer(Keys.new()).open(sealed)


def test_after_a_new_key_old_rows_stay_readable_and_can_be_sealed_again():
    old, new = keys(), Keys.new()
    both = Sealer(Keys((*new.fields, *old.fields), old.lookup, old.cookies))
    sealed = Sealer(old).seal("가")

    again = both.rotate(sealed)

    assert both.open(sealed) == "가"
    assert Sealer(new).open(again) == "가"


def test_a_key_file_is_its_owners_alone_and_never_overwritten(tmp_path: Path):
    made = create_keys(tmp_path / "keys.json")

    assert load_keys(tmp_path / "keys.json") == made
    with pytest.raises(FileExistsError):
        create_keys(tmp_path / "keys.json")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda p: p.chmod(0o640), "chmod 600"),
        (lambda p: p.write_text("{}"), "damaged"),
        (lambda p: p.write_text("no json"), "damaged"),
        (lambda p: p.unlink(), "missing"),
    ],
)
def test_a_key_file_that_is_wrong_is_refused_with_what_to_do(tmp_path: Path, spoil, says: str):
    path = tmp_path / "keys.json"
    create_keys(path)
    spoil(path)

    with pytest.raises(KeysError, match=says):
        load_keys(path)


def test_what_was_just_sealed_is_opened_once_from_memory_and_then_by_key() -> None:
    sealer = Sealer(Keys.new())
    sealed = sealer.seal("가나다")

    assert sealer.open(sealed) == "가나다"
    assert sealer.open(sealed) == "가나다"


def test_memory_of_what_was_just_sealed_does_not_outlive_its_keys() -> None:
    sealer = Sealer(Keys.new())
    sealed = sealer.seal("가나다")

    sealer._take(Keys.new())

    with pytest.raises(KeysError):
        sealer.open(sealed)
