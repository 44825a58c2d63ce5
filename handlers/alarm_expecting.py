"""What somebody asks who expects a child alone: whether the line presses her, where to live with the baby."""

from __future__ import annotations

import re

from handlers.alarm_told import Told
from handlers.asking import questions_in
from handlers.cards import PREGNANT_LINE
from handlers.compact import compact
from handlers.context import Context
from handlers.messages import Conversation

LINE = "pregnancy"
#: A longer text tells a story of its own.
_LONGEST = 120
#: Lines that listen.
_LISTENING = ("pregnancy", "suicide", "youth", "women", "mental")
_PRESSES = re.compile(
    r"강요|강제로|낳으라|지우라|혼(?:내|나|날)|설교|꾸짖|꾸중|야단|잔소리|비난|캐묻|캐물|따지|뭐라고?하(?:진|지는|나|시나)"
)
_EXPECTS = re.compile(
    r"임신|임산부|만삭|뱃속|(?:애|아기|애기)?(?:혼자)?낳(?:을|으|고|아|았|는)|미혼모|미혼부"
)
_WANTS = re.compile(
    r"(?:있|없|않|되|하|받|주|가|오|살|나)(?:나요|을까|는지|는가|냐고)|할수있|알려(?:줘|주)|있어요?$|\?$"
)
_CLINIC = re.compile(r"병원|산부인과|진료|검진|검사|초음파")
_TOO_POOR = re.compile(
    r"(?:한번도|아직).{0,6}(?:안가|못가|안갔|못갔)|(?:갈|낼)?돈(?:이|도)?(?:없|부족)|(?:병원|진료|검사)비(?:가|도)?(?:무서|걱정|없|부담)|못가"
)
_HOME_HEARS = re.compile(
    r"(?:부모님?|엄마|아빠|집|가족|식구|남편)(?:들)?(?:이|가|한테|에게|에|으로|께|한테는)?(?:도)?.{0,10}(?:알려|알게|알면|들키|문자|우편|연락|통보|비밀|가나|가요)|비밀(?:로|이|은)?.{0,8}(?:되|돼|할수|지켜|보장)"
)
_BY_MAIL = re.compile(r"문자|우편|편지|고지서|내역|카드")
_LIVES = re.compile(
    r"(?:살|지낼|머물|있을|갈|키울|생활할|지내는)(?:곳|데|집)|같이(?:지낼|살)수|미혼모(?:자)?시설|(?:미혼모|출산|엄마).{0,6}(?:시설|쉼터)"
)


def of_the_expecting(text: str, conversation: Conversation, context: Context) -> Told | None:
    """Answer what is asked of a line that listens, and of a home for mother and child; None for anything else."""
    said = compact(text)
    if len(said) > _LONGEST:
        return None
    known = context.knowledge.contacts
    before = compact(" ".join(conversation.recent)) + said
    expects = _EXPECTS.search(before) is not None or conversation.topic == PREGNANT_LINE
    if LINE in known and expects and _CLINIC.search(said) and _TOO_POOR.search(said):
        return Told("alarm.pregnant_clinic", (LINE, "nhis"), entries=("pregnancy",), alone=True)
    if not (questions_in(text) or _WANTS.search(said)):
        return None
    read = " ".join((text, *(reply.text for reply in conversation.said)))
    if _PRESSES.search(said):
        named = (i for i in _LISTENING if i in known and known[i].number in text)
        shown = (i for i in _LISTENING if i in known and known[i].number in read)
        about_it = "전화" in said or "상담" in said
        line = next(named, "") or (next(shown, "") if about_it else "")
        return Told("alarm.no_pressure", (line,), line=line, alone=True) if line else None
    if expects and LINE in known and _HOME_HEARS.search(said):
        by_mail = _BY_MAIL.search(said) is not None
        if by_mail:
            return Told("alarm.pregnant_mail", ("nhis", LINE), alone=True)
        return Told("alarm.nobody_told", (LINE,), alone=True)
    if expects and _LIVES.search(said) and LINE in known:
        return Told("alarm.pregnant_home", (LINE, "welfare"), entries=(PREGNANT_LINE,), alone=True)
    return None
