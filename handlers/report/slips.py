"""A slip put right in the same breath: "부용빌라 101호요 아 아니다 102호"; one's own flat named beside theirs."""

from __future__ import annotations

import re

from handlers.report.own_home import their_home

_SLIP = re.compile(
    r"(?P<before>[^\n?]{1,40}?)(?:이?(?:에요|예요|요))?[\s,.…]{1,6}(?:아|앗|어)?\s?(?:아니다|아니야|아니지|아니요|아니아니|아뇨|아니)(?:\s?참)?[\s,.…]{1,6}"
    r"(?P<after>(?:[가-힣A-Za-z0-9]{2,12}\s)?(?:반지하|지하|옥탑)?\s?\d{1,4}\s?(?:동\s?\d{1,4}\s?호|동|호|층)|반지하|지하|옥탑방?)"
)
#: The last word of a place: what is put right.
_LAST = re.compile(r"(?:\s|^)(?:(?:반지하|지하|옥탑방?)(?:\s?\d{1,4}\s?호)?|\d{1,4}\s?(?:호|층))$")
_PAIR = re.compile(r"\d{1,4}\s?동\s?\d{1,4}\s?호$")
_DONG = re.compile(r"\d{1,4}\s?동(?=\s|$)")


#: One's own home told beside the one that is meant: "송산빌라 302호가 저희고 윗집은 402호요".
_OWN = re.compile(
    r"(?P<own>(?:[가-힣A-Za-z0-9]{2,15}\s)?(?:\d{1,4}\s?동\s?)?\d{1,4}\s?호)\s?(?:가|이|은|는)?\s?(?:저희|우리|제|내)\s?(?:집)?(?:이?고요?|이?구요?|인데요?|이?에요|예요|이요|요)?[\s,.]{1,6}"
    r"(?:바로\s)?(?:윗집|아랫집|옆집|앞집|뒷집|그\s?집|거기|(?:할머니|할아버지|어르신|아저씨|아주머니)(?:네|집|댁|\s집)?)(?:은|는|이|가)?\s?(?P<unit>\d{1,4}\s?호)"
)
_UNIT = re.compile(r"\d{1,4}\s?호$")


def mended(words: str) -> str:
    """Return the words with such a slip mended and one's own home left out; as they were where there is none."""
    # a run of spaces tells nothing, and costs a pattern that may begin at each of them much
    words = re.sub(r"[ \t]{2,}", " ", words)
    # the patterns may begin at each letter: they run only where a word is there that they need
    if "아니" in words or "아뇨" in words:
        words = _SLIP.sub(_mend, words)
    return their_home(_OWN.sub(_theirs, words) if "호" in words else words)


def _theirs(found: re.Match[str]) -> str:
    return _UNIT.sub(found["unit"], found["own"])


def _mend(found: re.Match[str]) -> str:
    before, after = found["before"].rstrip(), found["after"].strip()
    if re.fullmatch(r"\d{1,4}\s?동", after) and _DONG.search(before):
        return _DONG.sub(after, before)
    pair = _PAIR.search(before)
    last = pair if pair and "동" in after else _LAST.search(before)
    if last is None:
        return found[0]
    return f"{before[: last.start()].rstrip()} {after}".strip()
