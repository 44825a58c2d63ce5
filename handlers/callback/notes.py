"""What is said beside an answer of the form and is for staff: "남편 있을 때는 안 돼요", "문자는 보내지 마세요"."""

from __future__ import annotations

import re

from handlers.callback.when import names_an_hour, only_a_time
from handlers.compact import compact
from handlers.flow import Answers
from handlers.phones import without_phones
from intents.private import mask

#: Where a note may stand, in the order of the form.
PLACES = ("note_consent", "note_phone", "note_window")
_BETWEEN = re.compile(r"[.,!?~\n]+|(?<=[요다죠음])\s")
_ALSO = re.compile(
    r"^(?:(?:이고|이에요|입니다|이요|예요|요|으로|로|이니까|인데|그리고|그런데|근데|대신|다만|아|저기)(?:\s+|$))+"
)
#: Possessive: words around a number or a "네" that ask for nothing.
_FILLER = re.compile(
    r"(?:아무때나|아무때|언제든지?|언제나|상관없|편하실때|편하신때|가능한|저의|제|내|저|나|핸드폰|휴대폰|전화|번호|폰|으로|로|는|은|가|이고|이에요|이요|이면|이|입니다|예요|요|네|예|여기|해|주|세|드려|바랍니다|부탁|합니다|해요|할게|하겠습니다|동의|좋아|그래|알겠|습니다|어|맞아|감사|고마워|아|잠깐|틀렸|다|상담|연락|괜찮|으니까|저장|돼|되|도|만)++"
)
_LEAST = 4


#: A stop that a number left standing apart.
_LOOSE_STOP = re.compile(r"\s+([.,!?])")


def note_of(text: str) -> str:
    """Return what the words ask for beside the answer, every personal number masked; '' for nothing."""
    asked = []
    for part in _BETWEEN.split(_LOOSE_STOP.sub(r"\1", without_phones(text))):
        said = _ALSO.sub("", part.strip())
        short = compact(said)
        time_alone = only_a_time(short) and not names_an_hour(said)
        if len(short) >= _LEAST and not time_alone and not _FILLER.fullmatch(short):
            asked.append(said)
    return mask(". ".join(asked)).text


def notes(given: Answers) -> str:
    """Return all that was asked for beside the answers."""
    return " / ".join(str(given[place]) for place in PLACES if given.get(place))
