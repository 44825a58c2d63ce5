"""Consent before a personal field: what for, what, how long, the right to refuse (P2); abroad apart (P9)."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping

from handlers.answers import YES_NO
from handlers.context import Context
from handlers.effects import Effect, GiveConsent
from handlers.flow import Ask, NotUnderstood, Step
from handlers.messages import Inbound
from handlers.refusing import beside_yes, consent_of

#: Changes with the words of `consent.*`; kept with each consent.
VERSION = "2026-11"
#: The questions that ask for it.
ASKED = ("consent", "abroad")


def read_consent(inbound: Inbound) -> object:
    """Read what words say to it: a "네" that refuses or asks back is none."""
    heard = consent_of(inbound.text)
    if heard not in ("yes", "no"):
        raise NotUnderstood("consent.why" if heard else "consent.yes_or_no")
    return heard


def asks_back(words: str) -> bool:
    """Say whether it is a "네" that asks back ("네? 왜요"): no consent, whatever choice it is like."""
    return beside_yes(words) != words and consent_of(words) == "why"


def consented(
    context: Context,
    purpose: str,
    beside: Callable[[str, bool], Mapping[str, object]] | None = None,
) -> Generator[Step, object, bool]:
    """Ask for consent, and once more for the transfer abroad where the channel makes one (§28-8)."""
    say = context.words
    note = say("consent.note")
    asked = (say(f"consent.{purpose}"),)
    agreed = yield Ask("consent", asked, YES_NO, read_consent, note=note, beside=beside, exact=True)
    if agreed == "yes" and context.abroad:
        abroad = (say("consent.abroad"),)
        agreed = yield Ask("abroad", abroad, YES_NO, read_consent, note=note, exact=True)
    return agreed == "yes"


def consents(context: Context, purpose: str, number: str) -> tuple[Effect, ...]:
    """Keep what was agreed to, each by itself."""
    kept: tuple[Effect, ...] = (GiveConsent(purpose, VERSION, number),)
    return (*kept, GiveConsent("abroad", VERSION, number)) if context.abroad else kept
