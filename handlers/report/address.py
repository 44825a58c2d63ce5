"""Part the address from other words that stand beside it: "302호요. 근데 형이 알면 안 되는데"."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.answers import read_place
from handlers.compact import compact
from handlers.flow import Answers, NotUnderstood
from handlers.messages import Inbound
from handlers.report.beside import asks, grown
from handlers.report.blows import blows
from handlers.report.kinship import kin_named
from handlers.report.rules import acute, places_in, signs_in
from handlers.report.slips import mended
from handlers.report.wish import WISH, wishes_unnamed

_PARTS = re.compile(r"[.!?…~\n,]+\s*|\s+(?=근데|그런데|하지만|그리고|혹시)")
#: A clause with one of these is of an address, whatever else it seems to tell ("병원 뒤 파란 대문").
_LANDMARK = re.compile(
    r"[옆앞뒤위]\s|[옆앞뒤]$|건너|맞은편|근처|골목|병원|약국|학교|시장|마트|역|대문|층|사거리|지하|빌라|아파트|집이?[요에예]|\d"
)
_ENDING = re.compile(r"(?<=[호층동집로길\d])(?:이에요|예요|에요|이요|요|입니다|인데요?|이고)$")
#: What stands behind an address in the same breath: "302호인데 ".
_JOINT = re.compile(r"\s*(?:이에요|예요|에요|이요|요|입니다|인데요?|이고요?)?\s+")
#: Shorter words are of an address.
_LEAST = 8
_AGAIN = "place_again"


def part(words: str) -> tuple[str, str]:
    """Return the address and the words that are none of it; an address is never made from nothing."""
    clauses = [c for whole in _PARTS.split(words) if whole.strip() for c in _breath(whole.strip())]
    named = any(places_in(c) for c in clauses)
    others = [c for c in clauses if _is_other(c) or (named and _is_beside(c))]
    if not others:
        return words.strip(), ""
    address = ", ".join(_ENDING.sub("", c) for c in clauses if c not in others)
    return address, " ".join(others)


#: A clause with one of these may help to find a home that is named already.
_HELPS = re.compile(r"끝|왼|오른|쪽|문|집$|집이?[요에예]|건물|입구|동네")


def _is_beside(clause: str) -> bool:
    """Say whether a clause tells nothing of the home that another one names ("아니 주소 안 적었는데요")."""
    finds = places_in(clause) or _LANDMARK.search(clause) or _HELPS.search(clause)
    return not finds and len(compact(clause)) >= _LEAST


def _breath(clause: str) -> tuple[str, ...]:
    """Cut a clause behind the address that it names, where something else goes on."""
    places = places_in(clause)
    if not places:
        return (clause,)
    end = max(clause.rfind(place) + len(place) for place in places)
    joint = _JOINT.match(clause, end)
    rest = clause[joint.end() :] if joint is not None else ""
    return (clause[:end], rest) if rest and _is_other(rest) else (clause,)


def _is_other(clause: str) -> bool:
    if places_in(clause):
        return False
    if wishes_unnamed(clause) or kin_named(clause) or acute(clause) or blows(clause):
        return True
    long = len(compact(clause)) >= _LEAST and not _LANDMARK.search(clause)
    return long and bool(signs_in(clause) or asks(clause))


def names_a_home(words: str) -> bool:
    """Say whether words name a home, however vaguely ("슈퍼 옆 2층")."""
    return bool(places_in(words)) or _LANDMARK.search(words) is not None


def read_address(given: Answers, inbound: Inbound) -> object:
    """Read a place; raises NotUnderstood the first time that words name none and tell something else."""
    if inbound.place is not None or not inbound.text.strip():
        return read_place(inbound)
    words = mended(inbound.text)
    address, _ = part(words)
    if address or given.get(_AGAIN):
        return read_place(replace(inbound, text=words))
    raise NotUnderstood


def told_with_place(given: Answers, words: str, *, answered: bool) -> dict[str, object]:
    """Return the address alone, and the story grown by what stood beside it."""
    address, rest = part(mended(words))
    if not rest:
        return {}
    told: dict[str, object] = {WISH: True} if wishes_unnamed(rest) else {}
    if not answered:
        return told | {"story": grown(given, words), _AGAIN: True}
    if not address:
        return told
    return told | {"place": address, "story": grown(given, rest)}
