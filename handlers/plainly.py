"""Danger by the plain words where likeness errs: the cold, a lender's threats, a pregnancy hidden, a husband "a bit rough"."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.about_us.mood import LONELY
from handlers.alarm_cold import cold_in, is_grave
from handlers.alarm_ill import is_at_hospital
from handlers.asking import questions_in
from handlers.cards import LENDER, PREGNANT, call_buttons
from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision
from handlers.kin import no_report
from handlers.messages import Conversation, Inbound, Kind, Reply
from intents.danger import Danger
from intents.danger_words import GROUPS, signs
from intents.understanding import Understood

#: A longer text tells a story; the screen hears it sentence by sentence.
_LONGEST = 140
_LENDS = re.compile(
    r"추심|사채|대부(?:업|회사|하는)|독촉|채권자|일수(?:쟁이|꾼|업자|놀이)|빚쟁이|불법(?:대출|사금융)|캐피탈|카드사|돈빌려준(?:사람|놈|업체)"
)
_PRESSES = re.compile(
    r"협박|위협|(?:회사|직장|가족|부모님?|친구|집)(?:에|로|한테|에게|에다|까지)(?:도)?.{0,8}(?:전화|알리|알린|연락|찾아|퍼뜨|말하)|찾아(?:온|오|와|왔)|무서|무섭|욕[을하]|쫓아"
)
_HARM = re.compile(
    r"죽이|죽인|죽여|칼|흉기|때[리려렸린릴]|맞았|팬다|패[겠버]|해코지|가만(?:안|두지)|문을?(?:두드|부수|부순|부쉈|차)|집(?:앞)?(?:에|으로)(?:까지)?(?:와|왔|쳐들|찾아)|끌고|감금|장기를"
)
_HOUSEHOLD = r"(?:남편|신랑|아빠|아버지|새아빠|의붓아빠|계부|엄마|남친|남자친구|전남편|애인|동거인|시댁|시어머니|아들|형|오빠)"
_AT_HOME = re.compile(
    _HOUSEHOLD
    + r"(?:이|가|은|는|한테|에게|도|놈이)?.{0,12}(?:때[리려렸린]|맞|칼|패|던[져졌]|죽이|협박)"
)
_PREGNANT = re.compile(
    r"임신(?!육아|출산|지원금|바우처)|임산부|만삭|뱃속|애(?:기)?(?:가|를)(?:생겼|생긴|가졌)|아기(?:가|를)(?:생겼|생긴|가졌)"
)
_ALONE_WITH_IT = re.compile(
    r"(?:남친|남자친구|남편|애아빠|아기아빠|애기아빠|그사람|상대)(?:이|가|는|은|도|한테)?.{0,12}(?:잠수|연락|떠났|떠나|도망|헤어|모르|몰라|없)|잠수|혼자(?!사)"
    r"|(?:부모님?|엄마|아빠|엄빠|집|가족|식구)(?:님)?(?:들)?(?:은|는|이|에|에서|한테|한텐|한테는|에게|에게는|께|도)?.{0,6}(?:모르|몰라|말못|말을?못|말도?못|못말|알면|들키|비밀|숨기|숨겨)|낳을지|지울지|지우|낙태|중절"
)
_TROUBLED = frozenset(
    {"hit", "weapon", "locked", "sexual", "injury", "die_wish", "kill_self", "means", "live_not",
     "sure_suicide", "sure_violence", "pills", "attempt", "high_place", "bleed"}
)  # fmt: skip
_DRINKS = re.compile(r"술|취하|취해|화(?:가)?나[면고]|화(?:를)?내|욱[하해]|성질|도박")
#: Said of somebody's temper; rough hands and rough work are none.
_ROUGH = re.compile(
    r"거칠(?:어|게|고|은데|더|었|ㄴ)|거친(?!일|손|음식)|난폭|험(?:해|하게|악|한말)|사나[워운]|손버릇|폭력적|딴사람|무서(?:워져|워요|워서|운사람|운데)|무섭(?:게|고|거든|습니다|네)|눈빛|말(?:을|이)?함부로|막대[하해]|(?<!막)막(?:대[해하]|해[요서])"
)
_LEAVES = re.compile(
    r"집(?:을|에서)?(?:나와|나가|나올|나갈)|피하고싶|피해야|따로살|떨어져살|도망|눈치(?:를|만)?[보봐]|애들(?:이|도)(?:무서|떨|울)|조마조마|숨죽"
)
_PARTNER = re.compile(
    r"(?:남편|신랑|애아빠|애들아빠|남친|남자친구|아내|와이프|집사람|아빠|아버지|아들|동거인|시아버지|오빠)(?:이|가|은|는|도)?"
)
_NOWHERE = re.compile(
    r"(?:갈|있을|지낼|잘|머물|피할|나갈)(?:데|곳)(?:가|이|도|는)?.{0,3}(?:없|어디|있)|어디로(?:가|나가)|재워|쉼터"
)
_BLOWS = re.compile(
    _HOUSEHOLD
    + r".{0,14}(?:때[리려렸린릴]|패[요서고]|던[져지졌]|부수|부순|부쉈|협박|칼|목을|손찌검|거칠|난폭|폭력)|"
    + r"(?:어제도?|또|맨날|매일|계속)맞았|맞고(?:살|있)|맞았어요|가정폭력|폭행"
)
#: Lines that listen: who asks what they are like, asks and does not despair.
_LISTENING = ("suicide", "youth", "pregnancy", "women", "mental")


def put_right(
    danger: Danger | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Danger | None:
    """Return the danger with what the plain words say of it; None where they say that it is none."""
    said = compact(inbound.text)
    foreign = danger is not None and danger.language != "ko"
    if inbound.kind is not Kind.TEXT or foreign or not said or len(said) > _LONGEST:
        return danger
    if danger is not None and danger.kind == "medical_fire" and is_at_hospital(said):
        return None
    before = compact(" ".join(conversation.recent))[-_LONGEST:]
    return (
        _of_cold(danger, said, before)
        or _of_a_lender(danger, said, before)
        or _of_a_pregnancy(danger, said, before)
        or _of_a_temper(danger, said)
        or _of_who_was_beaten(danger, said, before, conversation, context)
        or (None if _only_asks_of_a_line(danger, inbound.text, context) else danger)
    )


def of_oneself(heard: Understood | None, danger: Danger) -> Understood | None:
    """Return what was understood; who tells of her own pregnancy reports no neighbour."""
    return no_report(heard) if heard is not None and PREGNANT in danger.why else heard


def stands_there(danger: Danger, rest: Decision, card: tuple[Reply, ...]) -> bool:
    """Say whether the answer beneath such a card names its first number already."""
    listens = danger.kind == "suicide" and rest.by == LONELY
    if danger.tier != "soft" or not (listens or LENDER in danger.why):
        return False
    told = " ".join(reply.text for reply in rest.replies)
    urls = [b.url for reply in card for b in reply.buttons]
    numbers = [url.removeprefix("tel:") for url in urls if url.startswith("tel:")]
    return bool(numbers) and numbers[0] in told


def _heard(danger: Danger | None, kind: str, tier: str, card: str, *, own: bool = False) -> Danger:
    why = danger.why if danger is not None else ()
    about = danger.about if danger is not None and not own else "self"
    return Danger(
        kind, "hard" if tier == "hard" else "soft", about, (*why, *((card,) if card else ()))
    )


def _of_cold(danger: Danger | None, said: str, before: str) -> Danger | None:
    if danger is not None and danger.kind not in ("medical_fire", "hunger_livelihood", "suicide"):
        return None
    if danger is not None and danger.kind == "suicide" and _despairs(danger):
        return None
    if danger is not None and danger.kind == "medical_fire" and _fails(danger):
        return None
    seen = danger is not None and danger.about == "other" and _IS_SEEN.search(said) is not None
    if seen or signs(said, ("neighbour",)):
        return None
    cold = cold_in(said, before)
    if cold == "cold_numb":
        return _heard(danger, "medical_fire", "hard", cold)
    if cold == "cold_out":
        return _heard(danger, "hunger_livelihood", "hard", cold)
    if cold is None:
        return None
    was_hard = danger is not None and danger.tier == "hard" and danger.kind != "suicide"
    # who only asks for a benefit is answered, with a line of care above it
    is_hard = was_hard or (is_grave(said) and (danger is not None or "얼어죽" in said))
    return _heard(danger, "hunger_livelihood", "hard" if is_hard else "soft", cold)


#: Somebody in the cold is seen by who tells of it: the neighbour's card says what to do.
_IS_SEEN = re.compile(r"보여요?|보이[는던네]|하시는|계시는|있는(?:사람|분|아저씨|할아버지|할머니)")


def _fails(danger: Danger) -> bool:
    """Say whether more is wrong than the cold: a fire, somebody who does not wake, blood."""
    return bool({"unconscious", "breath", "chest", "bleed", "fire", "sure_medical"} & {*danger.why})


def _despairs(danger: Danger) -> bool:
    return bool({*GROUPS["suicide"]}.intersection(danger.why) - {"old_idiom"})


def _of_a_lender(danger: Danger | None, said: str, before: str) -> Danger | None:
    """A collector's threats are no blows at home: who stops them, and the police where harm is threatened."""
    if danger is not None and danger.kind != "violence_abuse":
        return None
    lends = _LENDS.search(said) is not None
    goes_on = "전화" in said or _PRESSES.search(said) is not None
    told_before = goes_on and _LENDS.search(before) is not None
    if not (lends or told_before) or _AT_HOME.search(said):
        return None
    if _HARM.search(said) and not is_no_blow(said):
        return _heard(danger, "violence_abuse", "hard", LENDER, own=True)
    if danger is None and not (lends and _PRESSES.search(said)):
        return None
    return _heard(danger, "violence_abuse", "soft", LENDER, own=True)


_NO_BLOW = re.compile(
    r"(?:누가|사람이|남편이)?(?:때리|때린|맞|맞은|폭행|폭력|가정폭력)(?:는|은|당한)?(?:게|건|거|것이|것은|일이)?(?:은|는|이|가)?(?:아니|아녀|아님|아닌)"
)


def is_no_blow(said: str) -> bool:
    """Say whether it is denied that anybody hits."""
    return _NO_BLOW.search(said) is not None


def without_no_blow(said: str) -> str:
    """Return a text without the denial."""
    return _NO_BLOW.sub("", said)


def names_blows_at_home(said: str) -> bool:
    """Say whether blows of somebody at home are told of."""
    return _BLOWS.search(said) is not None


def names_a_lender(said: str) -> bool:
    """Say whether somebody is named who wants money back."""
    return _LENDS.search(said) is not None or re.search(r"빚|대출|카드값", said) is not None


def _of_a_pregnancy(danger: Danger | None, said: str, before: str) -> Danger | None:
    """Pregnant and alone: the line that listens unnamed, not the card of blows or of a neighbour."""
    if danger is None or danger.kind in ("medical_fire", "hunger_livelihood"):
        return None
    if not (_PREGNANT.search(said) and _ALONE_WITH_IT.search(said)):
        return None
    if _TROUBLED.intersection(danger.why) or _AT_HOME.search(before + said):
        return None
    return _heard(danger, "hunger_livelihood", "soft", PREGNANT, own=True)


def _of_a_temper(danger: Danger | None, said: str) -> Danger | None:
    """ "술 먹으면 좀 거칠어서요": blows told of softly, and no wish to die."""
    if danger is not None and (
        danger.kind != "suicide" or danger.tier == "hard" or _despairs_of_life(danger)
    ):
        return None
    if not (_PARTNER.search(said) and _ROUGH.search(said)) or _PREGNANT.search(said):
        return None
    if not (_DRINKS.search(said) or _LEAVES.search(said)) or len(said) > 60:
        return None
    return _heard(danger, "violence_abuse", "soft", "", own=True)


def _despairs_of_life(danger: Danger) -> bool:
    despair = {"die_wish", "kill_self", "means", "live_not", "sure_suicide", "pills", "attempt"}
    return bool(despair.intersection(danger.why))


def _of_who_was_beaten(
    danger: Danger | None,
    said: str,
    before: str,
    conversation: Conversation,
    context: Context,
) -> Danger | None:
    """Nowhere to go, of somebody who told of blows just before: a place to be safe, not the food bank."""
    if danger is None or danger.kind != "hunger_livelihood" or not _NOWHERE.search(said):
        return None
    if not _BLOWS.search(before) and not _showed_blows(conversation, context):
        return None
    return replace(danger, kind="violence_abuse", about="self")


def _showed_blows(conversation: Conversation, context: Context) -> bool:
    """Say whether the line for who is beaten stands first under the last words."""
    shown = [b.url for reply in conversation.said for b in reply.buttons if b.url]
    of_blows = {b.url for b in call_buttons(("women", "police"), context)}
    return len(shown) > 1 and set(shown[:2]) == of_blows


def _only_asks_of_a_line(danger: Danger | None, text: str, context: Context) -> bool:
    """Say whether a question about a crisis line is all that was taken for despair."""
    if danger is None or danger.kind != "suicide" or danger.tier == "hard" or _despairs(danger):
        return False
    known = context.knowledge.contacts
    named = any(i in known and known[i].number in text for i in _LISTENING)
    return (named or "상담전화" in compact(text)) and bool(questions_in(text))
