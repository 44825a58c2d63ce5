"""The running service opens connections to the configured hosts and to nothing else (P20)."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.mail_server import MailServer, listening
from tests.whole import Whole, free_port, told, whole_service

ROOT = Path(__file__).parents[1]


class Guard:
    """Notes every outgoing connection and every name that is asked for, in this process."""

    def __init__(self) -> None:
        self.on = False
        self.reached: set[str] = set()

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event == "socket.connect" and isinstance(arguments[1], tuple):
            self.reached.add(f"{arguments[1][0]}:{arguments[1][1]}")
        elif event in ("socket.getaddrinfo", "socket.gethostbyname") and arguments[0]:
            name = arguments[0]
            self.reached.add(name.decode() if isinstance(name, bytes) else str(name))


GUARD = Guard()
# an audit hook stays for the life of the process, so there is one, switched on and off
sys.addaudithook(GUARD)


@pytest.fixture
def reached() -> Iterator[set[str]]:
    GUARD.reached = set()
    GUARD.on = True
    yield GUARD.reached
    GUARD.on = False


async def a_day_s_work(service: Whole) -> None:
    """Everything that could make it call somebody."""
    person = service.tg.person("김복순")
    await person.starts()
    await person.says("옆집 할머니가 며칠째 안 보여요")
    await person.sends_photo()
    await person.says("https://evil.example/x 여기 보세요 http://169.254.169.254/latest")
    await told(person, service)
    visitor = await service.visitor()
    await visitor.says("기초연금 얼마예요")
    await visitor.says("http://evil.example/ping")
    officer = await service.officer("kim")
    for page in ("/staff/", "/staff/hours", "/staff/case/W-2026-0001"):
        await officer.gets(page)
    for path in ("/", "/healthz", "/readyz", "/metrics"):
        await visitor.gets(path)
    await service.app.core.clockwork.tick()
    await service.settles()


async def test_with_telegram_only_its_own_host_is_called(
    reached: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with whole_service(tmp_path, monkeypatch) as service:
        await a_day_s_work(service)
        ours = urlsplit(service.url)
        platform = urlsplit(service.tg.api_url)

    # the residents and staff of this test sit in the same process and call the service itself
    assert reached - {"127.0.0.1"} == {ours.netloc, platform.netloc}


async def test_without_telegram_nobody_is_called(
    reached: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = {"TELEGRAM_BOT_TOKEN": "", "TELEGRAM_STAFF_CHAT_ID": ""}
    async with whole_service(tmp_path, monkeypatch, **nobody) as service:
        visitor = await service.visitor()
        await visitor.says("옆집 할머니가 며칠째 안 보여요")
        await service.app.core.clockwork.tick()
        ours = urlsplit(service.url)

    assert reached - {"127.0.0.1"} == {ours.netloc}


async def test_with_a_morning_mail_only_its_server_is_called_besides(
    reached: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, port = MailServer(free_port()), free_port()
    given = {
        "TELEGRAM_BOT_TOKEN": "",
        "TELEGRAM_STAFF_CHAT_ID": "",
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SMTP_HOST": "localhost",
        "SMTP_PORT": str(server.port),
        "SMTP_SECURITY": "none",
        "SMTP_FROM": "telescope@sender.example",
        "DIGEST_TO": "lead@reader.example",
    }
    at = "2026-11-24 08:49:30"
    async with listening(server), whole_service(tmp_path, monkeypatch, at, **given) as service:
        await service.app.core.clockwork.tick()
        service.clock.says("2026-11-24 08:50")
        await service.app.core.clockwork.tick()
        await service.settles()

    assert len(server.taken) == 1
    addresses = {f"127.0.0.1:{server.port}", f"::1:{server.port}"}
    assert reached - {"127.0.0.1", f"127.0.0.1:{port}"} - addresses == {"localhost"}


def test_the_guard_sees_a_call_to_elsewhere(reached: set[str]) -> None:
    with socket.socket() as caller:
        caller.connect_ex(("127.0.0.1", 9))
    with pytest.raises(OSError, match=r".*"):
        socket.getaddrinfo("evil.invalid", 80)

    assert reached == {"127.0.0.1:9", "evil.invalid"}


def test_no_address_stands_in_the_code_but_the_default_of_a_setting() -> None:
    """A host in the code is one that somebody may call."""
    address = re.compile(r"""["'](?:https?|wss?)://(?!\{|127\.0\.0\.1|")[\w.-]+""")
    found = {
        match[1:]
        for folder in ("bot", "handlers", "intents", "storage")
        for path in (ROOT / folder).rglob("*.py")
        for match in address.findall(path.read_text("utf-8"))
    }

    assert found == {"https://api.telegram.org"}
