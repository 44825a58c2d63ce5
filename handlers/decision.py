"""What a decision is: replies, the conversation afterwards, and what is to be kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from handlers.effects import Effect
from handlers.messages import Button, Conversation, Reply


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of one message."""

    conversation: Conversation
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    #: One word for the log line: answered, asked, choose, person, danger, stored ...
    outcome: str = "answered"
    #: For the log line: flow, entry or intent that decided.
    by: str = field(default="")

    def after(self, replies: tuple[Reply, ...], effects: tuple[Effect, ...] = ()) -> Decision:
        """Return the same decision with something said and kept before it."""
        return replace(self, replies=replies + self.replies, effects=effects + self.effects)


def buttons_last(replies: tuple[Reply, ...], buttons: tuple[Button, ...]) -> tuple[Reply, ...]:
    """Put buttons under the last bubble, behind those it has."""
    if not replies or not buttons:
        return replies
    last = replies[-1]
    return (*replies[:-1], replace(last, buttons=last.buttons + buttons))
