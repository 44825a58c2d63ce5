"""Log lines: key=value, one canonical line a message; never a resident's words, number or name."""

from __future__ import annotations

import logging
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from structlog.typing import Processor

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


class _Log:
    """structlog's logger, imported with the first line: a verb that has nothing to say is 18 MB smaller without."""

    def __getattr__(self, name: str) -> Any:
        return getattr(_logger(), name)


log = _Log()
_wanted: tuple[str, str, TextIO] | None = None


def set_up(level: str, form: str) -> None:
    """Send structured lines to standard error, as `text` or `json`; libraries only from WARNING on."""
    global _wanted
    _wanted = (level, form, sys.stderr)
    _logger.cache_clear()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    # httpx and telegram put addresses with the token in their lines
    for noisy in ("httpx", "telegram", "apscheduler", "aiohttp.access"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


@cache
def _logger() -> Any:
    import structlog

    if _wanted is not None:
        level, form, stream = _wanted
        renderer: Processor = (
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if form == "json"
            else structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
        )
        structlog.configure(
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                renderer,
            ],
            wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
            logger_factory=structlog.PrintLoggerFactory(stream),
            cache_logger_on_first_use=False,
        )
    return structlog.get_logger()
