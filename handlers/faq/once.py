"""What was told is not told again word for word: a resident who asks on wants something else."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b

from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision
from handlers.faq.answer import answer
from handlers.faq.follow_up import not_again, the_case
from handlers.messages import Conversation, Inbound, Reply
from intents.entry import Entry
from intents.understood import Understood

#: Bubbles remembered: those of four or five answers.
KEPT = 14
_OUTCOMES = frozenset({"answered", "case", "beyond"})


def mark(text: str) -> str:
    """Return a short mark of a bubble; the text itself is not kept."""
    return blake2b(text.encode(), digest_size=4).hexdigest()


def told_by(replies: tuple[Reply, ...], conversation: Conversation) -> tuple[str, ...]:
    """Return the marks of what has been told, these replies the last."""
    return (*conversation.told, *(mark(reply.text) for reply in replies))[-KEPT:]


#: From this chance on the next likely entry is meant where the likeliest was told just now.
_NEXT_FROM = 0.6


def _next_likely(meant: Understood, told: Entry, context: Context) -> Entry | None:
    """Return the entry that a sure text is nearly as much about as the one told, or None."""
    if meant.decision != "answer" or meant.leans_faintly:
        return None
    known = context.knowledge.entries
    likely = [m for m in meant.matches if m.id in known and m.id != told.id]
    return known[likely[0].id] if likely and likely[0].score >= _NEXT_FROM else None


def once(
    decision: Decision,
    meant: Understood,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision:
    """
    Leave out the bubbles told already; where nothing new is left, say who knows more.

    Who names the benefit anew, after something else, hears it again.
    """
    told = set(conversation.told)
    if decision.outcome not in _OUTCOMES or not told:
        return decision
    new = tuple(reply for reply in decision.replies if mark(reply.text) not in told)
    if len(new) == len(decision.replies):
        return decision
    if new:
        last = decision.replies[-1]
        rest, else_ = context.words("faq.the_others"), context.words("faq.or_else")
        new = tuple(replace(r, text=else_) if r.text == rest else r for r in new)
        ending = replace(new[-1], buttons=last.buttons, note=new[-1].note or last.note)
        return replace(decision, replies=(*new[:-1], ending))
    entry = context.knowledge.entries.get(decision.by)
    just_said = {reply.text for reply in conversation.said}
    if entry is None or (
        not just_said & {reply.text for reply in decision.replies}
        and any(len(name) > 1 and compact(name) in compact(inbound.text) for name in entry.names)
    ):
        return decision
    asks_nothing = meant.facet is None
    other = _next_likely(meant, entry, context) if asks_nothing else None
    if other is not None:
        # who was told of the one means the other: "진단은 받았어요, 집에 와서 도와주는 사람은 없습니까"
        talked = replace(decision.conversation, topic=other.id)
        return replace(decision, conversation=talked, replies=answer(other, context), by=other.id)
    if meant.facet in ("who", "case"):
        # who gets it was told; whether this one does, a person says
        return replace(decision, replies=the_case(conversation, context))
    return replace(
        decision, replies=not_again(entry, asks_nothing, decision.replies, conversation, context)
    )
