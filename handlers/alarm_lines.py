"""What is asked of a crisis line itself, and small words beside it: its records, whom it hears, how to text, "sorry"."""

from __future__ import annotations

import re

from handlers.alarm_told import Talk, Told
from handlers.asking import asks
from handlers.context import Context
from intents.understanding import Understood

#: Whom a talk of each kind is about to call.
_FIRST = {
    "suicide": "suicide",
    "violence_abuse": "police",
    "medical_fire": "rescue",
    "hunger_livelihood": "welfare",
}
#: Whom one talks to at leisure.
_HEARS = {"suicide": "suicide", "violence_abuse": "women"}
_RECORDS = re.compile(
    r"(?:전화|통화|상담|거기|1[0-9]{2,3}).{0,10}(?:기록|녹음|흔적|내역|비밀|익명|이름)(?:이|은|을|도|에)?.{0,4}(?:남|되|돼|보장|지켜|말해|대야|밝혀|해야|하나|물어)"
    r"|(?:기록|녹음)(?:이|은|도)?남(?:나|아|는|을)|이름(?:을|은)?(?:말해야|대야|밝혀야|물어)"
)
#: Whether the one at home learns of it.
_SECRET = re.compile(
    r"(?:전화|상담|통화|연락|문자|신고|1[0-9]{2,3}).{0,8}(?:남편|신랑|아내|남친|남자친구|여친|여자친구|시댁|식구|가족|그사람|상대|집|애아빠)(?:분|들|쪽)?(?:이|가|한테|에게|에|도|에서)*(?:다|혹시)?.{0,3}(?:알|들키|연락|통보|말하|전화)"
)
_TRACES = re.compile(
    r"(?:위치|번호|주소|발신)(?:를|가|도)?(?:추적|조회|뜨|나[오와]|찍)|어디(?:서|인지)?(?:전화|문자|있).{0,6}(?:뜨|알아)"
)
_ANYONE = re.compile(
    r"(?:젊은|어린|늙은|노인|나이|학생|남자|여자|아무나|어른|할머니|할아버지).{0,14}(?:받|들어|전화|되|돼|하나|해도)|(?:누구나|아무나|나같은|저같은)(?:사람)?(?:도|이나)?(?:전화|받|해도|들어)"
)
_TEXTS = re.compile(
    r"(?:문자|메시지|메세지)(?:는|로|를|도|에|에다)?(?:지금)?(?:뭐라고|뭐라|어떻게|어케|무슨말|뭘|어디로|무슨번호|몇번|해도|보내도|되나|돼요|되죠|가능)"
    r"|(?:뭐라고|어떻게|뭐라)(?:문자|써서보|적어서보|보내|써야|적어야|쓰면|적으면|써요|적어요)"
)
_SAYS = re.compile(
    r"(?:전화|통화|1[0-9]{2,3}|상담)(?:하면|해서|걸면|걸어서|에|에는|에선|에서)?(?:전화해서|전화하면|처음에|먼저)?(?:뭐라고|뭐라|무슨말|어떻게말|뭘)(?:을|부터)?(?:말|해|하|얘기|이야기|시작)"
)
_NO_TROUBLE = re.compile(
    r"(?:됐어요?|네|예|아니에요|아니(?!에)|그냥|제가|정말|너무|괜히|이런(?!걸로|말해|얘기)|바쁜데|바쁘실텐데|늙은이가|이런걸로|이런말해서|이런얘기해서|드려서|선생님|다들|폐를|폐만|끼쳐서)*+"
    r"(?:미안(?:해요?|합니다|하네요|스럽네요|하오|해유)?|죄송(?:해요|합니다|하네요|스럽네요)?|시간(?:을|만)?(?:뺏|빼앗)[가-힣]{1,4}|귀찮게[가-힣]{1,4})"
    r"(?:시간(?:을|만)?(?:뺏|빼앗)[가-힣]{1,4}|귀찮게[가-힣]{0,4}|괜한[가-힣]{0,6}|이런[가-힣]{0,6}|바쁜데|바쁘신데|[가-힣]{0,3})"
)
_LONELY = re.compile(
    r"(?:그냥|요즘|너무|많이|좀|제가|나는?|저는?|밤에는?|하루종일|혼자라서|혼자서?|참)*+(?:외롭|외로워|외로운|쓸쓸|적적|허전)[가-힣]{0,5}"
)

_WHO_ANSWERS = re.compile(
    r"누가(?:전화)?(?:를)?받|누구(?:가|랑|하고).{0,6}(?:받|통화)|(?:상담[사원]|사람|기계|자동|로봇)(?:이|가|분이|으로|응답이?)?(?:직접|진짜)?받"
)
_WHICH = re.compile(
    r"(?:상담[사원]|사람|직원)(?:분)?(?:이|인|예|에).{0,6}(?:자동|기계|로봇|녹음)|(?:자동|기계|로봇|녹음).{0,8}(?:상담[사원]|사람)"
)
_COMES = re.compile(
    r"(?:전화|상담|통화|말|얘기|이야기|문자)(?:를|을)?(?:하면|했다가|걸면|하다|하고|해도).{0,10}(?:경찰|구급|11[29]|집).{0,10}(?:오[나고는면]|와|온|올|찾아|출동|보내|신고|연락)"
    r"|(?:위치|번호|주소)(?:를|가|도)?(?:추적|조회)"
)
_NO_USE = re.compile(
    r"(?<!살아)(?:봐야|봤자|봐도|해도|하나마나)(?:다|아무|별|뭐)?(?:소용|의미|필요|달라|똑같)[가-힣]{0,6}|^(?:됐어요?|아니에요|네|그냥|다)*소용(?:이|도)?없[가-힣]{0,4}"
)


#: A longer text tells a story.
_LONGEST = 45


def of_who_answers(said: str, question: bool, talk: Talk, numbered: str) -> Told | None:
    """Answer who picks up at a line that listens, and if somebody is sent; None for anything else."""
    if re.search(r"11[29](?:에|로|한테)", said):
        return None
    listens = {"suicide": "suicide", "violence_abuse": "women"}.get(talk.kind, "")
    line = numbered if numbered not in ("", "police", "rescue") else listens
    if talk.young and not numbered:
        line = "youth"
    if not line or len(said) > 40:
        return None
    if line in ("suicide", "mental", "youth") and _COMES.search(said) and talk.kind == "suicide":
        return Told("alarm.line_sends", (line,), line=line)
    of_it = numbered or re.search(r"1[0-9]{2,3}", talk.before) is not None
    if _WHO_ANSWERS.search(said) or (of_it and _WHICH.search(said)):
        return Told("alarm.line_who", (line,), line=line)
    if listens and not question and _NO_USE.search(said):
        return Told("alarm.no_use", (line,))
    return None


def of_a_line(
    said: str, heard: Understood, talk: Talk, named: str, context: Context
) -> Told | None:
    """Answer what is asked of a line, or a small word beside it; None for anything else."""
    if _TEXTS.search(said) and len(said) <= _LONGEST:
        return _of_texting(talk, named)
    if _SAYS.search(said) and len(said) <= 30:
        line = named or ("youth" if talk.young else _FIRST[talk.kind])
        known = line if line in ("suicide", "police", "rescue", "welfare", "youth") else "any"
        return Told(f"alarm.what_to_say.{known}", (line,))
    if _NO_TROUBLE.fullmatch(said):
        misheard = heard.danger is not None and heard.danger.kind != talk.kind
        of_any = ("violence_abuse", "hunger_livelihood", "neighbor_report")
        return Told("alarm.no_trouble", _hears(talk), speaks_of=of_any, misheard=misheard)
    if _LONELY.fullmatch(said):
        return Told("alarm.lonely", ("youth" if talk.young else "suicide",))
    heard_by = "youth" if talk.young else _HEARS.get(talk.kind, "")
    line = named if named in context.knowledge.contacts else heard_by
    if not line or line in ("police", "rescue"):
        return None
    if _SECRET.search(said) and asks(heard.text) and not talk.young:
        return Told("alarm.line_secret", (line,), line=line)
    if _TRACES.search(said):
        return Told("alarm.line_traces", (line,), line=line)
    if _RECORDS.search(said):
        return Told("alarm.line_records", (line,), line=line)
    if line in ("suicide", "mental") and _ANYONE.search(said):
        return Told("alarm.line_anyone", (line,), line=line)
    return None


def _of_texting(talk: Talk, named: str) -> Told | None:
    line = named or ("youth" if talk.young and talk.kind != "suicide" else _FIRST[talk.kind])
    if line not in ("suicide", "youth", "police", "rescue"):
        return None
    return Told(f"alarm.text_to.{line}", (line,))


def _hears(talk: Talk) -> tuple[str, ...]:
    """Return whom a pupil, somebody in despair or somebody beaten may talk to."""
    if talk.young:
        return ("youth",)
    return (_HEARS[talk.kind],) if talk.kind in _HEARS else ()
