"""What a report is to hold no more: "저 301호라고 쓴 거 지울 수 있나요", "제 집 호수는 빼주세요"."""

from __future__ import annotations

import re

from handlers.compact import compact
from handlers.flow import Answers
from handlers.report.heard import END, Turn
from handlers.report.own_home import own_flats, without_own
from handlers.report.place_fix import corrects
from handlers.report.rules import place_of, read_story, signs_in
from handlers.report.sentences import sentences
from handlers.report.wish import WISH

_OUT = re.compile(
    r"(?:지워|지우|지울|삭제|없애|빼)(?:셔|서|도)?(?:[주줘고도]|야|면|줄|세|실|ㄹ|수|는|려|해|기|요|ㄴ|나|달|질|져)|뺄(?:수|게|래|까)|뺐으면|뺄|지웠으면|안(?:적히|나오|들어가)게|적지(?:는)?(?:말|마)"
)
#: Told of the home: "할머니가 통장을 빼앗겼어요", "벽지를 지우고 있어요".
_TOLD = re.compile(
    r"빼(?:앗|먹|놓)|(?:아들|남편|딸|사람|형|오빠|누나)(?:이|가).{0,12}(?:빼|지우|지워|없애)"
)
_UNIT = re.compile(r"(?<!\d)(\d{1,4})\s?호")
_ALL = re.compile(
    r"(?:그냥|아니|그럼|네|전부|다|모두|싹|이|신고|적은|쓴|내용|글|거|것|을|를|좀)*(?:전부|다|모두|싹)(?:지워|지우|삭제|없애)"
)
_MY_HOME = re.compile(
    r"(?:제|내|저희|우리|저의|신고자|제가사는|저사는)(?:집|네집|가사는집)?(?:의)?(?:호수|주소|집|동호수|층|위치|사는곳)"
)
_NUMBER_OF_MINE = re.compile(r"(?:전화|핸드폰|휴대폰|폰)?번호(?!판)|연락처")
_NUMBERS = ("consent", "abroad", "phone")
#: A longer text tells a story.
_LONGEST = 60
_ENDING = re.compile(r"(?<=[호층동집로길\d])(?:이에요|예요|에요|이요|요|입니다|인데요?|이고요?)$")


def wants_out(words: str) -> bool:
    """Say whether it is asked, or wished, that something is taken out of what was written."""
    said = compact(words)
    return len(said) <= _LONGEST and bool(_OUT.search(said)) and not _TOLD.search(said)


def taken_out(name: str, given: Answers, words: str) -> Turn | None:
    """Take out of the report what is named; where nothing is named, ask what. None where nothing is to go."""
    if "story" not in given or not wants_out(words):
        return None
    forgets = END if name in END else ()
    if _ALL.search(compact(words)):
        return Turn(key="report.stop_how")
    if _NUMBER_OF_MINE.search(compact(words)):
        return Turn({"reach": "anonymous"}, (*_NUMBERS, *END), "report.anonymous_fine")
    story = "\n".join(filter(None, (str(given["story"]), str(given.get("told_more", "")))))
    place = str(given.get("place") or given.get("was") or place_of(given, read_story(story)))
    named = tuple(f"{m[1]}호" for m in _UNIT.finditer(words))
    if named and corrects(words):
        return None
    mine = own_flats(f"{place}\n{story}")
    flats = named or (mine if _MY_HOME.search(compact(words)) else ())
    if flats and any(flat in _close(f"{place}\n{story}") for flat in flats):
        return _without(given, place, flats, forgets)
    if flats or _MY_HOME.search(compact(words)):
        what = ", ".join(flats) or "알리신 분의 집"
        return Turn({WISH: True}, forgets, "report.not_in_it", {"what": what})
    if _ABOUT_IT.fullmatch(compact(words)) and name in END:
        return Turn({"review": "edit"}, ("more", "edit"), "report.take_out_what")
    return None


#: Nothing is named: "지워 주세요", "그거 지울 수 있나요".
_ABOUT_IT = re.compile(
    r"(?:그럼|저기|혹시|근데|아|네|아까|방금|제가|위에|좀|이|그)*(?:거|것|건|걸|이거|그거|적은거|쓴거|말|부분|글|(?:제|저의)?(?:이름|성함|신분))?(?:은|는|도|을|를)?(?:좀|다시)?(?:지워|지우|지울|삭제|없애|빼|뺄)[가-힣]{0,10}"
)


def _without(given: Answers, place: str, flats: tuple[str, ...], forgets: tuple[str, ...]) -> Turn:
    told: dict[str, object] = {WISH: True}
    for part in ("story", "told_more"):
        before = str(given.get(part, ""))
        left = before
        for flat in flats:
            left = "\n".join(filter(None, (_line(line, flat) for line in left.split("\n"))))
        if left != before:
            told[part] = left or "\n".join(s for s in sentences(before) if signs_in(s))
    where = place
    for flat in flats:
        where = _clause(where, flat)
    key = "report.taken_out"
    slots = {"what": ", ".join(flats)}
    if where != place and not where:
        return Turn({**told, "redo": "place", "was": ""}, (*forgets, "place"), key, slots)
    if place:
        told["place"] = where
    return Turn(told, forgets, key, slots)


def _line(line: str, flat: str) -> str:
    """Return a line without the sentences that hold a flat and nothing of the home; of others, without the flat."""
    if flat not in _close(line):
        return line
    return " ".join(filter(None, (_clause(s, flat) for s in sentences(line)))).strip()


def _clause(words: str, flat: str) -> str:
    if flat not in _close(words):
        return words
    number = flat.removesuffix("호")
    mine = without_own(words, number)
    kept = re.sub(rf"(?<!\d){number}\s?호(?:인데|이고|라서|이라|에서|에|요|는|은|가|이)?", "", mine)
    kept = re.sub(r"\s{2,}", " ", kept).strip(" ,.")
    return "" if _EMPTY.fullmatch(compact(kept)) else _ENDING.sub("", kept)


#: What is left of a clause that told only where oneself lives.
_EMPTY = re.compile(
    r"(?:저희|저|제|우리|나|내|난|전|집|은|는|이|가|에|살아요|살고있어요|사는데|사는|사람|입니다|예요|요|바로|옆집|윗집|앞집|아랫집)*"
)


def _close(text: str) -> str:
    """Return the text with each flat written in one ("301 호")."""
    return _UNIT.sub(r"\1호", text)
