"""A worrying word about a neighbour: the report at once when it sounds acute, else the offer of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from handlers import after_alarm, cards, running
from handlers import danger as danger_words
from handlers.about_report import about_report
from handlers.asked_in_report import replies_to
from handlers.cards import call_buttons
from handlers.consult import talk
from handlers.consult.begun import add_to, begun_report
from handlers.context import Context
from handlers.decision import Decision, buttons_last
from handlers.effects import Effect
from handlers.menu import DOORS
from handlers.messages import Conversation, Inbound, Owner, Reply
from handlers.report.child import names_child
from handlers.report.kinship import of_kin
from handlers.report.questions import GO_IN
from handlers.report.rules import signs_in
from handlers.report.sentences import parted
from handlers.report.wish import with_wish
from handlers.rescue import report_at_once
from intents.danger import Danger
from intents.understanding import Understood
from storage.records.ticket import Priority, TicketKind

#: Words that name somebody else's home.
NEXT_DOOR = re.compile(r"[옆앞윗뒷]집|아랫집|이웃|위층|아래층|동네|빌라|아파트|\d+호|통장|고시원")
#: The sign of a home where nobody is seen any more; it needs no word for the neighbour.
_ANOTHER_HOME = "sure_neighbour"
Usual = Callable[[Conversation], Decision]


def tell_of_neighbour(
    danger: Danger,
    heard: Understood | None,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
    usual: Usual,
) -> Decision:
    """
    A worrying word about a neighbour begins the report with that word as its story.

    When it sounds acute staff get it at once, as a ticket that the flow completes.
    """
    if conversation.flow is not None or conversation.owner is Owner.PERSON:
        return usual(conversation)
    if conversation.owner is Owner.NOBODY:
        return _while_waiting(danger, inbound, conversation, context, usual)
    another = NEXT_DOOR.search(inbound.text) or _ANOTHER_HOME in danger.why
    if danger_words.just_alarmed(conversation, context) and not another:
        # "애들은 옆방에 있어요" goes on from one's own alarm
        listened = after_alarm.listen_on(conversation, inbound, context)
        return listened.after((), danger_words.log_only(danger))
    log = danger_words.log_only(danger)
    story = f"{after_alarm.story_so_far(conversation)}\n{inbound.text}".strip()
    card = (_card(danger, story, context),)
    if danger.tier == "soft":
        settled = about_report(inbound, conversation, context, heard)
        sent = any(t.kind is TicketKind.REPORT for t in context.tickets)
        if settled is not None and (sent or after_alarm.story_so_far(conversation)):
            # "애 우는 집이 1105호라고요 전달된 건가요?" asks; the card was shown already
            return settled.after((), log)
        card = (_for_a_child(story, card[0], context),)
        return _perhaps_report(card, log, heard, inbound, conversation, usual)
    return report_now({"story": story}, card, log, inbound, conversation, context)


def _card(danger: Danger, story: str, context: Context) -> Reply:
    """Write the card; where the family itself tells, the plain one speaks of no neighbour."""
    found = cards.card_of(danger, story, context.knowledge)
    if found is not None and not found.when and found.language == "ko" and of_kin(story):
        by_id = {c.id: c for c in context.knowledge.danger_cards}
        found = by_id.get(f"kin-report-{danger.tier}", found)
    return cards.numbers_card(context) if found is None else cards.write(found, context)


def report_now(
    told: dict[str, object],
    card: tuple[Reply, ...],
    log: tuple[Effect, ...],
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision:
    """Give staff what was told, and begin the form that completes it."""
    if inbound.attachments:
        told["attachments"] = list(inbound.attachments)
    told = with_wish(told, str(told["story"]))
    opened = report_at_once(told, context)
    told["ticket"] = opened.number
    begun = running.begin("report", replace(conversation, story=""), context, told)
    asked = tuple(key for key in parted(inbound.text).keys if key != GO_IN)[:1]
    card += replies_to(asked, context, sent=False)
    return replace(begun.after(card, (*log, opened)), outcome="danger_report")


def _while_waiting(
    danger: Danger, inbound: Inbound, conversation: Conversation, context: Context, usual: Usual
) -> Decision:
    """Say the caring word to somebody who waits for staff; what is acute is reported at once, with no form."""
    log = danger_words.log_only(danger)
    card = (cards.card(danger, inbound.text, context),)
    if danger.tier == "soft":
        talked = replace(conversation, story=inbound.text)
        told = usual(talked).after(buttons_last(card, (DOORS[1],)), log)
        return replace(told, outcome="danger_soft")
    known = begun_report(context)
    reported: tuple[Effect, ...]
    if known is None:
        first: dict[str, object] = {"story": inbound.text}
        if inbound.attachments:
            first["attachments"] = list(inbound.attachments)
        reported = (report_at_once(first, context),)
    else:
        reported = add_to(known, inbound, Priority.URGENT)
    # no form and no end of the waiting, whatever else the words wish
    kept = talk.pass_on(conversation, inbound).effects
    return Decision(conversation, card, (*log, *reported, *kept), "danger", danger.kind)


def _perhaps_report(
    card: tuple[Reply, ...],
    log: tuple[Effect, ...],
    heard: Understood | None,
    inbound: Inbound,
    conversation: Conversation,
    usual: Usual,
) -> Decision:
    """A mild word about a neighbour: offer the report, keep the word for it, answer what was asked."""
    before = after_alarm.story_so_far(conversation)
    talked = replace(conversation, story=f"{before}\n{inbound.text}".strip())
    offered = buttons_last(card, (DOORS[1],))
    asks = heard is not None and heard.decision in ("answer", "choose")
    if not asks or (heard is not None and heard.intent == "report_neighbour"):
        return Decision(talked, offered, log, "danger_soft", "neighbor_report")
    return replace(usual(talked).after(card, log), outcome="danger_soft")


def _for_a_child(story: str, card: Reply, context: Context) -> Reply:
    """Name the police, who hear of children too, on a card that does not, where a child that cries is told of."""
    police = call_buttons(("police",), context)
    told = names_child(story) and _OF_A_CHILD.intersection(signs_in(story))
    if not told or set(police) & set(card.buttons):
        return card
    first, *rest = card.text.split("\n")
    text = "\n".join((first, context.words("report.child_line"), *rest))
    return replace(card, text=text, buttons=(*police, *card.buttons))


#: Signs that a child may be in need of it.
_OF_A_CHILD = frozenset({"cry", "child_alone", "bruise", "hunger"})
