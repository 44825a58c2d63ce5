"""The signs of a report put right in words: "때리거나 맞음은 빼주세요, 며칠째 안보임만 맞아요"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from handlers.flow import Answers
from handlers.report.beside import grown
from handlers.report.heard import END, Turn
from handlers.report.hits import blows_alone
from handlers.report.rules import SIGNS, read_story
from handlers.report.sentences import sentences
from handlers.report.wish import tells

#: What signs are called on the screen, beside the words in which they are told.
_CALLED: Mapping[str, str] = {
    "lights": r"불이?늘?(?:켜|꺼)짐",
    "unseen": r"(?:며칠째)?안보(?:임|인|이는)|기척",
    "delivery_only": r"외출",
    "alcohol": r"술병|술을많이",
    "cut_off": r"(?:전기|수도|가스)+끊[김긴]|끊김",
    "arrears": r"밀[림린]",
    "bruise": r"때[리린림](?:거나|고)?(?:맞음|맞는(?:것|거|건)|것|거|건|소리)?|맞음|맞는(?:것|거|건)|던지거나부숨|소리지름|폭력|멍",
    "cry": r"우는소리|울음",
    "hoarding": r"쓰레기|물건(?:이|쓰레기)?쌓임",
    "ill": r"(?:아프거나)?다침|아픔|아픈|아파|움직이기어려움",
    "jobless": r"일을?잃음",
    "alone": r"혼자지냄",
    "hunger": r"끼니(?:를)?거름|굶음",
    "homeless": r"지낼곳",
}
_NAMES = {
    code: re.compile(f"{_CALLED[code]}|{told}" if code in _CALLED else told)
    for code, told in SIGNS.items()
}
_OUT = (
    r"빼(?!꼼|곡|놓|앗|간|가)|지워|지우|지울|삭제|없애|제외|틀[렸리려린]|잘못(?:적|쓰|들어|됐|된)"
)
_ONLY = r"만(?:○|맞|이에요|예요|이요|요$|입니다|남[기겨]|적어|두(?:세|시|면)|둬|넣|해주|해줘|써)|뿐(?:이|입|요)"
#: Words about the report, not of the home: "냄새는 안 나요" tells of it.
_INSTRUCTS = re.compile(rf"{_OUT}|{_ONLY}|[음임짐름침김림냄숨](?:은|는|이|가|도)?아[니닌님]")
_DENIED = re.compile(rf"[가-힣]{{0,4}}?(?:아[니닌님]|말고|{_OUT})")
_ALONE = re.compile(rf"[가-힣]{{0,4}}?(?:{_ONLY})")
_JOINS = re.compile(r"(?:이|가|은|는)?(?:거나|이나|나|하고|이?고|과|와|이?랑|및|도|며칠째)?")
#: A longer text tells a story.
_LONGEST = 80


def signs_put_right(name: str, given: Answers, words: str) -> Turn | None:
    """Take out of the signs what words say is wrong, keep what they say is right; None where they say neither."""
    said = _joined(words)
    if "story" not in given or len(said) > _LONGEST or not _INSTRUCTS.search(said):
        return None
    was = given.get("signs") or given.get("signs_were")
    before = [str(c) for c in was] if isinstance(was, list) else _told(given)
    left = after(before, words)
    forgets = END if name in END else ()
    if left is None:
        # what is to go stands nowhere
        is_out = _heard(said)[0] and re.search(_OUT, said) and name != "signs"
        return Turn({}, forgets, "report.signs_put_right") if is_out else None
    rest = " ".join(s for s in sentences(words) if not _is_of_signs(s))
    told: dict[str, object] = {"story": grown(given, rest)} if tells(rest) else {}
    if left:
        return Turn({**told, "signs": left}, forgets, "report.signs_put_right")
    return Turn({**told, "redo": "signs"}, (*forgets, "signs"), "report.signs_none_left")


def after(before: Sequence[str], words: str) -> list[str] | None:
    """Return the signs as words put them right; None where they deny none and keep none alone."""
    denied, alone, kept = _heard(_joined(words))
    wrong = {sign for sign in before if sign in denied or _is_called(sign, denied)}
    if not (alone or wrong):
        return None
    if alone:
        return [*dict.fromkeys((*alone, *kept))]
    return [sign for sign in dict.fromkeys((*before, *kept)) if sign not in wrong | denied]


def _is_called(sign: str, codes: set[str]) -> bool:
    """Say whether a sign that no list knows ("other: 아픈 것 같아요") is one of these by its words."""
    own = _joined(sign.removeprefix("other: ")) if sign.startswith("other: ") else ""
    return bool(own) and any(_NAMES[code].search(own) for code in codes)


def _is_of_signs(sentence: str) -> bool:
    said = _joined(sentence)
    return _INSTRUCTS.search(said) is not None or bool(_heard(said)[0])


def _heard(said: str) -> tuple[set[str], list[str], list[str]]:
    """Return the codes that are denied, those that alone are right, and those only named."""
    spans = sorted((m.start(), m.end(), c) for c, p in _NAMES.items() for m in p.finditer(said))
    verdicts: list[tuple[str, str]] = []
    verdict = ""
    following = len(said)
    for start, end, code in reversed(spans):
        tail = said[end:following]
        if _DENIED.match(tail):
            verdict = "denied"
        elif _ALONE.match(tail):
            verdict = "alone"
        elif end <= following and not _JOINS.fullmatch(tail):
            verdict = "kept"
        verdicts.append((code, verdict))
        following = min(start, following)
    of = {
        v: [c for c, found in reversed(verdicts) if found == v] for v in ("denied", "alone", "kept")
    }
    return set(of["denied"]) - {*of["alone"]}, of["alone"], of["kept"]


def _told(given: Answers) -> list[str]:
    return list(read_story(str(given["story"])).signs)


def _joined(words: str) -> str:
    return re.sub(r"[^가-힣a-z0-9○]", "", blows_alone(words.lower()))
