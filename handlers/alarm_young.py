"""What a pupil tells on behind a card: a phone about to die, hunger, nobody who believes it."""

from __future__ import annotations

import re

from handlers.alarm_told import Talk, Told

_BATTERY = re.compile(
    r"(?:폰|핸드폰|휴대폰|전화기|배터리|밧데리).{0,4}(?:[0-9]+(?:퍼|%|프로)|꺼지|꺼질|나갈|없|다됐|다돼|얼마안)|[0-9]퍼(?:임|남|밖|센트|야|요)"
)
_UNBELIEVED = re.compile(
    r"(?:안|못)믿(?:어|는|음|을|죠|더)|믿(?:어주는|는)사람.{0,3}없|믿지(?:를|도)?않|거짓말(?:이라|한다)"
)
_HUNGRY = re.compile(
    r"배(?:가|도)?(?:너무|많이|진짜)?고[파프픔]|(?:밥|저녁|점심|아무것도)(?:도|을|은)?(?:못먹|안먹|굶)|굶었|먹을(?:게|것|거)(?:이|도)?없|밥(?:을)?(?:주|줘)"
)
_SHELTER_DAYS = re.compile(
    r"쉼터.{0,8}(?:며칠|몇일|얼마나|얼마동안|언제까지|몇달|오래).{0,10}(?:있|지내|살|자|되|돼|가능|인가|까지)"
)


def of_the_young(said: str, talk: Talk) -> Told | None:
    """Answer what a pupil tells on; a phone about to die concerns everybody."""
    if _BATTERY.search(said) and talk.alarmed:
        if talk.young:
            return Told("alarm.battery_young", ("police", "youth"))
        return Told("alarm.battery")
    if not talk.young:
        return None
    if _SHELTER_DAYS.search(said):
        return Told("alarm.shelter_days", ("youth",))
    if _UNBELIEVED.search(said):
        return Told("alarm.believed", ("youth",))
    if _HUNGRY.search(said):
        return Told("alarm.hungry_young", ("youth",), speaks_of=("hunger_livelihood",))
    return None
