"""Consent before a personal field: what for, what, how long, the right to refuse (P2); abroad apart (P9)."""

from __future__ import annotations

from collections.abc import Generator

from handlers.answers import YES_NO
from handlers.context import Context
from handlers.effects import Effect, GiveConsent
from handlers.flow import Ask, Step

#: Changes with the words of `consent.*`; kept with each consent.
VERSION = "2026-11"


def consented(context: Context, purpose: str) -> Generator[Step, object, bool]:
    """Ask for consent, and once more for the transfer abroad where the channel makes one (§28-8)."""
    say = context.words
    note = say("consent.note")
    agreed = yield Ask("consent", (say(f"consent.{purpose}"),), YES_NO, note=note)
    if agreed == "yes" and context.abroad:
        agreed = yield Ask("abroad", (say("consent.abroad"),), YES_NO, note=note)
    return agreed == "yes"


def consents(context: Context, purpose: str, number: str) -> tuple[Effect, ...]:
    """Keep what was agreed to, each by itself."""
    kept: tuple[Effect, ...] = (GiveConsent(purpose, VERSION, number),)
    return (*kept, GiveConsent("abroad", VERSION, number)) if context.abroad else kept
