"""One thing asked of a benefit ("집 있어도 되나요", "온라인으로 되나요"): the sentence of its pages that tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.compact import mentions
from handlers.context import Context
from handlers.faq.answer import pages_of
from handlers.hours import seoul
from intents.entry import Entry

#: A longer text tells a story, and asks for more than one thing.
_LONGEST = 30
#: Of a page that tells much about it, so many sentences.
_MOST = 2
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Aspect:
    """How it is asked (without spaces), what a sentence says that tells it, and which page tells it in general."""

    id: str
    asked: re.Pattern[str]
    told: re.Pattern[str]
    #: Tells of it wherever the benefit names this page as related, or everywhere.
    general: str = ""
    is_everywhere: bool = False
    #: Asks for a way or a time, not for how somebody lives.
    is_practical: bool = False


_HAVE = r"(?:[이가도는은]|하나|한채|한대|조금|좀)*(?:있|잇|가지고|갖고|들어|가진|소유|살)"
_ASPECTS = (
    Aspect(
        "home",
        re.compile(rf"(?:내|제|우리|자기|본인)?(?:집|주택|아파트|빌라)(?:명의)?{_HAVE}|자가(?:인|여|예|에|라|면|도|집|있|로)"),
        re.compile(r"집이 있|집이나|자기 집|집 같은 재산|본인 집|집·"),
        "income-recognition",
    ),
    Aspect(
        "car",
        re.compile(rf"(?<![기마])(?:차|자동차|트럭|다마스|오토바이|승용차|중고차|경차|봉고)(?:한대|도)?{_HAVE}|차량|차때문"),
        re.compile(r"(?:^|[\s·])(?:차는|차가|차를|차도|자동차)"),
        "income-recognition",
    ),
    Aspect(
        "savings",
        re.compile(rf"(?:예금|적금|저금|저축|보험|돈|통장에|모아둔|모아논)[가-힣0-9]{{0,6}}{_HAVE}|적금(?:은|도)|예금(?:은|도)"),
        re.compile(r"예금|저금|통장에 있는 돈"),
        "income-recognition",
    ),
    Aspect(
        "debt",
        re.compile(r"빚|대출(?:이|도|은)?[있많]|부채|융자"),
        re.compile(r"빚과|빚이 있|빚도"),
        "income-recognition",
    ),
    Aspect(
        "children",
        re.compile(
            r"(?:아들|딸|자식|자녀|애들|며느리|사위|부모님?|부모)(?:들)?(?:네)?(?:[이가도은는]|돈|소득|월급|벌이|때문|있|잇|하나|둘|셋)*"
            r"(?:있(?:어|으|는|다)|잇(?:어|으|는)|돈(?:을|도)?(?:잘)?(?:버|벌)|소득|벌(?:면|어|고|이)|번다|때문|잘살|월급|봐요|보나|보는|따지)"
        ),
        re.compile(r"부양의무자|자녀의? (?:소득|형편|벌이)|부모 쪽|부모의? (?:소득|형편|벌이)"),
        "support-duty",
    ),
    Aspect(
        "younger_spouse",
        re.compile(r"(?:집사람|마누라|아내|와이프|부인|남편|신랑|영감|할멈|배우자)(?:은|는|이|가|도)?(?:아직|이제|지금)*.{0,4}(?:[4-6][0-9](?:세|살|이|인|라)|어리|젊|나이가?안|안됐|못받)"),
        re.compile(r"65세가 안 된 배우자"),
    ),
    Aspect(
        "taken_away",
        re.compile(r"뺏|빼앗|데려가|데려갈|딴집|다른집으로|떼어(?:놓|가)|떨어져살"),
        re.compile(r"데려가지 않|그대로 함께 살"),
        is_practical=True,
    ),
    Aspect(
        "spouse",
        re.compile(r"(?:배우자|집사람|마누라|남편|아내|와이프|신랑|부부)(?:가|이|는|은|도|의)?[가-힣]{0,8}(?:월급|소득|벌|번다|연금|재산|돈)"),
        re.compile(r"부부의|배우자의|본인과 배우자|부부 "),
    ),
    Aspect(
        "income",
        re.compile(r"소득|월급|맞벌이|부자|재산이?(?:많|있)|돈(?:이|을)?(?:많|잘벌|벌)|알바|직장|회사(?:에|를|도)?다|일(?:을|도)?(?:하면|해도|다니)|벌면|벌어도|버는데"),
        re.compile(r"번 돈도 소득|(?:소득|재산|형편|벌이)[가-힣,· ]{0,8}(?:상관|관계)없|(?:소득|형편)(?:은|을|이나 재산을) 보지|일(?:을 해도|해도|하면서도)|벌어도"),
    ),
    Aspect(
        "unregistered",
        re.compile(r"(?:등록|장애진단|진단|등급)(?:은|을|이|도|증은|증이|증도)?(?:아직)?(?:안(?:했|한|하|받|되)|못(?:했|한|받)|없(?:이|는|어|으))|미등록|등록전"),
        re.compile(r"등록(?:을|은)? ?(?:전에도|하지 않|없이|안 해도)|등록 전"),
    ),
    Aspect(
        "pension",
        re.compile(r"(?:국민|공무원|사학|군인|유족)연금(?:을|도|은|이)?(?:조금|쪼매|좀|타|받|나오|있|한|들)"),
        re.compile(r"(?:국민|공무원|유족)연금"),
    ),
    Aspect(
        "online",
        re.compile(r"온라인|인터넷|핸드폰으로|휴대폰으로|폰으로|컴퓨터로|집에서(?:도)?(?:신청|할수)|안가고"),
        re.compile(r"온라인|인터넷|누리집|복지로|정부24|고용24|앱(?:에서|으로)"),
        is_practical=True,
    ),
    Aspect(
        "at_home",
        re.compile(r"(?!.*(?:사람|돌봐|돌보|도와주|요양보))(?:.*(?:집으로|집에)(?:와|오))|찾아와|방문|(?:멀리|거기까지|센터까지|동사무소까지)?(?:는)?못(?:가|걸|나가)(?:는|요|니|서|아|ㄴ)|거동이|못간다"),
        re.compile(r"집에 와서|집으로 찾아|찾아와|찾아가 (?:신청|상담)"),
        is_practical=True,
    ),
    Aspect(
        "by_phone",
        re.compile(r"전화로(?:도|는)?(?:만)?(?:신청|되|돼|안되|안돼|할수|하면|가능|해도)"),
        re.compile(r"전화(?:로|나|해|하)|\{tel\.[a-z0-9_]+\}에? ?(?:전화|신청)"),
        is_practical=True,
    ),
    Aspect(
        "proxy",
        re.compile(r"대신(?:가|신청|접수|해도|내도|와도|제가|내가)|대리(?:신청|로|인)|(?:제가|내가|딸이|아들이|자식이|며느리가|가족이)(?:대신)?(?:가도|가서|신청해도|해도[되돼됨]|해도괜찮|신청하면)"),
        re.compile(r"(?:가족|이웃|친척|아는 분|돌보는 분)[^.]{0,14}(?:대신|신청하실 수)|대신 (?:오시|신청|해도|하셔도)"),
        "proxy-docs",
        is_everywhere=True,
        is_practical=True,
    ),
    Aspect(
        "hours",
        re.compile(r"밤에도|저녁에도|주말에도|토요일|일요일|공휴일|휴일에도|몇시(?:까지|부터|에)|24시간|지금(?:도)?(?:전화)?받|야간에도|새벽에도"),
        re.compile(r"24시간|평일|주말|밤에도|낮에|\d시까지|\d시부터|휴일"),
        is_practical=True,
    ),
    Aspect(
        "how_long",
        re.compile(r"얼마나(?:걸|기다|있어야)|얼매나걸|며칠걸|몇일걸|오래걸|언제나[와오]|언[제재](?:돈|결과)?(?:이|가)?(?:들어|나와|나오|받)|며칠만에|며칠안|걸리나|걸려요"),
        re.compile(r"\d+일 (?:안|이내|정도|쯤)|\d+일까지|걸려요|걸릴|일에 (?:나|들|드|줘)|개월 (?:안|이내)|바로 도와|먼저 돕고"),
        "basic-process",
        is_practical=True,
    ),
)  # fmt: skip


def aspect_of(text: str, longest: int = _LONGEST) -> Aspect | None:
    """Return the one thing that a short text asks about or tells of, or None."""
    return next((a for a in _ASPECTS if mentions(a.asked, text, longest)), None)


def told_of(aspect: Aspect, entry: Entry, context: Context) -> tuple[Entry, str] | None:
    """Return the page and the sentences that tell it, of the benefit's own pages first; None where none does."""
    known = context.knowledge.entries
    general = known.get(aspect.general)
    pages = pages_of(entry, context)
    counted = aspect.id in _COUNTED and _LOOKS_AT_MEANS.search(_whole(entry, context)) is not None
    if general is not None and (aspect.is_everywhere or counted or general.id in entry.related):
        pages = (*pages, general)
    for page in pages:
        sentences = list(
            dict.fromkeys(s for s in _sentences(page, context) if aspect.told.search(s))
        )
        if sentences:
            return page, context.words.fill(" ".join(sentences[:_MOST]))
    return None


#: What is counted where a benefit looks at means, and how its pages say that it does.
_COUNTED = frozenset({"home", "car", "savings"})
_LOOKS_AT_MEANS = re.compile(r"수급|차상위|소득|저소득|형편")


def _whole(entry: Entry, context: Context) -> str:
    return " ".join(_sentences(entry, context))


def _sentences(page: Entry, context: Context) -> list[str]:
    today = seoul(context.at).date()
    details = (page.detail(facet, today) for facet in page.details)
    return [s for text in (page.answer, *details) if text for s in _SENTENCE_END.split(text)]
