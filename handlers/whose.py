"""Whose danger is told: "아들이 죽고 싶대요" is the son's, and so is "얘 죽을 거 같아요" after a card about a friend."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.compact import compact
from handlers.context import Context
from handlers.danger import CRITICAL, NOT_ONESELF, just_alarmed, open_danger
from handlers.messages import Conversation, Inbound, Kind, Owner
from intents.danger import Danger

_SOMEBODY = (
    r"(?:친구|아들|딸|남편|신랑|아내|와이프|집사람|엄마|어머니|아빠|아버지|부모님|동생|오빠|언니|누나|형|남친|여친|남자친구|여자친구"
    r"|할머니|할아버지|조카|손자|손녀|이모|고모|삼촌|사촌|후배|선배|동료|룸메이트?|애인|제자|학생|지인|걔|얘|쟤|그애|그친구|이친구)"
)
_WISH = r"(?:죽고싶|죽을|죽겠|죽는|죽고|자살|자해|살기싫|살고싶지|뛰어내|목을|유서|극단적)"
#: Somebody else says it: a name with its particle, then the wish as told.
_TOLD_OF = re.compile(
    _SOMEBODY + r"(?:놈|녀석|애)?(?:이|가|은|는|도|께서|한테서?)(?:자꾸|또|계속|맨날|요즘|방금|지금|갑자기|저한테|나한테|나보고|저보고)*"
    + _WISH + r"[가-힣]{0,6}?(?:다고(?!요$)|다는|다며|다면서|대요?$|대서|댔|래요$|겠대|한대|할거래|하려고해|하려해|다하|다그|다네|답니다|썼|쓰고|남겼|보냈|거같|것같)"
)  # fmt: skip
#: The name behind: "죽을 거 같다고요 친구가!!"
_TOLD_BEHIND = re.compile(
    _WISH + r"[가-힣]{0,6}?(?:다고요?|다구요?|대요?|다네요?|다는데요?|다니까요?)(?:지금|방금|제|내|우리|저희|그)*"
    + _SOMEBODY + r"(?:이|가|께서)요?$"
)  # fmt: skip
#: One's own words, said with weight: "유서도 써봤다고요".
_SAID_AGAIN = re.compile(r"(?:다고|다구|다니까|라고|라니까)요?$")
#: Behind what somebody else said: oneself, and a wish that is not told of somebody ("죽는대요").
_I_TOO = re.compile(
    r"(?:(?<!누)(?:나(?:도|두|는|까지|역시)|내가)|(?<![언먼])(?:저(?:도|두|는|까지|역시|희도)|제가)|우리도|(?:데|서|고|요|대|며)(?:난|전))"
    r".{0,16}?(?:(?:"
    + _WISH
    + r"|죽으[려러]|죽었으면|죽어버|죽어야|죽자(?!고)|사라지고|끝내고|그만살)(?!대(?!로)|한대|하겠대|은심정)"
    r"|약(?:을|도)?(?:모았|모으|모아|먹었|먹으려|먹을)|따라(?:가고싶|갈래|갈게|가려|갈까))"
    r"|(?:죽고싶(?:어요|어$|습니다|네요)|살기싫(?:어요|어$|네요)|죽을래요?|죽을게요?|죽으려고요|따라(?:죽|갈래|갈게|가려고요|가고싶))(?!라고|이라고)"
)
_NOT_ME = re.compile(
    r"(?:^|아니)(?:요|에요|예요)?(?:저|나|제|내)(?:가|는|를|한테|에게)?(?:얘기|이야기|말|일)?(?:가|이)?"
    r"(?:말고|아니고|아니구|아니라|아니에요|아니예요|아니야|아닌데).{0,10}" + _SOMEBODY
)
#: "끊는대요", "나가래요": the landlord or the power company says it.
_THREATENED = re.compile(
    r"(?:끊|끈|잠[그근궈]|나가|비우|빼|압류)[가-힣]{0,4}(?:대요?|래요?|다고|라고|라네|다네)"
)
_NEIGHBOURS = re.compile(
    r"옆집|앞집|윗집|아랫집|이웃|할머니|할아버지|어르신|친구|그집|저집|아저씨|아주머니|동생|언니|오빠|누나|형네|아들네|딸네"
)
_THEM = re.compile(_SOMEBODY + r"(?:이|가|은|는|도|께서|를|을|한테)?")
_THEY = re.compile(r"(?:우리|저희|제|내|지금|근데)*" + _SOMEBODY + r"(?:이|가|은|는|께서)")
_ME = re.compile(r"^(?:난|전(?!화))|(?<!누)(?:나도|나는|내가)|(?<![언먼])(?:저도|저는|제가)")
#: "싶어요" is said of oneself alone; of another it is "싶대요", "싶어 해요".
_MY_WISH = re.compile(
    r"고싶(?:어(?!하|해)|다$|네요?$|습니다|은데|음|어요)|살기싫(?:어|다$|네)|죽을래|죽을게"
)


def turned(
    danger: Danger | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Danger | None:
    """Return the danger with whose it is put right; a correction ("저 말고 아들이요") is the danger once more."""
    said = compact(inbound.text)
    alarmed = just_alarmed(conversation, context)
    if alarmed and _corrects(said, inbound, conversation):
        return _not_oneself(danger, context)
    if danger is not None and danger.kind == "hunger_livelihood" and _of_my_home(said):
        return replace(danger, about="self")
    if danger is None or danger.kind not in CRITICAL or danger.language != "ko":
        return danger
    if alarmed and _flees(danger, context):
        return replace(danger, kind="violence_abuse")
    if danger.kind == "suicide" and _wishes_too(said):
        return replace(danger, about="self")
    if danger.about == "other":
        of_me = danger.kind == "suicide" and _SAID_AGAIN.search(said) and not _THEM.search(said)
        return replace(danger, about="self") if of_me else danger
    told = _TOLD_OF.search(said) or _TOLD_BEHIND.search(said)
    of_them = danger.kind == "suicide" and told is not None
    if of_them or (alarmed and _goes_on_of_them(danger, said, context)):
        return replace(danger, about="other")
    return danger


def _of_my_home(said: str) -> bool:
    """Say whether it is told what somebody threatens one's own home with ("전기세 밀렸는데 끊긴대요")."""
    return _THREATENED.search(said) is not None and _NEIGHBOURS.search(said) is None


def _wishes_too(said: str) -> bool:
    """Say whether the sender's own wish stands behind somebody else's ("아내가 죽고 싶다고 해서 저도 죽고 싶어요")."""
    told = _TOLD_OF.search(said)
    return told is not None and _I_TOO.search(said, told.end()) is not None


def is_of_another(context: Context) -> bool:
    """Say whether the open alarm is about somebody else, and of nobody besides."""
    alarm = open_danger(context)
    return (
        alarm is not None and "about_other" in alarm.reasons and "about_self" not in alarm.reasons
    )


def _corrects(said: str, inbound: Inbound, conversation: Conversation) -> bool:
    alone = conversation.flow is None and conversation.owner is Owner.BOT
    return alone and inbound.kind is Kind.TEXT and _NOT_ME.search(said) is not None


def _not_oneself(danger: Danger | None, context: Context) -> Danger | None:
    """Return the danger of the alarm as another's."""
    alarm = open_danger(context)
    kinds = [r.removeprefix("danger_") for r in alarm.reasons] if alarm is not None else []
    kind = next((k for k in kinds if k in CRITICAL), None)
    if kind is None or (danger is not None and danger.kind != kind):
        return danger
    return Danger(kind, "hard", "other", (NOT_ONESELF,))


def _goes_on_of_them(danger: Danger, said: str, context: Context) -> bool:
    alarm = open_danger(context)
    if alarm is None or not {"about_other", f"danger_{danger.kind}"} <= set(alarm.reasons):
        return False
    if not is_of_another(context) and not _THEY.match(said):
        return False
    of_me, wish = _ME.search(said) is not None, _MY_WISH.search(said) is not None
    return not (of_me and wish) if _THEM.search(said) else not (of_me or wish)


def _flees(danger: Danger, context: Context) -> bool:
    """Say whether "애들 데리고 갈까" is said by somebody who is beaten: she goes away with them."""
    alarm = open_danger(context)
    if alarm is None or danger.kind != "suicide":
        return False
    beaten = "danger_violence_abuse" in alarm.reasons and "danger_suicide" not in alarm.reasons
    despair = {"die_wish", "kill_self", "means", "live_not", "end", "sure_suicide", "high_place"}
    return beaten and not despair.intersection(danger.why)
