"""A call that is not wanted, a call that is only asked about, and a "네" that is no consent."""

from __future__ import annotations

import re

from handlers.answers import YES_NO
from handlers.asking import asks
from handlers.callback.when import only_a_time
from handlers.compact import compact

#: Where one thing is said and the next begins: "부모님 알면 안돼요 전화하지 마세요".
_BETWEEN = re.compile(r"[.,!?~…\n]+|(?<=[요다죠])\s")
_NO_CALL = re.compile(
    r"(?:아니(?:요|에요|야)?|아뇨|네|예|싫어요?|저기요?|근데|그냥|제발요?|절대로?|이제|됐어요|괜찮아요|왜|자꾸|여기서|저(?:는|한테)?|나(?:는|한테)?|전(?=전화|연락|통화))*+"
    r"(?:상담)?(?:전화|통화|연락)(?:상담)?(?:는|은|를|을|도|로|가|이)?(?:좀|그냥|제발|절대로?|진짜|정말|이제|다시는?|자꾸)*+"
    r"(?:(?:하|걸|주|오|받|드리|해주|해오|걸어주)(?:지|시지|고싶지)(?:는|도|를)?(?:마|말(?!고)|않(?!으면))"
    r"|(?:안|않)(?:받(?:고싶|을[래게]|겠|아도|으려|는다고)|해(?:도|주|줘|주셔)도?[돼되]|하셔도[돼되]|걸(?:어도|었으면)|와도[돼되]|줘도|주셔도|했으면|왔으면|할[래게]|하고싶|하면안)"
    r"|(?:받기|하기|오는거|받는거|하는거|통화)?(?:는|가|도)?(?:싫(?!으면)|필요없|원하지않|원치않|거부|사양)|받기싫|받고싶지않)"
    r"[가-힣]{0,8}"
)


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text) if compact(part)]


def refuses_call(text: str) -> bool:
    """Say whether somebody will not be called ("아니 전화하지마세요 제발요"); "남편 있을 때는 하지 마세요" is a wish."""
    return any(_NO_CALL.fullmatch(compact(part)) for part in _parts(text))


#: What may stand beside it and tells nothing.
_PLEA = re.compile(
    r"(?:아니(?:에요|요)?|아뇨|네|예|제발요?|싫어요?|싫다고요?|됐어요|그냥|진짜|왜요?|요)++"
)
_NO_MESSAGE = re.compile(
    r"(?:문자|카톡|메시지|메세지|알림|알림톡|우편)(?:는|은|도|를|을)?(?:절대로?|좀|그냥)*+(?:보내|하|주)지(?:는|도)?[마말][가-힣]{0,6}"
)


def only_refuses_call(text: str) -> bool:
    """Say whether a text is that and nothing else, a time beside it ("내일 오전이요. 문자는 보내지 마세요")."""
    parts = [compact(part) for part in _parts(text)]
    refused = [p for p in parts if _NO_CALL.fullmatch(p) or _NO_MESSAGE.fullmatch(p)]
    return bool(refused) and all(
        p in refused or _PLEA.fullmatch(p) or only_a_time(p) for p in parts
    )


_CALLING = re.compile(
    r"(?:전화|연락|통화|상담|신고)(?:를|을|로)?(?:하|걸|드리|해|걸어|드려|했|걸었|상담하|문의하|물어보|물어봐)(?:시)?(?:면은?|[어여셔]?도|을때|ㄹ때|다가)"
    r"|(?:전화|연락)(?:하면|걸면|해도|걸어도|할때|했을때)"
)
_AT_THE_END = re.compile(r"(?:나요|까요?|가요|는지요?|을지요?|는가|죠|지요)$")


def asks_of_calling(text: str) -> bool:
    """Say whether it is asked what comes of a call ("거기 전화하면 집에 연락가요?"): no wish to be called."""
    asking = asks(text) or _AT_THE_END.search(compact(text)) is not None
    return asking and _CALLING.search(compact(text)) is not None


_TOLD_AT_HOME = re.compile(
    r"(?:집|가족|부모|엄마|아빠|어머니|아버지|남편|아내|학교|보호자|회사)(?:님)?(?:에|에게|한테|으로|에서|이|가|도)?[가-힣]{0,3}(?:연락|알리|알려|알게|알까|알아|통보|전화)"
    r"|비밀(?:은|이|을|로)?(?:보장|유지|지켜|지키)|익명"
)
#: "1308은", "거기"
_THERE = re.compile(r"(?<![0-9])1[0-9]{2,3}(?![0-9])|거기|그번호|그곳|상담전화")


def asks_if_home_hears(text: str) -> bool:
    """Say whether it is asked if a call to some number stays secret ("1308은 비밀 보장 되나요?")."""
    said = compact(text)
    asking = asks(text) or _AT_THE_END.search(said) is not None
    about_a_call = _THERE.search(said) is not None or _CALLING.search(said) is not None
    return asking and about_a_call and _TOLD_AT_HOME.search(said) is not None


_FIRST_WORD = re.compile(r"[^\s,.!~?]*[\s,.!~?]*")
_NAMES = {compact(name): c.value for c in YES_NO for name in (c.label, *c.also)}
_UNWILLING = re.compile(
    r"(?:아니(?:요)?|아뇨|근데|그런데|그냥|저는|전|역시|이제|동의(?:는)?)*+(?:싫|안할[래게]|안해|안하고싶|하기싫|됐(?:어요|습니다|고요)|취소|그만(?!큼)|필요없)[가-힣]{0,8}"
)
#: "네 7시 이후에 해주시면 안 될까요?"
_A_TIME = re.compile(r"[0-9]시|오전|오후|저녁|내일|모레|요일|오늘")


_AGREES = re.compile(
    r"(?:네|예|응|그래요?|그럼요?|저는|저도|전|다|모두|개인정보|수집|이용|제공|에도|에)*+동의(?:를|는|도)?(?:합니다|함|해요?|할[게께]요?|할래요|하겠습니다|하겠어요|했어요|했습니다|드려요|드립니다|하죠|하지요|이요|요|임)"
    r"|(?:저장)?해도[돼되]요|저장(?:하세요|해요|해주세요)|[돼되]요|좋습니다|그럼요|그러세요|물론이죠|물론입니다|네에|네엡|네넵|넵넵|네요"
)
#: "아니여", "거부합니다"
_DISAGREES = re.compile(r"(?:아니(?!면)|아뇨|아녀|싫|거부|거절)")
_NO_CONSENT = re.compile(
    r"동의(?:는|를|도|은|을|하기|하고|할)?(?:아직|절대로?|그냥|좀|도저히)*+(?:(?:안|못)(?![가-힣]{1,3}면)|하지(?:는|도)?않(?!으면)|하지(?:는|도)?못(?!하면)|하고싶지않|거부|싫|수(?:가|는)?없(?!으면))"
)
#: What makes a yes doubtful; "안내", "정말" and "주말" do not.
_DOUBT = re.compile(
    r"(?<![미편불동제방])안(?!녕|내|전|심|부|양)|못|않|지(?:는|도)?(?:마|말)|말아|말고요?$|싫|나중|생각|고민|저장하지|아니(?!면|라|고)|거부|거절"
)
#: "네 오후엔 못 받아요", "네 문자는 보내지 마세요": a note for staff.
_OF_THE_CALL = re.compile(
    r"[0-9]시|오전|오후|아침|저녁|점심|내일|모레|요일|오늘|주말|지금|시간|때|받|문자|카톡|메시지|남편|아내|가족|부모|엄마|아빠|어머니|아버지|아이|집|회사|직장|학교"
)
_OF_CONSENT = re.compile(r"동의|저장|보관|수집|정보|번호|나중|생각|고민|아니(?!면|라|고)")


def _doubtful(part: str) -> bool:
    """Say whether words behind a "네" may take it back ("네 그건 안돼요"); a time and a note do not."""
    a_note = _OF_THE_CALL.search(part) is not None and _OF_CONSENT.search(part) is None
    return _DOUBT.search(part) is not None and not a_note


def consent_of(text: str) -> str:
    """Return "yes", "no", "why" for a "네" that asks back, or '' for words that are no answer."""
    first = _FIRST_WORD.match(text.strip())
    assert first is not None
    agreed = _NAMES.get(compact(first.group()), "")
    rest = text.strip()[first.end() :]
    said = compact(text)
    if not agreed:
        agreed = "yes" if _AGREES.fullmatch(said) else "no" if _DISAGREES.match(said) else ""
    if refuses_call(text) or any(_UNWILLING.fullmatch(compact(p)) for p in _parts(rest)):
        return "no"
    asking = (
        _ASKS_BACK.search(text.strip()) is not None or _WHY.fullmatch(compact(text)) is not None
    )
    if asking and not _A_TIME.search(rest) and agreed != "no":
        return "why"
    if _NO_CONSENT.search(said):
        return "no"
    if agreed == "yes" and any(_doubtful(compact(p)) for p in _parts(rest)):
        # "네 7시 이후에 해주시면 안 될까요?" names a time, and is asked for as such
        return ""
    return agreed


_ASKS_BACK = re.compile(
    r"[?？]|(?:나요|까요|인가요|는가요|는지요?|왜요?|뭔데요?|뭐예요|왜[가-힣\s]{1,8}[요지죠])[.~!]*$"
)
_WHY = re.compile(
    r"(?:네|예|근데|그런데)?(?:왜|무슨|뭘|뭐|어디에)(?:요|동의|동의가|쓰|하|필요|때문에|물어|해야|돼|되)*(?:나요|는데요?|요|죠|지요|까요)?"
)


def beside_yes(text: str) -> str:
    """Return what is said behind the word that agrees."""
    first = _FIRST_WORD.match(text.strip())
    assert first is not None
    return text.strip()[first.end() :] if compact(first.group()) in _NAMES else text.strip()
