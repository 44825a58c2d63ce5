"""What is feared before a neighbour is reported and after: kindly answered, and never with a benefit."""

from __future__ import annotations

import pytest

from tests.world import office_at

CHILD = "옆집 애기가 밤마다 울어요.. 한 열흘쯤? 이런것도 신고해야되나 모르겠네요"


@pytest.mark.parametrize("at", ["2026-11-24 11:00", "2026-11-24 23:00"])
@pytest.mark.parametrize(
    "words",
    ["괜히 신고했다가 아니면 어떡해요", "오해면요", "별일 아니면 혼나나요", "그냥 예민한 애기일수도 있잖아요 괜히 신고했다가 아니면 어떡해요", "잘못 신고하면 벌금 내나요"],
)  # fmt: skip
async def test_to_be_wrong_is_fine(at: str, words: str):
    async with office_at(at) as office:
        me = office.resident("web")
        await me.says(CHILD)

        await me.says(words)

        me.heard("확실하지 않아도 괜찮아요", "별일이 아니어도 괜찮고", "112", "아동학대")
        assert "이웃이 걱정돼요" in me.labels
        me.heard_nothing_of("혹시 이 질문인가요")


@pytest.mark.parametrize("at", ["2026-11-24 11:00", "2026-11-24 23:00"])
@pytest.mark.parametrize(
    "words",
    ["제가 신고한거 옆집이 알게되나요", "비밀로 해주나요", "제가 신고한거 옆집이 알게되나요? 바로 벽하나 사이라 좀 무서워서"],
)  # fmt: skip
async def test_the_household_hears_nothing_of_who_told(at: str, words: str):
    async with office_at(at) as office:
        me = office.resident("web")
        await me.says(CHILD)
        await me.says("괜히 신고했다가 아니면 어떡해요")

        await me.says(words)

        me.heard("그 집에 말하지 않아요")
        assert {"이어서 신고하기", "이웃이 걱정돼요"} & set(me.labels)


async def test_a_card_about_a_child_that_cries_names_the_police():
    async with office_at("2026-11-24 23:00") as office:
        me = office.resident("web")

        await me.says(CHILD)
        me.heard("아이가 걱정되면 확실하지 않아도 ☎ 112")

        other = office.resident("web")
        await other.says("앞집 할머니가 요즘 밥을 잘 안 드시는것 같아요")
        other.heard_nothing_of("아이가 걱정되면")


async def test_in_the_form_too_it_is_fine_to_be_wrong_about_a_child():
    async with office_at("2026-11-24 23:00") as office:
        me = office.resident("web")
        for words in ("이웃이 걱정돼요", "한빛빌라 302호 아기가 밤마다 울어요"):
            await me.says(words)

        await me.says("오해면 어떡해요")

        me.heard("별일이 아니어도 괜찮고", "아동학대 신고도", "생명이 위험한가요")


async def test_it_is_answered_behind_a_report_that_was_sent():
    async with office_at("2026-11-24 23:00") as office:
        me = office.resident("web")
        for words in (
            "이웃이 걱정돼요", "한빛빌라 302호 할머니가 요즘 안 보여요", "아니요", "이웃·지인", "그냥 보내기", "신고 보내기",
        ):  # fmt: skip
            await me.says(words)

        await me.says("괜히 신고했다가 아니면 어떡해요")
        me.heard("별일이 아니어도 괜찮고")
        await me.says("비밀로 해주나요")
        me.heard("그 집에 말하지 않아요")


@pytest.mark.parametrize("words", ["별일 아니면 혼나나요", "비밀로 해주나요", "오해면요"])
async def test_where_no_neighbour_is_the_matter_nothing_is_said_of_one(words: str):
    async with office_at("2026-11-24 11:00") as office:
        me = office.resident("web")
        await me.says("기초연금 얼마예요")

        await me.says(words)

        me.heard_nothing_of("그 집", "걱정되어 알리신")
