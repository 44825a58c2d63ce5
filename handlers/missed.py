"""What a question may be kept as, once every personal number in it is masked."""

from __future__ import annotations

from handlers.effects import LogMissed
from handlers.messages import Inbound
from intents.private import mask

_LONGEST = 300


def scrubbed(inbound: Inbound) -> str:
    """Return the text with every personal number masked."""
    return mask(inbound.text).text[:_LONGEST]


def unanswered(inbound: Inbound, entry: str = "") -> tuple[LogMissed, ...]:
    """Keep the question as one that found no answer, `entry` being what it was likely about; nothing for no words."""
    text = scrubbed(inbound)
    return (LogMissed(text, "unanswered", entry),) if text.strip() else ()
