"""Words behind which no benefit is to be guessed: "제가 어떻게 해야 하나요", "형은 싫다고 해요", "친구들이 알면 어떡해요"."""

from __future__ import annotations

import re

from handlers.asking import asks
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


_RELIEVED = re.compile(
    r"(?:연락|통화)(?:이|가)?(?:드디어|겨우|방금|이제)?(?:됐|되었|닿았|됐네|되네)|(?:집에|무사히|잘)(?:계시|있으시|돌아오셨|들어오셨)(?:네|더라|대|다고)|찾았(?:어요|습니다|네요|대요)|다행(?:이에요|이네요?|이다|입니다)"
)


_NOT_YET = re.compile(r"안(?:됐|되|닿)|못|아직|면|까요|나요|줄|는데도")


def relieved(text: str) -> bool:
    """Say whether it is told that a worry is over ("방금 연락됐어요 다행히")."""
    asked = "?" in text or asks(text)
    return mentions(_RELIEVED, text, 30) and not mentions(_NOT_YET, text, 30) and not asked


_TOLD_TO = re.compile(
    r"(?:부모님?|엄마|아빠|가족|식구|남편|아내|집|학교|회사|직장|남자친구|여자친구|남친|여친|시댁|자식|아들|딸)(?:님)?(?:한테|에게|께|으로|로|에|쪽에)?(?:는|도)?(?:혹시|바로)?"
    r"(?:연락|전화|통보|알림|우편|문자)[가-힣]{0,4}(?:가|간|갈|오|온|올|하)[가-힣]{0,10}(?:죠|나요|까요|지요|겠죠|않죠|아니죠|않나요|는거|나여|되죠)"
)


def asks_if_told(text: str) -> bool:
    """Say whether it is asked if somebody hears that one writes here ("부모님한테 연락가거나 하진 않죠?")."""
    return mentions(_TOLD_TO, text, 40)


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


_ONESELF = re.compile(
    r"(?:아니(?:요|야|에요)?|아뇨)*(?:나는|나말|나요|내가|내얘기|내말|저는|저말|저요|제가|제얘기|제말|저희는|우리는|(?:내|제)(?:무릎|다리|허리|몸|집|팔|눈|이))"
)


def speaks_of_oneself(text: str) -> bool:
    """Say whether a text begins by telling of its sender ("아니 나 말이오", "내 무릎이라고요")."""
    return _ONESELF.match(compact(text)) is not None


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
