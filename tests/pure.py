"""What a test of a pure decision is given: a context and messages, without a database."""

from __future__ import annotations

from bot.office import public_holidays
from handlers.context import Context, Numbering
from handlers.hours import Hours
from handlers.messages import Inbound, Kind
from tests.world import OFFICE, known, moment


def context_at(at: str, **more: object) -> Context:
    """Return a context for pure tests: hours by the holidays package, no tickets."""
    when = moment(at)
    base = known()
    given: dict[str, object] = {
        "at": when,
        "office": OFFICE,
        "hours": Hours(holidays=public_holidays(when.year)),
        "knowledge": base.knowledge,
        "understanding": base.understanding,
        "words": base.words,
        "numbering": Numbering(when.year, lambda: 1),
        **more,
    }
    return Context(**given)  # type: ignore[arg-type]


def typed(text: str, **more: object) -> Inbound:
    """Return a typed message for pure tests."""
    given: dict[str, object] = {
        "office": "songsan1",
        "channel": "web",
        "contact_key": "me",
        "external_id": "1",
        "at": moment("2026-11-23 10:00"),
        "kind": Kind.TEXT,
        "text": text,
        **more,
    }
    return Inbound(**given)  # type: ignore[arg-type]
