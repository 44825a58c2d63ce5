"""The chance that a message without a plain subject is about the answer given before it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from intents.entry import Entry
from intents.facets import bare, left_of, left_of_a_life
from intents.found import Found
from intents.names import Names

_GOES_ON = re.compile(r"^(?:아|어|네|예)?(?:그리고|글고|또)")
_TURNS = re.compile(r"^(?:아)?(?:근데|그런데)")
_POINTS = re.compile(
    r"그거|그건|그게|그것|거기|이거|이건|그래서|그래도|그럼|그러면|저도|나도|저는|나는|제가|우리도|꼭|벌써|이미"
)
_ASKS = re.compile(
    r"(?:나요?|까요?|죠|지요|냐|니|가요|는교|겨|노|유|는지요?|됨|함|줌|임|데요?|는디|라나|가)$"
)
#: A need of its own: "그리고 간병할 사람이 없어요".
_NEEDS = re.compile(
    r"필요|막막|무서|힘들|없어서|못(?:하|해|가|씻|먹|자)|싶(?:어|은|다)|아파|아프|나가라|밀렸|걱정|없어요|없네|끊긴|끊겨|새요|샌|비싸"
)
#: What may be asked of any benefit.
_OF_ANY = re.compile(
    r"신청|접수|서류|자격|조건|기간|며칠|얼마|언제|어디|누가|대신|깎|받|나오|되[나는]|해당"
)
#: "도시락 갖다주는 데도 있어요?": whether there is something else.
_SEEKS = re.compile(
    r"(?:것|거|게|데|사람|분|곳|혜택|지원|제도|돈|방법|길)(?:은|는|도|이|가|라도)?(?:더|또|좀)?(?:있|잇|없|업)|뭐(?:가|라도)?(?:더)?(?:있|잇|나와|나오|받)|주는(?:거|데|것|곳)"
)
#: "78세도 돼요?", "차 있으면 안 되나": whether it is given.
CONDITION = re.compile(
    "[되돼됩될](?:나|냐|는|요|겨|지|까|는지|니|죠|려|겄|남|거|랑|ㄴ)|받(?:나|을|는거|아요|습|냐|남)|주(?:나|는거|남|냐)|줘요|줍니|준다|해당|탈락|걸리|걸릴|가능|괜찮|포함"
    "|안주|안줘|물건너|자격|(?:은|는|면|도)요?$|써주|되$"
)
#: Anything else about it ("몇 개까지 해줘요").
BEYOND = re.compile("몇(?!살|명)|언[제재]|왜|진짜|정말|며칠|을마|얼[마매만]|까지(?!만)|소식")

#: By name; the constant last. Fitted by `python -m benchmarks.fit_about_last`.
WEIGHTS = {
    "chance": -0.48,
    "sure": -3.23,
    "likeness": 1.49,
    "first": 2.10,
    "among three": 1.00,
    "among five": 1.74,
    "scope": 2.46,
    "wish": 0.41,
    "asks a detail": 0.60,
    "asks an amount": 0.37,
    "asks a time": 0.46,
    "asks a way": -0.39,
    "goes on": -1.86,
    "turns": -1.45,
    "points back": 0.83,
    "question mark": 2.05,
    "ends as a question": 1.04,
    "needs": -0.82,
    "asks what any may": 0.21,
    "seeks": -1.62,
    "condition": 1.12,
    "beyond": 0.88,
    "names": -0.75,
    "names plainly": -0.57,
    "sets apart": -0.86,
    "related": 1.65,
    "unlike": -1.49,
    "unlike, no detail": 0.37,
    "left": 0.86,
    "left of a life": -1.31,
    "constant": -1.89,
}


def signs(
    topic: str,
    squashed: str,
    is_question: bool,
    asked: str | None,
    found: Found,
    known: Mapping[str, Entry],
    names: Names,
) -> dict[str, float]:
    """Return what speaks for and against it, by name; each about 0 to 1."""
    ids = [match.id for match in found.matches]
    place = ids.index(topic) if topic in ids else len(ids)
    first = ids[0] if ids else None
    other = first is not None and first != topic
    return {
        "chance": found.chance,
        "sure": found.chance**2,
        "likeness": next((m.score for m in found.matches if m.id == topic), 0.0),
        "first": float(first == topic),
        "among three": float(topic in ids and place < 3),
        "among five": float(topic in ids),
        "scope": found.scope,
        "wish": found.wish_likeness,
        "asks a detail": float(asked is not None),
        "asks an amount": float(asked == "amount"),
        "asks a time": float(asked == "deadline"),
        "asks a way": float(asked in ("documents", "how", "where")),
        "goes on": float(_GOES_ON.match(squashed) is not None),
        "turns": float(_TURNS.match(squashed) is not None),
        "points back": float(_POINTS.search(squashed) is not None),
        "question mark": float(is_question),
        "ends as a question": float(_ASKS.search(squashed) is not None),
        "needs": float(_NEEDS.search(squashed) is not None),
        "asks what any may": float(_OF_ANY.search(squashed) is not None),
        "seeks": float(_SEEKS.search(squashed) is not None),
        "condition": float(CONDITION.search(squashed) is not None),
        "beyond": float(BEYOND.search(squashed) is not None),
        "names": float(names.any_in(squashed)),
        "names plainly": float(bool(names.said_in(squashed))),
        "sets apart": float(other and names.sets_apart(bare(squashed), first or "", topic)),
        "related": float(first in known[topic].related),
        "unlike": found.chance * (topic not in ids),
        "unlike, no detail": found.chance * (topic not in ids and asked is None),
        "left": left_of(squashed) / 5,
        "left of a life": left_of_a_life(squashed) / 5,
    }


def chance_about_last(found_signs: Mapping[str, float]) -> float:
    """Return the chance, 0 to 1, that signs of `signs` are those of a text about the last answer."""
    odds = WEIGHTS["constant"] + sum(WEIGHTS[name] * sign for name, sign in found_signs.items())
    return 1 / (1 + math.exp(-odds))
