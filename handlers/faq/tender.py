"""Pages that hurt or puzzle where nothing was said of their matter: they are offered only where it was."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.compact import compact
from intents.entry import Entry

#: By words of a title, the words of a text without which such a page is not offered.
_ONLY_WHERE_SAID = (
    (
        re.compile(r"돌아가|장제|장례|유족|사망|고독사"),
        re.compile(r"죽|돌아가|돌아갔|사망|장례|장제|여의|여읜|상속|유족|초상|떠나|떠났|보내|화장|묘|고독사|빈소|유품|무연고|먼저가|갔"),
    ),
    (re.compile(r"암 |암환자|소아암"), re.compile(r"암|종양|백혈|항암|병원비|치료비|혈액")),
    (
        re.compile(r"치매"),
        re.compile(r"치매|깜빡|기억|까먹|잊|길을|헤매|배회|정신|노망|노인|어르신|할머니|할아버지|할매|어머니|엄마|아버지|아빠|부모|시모|장모|장인|요양|인지"),
    ),
    (re.compile(r"군대|군인"), re.compile(r"군대|군인|입대|현역|병역|사회복무|군복무|아들|남편")),
    (
        re.compile(r"학대|폭력"),
        re.compile(r"학대|폭력|때리|때려|맞|욕|무서|무섭|협박|성추|성폭|괴롭|방임|신고|폭행|도망|피해|울|멍|감금|굶"),
    ),
    (
        re.compile(r"그냥드림|푸드"),
        re.compile(r"먹|쌀|배고|끼니|음식|푸드|그냥드림|식품|식료|반찬|굶|밥|라면|기부|나눔|마트"),
    ),
    (re.compile(r"산후|산모"), re.compile(r"산모|산후|아기|애기|출산|낳|임신|조리|신생아|몸조리|해산|분만")),
    (re.compile(r"출소"), re.compile(r"출소|교도소|감옥|형|보호관찰|갱생|나왔|전과|빵")),
    (re.compile(r"어린이집 시간"), re.compile(r"어린이집|보육|유치원|아이|아기|애기|애(?:를|가|는|들|봐|좀)|아를|손주|손자|손녀|딸|아들|맞벌이|[등하]원")),
    (re.compile(r"다자녀"), re.compile(r"다자녀|다둥이|셋|넷|다섯|[2-9]명|[세네]명|둘째|셋째|넷째|막내|쌍둥이|세쌍|애들|아이들|남매|형제|여럿")),
    (re.compile(r"교복"), re.compile(r"교복|체육복|수학여행|체험학습|수련회|학교|[동하]복|앨범|입학|여행")),
    (re.compile(r"치과비"), re.compile(r"치과|치통|이빨|충치|잇몸|사랑니|어금니|앞니|스케일링|임플란트|틀니|^이(?:가|도|를)|[가-힣]이가(?:너무|많이)?(?:아|썩|부|깨|빠)|이아[파프]")),
    (re.compile(r"눈 수술"), re.compile(r"눈|백내장|녹내장|망막|안과|개안|실명|시력|안보")),
    (re.compile(r"마약|알코올|도박"), re.compile(r"술|알코올|마약|약|도박|토토|중독|끊|게임|단주|카지노")),
)  # fmt: skip
#: Pages for old age are not offered to who is told to be this much younger than they ask.
_OLD = re.compile(r"(\d{2})세(?:가)? ?(?:이상|부터|넘)")
_AGE = re.compile(r"(?<!\d)(\d{1,2})(살|세(?!대|이상|부터|미만|까지)|개월)")
_IN_WORDS = re.compile(
    r"(스물|서른|마흔|쉰)(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)?(?:살|이|인|이고|밖)"
)
_TENS = {"스물": 20, "서른": 30, "마흔": 40, "쉰": 50}
_OLD_FROM = 60


def fitting(entries: Iterable[Entry], said: str, before: Iterable[str]) -> list[Entry]:
    """Return the entries that may be offered after what was said now and before."""
    text = compact(" ".join((*before, said)))
    oldest = _oldest(text)
    return [
        e for e in entries if _is_spoken_of(e, text) and not (oldest and _is_for_old_age(e, oldest))
    ]


def _is_spoken_of(entry: Entry, text: str) -> bool:
    return all(said.search(text) for title, said in _ONLY_WHERE_SAID if title.search(entry.title))


def _oldest(text: str) -> int:
    """Return the highest age told in years, 1 for months; 0 for none."""
    ages = [1 if unit == "개월" else int(number) for number, unit in _AGE.findall(text)]
    ages += [_TENS[tens] for tens in _IN_WORDS.findall(text)]
    return max(ages, default=0)


def _is_for_old_age(entry: Entry, age: int) -> bool:
    """Say whether everything told of who gets it begins at an age far above."""
    who = " ".join(period.text for period in entry.details.get("who", ())) or entry.answer
    least = [int(years) for years in _OLD.findall(who)]
    return bool(least) and min(least) >= _OLD_FROM > age and "젊어도" not in who
