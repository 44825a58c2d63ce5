"""The question whether a life is in danger, and the words that answer it: "당장은 아니고요", "박씨는 모르죠"."""

from __future__ import annotations

import re

from handlers.answers import DONT_KNOW, YES_NO
from handlers.compact import compact
from handlers.context import Context
from handlers.flow import Answers, Ask, NotUnderstood
from handlers.messages import Inbound
from handlers.report.beside import told_behind, told_beside
from handlers.report.rules import acute, was_acute
from handlers.report.wish import with_wish

_FIRST = re.compile(r"[^\s,.!~]*")
_NAMES = {compact(n): c.value for c in (*YES_NO, DONT_KNOW) for n in (c.label, *c.also)}
_UNSURE = re.compile(
    r"모르(?:죠|지|겠|네|는데|니까|고|어|아)|몰라|모릅|글쎄|아마|장담|확실(?:하지|치|히)?(?:는|도|은)?(?:않|모르|안)|애매|안보여서|못봐서|못봤"
)
_NO = re.compile(
    r"(?:당장|생명|목숨|위험|그정도|그런건|그런거|지금|급한|심각|위급)(?:은|는|이|가|까지|까진|하지|하진|한건|한거|할정도|로|에|도|상태|상황|거)*(?:아니(?!요$|오$|다)|아닌|아닙|않|괜찮|없)"
    r"|아직은?(?:괜찮|멀쩡)|멀쩡|그정도(?:는|까진|까지는)?아"
)
_YES = re.compile(
    r"위험(?:해|한거같|한것같|할거같|할것같|합니다|하죠|하신|한듯|하세요)|위급|죽을(?:거|것|까|지)"
)


def danger_ask(given: Answers, context: Context, voice: str) -> Ask:
    """Ask it; what is told besides is kept."""
    return Ask(
        "danger_now",
        (context.words(f"{voice}.danger_now"),),
        (*YES_NO, DONT_KNOW),
        read_danger,
        beside=lambda words, answered: with_wish(
            (told_behind if answered else told_beside)(given, words), words
        ),
    )


def read_danger(inbound: Inbound) -> object:
    """Read words as an answer; raises NotUnderstood where they are none. A doubt is worth more than a no."""
    text = inbound.text.strip()
    said = compact(text)
    if not said or inbound.place is not None:
        raise NotUnderstood
    first = _FIRST.match(text)
    assert first is not None
    named = _NAMES.get(compact(first[0]), "")
    if acute(text[first.end() :] if named else text):
        # "아니 지금 비명이 들려요"
        return "yes"
    if was_acute(text) or _UNSURE.search(said):
        return "unsure" if named != "yes" else named
    found = named or ("no" if _NO.search(said) else "yes" if _YES.search(said) else "")
    if not found:
        raise NotUnderstood
    return found
