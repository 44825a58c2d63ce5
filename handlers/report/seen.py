"""Say the signs of a report as they were told: "때리는 소리" for blows heard, "멍·상처" for bruises seen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from handlers.context import Context
from handlers.report.denied import denied_at
from handlers.report.hits import blows_alone
from handlers.report.rules import signs_in

_THROWN = r"(?:물건|그릇|집기|의자|가구|살림)(?:들)?(?:을|를|도)?(?:막|다|집어)?(?:던[지져진]|부[수순쉈]|집어던)"
#: Not "소리를 질러도 대답이 없어요".
_SHOUT = r"소리(?:를|도)?(?:지르|지른|질러(?!도|봐))|고함"
#: What a sign may be, by its code: each part that the words tell is named; none of them, the sign's own label.
_PARTS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    code: {part: re.compile(pattern) for part, pattern in parts.items()}
    for code, parts in {
        "bruise": {
            "scream": r"비명",
            "hitting_sound": r"(?:때리|맞|패|던지|부수)는(?:듯한|거같은|것같은|[가-힣]{0,3})?소리|소리[가-힣]{0,4}(?:때리|맞는)",
            "hitting": r"(?:때리|맞)(?:는|고)(?!(?:듯한|거같은|것같은|[가-힣]{0,3})?소리)|때려|때린|얻어맞|(?:한테|에게)[가-힣]{0,4}맞|맞(?:았|아서)|폭행",
            "abuse": r"학대",
            "thrown": _THROWN,
            "shout": _SHOUT,
            "wound": r"(?<!멍)멍(?!멍|하)|상처",
        },
        "cry": {
            "cry_loud": r"(?:악을?|고래고래)(?:쓰|써|지르|질러)|울부짖|자지러|비명을?지르며울",
            "cry_only": r"울|우는",
            "shout": _SHOUT,
        },
        "ill": {
            "fallen": r"쓰러",
            "hurt": r"다[쳐치]|다친",
            "dementia": r"치매",
            "bedridden": r"누워만|못걷|못움직|거동",
            "disabled": r"장애",
            "low": r"우울",
            "hospital": r"입원|수술",
            "sick": r"아프|아픈|(?<!술)(?<!주)(?<!리)병(?!뚜껑|따)",
        },
        "alcohol": {"bottles": r"술병|소주병", "drinks": r"술만|술을|알코올|맨날술|매일술"},
        "hoarding": {"rubbish": r"쓰레기", "things": r"저장강박|물건을?쌓|고물(?!건)"},
        "smell": {"odour": r"냄새|악취|썩은", "insects": r"벌레|파리|구더기"},
        "mail": {
            "letters": r"우편|우체통|고지서",
            "leaflets": r"전단",
            "parcels": r"택배",
            "papers": r"신문",
            "milk": r"우유",
        },
    }.items()
}


def spoken_signs(context: Context, signs: object, story: str = "") -> str:
    """Say sign codes in the words of what was told, and what no list knows as it was said."""
    codes = signs if isinstance(signs, list) else []
    named = (name for code in codes for name in _names(context, str(code), story))
    return ", ".join(dict.fromkeys(named))


def _names(context: Context, code: str, story: str) -> tuple[str, ...]:
    if code.startswith("other: "):
        return (code.removeprefix("other: "),)
    joined = "".join(blows_alone(story.lower()).split())
    parts = _PARTS.get(code, {}) if code in signs_in(story) else {}
    told = [
        part
        for part, words in parts.items()
        if any(not denied_at(joined, m) for m in words.finditer(joined))
    ]
    if "cry_loud" in told and "cry_only" in told:
        told.remove("cry_only")
    if not told:
        return (context.words(f"report.sign.{code}"),)
    return tuple(context.words(f"report.seen.{part}") for part in told)
