"""A question asked where a form waits for free words: it is answered, and the form goes on."""

from __future__ import annotations

from handlers import running
from handlers.context import Context
from handlers.meaning import beside_flow
from handlers.messages import Conversation, Inbound, Reply
from handlers.unguided import asks
from intents.private import mask
from intents.understanding import Understood

#: Questions of forms that any words would answer.
_FREE = frozenset({"topic", "reason"})


def answered_beside(
    heard: Understood | None, inbound: Inbound, conversation: Conversation, context: Context
) -> tuple[Reply, ...]:
    """Return the sure answer to a question that is none of the form's; asked again, it is what the call is about."""
    if not asks(inbound.text) or mask(inbound.text).text in conversation.recent:
        return ()
    if running.open_question(conversation, context) not in _FREE:
        return ()
    return beside_flow(heard, inbound, context)
