"""What is asked about a report outside its form: under the offer to report, after it was sent, or made by phone."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.after_alarm import story_so_far
from handlers.asked_in_report import replies_to
from handlers.asking import asks
from handlers.compact import mentions
from handlers.context import Context
from handlers.decision import Decision, buttons_last
from handlers.feared import ABOUT as ABOUT
from handlers.feared import feared
from handlers.menu import CALLBACK, DOORS, HOME, MESSAGE, PERSON, REQUESTS
from handlers.messages import Button, Conversation, Inbound, Reply, Style
from handlers.report import asked
from handlers.report.child import names_child
from handlers.report.kinship import denies_neighbour, kin_named
from handlers.report.place_fix import insisted, mend, put_right
from handlers.report.questions import AGAIN, STOP, WRITTEN
from handlers.report.rules import read_story, signs_in
from handlers.report.sentences import parted
from handlers.report.wish import (
    asks_if_name_was_sent,
    asks_whom_the_number_goes_to,
    only_wishes,
    tells,
    wishes_unnamed,
)
from handlers.requests.show import show_requests
from handlers.running import ask_again, leave
from intents.understanding import Understood
from storage.records.ticket import Status, Ticket, TicketKind


def about_report(
    inbound: Inbound, conversation: Conversation, context: Context, heard: Understood | None
) -> Decision | None:
    """Answer a question about a report, by where it stands; None for anything else."""
    found = (
        _under_the_offer(inbound.text, conversation, context, heard)
        or _sent(inbound.text, conversation, context, heard)
        or feared(inbound.text, conversation, context)
        or _by_phone(inbound.text, conversation, context)
    )
    return found and replace(found, conversation=replace(found.conversation, misses=0))


def in_form(inbound: Inbound, conversation: Conversation, context: Context) -> Decision | None:
    """Answer in the form what is no answer of it; a form that was just begun by mistake is left for it."""
    state = conversation.flow
    if state is None or state.name != "report" or inbound.press:
        return None
    begun = {"story", "attachments"} & state.answers.keys()
    back = any(asks_back(inbound.text) for asks_back in _BACK)
    if back and not begun:
        told = _sent(inbound.text, replace(conversation, flow=None), context)
        if told is not None:
            return told
    if begun and asked.asks_to_withdraw(inbound.text):
        if asked.asks_how(inbound.text):
            return ask_again(conversation, context, "report.stop_how")
        return leave(conversation, context)
    of_cost = "rescue_cost" in parted(inbound.text).keys
    if asked.asks_to_call_rescue(inbound.text) and not (of_cost or tells(inbound.text)):
        return ask_again(conversation, context, "report.rescue_yourself")
    if asks_if_name_was_sent(inbound.text):
        return ask_again(conversation, context, "report.name_not_sent")
    if asked.asks_about_police(inbound.text) and not tells(inbound.text):
        return ask_again(conversation, context, "report.police_too")
    return None


#: Questions about the report that was sent, for which nobody begins another.
_BACK = (
    asked.asks_if_sent,
    asked.asks_to_withdraw,
    asked.asks_how_it_went,
    asked.says_it_was_sent,
)


def mended_story(story: str, words: str) -> tuple[str, str]:
    """Return a story told before the form with its place put right by the words, and the part that is new."""
    known = read_story(story).place
    place, part = put_right(known, insisted(words) or words)
    return (mend(story, known, place), part) if place else (story, "")


#: "이웃아니고 내얘기야 내얘기"
_NO_NEIGHBOUR = re.compile(
    r"이웃(?:이|은|집)?(?:아니|말고)|(?:내|제|우리집)(?:얘기|이야기|일)(?:야|예|에|이|라|입)"
)
_SHORT = 20


def _under_the_offer(
    words: str, conversation: Conversation, context: Context, heard: Understood | None
) -> Decision | None:
    story = story_so_far(conversation)
    kin = kin_named(words)
    if not story:
        answered = heard is not None and heard.decision == "answer"
        told = denies_neighbour(words) or (_card_shown(conversation) and not answered)
        is_telling = kin and told and not asks(words)
        return _of_kin(kin, words, conversation, context) if is_telling else None
    say = context.words
    if mentions(_NO_NEIGHBOUR, words, _SHORT):
        sorry = Reply(say("report.own_words"), (DOORS[0], PERSON, CALLBACK, HOME))
        return Decision(replace(conversation, story=""), (sorry,), (), "said")
    mended, part = mended_story(story, words)
    if part:
        talked = replace(conversation, story=mended)
        return _offer(say("report.place_mended", what=part), talked, context)
    named = read_story(words).place or insisted(words)
    if named and named not in story:
        # "302호라고요 전달된 건가요?": the first place that is told
        conversation = replace(conversation, story=f"{story}\n{words}")
    if asked.asks_if_sent(words):
        return _offer("", conversation, context)
    if asked.asks_about_police(words):
        return _offer(say("report.police_too"), conversation, context)
    if kin:
        talked = replace(conversation, story=f"{story}\n{words}")
        return _offer(say(f"report.kin.{kin}"), talked, context)
    if asks_whom_the_number_goes_to(words):
        return _offer(say("report.number_for_asking"), conversation, context)
    if wishes_unnamed(words):
        talked = replace(conversation, story=f"{story}\n{words}")
        return _offer(say("report.who_told"), talked, context)
    return None


def _card_shown(conversation: Conversation) -> bool:
    """Say whether a card with the way to report stands in the talk."""
    return any(
        reply.style is Style.DANGER and DOORS[1].value in {b.value for b in reply.buttons}
        for reply in conversation.said
    )


def _of_kin(kin: str, words: str, conversation: Conversation, context: Context) -> Decision | None:
    """ "이웃이 아니고 우리 친형입니다" after a worry that no card was shown for."""
    worries = [text for text in conversation.recent if signs_in(text)]
    before = conversation.story or "".join(worries[-1:])
    talked = replace(conversation, story=f"{before}\n{words}".strip())
    offered = _offer(context.words(f"report.kin.{kin}"), talked, context)
    # told, not asked: a caring line of the danger screen stands above it
    return replace(offered, by="report")


def _offer(first: str, talked: Conversation, context: Context) -> Decision:
    """Say that nothing was sent yet, and how it is; the offer stands as long as it is shown."""
    send = Button(context.words("report.send_told"), DOORS[1].value)
    not_begun = context.words("report.not_begun")
    text = f"{first}\n{not_begun}".strip()
    return Decision(talked, (Reply(text, (send, PERSON), Style.DANGER),), (), "said", ABOUT)


def _sent(
    words: str, conversation: Conversation, context: Context, heard: Understood | None = None
) -> Decision | None:
    report = _report(context)
    if report is None:
        return None
    say, buttons = context.words, (REQUESTS, PERSON, HOME)
    if asked.asks_how_it_went(words) or asked.asks_how_it_goes(words):
        first = Reply(say("report.how_they_are"))
        return Decision(conversation, (first, *show_requests(context)), (), "requests", ABOUT)
    keys = tuple(key for key in parted(words).keys if key not in (STOP, WRITTEN))
    if asked.says_it_was_sent(words) or AGAIN in keys:
        there = Reply(say("asked.there_is", number=report.number), (MESSAGE, *buttons))
        return Decision(conversation, (there,), (), "said", ABOUT)
    only_this = not any(t.kind is not TicketKind.REPORT for t in context.tickets)
    if asked.asks_to_withdraw(words) or (only_this and asked.may_withdraw(words)):
        shown = show_requests(context)
        return Decision(
            conversation, (Reply(say("report.withdraw_how")), *shown), (), "requests", ABOUT
        )
    key = next((key for asks, key in _ANSWERS if asks(words)), "")
    if not key and keys and report.status is not Status.CLOSED and _of_it(heard, conversation):
        child = names_child(f"{report.fields.get('story', '')}\n{words}")
        replies = buttons_last(replies_to(keys, context, sent=True, child=child), buttons)
        return Decision(conversation, replies, (), "said", ABOUT)
    if not key:
        return None
    told = Reply(say(key, number=report.number), buttons)
    return Decision(conversation, (told,), (), "said", ABOUT)


def _of_it(heard: Understood | None, conversation: Conversation) -> bool:
    """Say whether a question is of the report: no benefit was talked about since, and none answers it surely."""
    sure = heard is not None and heard.decision == "answer" and not heard.leans_faintly
    return not sure and not conversation.topic


_ANSWERS = (
    (asked.asks_if_sent, "report.was_sent"),
    (asked.asks_if_in, "report.was_sent"),
    (asked.asks_about_police, "report.police_too"),
    (asked.asks_if_well, "report.how_they_are"),
    (asks_whom_the_number_goes_to, "report.number_for_asking"),
    (only_wishes, "report.who_told"),
)


def _by_phone(words: str, conversation: Conversation, context: Context) -> Decision | None:
    """Answer who reported elsewhere, or asks after a report that was never made here."""
    say = context.words
    report = _report(context)
    if report is None and asked.still_so(words):
        talked = replace(conversation, story=words)
        again = Reply(say("asked.still_so_none"), (DOORS[1], PERSON, HOME), Style.DANGER)
        return Decision(talked, (again,), (), "said", ABOUT)
    phoned = asked.reported_by_phone(words) or (report is None and asked.asks_how_it_goes(words))
    if phoned:
        first: tuple[Reply, ...] = (Reply(say("report.by_phone")),)
    elif asked.asks_if_well(words) and _was_told(conversation, context):
        first = (Reply(say("report.how_they_are")),)
    elif asked.asks_if_sent(words) and "신고" in words and report is None:
        buttons = (DOORS[1], MESSAGE, HOME)
        return Decision(conversation, (Reply(say("report.none_sent"), buttons),), (), "said")
    else:
        return None
    danger = Reply(say("report.no_life"), (MESSAGE, CALLBACK, HOME), Style.DANGER)
    return Decision(conversation, (*first, danger), (), "said", ABOUT)


def _was_told(conversation: Conversation, context: Context) -> bool:
    told = context.words("report.no_life")
    return any(reply.text == told for reply in conversation.said)


def _report(context: Context) -> Ticket | None:
    return next((t for t in context.tickets if t.kind is TicketKind.REPORT), None)
