"""A phone number among words: read, a digit short, put right in the same breath; and its last four digits."""

from __future__ import annotations

import re

from handlers.asking import asks
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
_GAP = r"[\s,.!~…]*"
#: Words about a number that was wrong; [가-힣] ends before the digits.
_SLIP = (
    r"(?:틀[렸리려린][가-힣]{0,6}|잘못[가-힣\s]{0,9}|오타[가-힣]{0,4}|정정[가-힣]{0,6}|말고|(?:바[꿔꾸꿀뀌뀐]|변경|수정|고[쳐치칠])[가-힣\s]{0,9}"
    r"|(?:전화|핸드폰|휴대폰|폰)?번호[가를는은도]?|끝(?:에)?(?:\s?(?:네\s?)?자리|번호)?[가이는은를]?|(?:뒷|뒤|마지막)(?:에)?\s?(?:네\s?)?(?:자리|번호)?[가이는은를]?|네\s?자리[가는를]?"
    r"|아니(?:에요|예요|고요?|라|요|야)?|아뇨|잠깐(?:만요?)?|잠시만요?|죄송(?:한데요?|해요|합니다)?|미안(?:한데요?|해요|합니다)?|다시|제|내|앗|아|어|네"
    r"|이에요|예요|입니다|이고요?|인데요?|이요|요)"
)
_FOUR = (
    r"(?<![\d\-])(\d{4})(?![\d\-])\s?(?:번(?![가-힣]))?(?:이에요|예요|에요|이예요|이라고요|라고요|입니다|이고요|이요|여|요|이야|야|이다|다|임|로요|으로요"
    r"|(?:으로|로)\s?(?:바꿔|변경|고쳐|수정|정정|해)[가-힣\s]{0,8}|[이가]?\s?맞[가-힣]{0,5})?"
)
_PUT_RIGHT = re.compile(rf"{_GAP}((?:{_SLIP}{_GAP})*+){_FOUR}(?=$|[\s,.!~])")
_ALL_OF_IT = re.compile(rf"{_GAP}((?:{_SLIP}{_GAP})*+){_FOUR}{_GAP}((?:{_SLIP}{_GAP})*+)")
_PLAINLY = re.compile(
    r"틀[렸리려린]|잘못|오타|정정|말고|바[꿔꾸꿀뀌뀐]|변경|수정|고[쳐치칠]|번호|끝|자리|뒤|뒷|마지막"
)
_WEAKLY = re.compile(r"아니|아뇨|잠깐|잠시")
#: "아니 1530이요" is a time, "아니 1577이요" a hotline.
_OTHERWISE = re.compile(r"1[0-9]{3}|(?:0[0-9]|2[0-3])[0-5]0")


#: "공일공 삼사오육 칠팔구공": a mobile number as it is read out.
_READ_OUT = re.compile(
    r"((?<![가-힣0-9])[공영]\s?일\s?[공영]|010)((?:[\s.\-]{0,2}[공영일이삼사오육륙칠팔구0-9]){8})"
)
#: One such letter alone is a particle: "567이에요" lacks a digit.
_IN_A_ROW = re.compile(r"[공영일이삼사오육륙칠팔구][\s.\-]{0,2}[공영일이삼사오육륙칠팔구]")
_ENDS_IT = re.compile(r"[에예요고야라]")
_DIGIT_OF = str.maketrans("공영일이삼사오육륙칠팔구", "001234566789")


def in_digits(text: str) -> str:
    """Return the text with a number that was spelled as it is read out in digits ("공일공 삼사오육 칠팔구공")."""
    return _READ_OUT.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    """Return a number in digits, unless its last letter may be a particle behind a number that is short."""
    begins, rest = found[1], found[2]
    alone = _IN_A_ROW.search(rest) is None and (begins == "010" or not rest[-1].isdigit())
    particle = rest.endswith("이") and _ENDS_IT.match(found.string, found.end()) is not None
    if alone or (particle and begins == "010"):
        return found.group()
    return found.group().translate(_DIGIT_OF)


def find_phones(text: str) -> list[str]:
    """Return Korean mobile and landline numbers in `text`, as 010-1234-5678."""
    text = in_digits(text)
    return [_written(match) for match in _PHONE.finditer(text)]


def _written(match: re.Match[str]) -> str:
    return f"0{match[1]}-{match[2]}-{match[3]}"


def digits_alone(text: str) -> str:
    """Return the digits of a text that is part of a number and nothing else ("010 3344", "5566이오"), or ''."""
    text = in_digits(text)
    digits = "".join(filter(str.isdigit, text))
    return digits if _PART.fullmatch(text.strip()) and 3 <= len(digits) <= 8 else ""


_PART = re.compile(
    r"[0-9\s.\-]+(?:이고요?|이구요?|이요|이오|이에요|예요|요|입니다|이랑|그리고)?[\s.~]*"
)


def said_phone(text: str) -> str:
    """Return the number that the words leave standing, or ''."""
    text = in_digits(text)
    found = list(_PHONE.finditer(text))
    if not found:
        return ""
    first, last = found[0], found[-1]
    if first is not last and _WRONG.search(text[first.end() : last.start()]):
        first = last
    return put_right(_written(first), text[first.end() :])


def put_right(phone: str, words: str) -> str:
    """Return the number with the last four digits that the words behind it put right ("틀렸어요 5431이요")."""
    found = _PUT_RIGHT.match(words)
    return phone[:-4] + found[2] if found and _is_slip(found[1], found[2]) else phone


def _is_slip(words: str, four: str) -> bool:
    """Say whether the words around four digits tell of a number that was wrong, not of a year or an hour."""
    weakly = _WEAKLY.search(words) is not None and not _OTHERWISE.fullmatch(four)
    return weakly or _PLAINLY.search(words) is not None


def last_four(text: str) -> str:
    """Return the last four digits that a text puts right and tells nothing else; '' for a question."""
    found = _ALL_OF_IT.fullmatch(text.strip())
    if found is None or "?" in text or asks(text):
        return ""
    return found[2] if _is_slip(found[1] + found[3], found[2]) else ""


#: Not the sender's own: "담당자 전화번호", or the number of a hotline.
_NUMBER = re.compile(
    r"(접수|신청|주민|등록|계좌|카드|담당자|센터|사무실|동사무소|차량|비밀|우편|사업자|상담원|상담사|기관|거기|그쪽|(?<![0-9])1[0-9]{2,3}(?:번)?)?(?:님|분)?(?:의|에)?(?:직통|대표|전화|상담)*+(?:번호|연락처)"
)
_DOUBTED = re.compile(
    r"틀[렸리려린]|잘못|바[꿔꾸꿀뀌뀐]|변경|고[쳐치칠]|수정|정정|말고|맞게|맞나|맞아|맞죠|맞는|맞습|다시|확인|아니[고라에]"
)
_ASKED = re.compile(r"맞게|맞나|맞아|맞죠|맞는|맞습|확인|뭐로|몇번으로")


def doubts_number(said: str) -> bool:
    """Say whether a compact text doubts the phone number that was left."""
    own = any(not found[1] for found in _NUMBER.finditer(said))
    return own and _DOUBTED.search(said) is not None


def asks_for_number(said: str) -> bool:
    """Say whether it is only asked which number was left."""
    return doubts_number(said) and _ASKED.search(said) is not None


def renumber(phone: str, text: str) -> str:
    """Return the number that doubting words name instead, whole or by its last four digits; '' for none or a question."""
    if "?" in text or asks(text):
        return ""
    four = last_four(text)
    return said_phone(text) or (phone[:-4] + four if four else "")


def without_phones(text: str) -> str:
    """Return the words beside a number, the putting right of it left out."""
    text = in_digits(text)
    found = list(_PHONE.finditer(text))
    if not found:
        return text
    behind = text[found[0].end() :]
    last = _PUT_RIGHT.match(behind)
    if last and _is_slip(last[1], last[2]):
        behind = behind[last.end() :]
    # the number parts what stands before it from what stands behind
    return f"{text[: found[0].start()]}. {_PHONE.sub('. ', behind)}".strip(". ")


def tail(phone: str) -> str:
    """Return the last four digits: enough for its owner to check, too little for anybody else."""
    return re.sub(r"\D", "", phone)[-4:]


def read_phone(inbound: Inbound) -> object:
    """Read a phone number that was typed or shared; raises NotUnderstood, saying what is amiss."""
    text = in_digits(inbound.phone or inbound.text)
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
