"""Cold as a danger of its own: a freezing room, no fuel tonight, outdoors, hands that feel nothing."""

from __future__ import annotations

import re
from typing import Literal

from handlers.alarm_told import Talk, Told, by_hour
from handlers.context import Context

KIND = "hunger_livelihood"
#: Which card fits: of a room, of somebody outdoors, of a body that fails.
Cold = Literal["cold_room", "cold_out", "cold_numb"]
_CHILL = r"(?:추[워운우]|추버|추와|춥|얼어|얼것|얼겄|한파|영하)"
_ROOM = re.compile(
    r"(?:방|집|집안|바닥|구들|구들장|온돌|이불속)(?:이|은|도|안이|안은|바닥이|구석이)?(?:다|완전|너무|아주|진짜|꼭|무슨)*(?:얼음장|얼음짱|냉골|냉방|냉돌|꽁꽁|얼음(?!찜질))|냉골(?:에서|이|인데|방)"
    r"|(?:추[워버와]서?|추버가|추운데)(?:도저히|너무|한숨도)*(?:잠을?|잘수(?:가)?)?(?:못자|못잔|못잤|안와|없)"
)
_NO_FUEL = re.compile(
    r"(?:기름|등유|석유|연탄|보일[러라]|난방|가스|히터|장판|땔감|나무)(?:기름)?(?:이|가|을|를|도|은|는)?(?:다|또|갑자기|하나도|한방울도)*"
    r"(?:없(?!이살)|떨어|바닥|못[켜틀때넣]|안[돌들켜틀나]|끊|꺼[졌져]|고장|얼었|얼어|멈|안된|안돼)"
)
_TONIGHT = re.compile(r"오늘(?:밤|당장|저녁)|지금|당장|이밤|밤새|밤에|새벽|한밤|오밤중")
_WHAT_NOW = re.compile(
    r"어쩌|어째|어떡|어떻게|우째|우야|워쩌|못(?:자|살|견|버)|얼어죽|죽겄|큰일|못일어|떨려|떨고|떨리"
)
_OUT = re.compile(
    r"밖(?:이|에|은|에서|인데)|노숙|길(?:에|바닥|거리)|거리(?:에|인데)|공원|벤치|역(?:에|앞|인데)|편의점|갈[데곳]|갈곳|들어갈[데곳]|잘[데곳]|텐트|다리밑|차(?:에서|안에서)|정류장|계단"
)
_NUMB = re.compile(
    r"(?:손|발|손발|손가락|발가락|손끝|발끝|다리|몸|입술|입)(?:이|에|가|은|도|이랑|끝이)*(?:다|전혀|점점|너무|계속|막|꽁꽁)*"
    r"(?:감각(?:이|도)?(?:없|사라|이상|둔)|얼었|얼어(?:붙|서|요|가)|안움직|굳(?:어|었|는)|곱[아았]|파[래랗]|퍼렇|시퍼[래렇])|감각(?:이|도)없|저체온|동상(?:걸|에)|덜덜떨|오들오들|벌벌떨|떨림이|떨려서말|몸이(?:막|덜덜|너무)?떨"
)
_FAILS = re.compile(r"감각|저체온|동상|파[래랗]|퍼렇|시퍼|안움직|굳(?:어|었)")
_FROZEN = re.compile(r"얼어죽|얼어붙어죽|동사(?:하|할)|얼음장|얼음짱")
_FRAIL = re.compile(
    r"늙은|노인|할매|할미|할머니|할아버지|영감|어르신|어머니|아버지|여든|일흔|칠십|팔십|구십|[789]\d(?:살|세)|아기|애기|갓난|신생아|아이|애들|[0-9]개월|임신|만삭"
)
#: Cold that is no danger: an idiom, the weather, an office, a thing that has gone cold.
_NO_DANGER = re.compile(
    r"ㅋㅋ|ㅎㅎ|에어컨|냉장고|냉동|냉방(?:비|병|기)|아이스|얼음(?:찜질|물|판)|(?:날씨|오늘|밖|바깥)(?:이|가|은|는)?(?:너무|많이|좀|진짜)*(?:추[워운]|춥)(?:네요?|죠|지요?|ㄴ데)(?!.{0,10}(?:갈|잘|못|없))|작년|예전|지난(?:해|겨울|번)|했었"
)
_BATTERY = re.compile(r"배터리|밧데리|충전|폰.{0,4}(?:꺼|없)|[0-9](?:퍼|%|프로)")
_NOT_ILL = re.compile(
    r"아픈(?:게|건|거|것이|것은|데가|데는)?(?:은|는)?아니|아파서(?:그런|그러는)?(?:게|건|거)?아니|안아[파프픈]"
)


def cold_in(said: str, before: str = "") -> Cold | None:
    """Say which cold is told of in a text without spaces, in the light of the words before it; None for none."""
    if _NO_DANGER.search(said):
        return None
    whole = before + said
    is_cold = re.search(_CHILL, whole) is not None or _ROOM.search(whole) is not None
    if _NUMB.search(said) and (is_cold or _NO_FUEL.search(whole) or _OUT.search(said)):
        # who shivers at home is told of the room as well; a body that feels nothing comes first
        at_home = _ROOM.search(said) or _NO_FUEL.search(said)
        return "cold_room" if at_home and _FAILS.search(said) is None else "cold_numb"
    if re.search(_CHILL, said) and _OUT.search(said) and not _ROOM.search(said):
        away = re.search(
            r"갈[데곳]|잘[데곳]|차에서|자는데|자고있|노숙|들어갈|밖에(?:서|있|나와|너무)|벤치|못자|텐트",
            whole,
        )
        return "cold_out" if away is not None else None
    if _ROOM.search(said):
        return "cold_room"
    chill, fuel = re.search(_CHILL, said) is not None, _NO_FUEL.search(said) is not None
    now, cry = _TONIGHT.search(said) is not None, _WHAT_NOW.search(said) is not None
    if _FROZEN.search(said) and (fuel or now or _FRAIL.search(said)):
        return "cold_room"
    return "cold_room" if (chill and now and cry) or (fuel and (chill or now) and cry) else None


def is_grave(said: str) -> bool:
    """Say whether a cold room is told of by the old, with a child, or as if one would freeze to death."""
    if _NUMB.search(said):
        return True
    frail, frozen = _FRAIL.search(said) is not None, "얼어죽" in said or "동사" in said
    return frozen or (frail and _ROOM.search(said) is not None)


def of_cold(said: str, talk: Talk, context: Context) -> Told | None:
    """Answer what is told on of the cold behind a card; None for anything else."""
    if talk.kind not in (KIND, "medical_fire") or talk.young:
        return None
    before = talk.before.removesuffix(said)
    kind = cold_in(said, before)
    if kind == "cold_numb":
        return Told("alarm.cold_numb", ("rescue",), alone=True)
    if _OUT.search(before) and cold_in(before) == "cold_out" and _BATTERY.search(said):
        return Told("alarm.cold_battery", ("rescue",))
    if kind is None and not _goes_on(said, before, talk):
        return None
    if kind == "cold_out" or (_OUT.search(before) and cold_in(before) == "cold_out"):
        return Told("alarm.cold_out", ("rescue",), speaks_of=(KIND, "medical_fire"))
    return Told(
        by_hour("alarm.cold", context),
        ("rescue", "welfare"),
        entries=("coal",),
        speaks_of=(KIND, "medical_fire"),
    )


def _goes_on(said: str, before: str, talk: Talk) -> bool:
    """Say whether a short word goes on from the cold: "기름이 없당께 아픈 게 아니고", "오늘 밤은 어쩌고"."""
    if len(said) > 40 or cold_in(before) in (None, "cold_numb"):
        # an illness card for what was the cold is put right all the same
        return _NOT_ILL.search(talk.before) is not None and _NO_FUEL.search(said) is not None
    asks_now = _TONIGHT.search(said) is not None and _WHAT_NOW.search(said) is not None
    lacks = _NO_FUEL.search(said) is not None and _NOT_ILL.search(said) is not None
    return asks_now or lacks or _NOT_ILL.fullmatch(said) is not None
