"""What may be said at any question of a form, before it is taken as the answer."""

from __future__ import annotations

from handlers import reading
from handlers.callback import turns as calls
from handlers.consent import ASKED, asks_back, puzzled
from handlers.context import Context
from handlers.flow import Answers, Ask
from handlers.messages import Inbound
from handlers.report import turns as reports
from handlers.report.turns import Turn


def turn(flow: str, ask: Ask, answers: Answers, inbound: Inbound, context: Context) -> Turn | None:
    """Hear what may be said at any question; words that name a choice are its answer."""
    words = inbound.text.strip()
    if inbound.press or not words:
        return None
    if ask.name == "consent" and puzzled(words) and not answers.get("easy"):
        return Turn({"easy": "yes"})
    if ask.name in ASKED and asks_back(words):
        return Turn(key="consent.why")
    if reading.named(ask, inbound):
        return None
    if flow in reports.FLOWS:
        return reports.turn(flow, ask, answers, words)
    return calls.turn(flow, ask, answers, words, context) if flow in calls.FLOWS else None
