"""What residents type, and what the channel makes of it. The texts here are not in the knowledge."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intents.keyboard import keys
from intents.understanding import Understanding

ASKED = [
    ("울엄마 치매라 돈 나오는거 잇나요", "dementia-cost"),
    ("기초연금은 몇 살부터 신청하나요", "basic-pension-apply"),
    ("한부모 양육비 얼마씩 줘요", "single-parent"),
    ("난방비 바우처 신청하고 싶어요", "energy-voucher"),
    ("어르신 틀니 하는데 도와주나요", "elder-dental"),
]


@pytest.mark.parametrize(("text", "entry"), ASKED)
def test_a_question_finds_its_entry_among_the_first_three(
    shipped: Understanding, text: str, entry: str
) -> None:
    assert entry in [match.id for match in shipped.understand(text).matches[:3]]


@pytest.mark.parametrize(("text", "_entry"), ASKED)
def test_spaces_and_a_wrong_keyboard_change_nothing(
    shipped: Understanding, text: str, _entry: str
) -> None:
    plain = shipped.understand(text).matches[0].id

    assert shipped.understand(text.replace(" ", "")).matches[0].id == plain
    assert shipped.understand(keys(text)).matches[0].id == plain


@pytest.mark.parametrize(
    "text", ["여권 만들 때 사진 몇 장이에요", "오늘 저녁에 비 온대?", "로또 당첨 번호 좀"]
)
def test_what_is_not_ours_is_not_answered_with_a_benefit(shipped: Understanding, text: str) -> None:
    assert shipped.understand(text).decision != "answer"


@pytest.mark.parametrize(
    ("text", "wish"),
    [("상담원 연결해 주세요", "talk_to_person"), ("안녕하세요~", "greeting"), ("전화 좀 해주세요", "request_callback"),
     ("소식지 그만 보내세요", "unsubscribe_news"), ("내 정보 지워주세요", "delete_my_data")],
)  # fmt: skip
def test_a_wish_is_heard_and_opens_its_flow(shipped: Understanding, text: str, wish: str) -> None:
    heard = shipped.understand(text)

    assert (heard.intent, heard.decision) == (wish, "flow")


@pytest.mark.parametrize(
    "text", ["토요일 오후에 서류 떼러 가도 됩니까", "한밤에 톡 남겨도 답이 오나요"]
)
def test_who_asks_for_the_hours_is_told_them_as_of_now(shipped: Understanding, text: str) -> None:
    heard = shipped.understand(text)

    assert (heard.intent, heard.decision) == ("ask_hours", "flow")


@pytest.mark.parametrize(
    ("text", "entry"),
    [("월세 지원 받으려면 소득이 얼마까진지 모르겠어요", "youth-rent"), ("기초연금 신청 전화로 되나요", "basic-pension-apply")],
)  # fmt: skip
def test_a_question_that_we_can_answer_is_no_wish_for_its_last_words(
    shipped: Understanding, text: str, entry: str
) -> None:
    heard = shipped.understand(text)

    assert heard.intent is None
    assert entry in [match.id for match in heard.matches[:3]]


@pytest.mark.parametrize(
    ("text", "asked"),
    [("얼마예요?", "amount"), ("서류는요?", "documents"), ("어디로 가요", "where"), ("우리 엄마도 되나요?", "who"),
     ("언제까지예요", "deadline"), ("어떻게 신청해요", "how")],
)  # fmt: skip
def test_a_follow_up_is_about_the_last_answer(
    shipped: Understanding, text: str, asked: str
) -> None:
    heard = shipped.understand(text, topic="basic-pension")

    assert heard.matches[0].id == "basic-pension"
    assert (heard.facet, heard.decision) == (asked, "answer")


@pytest.mark.parametrize(
    "text", ["집은 자가에요", "차도 있어요", "딸이랑 같이 살아요", "소득이 없어요", "월급이 200만원이에요", "차상위예요"]
)  # fmt: skip
def test_how_one_lives_is_said_of_the_last_answer_and_is_no_question(
    shipped: Understanding, text: str
) -> None:
    heard = shipped.understand(text, topic="livelihood")

    assert heard.matches[0].id == "livelihood"
    assert (heard.facet, heard.decision) == ("case", "answer")


@pytest.mark.parametrize(
    ("text", "topic", "asked"),
    [("계약서를 안 썼는데도 되냐고요", "housing", "case"), ("그래서 차가 있으면 되는 거요 안 되는 거요", "near-poor", "case"),
     ("일흔아홉인데도 되는교", "elder-job", "case"), ("한 번에 몇 개까지 해 줘요", "elder-dental", "beyond")],
)  # fmt: skip
def test_what_no_answer_is_sure_of_is_about_the_last_one(
    shipped: Understanding, text: str, topic: str, asked: str
) -> None:
    heard = shipped.understand(text, topic=topic)

    assert (heard.matches[0].id, heard.decision) == (topic, "answer")
    assert (heard.facet, heard.leans_faintly) == (asked, True)


@pytest.mark.parametrize(
    "text",
    ["여권은 어디서 만들어요", "점심 뭐 먹지 ㅋㅋ", "그럼 틀니는요?", "고맙습니다 안녕히 계세요"],
)
def test_a_new_subject_is_not_about_the_last_answer(shipped: Understanding, text: str) -> None:
    heard = shipped.understand(text, topic="basic-pension")

    assert not heard.leans_faintly
    assert "basic-pension" not in [match.id for match in heard.matches[:1]]


@pytest.mark.parametrize("text", ["네", "언제요", "몰라요", "고마워요", "사람이 없어요"])
def test_small_words_tell_no_case(shipped: Understanding, text: str) -> None:
    assert shipped.understand(text, topic="livelihood").facet != "case"


@pytest.mark.parametrize(
    ("text", "entry"),
    [("긴급지원 받고 싶어요", "emergency"), ("긴급복지 신청하고 싶어요", "emergency"), ("긴급지원", "emergency"),
     ("기초수급 신청하고 싶어요", "livelihood"), ("한부모", "single-parent")],
)  # fmt: skip
def test_who_says_a_name_and_nothing_else_gets_what_bears_it(
    shipped: Understanding, text: str, entry: str
) -> None:
    heard = shipped.understand(text)

    assert (heard.matches[0].id, heard.decision) == (entry, "answer")


@pytest.mark.parametrize(
    ("text", "entry"),
    [("기초연급 얼마에요", "basic-pension"), ("에너지바우쳐 얼마에요", "energy-voucher")],
)
def test_a_name_with_one_wrong_key_is_that_name(
    shipped: Understanding, text: str, entry: str
) -> None:
    heard = shipped.understand(text)

    assert (heard.matches[0].id, heard.decision) == (entry, "answer")


def test_a_detail_asked_beside_a_name_may_belong_to_a_page_of_its_own(
    shipped: Understanding,
) -> None:
    assert shipped.understand("기초생활보장 신청 구비서류").matches[0].id == "basic-docs"


@pytest.mark.parametrize(
    "text",
    [
        "현장에서 허리 다쳤는데",
        "전에 살던데는 호원동",
        "남편이 누워서 지낸지 3년인데 제가 다 돌봐요",
    ],
)
def test_a_weak_likeness_is_no_answer(shipped: Understanding, text: str) -> None:
    assert shipped.understand(text).decision != "answer"


def test_a_question_with_a_subject_of_its_own_leaves_the_last_answer(
    shipped: Understanding,
) -> None:
    assert (
        shipped.understand("에너지바우처는 얼마예요", topic="basic-pension").matches[0].id
        == "energy-voucher"
    )


def test_two_questions_in_one_message_are_both_answered(shipped: Understanding) -> None:
    heard = shipped.understand("기초연금 얼마 받아요? 그리고 에너지바우처는 어떻게 신청해요?")

    assert {heard.matches[0].id, *heard.also} >= {"basic-pension", "energy-voucher"}


def test_an_ambiguous_text_asks_one_question_back(shipped: Understanding) -> None:
    heard = shipped.understand("병원비가 걱정이에요")

    assert heard.decision == "choose"
    assert heard.clarification is not None
    assert len(heard.clarification.choices) >= 2


def test_every_decision_gives_its_reasons(shipped: Understanding) -> None:
    assert shipped.understand("기초연금 얼마예요").why


@pytest.mark.parametrize(
    "text",
    ["cry" * 33_000, "隔壁" * 50_000, "", " ", "ㅣ", "ㅋ" * 9, "\x00", "\ud800", "مرحبا", "😀😀", "가" * 100_000, "ㅋ" * 100_000, "1" * 100_000,
     "<script>alert(1)</script>", "\u200b\u202e", "기초연금 " * 20_000],
)  # fmt: skip
def test_any_string_gets_an_answer(shipped: Understanding, text: str) -> None:
    assert shipped.understand(text).decision in ("answer", "choose", "person", "flow")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=300), before=st.lists(st.text(max_size=40), max_size=3))
def test_understanding_never_raises(shipped: Understanding, text: str, before: list[str]) -> None:
    shipped.understand(text, recent=before, topic="basic-pension")
