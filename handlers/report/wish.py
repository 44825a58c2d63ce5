"""The wish that nobody hears who told, and the question whether anybody will."""

from __future__ import annotations

import re
from collections.abc import Mapping

from handlers.answers import without_number
from handlers.compact import compact
from handlers.report.blows import blows
from handlers.report.rules import acute, read_story

#: Kept among the answers of a report where it was told.
WISH = "wish"
_UNNAMED = re.compile(
    r"익명|비밀(?:이|은|로|을)?(?:꼭|절대)?(?:보장|지켜|해주|해줘|부탁|이죠|인가|되나)"
    # the name of whoever is worried about may be told too: "할머니 이름은 알아요"
    r"|(?:이름|신분|신원).{0,8}(?:나가|나오|알려[지진질]|밝[히혀]|남나|남아|공개|모르게|비밀)"
    r"|(?:(?:제|내|저의)(?:이름|신분)|누가(?:신고|알[린렸]|말[한했])|(?:신고|알린|연락|제보)(?:한)?사람|신고자"
    r"|(?:제|내)가(?:신고|알[린렸]|말[한했]|한)|(?:신고|말|얘기)(?:한|했)(?:거|것|걸|줄|다는)|저인[줄거걸것]|나인줄)"
    r".{0,10}(?:나가|나오|알려[지진질]|알게|알[면까죠]|알아(?!보|듣|서)|아나|아는|아시|밝[히혀]|남나|남아|공개|모르게|말하지|말씀하지|다고(?:는|말)?하지|들[키켜]|누군지|비밀|안알|알리지)"
)
#: "번호 남기면 형한테 말 안하나요?"
_NUMBER_TOLD = re.compile(
    r"(?:번호|연락처|남기|알려[주드])(?:.{0,3})(?:면|도|는|를)?.{0,8}"
    r"(?:한테|에게|그집|옆집|이웃|그분|가족|누구|들키|비밀|알려[지진질]|알게).{0,8}(?:말|알|연락|전화|가나|가는|가요|들|보|비밀|되|보장|지켜)"
)


#: "익명으로요", not the question "익명으로 되나요".
_ANONYMOUS = re.compile(r"익명(?!.{0,6}(?:[돼되]나|가능|보장|인가|[돼될]까))")


_NO_NAME = re.compile(
    r"(?:이름|성함)(?:은|는|을|도)?(?:그냥)?(?:안(?:남기|적)|남기지|남기기싫|말하기싫|말하고싶지|밝히기싫|밝히지|없이)"
)


def stays_unknown(text: str) -> bool:
    """Say whether whoever tells leaves no number, or no name ("이름 안남기고 보낼게요")."""
    return without_number(text) or _NO_NAME.search(compact(text)) is not None


def wishes_unnamed(text: str) -> bool:
    """Say whether words ask that, or whether, the household does not hear who told."""
    return _UNNAMED.search(compact(text)) is not None


def with_wish(told: Mapping[str, object], words: str) -> dict[str, object]:
    """Return answers with the wish, where the words tell it; "익명" is an answer about the number too."""
    if not wishes_unnamed(words):
        return dict(told)
    named = {"reach": "anonymous"} if _ANONYMOUS.search(compact(words)) else {}
    return {**told, WISH: True, **named}


def is_wished(given: Mapping[str, object]) -> bool:
    """Say whether the wish was told in the form, or with what was told before it."""
    return bool(given.get(WISH)) or wishes_unnamed(str(given.get("story", "")))


def only_wishes(text: str) -> bool:
    """Say whether words tell that and nothing of a household."""
    return wishes_unnamed(text) and not tells(text)


#: "제 이름이나 번호도 같이 간거에요?"
_SENT_WITH = re.compile(
    r"(?:제|내|저의)?(?:이름|번호|연락처|신분)(?:이나|이랑|하고|랑|이|도)?(?:번호|이름|연락처)?(?:도|까지)?(?:같이|함께|다)?(?:간|갔|가나|가는|넘어|보내[졌진]|전해[졌진]|전달[됐된되])"
)


def asks_if_name_was_sent(text: str) -> bool:
    """Say whether it is asked if the sender's name or number went along."""
    return _SENT_WITH.search(compact(text)) is not None


def asks_whom_the_number_goes_to(text: str) -> bool:
    """Say whether it is asked if a number that is left comes to the household ("형한테 말 안하나요?")."""
    return _NUMBER_TOLD.search(compact(text)) is not None


def tells(text: str) -> bool:
    """Say whether words tell something of a household."""
    heard = read_story(text)
    return bool(heard.place or heard.signs or heard.since) or acute(text) or blows(text)
