"""The morning mail: numbers only, once, over an encrypted line; a mail that does not arrive is an alarm."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from storage import outbox, tickets
from storage.records.ticket import Ticket
from tests.canary.evidence import found_in
from tests.mail_server import MailServer, certificate, listening
from tests.whole import Whole, free_port, whole_service

BEFORE, DUE = "2026-11-24 08:40", "2026-11-24 08:50"
READERS = ("lead@office.example", "team@office.example")


class Morning:
    """A service, and how a mail server's port is told to it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        self.port = free_port()
        self.own_port = free_port()

    @asynccontextmanager
    async def service(self, at: str = BEFORE, **environ: str) -> AsyncIterator[Whole]:
        """A service that sends over a server of the office without encryption."""
        given = {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self.port),
            "SMTP_SECURITY": "none",
            "SMTP_FROM": "telescope@office.example",
            "DIGEST_TO": READERS[0],
            "PORT": str(self.own_port),
            "PUBLIC_URL": f"http://127.0.0.1:{self.own_port}",
            **environ,
        }
        async with whole_service(self.folder, self.monkeypatch, at, **given) as service:
            await service.app.core.clockwork.tick()
            yield service

    def encrypted(self) -> tuple[MailServer, dict[str, str]]:
        """A server that wants a sign-in over TLS, and the settings for it."""
        context, trusted = certificate(self.folder)
        self.monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        given = {"SMTP_SECURITY": "starttls", "SMTP_USER": "office", "SMTP_PASSWORD": "right"}
        return MailServer(self.port, context), given


@pytest.fixture
def morning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Morning:
    return Morning(tmp_path, monkeypatch)


async def comes(service: Whole, at: str = DUE) -> None:
    """A moment comes, and the clock looks three times."""
    service.clock.says(at)
    for _ in range(3):
        await service.app.core.clockwork.tick()
        await tried(service)


async def tried(service: Whole) -> None:
    """Wait until no mail is on its way: each was taken, given up, or waits for another try."""
    on_its_way = (
        "SELECT 1 FROM outbox WHERE channel = 'mail' AND (status = 'sending'"
        " OR status = 'ready' AND not_before <= ?) LIMIT 1"
    )
    async with asyncio.timeout(20):
        while await service.app.core.store.read(  # noqa: ASYNC110 - there is no event for tests
            lambda tx: tx.value(on_its_way, (int(service.clock().timestamp() * 1000),))
        ):
            await asyncio.sleep(0.01)


async def what_is_wrong(service: Whole) -> str:
    """What /readyz says."""
    session = service.session({})
    async with session.get(f"{service.url}/readyz") as answer:
        return "; ".join(json.loads(await answer.text())["why"])


async def faults(service: Whole) -> list[Ticket]:
    """Cases that tell staff of a mail that did not arrive."""
    every = await service.app.core.store.read(tickets.every)
    return [t for t in every if t.reasons == ("mail_undelivered",)]


async def test_each_reader_gets_one_mail_a_working_day(morning: Morning) -> None:
    async with listening(MailServer(morning.port)) as server:
        async with morning.service(DIGEST_TO=",".join(READERS)) as service:
            await comes(service)
            await comes(service, "2026-11-24 09:10")
        async with morning.service("2026-11-24 09:20", DIGEST_TO=",".join(READERS)):
            pass

    assert sorted(reader for _sender, reader, _mail in server.taken) == list(READERS)
    assert {sender for sender, _reader, _mail in server.taken} == {"telescope@office.example"}


async def test_it_says_how_much_waits_and_where(morning: Morning) -> None:
    async with listening(MailServer(morning.port)) as server, morning.service() as service:
        visitor = await service.visitor()
        await visitor.says("죽고 싶어요")
        await visitor.says("외계인 보조금 얼마예요")
        await comes(service)

    mail = server.mails[0]
    assert mail["Subject"] == "[복지망원경] 11월 24일(화) 아침 알림: 새로 1건, 기한 지남 1건"
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_content()
    for line in (
        "송산1동 행정복지센터 상담석의 11월 24일(화) 오전 8시 50분 기준 건수입니다.",
        "열린 건 1건",
        "  - 위험 신호 1건",
        "기한이 지난 건 1건",
        "맡은 사람 없이 가장 오래 기다린 건: 10분",
        f"상담석: http://127.0.0.1:{morning.own_port}/staff/",
    ):
        assert line in text.splitlines()


async def test_no_word_about_anybody_is_in_it(morning: Morning) -> None:
    canaries = {
        "name": "남궁복순",
        "phone": "010-8282-1004",
        "place": "송산로 77 502호",
        "story": "보라색 우산",
    }
    async with listening(MailServer(morning.port)) as server, morning.service() as service:
        person = await service.visitor()
        await person.says("옆집 남궁복순 할머니가 죽고 싶대요")
        for words in canaries.values():
            await person.says(words)
        await service.officer("kim", name="견습담당관")
        await comes(service)

    written = {"raw": server.mails[0].as_bytes(), "text": server.mails[0].get_content().encode()}
    assert found_in(written, {**canaries, "officer": "견습담당관"}) == []


@pytest.mark.parametrize("day", ["2026-11-28", "2026-12-25"])
async def test_on_a_day_on_which_the_office_stays_closed_there_is_none(
    morning: Morning, day: str
) -> None:
    server = MailServer(morning.port)
    async with listening(server), morning.service(f"{day} 08:40") as service:
        await comes(service, f"{day} 08:50")

    assert server.heard == []


async def test_more_than_an_hour_late_it_is_skipped_and_the_next_day_comes_in_time(
    morning: Morning,
) -> None:
    async with listening(MailServer(morning.port)) as server, morning.service() as service:
        await comes(service, "2026-11-24 09:51")
        at_first = len(server.taken)
        await comes(service, "2026-11-25 08:50")

    assert (at_first, len(server.taken)) == (0, 1)


async def test_its_time_of_day_is_a_setting(morning: Morning) -> None:
    server = MailServer(morning.port)
    async with listening(server), morning.service(DIGEST_AT="08:45") as service:
        await comes(service, "2026-11-24 08:45")

    assert len(server.taken) == 1


async def test_a_server_that_is_down_is_tried_again_until_it_is_back(morning: Morning) -> None:
    async with morning.service() as service:
        await comes(service)
        while_down = await what_is_wrong(service)
        async with listening(MailServer(morning.port)) as server:
            await comes(service, "2026-11-24 09:00")
            once_back = await what_is_wrong(service)

    assert "the morning mail does not reach its reader" in while_down
    assert "mail" not in once_back
    assert len(server.taken) == 1


async def test_after_two_hours_of_silence_staff_are_told_in_the_queue(morning: Morning) -> None:
    async with morning.service() as service:
        await comes(service)
        for _ in range(11):
            service.clock.goes_on(minutes=15)
            await tried(service)
        told = await faults(service)
        service.clock.says("2026-11-25 08:40")
        still_wrong = await what_is_wrong(service)

    assert len(told) == 1
    assert "the morning mail does not reach its reader" in still_wrong


async def test_a_refused_sign_in_is_an_alarm_at_once_and_is_not_tried_again(
    morning: Morning,
) -> None:
    server, given = morning.encrypted()
    server.account = ("office", "another")
    async with listening(server), morning.service(**given) as service:
        await comes(service)
        await comes(service, "2026-11-24 09:30")
        await comes(service, "2026-11-25 08:50")
        wrong = await what_is_wrong(service)
        told = await faults(service)

    assert [c for c, _ in server.heard].count("AUTH") == 2
    assert server.taken == []
    assert "the morning mail does not reach its reader" in wrong
    assert len(told) == 1, "the case of the first day is still open"


async def test_over_tls_it_signs_in_and_sends(morning: Morning) -> None:
    server, given = morning.encrypted()
    async with listening(server), morning.service(**given) as service:
        await comes(service)

    assert len(server.taken) == 1
    assert {c for c, encrypted in server.heard if not encrypted} == {"EHLO", "STARTTLS"}


async def test_where_tls_is_asked_for_and_missing_nothing_is_said(morning: Morning) -> None:
    _, given = morning.encrypted()
    server = MailServer(morning.port)
    async with listening(server), morning.service(**given) as service:
        await comes(service)
        told = await faults(service)

    assert {c for c, _ in server.heard} == {"EHLO"}
    assert len(told) == 1


async def test_a_server_that_cannot_prove_who_it_is_gets_no_password(morning: Morning) -> None:
    server, given = morning.encrypted()
    morning.monkeypatch.delenv("SSL_CERT_FILE")
    async with listening(server), morning.service(**given) as service:
        await comes(service)
        told = await faults(service)

    assert "AUTH" not in {c for c, _ in server.heard}
    assert len(told) == 1


async def test_a_refused_reader_is_given_up_and_the_other_one_served(morning: Morning) -> None:
    async with listening(MailServer(morning.port)) as server:
        server.answers["RCPT"] = "550 no such person: lead@office.example"
        async with morning.service() as service:
            await comes(service)
            row = await service.app.core.store.read(
                lambda tx: tx.one("SELECT status, fault FROM outbox WHERE channel = 'mail'")
            )

    assert tuple(row) == ("dead", "reader: 550"), "an address of the server's words is not kept"


async def test_a_mail_whose_answer_was_lost_is_sent_again_marked_and_under_the_same_id(
    morning: Morning,
) -> None:
    async with listening(MailServer(morning.port)) as server, morning.service() as service:
        server.answers["END"] = ""
        await comes(service)
        del server.answers["END"]
        await comes(service, "2026-11-24 08:55")

    first, again = server.mails
    assert again["Subject"] == f"(다시 보냄) {first['Subject']}"
    assert first["Message-ID"] == again["Message-ID"]


async def test_a_reader_who_is_named_no_more_keeps_nothing_degraded(morning: Morning) -> None:
    async with listening(MailServer(morning.port)) as server:
        server.answers["RCPT"] = "550 gone"
        async with morning.service() as service:
            await comes(service)
        async with morning.service("2026-11-24 11:00", DIGEST_TO=READERS[1]) as service:
            wrong = await what_is_wrong(service)
            dead = await service.app.core.store.read(outbox.dead_since, service.clock())

    assert "morning mail" not in wrong
    assert dead == 0
