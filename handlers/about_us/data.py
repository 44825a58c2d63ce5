"""What becomes of what people write: who reads it, how long it is kept, can it be erased, must one give a name."""

from __future__ import annotations

import re

from handlers.asking import asks
from handlers.compact import compact

#: A longer text tells something of its own.
_LONGEST = 50
_ASKING = re.compile(
    r"(?:나|나요|가요|까|까요|죠|지|냐고요?|는데요?|는지요?|는지알려[가-힣]{0,5}|[어아]요|여|까봐요?|까봐서요?|겁나요?|걱정[가-힣]{0,4})$"
)
#: What was written, or told, here.
_HERE = r"(?:여기|채팅|대화|카톡|톡(?:한|으로)|글(?![씨자])|쓴(?:거|것|내용)|적은(?:거|것|내용)|남긴(?:거|것|내용)?|남기면|보낸(?:거|것)|상담(?:한|내용|기록|하면|받은)|말한(?:거|것)|이거(?![를만]?(?:신청|받|하면|타면))|이야기|얘기|개인정보|(?:^|제|내|저의|혹시|그럼)(?:(?:전화)?번호|정보))"
_SEE = (
    r"(?:(?<!돌)보(?:나|는(?!사람)|냐|고(?:있|계)|죠|지|여|게)|(?<!돌)봐(?!주|줄|줘|드)|볼(?:수|까)|읽(?!어주)|알(?:게|까|수(?:도)?있|아(?:요|버))|열람|들여다|새어|새나|퍼지|퍼질"
    r"|알려지|알려질|넘어가|넘어갈|공유|전달|소문)"
)
_OTHERS = r"(?:다른사람|아무나|남들|이웃|동네사람|통장님|이장님?|마을사람|사람들|주민들)"
_FAMILY = r"(?:가족|식구|남편|신랑|아내|와이프|집사람|부모님?|엄마|아빠|어머니|아버지|시어머니|시댁|시누이|자식|아들|딸|며느리)"
_KNOWN = rf"(?:누가|누구(?:가|까지|한테|에게)?|{_OTHERS}|남이|{_FAMILY}|학교|회사|선생님|경찰|친구)"
_READS = re.compile(
    rf"{_HERE}[가-힣]{{0,8}}{_KNOWN}[가-힣]{{0,10}}{_SEE}|(?:누가|{_OTHERS}이?|남이)(?:다|또|막|직접|몰래)?{_SEE}"
    rf"|{_HERE}[가-힣]{{0,12}}(?:모르게|몰래|소문|비밀)"
)
_OF_HERE = re.compile(_HERE)
#: A clause that is that and nothing else tells of no child that is watched and no bankbook.
_ALL_OF_IT = re.compile(
    rf"(?:아니|근데|그런데|혹시|그럼|진짜|정말)*(?:{_OTHERS}(?:이나|이랑|하고|들도|도|이|은)?)+(?:이거|여기|이글|제글|내글|글|채팅|대화|내용)?(?:을|를|도)?(?:다)?"
    r"(?:볼수(?:도)?있|보나|보는거|봐요|볼까|읽|알수있|알게되)[가-힣]{0,8}"
    r"|(?:혹시|그럼|여기|이거|채팅|대화|상담|내용|은|는|도|한거|하면|진짜|정말|다)*비밀(?:이|은|을|로)?(?:보장|지켜|유지|해주|되|돼)[가-힣]{0,8}"
)
#: Somebody is watched over, not read; papers and accounts are seen by others.
_OTHERWISE = re.compile(
    r"아이|아기|애를|애들|애는|손주|돌봄|어린이집|간병|계좌|통장내역|금융|신용|재산|서류|주소(?!를?적|를?쓰|를?남[기긴])|영수증|증명서|신고|옆집|그집|병원|진료|정신과|유골|여권|비자|못읽|글을?모르|글씨|글자"
)
#: Digits of a hotline: it is another's secret that is asked about.
_ELSEWHERE = re.compile(r"(?<![0-9])1[0-9]{2,3}(?![0-9])|거기|그번호|그곳|상담전화|센터")


def _is_asked(text: str) -> bool:
    said = compact(text)
    if len(said) > _LONGEST or _OTHERWISE.search(said) is not None:
        return False
    return "?" in text or "？" in text or asks(text) or _ASKING.search(said) is not None


_REALLY_READ = re.compile(
    r"(?:담당자|직원|사람)(?:분|님)?(?:들)?(?:가|이|분이|은|는)?(?:진짜|정말|제대로|실제로|다|직접)*(?:보는|읽는|확인하는|보고있는|보긴|읽긴|확인하긴)(?:거|게|건|것)?(?:맞|있|하|예요|에요|죠|지|인가|는)[가-힣]{0,5}"
)


def doubts_reader(text: str) -> bool:
    """Say whether it is doubted that an officer reads it ("담당자가 진짜 보는 거 맞아요")."""
    said = compact(text)
    return len(said) <= _LONGEST and _REALLY_READ.search(said) is not None


def asks_who_reads(text: str) -> bool:
    """Say whether it is asked who reads what is written here, or if it becomes known."""
    said = compact(text)
    if not _is_asked(text) or (_ELSEWHERE.search(said) and not _OF_HERE.search(said)):
        return False
    found = _READS.search(said)
    if found is not None and _OF_HERE.search(said):
        return True
    parts = re.split(r"[.,!?~…\n]+", text)
    return (found is not None and len(said) - len(found.group()) <= _ENDING) or any(
        _ALL_OF_IT.fullmatch(compact(part)) for part in parts
    )


#: "누가 보는데요" and no more words than end it.
_ENDING = 3
_OF_FAMILY = re.compile(_FAMILY)
_WORKS_HERE = re.compile(r"(?:근무|일하|일해|다니|직원|공무원)")


def fears_family(text: str) -> bool:
    """Say whether it is somebody's own family that must not read it."""
    return _OF_FAMILY.search(compact(text)) is not None


def knows_an_officer(text: str) -> bool:
    """Say whether somebody who is known to the sender works at the office."""
    return _WORKS_HERE.search(compact(text)) is not None


#: What others keep of one is not ours to erase.
_NOT_OURS = re.compile(
    r"빚|연체|전과|문신|호적|곰팡이|낙서|얼룩|흉터|대출|가족관계|주민등록|압류|채무|전세|등기|벌점"
)
_HOW_LONG = re.compile(
    r"(?:얼마나|얼마동안|언제(?:까지|쯤)?|몇년|몇개월|몇달|몇일|며칠|영원히|평생|계속|오래)[가-힣]{0,6}(?:보관|저장|보존|남아있|남나|남는|남겨|기록|가지고있|갖고있|지우|삭제|지워)"
    r"|(?:보관|저장|보존)(?:기간|하는기간|되는기간|은|는|을|이|하|되)?(?:은|이|을)?(?:얼마|언제|몇|며칠)"
    rf"|{_HERE}[가-힣]{{0,6}}(?:기록에?|저장)(?:이|도|은)?(?:다)?(?:남|되|돼|됨|하)"
)


def asks_how_long_kept(text: str) -> bool:
    """Say whether it is asked how long what was written is kept ("몇 년 보관하는지 알려주세요")."""
    said = compact(text)
    asked = _is_asked(text) and _NOT_OURS.search(said) is None
    return asked and _HOW_LONG.search(said) is not None


_ERASABLE = re.compile(
    r"(?:지워|삭제해?|없애)(?:달라(?:고)?(?:말|부탁)?하면|달래면)|(?:지울|삭제할|없앨)수(?:는|도)?있|(?:삭제|지우는(?:거|것|게))(?:도|가|는)?(?:가능|되나|돼요|될까)|어떻게(?:지우|지워|삭제)"
)


def asks_if_erasable(text: str) -> bool:
    """Say whether it is asked if what was written can be erased; "지워 주세요" is the wish itself."""
    said = compact(text)
    return _is_asked(text) and _ERASABLE.search(said) is not None and not _NOT_OURS.search(said)


_ERASED = re.compile(
    r"(?:진짜|정말|그럼|혹시|아직|근데)*(?:다|전부|모두)?(?:제|내)?(?:개인)?(?:정보|기록|주민(?:등록)?번호|번호|대화|얘기|글|사진)?(?:가|는|은|이|도)?(?:아직|다|전부|모두)*"
    r"(?:지워졌|지워진|지웠|삭제[됐되]|남아(?:있|서))(?:나요|어요|는거(?:죠|예요)|거(?:죠|예요|맞죠)|습니까|죠|지요|을까요|는지요?)"
)


def asks_if_erased(text: str) -> bool:
    """Say whether it is asked if what was told is still kept ("진짜 다 지워졌어요?"), not to erase it."""
    return _ERASED.fullmatch(compact(text)) is not None


_UNNAMED = re.compile(
    r"(?:이름|실명|성함|신분)(?:을|은|도|까지)?(?:안(?:쓰|밝히|말|적|대|알려|남기|써)|밝히지않|말하지않|말안|쓰지않|적지않|없이|모르게"
    r"|(?:꼭|반드시|다)?(?:말해야|써야|적어야|밝혀야|대야|알려(?:줘|드려|주)야))|익명"
)
_OF_ANOTHER = re.compile(
    r"사업자|계좌|명의|세대|자녀|출생|개명|작명|이름은(?!안|꼭)|약|통장|후원|기부|신고|그집|옆집|이웃|알리|출산|낳|모임|검사"
)


def asks_to_stay_unnamed(text: str) -> bool:
    """Say whether it is asked if one may ask without giving a name."""
    said = compact(text)
    asked = len(said) <= _LONGEST and (_is_asked(text) or "되나요" in said or "?" in text)
    return asked and _UNNAMED.search(said) is not None and not _OF_ANOTHER.search(said)
