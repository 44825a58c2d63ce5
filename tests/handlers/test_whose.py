"""Whose danger it is: of whom it is told, by whom, and after a correction."""

from __future__ import annotations

import pytest

from tests.world import office_at

FRIEND = "친구가 죽고 싶다고 카톡이 왔어요"


@pytest.mark.parametrize(
    ("texts", "about"),
    [
        (["아들이 죽고싶다고 편지에 썼어요"], ("about_other",)),
        (["누나가 저한테 죽고싶다고 했어요"], ("about_other",)),
        (["아들이 죽고싶대요"], ("about_other",)),
        (["친구가 나보고 죽으래요 죽고싶어요"], ("about_self",)),
        (["남편이 때려서 죽고 싶다고요"], ("about_self",)),
        ([FRIEND, "내일요??? 지금 급해요 얘 죽을거 같아요"], ("about_other",)),
        ([FRIEND, "저도 죽고 싶어요"], ("about_other", "about_self")),
        ([FRIEND, "죽고 싶어요"], ("about_other", "about_self")),
        (["죽고 싶어요", "저 말고 아들이요"], ("about_other",)),
        (["아내가 죽고 싶다고 해서 저도 죽고 싶어요"], ("about_self",)),
        (["엄마가 죽고싶다고 하는데 나도 죽고 싶다"], ("about_self",)),
        (["남편이 죽을 것 같다고 해서 제가 먼저 죽으려고요 약을 모았어요"], ("about_self",)),
        (["친구가 자살했다고 해요 저도 따라 죽을래요"], ("about_self",)),
        (["아내가 죽고 싶다고 해서 제가 말렸는데 또 죽는대요"], ("about_other",)),
        ([FRIEND, "죽을거같다고요 친구가!!"], ("about_other",)),
        (["죽을거같다고요 친구가!!"], ("about_other",)),
    ],
)
async def test_it_is_known_whose_danger_it_is(texts: list[str], about: tuple[str, ...]):
    async with office_at("2026-11-23 22:00") as office:
        me = office.resident()
        for text in texts:
            await me.says(text)

        (ticket,) = await office.tickets()
        assert tuple(r for r in ticket.reasons if r.startswith("about_")) == about


async def test_somebody_beaten_who_takes_the_children_along_does_not_mean_death():
    async with office_at("2026-11-23 22:00") as office:
        me = office.resident()
        await me.says("남편이 때려요")

        await me.says("애들 데리고 갈까")

        (ticket,) = await office.tickets()
        assert "danger_suicide" not in ticket.reasons
        me.heard("아이와 함께 몸 피할 곳은 ☎ 1366")
