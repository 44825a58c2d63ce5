"""A question asked where a form waits for free words: it is answered, and the form goes on."""

from __future__ import annotations

from handlers import running
from handlers.asides import beside
from handlers.asking import asks
from handlers.context import Context
from handlers.faq.answer import quiet
from handlers.meaning import beside_flow
from handlers.messages import Conversation, Inbound, Reply
from handlers.requests.waited import only_number, status_told
from intents.private import mask
from intents.understanding import Understood

#: Questions of forms that any words would answer.
_FREE = frozenset({"topic", "reason"})


def answered_beside(
    heard: Understood | None, inbound: Inbound, conversation: Conversation, context: Context
) -> tuple[Reply, ...]:
    """Return the sure answer to a question that is none of the form's; asked again, it is what the call is about."""
    if mask(inbound.text).text in conversation.recent:
        return ()
    name = running.open_question(conversation, context)
    if name in _FREE or name == "text":
        itself = beside(inbound.text, context)
        # what is written to staff is sent as it stands, whatever it asks after
        if not itself and name in _FREE:
            itself = _after_a_request(inbound, context)
        if itself:
            return itself
    if not asks(inbound.text) or name not in _FREE:
        return ()
    return beside_flow(heard, inbound, context)


def _after_a_request(inbound: Inbound, context: Context) -> tuple[Reply, ...]:
    """Say what became of the request that a question or a bare number asks after; what is told is the form's answer."""
    if not asks(inbound.text) and not only_number(inbound.text):
        return ()
    told = status_told(inbound.text, context, keeps=False)
    return quiet(told[0]) if told is not None else ()
