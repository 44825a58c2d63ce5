"""Consent before a personal field: what for, what, how long, the right to refuse (P2); abroad apart (P9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping

from handlers.answers import YES_NO
from handlers.clauses import one_says
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


#: "동의가 뭐예요?", "몰라요", "무슨 말이에요"
_PUZZLED = re.compile(
    r"(?:동의|목적|항목|보관|이거|이게|그게|이)*(?:가|는|은|이)?(?:뭐|무슨(?:말|뜻|소리)|무엇|뭔(?:말|지|데|소리)|뭡니까|뜻)[가-힣]{0,8}|(?:말|한국말|한국어|글|너무)(?:이|이너무|도)?어려[가-힣]{0,3}"
    r"|(?:잘|무슨말인지|뭔지|뭔말인지|하나도)*(?:몰라|모르|모릅|이해(?:가|를)?(?:안|못))[가-힣]{0,6}"
)


def puzzled(words: str) -> bool:
    """Say whether the question itself is not understood ("동의 뭐에요? 몰라요")."""
    return one_says(_PUZZLED, words, 25)


def asks_back(words: str) -> bool:
    """Say whether it is a "네" that asks back ("네? 왜요"): no consent, whatever choice it is like."""
    return beside_yes(words) != words and consent_of(words) == "why"


def consented(
    context: Context,
    purpose: str,
    beside: Callable[[str, bool], Mapping[str, object]] | None = None,
    *,
    easy: bool = False,
) -> Generator[Step, object, bool]:
    """
    Ask for consent, and once more for the transfer abroad where the channel makes one (§28-8).

    `easy` asks in plainer words, for who did not understand the question.
    """
    say = context.words
    note = say("consent.note")
    asked = (say(f"consent.easy.{purpose}" if easy else f"consent.{purpose}"),)
    agreed = yield Ask("consent", asked, YES_NO, read_consent, note=note, beside=beside, exact=True)
    if agreed == "yes" and context.abroad:
        abroad = (say("consent.abroad"),)
        agreed = yield Ask("abroad", abroad, YES_NO, read_consent, note=note, exact=True)
    return agreed == "yes"


def consents(context: Context, purpose: str, number: str) -> tuple[Effect, ...]:
    """Keep what was agreed to, each by itself."""
    kept: tuple[Effect, ...] = (GiveConsent(purpose, VERSION, number),)
    return (*kept, GiveConsent("abroad", VERSION, number)) if context.abroad else kept
