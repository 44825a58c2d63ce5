"""Questions about a report: was it sent, how is it going, the police too, take it back, are they well."""

from __future__ import annotations

import re

from handlers.compact import compact, mentions

#: A longer text tells a story of its own.
_LONGEST = 45


def _asks(words: re.Pattern[str], text: str) -> bool:
    return mentions(words, text, _LONGEST) and not _OTHER_MATTER.search(compact(text))


#: Reports of another kind: to the registry, the tax office, an employer; and those to the police.
_OTHER_MATTER = re.compile(
    r"(?:출생|사망|소득|전입|혼인|이혼|분실|세금|임금|체불|노동|휴업|폐업|사업자|자진|변경|임신|부정수급|사기|도난|민원|고장|실종)신고|체불|떼였"
)


_SENT = re.compile(
    r"(?:신고|접수|전달|전송|제보)(?:가|는|은|이)?(?:제대로|정말|진짜|잘|다)?(?:한|된|됐|됬|되었|들어[간갔])(?:거|것|건|게|는지)?(?:는|은|가|이)?(?:제대로|정말|진짜|잘)?"
    r"(?:맞[는나죠아습지]|[에예]요|인가|나요|죠|지요|는지|어요[?]?$|안[됐된됬]|했나|됐나)"
    r"|(?:보내|접수|전달|신고|알려)(?:진|졌|간|갔|된|됐|됬)(?:거|건|나|죠|는지|는건)"
)
_NO_QUESTION = re.compile(r"전화로|경찰|(?<!\d)11[29](?!\d)|누가|누구|사람|결과|처리|어떻게")


def asks_if_sent(text: str) -> bool:
    """Say whether it is asked if a report was sent ("그래서 신고가 된거에요 안된거에요")."""
    return _asks(_SENT, text) and not _NO_QUESTION.search(compact(text))


_IN = re.compile(
    r"(?:이거|그거|제거|제가보낸거|그럼|근데|혹시)*(?:정말|진짜|잘|제대로)*(?:들어간|들어갔|보내진|보내졌|전달된|전달됐|올라간|올라갔)(?:거|건|것|게|는거)?(?:맞|확실|나요|죠|지요|는지|어요|은건)[가-힣]{0,4}"
)


def asks_if_in(text: str) -> bool:
    """Say whether, behind a report that was sent, it is asked if it came in ("이거 정말 들어간 거 맞아요?")."""
    return _IN.fullmatch(compact(text)) is not None


_POLICE = re.compile(
    r"(?:경찰|(?<!\d)11[29](?!\d)|파출소|지구대)(?:에|에도|한테|한테도|도|에다)?(?:또|따로|같이|먼저)?(?:신고|전화|연락|알[려리])(?:를|도|은|는)?(?:또|따로)?(?:해야|하나|할까|해도|안해도|하는게|하면|야)"
    r"|경찰(?:을|를|도|부터)?(?:그냥|지금|먼저|또)?(?:불러(?:도|야|볼까)|부르(?:면|는게|러|나)|부를까)"
)


def asks_about_police(text: str) -> bool:
    """Say whether it is asked if the police are to be told too."""
    return _asks(_POLICE, text)


_CANCELS = re.compile(
    r"(?:신고|접수|그거|그건|저는|그냥|혹시|이제|지금)*취소(?:는|를|도)?(?:하면|할수|하고싶|해도|되나|돼나|될까|가능|안되|안돼|하려|할래|할게)[가-힣]{0,8}"
)


def may_withdraw(text: str) -> bool:
    """Say whether, behind a report that was sent, only that may be meant ("취소하면 안되나요?")."""
    return _CANCELS.fullmatch(compact(text)) is not None


_WITHDRAW = re.compile(
    r"(?:신고|제보|접수|알[린렸])(?:한|했던)?(?:거|것|건|걸|내용)?(?:는|은|를|을|도)?(?:다시|그냥|지금|이제)?(?:취소|철회|없던|물리|되돌리|안한걸로)"
)


def asks_to_withdraw(text: str) -> bool:
    """Say whether a report that was sent is to be taken back ("신고한거 취소하고 싶으면 어떻게 해요")."""
    return _asks(_WITHDRAW, text)


def asks_how(text: str) -> bool:
    """Say whether it is only asked how, or whether, that can be done."""
    return re.search(r"\?|면|어떻게|나요|까요|되나|돼나", text) is not None


_RESCUE = re.compile(
    r"(?<!\d)11[9](?:구급대|구급차|구조대)?(?:를|을|는|은|에|에다|에도|도|부터)?(?:제가|내가|저희가|우리가|직접|지금|먼저|바로|빨리|또|전화|신고|연락)*"
    r"(?:를|을|도)?(?:불러|부르|부를|해야|하나|할까|해도|해줘|하면)(?:서|야|도|줘야|나|는|면|까|할)?[가-힣]{0,6}(?:나요?|까요?|요|가요|니까|죠|지|야|는지|돼|되)?\?*$"
    r"|(?:구급차|앰뷸런스)(?:를|을|는)?(?:제가|내가|직접|지금)*(?:불러|부르|부를)(?:야|도|면)?[가-힣]{0,6}(?:나요?|까요?|니까|죠|지|돼요?|되요?)"
)
_RESCUE_ASKED = re.compile(
    r"\?|나요?$|까요?$|니까$|가요$|[하되돼]죠$|는지|[해불러]야(?:하|되|돼)[가-힣]*$"
)


def asks_to_call_rescue(text: str) -> bool:
    """Say whether it is asked if the sender is to call the ambulance ("구급차는 제가 불러야 합니까")."""
    asking = "?" in text or _RESCUE_ASKED.search(compact(text)) is not None
    return asking and mentions(_RESCUE, text, _LONGEST)


_AGAIN = re.compile(
    r"(?:지금|방금|또|다시|아직도?|계속|여전히)(?:또|다시|도|막|계속|이?시간에?)*"
    r"(?:(?:옆집|윗집|아랫집|앞집|그집)(?:에서|이|도)?)?(?:또|다시)?"
    r"(?:(?:우는|싸우는|때리는|맞는|큰|이상한|비명|고함|부수는|던지는|울음)*소리|싸우|싸움|비명|고함|때[려리]|던지|부수)"
)


def sounds_again(text: str) -> bool:
    """Say whether what was reported is heard again now ("지금 또 소리나요")."""
    return mentions(_AGAIN, text, _SHORT) and not _NO_SOUND.search(compact(text))


_NO_SOUND = re.compile(r"안(?:나|들)|없|그쳤|멈췄|조용|않")


_REPORTED = re.compile(r"(?:신고|제보)(?:를|도|는)?(?:했|드렸|넣었|하고|한거|한것|한건)")
_HOW_IT_GOES = re.compile(
    r"(?:어떻게|어찌|우째)(?:됐|되었|됬|되|돼|처리|하고)|결과|처리[됐되는]|소식|진행|아무연락|연락이?없|가[보봐]셨|다녀[가갔]|확인[하했됐]|왜안"
)
_BY_PHONE = re.compile(
    r"(?:(?<!에)전화(?:로|해서|걸어서|로다)|동사무소에|주민센터에|센터에|직접가서|방문해서|행정복지센터에|1\d\d에)(?:이미|벌써|먼저)?(?:직접)?(?:신고|제보|말씀드렸|알[렸려]|얘기했)"
)
_THEN = re.compile(r"지난|저번|어제|그제|그저께|일전|며칠전|전에|했었|했는데|드렸는데")


def asks_how_it_goes(text: str) -> bool:
    """Say whether somebody who reported a household asks what became of it."""
    said = compact(text)
    told = _THEN.search(said) and _HOW_IT_GOES.search(said) and not _TO_POLICE.search(said)
    return _asks(_REPORTED, text) and bool(told)


def reported_by_phone(text: str) -> bool:
    """Say whether somebody reported by phone or at the office ("여기 말고 전화로 신고했었어요")."""
    said = compact(text)
    found = _BY_PHONE.search(said)
    past = found is not None and re.match(
        r"(?:를|도)?(?:했|드렸|넣었|렸|려[드줬]|씀|씀드렸|기했)?", said[found.end() :]
    )
    asks = _OTHER_MATTER.search(said) or _TO_POLICE.search(said) or _MAY_I.search(said)
    return len(said) <= _LONGEST and bool(past) and not asks


_TO_POLICE = re.compile(r"경찰|(?<!\d)11[29](?!\d)|남편|때려|때렸|맞았")
_MAY_I = re.compile(r"하면|할수|해도|하려|할까|하나요|해야|되나")


_HOW_NOW = re.compile(
    r"(?:그거|그건|아까|그집|신고|접수|제보|[옆앞윗뒷]집|아랫집|할머니|할아버지|어르신|아저씨|아주머니|아줌마|그분|박씨|[가-힣]씨네?)[가-힣0-9]{0,14}(?:어떻게|어찌|어케)(?:좀)?(?:됐|되었|됬|되셨|돼|되[어가고]|하셨|하고)"
    r"|(?:가|다녀)(?:보|오|가)?(?:셨|보셨)(?:어요|나요|는지|습니까)|(?:가보|와보|다녀오|다녀가)(?:긴|기는)(?:했|하셨|한)"
)


def asks_how_it_went(text: str) -> bool:
    """Say whether somebody whose report is here asks what became of it ("옆집 할아버지 아까 그거 어떻게 됐어요")."""
    return _asks(_HOW_NOW, text)


_NUMBER = re.compile(r"w20[0-9]{2}[0-9]{4}")
_DID_REPORT = re.compile(
    r"(?:신고|접수|제보)(?:는|를|은)?(?:이미|벌써|아까|분명|분명히|제가|다)*(?:했잖|했다니까|했다구|했다고|했자나|한거잖|한건데|했었잖|했었는데요?$|했는데요?$|했어요$)"
)


def says_it_was_sent(text: str) -> bool:
    """Say whether words insist that a report was sent, or name its number ("아니 신고는 했잖아요 W-2026-0001")."""
    said = compact(text)
    police = _TO_POLICE.search(said) is not None
    named = _NUMBER.search(said) is not None or _DID_REPORT.search(said) is not None
    return len(said) <= _LONGEST and named and not police and not _OTHER_MATTER.search(said)


_STILL = re.compile(
    r"그대로(?:에요|예요|이에요|네요|인데|고|라|임|입니다|던데|더라|잖아)|(?:달라진|변한|바뀐|나아진)(?:게|것이|것도|거|건)?(?:하나도)?없|안바뀌|(?:변화|소용)(?:가|도|이)?없|아무(?:것도|일도)?안(?:해|하|왔|와)"
)
_REPORTED_THEN = re.compile(r"(?:신고|접수|제보|말씀드|알렸|알려드|얘기했)")


def still_so(text: str) -> bool:
    """Say whether words tell that nothing changed since it was reported ("저번에도 신고했는데 그대로에요")."""
    said = compact(text)
    told = _STILL.search(said) is not None and _REPORTED_THEN.search(said) is not None
    return len(said) <= _LONGEST and told and not _OTHER_MATTER.search(said)


_WELL = re.compile(
    r"(?:할머니|할아버지|할머님|할아버님|어르신|그분|그집|그애|그아이|애|아이|아저씨|아주머니|아줌마|이웃|옆집|형|오빠|누나|언니|동생)(?:은|는|이|가|도|들)?"
    r"(?:지금|이제|요즘|정말)?(?:괜찮|무사|잘(?:계|지내|있)|살아계|별일|건강|어떠(?:신|세|시))[가-힣]{0,4}(?:지|나요|까요|가요|죠|지만요?|궁금|알려|알고싶)"
)


def asks_if_well(text: str) -> bool:
    """Say whether it is only asked if somebody is well ("할머니 괜찮으신지만요")."""
    return mentions(_WELL, text, _SHORT)


_SHORT = 22
