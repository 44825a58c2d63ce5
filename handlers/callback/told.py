"""What a message tells beside the answer to the form's open question: a time, a number, a wish for staff."""

from __future__ import annotations

from collections.abc import Callable, Generator

from handlers.asking import asks
from handlers.callback.asked import wants_it_now
from handlers.callback.notes import note_of
from handlers.callback.slots import code, windows
from handlers.callback.when import LATER, names_a_time, window_said
from handlers.context import Context
from handlers.flow import Answers, NotUnderstood, Say, Step
from handlers.hours import seoul
from handlers.messages import Reply
from handlers.phones import digits_alone, said_phone, without_phones
from handlers.refusing import beside_yes, consent_of

Beside = Callable[[str, bool], dict[str, object]]
#: A time was told at which nobody is there.
CLOSED = "closed"
#: The first digits of a number that is told in two messages.
PART = "part_phone"


def wished_window(words: str, context: Context) -> str:
    """Return the code of the window that words wish for, CLOSED for one of no open hour, '' for none."""
    offered = windows(context.hours, context.at, LATER)
    try:
        return code(window_said(words, offered, seoul(context.at).date()))
    except NotUnderstood as why:
        return CLOSED if why.key == "callback.time_closed" else ""


def told_when(context: Context) -> Beside:
    """Keep the window of a time that was told where the topic was asked."""

    def beside(words: str, answered: bool) -> dict[str, object]:
        wished = "" if answered else wished_window(words, context)
        return {"wished": wished} if wished not in ("", CLOSED) else {}

    return beside


def told_with_consent(context: Context) -> Beside:
    """Keep what stands behind a "네": a time, the number, a wish for staff."""

    def beside(words: str, answered: bool) -> dict[str, object]:
        if not answered:
            # a time told instead of an answer is kept; a number is not, before its keeping is agreed to
            return wish_of(words, context) if consent_of(words) == "" and not asks(words) else {}
        if consent_of(words) != "yes":
            return {}
        told = _told(beside_yes(words), "note_consent", context)
        phone = said_phone(words)
        return {**told, "typed_phone": phone} if phone else told

    return beside


def told_with_number(context: Context) -> Beside:
    """Keep what stands beside the number."""

    def beside(words: str, answered: bool) -> dict[str, object]:
        if not answered:
            first = digits_alone(words)
            return {PART: first} if first.startswith("0") else {}
        return _told(without_phones(words), "note_phone", context) if said_phone(words) else {}

    return beside


def told_with_window(words: str, answered: bool) -> dict[str, object]:
    """Keep what stands beside the time."""
    note = note_of(words) if answered else ""
    told: dict[str, object] = {"note_window": note} if note else {}
    return {**told, "now": "yes"} if answered and wants_it_now(words) else told


def wish_of(words: str, context: Context, place: str = "note_consent") -> dict[str, object]:
    """Return the time that words wish for, and where it is spoken of; nothing where they name none."""
    wished = wished_window(words, context) if names_a_time(words) else ""
    return {"wished": wished, "wished_at": place} if wished else {}


def _told(words: str, place: str, context: Context) -> dict[str, object]:
    told = wish_of(words, context, place)
    note = "" if told.get("wished") == CLOSED else note_of(words)
    return {**told, place: note} if note else told


def heard(given: Answers, place: str, context: Context) -> Generator[Step, object, None]:
    """Say that a wish goes to staff, and plainly that nobody is there at the time that was told."""
    if given.get(place):
        yield Say((Reply(context.words("callback.noted")),))
    if place == given.get("wished_at") and given.get("wished") == CLOSED:
        yield Say((Reply(context.words("callback.time_closed")),))
