"""What happens in a life is answered by its own entry, in words that none of the entries was given."""

from __future__ import annotations

import pytest

from intents.understanding import Understanding


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("영유아 검진 결과지에 추적검사 하라고 나왔어요", "dev-check"),
        ("아이가 또래보다 늦어 검사를 권유받았는데 보건소에서 도와주나요", "dev-check"),
        ("며느리 몸조리할 때 사람 보내주는 거 있다던데", "postnatal-helper"),
        ("아기 낳고 집에 와서 도와주는 이모님 나라에서 보내주나요", "postnatal-helper"),
        ("수급비 타면서 식당에서 하루 세 시간 일하면 얼마나 깎여요", "benefit-work"),
        ("언니가 한 달에 이십만원씩 보내주는데 수급자 괜찮나", "family-gift"),
        ("아들 자폐인데 성인 되면 장애아동수당 대신 뭐 받아요", "dis-turning-18"),
        ("임신 7개월 미혼인데 아기랑 지낼 시설 있나요", "single-parent-home"),
        ("집주인이 소송한대요 월세 밀렸다고", "eviction"),
        ("집주인이 수도를 안 고쳐줘요", "tenant-repair"),
        ("남편이 회사 다니다 죽었는데 국민연금에서 나오는 거 있나요", "survivors-pension"),
        ("카드회사에서 자꾸 집으로 찾아온대요", "debt-collection"),
        ("개인회생이랑 신용회복이랑 뭐가 달라요", "debt"),
        ("급식카드 쓰면 친구들한테 들키나요", "meal-card-shy"),
        ("엄마 돌아가셨는데 화장비 지원", "funeral-grant"),
        ("연탄 말고 기름 때는 집은요", "coal"),
        ("아버지 장기요양을 인터넷으로 접수하려고요", "ltc"),
    ],
)
def test_the_entry_of_the_event_is_the_answer(shipped: Understanding, text: str, entry: str):
    meant = shipped.understand(text)

    assert (meant.matches[0].id, meant.decision) == (entry, "answer")


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("아기 낳으면 수급자한테 주는 돈", "birth-funeral"),
        ("임신했어요 뭐 신청해요", "pregnancy"),
        ("한부모 증명서는 어느 창구에서 떼나요", "single-parent-cert"),
        ("미혼모인데 뭐 받아요", "single-parent"),
        ("우리 딸인데 장애가 있어요 장애인연금 얼마예요", "dis-pension"),
        ("집에 와서 도와주는사람 잇나요", "elder-care"),
        ("생계급여 신청하고 싶어요", "livelihood"),
        ("아동급식카드 편의점에서 뭐 살 수 있어요", "meal-card"),
        ("우리 집 보일러가 낡았는데 고쳐 주나요 집은 제 거예요", "housing-repair"),
        ("월세 넉 달 밀려서 나가래요 애들 데리고 갈 데가 없어요", "emergency-housing"),
        ("안심상속 신청기간", "after-death"),
        ("올해 내가 건강검진 대상인가요", "checkup"),
    ],
)
def test_a_neighbouring_benefit_keeps_its_own_questions(
    shipped: Understanding, text: str, entry: str
):
    assert shipped.understand(text).matches[0].id == entry


@pytest.mark.parametrize("text", ["국민연금 언제 받아요", "국민연금 얼마 받아요"])
def test_ones_own_national_pension_is_no_survivors_pension(shipped: Understanding, text: str):
    assert shipped.understand(text).door == "pension"


@pytest.mark.parametrize(
    "text",
    [
        "노가다 하다가 허리를 다쳤어요",
        "산재 보상 받을수 있나요",
        "현장에서 떨어져서 다쳤는데 일용직이에요",
    ],
)
def test_a_day_labourer_who_was_hurt_is_told_of_the_work_accident_office(
    shipped: Understanding, text: str
):
    assert shipped.understand(text).door == "industrial-accident"


@pytest.mark.parametrize("text", ["재산 재산정해 주세요", "노가다 일자리 있나요"])
def test_property_and_work_are_no_work_accident(shipped: Understanding, text: str):
    assert shipped.understand(text).door is None
