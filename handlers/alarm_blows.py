"""What is asked and told behind a card about blows: hidden and unable to speak, the police, the way out, being found."""

from __future__ import annotations

import re

from handlers.alarm_told import Talk, Told
from handlers.context import Context

KIND = "violence_abuse"
#: The entry that tells how an address is kept from somebody.
SHIELD = "address-shield"
_HIDES = re.compile(
    r"숨어(?!서?전화)|숨었|소리(?:를|도)?(?:내면|낼수없|못내|나면)|들킬|들켜|들키면|말(?:을|도)?(?:못하|못해|할수없)|문(?:을|도)?잠그고있"
)
_ARREST = re.compile(
    r"(?:잡아|잡혀|끌려|체포|구속|감옥|유치장|교도소).{0,4}(?:가|갈|되|돼|될|하)|(?:경찰|남편|그사람|아빠|아버지).{0,6}데려.{0,4}(?:가|갈)|(?:경찰|신고|11[29]).{0,16}(?:그냥가|가버리|가면|돌아가).{0,6}(?:더|또)(?:맞|때)"
)
_FINDS = re.compile(
    r"(?:찾아내|찾아오|찾아올|쫓아오|쫓아올|뒤쫓|추적)(?:면|까|ㄹ|서|는|나|요|어|아|고)|(?<!쉼터가)(?<!쉼터)어디(?:있|사)는지(?:를)?(?:알(?!려)|찾(?!고))|(?<!쉼터가)(?<!쉼터)어딨는지(?!알려)"
    r"|(?:주소|등본|초본|주민등록)(?:를|을|지)?.{0,6}(?:떼|알아내|알면|알게|알까|조회|열람|못보|안보|숨기)"
)
_OUT = re.compile(r"나왔|도망쳤|도망나|빠져나|피했|피신|나온(?:상태|거|건)")
_NEEDS = re.compile(r"학교|갈데|갈곳|돈도|돈이|어디로|애들|아이들")
_COST = re.compile(
    r"(?:쉼터|보호시설|보호소).{0,12}(?:돈|비용|요금|얼마|무료|공짜|내야|내요|유료)|(?:돈|비용).{0,8}쉼터"
)
_SCHOOL = re.compile(
    r"(?:학교|유치원|어린이집)(?:는|은|를|도|에)?.{0,8}(?:어떡|어떻|요$|어쩌|옮|전학|못가|보내)"
)
_TELLS = re.compile(
    r"(?:선생님?|담임|쌤|어른|할머니|이모|고모|삼촌|친구)(?:님)?(?:들)?(?:한테|에게|께)(?:도)?(?:꼭|바로)?(?:말씀|말|알|얘기|이야기|연락|전화)[가-힣]{0,3}(?:야|도)(?:되|돼|될|하|할|괜찮)"
)
_PUSHED = re.compile(
    r"맞은(?:건|거는|것은|적은)?(?:아니|없).{0,8}(?:밀|던|욕|소리|고함|목|잡|협박)|(?:그냥|좀|쫌|조금|살짝)(?:밀었|밀쳤|밀쳐|던졌)"
)

_NOT_HIT = re.compile(
    r"맞은(?:건|거는|것은|적은|적이|적)?(?:아니|없)|때린(?:건|거는|것은|적은|적이|적)?(?:아니|없)"
)
#: What was told just before: nobody takes such a card for a mistake.
TOLD_OF_BLOWS = re.compile(
    r"때[리려렸린]|맞았|맞고|부수|부쉈|칼|숨어|목을|목졸|협박|던[졌지져]|밀[었쳤치]"
)

_TRACES = re.compile(
    r"(?:통화|문자|전화|카톡)(?:내역|목록|기록)|요금(?:이|은|도|서|고지서|명세서|내역|청구)|고지서|명세서|(?:폰|핸드폰|휴대폰)(?:에|에도|에는)?(?:기록|내역|번호|흔적)"
)
_SEEN = re.compile(r"남편|신랑|아빠|남친|남자친구|그사람|그놈|들키|들킬|들켜|걸리|걸릴|보면|볼까")
_PACKS = re.compile(
    r"(?:짐|가방)(?:을|은|도|좀|부터)?(?:지금|미리)?(?:싸|챙|꾸)|(?:뭐|뭘|무엇을?|무얼)(?:를|부터)?(?:챙기|챙겨|들고나|가지고나|가져나|싸[야서])"
)
_BY_CHAT = re.compile(
    r"(?:카톡|카카오톡?|채팅)(?:으로|로|상담)?(?:도|은|이)?.{0,6}(?:되[나는]|돼|될|가능|상담|할수|하나|보내|있[나어])"
)


_GO_OUT = re.compile(
    r"(?:지금|오늘|이밤에|밤에|바로|그냥|당장|몰래)(?:바로|그냥|애들데리고|애데리고|혼자|집을|집에서)*(?:나가|나와|빠져나가|도망가|도망쳐)(?:도|야|는게|볼까|ㄹ까|면)(?:되|돼|될|괜찮|하|할|맞|나을|좋|요$)?|(?:지금|바로|당장)(?:나갈까|나가요$|나가야)"
)
_TAKES_CHILDREN = re.compile(
    r"(?:쉼터|거기|그곳|보호소|1\d{3}).{0,12}(?:애|아이|애기|아기|자식).{0,10}(?:가도|되|돼|받아|있을수|데려|같이)|(?:애|아이|애기|아기|자식)(?:들)?(?:이랑|랑|하고|데리고|도|과|까지|둘이랑)?(?:같이|함께|데리고)?(?:가도|데려가도|있어도).{0,6}(?:되|돼|받아|괜찮)"
)
_LOSES_CHILDREN = re.compile(
    r"(?:애|아이|자식|딸|아들)(?:들)?(?:도|을|이|은|까지)?.{0,4}(?:뺏|빼앗|데려가(?!도)|못보게|떼어)|(?:양육권|친권)(?:을|이|도)?.{0,6}(?:뺏|빼앗|잃|못)"
)


def of_blows(said: str, talk: Talk, context: Context) -> Told | None:
    """Answer behind a card or a caring line about blows; None for anything else."""
    if talk.kind != KIND or (talk.other and talk.alarmed):
        return None
    return _of_leaving_unseen(said, talk) or _of_the_rest(said, talk, context)


def of_her_children(said: str, talk: Talk) -> Told | None:
    """Answer whether the children come along, or are taken away; None for anything else."""
    if talk.kind != KIND or talk.young or (talk.other and talk.alarmed):
        return None
    if _TAKES_CHILDREN.search(said):
        return Told("alarm.with_children", ("women", "police"), speaks_of=(KIND,))
    if _LOSES_CHILDREN.search(said):
        return Told("alarm.children_taken", ("women", "police"), speaks_of=(KIND,))
    return None


def _of_the_rest(said: str, talk: Talk, context: Context) -> Told | None:
    if _FINDS.search(said):
        known = SHIELD in context.knowledge.entries
        return Told(
            "alarm.found" if known else "alarm.found_ask", ("women", "police"), entries=(SHIELD,)
        )
    if _ARREST.search(said):
        key, line = ("alarm.arrest_young", "youth") if talk.young else ("alarm.arrest", "women")
        return Told(key, ("police", line), speaks_of=(KIND,))
    if _PUSHED.search(said):
        return Told("alarm.pushed", ("police", "youth" if talk.young else "women"))
    if _NOT_HIT.search(said) and TOLD_OF_BLOWS.search(talk.before):
        return Told("alarm.not_hit", ("police", "youth" if talk.young else "women"))
    if talk.young and _TELLS.search(said):
        return Told("alarm.tell_teacher", ("youth", "police"))
    if talk.young:
        return None
    if _COST.search(said):
        return Told("alarm.shelter_cost", ("women", "police"))
    if _GO_OUT.search(said):
        return Told("alarm.go_out", ("police", "women"), speaks_of=(KIND,))
    is_out = _OUT.search(talk.before) is not None
    if _SCHOOL.search(said) and not is_out:
        return Told("alarm.school", ("women", "police"))
    if _SCHOOL.search(said) or (_OUT.search(said) and _NEEDS.search(said)):
        return Told("alarm.left", ("women", "police"), speaks_of=("hunger_livelihood",))
    if _HIDES.search(said) and _OUT.search(said) is None:
        return Told("alarm.hides", ("police", "women"))
    return None


def _of_leaving_unseen(said: str, talk: Talk) -> Told | None:
    """Answer what the one who hits may see on a bill, how to write without a voice, what to pack."""
    if _TRACES.search(said) and _SEEN.search(said):
        return Told("alarm.traces", ("police", "youth" if talk.young else "women"))
    if not talk.young and _BY_CHAT.search(said):
        return Told("alarm.by_chat", ("police", "women"))
    if not talk.young and _PACKS.search(said):
        return Told("alarm.packs", ("women", "police"))
    return None
