"""Two ways of writing a home are one; two homes are never one."""

from __future__ import annotations

import pytest

from storage.place_keys import pins_around, place_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("송산로 77번길 12, 101동 302호", "송산로77번길 12 101-302"),
        ("송산로 77번길 12 101동302호", "경기도 의정부시 송산로 77번길 12, 101 동 302 호"),
        ("용현동 123-4 2층", "용현동123-4, 2 층"),
        ("송산로 12", "의정부시 송산로12"),
        ("송산로 12 가동 2호", "송산로 12, 가 동 2호"),
        ("ＧＳ편의점 옆 파란 대문", "gs편의점 옆 파란대문"),
    ],
)
def test_the_same_home_is_the_same_key(one: str, other: str) -> None:
    assert place_keys(one)["unit"] == place_keys(other)["unit"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("송산로 12", "송산로12번길"),
        ("송산로 12", "송산로 12번길 12"),
        ("송산로 12 101동 302호", "송산로 12 102동 302호"),
        ("송산로 12 302호", "송산로 12 303호"),
        ("송산로 12", "송산로 12-1"),
        ("송산로 12 지하 1호", "송산로 12 1호"),
        ("용현동 123-4", "용현동 123-5"),
    ],
)
def test_another_home_is_another_key(one: str, other: str) -> None:
    assert place_keys(one)["unit"] != place_keys(other)["unit"]


def test_two_flats_of_one_house_share_the_building() -> None:
    flats = [place_keys(f"송산로 12 {n}호") for n in (301, 302)]

    assert flats[0]["building"] == flats[1]["building"]
    assert flats[0]["unit"] != flats[1]["unit"]


def test_points_within_fifty_metres_are_neighbours_and_a_kilometre_is_far() -> None:
    here = place_keys("지도 위치 37.74620, 127.09310")["pin"]

    assert here in pins_around("지도 위치 37.74650, 127.09290")
    assert here not in pins_around("지도 위치 37.75520, 127.09310")


@pytest.mark.parametrize("text", ["", "unknown", "모름", "집"])
def test_what_says_nothing_is_found_by_nothing(text: str) -> None:
    assert place_keys(text) == {}
