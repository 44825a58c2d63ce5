"""What may be said at any question of a report: stop, send, all is well, it is about me, the place was wrong."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.answers import find_phones, gives_up
from handlers.compact import compact
from handlers.flow import Answers, Ask
from handlers.report.asked import asks_if_sent
from handlers.report.beside import grown
from handlers.report.heard import END, NUMBER
from handlers.report.heard import Turn as Turn
from handlers.report.kinship import kin_named
from handlers.report.pauses import OWN, PAUSE, WELL
from handlers.report.place_told import place_told
from handlers.report.relation import named
from handlers.report.rules import acute, denied_in, place_of, read_story
from handlers.report.sentences import sentences
from handlers.report.signs_fix import signs_put_right
from handlers.report.taken_out import taken_out
from handlers.report.wish import (
    WISH,
    asks_whom_the_number_goes_to,
    only_wishes,
    stays_unknown,
    tells,
    with_wish,
)

FLOWS = ("report", "help")


def turn(flow: str, ask: Ask, given: Answers, words: str) -> Turn | None:
    """Hear what the words do at this question; None for an answer to it."""
    said = compact(words)
    asking = _ASKING.search(said) is not None or "?" in words
    heard = _of_the_sending(flow, ask.name, given, words, asking=asking)
    if heard is None and ask.name not in (WELL, OWN):
        heard = _put_right(flow, ask.name, given, words)
    if heard is not None:
        return heard
    heard = _asked_of_it(flow, ask.name, given, words)
    if heard is None and ask.name not in (WELL, OWN):
        heard = place_told(ask.name, given, words) or _added(ask.name, given, words)
    if heard is not None:
        return heard
    if ask.name == WELL and is_well(words):
        return Turn({"story": grown(given, words)})
    if ask.name in (WELL, OWN):
        return None
    if flow == "report" and len(said) <= _LONGEST:
        heard = _of_the_sender(given, words, asking=asking)
        if heard is not None:
            return heard
    return None


def _of_the_sending(
    flow: str, name: str, given: Answers, words: str, *, asking: bool
) -> Turn | None:
    """Hear whether it is to be sent, now or later, and what is told beside that."""
    heard = _sends_and_tells(name, given, words)
    if heard is not None or asking or len(compact(words)) > _LONGEST:
        return heard
    if _NOT_YET.search(compact(words)):
        return _not_yet(flow, given, "not_yet")
    return _ending(name, words)


def _put_right(flow: str, name: str, given: Answers, words: str) -> Turn | None:
    """Hear that something that was written is wrong, or is to go."""
    written = name in ("signs", *NUMBER, *END)
    signs = signs_put_right(name, given, words) if written else None
    if signs is not None or flow != "report" or name == "story":
        return signs
    return taken_out(name, given, words)


def _not_yet(flow: str, given: Answers, key: str) -> Turn:
    number = str(given.get("ticket") or "")
    told = "not_yet_kept" if number else key
    return Turn(key=f"{flow}.{told}", slots={"number": number})


def _asked_of_it(flow: str, name: str, given: Answers, words: str) -> Turn | None:
    """Hear what is asked of the report itself, that it is of one's kin, and what is told where a number is asked for."""
    if flow == "report":
        heard = _of_who_told(name, words)
        if heard is not None:
            return heard
    if "story" not in given:
        return None
    if asks_if_sent(words):
        told = {"story": grown(given, words)} if tells(words) else {}
        return replace(_not_yet(flow, given, "not_sent"), told=told)
    kin = kin_named(words) if flow == "report" else ""
    if kin and name != "relation_again":
        family = {"story": grown(given, words), "relation": "family"}
        return Turn(with_wish(family, words), (), f"report.kin.{kin}")
    return None


def _added(name: str, given: Answers, words: str) -> Turn | None:
    """Take what is told where no story is asked for any more."""
    late = "story" in given and name in (*NUMBER, "review", "edit")
    if not late or find_phones(words):
        return None
    denied = denied_in(words)
    if denied:
        return _without(given, words, denied)
    return added(given, words) if tells(words) else None


def _without(given: Answers, words: str, denied: frozenset[str]) -> Turn:
    """Take signs that words deny out of those that were told, where others are left."""
    heard = added(given, words)
    was = given.get("signs") or list(read_story(str(given["story"])).signs)
    codes = was if isinstance(was, list) else []
    now = read_story(words).signs
    if "signs" not in given and not denied.intersection(codes):
        return heard
    left = [code for code in dict.fromkeys((*codes, *now)) if code not in denied]
    if not left:
        return heard
    return replace(heard, told={**heard.told, "signs": left}, key="report.signs_put_right")


def added(given: Answers, words: str) -> Turn:
    """Let the story grow by words, and say so."""
    told: dict[str, object] = {"story": grown(given, words)}
    known = place_of(given, read_story(str(given.get("story", ""))))
    if "place" not in given and known:
        # another flat named later does not join the place
        told["place"] = known
    signs = given.get("signs")
    if isinstance(signs, list):
        told["signs"] = [*dict.fromkeys((*signs, *read_story(words).signs))]
    return Turn(with_wish(told, words), (), "report.added")


def _of_who_told(name: str, words: str) -> Turn | None:
    """Hear the fear that the household learns who told; words that tell more are an answer besides."""
    if name in NUMBER and asks_whom_the_number_goes_to(words):
        return Turn({WISH: True}, (), "report.number_for_asking")
    nameless = name in (*NUMBER, *END) and stays_unknown(words)
    if nameless or not only_wishes(words) or _AFRAID.search(compact(words)):
        return None
    return Turn({WISH: True}, ("review", "more", "edit") if name in END else (), "report.who_told")


#: A longer text tells a story.
_LONGEST = 25
_ASKING = re.compile(r"(?:(?<!주소)(?<!번호)(?<!이름)까요?(?!지)|나요|인가요|는지|(?:으|하|내)면)")
_NOT_YET = re.compile(
    r"(?:아직|잠깐|잠시|지금은)[가-힣]{0,6}(?:보내지(?:는)?(?:마|말)|안보낼|보내면안|접수하지)"
)
#: From the first word on: "학교에 안 보내요" and "일을 그만둘 수밖에 없어요" are of a story.
_STOP = re.compile(
    r"(?:그럼|그냥|이제는?|굳이|아니(?:요|에요)?|아뇨|네|됐어요|됐고|괜찮(?:아요|으니까?)|저는?|전|지금은?|이거는?|그거는?|생각해보니|죄송(?:해요|하지만|한데)|미안(?:해요|하지만)|일단|역시|아|어|음)*"
    r"(?:(?:주소|번호|이름)(?:까지)?(?:는|를|은|을)?(?:적|남기|말하)(?:긴|기는|기가?)(?:좀|싫|부담|그래)|안보내(?:도|줘도|주셔도|셔도)[돼되될]|안보낼|보내지(?:는)?(?:마|말|않)"
    r"|(?:신고|제보)(?:는|를|도)?(?:그냥|이제)?(?:안(?:할|하고싶|하겠|해도|합니다|해요)|하지(?:는)?(?:말|않)|취소|그만|포기|없던)"
    r"|그만(?:둘|할)[래게께]|없던(?:일|걸)로|취소(?:할[래게께]|해(?:줘|주)|하고싶|요?$|합니다)"
    r"|(?:나중|다음)에(?:다시)?(?:할[래게께]|신고할|하겠|보낼))"
)
_SEND = re.compile(
    r"(?:네|넵|예|응|ㅇㅋ|ㅇㅇ|오케이|좋아요|맞아요|자|아|그럼|그냥|지금|바로|당장|얼른|빨리|이대로|그대로|이제|일단|됐으니|다됐어요|다적었어요|이거|신고)*"
    r"(?:보내|보낼|보냅|전송|접수|신고)(?:해)?"
    r"(?:주세요|주십시오|줘요?|줄래요?|주시면[돼되]요|[게께]요|할[게께]요|[게께]|요|죠|세요|니다|기|도[돼되]요|하세요)*+"
)
_FIRST = ("story", "danger_now", "place", "signs", "relation")


def _ending(name: str, words: str) -> Turn | None:
    """Hear whether it is to be sent, without a number or not at all."""
    said = compact(words)
    sends = _SEND.fullmatch(said) is not None
    later = _LATER.search(said) is not None or (gives_up(words) and "둘" not in said)
    if name in NUMBER and (sends or stays_unknown(words) or (later and not _STOP.match(said))):
        return _nameless()
    if name in END and stays_unknown(words):
        return _nameless()
    if name in (*NUMBER, *END) and _RELATION.fullmatch(said):
        return Turn(
            {"relation": named(said)}, ("review",) if name in END else (), "report.relation_kept"
        )
    if name in END and sends:
        return Turn({"review": "send"})
    agrees = name == "danger_now" and said.startswith(("네", "예", "응", "넵"))
    if name in _FIRST and sends and not agrees:
        # "그럼 신고할게요": what is missing is asked first
        return Turn()
    if _STOP.match(said) or gives_up(words):
        return Turn(leaves=True)
    return None


def _sends_and_tells(name: str, given: Answers, words: str) -> Turn | None:
    """ "그럼 그냥 보낼게요 송산마을 205동이에요" at the number: none is left, and the rest is kept."""
    said = [s for part in _COMMA.split(words) for s in sentences(part)]
    if name not in NUMBER or "story" not in given or len(said) < 2 or find_phones(words):
        return None
    without = [s for s in said if _sends_only(s)]
    rest = " ".join(s for s in said if s not in without)
    if not without or _ASKING.search(compact(rest)) or "?" in rest:
        return None
    nameless = _nameless()
    placed = place_told(name, given, rest)
    if placed is not None:
        told = dict(placed.told)
    elif tells(rest) or len(compact(rest)) >= _LEAST:
        told = dict(added(given, rest).told)
    else:
        told = {}
    key = "report.anonymous_and_more" if told else nameless.key
    return Turn({**told, **nameless.told}, nameless.forgets, key)


def _sends_only(sentence: str) -> bool:
    said = compact(sentence)
    return len(said) <= _LONGEST and (_SEND.fullmatch(said) is not None or stays_unknown(sentence))


_COMMA = re.compile(r"(?<=[요죠다])\s*,\s*")
#: Shorter words behind it tell nothing ("네 감사해요").
_LEAST = 8
#: "통장이요", said once more where a number is asked for.
_RELATION = re.compile(
    r"(?:저는|전|제가|그냥)?(?:통장|반장|집배원|이웃|이웃집|옆집|지인|친구|가족|친척|관리소장|경비원|집주인|복지관)(?:이에요|이예요|예요|에요|이요|요|입니다|이고요|인데요)?"
)
_LATER = re.compile(r"나중에(?:알려|적|말|드리|드릴|남)")


def _nameless() -> Turn:
    """Go on without a number; one that was given is taken back."""
    forgets = ("consent", "abroad", "phone", "review", "edit", "more")
    return Turn({"reach": "anonymous"}, forgets, "report.anonymous_fine")


_WELL = re.compile(
    r"오시네|오셨|(?:집에|애가|아이가|학생이)(?:들어)?왔|(?:들어|돌아)오(?:시|셨)|돌아왔|나오시네|문(?:을)?열어(?:주|줬)"
    r"|(?:^|아|네|집에|안에|방에|잘)계시네|(?:집에|안에)계(?:셔|셨)|집에있(?:네|었네)|계신(?:가[봐보]|거같|것같|듯)"
    r"|괜찮(?:으신(?:거|것|가)|은가[봐보]|은(?:거|것)같|으시(?:네|대|다)|으셔|아보이|대요?$|다고|다네|네)"
    r"|별일(?:은)?없|아무일(?:도)?없|무사하|멀쩡하|잘(?:계시|있네|있대|있었)|살아계|오해였|착각이었|제가잘못(?:봤|알았)"
    r"|연락(?:이|은|도)?(?:[됐됬왔닿]|되었|되네)|통화(?:가|를|는)?(?:[됐됬했]|되었)|전화(?:를)?받(?:으셨|으시네)|만났|방금[뵀뵜]"
)
_FINE_WITHOUT = re.compile(r"(?:별일|아무일)(?:은|도)?없")
#: Not so, not now, or no good news: "술 드시고 들어오셨어요", "경찰이 오셨어요".
_NOT_WELL = re.compile(
    r"(?<!편)안(?!에|녕|심)|(?<!잘)못|않|모르|(?:으|하|되)면|는데|은데|인데|지만|혼자|아직|없|걱정"
    r"|전에|지난|예전|어제|그제|저번|때|술|취해|소리|무서|냄새|쓰러|누워|바닥|독촉|경찰|구급|소방|치매|길|[0-9]|센터|직원"
)
_OWN = re.compile(
    r"(?:아니(?:요|오)?|아뇨|아|그게아니라|이웃(?:이|은)?(?:아니라|아니고|아니에요|말고)|이거는?|이건|사실은?|실은|그냥|이웃)*"
    r"(?:(?:나|저)(?:를|는|도)?(?:말(?!고)|얘기|이야기)(?:이|하|한|예|요)?[가-힣]{0,8}|(?:나|저)(?:예요|에요|이에요|요|라고요?|라니까요?|야)"
    r"|(?:나|저|제|내|우리|저희)(?:집|가족|의)?(?:얘기|이야기|사정|문제)(?:이|예|에|야|요|입|인|라)[가-힣]{0,6}"
    r"|(?:제|내)(?:가)(?:도움이?필요|힘들|어려|그래|그런)[가-힣]{0,6}|본인(?:이에요|이예요|예요|이요|요|입니다|인데요?|얘기[가-힣]{0,4})?|(?:제|저|나)자신[가-힣]{0,5})"
)
#: "이웃이 저인줄 알면 어떡해요"
_AFRAID = re.compile(
    r"(?:저|(?<!누)나|제가|내가)(?:인|라는|란|신고|한).{0,4}(?:줄|걸|거|것|지).{0,4}알"
)


def _of_the_sender(given: Answers, words: str, *, asking: bool) -> Turn | None:
    """Hear that all is well again, that it is about the sender, or that the sender is afraid to be known."""
    said = compact(words)
    if _AFRAID.search(said) and "story" in given:
        return Turn({"story": grown(given, words), WISH: True}, key="report.fear")
    if asking:
        return None
    if len(said) <= _LONGEST and _OWN.fullmatch(said):
        return Turn({PAUSE: OWN})
    if "story" in given and is_well(words):
        return Turn({"story": grown(given, words), PAUSE: WELL})
    return None


def is_well(words: str) -> bool:
    """Say whether words tell that all is well."""
    said = compact(words)
    good = _WELL.search(said) and not _NOT_WELL.search(_FINE_WITHOUT.sub("", said))
    return bool(good) and not acute(words)
