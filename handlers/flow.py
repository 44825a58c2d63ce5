"""
A flow is a generator of named questions, replayed over the answers given so far.

The generator itself is never stored: only the answers, by the name of their question. So a restart,
another replica or a release in mid-talk changes nothing, and a question that a release inserts is
simply asked next. Names of questions are never reused for another meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field

from handlers.effects import Effect
from handlers.messages import Button, Inbound, Reply, Tone, Wants


class NotUnderstood(Exception):
    """The answer does not fit the question; `key` names the words that say how to put it right."""

    def __init__(self, key: str = "flow.not_understood", **slots: str) -> None:
        super().__init__(key)
        self.key = key
        self.slots = slots


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers offered; `also` are other words that mean it."""

    value: str
    label: str
    also: tuple[str, ...] = ()
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Ask:
    """
    A question.

    `read` turns a message into the answer (JSON-able) and raises NotUnderstood; it is tried after
    the choices. `several` lets more than one choice be given ("1 3", "우편물이랑 냄새").
    """

    name: str
    text: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    read: Callable[[Inbound], object] | None = None
    wants: Wants = Wants.NOTHING
    several: bool = False
    note: str = ""
    #: Answers, by question, in words that answer this one not (False) or not only (True).
    beside: Callable[[str, bool], Mapping[str, object]] | None = None
    #: A photo or voice without words is an answer too, read as "".
    photo_alone: bool = False
    #: Its choices are taken by their very words alone: "안 좋아요" is like "좋아요".
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """Something said between two questions; said once."""

    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Keep:
    """Something kept as soon as this point is reached for the first time."""

    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Back:
    """Forget these answers and go on from there; the rest stays (edit before sending)."""

    names: tuple[str, ...]
    #: Kept among the answers: what the flow must know of the step back ("redo": "place").
    remember: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """The flow is over."""

    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...] = ()
    buttons: tuple[Button, ...] = ()


Step = Ask | Say | Keep | Back
Answers = Mapping[str, object]
Flow = Generator[Step, object, Done]
#: A flow gets the answers given so far; it may look at them, and never changes them.
Start = Callable[[Answers], Flow]


@dataclass(slots=True)
class Position:
    """Where a replay came to a halt."""

    ask: Ask | None = None
    done: Done | None = None
    said: list[Reply] = field(default_factory=list)
    kept: list[Effect] = field(default_factory=list)
    #: Names of the answered questions, in the order in which the flow asked them.
    asked: list[str] = field(default_factory=list)
    answers: dict[str, object] = field(default_factory=dict)


#: A flow that goes back for ever is a bug of ours; this many steps is far above any real talk.
MOST_STEPS = 500


def replay(start: Start, answers: Answers, newest: str | None = None) -> Position:
    """
    Run a flow over its answers up to the first question without one.

    `newest` is the question just answered: what is said and kept between it and the next question
    is new; the rest was said in an earlier turn. None means that the flow has just begun, and all
    of it is new.
    """
    position = Position(answers=dict(answers))
    while (back := _walk(start, position, newest)) is not None:
        for name in back.names:
            position.answers.pop(name, None)
        position.answers.update(back.remember)
        newest = ""
    return position


def _walk(start: Start, position: Position, newest: str | None) -> Back | None:
    """Walk the flow once; return the step back that it asks for, if it does."""
    known = position.answers
    position.asked = []
    flow = start(known)
    fresh = newest is None
    value: object = None
    for _ in range(MOST_STEPS):
        try:
            step = flow.send(value)
        except StopIteration as stop:
            position.done = stop.value
            return None
        value = None
        if isinstance(step, Ask):
            if step.name not in known:
                position.ask = step
                return None
            position.asked.append(step.name)
            value = known[step.name]
            fresh = newest is None or step.name == newest
        elif isinstance(step, Say):
            position.said.extend(step.replies if fresh else ())
        elif isinstance(step, Keep):
            position.kept.extend(step.effects if fresh else ())
        else:
            return step
    raise RuntimeError("a flow did not come to a question")


def buttons_of(ask: Ask, flow: str, run: int) -> tuple[Button, ...]:
    """Give each choice a button that knows its flow, run and question."""
    return tuple(
        Button(c.label, f"f:{flow}.{run}:{ask.name}:{c.value}", c.tone) for c in ask.choices
    )
