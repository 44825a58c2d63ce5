"""Hear which detail a question asks for, and whether it only makes sense after the last answer."""

from __future__ import annotations

import re

#: First what no button asks: to whose account the money goes. In this order: "서류 어디서 떼요" asks for documents, "언제까지 어디로" for the deadline, "얼마나 걸려요" not for money.
_FACETS = (
    ("account", "(?:딸|아들|엄마|아빠|어머니|아버지|남편|아내|와이프|자식|부모님?|가족|배우자|손주|손녀|손자|남|다른사람|며느리|사위)(?:의|네|이름)?(?:통장|계좌)|(?:통장|계좌)(?:을|를|번호)?(?:다른(?:걸|것|거|데|은행)(?:로|으로)?)?(?:바꾸|바꿀|바꿔|바뀌|변경)"),
    ("how", "대신(?:신청|접수|가도|해도|해줘)|대리(?:신청|로)|인터넷으로|온라인으로|전화로신청|멀(?:리|어서).{0,6}못[가갑]|위치추적|배회감지|인식표|지문등록"),
    ("documents", "서류|준비물|구비|(?:뭐|뭘|머|무얼|무엇을?)(?:를)?(?:가져|가지고|들고|챙겨|준비)|증빙|(?:뭐|뭘|무엇을)(?:를)?떼|필요한(?:거|것|게|건)|뭐가필요|뭐필요|제출(?!소)"),
    ("deadline", "언제까지|기한|마감|며칠까지|신청기간|몇월까지|기간이|언[제재](?:신청|접수|부터|모집|뽑|하는거|하면돼|하면되)|(?:신청|접수)(?:은|는|을)?언[제재]|늦(?:은거|었나|었을|지않|은건)|접수기간|얼마나(?:걸|기다|있어야)|걸려|걸리|걸린|며칠(?!만|째|동안|씩|전|뒤|후|이라도|정도|간|맡|쉬|입원|봐)|몇일(?!만|째|동안|씩|전|뒤|후|이라도|정도|간|맡|쉬|입원|봐)|언[제재]나[와오]|언[제재]들어"),
    ("who", "기준(?:이|은|금액이?|금액은)?(?:얼|몇|을마)|소득(?:이|은)?얼마(?:까지|이하|면)|얼마(?:이하|까지)벌"),
    ("amount", "얼마나(?:들어|들까|드나|드는)|얼마(?!안|전(?!액)|후|되지(?!요|$)|뒤)|금액|액수|몇만원|얼만|몇프로|몇퍼|을마|월마나|[얼을]매|[얼을]만[교고]|돈은|돈(?:을)?(?:내|드[나는]|드[러려]|들어)|무료|공짜|비싸|상담비|이용료|수수료|비용|가격|한달에얼"),
    ("where", "갖다(?:드|주|줘)|가져다(?:드|주|줘)|어디(?:로|서|에|가|예|에서|다|야|여|죠|인|고)|어데|워디|장소|위치|창구|어느(?:곳|과|부서)|찾아가"),
    ("who", "누가|누구|대상이|대상인|대상자|조건(?:이|은)|자격(?:이|은)"),
    ("how", "어떻게(?!되|돼|해당|할지|사|살)|방법|절차"),
    ("who", "대상|조건|자격|해당|되나요|되나여|(?<!걱정)(?<!부담)되요|(?<!걱정)(?<!부담)(?<!안)돼요|될까요|되죠|됩니까|받을수|가능한가|가능해|나이제한|소득기준|기준이|나라에서받는(?:거|것|게|돈)?(?:이|가|도)?없|도되나|도되|되는가|안[되돼](?:나|는|요|유|ㄴ)|안된?[당다]|[되될]랑가|보태주|깎아[주준줘]|[할들]수있(?:나|어요|을까|습)|깎[이여인]|깍[이여인]|줄어[드들]|영향있|영향을|해당"),
    ("how", "어떻게|어떡[해하할]|어케|우째|우예|어찌|방법|절차|신청은|신청하려|하는법|순서|신청"),
)  # fmt: skip
#: How somebody lives, and no benefit's name: after an answer "알바해도 되나요" asks who gets that one.
_CASE = (
    "[0-9]+(?:살|세|대|개월|년생|학년|명)|[초중고][1-6]|(?:초등|중|고등|대)학생|첫째|둘째|셋째|막내|쌍둥이|나이(?:가|는)?"
    "|집(?:이|도)?(?:하나|한채)?[있잇]|재산|소득|월급|알바|아르바이트|직장|계약직|일용직|정규직|자영업|맞벌이|무직|백수"
    "|차(?:가|도)?(?:있|한대)|셋집|셋방|세입자|자가|전세|월세살|임대|미혼|이혼|별거|재혼|결혼|빚|대출|취[직업]|주민등록"
    "|돈(?:을|도)?(?:잘)?(?:버(?=[는니])|벌|번)|일(?:을|도)?(?:안)?(?:하|해|다니|다녀)|(?:같이|혼자|따로)(?:사|살)"
    "|다른(?:동|시|지역|동네)|서울|시골|(?:부모님?|엄마|아빠|어머니|아버지|아들|딸|가족|손주|남편|아내)(?:이랑|랑|하고|과|와)(?:같이)?(?:사|살)|[0-9]+만원(?:정도|쯤)?|월(?:에)?[0-9]{2,3}|벌어|애(?:가|는|만)?(?:하나|둘|셋|넷)|다녀|(?:애|아기|애기|아이)(?:의)?(?:아빠|엄마)(?:가|는|도)?없"
)
_LIVES = re.compile(
    _CASE
    + "|사는|살고|인터넷|온라인|직접|법원|계속|벌써|이미|아직|많|적|조금|하나|이상|이하|안가고"
    "|였|었|았|했|있|잇|없|업|는데|은데|인데|던|다니|하고|해도|하면|라도|이라|이랑|라서|여도|아도|어도|세요|안|못"
)
_TELLS_CASE = re.compile(_CASE)
#: "취업", "대출" name something, "취업했어요" tells of oneself.
_SENTENCE = re.compile("[요다음임함데디고야어아지유여네슈소라](?:[ㅠㅜㅋㅎ]*)$")
#: What somebody is in the eyes of the law; also names of entries, but "차상위예요" tells and does not ask.
_STATUS = re.compile(
    "(?:저는?|나는?|제가|저희는?|우리는?|엄마는?|아빠는?|지금)*(?:기초)?"
    "(?:생활)?(?:수급자|미혼모|미혼부|차상위(?:계층)?|한부모|조손|다문화|장애인|(?:국가)?유공자|독거노인|영세민)(?:가정|가족|집)?"
    "(?:(?:은|는|도)?아니(?:에요|예요|고요?|요|야|지만|라서)|이에요|예요|에요|입니다|이요|요|인데요?|이고요?|이라|여|이여|임|이야|야|네요|이?(?:셨|었|였)(?:어요?|습니다|는데요?|고요?))"
)
#: An age alone, or that one lives alone, said after an answer: "6살이에요", "나는 혼자 사는데".
_AGE = re.compile(
    "(?:저는?|나는?|제가|내가|우리는?)*(?:지금)?(?:혼자|부부만|둘이)만?(?:사는|살고있는|있는|지내는)(?:데|데요|디|디유|사람이에요|노인이에요)?|"
    "(?:저는?|나는?|제가|내가|우리|저희|애가|애는|아이가|아이는|엄마는?|아빠는?|올해|지금|나이는?|만|이제)*"
    "(?:[0-9]+(?:살|세|대|개월|학년)|[초중고][1-6]|(?:초등|중|고등|대)학생)(?:초반|중반|후반)?"
    "(?:이에요|예요|에요|입니다|이요|요|인데요?|이고요?|여|임|이라|세요|이세요|인디|이유|이여|이다|다|이야|야|네)?"
)
_COMPILED = tuple((facet, re.compile(words)) for facet, words in _FACETS)

#: That one would like to have it, or to know of it.
_WANTS = re.compile(
    "싶(?:어요?|은데요?|습니다|네요|다)?|궁금(?:해요?|합니다|한데요?)?|문의|도와|도움|있|없|지원|가능|대상|알|물어|여쭤|여쭙|보려|보러|왔|려고|란"
)

#: Words that name no subject: what is left without them tells whether a question stands on its own.
_EMPTY = re.compile(
    "드려|드리|넣|그거|그것|그건|그게|거기|이거|이건|이것|그럼|그러면|그런데|근데|그리고|혹시|저기|아니|네|예|음|아|또|더|좀|자세히|다시|알려|가르쳐|갈켜|말해|설명"
    "|주세요|주이소|줘요|줘|주실|해요|하죠|하나요|하면|합니까|하는|되는|있나요|있어요|인가요|인데|이에요|예요|에요|입니까|이요|나요|까요|있냐|되냐|냐고|으로|은요|는요|요|죠|지|고|은|는|이|가|을|를|도|만|로|에|서|의|남유|대유|디유|능교|당가|는교|니꺼|야|노|교|유"
    "|병원(?!비)|우리|저희|제|저|나|내|엄마|어머니|아빠|아버지|부모님|할머니|할아버지|남편|아내|아들|딸|아이|애|영감님|영감|할멈|할매|할배|어르신|노인네|시어머니|시아버지|장모님|장모|장인|며느리|사위|손자|손녀|조카|이모|삼촌|언니|누나|오빠|형|집사람|신랑|와이프|마누라|동생|친구|옆집|사람|본인|대신|혼자|같이|외국인"
    "|받|되|돼|수|해|하|신청|필요|뭐|머|뭘|무엇|무슨|누가|누구|언제|어디|얼마|어떻게|몇|한달|매달|한번|정도|나와|나오|가져|들고|가면|가서|떼|까지|부터|써|쓰|통|가|와"
)

#: Beside a name these ask for more than the benefit as such: another entry may tell of it.
_OF_ITS_OWN = re.compile("외국인|몇|대신|까지")


def facet(squashed: str) -> str | None:
    """Return the detail asked for: who, amount, how, documents, where or deadline; None for none in particular."""
    return next((name for name, words in _COMPILED if words.search(squashed)), None)


def leans_on_topic(squashed: str) -> bool:
    """Tell whether the text names no subject of its own: "얼마예요?", "서류는요?", "우리 엄마도 되나요?"."""
    return 1 <= len(squashed) <= _LONGEST_LEANING and left_of(squashed) <= 1


def tells_of_oneself(squashed: str) -> bool:
    """Tell whether the text says only how or how old somebody is: "알바해도 되나요?", "6살이에요"."""
    if not 1 <= len(squashed) <= _LONGEST_LEANING:
        return False
    return is_age(squashed) or left_of_a_life(squashed) <= 1


def asks_for_it_as_such(rest: str) -> bool:
    """Tell whether what stands beside a name asks for no detail of it but who gets it or how: "받고 싶어요"."""
    if _OF_ITS_OWN.search(rest):
        return False
    return facet(rest) in (None, "who", "how") and left_of(_WANTS.sub(" ", rest)) <= 1


def tells_status(squashed: str) -> bool:
    """Tell whether the text says what somebody is in the eyes of the law, and nothing else: "차상위예요"."""
    return _STATUS.fullmatch(squashed) is not None


def tells_a_case(squashed: str) -> bool:
    """Tell whether the text asks nothing and says how somebody lives: "차도 있어요" after an answer."""
    if tells_status(squashed):
        return True
    if facet(squashed) is not None or is_age(squashed):
        return False
    if _SENTENCE.search(squashed) is None:
        return False
    return _TELLS_CASE.search(squashed) is not None and tells_of_oneself(squashed)


def is_age(squashed: str) -> bool:
    """Tell whether the text is an age and nothing else."""
    return _AGE.fullmatch(squashed) is not None


#: A longer text brings a subject of its own.
_LONGEST_LEANING = 22


def bare(squashed: str) -> str:
    """Return the text without the words that ask for a detail."""
    for _, words in _COMPILED:
        squashed = words.sub(" ", squashed)
    return squashed


def left_of_a_life(text: str) -> int:
    """Return how many letters tell neither a detail asked for nor how somebody lives."""
    return left_of(_LIVES.sub(" ", text))


def left_of(text: str) -> int:
    """Return how many letters are left of a text without the words that any question may have."""
    text = bare(text)
    return len(_EMPTY.sub("", text).replace(" ", ""))
