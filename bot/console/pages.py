"""Put the console on an application; the only way in from outside."""

from __future__ import annotations

from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web

from bot.clock import Clock, NewToken
from bot.console.errors import readable_faults
from bot.console.guard import guarded, own_pages_only, safe_headers
from bot.console.labels import read_labels
from bot.console.live import end_streams
from bot.console.office_page import use_names
from bot.console.passwords import Passwords
from bot.console.ports import CONSOLE, Console, ContextOf, DeskRunner
from bot.console.routes import ROUTES
from bot.hub import Hub
from storage.sqlite.store import SqliteStore

HERE = Path(__file__).parent
#: A form of ours with 2,000 characters is far smaller.
LARGEST_FORM_BYTES = 256 * 1024


def add_console(
    app: web.Application,
    store: SqliteStore,
    desk: DeskRunner,
    hub: Hub,
    context_of: ContextOf,
    clock: Clock,
    new_token: NewToken,
    secure: bool,
    cookies_key: bytes,
) -> Console:
    """
    Serve the staff pages under /staff of `app`.

    `context_of(tx, at)` builds the context of a page; `secure` marks the cookie for https only (set
    it whenever the office's address is https); `cookies_key` is `Keys.cookies`. The access log of
    the server must stay off or drop paths: one-time links stand in them. Call before `app` starts.
    """
    console = Console(
        store, desk, hub, context_of, clock, new_token, secure, cookies_key, read_labels(), Passwords()
    )  # fmt: skip
    pages = web.Application(
        middlewares=[safe_headers, readable_faults, own_pages_only],
        client_max_size=LARGEST_FORM_BYTES,
    )
    pages[CONSOLE] = console
    pages.on_startup.append(_as_the_office_calls_it)
    pages.on_shutdown.append(end_streams)
    aiohttp_jinja2.setup(
        pages,
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for route in ROUTES:
        handler = guarded(route.action, route.handler, quiet=route.quiet)
        pages.router.add_route(route.method, route.path, handler)
    pages.router.add_static("/static/", HERE / "static")
    app.router.add_get("/staff", _to_front)
    app.add_subapp("/staff/", pages)
    return console


async def _as_the_office_calls_it(pages: web.Application) -> None:
    await use_names(pages[CONSOLE])


async def _to_front(_request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/staff/")
