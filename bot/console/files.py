"""Files for the next reply: checked when chosen, sent with the words, destroyed when taken away."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import datetime

from aiohttp import BodyPartReader, web

from bot.console.case_page import render_case, view_of
from bot.console.frame import actor_of, console_of, form_key, form_of, say
from bot.console.guard import STAFF
from bot.console.ports import ContextOf
from bot.console.talk import photo_id
from bot.outgoing_files import MOST_BYTES, NotSendable, sendable
from handlers.desk import DeskDecision
from handlers.desk.decision import not_mine
from storage import audit, staff_files, tickets
from storage.records.staff import Staff
from storage.transaction import Tx

#: More than that is a parcel, not a reply.
MOST_FILES = 5
LONGEST_NAME = 120
WORDS = {
    "too_big": "10MB보다 큰 파일은 보낼 수 없습니다.",
    "kind": "사진(JPG·PNG·WEBP·GIF)이나 PDF만 보낼 수 있습니다. 한글 문서는 PDF로 저장해 주세요.",
    "broken": "열 수 없는 파일입니다. 다시 저장한 뒤 골라 주세요.",
    "locked": "암호가 걸린 PDF는 보낼 수 없습니다. 암호를 풀고 다시 골라 주세요.",
    "active": "실행되는 내용이 든 PDF는 보낼 수 없습니다. '인쇄 → PDF로 저장'으로 다시 만들어 주세요.",
    "many": "한 번에 다섯 개까지 보낼 수 있습니다.",
}


async def choose(request: web.Request) -> web.StreamResponse:
    """Check a file and keep it for the next reply."""
    view = await view_of(request)
    try:
        fields, name, content = await _read(request)
        mime, ending, clean = await asyncio.to_thread(sendable, content)
    except NotSendable as fault:
        return await _refused(request, DeskDecision(False, WORDS[fault.why]))
    # the same form twice is the same file once
    token = form_key(request, fields)
    key = hashlib.sha256(token.encode()).hexdigest()[:40] + ending
    console = console_of(request)
    decision = await console.store.run(
        _keep, console.context_of, view.ticket.number, request[STAFF],
        (key, name, mime, clean), actor_of(request), console.clock(),
    )  # fmt: skip
    if not decision.ok:
        return await _refused(request, decision)
    return say(await render_case(request, await view_of(request)), decision)


async def _read(request: web.Request) -> tuple[dict[str, str], str, bytes]:
    """Read the form: its token, the name and the content of the file, never more than is allowed."""
    if not request.content_type.startswith("multipart/"):
        raise web.HTTPBadRequest(text="파일을 골라 주세요.")
    fields: dict[str, str] = {}
    name, content = "", b""
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise web.HTTPBadRequest(text="파일을 골라 주세요.")
        if part.name == "file":
            name, content = _name(part.filename or ""), await _content(part)
        else:
            fields[part.name or ""] = (await part.read_chunk(1024)).decode("utf-8", "replace")
    return fields, name, content


async def _content(part: BodyPartReader) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(64 * 1024):
        content += chunk
        if len(content) > MOST_BYTES:
            raise NotSendable("too_big")
    return bytes(content)


def _name(given: str) -> str:
    """Return the last part of a name, without signs that are none to read."""
    plain = "".join(c for c in given.replace("\\", "/").split("/")[-1] if c.isprintable())
    return plain[:LONGEST_NAME] or "파일"


def _keep(
    tx: Tx, context_of: ContextOf, number: str, staff: Staff, file: tuple[str, str, str, bytes],
    actor: str, at: datetime,
) -> DeskDecision:  # fmt: skip
    """Keep a file, if the case is still this person's; guard and effect in one transaction."""
    ticket, (key, name, mime, content) = tickets.by_number(tx, number), file
    if (fault := not_mine(ticket, staff, context_of(tx, at))) is not None:
        return fault
    kept = staff_files.chosen(tx, ticket.id, staff.id)
    if len(kept) >= MOST_FILES and key not in {f.key for f in kept}:
        return DeskDecision(False, WORDS["many"])
    staff_files.choose(tx, key, name, mime, content, ticket.id, staff.id, at)
    audit.write(tx, actor, "file_chosen", number, f"bytes={len(content)} mime={mime}", at)
    return DeskDecision(True, "파일을 붙였습니다. 답장을 보낼 때 함께 갑니다.")


async def take_away(request: web.Request) -> web.StreamResponse:
    """Destroy a file that was chosen and not sent."""
    console, form, view = console_of(request), await form_of(request), await view_of(request)
    await console.store.run(
        _take_away, view.ticket.id, request[STAFF].id, form.get("file", ""), console.key
    )
    done = DeskDecision(True, "붙인 파일을 뺐습니다.")
    return say(await render_case(request, await view_of(request)), done)


def _take_away(tx: Tx, ticket_id: int, staff_id: int, file: str, secret: bytes) -> None:
    for one in staff_files.chosen(tx, ticket_id, staff_id):
        if photo_id(secret, one.key) == file:
            staff_files.unchoose(tx, one.key, ticket_id, staff_id)


async def _refused(request: web.Request, decision: DeskDecision) -> web.StreamResponse:
    view = await view_of(request)
    return say(await render_case(request, view, 409, fault=decision.message), decision)
