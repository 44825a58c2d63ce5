"""One's own family behind a closed door: care and the right numbers, never a report of a neighbour."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from handlers import cards
from handlers import danger as danger_words
from handlers.context import Context
from handlers.decision import Decision, buttons_last
from handlers.effects import LogDanger
from handlers.menu import CALLBACK, VISIT
from handlers.messages import Conversation, Inbound, Kind, Owner
from handlers.neighbour import NEXT_DOOR, report_now
from handlers.report.rules import signs_in
from intents.danger import Danger
from intents.decide import ANSWER_FROM, CHOOSE_FROM
from intents.understanding import Understood
from intents.understood import Decision as Banded

#: The card's id in faq_data/ko/danger/cards.yaml.
CARD = "kin-shut-in"
#: Without spaces. Whose home it is must be clear: "옆집 동생네" is a neighbour's.
_KIN = re.compile(
    r"^(?:우리집?|저희집?|제|내|친|저의)*(?:남|여)?(?:막내|큰|작은|둘째|첫째)?"
    r"(?:동생|형|누나|언니|오빠|엄마|어머니|아빠|아버지|부모님|남편|신랑|아내|와이프|집사람|아들|딸|자식|애)"
    r"(?:이|가|은|는|도|께서|놈이|녀석이)?(?!친구|네)"
)
_SHUT_IN = re.compile(
    r"방에?서?만?(?:밖으로|문밖)?(?:도|을|를|통|계속|아예|전혀)*(?:안나[와오]|나오[지질](?:를|도)?(?:않|안)|나올생각)|방(?:에|안에)만(?:있|틀어박|누워|박혀)"
    r"|방문을?(?:걸어|잠그|잠궈|안열|닫고)|방에틀어박|문을?(?:걸어)?잠그고(?:안|나오)"
)
_NO_ANSWER = re.compile(
    r"(?:전화|연락|문자|카톡)(?:를|도|이|가|은|는)?(?:통|계속|아예|전혀)*(?:안[받되돼닿]|두절|끊[기겼긴어]|없)"
)
_DAYS = re.compile(
    r"[0-9]+일|하루|이틀|사흘|나흘|닷새|며칠|몇일|일주일|보름|한달|어제부터|그제부터"
)
#: With these somebody is hurting somebody: another card.
_VIOLENT = re.compile(
    r"때[리려렸]|맞[았고]|폭[력행]|무서|무섭|협박|욕[을하]|칼|가[두둬뒀]|못나[가오]게|술"
)
#: Days, or no food: staff hear of it at once.
_GRAVE = re.compile(r"[0-9]+일|이틀|사흘|나흘|며칠|몇일|일주일|보름|안먹|못먹|굶|대답")


def out_of_reach(inbound: Inbound, conversation: Conversation, context: Context) -> Decision | None:
    """Begin the report at once of a parent or child elsewhere who has not answered for days; else None."""
    said = "".join(inbound.text.split())
    if conversation.flow is not None or conversation.owner is not Owner.BOT:
        return None
    if inbound.kind is not Kind.TEXT or not (_KIN.search(said) and _NO_ANSWER.search(said)):
        return None
    if not _DAYS.search(said) or _SHUT_IN.search(said):
        return None
    danger = Danger("neighbor_report", "hard", "other", ("own family",))
    card = (cards.card(danger, inbound.text, context),)
    log = (LogDanger("neighbor_report", "hard", "other", ("own family",)),)
    told: dict[str, object] = {"story": inbound.text, "relation": "family"}
    return report_now(told, card, log, inbound, conversation, context)


def _despairs(danger: Danger | None) -> bool:
    return danger is not None and danger.kind == "suicide" and danger.tier == "hard"


def is_told_of(danger: Danger, inbound: Inbound, conversation: Conversation) -> bool:
    """Say whether a mild word goes on from one about the family ("학교도 안 가요"): no neighbour's report."""
    if conversation.flow is not None or conversation.owner is not Owner.BOT:
        return False
    before = ("".join(text.split()) for text in conversation.recent)
    mild = danger.kind == "neighbor_report" and danger.tier == "soft"
    of_family = any(_KIN.search(said) for said in before)
    return mild and of_family and not NEXT_DOOR.search(inbound.text)


#: "애엄마가 집을 나갔어요", "혼자 키워요": one's own child, and nobody else's.
_ALONE = re.compile(
    r"(?:애엄마|애기엄마|아이엄마|애아빠|애기아빠|아이아빠|아내|와이프|집사람|마누라|남편|신랑)(?:가|이|는|은|도)?(?:집을?)?(?:나[가갔간]|떠[나났난]|도망|없어졌|가출|안들어)"
    r"|혼자(?:서)?(?:(?:애|아이|애기|아기|딸|아들)(?:들)?(?:를|을)?(?:둘|셋|하나|[0-9]명)?(?:을|를)?)?(?:키우|키워|키웁|길러|기르)|(?:애|아이|애기|아기|딸|아들)(?:들)?(?:를|을)?(?:둘|셋|하나)?(?:을|를)?혼자(?:서)?(?:키우|키워|기르)"
    r"|(?:한부모|미혼모|미혼부|싱글맘|싱글대디)(?:예요|이에요|입니다|인데|라서|이라)"
)
#: Somebody else who raises a child so.
_OTHERS = re.compile(
    r"친구|지인|아는|언니|누나|동생|조카|그집|그분|그애|애가혼자|할머니|할아버지|아저씨|아줌마|아주머니|사는"
)
#: What is seen or heard at somebody else's home.
_SEEN_ELSEWHERE = frozenset({"bruise", "child_alone", "cry", "unseen", "smell"})


def raises_alone(danger: Danger | None, inbound: Inbound, conversation: Conversation) -> bool:
    """Say whether somebody tells of raising a child alone: no neighbour is meant, whatever the screen heard."""
    if conversation.flow is not None or conversation.owner is not Owner.BOT:
        return False
    said = "".join(inbound.text.split())
    mild = (
        danger is None
        or danger.kind == "neighbor_report"
        or (
            danger.kind == "hunger_livelihood" and danger.tier == "soft" and danger.about == "other"
        )
    )
    seen = _SEEN_ELSEWHERE.intersection(signs_in(_ALONE.sub(" ", said)))
    of_others = NEXT_DOOR.search(said) or _OTHERS.search(said) or seen
    return mild and _ALONE.search(said) is not None and not of_others


#: Of whom somebody tells who tells of the own home, wherever it stands at the beginning.
_MINE = re.compile(
    r"^(?:아니(?:요|에요)?|네|예|그게|근데|사실|지금|요즘|그냥|혼자)*"
    r"(?:나(?!라|이|가는|오)|저(?!기|쪽|집|분|희옆|희윗|희동네)|제가|내가|우리(?!옆|윗|아래|앞|동네|아파트|빌라|건물)|(?:내|제)(?:얘기|이야기|손주|손자|손녀|딸|아들|남편|아내)|전남편|전처"
    r"|(?:큰|작은|막내|친정|시)*(?:아들|딸|며느리|메느리|사위|손주|손자|손녀|자식|애|어머니|아버지|엄마|아빠|남편|신랑|아내|집사람|와이프)(?:들)?(?:이|가|은|는|도|께서|한테|를|을|랑|하고))"
)
#: One's own, wherever it stands.
_MY_KIN = re.compile(
    r"(?:집사람|마누라|우리영감|(?:우리|제|내)(?:남편|신랑|아내|와이프|엄마|아빠|어머니|아버지|아들|딸|손주|손자|손녀)|이웃(?:이|은|집)?아니)"
)
#: Who is meant by these lives elsewhere.
_NOT_MINE = re.compile(
    r"친구|지인|아는|그집|저집|그분|아저씨|아줌마|아주머니|어르신|세입자|학생이|배달|우편|검침|단골|손님|(?<!우리)(?<!저희)(?<!친)(?<!외)(?:할머니|할아버지)(?:가|이|한분|께서)"
)


def of_own_home(danger: Danger | None, inbound: Inbound, conversation: Conversation) -> bool:
    """Say whether a mild worry is of the sender's own home ("이혼하고 애들도 안와"): no neighbour is meant."""
    if raises_alone(danger, inbound, conversation):
        return True
    if conversation.flow is not None or conversation.owner is not Owner.BOT:
        return False
    said = "".join(inbound.text.split())
    mild = danger is None or (danger.kind == "neighbor_report" and danger.tier == "soft")
    elsewhere = NEXT_DOOR.search(said) or _NOT_MINE.search(said)
    seen = _SEEN_ELSEWHERE.intersection(signs_in(said))
    mine = _MINE.match(said) or _MY_KIN.search(said)
    denied = re.search(r"이웃(?:이|은|집)?아니", said) is not None
    return mild and mine is not None and (denied or not elsewhere) and not seen


#: The wish that the words seem to be.
REPORT = "report_neighbour"


def no_report(heard: Understood) -> Understood:
    """Return what was understood without the wish to report a neighbour: the entry that is most like it answers."""
    if heard.intent != REPORT:
        return heard
    likely = heard.matches[0].score if heard.matches else 0.0
    rest = "answer" if likely >= ANSWER_FROM else "choose" if likely >= CHOOSE_FROM else "person"
    return replace(heard, intent=None, decision=cast("Banded", rest))


def shut_in(
    danger: Danger | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision | None:
    """Care for somebody whose brother or child does not leave the room; None when that is not told."""
    said = "".join(inbound.text.split())
    if conversation.flow is not None or conversation.owner is not Owner.BOT:
        return None
    if inbound.kind is not Kind.TEXT or _despairs(danger):
        return None
    if not (_KIN.search(said) and _SHUT_IN.search(said)) or _VIOLENT.search(said):
        return None
    found = next((c for c in context.knowledge.danger_cards if c.id == CARD), None)
    if found is None:
        return None
    tier = "hard" if _GRAVE.search(said) else "soft"
    log = LogDanger("neighbor_report", tier, "other", ("own family",))
    card = buttons_last((cards.write(found, context),), (VISIT, CALLBACK))
    if tier == "soft":
        return Decision(conversation, card, (log,), "danger_soft", CARD)
    heard = Danger("neighbor_report", "hard", "other", ("own family",))
    after = replace(conversation, quiet_until=context.at + danger_words.QUIET)
    told = danger_words.tell(heard, inbound, context)
    return Decision(after, card, (log, *told), "danger", CARD)
