"""A message while the turn is not the bot's: a person has it, or is waited for."""

from __future__ import annotations

from handlers.consult import talk, waiting
from handlers.context import Context
from handlers.decision import Decision
from handlers.globals import CANCEL, HOME
from handlers.messages import Conversation, Inbound, Owner
from intents.understanding import Understood


def in_talk(
    word: str | None,
    heard: Understood | None,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision:
    """Pass on what is said; the bot is quiet beside a person, and useful while nobody has come."""
    if inbound.press == "g:end" or word in (HOME, CANCEL):
        return talk.end(conversation, context)
    if conversation.owner is Owner.PERSON:
        return talk.pass_on(conversation, inbound)
    return waiting.heard_while_waiting(word, heard, inbound, conversation, context)
