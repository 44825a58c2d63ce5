"""What a story tells without being asked: signs, place, danger, who; and how urgent that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from handlers.answers import find_phones
from handlers.report.denied import denied_at, is_denied
from handlers.report.hits import blows_alone
from handlers.report.slips import mended
from storage.records.ticket import Priority

#: By whom, or that it is no single time: "아빠한테 맞아요", "아이가 맞는 것 같아요"; "아이가 맞아요" may say that it is a child.
_BEATEN = (
    r"(?:한테|에게)(?:또|매일|계속|자꾸|맨날|밤마다|많이|막)*맞(?:는|아|았|은)"
    r"|(?:애|아이|애기|아기|애들|아이들|딸|아들|엄마|아내|할머니|할아버지|어르신)(?:가|이|들이)(?:(?:또|매일|계속|자꾸|맨날|밤마다|많이|막|심하게)+맞[는아았은]|맞(?:았|아서))"
    r"|(?:애|아이|애기|아기|애들|아이들)(?:가|이|들이)맞는(?:것|거|듯)"
)
#: Sign code -> patterns, matched on the text without spaces (R4).
#: Sources: 종로구 위기가구 점검표 (2025-03), 사회보장급여법 제12조 신호 목록.
SIGNS: Mapping[str, str] = {
    "mail": r"우편물|우편함|우체통|전단지?가?쌓|택배(가|도)?(쌓|그대로)|고지서(가|도)?쌓|신문이?쌓|우유(?:팩)?(?:가|도|이)?쌓",
    "handle_dust": r"(문|손잡이)(에)?먼지",
    "smell": r"악취|냄새|썩은|벌레|파리|구더기",
    "lights": r"불이?(계속|며칠|낮에도)?(켜|꺼)져|밤에도?불|낮에도?불|불도?안켜|티비소리|tv소리|티비만|텔레비전",
    "unseen": r"안보여|안보이|못봤|못본|보이지않|인기척(이)?없|기척이없|안나오|안나와|연락(이|도)?(안|두절)|문을?안열|대답(?:이|도)?(?:전혀|없|안)",
    "delivery_only": r"배달(음식)?만|외출(을)?(안|전혀)|집밖에안|두문불출|집에만",
    "alcohol": r"술병|술만|술을매일|알코올|소주병|맨날술",
    "cut_off": r"단전|단수|단가스|전기(가|도)?(끊|나갔|안들어)|수도(가|도)?(끊|안나)|가스(가|도)?(끊|안나)|물도?안나",
    "arrears": r"체납|밀렸|밀려|연체|독촉|관리비(를|가)?못|월세(를|가)?못|쫓겨|압류|빚",
    "clothes": r"(겨울|여름|얇은)옷|맨발|반팔만|외투도없|계절에안맞",
    "hunger": r"굶|못먹|밥을안|먹을(게|것이?)(없|다떨어)|끼니|쌀(이|도)(떨어|없)|배고파|분유",
    "child_alone": r"(아이|애|애기|아기|초등학생)(들)?(가|만|이|혼자).{0,6}(혼자|남|방치|집에)|아이혼자|애만|아이만|방임|방치",
    "bruise": rf"(?<!멍)멍(?!멍|하)|상처|맞는(?!지|것|거|말|데)|맞고|얻어맞|{_BEATEN}|때리|때려|폭행|비명|학대|(?:물건|그릇|집기|의자|가구|살림)(?:들)?(?:을|를|도)?(?:막|다|집어)?(?:던[지져진]|부[수순쉈]|집어던)",
    "cry": r"(?:아이|애|애기|아기|애들)(?:들)?(?:가|이|는|도|우는|울음).{0,12}(?:울[어고음부]|우는|운다|악을?쓰)|(?:애|아이|아기)(?:가|이)?(?:우는|울음)|악을?쓰[고며면]|울부짖",
    "hoarding": r"쓰레기(가|더미|집|를)|저장강박|물건을쌓|고물(?!건)",
    "ill": r"아프|(?<!술)(?<!주)(?<!리)병(?!뚜껑|따)|거동|치매|쓰러|누워만|못걷|못움직|다쳐|다치|입원|수술|장애|우울",
    "jobless": r"실직|해고|잘렸|폐업|일자리(를)?잃|일을?못|일이끊",
    "alone": r"혼자사|독거|홀로|가족이?없|고립|외톨이",
    "infant": r"갓난|신생아|돌쟁이|젖먹이|아기|영아",
    "fire_cold": r"보일러|난방|냉골|추워|얼어|연탄",
    "homeless": r"노숙|길에서(?:자(?!주|라)|지내|생활|살)|갈데가없|찜질방|차에서자",
}
_SIGNS = {code: re.compile(pattern) for code, pattern in SIGNS.items()}
_UNSEEN_LONG = re.compile(r"며칠|몇일|일주일|이주|보름|한달|오래|\d일|\d주|사흘|나흘|닷새|열흘")
_SINCE = re.compile(
    r"((?:어제|그저께|그제|엊그제|지난주|지난달|설|추석|작년|올해\s?초|\d{1,2}월)\s?(?:부터|이후|뒤로)"
    r"|(?:며칠|몇\s?일|몇\s?주|몇\s?달|일주일|이주일|이틀|사흘|나흘|닷새|열흘|보름|한\s?달|두\s?달|석\s?달|(?<!\d)\d{1,3}\s?(?:일|주|달|개월|년))"
    r"\s?(?:째|전부터|정도|넘게|동안|전에))"
)
_PLACE = re.compile(
    # "앞으로 3일", "실제로 2명" are no roads
    r"([가-힣A-Za-z0-9]{1,15}(?:로|길)\s?\d+(?!\d|일|번(?!길|지)|명|시|층|개|달|주|년|분|살|월|만|원)"
    r"(?:번길)?(?:\s?\d+)?(?:-\d+)?(?:동|호)?(?:\s?\d{1,4}호)?"
    r"|(?:[가-힣]{2,5}\d?동\s)?(?:[가-힣]{2,10}(?:마을|타운|빌)\s)?[가-힣0-9]{1,12}(?:아파트|빌라|맨션|주택|오피스텔|고시원|연립|원룸|단지|상가|주공|하이츠|파크|빌딩)"
    r"(?:\s?\d{1,4}동)?(?:\s?\d{1,3}층)?(?:\s?\d{1,4}호)?"
    # names that are words of their own too: only before a number
    r"|[가-힣A-Za-z0-9]{1,12}(?:빌|마을|타운|캐슬|타워|하우스|팰리스|자이|푸르지오|래미안|힐스테이트|아이파크|더샵|리젠시|빌리지)\s?\d{1,4}(?:동(?:\s?\d{1,3}층)?(?:\s?\d{1,4}호)?|호|층)"
    r"|\d{1,4}동\s?\d{1,4}호|\d{1,4}동\s?\d{1,3}층(?:\s?\d{1,4}호)?"
    r"|[가-힣0-9]{2,10}동\s?\d+(?:-\d+)?(?:번지)?"
    r"|\d{1,4}(?:-\d{1,4})?번지(?:\s?\d{1,2}층)?"
    r"|(?:반지하(?:\s?\d{1,3}호)?|옥탑|지하방|\d{3,4}호|[가-힣]{2,8}(?:초등학교|중학교|시장|공원|역|교회|마트|슈퍼|편의점)\s?(?:옆|앞|뒤|건너편|근처|맞은편))"
    r"|(?:옆집|윗집|아랫집|앞집|위층|아래층))"
)
_VAGUE_PLACE = {"옆집", "윗집", "아랫집", "앞집", "위층", "아래층"}
_MANDATED = re.compile(
    r"(통장|반장|집배원|우체부|검침원|관리소장|관리사무소|경비원|어린이집|유치원|교사|선생님|의사|간호사|사회복지사|요양보호사|활동지원사|생활지원사|구급대원)"
    r"(입니다|이에요|예요|인데|이고|으로|라서|이라)"
)
_WHO = {
    "elder": r"할머니|할아버지|어르신|노인|독거노인|노부부|영감|할매|할배",
    "child": r"아이|애들?|학생|초등|중학|고등|청소년|아기|갓난",
    "disabled": r"장애|휠체어|청각|시각",
    "single_parent": r"한부모|애엄마|애아빠|미혼모|혼자애",
    "foreigner": r"외국인|베트남|중국|필리핀|캄보디아|이주|다문화",
    "woman": r"할머니|아줌마|아주머니|여자|엄마|할매",
    "man": r"할아버지|아저씨|남자|아빠|할배|영감|총각",
}
#: Somebody is hurt now or cannot answer: heard in the words themselves, nobody is asked again.
_ACUTE = re.compile(
    r"때리(?:는|고)|(?:맞|패|부수|던지)는(?:소리|중)|얻어맞|비명|살려(?:달|줘|주)|울부짖|흉기|칼(?:을|로(?!리)|들)"
    r"|쓰러(?:져|진|지셨|지신|졌)|의식이?(?:없|잃)|안움직|미동|숨을?(?:안|못)|피(?:를|가)(?:흘|나|많)"
    r"|불이?났|연기가"
)
#: Over, or not so.
_NOT_NOW = re.compile(
    r"어제|그저께|그제|지난|예전|옛날|작년|저번|전에|적이?있|없어요|아니|안들[려리]|못들[었은]|못봤|않|같진|이불|퇴원|지금은(?:괜|조용)"
)
_NOT_SO = re.compile(
    r"적이?있|없어요|아니(?!고)|안들[려리]|못들[었은]|못봤|않|같진|이불|퇴원|예전|옛날|작년"
)
_ODOUR_ALARM = re.compile(r"썩|악취|심한냄새|이상한냄새|냄새가?(너무|심|많이|계속)")


@dataclass(frozen=True, slots=True)
class Story:
    """What a free text tells."""

    signs: tuple[str, ...]
    place: str
    who: tuple[str, ...]
    occupation: str
    phones: tuple[str, ...]
    for_long: bool
    odour: bool
    #: Since when, or last seen, in the reporter's own words ("나흘째", "지난주부터").
    since: str = ""


# the questions of a report read the same story a dozen times in one turn
@lru_cache(maxsize=64)
def read_story(text: str) -> Story:
    """Read signs, place, people and occupation out of free words; finds nothing rather than guesses."""
    joined = re.sub(r"\s+", "", text.lower())
    places = places_in(mended(text))
    place = _joined(tuple(name for name in places if name not in _VAGUE_PLACE))
    occupation = _MANDATED.search(joined)
    return Story(
        signs_in(text),
        place,
        tuple(code for code, pattern in _WHO.items() if re.search(pattern, joined)),
        occupation.group(1) if occupation else "",
        tuple(find_phones(text)),
        bool(_UNSEEN_LONG.search(joined)),
        any(not denied_at(joined, m) for m in _ODOUR_ALARM.finditer(joined)),
        since.group(1) if (since := _SINCE.search(text)) else "",
    )


#: A house by itself: a second one behind a first is another home.
_HOUSE = re.compile(r"번지|(?:로|길)\s?\d|(?:아파트|빌라|맨션|주택|빌)(?:\s|$)")


def _joined(places: tuple[str, ...]) -> str:
    """Write places as one; another house than the first stands apart ("민락로 12 반지하, 15번지 3층")."""
    # "203호", said more fully later: "304동 203호"
    whole = [n for n in places if not any(n != more and n in more for more in places)]
    joined = whole[0] if whole else ""
    for name in whole[1:]:
        joined += f"{', ' if _HOUSE.search(name) and _HOUSE.search(joined) else ' '}{name}"
    return joined


#: Nouns of two letters, which the end of one word and the head of the next may seem to hold ("형수 술만").
_NOUNS = frozenset({"bruise", "ill"})


def signs_in(text: str) -> tuple[str, ...]:
    """Return the codes of the signs that words tell, however they are spaced; one that is denied is none."""
    lower = blows_alone(text.lower())
    joined = re.sub(r"\s+", "", lower)
    starts = [m.start() for m in re.finditer(r"\S", lower)]
    return tuple(
        code
        for code, pattern in _SIGNS.items()
        if any(
            not is_denied(code, joined, m)
            and not (
                code in _NOUNS
                and "맞" not in m[0]
                and _across(lower, starts[m.start()], starts[m.end() - 1])
            )
            for m in pattern.finditer(joined)
        )
    )


def denied_in(text: str) -> frozenset[str]:
    """Return the codes of the signs that words name only to deny them ("냄새는 안 나요")."""
    joined = re.sub(r"\s+", "", blows_alone(text.lower()))
    told = signs_in(text)
    return frozenset(
        code
        for code, pattern in _SIGNS.items()
        if code not in told and any(is_denied(code, joined, m) for m in pattern.finditer(joined))
    )


def _across(text: str, first: int, last: int) -> bool:
    """Say whether a match begins within one word and ends within another."""
    begins_within = first > 0 and not text[first - 1].isspace()
    return begins_within and any(letter.isspace() for letter in text[first:last])


def places_in(text: str) -> tuple[str, ...]:
    """Return every place that a text names, "옆집" too, in order."""
    return tuple(dict.fromkeys(m.strip() for m in _PLACE.findall(text)))


def acute(text: str) -> bool:
    """Say whether words tell of blows, screams or somebody who lies there, and of now."""
    # line by line: "아니, 302호예요" said later takes nothing back
    lines = (re.sub(r"\s+", "", line) for line in text.lower().splitlines())
    return any(_ACUTE.search(line) and not _NOT_NOW.search(line) for line in lines)


def was_acute(text: str) -> bool:
    """Say whether words tell of it, and of another time ("어제는 비명 소리가 났어요"); not that it is not so."""
    lines = (re.sub(r"\s+", "", line) for line in text.lower().splitlines())
    return any(_ACUTE.search(line) and not _NOT_SO.search(line) for line in lines)


#: Signs that make a report a matter of today.
_TODAY = {"hunger", "cut_off", "child_alone", "bruise", "homeless"}
#: A baby in the house is no crisis; a baby in a house with one of these is.
_WITH_INFANT = {"fire_cold", "arrears", "smell", "hoarding", "alcohol", "clothes", "jobless", "ill"}


def priority_of(
    danger_now: str, signs: Iterable[str], story: Story
) -> tuple[Priority, tuple[str, ...]]:
    """
    Weigh a report; return the priority and the reasons for it, as codes shown to staff.

    R6: odour with nobody seen for days, or no answer with a known illness, is urgent whatever the
    reporter said about danger.
    """
    signs = tuple(dict.fromkeys((*signs, *story.signs)))
    silent = "unseen" in signs
    today = bool(_TODAY.intersection(signs)) or (
        "infant" in signs and bool(_WITH_INFANT.intersection(signs))
    )
    if danger_now == "yes":
        return Priority.CRITICAL, ("danger_now", *signs)
    if silent and ("smell" in signs or story.odour or "ill" in signs):
        return Priority.CRITICAL, ("silent_and_signs", *signs)
    if danger_now == "unsure" and (silent or today):
        return Priority.URGENT, ("danger_unsure", *signs)
    if today or (silent and story.for_long):
        return Priority.URGENT, signs
    if danger_now == "unsure" or len(signs) >= 2:
        return Priority.TODAY, signs
    return Priority.NORMAL, signs


_DONG = re.compile(r"([가-힣]{1,6}\d?동)(?![가-힣])")
_CITY = re.compile(
    r"(서울|부산|대구|인천|광주|대전|울산|세종|수원|성남|고양|용인|양주|포천|구리|파주)"
)


def elsewhere(place: str, areas: Sequence[str]) -> bool:
    """
    Say whether a place names another dong or city than those the office serves (R12).

    Without a list of areas nothing is called elsewhere; a building's "101동" is no dong.
    """
    if not areas or any(area in place for area in areas):
        return False
    return bool(_DONG.search(place) or _CITY.search(place))


#: A flat without its house: 302호, 101동 302호, 3층.
_FLAT = re.compile(r"(?:\d+\s*(?:동|호|층)\s*)+")


def place_of(given: Mapping[str, object], story: Story) -> str:
    """Return the place that the story tells; a poster's building where it tells none, or only a flat."""
    building = str(given.get("building", ""))
    if not story.place or not building or building in story.place:
        return story.place or building
    return f"{building} {story.place}" if _FLAT.fullmatch(story.place) else story.place
