"""Questions of residents that nobody answered."""

from __future__ import annotations

from storage import reviews
from storage.transaction import Tx
from tests.console.desk import RunningDesk


async def misses(desk: RunningDesk, *texts: str) -> None:
    """Let residents ask in vain."""

    def go(tx: Tx) -> None:
        for text in texts:
            reviews.log_missed(tx, text, "unanswered", "", desk.office.clock())

    await desk.office.core.store.run(go)
