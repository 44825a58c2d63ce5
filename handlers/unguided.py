"""Words behind which no benefit is to be guessed: "제가 어떻게 해야 하나요", "형은 싫다고 해요", "친구들이 알면 어떡해요"."""

from __future__ import annotations

import re

from handlers.compact import compact, mentions, says

#: A longer text asks for something of its own.
_LONGEST = 20

_HELPLESS = re.compile(
    r"(?:그럼|그러면|이제|이럴(?:때|땐|때는)|저는?|제가|나는?|내가|우리가?|저희가?|지금)*"
    r"(?:어떻게|어떡해?|어떠케|어쩌|뭘|뭐(?:를|부터)?|무엇을|무얼)(?:하|해|할|되|돼|될|모르|겠|죠|지|야|면|요|나|까|좋|을|도와|대처|먼저|것|는|부터|여|어|잘)*"
)
_REFUSES = re.compile(
    r"(?:근데|그런데|하지만|그래도)?(?:우리|저희|제|내)?"
    r"(?:동생|형|누나|언니|오빠|엄마|어머니|아빠|아버지|부모님|남편|아내|와이프|아들|딸|할머니|할아버지|어르신|본인|당사자|그분|애|아이|걔|친구)"
    r"(?:이|가|은|는|도|께서는?)?(?:자꾸|절대|계속|다|또)?(?:병원|상담|도움|치료|신청|검사|시설)?(?:은|을|도|에)?"
    r"(?:싫(?:다|대|어하|으시)|안(?:하|한|가|간|받|받는|만나|만난|나오|나온|오|온|먹|먹는)(?:신|시|으시)?(?:겠|려)?(?:다|대|고|래)"
    r"|거부|마다|(?:됐|필요없)(?:다|대))(?:고|대|하|시|려|네|래|으|는|다|요|해|세|셔|데|니|잖|아|어)*"
)


def helpless(text: str) -> bool:
    """Say whether somebody only asks what to do."""
    return says(_HELPLESS, text)


def refuses(text: str) -> bool:
    """Say whether it is told that somebody else does not want help; it is no "아니요" of the sender's own."""
    return "?" not in text and says(_REFUSES, text)


_BOTH = re.compile(r"면서|같이|함께|둘다|두가지|동시|중복|겹치|겹쳐")


_BOTH_OF_THEM = re.compile(
    r"(?:그럼|혹시|이거|그거)*(?:둘다|두개다|두가지다?|동시에|중복(?:으로|해서)?)"
    r"(?:받|할|하|신청|되|돼|될|가능|수|있|없|나|요|는|은|을|어|까|지|도|으로|인가|해)*"
)


def both_of_them(text: str) -> bool:
    """Say whether only that is asked, of what was talked about ("둘 다 받을 수 있어요?")."""
    return says(_BOTH_OF_THEM, text)


_ASHAMED = re.compile(
    r"(?:친구|남|사람|반애|애|이웃|동네|선생님|학교)(?:들)?(?:이|가|에서|한테|에게)?(?:다)?(?:알면|알까|알게|알아(?:볼|봐|챌|보)|아냐고|아나|볼까|놀리|놀릴|소문)"
    r"|창피|쪽팔|부끄러|눈치(?:가|를)?(?:보|봐)|티(?:가)?나(?:나|요|면|는)"
)


def ashamed(text: str) -> bool:
    """Say whether somebody fears that others see that help is taken."""
    return mentions(_ASHAMED, text, 2 * _LONGEST)


def both(text: str) -> bool:
    """Say whether it is asked if two things may be had at once."""
    return _BOTH.search(compact(text)) is not None


_UNREACHED = re.compile(
    r"(?:1\d\d|센터|거기|동사무소|주민센터|담당자)(?:에|로|한테)?(?:는)?전화(?:를)?(?:했는데|해도|했더니|하는데)(?:도|요)?(?:계속|아무도|왜)?(?:안받|통화중)"
    r"|전화(?:를|도)?(?:왜|계속|절대|하나도)?(?:이렇게)?안받|왜(?:이렇게)?전화(?:를|도)?안받|몇번(?:을|이나)?전화|전화해도안받|통화(?:가|도)?안[되돼]"
)


def unreached(text: str) -> bool:
    """Say whether somebody is cross that nobody picks up: no wish to fill in a form."""
    return mentions(_UNREACHED, text, _LONGEST)


_WRITES = re.compile(
    r"전화(?!로).{0,4}(?:무서|무섭|싫|못[해하받]|안하고|말고|어려|힘들|부담|불편)|전화로(?:는)?.{0,2}(?:무서|무섭|싫|못(?:하겠|해요|합니다)|부담|불편)"
    r"|(?:글로|문자로|채팅으로|카톡으로)(?:만)?(?:해|하|할|이야기|말|주|답|상담|얘기)"
)


def writes_rather(text: str) -> bool:
    """Say whether somebody would rather write than be called."""
    return mentions(_WRITES, text, _LONGEST)


_WHOM = re.compile(
    r"(?:그럼|그러면|저는?|제가|이제)*(?:어디(?:에다|에|로|다)?|누구(?:한테|에게)?|누구랑)"
    r"(?:연락|전화|말|말씀|얘기|이야기|물어|도움|도와달라|부탁)(?:을|를)?(?:하|해|드려|드리|받|청|봐|보|야|면|되|돼|나|요|죠|까|지|할|는|데|여|것|거|같|아|어|수|있)*"
)


def asks_whom(text: str) -> bool:
    """Say whether it is only asked whom to turn to."""
    return says(_WHOM, text)


_LOST_NUMBER = re.compile(
    r"(?:접수|신청|등록)번호(?:는|를|도|가|조차)?(?:모르|몰라|없|잊|잃|기억(?:이)?안)"
)
_WHERE = re.compile(r"어디|누구|어떻게|어찌|물어")


def lost_number(text: str) -> bool:
    """Say whether it is asked where to ask without a receipt's number ("어디다 물어봐야 돼요 접수번호는 모르는데")."""
    return mentions(_LOST_NUMBER, text, 35) and mentions(_WHERE, text, 35)


_RELIEVED = re.compile(
    r"(?:연락|통화)(?:이|가)?(?:드디어|겨우|방금|이제)?(?:됐|되었|닿았|됐네|되네)|(?:집에|무사히|잘)(?:계시|있으시|돌아오셨|들어오셨)(?:네|더라|대|다고)|찾았(?:어요|습니다|네요|대요)|다행(?:이에요|이네요?|이다|입니다)"
)
_NOT_YET = re.compile(r"안(?:됐|되|닿)|못|아직|면|까요|나요|줄|는데도")


def relieved(text: str) -> bool:
    """Say whether it is told that a worry is over ("방금 연락됐어요 다행히")."""
    return mentions(_RELIEVED, text, 30) and not mentions(_NOT_YET, text, 30) and not asks(text)


_FROM_ABROAD = re.compile(
    r"(?:외국|해외|미국|캐나다|중국|일본|베트남|호주|독일|여기서?는)[가-힣]{0,6}(?:11[29])|(?:11[29])[가-힣]{0,8}(?:외국|해외|미국|캐나다|중국|일본)|(?:11[29])(?:가|이|는|번(?:이|은)?)?(?:안걸|안되|연결이안|걸리지않|안받)"
)


def cannot_call_rescue(text: str) -> bool:
    """Say whether the rescue line is out of reach from where somebody writes."""
    return mentions(_FROM_ABROAD, text, 40)


_TOLD_TO = re.compile(
    r"(?:부모님?|엄마|아빠|가족|식구|남편|아내|집|학교|회사|직장|남자친구|여자친구|남친|여친|시댁|자식|아들|딸)(?:님)?(?:한테|에게|께|으로|로|에|쪽에)?(?:는|도)?(?:혹시|바로)?"
    r"(?:연락|전화|통보|알림|우편|문자)[가-힣]{0,4}(?:가|간|갈|오|온|올|하)[가-힣]{0,10}(?:죠|나요|까요|지요|겠죠|않죠|아니죠|않나요|는거|나여|되죠)"
)


def asks_if_told(text: str) -> bool:
    """Say whether it is asked if somebody hears that one writes here ("부모님한테 연락가거나 하진 않죠?")."""
    return mentions(_TOLD_TO, text, 40)


_WRITES_HERE = re.compile(
    r"(?:여기|이채팅|이방|채팅창?|톡)(?:에|에다|에다가|다|다가|로|서)?(?:그냥|바로|다)?(?:적|써|쓰|남기|말하|말씀드리|얘기하|이야기하|알리|알려)[가-힣]{0,3}?(?:면|도|도록)(?:되|돼|될|괜찮)[가-힣]{0,4}"
)


def asks_to_write_here(text: str) -> bool:
    """Say whether it is asked if one may write it here ("세 집 사정 여기다 적으면 되나요")."""
    return mentions(_WRITES_HERE, text, 40) and (asks(text) or "?" in text)


_HARD_OF_HEARING = re.compile(
    r"(?:전화|통화)[가-힣]{0,10}(?:안들|못들|안들려|잘안들)|(?:귀가?|청력)[가-힣]{0,10}(?:어두|먹|안들|못들|안좋)[가-힣]{0,12}(?:전화|통화)"
)


def cannot_hear(text: str) -> bool:
    """Say whether somebody cannot hear on the phone ("전화로 하면 잘 안들려서 못하는디")."""
    return mentions(_HARD_OF_HEARING, text, 60)


_WHERE_TO_TELL = re.compile(
    r"(?:어디(?:다|에|다가|에다)?|누구한테|누구에게)(?:가서|다)?(?:말(?:해|하|씀)|얘기|이야기|알[려리]|신고)[가-힣]{0,12}"
)


def asks_where_to_tell(text: str) -> bool:
    """Say whether it is asked where to tell it, and nothing else ("그럼 어디다 말해야 돼요 지금 밤인데")."""
    return mentions(_WHERE_TO_TELL, text, 24)


_CANNOT_COME = re.compile(
    r"(?:걸음|다리|몸|무릎|허리|거동)(?:이|도|가|은)?.{0,8}(?:못가|못가요|못나가|못걸|힘들어서|불편해서|안좋아서|안조아서|아파서)(?:.{0,6}(?:못가|못나가|힘들|어려))?(?:요|유|는데|는디|네|어|소|ㅠ|$)"
    r"|(?:멀리|거기까지|거까지|동사무소까지|주민센터까지|센터까지)(?:는|도)?(?:못가|못걸|가기(?:가)?(?:힘들|어려))"
)


def cannot_come(text: str) -> bool:
    """Say whether somebody tells that the way is too far for them ("걸음이 안 좋아 멀리 못 가요")."""
    return mentions(_CANNOT_COME, text, _LONGEST)


_COME = re.compile(
    r"와서(?:봐|도와|좀봐|좀도와|살펴)|(?:와|찾아와|방문해|들러|들려|집으로와|집에와)(?:서)?(?:줄수|주실수|주세|주시면|줬으면|주셨으면|달라고|주면|줘요|줄래)"
)
_CANNOT_GO = re.compile(
    r"못나[가갑]|못걷|못움직|거동|못가|나가지|나가기|다리가|몸이|누워|아파|힘들|혼자"
)


#: Care for a father who lives alone is a benefit, not a visit to the sender.
_FOR_A_PARENT = re.compile(r"아버지|어머니|아빠|엄마|부모|시아버|시어머|장인|장모|친정")


def asks_visit(text: str) -> bool:
    """Say whether somebody who cannot go out asks that one comes."""
    said = compact(text)
    return bool(_COME.search(said) and _CANNOT_GO.search(said)) and not _FOR_A_PARENT.search(said)


_CALLED = re.compile(
    r"(?:방금|지금|이미|벌써)?(?:11[29]|구급차|경찰)(?:에|는|를|을|차)?(?:이미|벌써|방금)?(?:불렀|신고했|전화했|연락했)(?:어|어요|습니다|는데|는데요|다|음|지요|죠|거든요)*"
)


def called_help(text: str) -> bool:
    """Say whether it is told that help is on its way."""
    return says(_CALLED, text)


_NAMED = re.compile(
    r"(?:제|내|신고자|신고한사람)?(?:이름|신분|누가신고|누가알린|신고한거|신고한것|제가신고).{0,8}(?:나가|나오|알려|알게|알아|알죠|밝혀|밝히|남나|남아|공개|적어)|익명|비밀(?:이|은|로)?(?:보장|지켜|해주)"
)


def fears_to_be_named(text: str) -> bool:
    """Say whether somebody only asks if the household will know who told."""
    return mentions(_NAMED, text, _LONGEST)


_WHO_TOLD = re.compile(r"신고|그집|옆집|이웃|이름(?:을|은)?안밝")


def asks_who_is_told(text: str) -> bool:
    """Say whether somebody who thinks of telling about a household asks if it will know from whom."""
    return fears_to_be_named(text) and mentions(_WHO_TOLD, text, _LONGEST)


_NUMBER = re.compile(
    r"(?:내가|제가)?(?:직접)?(?:전화할게요?|걸게요?)?(?:사무실|센터|동사무소|주민센터|여기|거기|담당자)?(?:전화)?번호(?:가|를|는|좀)*"
    r"(?:몇번(?:이에요|이야|이죠)?|뭐(?:예요|에요|야)|알려(?:주세요|줘요|줘|주이소)|가르쳐(?:주세요|줘요|줘))?(?:내가|제가)?(?:직접)?(?:전화할게요?|걸게요?|할게요?)?"
)


def asks_number(text: str) -> bool:
    """Say whether only the office's own number is asked for ("번호 알려줘요 내가 전화할게요")."""
    return says(_NUMBER, text)


_ONESELF = re.compile(
    r"(?:아니(?:요|야|에요)?|아뇨)*(?:나는|나말|나요|내가|내얘기|내말|저는|저말|저요|제가|제얘기|제말|저희는|우리는|(?:내|제)(?:무릎|다리|허리|몸|집|팔|눈|이))"
)


def speaks_of_oneself(text: str) -> bool:
    """Say whether a text begins by telling of its sender ("아니 나 말이오", "내 무릎이라고요")."""
    return _ONESELF.match(compact(text)) is not None


_ASKS = re.compile(
    r"(?:나요|(?<!니)까요|(?<=습니)까요|(?:인|는|은|던)가요|는지요|을까|ㄹ까|할까|죠|어디(?:예요|에요|야|죠)?|얼마(?:예요|에요|야)?|언제(?:예요|에요)?|뭐예요|뭐에요|(?:어디|어떻게|얼마|언제|누가|누구|몇|무슨)[가-힣]{1,8}(?:요|어|지|죠|야)|알려(?:주세요|줘요|줘|주실래요)|가르쳐(?:주세요|줘요|줘))$"
)


def asks(text: str) -> bool:
    """Say whether a text is plainly a question ("쉼터는 어떻게 가요?"), not the telling of something."""
    return text.rstrip().endswith(("?", "？")) or _ASKS.search(compact(text)) is not None


_SENTENCE = re.compile(r"[^.?!…\n]*[?]?")


def questions_in(text: str) -> tuple[str, ...]:
    """Return the sentences of a text that plainly ask, as they were written."""
    said = (m[0].strip() for m in _SENTENCE.finditer(text[:400]))
    return tuple(part for part in said if len(part) > 1 and asks(part))


_MOURNS = re.compile(
    r"(?:어머니|아버지|엄마|아빠|부모님|남편|아내|집사람|와이프|할머니|할아버지|할멈|영감|마누라|형|누나|언니|오빠|동생|시어머니|시아버지|장인|장모|아들|딸|친정엄마)"
    r"(?:님|이|가|께서|는|도)?(?:어제|오늘|엊그제|그저께|갑자기|방금|며칠전에?|지난주에?|지난달에?|작년에?|올해|얼마전에?|아침에|새벽에|병원에서|먼저)*(?:세상을떠|별세|먼저가|가(?:셨|부렀|버렸)어|보냈(?:어|습니다|소|네)|사망[했하]|죽(?:었(?!으면|는지|을|나|냐)|어서))"
    r"|(?:어머니|아버지|엄마|아빠|부모님|남편|신랑|아내|와이프|할머니|할아버지|영감|형|누나|언니|오빠|동생|장인|장모|아들|딸)"
    r".{0,18}(?<!집에)(?<!집으로)(?<!고향에)(?<!고향으로)돌아가(?:셨|셧|시고(?!나면)|신지|신뒤|신후|시셨)"
    r"|(?:남편|신랑|아내|집사람|엄마|아빠|어머니|아버지)(?:이|가|은|는)?(?:그만|갑자기|먼저|하늘나라로|하늘로)(?:갔|가버렸|떠났|가셨|떠나셨)(?:어|소|네|습니다|지)|남편(?:은|이)?(?:이미)?죽었다니까|(?:집사람|할멈|영감|마누라)(?:이|가)?(?:어제|엊그제|며칠전에?|지난주에?|지난달에?|작년에?|먼저)*(?:갔(?:어요?|소|네|습니다|지)|가부렀)"
)


def mourns(text: str) -> bool:
    """Say whether somebody tells of a death in the family."""
    return _MOURNS.search(compact(text)) is not None


_PERSON = re.compile(
    r"(?:사람|직원|상담원|상담사|담당자)(?:분|님)?(?:을|를|이|좀|이랑|하고|한테)?(?:당장|빨리|그냥)?(?:바꿔|바꾸라|연결|나오라|불러|대달라|대라)"
)


def wants_person(text: str) -> bool:
    """Say whether an angry or long text asks for a person all the same ("뭐하러 있냐 사람 바꿔")."""
    return _PERSON.search(compact(text)) is not None and not text.rstrip().endswith("?")
