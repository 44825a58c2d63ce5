"""Answer what is asked about the channel itself, outside a form and beside one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.about_us import data, machine, mood
from handlers.cards import call_buttons, is_young
from handlers.context import Context
from handlers.decision import Decision, buttons_last
from handlers.faq.answer import choose, quiet
from handlers.menu import CALLBACK, HOME, MENU, MESSAGE, MY_DATA, PERSON
from handlers.messages import Button, Conversation, Reply
from intents.understanding import Understood

DAYS_IN_YEAR = 365
#: What such an answer is known by.
ABOUT_US, UNNAMED = "about_us", "about_us.unnamed"
#: The entry on data: beside an answer about data it is no news.
_PRIVACY = "privacy"
#: Who visits the lonely, and who listens.
_COMPANY = ("elder-care", "mental-center")


def about_us(text: str, conversation: Conversation, context: Context) -> Decision | None:
    """Return the answer to a question about the channel itself, or None."""
    told = tuple(_told(text, context))
    if not told:
        return None
    by = UNNAMED if data.asks_to_stay_unnamed(text) else ABOUT_US
    return Decision(replace(conversation, misses=0), told, (), "said", by)


def beside(text: str, context: Context) -> tuple[Reply, ...]:
    """Return the same for an open form: without buttons, which would answer its question."""
    return quiet(tuple(_told(text, context)))


def with_the_rest(decision: Decision, meant: Understood, context: Context) -> Decision:
    """Offer what is asked besides a name ("이름 안 쓰고도 되나요 남편이 도박해서")."""
    entries = context.knowledge.entries
    rest = [entries[m.id] for m in meant.matches if m.id in entries and m.id != _PRIVACY]
    if decision.by != UNNAMED or meant.decision not in ("choose", "answer") or not rest:
        return decision
    return replace(decision, replies=(*quiet(decision.replies), *choose(rest, context)))


def _told(text: str, context: Context) -> Iterator[Reply]:
    """Say it in one bubble for each thing that is asked; the ways on stand under the last."""
    if machine.asks_if_machine(text):
        yield from _machine(text, context)
    elif machine.asks_what_it_can(text):
        yield from _sorry(text, context)
        yield Reply(context.words("about_us.can"))
        yield Reply(context.words("about_us.can_how"), MENU)
    else:
        told = tuple(Reply(words) for words in _of_data(text, context))
        yield from buttons_last(told, (MY_DATA, MESSAGE, HOME))


def _machine(text: str, context: Context) -> Iterator[Reply]:
    yield from _sorry(text, context)
    if machine.asks_of_ai(text):
        yield Reply(context.words("about_us.ai"))
    key = "about_us.machine" if context.attended else "about_us.machine_away"
    yield Reply(context.words(key), (PERSON, CALLBACK, HOME))


def _sorry(text: str, context: Context) -> Iterator[Reply]:
    if mood.cross(text):
        yield Reply(context.words("about_us.sorry"))


def _of_data(text: str, context: Context) -> Iterator[str]:
    say = context.words
    if data.asks_to_stay_unnamed(text):
        yield say("about_us.unnamed")
        return
    if data.asks_who_reads(text):
        yield from _readers(text, context)
    elif data.doubts_reader(text):
        yield say("about_us.reads_when")
    if data.asks_how_long_kept(text):
        held = context.held()
        yield say("about_us.kept", days=held.talk_days, years=held.case_days // DAYS_IN_YEAR)
    if data.asks_if_erasable(text):
        yield say("about_us.erasable")
    elif data.asks_if_erased(text):
        yield say("about_us.erased")


def _readers(text: str, context: Context) -> Iterator[str]:
    say = context.words
    yield say("about_us.reads")
    if data.fears_family(text):
        yield say("about_us.reads_family")
    elif data.knows_an_officer(text):
        yield say("about_us.reads_known")
    else:
        yield say("about_us.reads_outside")
    if context.abroad:
        yield say("about_us.reads_abroad")


def lonely(text: str, conversation: Conversation, context: Context) -> Decision | None:
    """Care for somebody who is lonely: who listens, and who comes; no officer is called."""
    if not mood.lonely(text):
        return None
    say, known = context.words, context.knowledge.entries
    first = say(mood.LONELY)
    if any(reply.text == first for reply in conversation.said):
        first = say("about_us.lonely_again")
    young = is_young(text, conversation, context)
    ways = () if young else tuple(Button(known[i].title, f"e:{i}") for i in _COMPANY if i in known)
    calls = call_buttons(("youth",) if young else ("suicide",), context)
    how = say("about_us.lonely_young" if young else "about_us.lonely_ways")
    replies = (Reply(first), Reply(how, (*calls, *ways, CALLBACK, HOME)))
    return Decision(replace(conversation, misses=0), replies, (), "said", mood.LONELY)


def scolded(text: str, conversation: Conversation, context: Context) -> Decision | None:
    """Say sorry to somebody who only scolds the office; whether a person is called is theirs to say."""
    if not mood.scolds(text):
        return None
    reply = Reply(context.words("about_us.scolded"), (PERSON, CALLBACK, MESSAGE, HOME))
    return Decision(replace(conversation, misses=0), (reply,), (), "said", "about_us.scolded")


def with_apology(decision: Decision, text: str, context: Context) -> Decision:
    """Put a word before the answer for somebody who has waited in vain; an answer alone reads like none."""
    if not mood.has_waited(text) or decision.outcome == "said":
        return decision
    if decision.outcome in ("not_understood", "person"):
        reply = Reply(context.words("about_us.waited"), (CALLBACK, MESSAGE, PERSON, HOME))
        return replace(decision, replies=(reply,), effects=decision.effects, outcome="said")
    return decision.after((Reply(context.words("about_us.waited")),))


def felt(text: str, conversation: Conversation, context: Context) -> Decision | None:
    """Answer loneliness and scolding, where nothing of ours is asked; else None."""
    return lonely(text, conversation, context) or scolded(text, conversation, context)


def complaint(conversation: Conversation, context: Context) -> Decision:
    """Say sorry to who complains of the answers; while the office is closed no person is promised."""
    key = "wish.complaint" if context.open_now else "wish.complaint_closed"
    reply = Reply(context.words(key), (PERSON, CALLBACK, MESSAGE, HOME))
    return Decision(conversation, (reply,), (), "said", "wish.complaint")


def sorry_first(decision: Decision, text: str, context: Context) -> Decision:
    """Say sorry before what is done for somebody who is cross."""
    return decision.after(tuple(_sorry(text, context)))
