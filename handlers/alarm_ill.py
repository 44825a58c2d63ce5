"""What is asked and told behind a card about an illness: whom to wait for, who comes along, how to get there."""

from __future__ import annotations

import re

from handlers.alarm_told import Talk, Told
from handlers.asking import asks
from handlers.compact import compact

KIND = "medical_fire"
_WAITS = re.compile(
    r"(?:담당자|직원|상담원?)(?:을|를|이|가|만|오기|올때까지)*(?:계속|그냥)?(?:기다리|기다려|기다릴|올때까지|오기를)"
    r"|^(?:그냥|그럼|계속|여기서)*(?:기다리면|기다려야|기다릴까|기다려도)"
)
_WITH_ME = re.compile(
    r"(?:혼자|못).{0,8}(?:병원|응급실|가).{0,14}(?:누가|같이|함께|데려|데리고)|(?:누가|같이|함께)(?:좀)?(?:가주|가줘|가줄|데려다|와주)|병원(?:에|을|까지)?(?:데려다|태워다|데리고가)"
)
_RIDE = re.compile(
    r"택시(?:비)?(?:도|가|를|는)?(?:없|못|안잡)|(?<![급방])차(?:비|편)?(?:도|가|는)?없|(?:교통비|버스비)(?:도|가|는)?없|(?:병원|응급실)(?:에|까지|은|을)?(?:어떻게|어찌|뭐타고)가"
)
_WILL_CALL = re.compile(
    r"(?:네|예|응|그럼|그래|알았어요?|지금|바로|이제|제가|내가)*+(?:11[29]|구급차|경찰)(?:에|를|을|로)?(?:지금|바로|한번)?"
    r"(?:전화|신고|연락)?(?:를|을)?(?:부를|걸|할|해볼|불러볼|부르|하)(?:께요?|게요?|래요?|겠습니다|겠어요|겠소|ㄹ게요?)"
)
_HOW_LONG = re.compile(
    r"(?:11[29]|구급차|구급대|앰뷸런스)(?:는|은|가|이|차)?.{0,8}(?:얼마나|몇분|언제).{0,4}(?:걸|오|와|도착)"
)
_WORSE = re.compile(
    r"어눌|저리|저려|저린|마비|한쪽|입이돌아|힘이빠|안보여|안보이|흐려|흐릿|어지러|어지럽|토했|토하|구토|숨이차|가슴이|식은땀|더(?:아파|아프|심해)"
)

_FEEDS = re.compile(
    r"(?:약|물|죽|밥|설탕물|꿀물|음식|뭐|뭐라도|진통제|혈압약)(?:을|를|이라도|도|좀|은)*(?:먹이|먹여|마시게|드시게|드려|줘)[가-힣]{0,4}(?:되|돼|될|하|까)"
)
_FOLK = re.compile(r"청심환|손(?:가락)?(?:을|끝을|끝|도)?(?:바늘로)?(?:따[도야줄주서]|딸까)")
_COMES_SOON = re.compile(r"불렀|기다리는동안|오는동안|올때까지|오기전|어눌|한쪽|의식|쓰러")
#: Who must not be told to give nothing.
_NEEDS_IT = re.compile(r"당뇨|저혈당|인슐린|혀밑|니트로|알레르기|에피펜|열이")
_VOMITS = re.compile(
    r"(?:토하|토할|토해|토했|구토).{0,14}(?:눕|앉|옆으로|엎드|세워|어떻게|어떡|어째)"
)
_MUST_LIE_STILL = re.compile(r"떨어졌|떨어지|교통사고|차에치|척추|목을다|허리를다")


def of_the_ill(said: str, talk: Talk, named: str) -> Told | None:
    """Answer behind a card about an illness, and the wish to call at last behind any; None for anything else."""
    if _WILL_CALL.fullmatch(said) and talk.kind in (KIND, "violence_abuse", "suicide"):
        key = "alarm.will_call_police" if named == "police" else "alarm.will_call"
        return Told(key, (named or "rescue",))
    if talk.kind != KIND or not talk.alarmed:
        return None
    feeds = _FEEDS.search(said) and _COMES_SOON.search(talk.before)
    if (feeds or _FOLK.search(said)) and not _NEEDS_IT.search(talk.before):
        return Told("alarm.gives_nothing", ("rescue",), speaks_of=(KIND,))
    if _VOMITS.search(said) and not _MUST_LIE_STILL.search(talk.before):
        return Told("alarm.on_the_side", ("rescue",), speaks_of=(KIND,))
    if _HOW_LONG.search(said):
        return Told("alarm.not_come")
    if _WITH_ME.search(said):
        return Told("alarm.goes_along", ("rescue",), entries=("emergency-medical",))
    if _WAITS.search(said):
        return Told("alarm.do_not_wait", ("rescue",))
    if _RIDE.search(said):
        return Told("alarm.ride", ("rescue",), entries=("emergency-medical",))
    if not talk.other and _WORSE.search(said):
        return Told("alarm.worse", ("rescue",), speaks_of=(KIND,))
    return None


#: Help was found already: "한시간 전에 쓰러지셨어요 지금 병원인데".
_HOSPITAL = re.compile(
    r"(?:병원|응급실)(?:이에요|이예요|인데|입니다|이고|에(?:지금)?(?:있|왔|와있|도착|계|입원)|으로(?:왔|모셔왔|옮겼))"
)
_STILL_GRAVE = re.compile(r"숨|피가|피를|의식(?:이)?없|안깨|안봐|못봐|집에|혼자")


def is_at_hospital(said: str) -> bool:
    """Say whether who is ill is with the doctors already, and nothing is told of that needs the rescue."""
    return _HOSPITAL.search(said) is not None and _STILL_GRAVE.search(said) is None


_FELL_ILL = re.compile(r"쓰러|다치|다쳤|수술|입원|응급|아프|심장|뇌|넘어|교통사고|부러")


def is_with_the_doctors(text: str) -> bool:
    """Say whether it is told that somebody who fell ill is at the hospital, and nothing is asked."""
    said = compact(text)
    told = is_at_hospital(said) and _FELL_ILL.search(said) is not None
    return told and len(said) <= _TELLING and not asks(text)


#: A longer text tells more than that.
_TELLING = 40
