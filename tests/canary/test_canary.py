"""
Personal words go through the whole service and can be found nowhere outside of what is sealed (P12, P23).

Strange words are put into every personal field, over the page, Telegram and the console; then every
file, log line, backup, metric and alert is searched for them, in every way they may be written.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
import structlog
from PIL import Image

import bot.turn
from bot import logs
from bot.nightly_backup import in_own_process
from storage import backup, tickets
from storage.rotation import sealed_columns
from storage.sealing import Sealer
from storage.transaction import Tx
from tests.canary.evidence import files_under, forms_of, found_in
from tests.whole import Whole, told, whole_service

NAME, STORY, PLACE, PHONE = "쀍솝뮈", "뷁퉯렙 냄새가 나요", "쫑눼로 77", "010-7391-4826"
HEALTH, CHAT, TELEGRAM_CHAT = "췌쟑병을 앓아요", "궯훏댁 이야기", "뉅쒏네 사정"
REPLY, NOTE, OUTCOME, EDITED = "폚쉵 씨께 답", "봵늏 메모", "쒧켃 마무리", "눠쥏 고침"
OFFICER, TG_NAME, CAPTION, POISON = "뺩쯔림", "뱱훼신", "쾕돭 사진", "궼튝 독"
RESIDENT_NUMBER = "770204-2345678"
VOICE = b"a voice of somebody 5f1c9a77e2"


def picture() -> bytes:
    """A photo with something in its EXIF."""
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "exif canary 9d2f61"
    Image.effect_noise((64, 64), 90).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """All that the service and its libraries log, as in `serve` and more of it."""
    before = structlog.get_config()
    path = tmp_path / "logs" / "service.log"
    path.parent.mkdir()
    with path.open("w", encoding="utf-8") as file:
        handler = logging.StreamHandler(file)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", file)
            logs.set_up("debug", "text")
        logging.getLogger().addHandler(handler)
        yield path
        logging.getLogger().removeHandler(handler)
        structlog.configure(**before)


@pytest.fixture
async def service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log_file: Path
) -> AsyncIterator[Whole]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    async with whole_service(tmp_path, monkeypatch) as running:
        yield running


@dataclass
class Told:
    """What was said to the service, by the field that it filled."""

    canaries: dict[str, str | bytes] = field(default_factory=dict)

    def __call__(self, name: str, canary: str) -> str:
        self.canaries[name] = canary
        return canary


async def everything_personal(service: Whole, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Residents, staff and a bug of ours: every personal field is filled."""
    say = Told()
    await a_report_with_a_photo(service, say)
    await a_visit(service, say)
    await over_telegram(service, say)
    await a_talk_with_staff(service, say)
    await a_message_that_breaks(service, say, monkeypatch)
    await service.app.core.clockwork.tick()
    await service.settles()
    return say


async def a_report_with_a_photo(service: Whole, say: Told) -> None:
    me = await service.visitor()
    await me.presses("s:report")
    await me.says(f"{say('name', NAME)} 님 집에 우편물이 쌓이고 {say('story', STORY)}")
    key = await me.sends_photo(picture(), say("caption of a photo", CAPTION))
    say.canaries["photo bytes"] = (await me.gets(f"/chat/attachment/{key}"))[-200:-160]
    say.canaries["exif"] = b"exif canary 9d2f61"
    await me.says("아니요")
    await me.says(f"{say('address', PLACE)} 203호")
    await me.says("이웃이에요")
    await me.picks("전화번호 남기기")
    await me.says("네")
    await me.says(say("phone", PHONE))
    say.canaries["phone without dashes"] = PHONE.replace("-", "")
    await me.says("보내주세요")
    assert (
        await service.app.core.store.read(lambda tx: tx.value("SELECT count(*) FROM ticket")) == 1
    )


async def a_visit(service: Whole, say: Told) -> None:
    me = await service.visitor()
    await me.says(f"제 주민번호는 {RESIDENT_NUMBER}예요")
    say.canaries["resident number"] = RESIDENT_NUMBER
    await me.presses("s:visit")
    await me.says(say("health", HEALTH))
    await me.says("네")
    await me.says(PHONE)
    await me.says(f"{PLACE} 1층")
    await me.says("먼저 전화해 주세요")


async def over_telegram(service: Whole, say: Told) -> None:
    person = service.tg.person(say("name at Telegram", TG_NAME))
    await person.starts()
    await told(person, service)
    update = await person.says(f"{say('chat at Telegram', TELEGRAM_CHAT)} 때문에 죽고 싶어요")
    await told(person, service)
    await person.edits(update["message"]["message_id"], say("an edited message", EDITED))
    await person.sends_file("voice", VOICE, mime_type="audio/ogg")
    await told(person, service)
    say.canaries["voice bytes"] = VOICE


async def a_talk_with_staff(service: Whole, say: Told) -> None:
    officer = await service.officer("kim", name=say("name of an officer", OFFICER))
    me = await service.visitor()
    await me.presses("g:person")
    await me.says(say("chat with a person", CHAT))
    number = (await service.app.core.store.read(tickets.every))[-1].number
    for act, form in (
        ("claim", {}),
        ("reply", {"text": say("reply of staff", REPLY)}),
        ("note", {"text": say("note of staff", NOTE)}),
        ("close", {"outcome": "no_action", "text": say("words of the closing", OUTCOME)}),
    ):
        assert await officer.does(number, act, **form) in (200, 303), act
    await officer.gets(f"/staff/case/{number}")
    await service.settles()


async def a_message_that_breaks(service: Whole, say: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its exception has the resident's words in it, as exceptions do."""
    decide = bot.turn.decide

    def broken(inbound: object, *more: object) -> object:
        if POISON in inbound.text:  # type: ignore[attr-defined]
            raise ValueError(inbound.text)  # type: ignore[attr-defined]
        return decide(inbound, *more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(bot.turn, "decide", broken)
        me = await service.visitor()
        await me.says(say("a message that breaks", POISON))


async def places_of(service: Whole, tmp_path: Path) -> dict[str, bytes]:
    """Everything that leaves the sealed fields: files, alerts, numbers for the monitoring."""
    await in_own_process(service.app.settings, {**os.environ, "TMPDIR": tempfile.gettempdir()})
    for handler in logging.getLogger().handlers:
        handler.flush()
    async with service.session({}).get(f"{service.url}/metrics") as answer:
        metrics = await answer.read()
    folders = [tmp_path / name for name in ("data", "logs", "temporary")]
    found = files_under(*folders) | unsealed_copy(service, tmp_path)
    group = await service.group_texts()
    return found | {"metrics": metrics, "staff group": "\n".join(group).encode()}


def unsealed_copy(service: Whole, tmp_path: Path) -> dict[str, bytes]:
    """What a backup holds once its outer seal is off."""
    made = backup.newest(service.app.settings.backup_dir)
    assert made is not None
    backup.restore(made, tmp_path / "restored.db", Sealer(service.app.core.keys))
    content = (tmp_path / "restored.db").read_bytes()
    (tmp_path / "restored.db").unlink()
    return {"the backup's content": content}


async def test_no_personal_word_can_be_found_outside_of_the_sealed_fields(
    service: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say = await everything_personal(service, monkeypatch)

    places = await places_of(service, tmp_path)

    assert {"data/welfare.db", "data/welfare.db-wal", "logs/service.log"} <= places.keys()
    assert any(place.endswith(".sealed") for place in places)
    assert b"turn_failed" in places["logs/service.log"]
    assert b"W-2026-" in places["staff group"]
    assert b"tickets_open" in places["metrics"]
    assert len(say.canaries) == 20
    assert found_in(places, say.canaries) == []


async def test_every_word_was_really_kept_and_a_resident_number_was_not(
    service: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the search above would find nothing because nothing was there."""
    say = await everything_personal(service, monkeypatch)

    kept = await service.app.core.store.read(opened_fields)

    never = {"resident number", "exif", "name at Telegram", "phone without dashes"}
    missing = [name for name, canary in say.canaries.items() if not _stands_in(canary, kept)]
    assert set(missing) == never


def opened_fields(tx: Tx) -> bytes:
    """Open every sealed field."""
    return b"\n".join(
        tx.sealer.open_bytes(row[0])
        for table, column in sealed_columns(tx)
        for row in tx.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
    )


def _stands_in(canary: str | bytes, content: bytes) -> bool:
    return any(form in content for form in forms_of(canary))


LEAKS = {
    "an unsealed column": "data/welfare.db-wal",
    "a log line": "logs/service.log",
    "an alert": "staff group",
    "a temporary file": "temporary/",
    "a file beside the database": "data/old.json",
}


@pytest.mark.parametrize("leak", LEAKS)
async def test_a_leak_is_found(
    leak: str, service: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: one field written in the open by a bug."""
    if leak == "an unsealed column":
        monkeypatch.setattr(Sealer, "seal", lambda _self, text: text.encode())
        monkeypatch.setattr(Sealer, "open", lambda _self, sealed: sealed.decode())
    me = await service.visitor()
    await me.says(STORY)
    await leaking(leak, service, tmp_path)
    monkeypatch.undo()

    found = found_in(files_under(tmp_path / "data", tmp_path / "logs", tmp_path / "temporary"), {"story": STORY})  # fmt: skip
    found += found_in({"staff group": "\n".join(await service.group_texts()).encode()}, {"story": STORY})  # fmt: skip

    assert any(LEAKS[leak] in line for line in found), found


async def leaking(leak: str, service: Whole, tmp_path: Path) -> None:
    """Let a word out."""
    if leak == "a log line":
        logs.log.info("turn", text=STORY)
    elif leak == "an alert":
        await service.app.core.store.run(
            service.app.core.group.tell, f"새 접수: {STORY}", "leak", service.clock()
        )
        await service.settles()
    elif leak == "a temporary file":
        with tempfile.NamedTemporaryFile(delete=False) as file:
            file.write(STORY.encode())
    elif leak == "a file beside the database":
        (tmp_path / "data/old.json").write_text(f'"{STORY}"'.encode("unicode_escape").decode())
