"""What somebody who fears for another's life asks and tells: the phone is off, shall I go, what do I say, I am shaken."""

from __future__ import annotations

import re

from handlers.alarm_told import Talk, Told
from handlers.alarm_words import LINE, NAMES

#: The phone of somebody in danger is off, or one asks whether to go there or to call first.
_PHONE_OFF = re.compile(
    r"(?:폰|전화기?|핸드폰|휴대폰|카톡)(?:이|가|을|도|를)?(?:계속|아예|지금)?(?:꺼져|꺼졌|꺼놨|꺼놓|안받|안봐|안읽)|연락이?(?:안돼|안되|두절|끊)"
)
_REPORT_FIRST = re.compile(
    r"신고부터|신고먼저|(?:제가|내가|직접|일단|혼자)?(?:가봐도|찾아가도|가볼까|가보는게|가도)(?:될|되|돼|괜찮|나을|맞)?"
)
_HAS_CALLED = re.compile(
    r"(?:"
    + LINE
    + r")(?:에|에다|로|한테)?(?:지금|방금|이미|벌써)?(?:신고|전화|연락)(?:를)?(?:했|드렸|해놨)"
)
_BLAMES_ONESELF = re.compile(
    r"(?:내|제)(?:탓|잘못|책임)|(?:내가|제가)(?:더|좀|미리|빨리|일찍|그때|왜)|떨려|떨리|무서워|손이떨"
)
_TO_THEM = re.compile(
    NAMES
    + r"(?:한테|에게|께|보고)?(?:는)?(?:뭐라고|무슨말|어떻게말|뭐라|어떤말|뭘)(?:을|를)?(?:말|해|얘기|이야기|위로|건네|하|답)"
)
_HELPER_HURTS = re.compile(
    r"(?:저도|나도|제가|내가|저는|나는|저|나)(?:지금|너무|계속|자꾸)?(?:잠|떨|놀[래라랐란]|무서|힘들|가슴|불안|눈물|진정이?안)|(?:너무|많이)놀[래라랐]"
)


def of_a_helper(said: str, question: bool, talk: Talk) -> Told | None:
    """Answer it (A11, A12): to call first, how to listen, and that it is nobody's fault; None for anything else."""
    if talk.kind != "suicide" or not talk.other:
        return None
    if _HAS_CALLED.search(said):
        blames = _BLAMES_ONESELF.search(said) is not None
        return Told("alarm.called_blame" if blames else "alarm.called_away")
    if _TO_THEM.search(said):
        return Told("alarm.to_them", ("suicide",))
    wants = question or "냐고" in said or "라고" in said
    if _PHONE_OFF.search(said) or (wants and _REPORT_FIRST.search(said)):
        return Told("alarm.report_first", ("police", "rescue"))
    return Told("alarm.helper_hurts", ("suicide",)) if _HELPER_HURTS.search(said) else None
