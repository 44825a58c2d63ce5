"""Who the sender is to the household: short or known answers only; other words are of the story."""

from __future__ import annotations

import re
from collections.abc import Mapping

from handlers.compact import compact
from handlers.context import Context
from handlers.flow import Answers, Ask, Choice, NotUnderstood
from handlers.messages import Inbound
from handlers.report.beside import asks, grown

#: R13: occupations that the law tells to report; offered as one choice, named in words.
RELATIONS = ("neighbour", "family", "mandated", "agency")
#: The first that fits: "옆집 동생" is a neighbour, "친구 어머니" too.
_KNOWN: Mapping[str, re.Pattern[str]] = {
    "mandated": re.compile(
        r"통장|반장|집배원|우체부|검침원|관리소|관리사무소|관리인|경비|선생님|교사|간호사|의사|복지사|보호사|지원사|구급대"
    ),
    "agency": re.compile(r"기관|단체|복지관|센터|협회|교회|성당"),
    "neighbour": re.compile(
        r"이웃|[옆앞윗뒷]집|아랫집|위층|아래층|지인|친구|아는(?:사|분|언|동|형|누|오)|얼굴만|동네|주민|집주인|건물주|세입자|같은(?:빌라|아파트|건물|층|동|교회)|모르는(?:사|분)|아무(?:사이|관계)|남이"
    ),
    "family": re.compile(
        r"가족|친척|식구|딸|아들|며느리|사위|손[자주]|손녀|조카|동생|(?<!인)형(?!편)|누나|언니|오빠|어머니|엄마|아버지|아빠|부모|이모|고모|삼촌|사촌|남편|아내|외?할[머아][니버]"
    ),
}
#: Words of an answer, not of a story.
_SHORT, _KNOWN_SHORT = 8, 14
_AGAIN = "relation_again"


def relation_ask(given: Answers, context: Context) -> Ask:
    """Ask it; words that tell something else are kept, and it is asked once more."""
    say = context.words
    return Ask(
        "relation",
        (say("report.relation_ask"),),
        tuple(Choice(code, say(f"report.relation.{code}")) for code in RELATIONS),
        read_relation,
        beside=lambda words, answered: {} if answered else _beside(given, words),
    )


def read_relation(inbound: Inbound) -> object:
    """Read a relation out of short words; raises NotUnderstood for a sentence that tells something else."""
    said = compact(inbound.text)
    if not said or len(said) > _KNOWN_SHORT or asks(inbound.text):
        raise NotUnderstood
    known = next((code for code, words in _KNOWN.items() if words.search(said)), "")
    if not known and len(said) > _SHORT:
        raise NotUnderstood
    return known or "neighbour"


def _beside(given: Answers, words: str) -> dict[str, object]:
    """Keep words that are no answer; the second time nobody is asked again."""
    told: dict[str, object] = {"story": grown(given, words), _AGAIN: True}
    return told | ({"relation": "neighbour"} if given.get(_AGAIN) else {})
