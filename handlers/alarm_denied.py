"""A card that was out of place ("그런 뜻 아니에요"): one kind word, the mode ends, and what is asked beside it is answered."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from handlers import danger as danger_words
from handlers.after_alarm import LISTENED, numbers_shown
from handlers.alarm_answers import kept, say_told, talk_of
from handlers.alarm_asked import told_of
from handlers.alarm_back import takes_back
from handlers.alarm_blows import TOLD_OF_BLOWS
from handlers.alarm_told import Talk
from handlers.alarm_unknown import asks_something, who_knows
from handlers.asking import questions_in
from handlers.cards import LENDER, call_buttons
from handlers.compact import compact
from handlers.consult.talk import STOP_WAITING, pass_on
from handlers.context import Context
from handlers.decision import Decision, buttons_last
from handlers.meaning import by_meaning
from handlers.menu import DOORS, HOME, PERSON, next_opening
from handlers.messages import Button, Conversation, Inbound, Kind, Owner, Reply
from handlers.plainly import is_no_blow, names_a_lender, names_blows_at_home, without_no_blow
from intents.danger import Danger
from intents.understanding import Understood

#: A longer text tells a story of its own.
_LONGEST = 80
_END = r"(?:에요|예요|야|고요|구요|고|구|라니까요?|라고요|라고|었어요|었는데요?|였어요|거든요|오|여요|여)"
_NOT = r"(?:아니" + _END + r"|아닙니다|아닌데요?|아닌디요?|아님|아녀요?|아녜요)"
_ALWAYS = (
    r"(?:그런|그|이런)(?:뜻|말|의미|의도|얘기|이야기|소리|거|것|게|건)(?:이|은|는|으로|로)?(?:한말이|한게|한건|말한게)?(?:전혀|절대)?"
    + _NOT
    + r"|(?:제|내)?(?:말(?:을|은)?)?(?:잘못(?:알아들|이해|들)|오해)(?:으셨|었|하셨|했|하신|한)?[어네나는거것같습이]{0,6}(?:요|니다|다)?"
)
_OF = {
    "suicide": (
        r"(?:죽|자살)[가-힣]{0,6}?(?:게|건|거|것이|것은|말이|말은|뜻이|소리가|얘기가)(?:은|는)?"
        + _NOT
        + r"|(?:죽을|자살할|그럴|나쁜)(?:생각|마음|맘|일)(?:은|이|까지는?|도)?(?:전혀|절대)?없(?:어요|습니다|는데요|는데|고요|고|다)"
        + r"|(?:그러|그렇게하)(?:진|지는|지)않(?:아요|습니다|을게요|는데요)|안죽(?:어요|습니다|을게요)"
        + r"|(?:그냥|그저)(?:말이|하는|해본|해보는)(?:소리|말)(?:이에요|예요|에요|이야|야|임|입니다|인데요?|이지요?|이었어요|였어요)"
        + r"|생각만(?:그런(?:거|것)|한(?:거|것)|해본(?:거|것)|그래요|했어요)(?:이에요|에요|예요|야|입니다)?"
    ),
    "violence_abuse": (
        r"(?:맞은|때린|맞고산|폭행당한|폭력당한)(?:적|일)(?:이|은|도)?(?:전혀|한번도)?없(?:어요|는데요|는데|습니다|고요|고|다|음)"
        r"|(?:맞은|때린|폭력|학대|폭행)(?:건|게|거|것이|것은)?(?:은|는|이|가)?" + _NOT
    ),
    "medical_fire": (
        r"(?:응급|급한|위급|위급한|다친|쓰러진|아픈|불난|불이난)(?:상황|건|게|거|일|정도)?(?:은|는|이|까지는|까진)?"
        + _NOT
        + r"|불(?:이|은)?안났(?:어요|습니다|는데요?|고요?)"
    ),
    "hunger_livelihood": (
        r"(?:굶는|굶은|굶을|그정도|급한)(?:정도|건|게|거|일)?(?:은|는|까지는|까진)?" + _NOT
    ),
}
_DENIES = {kind: re.compile(words + "|" + _ALWAYS) for kind, words in _OF.items()}
#: What stands beside a denial and says nothing of its own.
_FILLS = re.compile(
    r"(?:아니(?:에요|예요|요|야)?|아뇨|네|예|에이|그냥|근데|그런데|저기요?|무슨소리(?:냐|에요|예요|세요|야)?|뭔소리[가-힣]{0,3}|어머|제가|저는|나는|말이|죄송(?:해요|합니다)?|동생도있어서|애들도있어서|가족도있어서|요)++"
)
#: Behind these the denial is none: what was told of is still there.
_STILL = re.compile(
    r"밀[었쳐치]|던[졌져지]|욕|소리[를지]|무서|무섭|멍|목을|칼|협박|집어|맞을|살기싫|사라지|힘들어|못살|지만|는하지만"
)
#: Entries that only the words of death led to.
_OF_DEATH = frozenset(
    {"after-death", "inherited-debt", "suicide", "public-funeral", "funeral-grant"}
)


def denied(
    heard: Understood | None,
    danger: Danger | None,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision | None:
    """Put right what was heard amiss and answer what is asked beside it; None where nothing is denied."""
    if heard is None or inbound.kind is not Kind.TEXT or len(inbound.text) > _LONGEST:
        return None
    if conversation.flow is not None or conversation.owner is Owner.PERSON:
        return None
    talk = talk_of(inbound, conversation, context)
    if talk is None or (talk.alarmed and talk.other) or takes_back(compact(inbound.text), talk):
        return None
    kind, rest = next(
        ((k, r) for k in _kinds(talk) if (r := _beside(compact(inbound.text), k)) is not None),
        ("", ""),
    )
    names = names_another(compact(inbound.text), compact(" ".join(conversation.recent)))
    if names:
        # "누가 때리는 게 아니라 대부업체요"
        kind, rest = "violence_abuse", rest or names
    elif kind == "violence_abuse" and TOLD_OF_BLOWS.search(talk.before):
        return None
    if not kind or (not rest and inbound.text.rstrip().endswith("?")):
        return None
    if conversation.owner is Owner.NOBODY:
        return None if rest else _while_waiting(kind, danger, inbound, conversation, context)
    asked = " ".join(q for q in questions_in(inbound.text) if _beside(compact(q), kind) is None)
    rest = asked or rest
    meant = context.understanding.understand(rest) if rest else None
    if meant is not None and meant.danger is not None and meant.danger.tier == "hard":
        return None
    if names:
        # whoever was named, nobody hits: the alarm is over for the talk
        talk = replace(talk, kind=LENDER if names_a_lender(names) else kind)
    return _put_right(kind, meant, danger, talk, inbound, conversation, context)


_NOISE = re.compile(r"층간소음|윗집소음|공사|드라마|영화|게임|웹툰|운동하다|권투|태권도")


def names_another(said: str, before: str) -> str:
    """Return what is named in place of blows ("때리는 게 아니라 빚 독촉이에요"), '' for a denial without a reason."""
    if not is_no_blow(said) or names_blows_at_home(before):
        return ""
    rest = without_no_blow(said)
    return rest if names_a_lender(rest) or _NOISE.search(rest) else ""


def _while_waiting(
    kind: str,
    danger: Danger | None,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision:
    """Take the denial kindly; who waits goes on waiting."""
    told = kept(danger, inbound, conversation, context, rings=False)
    passed = pass_on(conversation, inbound).effects
    reply = Reply(context.words(f"alarm.denied.{kind}"), (STOP_WAITING,))
    return Decision(conversation, (reply,), (*told, *passed), LISTENED, DENIED)


def _kinds(talk: Talk) -> tuple[str, ...]:
    """Return what may be denied here: what the card was about, and what it may have been taken for."""
    if talk.kind == "medical_fire":
        # "죽는 건 아니죠" is fear for somebody
        return (talk.kind,)
    return tuple(dict.fromkeys((talk.kind, "suicide", "violence_abuse")))


def _beside(said: str, kind: str) -> str | None:
    """Return what stands beside the denial, '' for nothing; None where nothing is denied."""
    found = _DENIES[kind].search(said)
    if found is None or _STILL.search(said[found.end() :]):
        return None
    before, after = said[: found.start()], said[found.end() :]
    again = _DENIES[kind].search(after)
    if again is not None:
        after = after[: again.start()] + after[again.end() :]
    rest = _trimmed(before) + _trimmed(after)
    return rest if len(rest) > _A_SLIP else ""


#: So few letters are the rest of an ending, no question.
_A_SLIP = 3


def _trimmed(said: str) -> str:
    head = _FILLS.match(said)
    said = said[head.end() :] if head is not None else said
    return "" if _FILLS.fullmatch(said) else said


def _put_right(
    kind: str,
    meant: Understood | None,
    danger: Danger | None,
    talk: Talk,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision:
    sorry = context.words(_sorry(kind, meant, talk))
    calm = replace(conversation, misses=0)
    still = meant is not None and meant.danger is not None and meant.danger.kind == talk.kind
    if (
        talk.kind in (kind, LENDER)
        and not still
        and danger_words.just_alarmed(conversation, context)
    ):
        calm = replace(
            calm,
            quiet_until=context.at
            + danger_words.QUIET
            - danger_words.GOES_ON
            - timedelta(minutes=1),
        )
    if kind == "suicide" and calm.topic in _OF_DEATH:
        calm = replace(calm, topic="")
    told = kept(danger, inbound, conversation, context, rings=False)
    calls = numbers_shown(conversation, context)[:_MOST_CALLS]
    if talk.kind == LENDER:
        calls = call_buttons(("fss", "legal_aid"), context)
    answered = None
    if meant is not None and not still:
        answered = _answer(meant, talk, inbound, calm, context)
    if answered is None:
        # "죽는 건 아니고 그냥 지쳤어요" is still listened to
        text = sorry if still else " ".join((sorry, context.words("alarm.denied_more")))
        return Decision(
            calm,
            (Reply(text, (*calls, PERSON, *(() if still else (*DOORS, HOME)))),),
            told,
            LISTENED,
            DENIED,
        )
    first = (Reply(sorry),)
    return replace(answered, replies=buttons_last(answered.replies, _new(calls, answered))).after(
        first, told
    )


def _sorry(kind: str, meant: Understood | None, talk: Talk) -> str:
    """Return the key of the kind word: relief only where nothing else is wrong."""
    if talk.kind == LENDER:
        return "alarm.denied.lender"
    if kind == "medical_fire" and meant is not None:
        return "alarm.denied.not_ill"
    return f"alarm.denied.{kind}"


#: What such an answer is known by.
DENIED = "alarm.denied"
_MOST_CALLS = 2


def _new(calls: tuple[Button, ...], answered: Decision) -> tuple[Button, ...]:
    """Return the numbers that do not stand there yet."""
    there = {b.url for reply in answered.replies for b in reply.buttons}
    return tuple(b for b in calls if b.url not in there)


def _answer(
    meant: Understood, talk: Talk, inbound: Inbound, calm: Conversation, context: Context
) -> Decision | None:
    """Answer what stands beside the denial as outside of any alarm; None where nothing is asked."""
    alone = replace(inbound, text=meant.text)
    told = told_of(meant.text, meant, replace(talk, alarmed=False), context)
    if told is not None:
        return say_told(told, None, alone, calm, context)
    if meant.decision in ("answer", "choose", "flow") and meant.intent not in _NOTHING:
        return by_meaning(meant, alone, calm, context)
    if not asks_something(meant.text):
        return None
    key = who_knows("", context, young=talk.young, again=False)
    text = context.words(key, next_opening=next_opening(context))
    return Decision(calm, (Reply(text),), (), LISTENED, DENIED)


#: Meanings that are no question of their own.
_NOTHING = ("yes", "no", "cancel", "thanks", "goodbye", "dont_know", "go_back", "restart", "repeat")
