"""The worries that a story tells beside the one that is answered: rent, a bill at the doctor's, school, debts, the light."""

from __future__ import annotations

import re

from handlers.compact import compact

#: A shorter text tells no story.
_SHORTEST = 24
#: So many are offered beside the answer.
_MOST = 4
_LACKS = r"(?:을|를|도|가|이|은|는|까지|마저|조차)*.{0,5}(?:못|밀[려리렸린]|없|막막|걱정|부담|감당|안되|힘들|끊[기겼길]|버거)"
#: What somebody cannot manage any more, and the page that tells of it.
_WORRIES = (
    ("housing", re.compile(rf"(?:월세|집세|방세|전세|보증금|임대료){_LACKS}")),
    ("eviction", re.compile(r"(?:방|집)(?:을)?(?:빼라|비우라|비워|나가라)|쫓겨|내쫓|퇴거|명도")),
    ("medical", re.compile(rf"(?:병원비|약값|치료비|수술비|입원비){_LACKS}|(?:병원|약국|치과)(?:에|을|도|은|조차)*못(?:가|다니)|약(?:을|도)?못(?:사|먹)|치료(?:를|도)?못")),
    ("education", re.compile(rf"(?:학원비?|학비|급식비|교복|등록금|준비물|수학여행비?|교육비){_LACKS}")),
    ("energy-voucher", re.compile(rf"(?:전기세|전기요금|가스비|난방비|관리비|기름값|공과금|수도세){_LACKS}|(?:전기|가스|수도|보일러)(?:가|도|는|를)?(?:끊|못[틀켜때])")),
    ("debt", re.compile(rf"(?:빚|대출|카드값|이자|사채|카드빚){_LACKS}|빚(?:이|만|도)?(?:많|쌓|늘|생|[0-9])|빚쟁이|독촉")),
    ("unemployment", re.compile(r"(?:일자리|직장|회사|공장)(?:를|을|에서|도)?(?:잃|잘[리렸려]|그만|문닫|나왔)|실직|해고|짤[리렸려]")),
    ("food-now", re.compile(r"(?:쌀|먹을(?:게|것|거)|끼니|반찬|분유)(?:이|도|가|은|는|를)*.{0,3}(?:없|떨어|걱정|못|굶)|굶(?:고|어|는)")),
    ("childcare-sitter", re.compile(r"(?:애|아이|아기|애기)(?:를|들|도)*(?:봐줄|맡길|돌봐줄|돌볼)(?:사람|데|곳)?.{0,4}(?:없|걱정|못)")),
    ("ltc", re.compile(r"(?:어머니|아버지|엄마|아빠|시어머니|시아버지|할머니|할아버지|부모님|장모님?)(?:가|이|는|은|도|를|을)?.{0,6}(?:치매|거동|누워|간병|대소변)")),
)  # fmt: skip


def worries_in(text: str, answered: str) -> tuple[str, ...]:
    """
    Return the entries of the worries in a story beside the one `answered`, at most four.

    None for a short text, and for one that tells fewer than two.
    """
    said = compact(text)
    if len(said) < _SHORTEST:
        return ()
    found = [entry for entry, told in _WORRIES if told.search(said)]
    others = [entry for entry in found if entry != answered]
    return tuple(others[:_MOST]) if len(found) > 1 else ()
