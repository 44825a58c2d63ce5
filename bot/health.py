"""Whether the service lives and is well: /healthz for the process, /readyz with what is wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from bot.core import Core
from storage import outbox
from storage.errors import StoreError

if TYPE_CHECKING:
    from bot.knowledge import KnowledgeFiles
    from bot.mail_digest import MailDigest
    from bot.nightly_backup import NightlyBackup
    from bot.telegram_door import TelegramDoor

#: Telegram keeps updates for 24 hours; silence of ten minutes is an alarm (storage notes, 4.10).
POLL_SILENCE = timedelta(minutes=10)


def add_routes(
    app: web.Application,
    core: Core,
    telegram: TelegramDoor | None,
    backup: NightlyBackup,
    knowledge: KnowledgeFiles,
    mail: MailDigest | None,
) -> None:
    """Add /healthz and /readyz."""

    async def healthz(_request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def readyz(_request: web.Request) -> web.Response:
        faults = await _faults(core, telegram, mail)
        faults += [fault for fault in (backup.fault, knowledge.fault) if fault]
        status = "degraded" if faults else "ok"
        return web.json_response({"status": status, "why": faults}, status=503 if faults else 200)

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)


async def _faults(core: Core, telegram: TelegramDoor | None, mail: MailDigest | None) -> list[str]:
    faults = []
    at = core.world.clock()
    try:
        dead = await core.store.read(outbox.dead_since, at - timedelta(hours=1))
        if dead:
            faults.append(f"{dead} messages could not be delivered in the last hour")
        if mail is not None and (fault := await core.store.read(mail.fault)):
            faults.append(fault)
    except StoreError as trouble:
        faults.append(f"the database does not answer: {trouble}")
    if core.intake.failures:
        faults.append("incoming messages cannot be kept: see the log")
    if telegram is not None:
        heard = telegram.receiver.last_poll_at
        if heard is None or at - heard > POLL_SILENCE:
            faults.append("Telegram has not been heard of for ten minutes")
    return faults
