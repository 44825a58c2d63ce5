"""Ask for a person, wait for one, talk to one; the bot is quiet while a person has the turn."""

from __future__ import annotations

from dataclasses import replace

from handlers import page, running
from handlers.after_alarm import numbers_shown
from handlers.answers import anything
from handlers.context import Context
from handlers.danger import just_alarmed, open_danger
from handlers.decision import Decision
from handlers.effects import AddEvent, ChangeTicket, CloseTicket, Effect, OpenTicket
from handlers.filing import due
from handlers.menu import CALLBACK, HOME, MESSAGE, home, next_opening
from handlers.messages import Button, Conversation, Inbound, Owner, Reply
from storage.records.ticket import Outcome, Priority, TicketKind

END = Button("상담 마치기", "g:end")
STOP_WAITING = Button("기다리지 않기", "g:end")


def ask_for_person(conversation: Conversation, context: Context) -> Decision:
    """When somebody is there open a live talk; else say so and offer a call or a message (H4, H5)."""
    say = context.words
    if conversation.owner is not Owner.BOT:
        return Decision(
            conversation, (Reply(say("consult.already"), (STOP_WAITING,)),), (), "asked"
        )
    if not context.open_now:
        words = say(
            "consult.closed", why=context.hours.why_closed(context.at), next=next_opening(context)
        )
        replies = (Reply(words), _instead(conversation, context))
        return Decision(conversation, replies, (), "closed")
    if not context.staffed:
        replies = (
            Reply(say("consult.no_duty")),
            _instead(conversation, context),
        )
        return Decision(conversation, replies, (), "no_duty")
    if context.by_page:
        return page.offer(page.TALK, conversation, context, {})
    number = context.numbering.take()
    fields = {"topic": conversation.topic, "question": conversation.question}
    opened = OpenTicket(
        number,
        TicketKind.CONSULT,
        Priority.TODAY,
        ("consult",),
        {name: value for name, value in fields.items() if value},
        due_at=due(context, TicketKind.CONSULT, Priority.TODAY),
    )
    key = "consult.waiting_slow" if context.hours.is_slow(context.at) else "consult.waiting"
    reply = Reply(say(key, number=number), (STOP_WAITING,))
    after = replace(conversation, owner=Owner.NOBODY, consult=number, flow=None, misses=0)
    return Decision(after, (reply,), (opened,), "person")


def _instead(conversation: Conversation, context: Context) -> Reply:
    """Offer a call or a message; the numbers of a card or a caring line just read stay in sight."""
    read = any(b.url.startswith("tel:") for said in conversation.said for b in said.buttons)
    heavy = read or just_alarmed(conversation, context)
    calls = numbers_shown(conversation, context) if heavy else ()
    return Reply(context.words("consult.closed_offer"), (*calls, CALLBACK, MESSAGE, HOME))


def pass_on(conversation: Conversation, inbound: Inbound) -> Decision:
    """Give what the person sent to staff, and say nothing."""
    number = conversation.consult
    effects: tuple[Effect, ...] = (AddEvent(number, f"resident_{inbound.kind}", anything(inbound)),)
    if inbound.attachments:
        effects += (ChangeTicket(number, attachments=inbound.attachments),)
    return Decision(conversation, (), effects, "passed_on")


def end(conversation: Conversation, context: Context) -> Decision:
    """The resident ends the talk, or the wait; staff still close the ticket when one had come."""
    number = conversation.consult
    after = replace(conversation, owner=Owner.BOT, consult="")
    if conversation.owner is Owner.NOBODY:
        # nobody came: no talk has ended, and the case is closed with what was written in it
        key = "consult.stopped" if open_danger(context) is None else "consult.stopped_alarm"
        stopped = Reply(context.words(key), (CALLBACK, MESSAGE, HOME))
        closed = CloseTicket(number, Outcome.WITHDRAWN)
        return Decision(after, (stopped,), (closed,), "stopped")
    thanks = (Reply(context.words("consult.ended")),)
    ended = (AddEvent(number, "resident_ended"),)
    if after.flow is not None:
        # a person joined in the middle of a form: it goes on where it was
        return replace(running.ask_again(after, context).after(thanks, ended), outcome="ended")
    return Decision(after, (*thanks, *home(context)), ended, "ended")
