"""A phone number among words: read, a digit short, put right in the same breath; and its last four digits."""

from __future__ import annotations

import re

from handlers.flow import NotUnderstood
from handlers.messages import Inbound

#: A mobile number may lack its first zero (spreadsheets drop it); without one, "2026-2027" is no
#: number in Seoul. After +82 the zero is left out.
_PHONE = re.compile(
    r"(?<!\d)(?:\+?82[\s.\-]?\(?0?|\(?0|(?=1[016789]))"
    r"(1[016789]|2|[3-6][1-5]|70|50\d)\)?[\s.\-]{0,2}(\d{3,4})[\s.\-]{0,2}(\d{4})(?!\d)"
)
#: Digits that begin as a mobile number does, however many there are.
_MOBILE = re.compile(r"(?<!\d)010(?:[\s.\-]{0,2}\d){4,13}(?!\d)")
_DIGITS = 11
#: A number, and behind it "아 잠깐 틀렸다 5431이요"; "... 말고 끝이 5431".
_WRONG = re.compile(r"틀[렸리려]|잘못|아니|아뇨|오타|정정|말고|잠깐|다시")
_LAST_FOUR = re.compile(
    r"(?<![\d\-])(\d{4})(?![\d\-])\s*(?:번|이|예|에|요|입|로|으로|야|다|$|[.,!?])"
)


def find_phones(text: str) -> list[str]:
    """Return Korean mobile and landline numbers in `text`, as 010-1234-5678."""
    return [_written(match) for match in _PHONE.finditer(text)]


def _written(match: re.Match[str]) -> str:
    return f"0{match[1]}-{match[2]}-{match[3]}"


def said_phone(text: str) -> str:
    """Return the number that the words leave standing, or ''."""
    found = list(_PHONE.finditer(text))
    if not found:
        return ""
    first, last = found[0], found[-1]
    if first is not last and _WRONG.search(text[first.end() : last.start()]):
        first = last
    return put_right(_written(first), text[first.end() :])


def put_right(phone: str, words: str) -> str:
    """Return the number with the last four digits that the words put right ("틀렸어요 5431이요")."""
    last = _LAST_FOUR.search(words)
    return phone[:-4] + last[1] if last and _WRONG.search(words) else phone


def last_four(text: str) -> str:
    """Return four digits that stand alone ("8889예요"), or ''."""
    found = _LAST_FOUR.search(text)
    return found[1] if found else ""


_NUMBER = re.compile(r"(?<!접수)(?<!신청)(?<!주민)(?<!등록)(?<!계좌)(?<!카드)번호|연락처")
_DOUBTED = re.compile(
    r"틀[렸리려린]|잘못|바[꿔꾸꿀뀌뀐]|변경|고[쳐치칠]|수정|정정|말고|맞게|맞나|맞아|맞죠|맞는|맞습|다시|확인|아니[고라에]"
)
_ASKED = re.compile(r"맞게|맞나|맞아|맞죠|맞는|맞습|확인|뭐로|몇번으로")


def doubts_number(said: str) -> bool:
    """Say whether a compact text doubts the phone number that was left."""
    return _NUMBER.search(said) is not None and _DOUBTED.search(said) is not None


def asks_for_number(said: str) -> bool:
    """Say whether it is only asked which number was left."""
    return doubts_number(said) and _ASKED.search(said) is not None


def renumber(phone: str, text: str) -> str:
    """Return the number that doubting words name instead, whole or by its last four digits; '' for none."""
    four = last_four(text)
    return said_phone(text) or (phone[:-4] + four if four else "")


def without_phones(text: str) -> str:
    """Return the words beside a number, the putting right of it left out."""
    found = list(_PHONE.finditer(text))
    if not found:
        return text
    behind = text[found[0].end() :]
    last = _LAST_FOUR.search(behind)
    if last and _WRONG.search(behind):
        behind = behind[last.end() :]
    # the number parts what stands before it from what stands behind
    return f"{text[: found[0].start()]}. {_PHONE.sub('. ', behind)}".strip(". ")


def tail(phone: str) -> str:
    """Return the last four digits: enough for its owner to check, too little for anybody else."""
    return re.sub(r"\D", "", phone)[-4:]


def read_phone(inbound: Inbound) -> object:
    """Read a phone number that was typed or shared; raises NotUnderstood, saying what is amiss."""
    text = inbound.phone or inbound.text
    found = said_phone(text)
    if found.startswith("010") and _count(found) < _DIGITS:
        raise NotUnderstood("ask.phone_short")
    if found:
        return found
    count = max((_count(run) for run in _MOBILE.findall(text)), default=0)
    if not count:
        raise NotUnderstood("ask.phone_wrong")
    if count > _DIGITS:
        raise NotUnderstood("ask.phone_long")
    raise NotUnderstood("ask.phone_short" if count == _DIGITS - 1 else "ask.phone_shorter")


def _count(text: str) -> int:
    return sum(map(str.isdigit, text))


def read_number_at_once(inbound: Inbound) -> object:
    """Read a number typed where it was only asked whether one will be left."""
    found = find_phones(inbound.phone or inbound.text)
    if not found:
        raise NotUnderstood
    return found[0]


#: A mobile number of which one or two digits are missing, as it was written.
_CUT = re.compile(r"(?<![\d\-])01[016789]-\d{3,4}-\d{2,3}(?![\d\-])")


def cut_phones(text: str) -> list[str]:
    """Return numbers that lack their last digits: no account, and their writer is to hear what is missing."""
    return _CUT.findall(text)
