"""Walk every path of a flow, so that a test can demand something of each question and each end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from handlers.flow import Ask, Done, NotUnderstood, replay
from handlers.flows import FLOWS
from handlers.messages import Inbound, Reply
from tests.pure import context_at, typed

#: Words that some free question understands; the first that fits is taken.
SAMPLES = ("010-1234-5678", "내일 오전", "송산로 12 203호", "며칠째 안 보이고 우편물이 쌓였어요")
#: Signs that are tried; all would only repeat the same path.
MOST_CHOICES = 4
OF_A_REQUEST: dict[str, object] = {"number": "W-2026-0001"}
GIVEN = {"change_callback": OF_A_REQUEST, "change_phone": OF_A_REQUEST}


@dataclass(frozen=True, slots=True)
class Step:
    """A question on a path, or its end."""

    path: tuple[str, ...]
    ask: Ask | None
    done: Done | None
    said: tuple[Reply, ...]
    answers: dict[str, object]


@cache
def steps(flow: str, *, abroad: bool = False) -> tuple[Step, ...]:
    """Return every step of every path, at night; a path edits and adds at most once."""
    context = context_at("2026-11-23 20:00", abroad=abroad)
    return tuple(_walk(FLOWS[flow].bind(context), GIVEN.get(flow, {}), None, ()))


def _walk(start, answers, newest, path) -> Iterator[Step]:
    position = replay(start, answers, newest)
    yield Step(path, position.ask, position.done, tuple(position.said), dict(position.answers))
    ask = position.ask
    if ask is None:
        return
    for answer in answers_of(ask):
        mark = f"{ask.name}={answer}"
        if answer in ("edit", "more") and any(m in path for m in ("review=edit", "review=more")):
            continue
        yield from _walk(start, {**position.answers, ask.name: answer}, ask.name, (*path, mark))


def answers_of(ask: Ask) -> list[object]:
    """Return answers to try: choices, and something typed where words are read."""
    picked: list[object] = [c.value for c in ask.choices]
    if ask.several:
        picked = [[c.value] for c in ask.choices[:1]]
    if ask.read is not None and not picked:
        picked.append(sample(ask))
    return picked[:MOST_CHOICES]


def sample(ask: Ask) -> object:
    """Return what the question reads out of the first sample that fits."""
    assert ask.read is not None
    for text in SAMPLES:
        try:
            return ask.read(message(text))
        except NotUnderstood:
            continue
    raise AssertionError(f"no sample fits {ask.name}")


def message(text: str) -> Inbound:
    """A typed message."""
    return typed(text)
