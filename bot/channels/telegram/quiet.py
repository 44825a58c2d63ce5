"""Keep message texts out of the log: at DEBUG, python-telegram-bot writes whole requests and updates."""

from __future__ import annotations

import logging


def silence() -> None:
    """
    Let python-telegram-bot's own loggers say nothing (P23, tested with a canary).

    Also its CRITICAL lines quote the update that could not be parsed. What matters of them is
    logged by this package, without texts.
    """
    logger = logging.getLogger("telegram")
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
