"""Run an open flow: begin it, feed it an answer, step back in it, leave it."""

from __future__ import annotations

from dataclasses import replace

from handlers import reading
from handlers.context import Context
from handlers.decision import Decision, buttons_last
from handlers.effects import Effect
from handlers.flow import Ask, NotUnderstood, Position, buttons_of, replay
from handlers.flows import FLOWS as FLOWS
from handlers.menu import PERSON, home
from handlers.messages import Button, Conversation, FlowState, Inbound, Reply

#: After this many answers in a row that were not understood, a person is offered (U4).
PATIENCE = 2


def begin(
    name: str, conversation: Conversation, context: Context, given: dict[str, object] | None = None
) -> Decision:
    """Begin a flow, with what is known already; an open one is left as it is and forgotten."""
    run = conversation.runs + 1
    state = FlowState(name, run, dict(given or {}))
    position = replay(FLOWS[name].bind(context), state.answers)
    return settle(replace(conversation, runs=run, misses=0), state, position)


def proceed(
    conversation: Conversation, inbound: Inbound, context: Context, pressed: str | None = None
) -> Decision:
    """Take the message as the answer to the open question."""
    state = conversation.flow
    assert state is not None
    position = replay(FLOWS[state.name].bind(context), state.answers, newest="")
    ask = position.ask
    if ask is None:
        return settle(conversation, state, position)
    answers = dict(position.answers)
    added = _attach(answers, inbound)
    try:
        if not (inbound.text or inbound.press or inbound.place or inbound.phone) and added:
            return _again(conversation, state, answers, ask, context, "flow.photo_kept")
        answers[ask.name] = reading.answer(ask, inbound, pressed)
    except NotUnderstood as why:
        if added:
            return _again(conversation, state, answers, ask, context, "flow.photo_kept")
        return _not_understood(conversation, state, ask, context, why)
    after = replay(FLOWS[state.name].bind(context), answers, newest=ask.name)
    state = replace(state, answers=after.answers)
    return settle(replace(conversation, misses=0), state, after)


def step_back(conversation: Conversation, context: Context) -> Decision:
    """Forget the last answer and ask its question again; at the first question, ask it again."""
    state = conversation.flow
    assert state is not None
    bind = FLOWS[state.name].bind(context)
    position = replay(bind, state.answers, newest="")
    answers = dict(position.answers)
    if position.asked:
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


def leave(conversation: Conversation, context: Context) -> Decision:
    """Leave the flow; what was typed in it is forgotten, an early ticket is told so."""
    state = conversation.flow
    assert state is not None
    effects: tuple[Effect, ...] = FLOWS[state.name].on_cancel(state, context)
    key = f"{state.name}.cancelled"
    number = str(state.answers.get("ticket") or "")
    if number:
        words = context.words("report.cancelled_kept", number=number)
    else:
        words = context.words(key if context.words.has(key) else "flow.cancelled")
    return Decision(
        replace(conversation, flow=None, misses=0),
        (Reply(words), *home(context)),
        effects,
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


def is_current(
    conversation: Conversation, flow: str, run: int, name: str, context: Context
) -> bool:
    """Say whether a button belongs to the question that is open now."""
    state = conversation.flow
    if state is None or state.name != flow or state.run != run:
        return False
    ask = replay(FLOWS[flow].bind(context), state.answers, newest="").ask
    return ask is not None and ask.name == name


def _attach(answers: dict[str, object], inbound: Inbound) -> bool:
    if not inbound.attachments:
        return False
    held = answers.get("attachments")
    answers["attachments"] = [*(held if isinstance(held, list) else []), *inbound.attachments]
    return True


def _again(
    conversation: Conversation,
    state: FlowState,
    answers: dict[str, object],
    ask: Ask,
    context: Context,
    key: str,
) -> Decision:
    state = replace(state, answers=answers)
    return Decision(
        replace(conversation, flow=state),
        (Reply(context.words(key)), *question(ask, state)),
        (),
        "asked",
        f"{state.name}.{ask.name}",
    )


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
