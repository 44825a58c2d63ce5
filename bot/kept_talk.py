"""Keep a conversation with the columns that the clock looks for."""

from __future__ import annotations

from datetime import datetime

from bot import codec
from handlers.messages import Conversation
from storage import conversations
from storage.transaction import Tx


def keep_conversation(tx: Tx, contact: int, talked: Conversation, at: datetime) -> None:
    """Store a conversation with the columns that the clock looks for."""
    conversations.keep_state(
        tx, contact, codec.dump(talked), at, flow=talked.flow.name if talked.flow else None,
        owner=talked.owner, quiet_until=talked.quiet_until,
    )  # fmt: skip
