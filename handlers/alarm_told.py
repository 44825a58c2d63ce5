"""What an answer behind an emergency card is made of: the talk that it stands in, and what is said."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.context import Context
from handlers.messages import Button

#: Stands for the line whose number is shown first.
SHOWN_FIRST = "shown first"


@dataclass(frozen=True, slots=True)
class Talk:
    """What the words stand behind."""

    kind: str
    #: Whether it is about somebody else.
    other: bool
    young: bool
    #: Whether an emergency card was shown, and no caring line alone.
    alarmed: bool
    #: The last words, which tell of a fire or of somebody far away.
    before: str
    #: Whether the screen has a button to leave at once.
    has_exit: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What is said: its key, whom to call first, the ways on, and whether the alarm is over for the talk."""

    key: str
    calls: tuple[str, ...] = ()
    ways: tuple[Button, ...] = ()
    entries: tuple[str, ...] = ()
    #: The line whose hours are told.
    line: str = ""
    calms: bool = False
    #: Whether the good news is that somebody woke.
    woke: bool = False
    #: Whether somebody may look on: no number, no button, no word of what was told.
    hushed: bool = False
    #: Kinds of danger that need no card beside these words, which speak of them already.
    speaks_of: tuple[str, ...] = ()
    #: Whether the danger heard in it is none: staff are not rung for it.
    misheard: bool = False
    #: Whether staff get the words though the alarm is over for the talk.
    keeps: bool = False
    #: Whether its own numbers stand alone: no other is to be tried first.
    alone: bool = False
    #: Whether the danger in it is one's own earlier word, told of again.
    quoted: bool = False


def by_hour(key: str, context: Context) -> str:
    """Return the words for the open or the closed office."""
    return f"{key}.{'open' if context.open_now else 'closed'}"


def by_reader(key: str, context: Context) -> str:
    """Return the words for who reads now: somebody on duty, somebody later today, or nobody before it opens."""
    if context.attended:
        return f"{key}.attended"
    return f"{key}.{'away' if context.open_now else 'closed'}"
