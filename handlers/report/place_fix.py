"""A place that is put right later: "아 203호가 아니라 302호네요"."""

from __future__ import annotations

import re

from handlers.compact import compact
from handlers.report.rules import places_in

#: What a flat is named by; the same kind of it is what is put right.
_UNIT = re.compile(r"(?<![가-힣\d])(?:지하\s?)?(\d{1,4}\s?(동|호|층))")
_UNITS = re.compile(r"(?:(?<![가-힣\d])(?:지하\s?)?\d{1,4}\s?(?:동|호|층)\s*)+")
_NUMBERED = re.compile(r"\d")
_NOT = re.compile(r"(?:이|가|은|는)?\s*(?:아니라|아니고|아니구|아녜요|아니에요|아니예요|말고)")
#: Behind or before the place, where nothing else is said.
_BEFORE = re.compile(
    r"(?:아|앗|어|참|맞다|아니다|아니|아뇨|아니요|아니오|잠깐|잠깐만|잠깐만요|다시보니|죄송해요|죄송합니다|미안해요|주소가?|주소는|호수가|호수는|집은|집이|그집은|사실은?|틀렸어요|잘못적었어요|정정할게요)*"
)
_BEHIND = re.compile(
    r"(?:이|가|로|으로|라|입|예|에|였|엿|이었|잘못|썼|적었|눌렀|오타|죄송|미안|네|요|여|니다|인|것|거|같|아|어|데|맞|고쳐|바꿔|수정|정정|주세|줘|해|할|게|다|습|돼|되)*"
)
#: The wish that it is put right, whatever else is said.
_CORRECTS = re.compile(
    r"(?:주소|곳|장소|위치|집|호수|층수|아파트|건물|이름|동호수)(?:이|가|는|은|를|을)?(?:좀|다|이름이?)?(?:이상|틀[려렸리린]|잘못|다르|다른|달라|바뀌|아니)"
    r"|(?:로|를|을|좀)(?:다시)?(?:고쳐|고치|바꿔|바꾸|수정|정정|변경)"
)
#: A name alone: "산들마을이 아니고 산들빌이에요".
_BARE_END = re.compile(r"(?:이에요|이예요|예요|에요|이요|요|입니다|이고|인데요?|이야|임)$")
_PUNCTUATION = re.compile(r"[\s,.!~…]+")
#: A longer text tells something else besides.
_LONGEST = 60


def put_right(place: str, words: str) -> tuple[str, str]:
    """Return the place as the words put it right, and the part that is new; ('', '') where they do not."""
    if not place or len(words) > _LONGEST or "?" in words:
        return "", ""
    wrong, right = _named(words)
    if not right or right in place:
        return "", ""
    if wrong and wrong in place:
        return place.replace(wrong, right), right
    if not _NUMBERED.search(right):
        # "옆집이요" and "제가 아니라 옆집이요" put nothing right
        return "", ""
    kind = _UNIT.fullmatch(right)
    if kind is None and _UNITS.fullmatch(right):
        # "101동 303호" in the building that is known
        building = _UNITS.sub("", place).strip()
        return f"{building} {right}".strip(), right
    if kind is None:
        return right, right
    same = [m[1] for m in _UNIT.finditer(place) if m[2] == kind[2]]
    if same:
        return place.replace(same[-1], right), right
    return f"{place} {right}", right


_INSISTS = re.compile(r"((?:\d{1,4}\s?동\s?)?\d{1,4}\s?(?:동|호|층))\s*(?:이)?라(?:고|니까|구)요?")


def insisted(words: str) -> str:
    """Return the flat that words insist on beside a question ("1105호라고요 전달된 건가요?"), or ''."""
    found = _INSISTS.search(words)
    return found[1] if found is not None else ""


def mend(story: str, before: str, after: str) -> str:
    """Return the story with the part of the place that was wrong put right in it; beside it where that is unsure."""
    old = [m[1] for m in _UNIT.finditer(before)]
    new = [m[1] for m in _UNIT.finditer(after)]
    if len(old) != len(new):
        sure = before and story.count(before) == 1 and not _is_beside(story, before)
        return story.replace(before, after) if sure else f"{story}\n{after}"
    if old == new and before != after and story.count(before) == 1:
        return story.replace(before, after)
    changed = [(wrong, right) for wrong, right in zip(old, new, strict=True) if wrong != right]
    if any(_is_beside(story, wrong) for wrong, _ in changed):
        return f"{story}\n{after}"
    for wrong, right in changed:
        story = re.sub(rf"(?<!\d){re.escape(wrong)}", right, story)
    return story


def _is_beside(story: str, unit: str) -> bool:
    """Say whether a flat is named as the teller's own, or to say what lies beside it ("저는 302호 앞집")."""
    name = re.escape(unit)
    return bool(
        re.search(
            rf"(?:저는|제가|나는|저희|우리|전)\s?(?:집은?\s?)?{name}|{name}\s?(?:의\s?)?(?:[옆앞윗뒷아맞건바위밑])",
            story,
        )
    )


def names_wrong(words: str) -> bool:
    """Say whether words name what the place is not."""
    return _NOT.search(words) is not None


def _named(words: str) -> tuple[str, str]:
    """Return what the place is not and what it is, as the words say it; '' for what they do not name."""
    found = _NOT.search(words)
    if found is None:
        places = _places(words)
        sure = len(places) == 1 and (_is_all(words, places[0]) or corrects(words))
        return ("", places[0]) if sure else ("", "")
    before, behind = _places(words[: found.start()]), _places(words[found.end() :])
    wrong = before[-1] if before else ""
    if behind:
        return wrong, behind[0]
    if not before:
        return _bare(words[: found.start()], words[found.end() :])
    # "302호예요 203호가 아니라"
    return (wrong, before[0]) if len(before) > 1 else ("", "")


def corrects(words: str) -> bool:
    """Say whether words wish the place to be put right ("주소가 이상하게 적혔어요", "402호로 고쳐주세요")."""
    return _CORRECTS.search(compact(words)) is not None


def _bare(before: str, behind: str) -> tuple[str, str]:
    """Return two names that are no place by themselves, as what is wrong and what is right."""
    wrong, right = before.split(), behind.split()
    name = _BARE_END.sub("", _PUNCTUATION.sub("", right[0])) if right else ""
    return (wrong[-1], name) if wrong and len(wrong[-1]) > 1 and len(name) > 1 else ("", "")


def _places(words: str) -> list[str]:
    named = list(places_in(words))
    units = [m[1] for m in _UNIT.finditer(words) if not any(m[1] in name for name in named)]
    return sorted((*named, *units), key=words.index)


def _is_all(words: str, place: str) -> bool:
    before, _, behind = (_PUNCTUATION.sub("", part) for part in words.partition(place))
    return _BEFORE.fullmatch(before) is not None and _BEHIND.fullmatch(behind) is not None
