"""What every decision ends with: a word on numbers taken out, no survey after an acute message, what is kept."""

from __future__ import annotations

from dataclasses import replace

from handlers.context import Context
from handlers.decision import Decision
from handlers.effects import DeleteOriginal
from handlers.faq.once import told_by
from handlers.messages import Inbound, Kind, Reply
from intents.private import mask

#: Only so many characters of a text are looked at for danger words over messages.
RECENT_CHARACTERS = 300
#: Replies kept for "다시".
SAID_KEPT = 4


def masked_notice(inbound: Inbound, decision: Decision, context: Context) -> Decision:
    """Say kindly that a personal number was taken out, and ask the platform to delete it (P4)."""
    if not inbound.masked:
        return decision
    notice = Reply(context.words("private.masked"))
    return replace(
        decision,
        replies=(notice, *decision.replies),
        effects=(DeleteOriginal(inbound.external_id), *decision.effects),
    )


def without_survey(decision: Decision, context: Context) -> Decision:
    """For days after an acute message nobody is asked "도움이 되었나요?" (A6, A7)."""
    until = decision.conversation.quiet_until
    if until is None or context.at >= until:
        return decision
    replies = tuple(
        replace(r, buttons=tuple(b for b in r.buttons if not b.value.startswith(("y:", "n:"))))
        for r in decision.replies
    )
    return replace(decision, replies=replies)


def remember(inbound: Inbound, decision: Decision) -> Decision:
    """Keep what the next message needs: the last texts, the last replies, what was offered."""
    decision = _each_button_once(decision)
    talked = decision.conversation
    if inbound.kind is Kind.TEXT and inbound.text:
        scrubbed = mask(inbound.text).text[:RECENT_CHARACTERS]
        talked = replace(talked, recent=(*talked.recent, scrubbed)[-2:])
    if decision.replies:
        buttons = tuple(b for reply in decision.replies for b in reply.buttons if b.value)
        told = told_by(decision.replies, talked)
        talked = replace(talked, said=decision.replies[-SAID_KEPT:], offered=buttons, told=told)
    return replace(decision, conversation=replace(talked, greeted=True))


def _each_button_once(decision: Decision) -> Decision:
    """A button stands under the last bubble that has it: a card and an answer may both offer a person."""
    replies: list[Reply] = []
    seen: set[tuple[str, str]] = set()
    for reply in reversed(decision.replies):
        buttons = tuple(b for b in reply.buttons if (b.value, b.url) not in seen)
        seen.update((b.value, b.url) for b in reply.buttons)
        replies.append(reply if buttons == reply.buttons else replace(reply, buttons=buttons))
    return replace(decision, replies=tuple(reversed(replies)))
