"""What is said outright, whatever benefit it is like: of a call, of the channel, of oneself and one's patience."""

from __future__ import annotations

from dataclasses import replace

from handlers import foreign_talk, running
from handlers.about_us import answers as about_us
from handlers.asides import aside
from handlers.callback.by_words import of_a_call
from handlers.consult import talk
from handlers.context import Context
from handlers.decision import Decision
from handlers.faq.of_the_last import of_the_last
from handlers.faq.reckoning import reckoned
from handlers.messages import Conversation, Inbound, Reply
from handlers.reaching import asks_visit
from handlers.unguided import wants_person
from intents.understanding import Understood

#: Wishes that loneliness and scolding are taken for.
_NEVER_MEANT = ("talk_to_person", "complaint_about_bot")


def outright(
    meant: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision | None:
    """Return the answer to what is said in plain words, or None."""
    text = inbound.text
    said = (
        of_a_call(meant, text, conversation, context)
        or aside(text, conversation, context)
        or foreign_talk.wished(meant, inbound, conversation, context)
        or reckoned(meant, inbound, conversation, context)
        or of_the_last(meant, inbound, conversation, context)
    )
    if said is not None:
        return about_us.with_the_rest(said, meant, context)
    if asks_visit(text):
        begun = running.begin("visit", conversation, context, {"reason": text})
        return begun.after((Reply(context.words("visit.taken")),))
    if wants_person(text):
        asked = talk.ask_for_person(replace(conversation, misses=0), context)
        return about_us.sorry_first(asked, text, context)
    if meant.intent in _NEVER_MEANT or (meant.intent is None and meant.decision != "answer"):
        return about_us.felt(text, conversation, context)
    return None
