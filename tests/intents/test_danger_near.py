"""Ordinary words and grave ones of the same grammar: each text was once heard wrongly, or is near to one that was."""

import pytest

from handlers.cards import card_of
from intents.danger import DangerScreen
from intents.entry import Knowledge
from intents.understanding import Understanding

ORDINARY = [
    # the police brought home who was lost
    "엄마가 자꾸 깜빡깜빡하고 어제는 집을 못찾아서 경찰이 데려왔어요", "엄마가 집을 못찾아서 경찰이 데려왔어요",
    "외할머니가 마트 갔다가 집을 못찾아 경찰이 모셔왔어요",
    # nobody answers
    "담당자가 진짜 보는거 맞아요 아무도 연락이 없는데", "담당자가 있긴 해요? 아무도 전화가 없던데",
    # heard from a neighbour
    "저기 뭐냐 이가 다 빠져가지고 틀니를 할라고 하는디 그거 나라에서 해준다고 옆집 영감이 그라던데 진짜여",
    "틀니를 나라에서 해준다고 옆집 영감이 그러던데 진짜예요", "옆집 새댁이 산후도우미 썼다던데 저도 되나요",
    # jokes
    "배고파 죽겠네 ㅋㅋ 라면이나 먹어야지", "엥 ㅋㅋㅋ 아니 농담이에요 라면먹는다구요", "졸려 죽겠다 ㅋㅋ 자야지",
    # when to come, what to bring; and put right
    "그래서 오늘 가면 되냐 뭐 가져가야하냐", "무슨소리냐 죽는다는게아니고 동사무소 오늘 가도되냐고",
    "오늘 오후에 가도 되냐 도장 가져가야 되냐", "아니 죽는다는 말이 아니라 접수 됐냐고요",
    # debts, what follows a report, thanks and regret
    "추심전화 안오게 하는법은 없어요? 밤에도 찾아와요", "밤에도 독촉하러 와요 못 오게 하는 방법 없나요",
    "이제 어떻게 되는거에요 애 뺏어가요?", "됐어요 미안해요 시간뺏어서", "귀한 시간 뺏어서 미안합니다 됐어요",
    # bills
    "남편이 갑자기 쓰러져서 입원했는데 입원비가 300만원이래요", "300만원 입원비 남편이 입원했는데",
    "에어컨 전기세 무서워서 못틀겠던데 지원되는거있나여", "난방비 무서워서 보일러 못 틀겠어요 지원 되나요",
    # other languages
    "i lost my passport, where do i go", "do i need to take my passport to the office",
    "Cho em hỏi làm hộ chiếu ở đâu", "hồ sơ của tôi đang đánh giá phải không", "怀孕六个月 医院费用多少",
    "钱打我卡上可以吗",
]  # fmt: skip

GRAVE = [
    ("가스도 전기도 끊겼어요 애가 열이나는데 추워서", "medical_fire"), ("3살이요 지금 축 처져있어요", "medical_fire"),
    ("애가 열이 38.7도인데 축 처져있어요", "medical_fire"), ("네살인데 열이 39도고 축 늘어져 있어요", "medical_fire"),
    ("지금 배 많이 아파요 피 나요", "medical_fire"), ("나 지금 아랫배 아파요 피 나와요", "medical_fire"),
    ("손도 좀 저리고 말이 어눌하데 동네사람이", "medical_fire"), ("팔이 저리고 발음이 어눌하다고 옆집에서 그래", "medical_fire"),
    ("나 부모 없다니까.. 진짜 사라지고 싶다", "suicide"), ("나 가족 없다고요 그냥 없어지고 싶다 진짜", "suicide"),
    ("오늘은 수면제 모아논거나 먹고 잘라네", "suicide"), ("모아둔 수면제 먹고 그냥 자려고", "suicide"),
    ("아빠가 때려서 나온건데 연락가면 끝장임", "violence_abuse"), ("사채업자가 와서 칼로 위협해요", "violence_abuse"),
    ("옆집 할아버지가 며칠째 안 나오신다고 반장님이 그러던데", "neighbor_report"),
    ("hello my friend is Vietnam girl her boss lock her and take passport", "violence_abuse"),
    ("is it crime? she cannot go out 3 days no food", "violence_abuse"),
    ("my friend is locked in by her employer, he keeps her passport", "violence_abuse"),
    ("my baby has 40 degree fever and is limp", "medical_fire"),
    ("Chồng chủ đánh cô ấy, cứu với", "violence_abuse"), ("Ông chủ đánh bạn tôi", "violence_abuse"),
    ("Em là bạn của cô ấy. Chồng chủ đánh cô ấy, cứu với", "violence_abuse"),
    ("Tôi có thai đau bụng ra máu", "medical_fire"),
    ("老板打她 救命", "violence_abuse"), ("我朋友被关起来 护照也被拿走了", "violence_abuse"),
    ("肚子很痛 见红了", "medical_fire"),
]  # fmt: skip

MILD = [
    "혼자 남으니 밥맛도 없고 밤에 잠도 안와요", "밥맛도 없고 밤에 잠도 안와요",
    "요즘 통 밥맛이 없네요 밤에는 눈만 말똥말똥",
    "아뇨 힘든건아니고요 그냥 정리하다가 궁금해서요 고양이는 누가 데려가나요 나중에",
    "무슨 신청이요? 제가 없으면 고양이요", "저 없으면 우리 강아지는 누가 돌봐주나요",
]  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_no_danger(shipped: Understanding, text: str) -> None:
    assert shipped.understand(text).danger is None


@pytest.mark.parametrize(("text", "kind"), GRAVE)
def test_grave_words_get_the_emergency_card(shipped: Understanding, text: str, kind: str) -> None:
    danger = shipped.understand(text).danger

    assert danger is not None
    assert (danger.kind, danger.tier) == (kind, "hard")


@pytest.mark.parametrize("text", MILD)
def test_low_spirits_get_a_caring_line(shipped: Understanding, text: str) -> None:
    danger = shipped.understand(text).danger

    assert danger is not None
    assert (danger.kind, danger.tier) == ("suicide", "soft")


def test_a_joke_about_a_boss_gets_no_emergency_card(shipped: Understanding) -> None:
    danger = shipped.understand("오 그럼 됐고 ㅋㅋ 사장때매 죽겠다 진짜 낼 출근하기 싫어").danger

    assert danger is None or danger.tier == "soft"


@pytest.mark.parametrize(
    ("before", "text", "card"),
    [
        ("고시원이라 주인이 이번주까지 방빼란다", "그래서 오늘 가면 되냐 뭐 가져가야하냐", None),
        ("怀孕6个月没有钱", "지금 배 많이 아파요 피 나요", ("medical_fire", "hard")),
        ("가스도 전기도 끊겼어요 애가 열이나는데 추워서", "3살이요 지금 축 처져있어요", ("medical_fire", "hard")),
        ("요즘 걍 살기 싫음 밥도 안먹힘", "나 부모 없다니까.. 진짜 사라지고 싶다", ("suicide", "hard")),
        ("나 진짜 사라지고 싶다", "됐어요 미안해요 시간뺏어서", None),
    ],
)  # fmt: skip
def test_what_was_said_before_changes_no_kind(
    shipped: Understanding, before: str, text: str, card: tuple[str, str] | None
) -> None:
    danger = shipped.understand(text, recent=(before,)).danger

    assert (danger and (danger.kind, danger.tier)) == card


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("집에 불나서 다탔습니다 지금 찜질방에 애둘이랑 있어요 어떡하죠", "after-fire"),
        ("집에 불났다니까요", "fire-gas"),
        ("아빠가 때려서 나온건데 연락가면 끝장임", "young-beaten"),
    ],
)
def test_the_card_names_what_was_told(
    shipped: Understanding, knowledge: Knowledge, text: str, card: str
) -> None:
    danger = shipped.understand(text).danger

    assert danger is not None
    found = card_of(danger, text, knowledge)
    assert found is not None
    assert found.id == card


def test_vietnamese_between_korean_keys_is_still_heard() -> None:
    """ "có thai" looks like a Korean keyboard left on English."""
    danger = DangerScreen().screen("Tôi có thai đau bụng ra máu")

    assert danger is not None
    assert (danger.kind, danger.language) == ("medical_fire", "vi")
