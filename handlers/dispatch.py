"""Decide on one message: danger, a person's turn, buttons, global words, open flow, then meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from handlers import after_alarm, alarm_answers, cards, foreign_talk, kin, plainly, running, whose
from handlers import danger as danger_words
from handlers.about_report import ABOUT, about_report, in_form
from handlers.about_us.answers import about_us
from handlers.after_report import after_report
from handlers.alarm_denied import denied
from handlers.asked_in_report import asked_in_report, not_an_answer
from handlers.consult.talk import pass_on
from handlers.consult.turn import in_talk
from handlers.context import Context
from handlers.decision import Decision
from handlers.effects import AddEvent, Effect, MarkBlocked
from handlers.ending import masked_notice, remember, without_survey
from handlers.globals import AGAIN, BACK, CANCEL, HOME, PERSON, global_word
from handlers.meaning import beside_flow, by_meaning
from handlers.menu import home
from handlers.messages import Conversation, Inbound, Kind, Owner, Reply
from handlers.neighbour import tell_of_neighbour
from handlers.no_report import no_report
from handlers.presses import by_press, menu_press, offered_press, typed_press
from handlers.questions import answered_beside
from handlers.refusing import only_refuses_call, refuses_call
from handlers.report.once import say_once
from handlers.requests.by_words import of_a_request, press_to_cancel
from handlers.start import started
from handlers.taken_up import to_keep
from handlers.unguided import helpless
from handlers.unread import keep_unread
from intents.danger import Danger
from intents.understanding import Understood

FAILED: Literal["failed"] = "failed"
#: What the words mean; None when there are none, FAILED when the screen broke.
Heard = Understood | None | Literal["failed"]


def decide(inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    """Decide what to say and keep; pure."""
    if inbound.kind in (Kind.BLOCKED, Kind.UNBLOCKED):
        blocked = inbound.kind is Kind.BLOCKED
        return Decision(conversation, (), (MarkBlocked(blocked),), str(inbound.kind))
    heard = listen(inbound, conversation, context)
    decision = _decide(heard, inbound, conversation, context)
    spoken = foreign_talk.language_now(inbound, conversation, context)
    decision = foreign_talk.beside(spoken, conversation, decision, context)
    decision = masked_notice(inbound, decision, context)
    return remember(inbound, without_survey(decision, context))


def listen(inbound: Inbound, conversation: Conversation, context: Context) -> Heard:
    """Understand the text once, danger included (A1); FAILED when that broke (A2)."""
    if not inbound.text or inbound.kind in (Kind.START, Kind.BUTTON):
        # the words of a button are ours
        return None
    try:
        return context.understanding.understand(
            inbound.text, recent=conversation.recent, topic=conversation.topic or None
        )
    except Exception:  # noqa: BLE001 - A2: whatever breaks in the screen, a person must see this
        return FAILED


def _decide(
    heard: Heard, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    if isinstance(heard, str):
        return danger_words.fail_open(conversation, inbound, context)
    danger = heard.danger if heard is not None else None
    danger = whose.turned(danger, inbound, conversation, context)
    danger = plainly.put_right(danger, inbound, conversation, context)
    at_once = (
        no_report(inbound, conversation, context)
        or after_report(danger, inbound, conversation, context)
        or denied(heard, danger, inbound, conversation, context)
        or alarm_answers.answered(heard, danger, inbound, conversation, context)
        or _of_the_family(heard, danger, inbound, conversation, context)
    )
    if at_once is not None:
        return at_once
    if danger is None or danger.tier == "soft":
        comfort = cards.bereaved(inbound.text, context)
        if comfort or danger is None:
            return _usual(heard, inbound, conversation, context).after(comfort)
    if kin.is_told_of(danger, inbound, conversation):
        listened = after_alarm.listen_on(conversation, inbound, context)
        return listened.after((), danger_words.log_only(danger))
    if danger.tier == "soft" and (
        after_alarm.goes_without_saying(danger, inbound, conversation, context)
        or _is_harmless(inbound, conversation, context)
    ):
        usual = _usual(heard, inbound, conversation, context)
        return usual.after((), danger_words.log_only(danger))
    if danger.kind == "neighbor_report":
        return tell_of_neighbour(
            danger, heard, inbound, conversation, context,
            lambda talked: _usual(heard, inbound, talked, context),
        )  # fmt: skip
    alarm = danger_words.respond(danger, conversation, inbound, context)
    if danger.tier == "hard" and _gets_card_only(conversation):
        # "못 기다리겠어 죽을 거 같아": whoever waits goes on waiting
        waits = conversation.owner is Owner.NOBODY
        return alarm.after((), pass_on(conversation, inbound).effects if waits else ())
    if _breaks_off(danger, conversation):
        # nobody who wants to die is asked for consent to a call
        left = running.set_aside(alarm.conversation, context)
        after = replace(left.conversation, kept=to_keep(conversation.flow))
        return replace(alarm, conversation=after, effects=alarm.effects + left.effects)
    rest = _usual(plainly.of_oneself(heard, danger), inbound, alarm.conversation, context)
    # "신고한 건 맞는 거죠?" only sounds like danger
    only_asked = danger.tier == "soft" and rest.by == ABOUT and not danger_words.of_oneself(danger)
    only_asked = only_asked or plainly.stands_there(danger, rest, alarm.replies)
    if rest.outcome == after_alarm.LISTENED or only_asked:
        return replace(rest, effects=alarm.effects + rest.effects)
    called = rest.conversation.owner is not Owner.BOT
    unclear = after_alarm.says_nothing(rest.outcome, danger, heard, inbound.text)
    if unclear and _stands_alone(conversation) and not called:
        # one caring line, and no "I did not understand" behind it
        return replace(alarm, effects=alarm.effects + rest.effects)
    return replace(rest.after(alarm.replies, alarm.effects), outcome=alarm.outcome, by=alarm.by)


def _is_harmless(inbound: Inbound, conversation: Conversation, context: Context) -> bool:
    """Say whether the whole text is a button's own words, or only refuses a call."""
    labelled = typed_press(inbound, conversation, context).startswith("g:")
    return labelled or only_refuses_call(inbound.text)


def _of_the_family(
    heard: Understood | None,
    danger: Danger | None,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision | None:
    """Answer what is told of one's own family, whom the screen may take for a neighbour's; else None."""
    meant = danger is not None or (heard is not None and heard.intent == kin.REPORT)
    told = kin.shut_in(danger, inbound, conversation, context) or kin.out_of_reach(
        inbound, conversation, context
    )
    if told or heard is None or not (meant and kin.of_own_home(danger, inbound, conversation)):
        return told
    usual = _usual(kin.no_report(heard), inbound, conversation, context)
    return usual.after((), danger_words.log_only(danger) if danger is not None else ())


def _breaks_off(danger: Danger, conversation: Conversation) -> bool:
    """Say whether a form ends here: an acute word of one's own in a request for a call, a visit or a message."""
    flow = conversation.flow
    acute = danger.tier == "hard" and danger.kind in danger_words.CRITICAL
    return acute and danger.about == "self" and flow is not None and flow.name in _REQUESTS


_REQUESTS = frozenset({"callback", "visit", "message"})


def _stands_alone(conversation: Conversation) -> bool:
    """An acute message outside a flow and outside a talk gets the card and nothing else (A6)."""
    return conversation.flow is None and conversation.owner is Owner.BOT


def _gets_card_only(conversation: Conversation) -> bool:
    """An acute message of somebody who waits is passed on besides, and undoes nothing."""
    return conversation.owner is Owner.NOBODY or _stands_alone(conversation)


def _usual(
    heard: Understood | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    if inbound.kind is Kind.EDIT:
        return _edited(inbound, conversation)
    if inbound.kind is Kind.START:
        return started(inbound, conversation, context)
    word = global_word(inbound.text) if inbound.kind is Kind.TEXT else None
    if conversation.owner is not Owner.BOT:
        return in_talk(word, heard, inbound, conversation, context)
    press = inbound.press or (menu_press(inbound) if inbound.kind is Kind.TEXT else "")
    if not press and word is not None:
        press = _meant_here(word, inbound, conversation, context)
    if press:
        return by_press(press, inbound, conversation, context)
    if word is not None:
        return _by_word(word, inbound, conversation, context)
    if conversation.flow is not None:
        return _in_flow(heard, inbound, conversation, context)
    if inbound.kind is not Kind.TEXT:
        return keep_unread(inbound, conversation, context)
    return _outside(heard, inbound, conversation, context)


def _outside(
    heard: Understood | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    """Decide on words that belong to no form: a button named, a request of one's own, the going on of an alarm."""
    press = typed_press(inbound, conversation, context)
    if press:
        return by_press(press, inbound, conversation, context)
    about = about_report(inbound, conversation, context, heard)
    if about is not None:
        return about
    of_mine = of_a_request(inbound.text, conversation, context)
    if of_mine is not None:
        return after_alarm.with_numbers(of_mine, conversation, context)
    itself = about_us(inbound.text, conversation, context)
    if itself is not None and danger_words.just_alarmed(conversation, context):
        return after_alarm.with_numbers(itself, conversation, context)
    if after_alarm.tells_on(heard, conversation):
        told = f"{conversation.story}\n{inbound.text}"
        return by_press("s:report", inbound, replace(conversation, story=told), context)
    alarmed = danger_words.just_alarmed(conversation, context)
    if after_alarm.goes_on(heard, conversation, context) or (
        alarmed and refuses_call(inbound.text)
    ):
        return after_alarm.listen_on(conversation, inbound, context)
    meant = by_meaning(heard, inbound, conversation, context)
    return after_alarm.with_numbers(meant, conversation, context)


def _in_flow(
    heard: Understood | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    """Take the message as an answer; what is none may be a word of danger or another question."""
    assert conversation.flow is not None
    about = in_form(inbound, conversation, context) or asked_in_report(
        heard, inbound, conversation, context
    )
    if about is not None:
        return about
    answered = answered_beside(heard, inbound, conversation, context)
    if answered:
        return replace(running.ask_again(conversation, context).after(answered), outcome="aside")
    # despair of one's own is no part of what is told of a neighbour
    danger = heard.danger if heard is not None else None
    despair = danger is not None and danger_words.of_oneself(danger)
    decision = running.proceed(conversation, inbound, context, telling=not despair)
    violent = danger is not None and danger.kind == "violence_abuse" and danger.tier == "hard"
    decision = say_once(decision, conversation, inbound, context, card=violent)
    if decision.outcome != "not_understood":
        return decision
    if danger is not None:
        return running.ask_again(conversation, context, "danger.continue")
    what_to_do = f"{conversation.flow.name}.what_to_do"
    if helpless(inbound.text) and context.words.has(what_to_do):
        return running.ask_again(conversation, context, what_to_do)
    press = offered_press(inbound, conversation) if inbound.kind is Kind.TEXT else ""
    if press and not press.startswith("f:"):
        return by_press(press, inbound, conversation, context)
    aside = beside_flow(heard, inbound, context)
    if not aside:
        return not_an_answer(inbound, conversation, context) or decision
    return replace(running.ask_again(conversation, context).after(aside), outcome="aside")


def _meant_here(word: str, inbound: Inbound, conversation: Conversation, context: Context) -> str:
    """Return the button that a global word names here: "안 할래요" may be the answer to a question."""
    if conversation.flow is not None:
        return running.choice_said(conversation, inbound, context)
    if word == CANCEL:
        sure = next((b.value for b in conversation.offered if b.value.startswith("t:sure:")), "")
        return sure or press_to_cancel(inbound.text, context)
    return ""


def _by_word(word: str, inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    in_flow = conversation.flow is not None
    if word == PERSON:
        return by_press("g:person", inbound, conversation, context)
    if word == AGAIN:
        return _again(conversation, context)
    if word == BACK and in_flow:
        return running.step_back(conversation, context)
    if word == CANCEL and in_flow:
        return running.leave(conversation, context)
    if word == CANCEL:
        reply = Reply(context.words("global.nothing_to_cancel"))
        return Decision(conversation, (reply, *home(context)), (), "home")
    if in_flow:
        return running.leave(conversation, context)
    return Decision(replace(conversation, misses=0), home(context), (), "home", HOME)


def _again(conversation: Conversation, context: Context) -> Decision:
    if conversation.flow is not None:
        return running.ask_again(conversation, context)
    return Decision(conversation, conversation.said or home(context), (), "again")


def _edited(inbound: Inbound, conversation: Conversation) -> Decision:
    """An edited message changes nothing that was said; staff see the new words beside the old."""
    number = conversation.consult
    effects: tuple[Effect, ...] = (
        (AddEvent(number, "resident_edit", inbound.text),) if number else ()
    )
    return Decision(conversation, (), effects, "edited")
