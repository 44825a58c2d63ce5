"""The pages of the web chat: the chat itself, uploads, attachments, static files, the way out."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import yaml
from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.channel import Mailbox
from bot.channels.webchat import photos, visitor
from bot.channels.webchat.desk import (
    CHANNEL,
    Desk,
    EmergencyContact,
    OfficeView,
    OwnerOf,
    Status,
)
from bot.channels.webchat.doors import Doors
from bot.channels.webchat.limits import Pace
from bot.channels.webchat.security import guard, is_ours, is_secure
from bot.channels.webchat.socket import Sockets
from bot.channels.webchat.tongue import tongue_of
from bot.logs import log

_HERE = Path(__file__).parent
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
#: What a browser may show in place; anything else that staff sent is offered as a file.
_SHOWN = ("image/jpeg", "image/png", "image/webp", "image/gif")
#: An uploaded SVG could hold a script; ours are not uploaded, but the same rule costs nothing.
_NO_SCRIPT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
#: Photos decoded at the same time: one of 80 megapixels takes about 100 MB.
_AT_ONCE = 2


def add_routes(
    app: web.Application,
    mailbox: Mailbox,
    office: OfficeView,
    status: Status,
    contacts: Sequence[EmergencyContact],
    clock: Callable[[], datetime],
    new_token: Callable[[], str],
    owner_of: OwnerOf | None = None,
    doors: Doors | None = None,
) -> None:
    """
    Put the web chat into an application.

    It takes `/`, `/away`, `/chat/...` and `/static/chat/...`, and closes its sockets when the
    application shuts down. `status()` gives {"open", "line", "owner"} for the header and is asked
    at every line, so it must not wait; `line` is one short sentence ("상담 가능 · 18시까지").
    `owner_of(contact_key)`, when given, says "bot", "person" or "nobody" for one talk and wins over
    the owner in `status()`. `contacts` are shown as telephone links under the page. `new_token()`
    returns 32 random bytes as base64url or hex (`secrets.token_urlsafe(32)`). `doors` slows floods.
    """
    desk = Desk(mailbox, office, status, contacts, clock, new_token, owner_of)
    doors = doors or Doors()
    pages, sockets = Pages(desk, doors), Sockets(desk, doors)
    app.router.add_get("/", pages.chat)
    app.router.add_get("/away", pages.away)
    app.router.add_get("/chat/socket", sockets.open)
    app.router.add_post("/chat/upload", pages.upload)
    app.router.add_post("/chat/forget", pages.forget)
    app.router.add_get("/chat/attachment/{key}", pages.attachment)
    app.router.add_get("/static/chat/{name}", pages.static)
    app.on_shutdown.append(sockets.close)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of ours, held in memory; `tag` changes with its content."""

    content: bytes
    mime: str
    tag: str


class Pages:
    """The plain HTTP side of the web chat."""

    def __init__(self, desk: Desk, doors: Doors) -> None:
        """Read templates, static files and words once."""
        self._desk = desk
        self._doors = doors
        self._pace = Pace(burst=10, per_second=0.5)
        self._decoding = asyncio.Semaphore(_AT_ONCE)
        self._words = yaml.safe_load((_HERE / "words.yaml").read_text("utf-8"))
        self._files = {path.name: _load(path) for path in sorted((_HERE / "static").iterdir())}
        templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        templates.filters["tel"] = tel
        templates.globals["static"] = self._address
        self._chat = templates.get_template("chat.html")
        self._away = templates.get_template("away.html")

    async def chat(self, request: web.Request) -> web.Response:
        """GET /: the chat page; a known visitor is known for another 180 days."""
        desk = self._desk
        tongues = self._words["page"]
        lang = tongue_of(request.headers.get("Accept-Language", ""), tongues)
        page = self._chat.render(
            office=desk.office, contacts=desk.contacts, status=desk.status(),
            lang=lang, w=tongues[lang], tongues=tongues,
        )  # fmt: skip
        response = _html(page, request)
        response.headers["Vary"] = "Accept-Language"
        token = visitor.read_token(request.cookies)
        if token is not None:
            visitor.give_token(response, token, secure=is_secure(request, desk.office.url))
        return response

    async def away(self, request: web.Request) -> web.Response:
        """GET /away: a neutral page for the quick exit (A10); nothing on it leads back."""
        return _html(self._away.render(), request)

    async def upload(self, request: web.Request) -> web.Response:
        """POST /chat/upload: a photo as the body; answers {"key"} or {"error", "say"}."""
        if not is_ours(request, self._desk.office.url):
            return self._refused(request, 403, "not_from_here")
        token = visitor.read_token(request.cookies)
        if token is None:
            return self._refused(request, 403, "no_visitor")
        now_s = asyncio.get_running_loop().time()
        await asyncio.sleep(self._pace.wait_s(visitor.contact_key(token), now_s))
        await self._doors.wait(self._doors.photos, request)
        try:
            content = await _body(request)
            async with self._decoding:
                clean = await asyncio.to_thread(photos.rewritten, content)
        except photos.NotAPhoto as why:
            log.info("chat_upload", action="refused", why=why.why)
            return self._refused(request, 413 if why.why == "too_big" else 415, why.why)
        key = await self._desk.mailbox.keep_attachment(photos.MIME, clean)
        return _json({"key": key}, request)

    async def forget(self, request: web.Request) -> web.Response:
        """POST /chat/forget: this device no longer knows the talk; what was said is kept."""
        if not is_ours(request, self._desk.office.url):
            return self._refused(request, 403, "not_from_here")
        response = _json({}, request)
        visitor.forget(response, secure=is_secure(request, self._desk.office.url))
        return response

    async def attachment(self, request: web.Request) -> web.Response:
        """GET /chat/attachment/{key}: a photo of the visitor's own talk, 404 for everybody else."""
        token = visitor.read_token(request.cookies)
        found = None
        if token is not None:
            contact, key = visitor.contact_key(token), request.match_info["key"]
            found = await self._desk.mailbox.attachment(CHANNEL, contact, key)
        if found is None:
            missing = web.Response(status=404, text="없는 파일이에요.")
            guard(missing, request.host)
            return missing
        mime, content = found
        shown = mime in _SHOWN
        response = web.Response(
            body=content,
            content_type=mime if shown else "application/octet-stream",
            headers={
                "Content-Disposition": "inline" if shown else "attachment",
                "Content-Security-Policy": _NO_SCRIPT,
            },
        )
        guard(response, request.host)
        return response

    async def static(self, request: web.Request) -> web.Response:
        """GET /static/chat/{name}: script, style, drawings; kept for a year under their tag."""
        name = request.match_info["name"]
        found = self._files.get(name)
        if found is None:
            response = web.Response(status=404, text="없는 파일이에요.")
        else:
            response = web.Response(body=found.content, content_type=found.mime, charset="utf-8")
            if request.query.get("v") == found.tag:
                response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
            response.enable_compression()
        guard(response, request.host)
        return response

    def _address(self, name: str) -> str:
        return f"/static/chat/{name}?v={self._files[name].tag}"

    def _refused(self, request: web.Request, status: int, why: str) -> web.Response:
        return _json({"error": why, "say": self._words[why]}, request, status)


def tel(number: str) -> str:
    """
    Return the address that a telephone dials: "1577-0199" -> "tel:15770199".

    Returns '' for words without a number ("동 대표전화", the setting nobody has filled in yet).
    """
    digits = re.sub(r"[^0-9+]", "", number)
    return f"tel:{digits}" if len(digits) >= 3 else ""


def _load(path: Path) -> StaticFile:
    content = path.read_bytes()
    return StaticFile(content, _TYPES[path.suffix], sha256(content).hexdigest()[:12])


def _html(page: str, request: web.Request) -> web.Response:
    response = web.Response(text=page, content_type="text/html")
    response.enable_compression()
    guard(response, request.host)
    return response


def _json(fields: dict[str, str], request: web.Request, status: int = 200) -> web.Response:
    text = json.dumps(fields, ensure_ascii=False)
    response = web.Response(text=text, content_type="application/json", status=status)
    guard(response, request.host)
    return response


async def _body(request: web.Request) -> bytes:
    """
    Read at most one byte more than is allowed, whatever Content-Length says.

    Raises NotAPhoto; the limit of the application (1 MB as a rule) is for forms, not for this.
    """
    if (request.content_length or 0) > photos.MOST_BYTES:
        raise photos.NotAPhoto("too_big")
    content = bytearray()
    async for chunk in request.content.iter_chunked(65536):
        content += chunk
        if len(content) > photos.MOST_BYTES:
            raise photos.NotAPhoto("too_big")
    return bytes(content)
