"""Faults as pages that people can read; for htmx as a short notice that leaves the page as it is."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

from bot.console.frame import is_partial, render
from bot.console.guard import Handler
from bot.logs import log
from storage.errors import StoreBusy

WORDS = {
    403: "이 화면을 볼 권한이 없습니다.",
    404: "찾으시는 화면이나 건이 없습니다.",
    405: "쓸 수 없는 방법입니다.",
    413: "보내신 내용이 너무 큽니다.",
    503: "지금 저장하지 못했습니다. 잠시 뒤 다시 해 주세요.",
}


@web.middleware
async def readable_faults(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn a refusal into a page; a fault of ours is logged without any text of the request."""
    try:
        return await handler(request)
    except web.HTTPException as fault:
        if fault.status < 400:
            raise
        return await _page(request, fault.status, _words(fault))
    except StoreBusy:
        return await _page(request, 503, WORDS[503])
    except ConnectionResetError:
        raise
    except Exception as fault:  # noqa: BLE001 - see below
        # the last line before the person at the desk: they get a page, the operator gets the kind
        log.error("console_fault", route=_route(request), kind=type(fault).__name__)
        return await _page(
            request, 500, "문제가 생겨 처리하지 못했습니다. 운영 담당자에게 알려 주세요."
        )


def _words(fault: web.HTTPException) -> str:
    own = fault.text or ""
    return own if own and not own.startswith(str(fault.status)) else WORDS.get(fault.status, own)


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource else "-"


async def _page(request: web.Request, status: int, words: str) -> web.StreamResponse:
    if is_partial(request):
        headers = {"X-Desk-Said": quote(words), "X-Desk-Ok": "0", "HX-Reswap": "none"}
        return web.Response(status=status, headers=headers)
    return await render(request, "message.html", status, words=words)
