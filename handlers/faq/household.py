"""How many live together, and what they earn in a month, as a resident says it ("애 둘이고 월 210 벌어요")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.compact import compact

#: A longer text tells a story, whose numbers may be anything.
_LONGEST = 80
#: More than this in a month (만 won) is a slip or a year's pay; less is no income.
_LEAST, _MOST = 5, 2_000

_COUNT = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4,
    "다섯": 5, "여섯": 6, "일곱": 7,
}  # fmt: skip
_N = r"([1-7]|하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱)"
_DIGIT = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}

_ALONE = re.compile(
    r"혼자(?:살|사는|사라|삽|이고|예요|인데|입니|라서|임)|(?:저|나|제)혼자|1인가구|일인가구|독거"
)
_MEMBERS = re.compile(
    rf"{_N}(?:인|명|식구|가족)(?:가구|가족|식구)?(?!분|씩|당)|(?:식구|가족)(?:이|가|는|은|수)?{_N}"
    rf"|(?:우리|랑|하고){_N}(?:이서|이|이랑)?(?:살|사는|삽|만|이에|예요|인데|이고|뿐)|{_N}이(?:서)?(?:살|사는|삽|만살)"
)  # fmt: skip
_CHILDREN = re.compile(
    rf"(?:애|아이|아기|자식|자녀|애기|아들|딸)(?:들)?(?:이|가|는|만|도)?{_N}(?!째|살)"
)
_ALONE_WITH = re.compile(r"혼자(?:서)?(?:키|기르|양육|벌어)|한부모|미혼모|미혼부|이혼|사별|싱글")
_COUPLE = re.compile(r"남편|아내|와이프|신랑|집사람|부부|맞벌이|외벌이|애엄마|애아빠")

_SUM = r"(?:(\d{2,4})(?:만)?|([일이삼사오육칠팔구]?백)([일이삼사오육칠팔구]?십)?(?:만)?)(?:원)?"
_ABOUT = r"(?:정도|쯤|가량|좀|조금|넘게|밖에|언저리)?(?:을|를|은|이)?(?:안되게|못되게)?"
_EARNS = re.compile(
    rf"(?:월급|월수입|월소득|소득|수입|벌이|실수령|세후|세전)[가-힣]{{0,6}}?{_SUM}"
    rf"|(?:월|한달|매달|달)(?:에)?(?:(?:수입|소득)(?:이|은)?)?{_SUM}{_ABOUT}(?:벌|번|버|수입|소득|받고일|이고|인데|이에|예요|$)"
    rf"|{_SUM}{_ABOUT}(?:벌|번다|번(?:돈|데)|버는|법니|법니다|버네)"
)
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s+(?=\d)")
#: A sum of another kind, or of another span of time.
_OTHER = re.compile(
    r"월세|보증금|연금|대출|빚|이자|연봉|일당|시급|주급|하루|용돈|양육비|수당|급여가?나"
)


#: Pay that comes no more: "18년 다녔습니다 월급은 280정도", "짤리기 전 월급".
_PAST = re.compile(
    r"다녔|(?:짤리|잘리|그만두|나오|퇴직하|해고되|퇴사하)기?전|퇴직전|퇴사|잘렸|짤렸|그만뒀|해고|실직|받았었|이었는데|였는데|소득(?:이|은)?없"
)


@dataclass(frozen=True, slots=True)
class Household:
    """The sizes that the words allow (one, or two where the parents are not told), and 만 won in a month; empty and 0 for untold."""

    sizes: tuple[int, ...]
    income: int

    @property
    def is_told(self) -> bool:
        return bool(self.sizes and self.income)


def household_in(text: str) -> Household:
    """Return what a short text tells of a household and its pay."""
    # "월수입 320 5인가구" is no sum of 3,205
    said = compact(_BETWEEN_NUMBERS.sub("만 ", text[: 2 * _LONGEST]))
    if len(said) > _LONGEST:
        return Household((), 0)
    return Household(_sizes(said), _income(said))


def _sizes(said: str) -> tuple[int, ...]:
    children = _CHILDREN.search(said)
    members = _MEMBERS.search(said)
    if members is not None:
        return (_number(next(g for g in members.groups() if g)),)
    if children is not None:
        count = _number(children[1])
        if _ALONE_WITH.search(said):
            return (count + 1,)
        return (count + 2,) if _COUPLE.search(said) else (count + 1, count + 2)
    return (1,) if _ALONE.search(said) else ()


def size_alone(text: str) -> int:
    """Return the size that a text tells and nothing else ("셋이요", "4명입니다"); 0 for anything else."""
    only = re.fullmatch(
        rf"(?:저희|우리|모두|다해서|총|전부)*(?:식구|가족)?(?:이|가|는|은)?{_N}(?:명|식구|인|가족)?(?:가구)?(?:이서|이)?(?:살아|사는데)?(?:요|이요|이에요|예요|입니다|인데요|임|이여)?",
        compact(text),
    )
    if only is not None:
        return _number(only[1])
    return (
        1
        if re.fullmatch(
            r"(?:저|나|제)?혼자(?:요|예요|살아요|입니다|임|여|살아|삽니다)?", compact(text)
        )
        else 0
    )


def _income(said: str) -> int:
    found = _EARNS.search(said)
    if (
        _PAST.search(said)
        or found is None
        or _OTHER.search(said[max(0, found.start() - 4) : found.end()])
    ):
        return 0
    won = 0
    for digits, hundreds, tens in zip(*[iter(found.groups())] * 3, strict=True):
        if digits:
            won = int(digits)
        elif hundreds:
            won = 100 * _DIGIT.get(hundreds[0], 1) + (10 * _DIGIT.get(tens[0], 1) if tens else 0)
    return won if _LEAST <= won <= _MOST else 0


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _COUNT[said]
