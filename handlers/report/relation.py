"""Who the sender is to the household: short or known answers only; other words are of the story."""

from __future__ import annotations

import re
from collections.abc import Mapping

from handlers.answers import YES_NO
from handlers.compact import compact
from handlers.context import Context
from handlers.flow import Answers, Ask, Choice, NotUnderstood
from handlers.messages import Inbound
from handlers.report.beside import asks, grown
from handlers.report.sentences import sentences
from handlers.report.wish import tells, with_wish

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
_YES_NO = frozenset(compact(name) for c in YES_NO for name in (c.label, *c.also))


#: "이웃인데 어제부터 불이 꺼져 있어요"
_LEADING = re.compile(
    r"(?:저는\s?|전\s|제가\s|그냥\s)?(이웃|[옆윗앞뒷]집|아랫집|통장|반장|친구|지인|딸|아들|며느리|사위|조카|가족|친척|관리소장|경비원|집주인|집배원|복지관)\s?(?:사람|직원)?(?:인데요?|이고요?|이구요?|이라서?)[\s,]"
)


def relation_ask(given: Answers, context: Context) -> Ask:
    """Ask it; words that tell something else are kept, and it is asked once more."""
    say = context.words
    return Ask(
        "relation",
        (say("report.relation_ask"),),
        tuple(Choice(code, say(f"report.relation.{code}")) for code in RELATIONS),
        read_relation,
        beside=lambda words, answered: _behind(given, words) if answered else _beside(given, words),
    )


def read_relation(inbound: Inbound) -> object:
    """Read a relation out of short words; raises NotUnderstood for a sentence that tells something else."""
    said = compact(inbound.text)
    if said in _YES_NO:
        raise NotUnderstood
    if said and len(said) <= _KNOWN_SHORT and not asks(inbound.text):
        known = named(said)
        if known or len(said) <= _SHORT:
            return known or "neighbour"
    leading = _LEADING.match(inbound.text.strip())
    if leading is not None and not asks(inbound.text):
        return named(compact(leading[1]))
    first, *more = sentences(inbound.text) or ("",)
    if not more or len(compact(first)) > _KNOWN_SHORT or asks(first) or not named(compact(first)):
        raise NotUnderstood
    # "이웃이에요 어제부터 불이 꺼져 있어요"
    return named(compact(first))


def named(said: str) -> str:
    """Return the relation that compact words name, or ''."""
    return next((code for code, words in _KNOWN.items() if words.search(said)), "")


def _behind(given: Answers, words: str) -> dict[str, object]:
    """Keep what is told behind the answer."""
    leading = _LEADING.match(words.strip())
    told = [words.strip()[leading.end() :]] if leading else list(sentences(words)[1:])
    told = [s for s in told if tells(s)]
    return with_wish({"story": grown(given, " ".join(told))}, words) if told else {}


def _beside(given: Answers, words: str) -> dict[str, object]:
    """Keep words that are no answer; the second time nobody is asked again."""
    if compact(words) in _YES_NO:
        return {}
    told: dict[str, object] = {"story": grown(given, words), _AGAIN: True}
    return told | ({"relation": "neighbour"} if given.get(_AGAIN) else {})
