"""A reply: its fate stands on the bubble, it goes again without doubling, later, and with files."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
from PIL import Image

from bot.channels.channel import Delivery, SendError
from handlers.messages import Kind
from storage import attachments, erasure, events, outbox
from storage.records.staff import Role
from storage.transaction import Tx
from tests.console.desk import Person, RunningDesk, plain
from tests.world import Resident, office_at

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


@dataclass
class Platform:
    """A small real channel; `faults` are raised one after the other, then all goes well."""

    name: str = "telegram"
    faults: list[SendError] = field(default_factory=list)
    got: list[Delivery] = field(default_factory=list)

    async def send(self, delivery: Delivery) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.got.append(delivery)
        return str(len(self.got))

    async def fetch(self, reference: str) -> bytes:
        raise SendError("nothing here", permanent=True)


@pytest.fixture
async def platform() -> Platform:
    return Platform()


@pytest.fixture
async def far(platform: Platform) -> AsyncIterator[RunningDesk]:
    """A desk whose residents write over a platform that can fail."""
    async with office_at("2026-11-23 10:00", started=False) as office:
        office.core.add_channel(platform)
        await office.core.start(clock=False)
        running = RunningDesk(office)
        await running.start()
        yield running
        await running.stop()


async def a_talk(desk: RunningDesk) -> tuple[Resident, Person, str]:
    """A resident who left a message, and the officer who has it."""
    resident = desk.office.resident("telegram")
    await resident.presses_value("s:message")
    await resident.says("안부 전해 주세요")
    number = (await desk.office.tickets())[0].number
    kim = await desk.person("kim")
    await kim.does(number, "claim")
    await quiet(desk)
    return resident, kim, number


async def quiet(desk: RunningDesk) -> None:
    """Wait until nothing is on its way."""
    async with asyncio.timeout(10):
        while await desk.office.value(  # noqa: ASYNC110 - the loop under test has no event for tests
            "SELECT 1 FROM outbox WHERE status = 'sending' OR (status = 'ready' AND not_before <= ?)",
            round(desk.office.clock().timestamp() * 1000),
        ):
            await asyncio.sleep(0.01)


async def row_of(desk: RunningDesk, text: str) -> outbox.Sent:
    def look(tx: Tx) -> outbox.Sent:
        rows = [s for s in outbox.sent_to(tx, 1) if text in s.payload]
        assert len(rows) == 1
        return rows[0]

    return await desk.office.core.store.read(look)


async def test_what_did_not_arrive_says_so_and_goes_again_once(
    far: RunningDesk, platform: Platform
) -> None:
    _resident, kim, number = await a_talk(far)
    platform.faults = [SendError("400 chat not found", permanent=True)]
    await kim.does(number, "reply", text="내일 뵐게요")
    await quiet(far)
    page = (await kim.gets(f"/staff/case/{number}")).text
    row = await row_of(far, "내일 뵐게요")
    form = {"row": str(row.id), "token": "send-again-form-1"}

    answers = [await kim.does(number, "send-again", **form) for _ in range(2)]
    await quiet(far)
    third = await kim.does(number, "send-again", row=str(row.id))

    assert "못 보냄" in page
    assert "다시 보내기" in page
    assert [a.status for a in answers] == [200, 200]
    assert third.status == 409
    assert sum(d.reply.text == "내일 뵐게요" for d in platform.got) == 1
    assert "다시 보내기" not in (await kim.gets(f"/staff/case/{number}")).text


async def test_a_row_in_doubt_goes_again_with_its_mark(
    far: RunningDesk, platform: Platform
) -> None:
    _resident, kim, number = await a_talk(far)
    platform.faults = [
        SendError("no answer", in_doubt=True),
        SendError("400 bad request", permanent=True),
    ]
    await kim.does(number, "reply", text="혹시 갔을까요")
    await quiet(far)
    assert "모름 · 다시 보내는 중" in (await kim.gets(f"/staff/case/{number}")).text
    far.office.clock.goes_on(seconds=5)
    await quiet(far)
    page = (await kim.gets(f"/staff/case/{number}")).text
    row = await row_of(far, "혹시 갔을까요")

    await kim.does(number, "send-again", row=str(row.id))
    await quiet(far)

    assert "모름 · 갔을 수도 있음" in page
    assert [(d.outbox_id, d.repeated) for d in platform.got][-1] == (row.id, True)


async def test_to_somebody_who_blocked_us_nothing_goes_again(
    far: RunningDesk, platform: Platform
) -> None:
    _resident, kim, number = await a_talk(far)
    platform.faults = [SendError("403 blocked", blocked=True)]
    await kim.does(number, "reply", text="내일 뵐게요")
    await quiet(far)

    page = (await kim.gets(f"/staff/case/{number}")).text
    again = await kim.does(number, "send-again", row=str((await row_of(far, "내일 뵐게요")).id))

    assert "차단됨" in page
    assert "다시 보내기" not in page
    assert again.status == 409
    assert "차단" in again.said


async def test_nobody_sends_again_what_was_said_in_another_case(
    far: RunningDesk, platform: Platform
) -> None:
    _resident, kim, number = await a_talk(far)
    platform.faults = [SendError("400", permanent=True)]
    await kim.does(number, "reply", text="내일 뵐게요")
    await quiet(far)
    other = await far.files()
    await kim.does(other, "claim")

    answer = await kim.does(other, "send-again", row=str((await row_of(far, "내일 뵐게요")).id))

    assert answer.status == 409


async def test_a_reply_goes_out_at_its_time_and_may_be_cancelled_before(
    far: RunningDesk, platform: Platform
) -> None:
    resident, kim, number = await a_talk(far)
    for words in ("오전 인사", "오후 인사", "취소할 인사"):
        answer = await kim.does(number, "reply", text=words, later="1", send_at="2026-11-24T09:00")
        assert "내일(화) 오전 9시" in answer.said
    waits = await far.office.value("SELECT max(id) FROM scheduled_reply")
    cancelled = await kim.does(number, "cancel-scheduled", id=str(waits))
    before = list(platform.got)
    far.office.clock.says("2026-11-24 09:00")
    await far.office.core.clockwork.tick()
    await quiet(far)
    await far.office.core.clockwork.tick()
    await quiet(far)

    said = [d.reply.text for d in platform.got[len(before) :]]
    assert cancelled.status == 200
    assert [t for t in said if "인사" in t] == ["오전 인사", "오후 인사"]
    assert (await resident.talk()).owner == "person"
    assert (await far.office.timeline(number)).count("sent_on_time") == 2


@pytest.mark.parametrize("when", ["", "soon", "2026-11-23T09:59", "2027-11-23T09:00"])
async def test_a_time_that_is_none_is_refused(desk: RunningDesk, when: str) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")

    answer = await kim.does(number, "reply", text="안녕하세요", later="1", send_at=when)

    assert answer.status == 409
    assert "한 달 안" in answer.said


async def test_what_waits_is_dropped_when_the_case_ends(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files(fields={"about": "self"})
    await kim.does(number, "claim")
    await kim.does(number, "reply", text="내일 봬요", later="1", send_at="2026-11-24T09:00")
    await kim.does(number, "close", outcome="answered")
    desk.office.clock.says("2026-11-24 09:01")

    await desk.office.core.clockwork.tick()

    assert not any("내일 봬요" in s for s in await desk.said_to(number))
    assert "schedule_dropped" in await desk.office.timeline(number)


async def test_a_scheduled_reply_with_a_resident_number_stays(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")

    answer = await kim.does(
        number, "reply", text="900101-1234567", later="1", send_at="2026-11-24T09:00"
    )

    assert answer.status == 409


def photo(fmt: str = "JPEG") -> bytes:
    """A picture with a place in its EXIF."""
    image, out = Image.new("RGB", (60, 40), "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    image.save(out, fmt, exif=exif)
    return out.getvalue()


async def chooses(person: Person, number: str, content: bytes, name: str, token: str = "") -> int:
    """Choose a file as the page does; return the status."""
    form = aiohttp.FormData()
    form.add_field("token", token or f"one-time-file-{name}")
    form.add_field("file", content, filename=name, content_type="image/png")
    url = f"{person.desk.url}/staff/case/{number}/file"
    headers = {"Origin": person.desk.url, "HX-Request": "true"}
    async with person.session.post(url, data=form, headers=headers) as answer:
        return answer.status


async def seen_files(person: Person, number: str) -> str:
    """What the hidden field beside the words holds."""
    page = (await person.gets(f"/staff/case/{number}")).text
    return page.split('name="files" value="')[1].split('"')[0]


async def test_a_photo_of_staff_loses_its_exif_and_belongs_to_the_resident(
    desk: RunningDesk,
) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")
    for _ in range(2):
        assert await chooses(kim, number, photo(), "현장.jpg", "the-same-file-form") == 200
    files = await seen_files(kim, number)

    await kim.does(number, "reply", text="", files=files)

    reply = json.loads((await desk.said_to(number))[-1])
    assert len(reply["attachments"]) == 1
    key = reply["attachments"][0]
    kept = await desk.office.core.store.read(attachments.get, key, 1)
    assert kept is not None
    assert b"SECRET-PLACE" not in kept.content
    assert kept.mime == "image/jpeg"
    assert await seen_files(kim, number) == ""
    assert (await desk.office.ticket(number)).attachments == ()


async def test_a_pdf_is_sent_as_a_document(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")
    assert await chooses(kim, number, PDF, "신청서.pdf") == 200

    await kim.does(number, "reply", text="신청서예요", files=await seen_files(kim, number))

    assert json.loads((await desk.said_to(number))[-1])["attachments"][0].endswith(".pdf")


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"MZ\x90\x00 a program",
        b"%PDF-1.7 cut off",
        PDF.replace(b"/Type", b"/OpenAction 2 0 R /Type"),
        PDF.replace(b"/Type", b"/J#61vaScript (x) /Type"),
        PDF.replace(b"/Type", b"/Encrypt 3 0 R /Type"),
        b"",
    ],
)
async def test_what_is_neither_photo_nor_plain_pdf_is_refused(
    desk: RunningDesk, content: bytes
) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")

    assert await chooses(kim, number, content, "x.png") == 409
    assert await seen_files(kim, number) == ""


async def test_only_the_owner_chooses_files_and_only_five(desk: RunningDesk) -> None:
    kim, lee, number = await desk.person("kim"), await desk.person("lee"), await desk.files()
    await kim.does(number, "claim")

    statuses = [await chooses(kim, number, PDF, f"{i}.pdf") for i in range(6)]

    assert await chooses(lee, number, PDF, "x.pdf") == 409
    assert statuses == [200] * 5 + [409]


async def test_a_file_taken_away_does_not_go(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")
    await chooses(kim, number, PDF, "x.pdf")
    files = await seen_files(kim, number)

    await kim.does(number, "file-away", file=files)
    await kim.does(number, "reply", text="글만", files=files)

    assert json.loads((await desk.said_to(number))[-1]).get("attachments", []) == []


async def test_an_edited_message_shows_both_and_a_deleted_one_that_it_was(
    desk: RunningDesk,
) -> None:
    resident, kim = desk.office.resident("telegram"), await desk.person("kim")
    await resident.says("월세가 밀렸어요")
    first = resident.message().external_id.rpartition(":")
    earlier = f"{first[0]}:{int(first[2]) - 1}"
    await resident.sends(kind=Kind.EDIT, text="월세가 두 달 밀렸어요", edits=earlier)
    await resident.presses_value("s:message")
    await resident.says("연락 주세요")
    number = (await desk.office.tickets())[0].number

    page = plain((await kim.gets(f"/staff/case/{number}")).text)
    await desk.office.core.store.run(_erase)
    later = plain((await kim.gets(f"/staff/case/{number}")).text)

    assert "월세가 두 달 밀렸어요 고치기 전 글 월세가 밀렸어요" in page
    assert "수정됨" in page
    assert "삭제된 메시지입니다" in later
    assert "밀렸어요" not in later


def _erase(tx: Tx) -> None:
    erasure.erase_talk(tx, 1)


async def test_a_flat_in_a_story_is_opened_on_purpose(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    number = await desk.files(fields={"story": "101동 302호 할머니가 안 보여요"})

    closed = (await kim.gets(f"/staff/case/{number}")).text
    opened = (await kim.posts(f"/staff/case/{number}/reveal/story", {"reason": "visit"})).text

    assert "302호" not in closed
    assert "할머니가 안 보여요" in closed
    assert "101동 302호 할머니" in opened
    assert len(await desk.audit("reveal")) == 1


async def test_who_is_called_is_named(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim", name="김주무관"), await desk.files()
    ticket = await desk.office.ticket(number)

    def ring(tx: Tx) -> None:
        for login in ("kim", "everyone"):
            events.add_event(tx, ticket.id, "clock", "alert_rung", login, desk.office.clock())

    await desk.office.core.store.run(ring)
    page = plain((await kim.gets(f"/staff/case/{number}")).text)

    assert "everyone" not in page
    assert "담당자 모두" in page
    assert "경보를 알렸습니다 — 김주무관" in page


async def test_answers_kept_ready_are_written_by_who_answers_for_them(desk: RunningDesk) -> None:
    lead, kim = await desk.person("lead", Role.LEAD), await desk.person("kim", name="김복지")
    form = {
        "title": "인사",
        "body": "{기관} {담당자}이(가) 답할게요.",
        "token": "new-canned-answer-1",
    }
    number = await desk.files()

    for _ in range(2):
        assert (await lead.posts("/staff/canned", form, partial=False)).status == 303
    refused = await kim.posts("/staff/canned", form, partial=False)
    page = (await kim.gets(f"/staff/case/{number}/answers?q=인사")).text

    assert refused.status == 403
    assert page.count("<article>") >= 1
    assert "송산1동 행정복지센터 김복지가 답할게요." in page
    assert await desk.office.value("SELECT count(*) FROM canned_answer") == 1


async def test_an_unknown_variable_and_a_stale_change_are_refused(desk: RunningDesk) -> None:
    lead = await desk.person("lead", Role.LEAD)
    unknown = await lead.posts("/staff/canned", {"title": "가", "body": "{이름} 님"}, partial=False)
    await lead.posts("/staff/canned", {"title": "가", "body": "하나"}, partial=False)
    changes = [
        await lead.posts(
            "/staff/canned/1", {"title": "가", "body": words, "version": "1"}, partial=False
        )
        for words in ("둘", "셋")
    ]

    assert unknown.status == 400
    assert "이름" in unknown.text
    assert [c.status for c in changes] == [303, 409]
    assert await desk.office.value("SELECT body FROM canned_answer") == "둘"


async def test_an_entry_is_offered_with_its_source(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()

    page = (await kim.gets(f"/staff/case/{number}/answers?q=기초연금")).text

    assert "기초연금" in page
    assert "출처" in page or "기준" in page
    assert 'data-insert="' in page
