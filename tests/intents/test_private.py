"""Numbers that identify a person never reach storage; public numbers, dates and prices do (P4-P6)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.private import _FEWEST, _RULES, mask, mask_split

TAKEN_OUT = [
    ("900101-1234567", "rrn"), ("제 주민번호는 900101-2345678 이에요", "rrn"), ("9001011234567", "rrn"),
    ("900101 1234567", "rrn"), ("900101 - 1234567", "rrn"), ("900101.1234567", "rrn"), ("900101–1234567", "rrn"),
    ("900101-1******", "rrn"), ("900101-1●●●●●●", "rrn"), ("９００１０１－１２３４５６７", "rrn"),
    ("050505-3234567 우리 애요", "rrn"), ("외국인등록번호 880808-5123456", "rrn"),
    ("주민번호 앞 900101 뒤 1234567", "rrn"), ("주민등록번호: 900101 그리고 1", "rrn"), ("뒷자리는 1234567", "rrn"),
    ("구공공일공일 일이삼사오육칠", "rrn"), ("구공공일공일-이삼사오육칠팔", "rrn"), ("900101\u200b-1234567", "rrn"),
    ("1234-5678-9012-3456", "card"), ("카드 1234567890123456", "card"), ("1234 5678 9012 3456 번", "card"),
    ("3782-822463-10005", "card"), ("11-22-123456-78", "licence"), ("면허 112212345678", "licence"),
    ("서울 12-123456-78", "licence"), ("여권 M12345678", "passport"), ("M123A4567 이요", "passport"),
    ("국민은행 123456-01-234567", "account"), ("농협 3020123456711", "account"), ("계좌는 110-123-456789", "account"),
    ("카카오뱅크로 3333012345678 보내주세요", "account"), ("123456789012 신한", "account"),
    ("010-1234-5678", "phone"), ("01012345678로 전화", "phone"), ("010 1234 5678", "phone"), ("010.1234.5678", "phone"),
    ("+82 10-1234-5678", "phone"), ("공일공 일이삼사 오육칠팔", "phone"), ("공일공일이삼사오육칠팔", "phone"),
    ("０１０－１２３４－５６７８", "phone"), ("031-850-1234로 연락", "phone"), ("(02) 123-4567", "phone"),
    ("010-일이삼사-5678", "phone"), ("011-234-5678", "phone"),
]  # fmt: skip

KEPT = [
    "109에 전화했어요", "112, 119, 129", "1366 번호 맞나요", "1577-1389로 하래요", "1644-8295", "1388에 문자",
    "2026-11-22에 신청했어요", "2026년 11월 22일", "월 82만 556원", "1,234,567원 받았어요", "송산로 12-34번지",
    "접수번호 2026-1122-0001", "접수번호 260122-0001234", "26-11-2026 방문", "3월 15일 10시 30분", "101동 1203호",
    "031-120에 물어봤어요", "식구가 4명이고 65세예요", "우편번호 11801", "1970.01.01 생이에요", "통장에 300000원 있어요",
    "이사 일이 오래 걸려요", "", "삼사일 걸린다던데 이삼일이면 되나요",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), TAKEN_OUT)
def test_a_personal_number_is_taken_out(text: str, kind: str) -> None:
    masked = mask(text)

    assert masked.kinds == (kind,)
    assert "123456" not in masked.text.replace("-", "")


@pytest.mark.parametrize("text", KEPT)
def test_what_identifies_nobody_is_kept(text: str) -> None:
    assert mask(text) == mask(text).__class__(text, ())


def test_the_phone_field_keeps_its_phone_and_nothing_else() -> None:
    masked = mask("010-1234-5678 그리고 900101-1234567", keep_phone=True)

    assert masked.text == "010-1234-5678 그리고 〔주민번호 가림〕"
    assert masked.kinds == ("rrn",)


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [("900101", "1234567", "rrn"), ("제 번호 900101-", "1234567이에요", "rrn"), ("1234-5678", "9012-3456", "card"),
     ("010", "1234 5678", "phone"), ("010-1234", "5678", "phone")],
)  # fmt: skip
def test_a_number_sent_in_two_messages_is_taken_out_of_the_second(
    first: str, second: str, kind: str
) -> None:
    masked = mask_split(first, second)

    assert masked.kinds == (kind,)
    assert not any(char.isdigit() for char in masked.text)


def test_two_unrelated_messages_are_kept_whole() -> None:
    assert mask_split("4인 가구예요", "월 300만원 벌어요").kinds == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("7 9 0 2 0 3 - 1 2 3 4 5 6 7 이에요", "rrn"),
        ("0 1 0 9 8 7 6 5 4 3 2", "phone"),
        ("5 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5", "card"),
        ("5123-45**-****-9012", "card"),
        ("790203 2 345678", "rrn"),
    ],
)
def test_digits_that_stand_apart_are_taken_out(text: str, kind: str) -> None:
    assert mask(text).kinds == (kind,)


def test_a_number_everybody_may_see_is_kept() -> None:
    assert mask("02-735-8994 맞나요", public={"02-735-8994"}).kinds == ()


@given(st.text(), st.text())
def test_masking_never_raises(previous: str, text: str) -> None:
    mask(text)
    mask_split(previous, text)


@given(st.data(), st.sampled_from([rule for _, rule in _RULES]))
def test_no_rule_takes_a_number_of_fewer_digits_than_are_looked_for(
    data: st.DataObject, rule: re.Pattern[str]
) -> None:
    number = data.draw(st.from_regex(rule, fullmatch=True))

    assert sum(map(str.isdigit, number)) >= _FEWEST
