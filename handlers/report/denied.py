"""A sign that is named and denied: "냄새는 안 나구요", "비명은 못 들었어요", "왜 냄새라고 써 있어요"."""

from __future__ import annotations

import re

#: What may be there or not; a home without 인기척 or heating tells a sign by its very denial.
_MAY_BE_DENIED = frozenset(
    {"mail", "handle_dust", "smell", "alcohol", "arrears", "bruise", "cry", "hoarding", "ill"}
)
#: "거동이 없어요" is no denial.
_NEVER = re.compile(r"거동")
#: "애는 안 울어요"
_WITHIN = re.compile(r"안(?:울.|우는|운다)$")
_THINGS = "벌레|파리|악취|냄새|상처|멍|비명|소리|쓰레기|술병|우편물|택배|전단지|고지서"
#: "벌레는 안 보여요": nobody is missed.
_THING_UNSEEN = re.compile(
    rf"(?:{_THINGS}|(?:때리|맞|싸우|던지|우)는(?:것|거|건|걸|모습))(?:은|는|도|이|가|을|를)?$"
)
_BEHIND = re.compile(
    rf"(?:(?:이?나|이?랑|하고|에|에는|에도)(?:우는)?(?:{_THINGS}))?"
    r"(?:(?:은|는|던|나는)?(?:듯한|거같은|것같은)?(?:우는)?(?:소리|냄새|모습|자국|더미|흔적|일)|(?:는|은|한|할)?(?:것|거|건|걸)|(?:같은)(?:것|거|건))?(?:같은(?:것|거|건))?"
    r"(?:까지|이나|나|도|이|가|은|는|을|를|만)?(?:은|는|도)?(?:그런건|별로|전혀|하나도|아예|딱히|아직|지금|특별히|따로|절대|잘){0,2}"
    r"(?:안(?:남(?![가-힣])|나(?!가|와서|오|는날|던|다가)|났|난|들[려리렸린](?!는날|던)|보[이여였]|쌓[이여였]|맡|느껴)"
    r"|없(?!어[지져졌진]|는날|다가|던|이는|으면)|못(?:들|맡|봤|느)|아니(?!라고할|나)"
    r"|(?:한|난|든|본|들은)?적(?:은|이|도)?없"
    r"|(?:이|하|나|들리|있|여있|쌓여있|쌓이|같|보이)?(?:지|진|지진|지는|지도)(?:는|도)?않"
    r"|(?:이?라[고구]|으?로)(?:왜|잘못|되게)?(?:써|쓰[여이]|씌|적|돼|되|나[와오])"
    r"|(?:왜|잘못)?(?:적[혀혔힌]|써있|쓰여)|(?:좀|다)?(?:빼(?:주|줘|고|세)|지워))"
)
#: It was so before, and is otherwise now: "없었는데 어제부터 나요".
_THEN = re.compile(
    r"[가-힣]{0,3}는데(?:요즘|오늘|어제|그제|이제|지금은?[가-힣]?나|갑자기|점점|최근|며칠)"
)


def is_denied(code: str, joined: str, found: re.Match[str]) -> bool:
    """Say whether a sign that is named in words without spaces is denied right there."""
    if code == "unseen":
        return _THING_UNSEEN.search(joined, max(0, found.start() - 8), found.start()) is not None
    if code not in _MAY_BE_DENIED or _NEVER.search(found[0]):
        return False
    return denied_at(joined, found)


def denied_at(joined: str, found: re.Match[str]) -> bool:
    """Say whether what stands behind a word takes it back."""
    if _WITHIN.search(found[0]):
        return True
    behind = _BEHIND.match(joined, found.end())
    return behind is not None and _THEN.match(joined, behind.end()) is None
