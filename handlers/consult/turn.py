"""A message while the turn is not the bot's: a person has it, or is waited for."""

from __future__ import annotations

from dataclasses import replace

from handlers.consult import talk
from handlers.context import Context
from handlers.decision import Decision
from handlers.globals import CANCEL, HOME
from handlers.messages import Conversation, Inbound, Owner
from handlers.presses import by_press


def in_talk(
    word: str | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    """Pass on what is said; a few words and, while nobody has come, buttons still work."""
    if inbound.press == "g:end" or word in (HOME, CANCEL):
        return talk.end(conversation, context)
    if inbound.press and conversation.owner is Owner.NOBODY:
        return _pressed_waiting(inbound, conversation, context)
    return talk.pass_on(conversation, inbound, context)


def _pressed_waiting(inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    """While nobody has come, buttons work; one that begins a form ends the waiting."""
    if inbound.press == "g:person":
        return talk.ask_for_person(conversation, context)
    waiting = replace(conversation, owner=Owner.BOT)
    decided = by_press(inbound.press, inbound, waiting, context)
    after = decided.conversation
    if after.flow is not None:
        ended = talk.end(replace(conversation, flow=None), context)
        done = replace(decided, effects=ended.effects + decided.effects)
        return replace(done, conversation=replace(after, consult=""))
    if after.consult != conversation.consult:
        return decided
    return replace(decided, conversation=replace(after, owner=Owner.NOBODY))
