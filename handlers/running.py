"""Run an open flow: begin it, feed it an answer, step back in it, leave it."""

from __future__ import annotations

from dataclasses import replace

from handlers import page, reading
from handlers.answers import point
from handlers.context import Context
from handlers.decision import Decision, buttons_last
from handlers.effects import Effect, ForgetContact, OpenTicket
from handlers.flow import Ask, NotUnderstood, Position, buttons_of, replay
from handlers.flows import FLOWS as FLOWS
from handlers.menu import PERSON, home
from handlers.messages import Button, Conversation, FlowState, Inbound, Reply
from handlers.report import pauses
from handlers.report.turns import Turn
from handlers.rescue import add_at_once, rescue
from handlers.taken_up import kept_answers
from handlers.turns import turn
from handlers.unread import photos_left

#: After this many answers in a row that were not understood, a person is offered (U4).
PATIENCE = 2


def begin(
    name: str, conversation: Conversation, context: Context, given: dict[str, object] | None = None
) -> Decision:
    """Begin a flow, with what is known already; an open one is left (see `set_aside`)."""
    if context.by_page:
        return page.offer(name, conversation, context, given or {})
    left = set_aside(conversation, context)
    run = _next_run(conversation, context)
    known = kept_answers(name, conversation, context)
    state = FlowState(name, run, {**known, **(given or {})})
    position = replay(FLOWS[name].bind(context), state.answers)
    begun = settle(replace(left.conversation, runs=run, misses=0, kept=None), state, position)
    if known:
        begun = begun.after((Reply(context.words("callback.taken_up")),))
    return begun.after(left.replies, left.effects)


def _next_run(conversation: Conversation, context: Context) -> int:
    # Seconds, not a plain count: a talk that was erased or forgotten counts from anew, and a button
    # of an earlier talk must not fit again.
    return max(conversation.runs + 1, int(context.at.timestamp()))


def set_aside(conversation: Conversation, context: Context) -> Decision:
    """Leave an open flow for something else: what was told in a report, and any photo, is kept for staff."""
    kept = rescue(conversation, context)
    after = replace(conversation, flow=None)
    photos = photos_left(conversation.flow, context) if conversation.flow else None
    if photos is not None:
        return replace(photos, conversation=after)
    if kept is None or kept.conversation.flow is None:
        return Decision(after)
    number = str(kept.conversation.flow.answers["ticket"])
    return Decision(after, (Reply(context.words("report.left", number=number)),), kept.effects)


def proceed(
    conversation: Conversation,
    inbound: Inbound,
    context: Context,
    pressed: str | None = None,
    *,
    telling: bool = True,
) -> Decision:
    """Take the message as the answer to the open question; `telling` says that its words may be of the story."""
    state = conversation.flow
    assert state is not None
    position = replay(FLOWS[state.name].bind(context), state.answers, newest="")
    ask = position.ask
    if ask is None:
        return settle(conversation, state, position)
    answers = dict(position.answers)
    added = _attach(answers, inbound)
    if telling and pressed is None and (heard := turn(state.name, ask, answers, inbound, context)):
        return _turned(conversation, replace(state, answers=answers), heard, context)
    try:
        if not (inbound.text or inbound.press or inbound.place or inbound.phone) and added:
            if not ask.photo_alone:
                return _kept(conversation, replace(state, answers=answers), inbound, context)
            answers[ask.name] = ""
        else:
            answers[ask.name] = reading.answer(ask, inbound, pressed)
            answers |= _beside(ask, inbound, answered=True)
    except NotUnderstood as why:
        told = _beside(ask, inbound, answered=False) if telling else {}
        if not told and (_keep_place(answers, inbound) or added):
            return _kept(conversation, replace(state, answers=answers), inbound, context)
        if not told:
            return _not_understood(conversation, state, ask, context, why)
        answers |= told
    if ask.name in pauses.ENDS and answers.get(ask.name) == pauses.ENDS[ask.name]:
        return _ended(conversation, replace(state, answers=answers), context)
    decision = _go_on(conversation, replace(state, answers=answers), ask.name, context)
    if ask.name not in answers:
        return decision.after((Reply(context.words("flow.noted")),))
    return decision


def _go_on(conversation: Conversation, state: FlowState, newest: str, context: Context) -> Decision:
    """Go on with new answers: what was told is added to a ticket opened early, photos are taken along."""
    after = replay(FLOWS[state.name].bind(context), state.answers, newest=newest)
    state = replace(state, answers=after.answers)
    decision = settle(replace(conversation, misses=0), state, after)
    if after.done is None:
        return decision.after((), add_at_once(state.name, after.answers, newest, context))
    photos = None if _files(after.done.effects) else photos_left(state, context)
    return decision if photos is None else decision.after(photos.replies, photos.effects)


def _turned(
    conversation: Conversation, state: FlowState, heard: Turn, context: Context
) -> Decision:
    """Do what was heard, and put the question that is open then; nobody is thanked once more for each thing told."""
    if heard.leaves:
        return leave(replace(conversation, flow=state), context, heard.key)
    said_before = replay(FLOWS[state.name].bind(context), state.answers).said
    told = {name: value for name, value in state.answers.items() if name not in heard.forgets}
    state = replace(state, answers={**told, **heard.told})
    newest = "place" if {"story", "place", "signs"} & heard.told.keys() else ""
    decision = _go_on(conversation, state, newest, context)
    new = tuple(reply for reply in decision.replies if reply not in said_before)
    said = (Reply(context.words(heard.key, **heard.slots)),) if heard.key else ()
    return replace(decision, replies=(*said, *new))


def _ended(conversation: Conversation, state: FlowState, context: Context) -> Decision:
    """Leave a neighbour's report where all is well; one about the sender goes on as one's own."""
    if pauses.SELF not in state.answers.values():
        return leave(replace(conversation, flow=state), context, "report.well_stopped")
    run = _next_run(conversation, context)
    own = FlowState("help", run, pauses.about_oneself(state.answers))
    position = replay(FLOWS["help"].bind(context), own.answers, newest="")
    return settle(replace(conversation, runs=run, misses=0), own, position)


def step_back(conversation: Conversation, context: Context) -> Decision:
    """Forget the last answer and ask its question again; at the first question, ask it again."""
    state = conversation.flow
    assert state is not None
    bind = FLOWS[state.name].bind(context)
    position = replay(bind, state.answers, newest="")
    answers = dict(position.answers)
    if answers.pop(pauses.PAUSE, None) is None and position.asked:
        answers.pop(position.asked[-1], None)
    after = replay(bind, answers, newest="")
    decision = settle(conversation, replace(state, answers=answers), after)
    return decision.after((Reply(context.words("flow.back")),)) if position.asked else decision


def ask_again(conversation: Conversation, context: Context, key: str = "") -> Decision:
    """Put the open question once more, after a word about why."""
    state = conversation.flow
    assert state is not None
    position = replay(FLOWS[state.name].bind(context), state.answers, newest="")
    decision = settle(conversation, state, position)
    return decision.after((Reply(context.words(key)),)) if key else decision


def leave(conversation: Conversation, context: Context, key: str = "") -> Decision:
    """Leave the flow; what was typed in it is forgotten, an early ticket is told so."""
    state = conversation.flow
    assert state is not None
    effects: tuple[Effect, ...] = FLOWS[state.name].on_cancel(state, context)
    key = key or f"{state.name}.cancelled"
    number = str(state.answers.get("ticket") or "")
    if number:
        words = context.words("report.cancelled_kept", number=number)
    else:
        words = context.words(key if context.words.has(key) else "flow.cancelled")
    photos = photos_left(state, context)
    said, kept = (photos.replies, photos.effects) if photos is not None else ((), ())
    return Decision(
        replace(conversation, flow=None, misses=0),
        (Reply(words), *said, *home(context)),
        (*effects, *kept),
        "cancelled",
        state.name,
    )


def settle(conversation: Conversation, state: FlowState, position: Position) -> Decision:
    """Turn the place where a replay stopped into replies: the next question, or the end."""
    said, kept = tuple(position.said), tuple(position.kept)
    if position.done is not None:
        done = position.done
        return Decision(
            replace(conversation, flow=None, misses=0),
            said + buttons_last(done.replies, done.buttons),
            kept + done.effects,
            "done",
            state.name,
        )
    ask = position.ask
    assert ask is not None
    return Decision(
        replace(conversation, flow=replace(state, answers=position.answers)),
        said + question(ask, state),
        kept,
        "asked",
        f"{state.name}.{ask.name}",
    )


def question(ask: Ask, state: FlowState) -> tuple[Reply, ...]:
    """Say the question; its buttons and what may be shared stand under the last bubble."""
    *first, last = ask.text
    buttons = buttons_of(ask, state.name, state.run)
    return (
        *(Reply(text) for text in first),
        Reply(last, buttons, wants=ask.wants, note=ask.note),
    )


def open_question(conversation: Conversation, context: Context) -> str:
    """Return the name of the question that is open now, or ''."""
    state = conversation.flow
    ask = replay(FLOWS[state.name].bind(context), state.answers, newest="").ask if state else None
    return ask.name if ask is not None else ""


def choice_said(conversation: Conversation, inbound: Inbound, context: Context) -> str:
    """Return the button of the open question's choice that these very words name, or ''."""
    state = conversation.flow
    assert state is not None
    ask = replay(FLOWS[state.name].bind(context), state.answers, newest="").ask
    said = reading.named(ask, inbound) if ask is not None else ""
    return f"f:{state.name}.{state.run}:{ask.name}:{said}" if ask is not None and said else ""


def is_current(
    conversation: Conversation, flow: str, run: int, name: str, context: Context
) -> bool:
    """Say whether a button belongs to the question that is open now."""
    state = conversation.flow
    if state is None or state.name != flow or state.run != run:
        return False
    ask = replay(FLOWS[flow].bind(context), state.answers, newest="").ask
    return ask is not None and ask.name == name


def _files(effects: tuple[Effect, ...]) -> bool:
    """Say whether what a flow ends with takes its photos along, or is to erase them."""
    return any(
        isinstance(e, ForgetContact | OpenTicket) or getattr(e, "attachments", ()) for e in effects
    )


def _beside(ask: Ask, inbound: Inbound, *, answered: bool) -> dict[str, object]:
    """Hear what typed words tell beside the choices of a closed question."""
    if ask.beside is None or not inbound.text.strip() or inbound.press:
        return {}
    return dict(ask.beside(inbound.text.strip(), answered))


def _attach(answers: dict[str, object], inbound: Inbound) -> bool:
    if not inbound.attachments:
        return False
    held = answers.get("attachments")
    answers["attachments"] = [*(held if isinstance(held, list) else []), *inbound.attachments]
    return True


def _keep_place(answers: dict[str, object], inbound: Inbound) -> bool:
    """Take a point that was shared before the flow asks where."""
    if inbound.place is None or "place" in answers:
        return False
    answers["place"] = point(inbound)
    return True


def _kept(
    conversation: Conversation, state: FlowState, inbound: Inbound, context: Context
) -> Decision:
    """Say that a photo, a voice or a place was kept, and put the open question again."""
    named = f"unread.kind.{inbound.kind}"
    what = context.words(named if context.words.has(named) else "unread.kind.file")
    asked = ask_again(replace(conversation, flow=state), context)
    return asked.after((Reply(context.words("flow.kept", what=what)),))


def _not_understood(
    conversation: Conversation, state: FlowState, ask: Ask, context: Context, why: NotUnderstood
) -> Decision:
    misses = conversation.misses + 1
    offer: tuple[Button, ...] = (PERSON,) if misses >= PATIENCE else ()
    key = "flow.offer_person" if offer else why.key
    asked = buttons_last(question(ask, state), offer)
    return Decision(
        replace(conversation, misses=misses),
        (Reply(context.words(key, **why.slots)), *asked),
        (),
        "not_understood",
        f"{state.name}.{ask.name}",
    )
