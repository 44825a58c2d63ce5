"""What is asked behind a card of the office itself: may one come, without papers, what is there to eat, how soon."""

from __future__ import annotations

import re

from handlers.alarm_told import Talk, Told, by_hour, by_reader
from handlers.asking import asks
from handlers.context import Context
from handlers.menu import CALLBACK, MESSAGE
from intents.understanding import Understood

KIND = "hunger_livelihood"
_PLACE = r"(?:센터|동사무소|주민센터|행정복지센터|복지센터|사무실|구청|면사무소|읍사무소|거기|창구)"
_COME = re.compile(
    _PLACE
    + r"(?:에|로|를)?(?:그냥|바로|직접)?(?:오늘|지금|내일|낼|아침에|당장|그냥)*(?:가도|가면|가야|갈까|가서|찾아가|가볼|와도|오라)"
    r"|어디로(?:가면|가야|가서|갈|찾아가)|(?:오늘|지금|내일|낼|당장)(?:바로|그냥)?(?:가도|찾아가도|방문해도)(?:되|돼|될|괜찮)"
)
_PAPERS = re.compile(
    r"(?:신분증|민증|주민등록증|통장|서류|등본|주소(?:지)?|주민등록|전입)(?:이|가|도|을|를|은|는|지가)*(?:통장도|신분증도|서류도)*(?:다|전부|모두)?(?:탔|타서|타버|없|잃어|분실|말소|안되어|못)"
)
_BRINGS = re.compile(r"(?:뭐|뭘|무엇을|무얼|서류)(?:를)?(?:가져|가지고|들고|챙겨|준비|필요)")
_HOW_SOON = re.compile(
    r"(?:돈|지원금?|생계비|급여|입금)(?:은|이|을|가|도)?(?:그럼)?(?:오늘|내일|바로|당장|언제|며칠|몇일|얼마나)(?:쯤|이나|만에|안에)?.{0,4}(?:나|들어|걸|받|줘|주|되|돼|입금)"
    r"|(?:오늘|바로|당장|언제|며칠|몇일)(?:쯤|만에|안에)?(?:이면)?(?:돈|지원금?|입금)"
    r"|신청(?:하면|했는데|하고|후)?.{0,6}(?:며칠|몇일|얼마나|언제|오늘).{0,4}(?:걸|나[오와]|받|돼|되)"
)
_PRISON = re.compile(r"전과|출소|교도소|감옥|수감|빵에")
_AGENCY = re.compile(r"(?:공단|기관|단체|협회|센터)(?:이|가|은|는)?.{0,6}(?:있다|어디|번호|전화)")
_FOOD = re.compile(
    r"(?:밥|먹[을일](?:게|것|거)|쌀|분유|기저귀|라면|반찬|끼니)(?:은|는|이|가|을|를|도|라도|만)*.{0,10}(?:없|못|떨어|안남|밖에|주나|줘|주는|받|얻|구해|어디|하루)|배(?:가|도)?고[파프픔]|뭐라도(?:주|줘|먹)|굶"
)
#: "우유 먹여도 돼요?": milk of a cow, water or honey harms a small baby.
_NOT_FOR_A_BABY = re.compile(
    r"(?:우유|두유|(?<![선건눈])물|설탕물|미음|꿀|죽|쌀뜨물|이온음료)(?:이라도|라도|은|는|을|를|도)?(?:좀|대신)?(?:먹[여이]|줘|주면|타[서줘]|마시게)"
)
_BABY = re.compile(r"아기|애기|갓난|신생아|분유|젖|개월|백일")
_FIRE = re.compile(r"불(?:이)?(?:나서|난|났|탄|탔)|화재|다탔|타버")
_HOUSING = re.compile(r"임시|살데|살곳|지낼|구호|주는거|받을(?:거|게|수)|지원|어디서")
_CALLS_ME = re.compile(
    r"(?:전화|연락)(?:를|을)?(?:먼저)?(?:주나|주시나|줘요|주는|주실|오나|와요|오는|올까|해주나|해주시나|하나요|합니까)|(?:언제|누가)(?:나|저|제)?(?:한테|에게|께)?(?:전화|연락)(?:을|를)?(?:줘|주|와|오|해)"
)
_WHO_READS = re.compile(
    r"(?:^|글|이거|여기|적은|쓴|남긴|남기면|보낸)(?:거|것|글)?(?:로|로남기면|은|을|에|를|이)?(?:그럼|혹시|그거|이거)?(?:누가|누구)(?:가)?(?:보(?!살|호|내)|봐(?!주|줘)|읽|확인|본다|본대)"
)
_ASHAMED = re.compile(
    r"창피|부끄러|쪽팔|(?:엄마|아빠|부모)(?:가)?(?:돼|되)[가-힣]{0,3}서?.{0,12}못|면목|(?:이런걸로|이걸로|이러면|혹시)?신고(?:되|당하|들어가|하는건)"
)
_WANTS = re.compile(
    r"나요?$|냐고?요?$|까요?$|어요$|죠$|는데요?$|됩니까|는가|는겨|는교|라도|아니죠|줘요?$|[돼되]요$"
)


#: What answers "몇 분이 함께 계신지", and nothing besides.
_COUNTED = re.compile(r"혼자|홀로|둘|셋|넷|다섯|[0-9]+(?:명|식구|살)|식구|(?:이?랑|하고|데리고)")
_HOUSEHOLD = re.compile(
    r"(?:네|예|저는|나는|저희는?|우리는?|나|저|제|지금|그냥|이제|집에|근데|모두|다섯|다|같이|함께|혼자서?|홀로|둘이서?|셋이서?|넷이서?|둘|셋|넷|하나|[0-9]+(?:명|식구|살|개월)?|[두세네]|명|식구"
    r"|할머니|할아버지|어머니|아버지|엄마|아빠|남편|신랑|아내|와이프|아들|딸|동생|누나|언니|오빠|형|손주|손자|손녀|애기|아기|아이|애|들|이랑|랑|하고|데리고"
    r"|고시원|원룸|반지하|쪽방|여관|모텔|찜질방|월세방?|방한칸|단칸방|집|방|에서|에|은|는|이|가|도|만|서|요|이에요|예요|에요|이요|입니다|임|이야|야|음|다"
    r"|있어요|있습니다|있음|있어|계세요|살아요|살고|삽니다|살아|살음|산다|살|지내요|지냅니다|지내)++"
)


def of_need(said: str, heard: Understood, talk: Talk, context: Context) -> Told | None:
    """Answer what the office can say of itself; None for anything else."""
    if _WHO_READS.search(said) and len(said) <= 25:
        return Told(by_reader("alarm.who_reads", context), (), (MESSAGE,))
    if talk.kind == "violence_abuse" and talk.alarmed:
        return None
    if talk.kind == KIND and talk.alarmed and not talk.other and _counts(heard.text, said):
        return Told(by_reader("alarm.household", context), speaks_of=(KIND,))
    if talk.alarmed and _CALLS_ME.search(said) and asks(heard.text):
        return Told(by_reader("alarm.calls_me", context), (), (CALLBACK,))
    if talk.young or (talk.other and talk.alarmed):
        return None
    wants = asks(heard.text) or _WANTS.search(said) is not None
    if talk.kind == KIND:
        danger = heard.danger
        of_others = danger is not None and danger.about == "other"
        money = None if of_others else _of_money(said, wants, _entry(heard), talk, context)
        return money or _of_coming(said, wants, context)
    return _of_coming(said, wants, context) if wants and heard.decision != "answer" else None


def _counts(text: str, said: str) -> bool:
    """Say whether only who lives there is told, as the card asked ("나 혼자요", "저랑 애 둘이에요")."""
    is_short = len(said) <= 30 and "?" not in text
    return is_short and bool(_COUNTED.search(said) and _HOUSEHOLD.fullmatch(said))


def _entry(heard: Understood) -> str:
    """Return the entry that surely answers by itself, or ''."""
    sure = heard.decision == "answer" and not heard.leans_faintly and heard.danger is None
    return heard.matches[0].id if sure else ""


def _of_money(said: str, wants: bool, answer: str, talk: Talk, context: Context) -> Told | None:
    """Answer what no entry answers by itself."""
    if wants and _PRISON.search(said) and _AGENCY.search(said):
        return Told("alarm.agency", ("welfare", "government"))
    if wants and _PRISON.search(said):
        return Told("alarm.after_prison", ("welfare",), entries=("after-prison", "homeless"))
    if wants and _HOW_SOON.search(said) and answer in ("", "emergency", "emergency-amount"):
        return Told(
            by_hour("alarm.how_soon", context), ("welfare",), entries=("emergency", "food-now")
        )
    if _BRINGS.search(said) and _COME.search(said) and answer in ("", "dong-location"):
        return Told(by_hour("alarm.brings", context), ("welfare",), speaks_of=(KIND,))
    burnt = _FIRE.search(talk.before) is not None
    if (wants and _PAPERS.search(said)) or (not answer and _BRINGS.search(said)):
        no_address = "homeless" if "주소" in said or "말소" in said else "emergency"
        entry = "fire-victims" if burnt else no_address
        return Told(by_hour("alarm.no_papers", context), ("welfare",), entries=(entry,))
    if wants and burnt and _HOUSING.search(said) and answer != "fire-victims":
        return Told("alarm.burnt_out", ("welfare",), entries=("fire-victims", "lh-emergency"))
    if _NOT_FOR_A_BABY.search(said) and _BABY.search(talk.before):
        return Told("alarm.baby_milk", ("rescue", "welfare"), alone=True)
    if _ASHAMED.search(said):
        return Told(by_hour("alarm.not_ashamed", context), ("welfare",), speaks_of=(KIND,))
    if answer or not _FOOD.search(said):
        return None
    calls, entries = ("welfare", "foodbank"), ("food-now", "food-bank")
    return Told(by_hour("alarm.food", context), calls, entries=entries, speaks_of=(KIND,))


def _of_coming(said: str, wants: bool, context: Context) -> Told | None:
    if not wants or not _COME.search(said):
        return None
    key = by_hour("alarm.come", context)
    if context.open_now and not context.office.address:
        key = "alarm.come.open_call"
    return Told(key, speaks_of=(KIND,))
