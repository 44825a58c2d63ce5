"""
A fake Bot API server: real HTTP on loopback, the answers and refusals of the real one.

What it says follows the Bot API documentation and its published server's source; nothing was
compared with the real Telegram. It must not be kinder than the real one.
"""

from __future__ import annotations

import asyncio
import inspect
import re
from collections.abc import Callable
from functools import partial
from typing import Any, Self

from aiohttp import web

from tests.fake_telegram import sending
from tests.fake_telegram.errors import ApiError, bad_request, forbidden, too_many
from tests.fake_telegram.faults import ACCEPTED, Fault, Faults, Planned
from tests.fake_telegram.limits import Limits
from tests.fake_telegram.params import Params, read
from tests.fake_telegram.people import Group, Person
from tests.fake_telegram.profile import Profile
from tests.fake_telegram.updates import Updates
from tests.fake_telegram.webhook import Webhook
from tests.fake_telegram.world import Chat, Json, World

TOKEN = "123456789:AAF-fake_token_of_the_fake_server_00"
LARGEST_DOWNLOAD = 20 * 1024 * 1024
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{30,}")
_COUNTED = ("sendMessage", "sendPhoto", "sendDocument", "copyMessage")
_HTML = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body></html>"
Method = Callable[[Params], Any]


class FakeTelegram:
    """`async with FakeTelegram() as tg:`; point a bot at `tg.api_url` with `tg.token`."""

    def __init__(self, port: int = 0) -> None:
        self.token = TOKEN
        self.bot: Json = {
            "id": int(TOKEN.split(":")[0]),
            "is_bot": True,
            "first_name": "복지망원경",
            "username": "welfare_telescope_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.world = World(self.bot)
        self.updates = Updates(self.world.now)
        self.webhook = Webhook(self.updates)
        self.faults = Faults()
        self.limits = Limits(self.world.now)
        self.profile = Profile()
        #: Every call: (method, status).
        self.calls: list[tuple[str, int]] = []
        self.api_url = ""
        self._port = port
        self._runner: web.AppRunner | None = None
        self._methods = self._table()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.api_url = f"http://127.0.0.1:{self._port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.webhook.stop()
        await self.disappear()

    async def disappear(self) -> None:
        """Stop listening: connections are refused until `come_back`."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def come_back(self) -> None:
        """Listen again on the same port; nothing was forgotten."""
        await self.__aenter__()

    def revoke_token(self) -> None:
        """Let the operator's token be worthless, as after /revoke at BotFather."""
        self.token = f"{self.bot['id']}:AAR-another_token_of_the_same_bot_11"

    def skip(self, seconds: float) -> None:
        """Let time pass."""
        self.world.skipped_s += seconds

    def person(self, name: str, language: str = "ko") -> Person:
        """Return a new person with a private chat that was not started."""
        number = self.world.new_id()
        user = {"id": number, "is_bot": False, "first_name": name, "language_code": language}
        self.world.chats[number] = Chat(number, "private", name)
        return Person(self.world, self.updates, number, user)

    def group(self, title: str, *, supergroup: bool = True) -> Group:
        """Return a new group that the bot is a member of."""
        number = self.world.new_id()
        key = -1_000_000_000_000 - number if supergroup else -number
        self.world.chats[key] = Chat(
            key, "supergroup" if supergroup else "group", title, started=True
        )
        return Group(self.world, self.updates, key)

    def _table(self) -> dict[str, Method]:
        plain: dict[str, Callable[[World, Params], Any]] = {
            "sendmessage": sending.send_message,
            "sendphoto": sending.send_photo,
            "senddocument": sending.send_document,
            "copymessage": sending.copy_message,
            "editmessagetext": sending.edit_text,
            "editmessagereplymarkup": sending.edit_markup,
            "deletemessage": sending.delete_message,
            "answercallbackquery": sending.answer_callback,
            "sendchataction": sending.chat_action,
            "setmessagereaction": sending.set_reaction,
        }
        table: dict[str, Method] = {name: partial(do, self.world) for name, do in plain.items()}
        profile = self.profile
        table |= {
            "getme": lambda _: self.bot,
            "getupdates": self.updates.poll,
            "setwebhook": self.webhook.set,
            "deletewebhook": self.webhook.delete,
            "getwebhookinfo": lambda _: self.webhook.info(),
            "getfile": self._get_file,
            "setmycommands": profile.set_commands,
            "setmydescription": lambda p: profile.set_text("description", p),
            "setmyshortdescription": lambda p: profile.set_text("short_description", p),
            "setmyname": lambda p: profile.set_text("name", p),
        }
        return table

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        status, body = 200, {"ok": True}
        try:
            self._check_token(request.match_info["token"])
            do = self._methods.get(method.lower(), _unknown)
            params = await read(request)
            planned = self.faults.next(method, params.text("chat_id"))
            if planned is not None:
                return await self._fail(request, planned, method, do, params)
            body = {"ok": True, "result": await self._do(method, do, params)}
        except ApiError as error:
            status, body = error.code, error.body()
        self.calls.append((method, status))
        return web.json_response(body, status=status)

    async def _do(self, method: str, do: Method, params: Params) -> Any:
        if method in _COUNTED:
            self.limits.count(params.number("chat_id", 0))
        result = do(params)
        if inspect.isawaitable(result):
            return await result
        await self.world.notify()
        return result

    async def _fail(
        self, request: web.Request, planned: Planned, method: str, do: Method, params: Params
    ) -> web.StreamResponse:
        """Play a fault: first whether it took effect, then what the bot gets to see."""
        result: Any = await self._do(method, do, params) if planned.fault in ACCEPTED else None
        answers: dict[Fault, Callable[[], ApiError]] = {
            Fault.RATE: lambda: too_many(planned.retry_after_s),
            Fault.RATE_BARE: lambda: ApiError(429, "Too Many Requests: retry after 7"),
            Fault.ERROR_BEFORE: lambda: ApiError(500, "Internal Server Error"),
            Fault.ERROR_AFTER: lambda: ApiError(500, "Internal Server Error"),
            Fault.FORBIDDEN: lambda: forbidden("user is deactivated"),
            Fault.NO_ENTITIES: lambda: bad_request("can't parse entities: asked for by the test"),
            Fault.MIGRATED: lambda: ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=planned.to_chat_id,
            ),
        }
        if planned.fault in (Fault.DROPPED_BEFORE, Fault.DROPPED_AFTER):
            if request.transport is not None:  # the client may be gone already
                request.transport.abort()
            return web.Response()
        if planned.fault in (Fault.HTML, Fault.HTML_OK):
            status = 502 if planned.fault is Fault.HTML else 200
            return web.Response(status=status, text=_HTML, content_type="text/html")
        if planned.fault is Fault.SLOW:
            await asyncio.sleep(planned.slow_s)
            return web.json_response({"ok": True, "result": result})
        error = answers[planned.fault]()
        self.calls.append((method, error.code))
        return web.json_response(error.body(), status=error.code)

    def _check_token(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        if token != self.token:
            raise ApiError(401, "Unauthorized")

    def _get_file(self, params: Params) -> Json:
        file_id = params.text("file_id")
        if file_id not in self.world.files:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        path, content = self.world.files[file_id]
        if len(content) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        return {
            "file_id": file_id,
            "file_unique_id": file_id[-8:],
            "file_size": len(content),
            "file_path": path,
        }

    async def _file(self, request: web.Request) -> web.StreamResponse:
        wanted = request.match_info["path"]
        planned = self.faults.next("file", "")
        if planned is not None:
            return await self._fail(request, planned, "file", lambda _: None, Params({}))
        if request.match_info["token"] == self.token:
            for path, content in self.world.files.values():
                if path == wanted:
                    return web.Response(body=content, content_type="application/octet-stream")
        return web.json_response(ApiError(404, "Not Found").body(), status=404)


def _unknown(_: Params) -> Any:
    raise ApiError(404, "Not Found: method not found")
