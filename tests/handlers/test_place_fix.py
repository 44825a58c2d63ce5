"""A place put right: the teller's own words stay as they were told where it is unsure what is wrong in them."""

from __future__ import annotations

import pytest

from handlers.about_report import mended_story


@pytest.mark.parametrize(
    ("story", "words", "mended"),
    [
        ("302호 애가 울어요", "303호라고요", "303호 애가 울어요"),
        (
            "저는 302호 앞집인데 애가 울어요",
            "202호라고요",
            "저는 302호 앞집인데 애가 울어요\n202호",
        ),
        ("302호 애가 울어요", "101동 303호라고요", "101동 303호 애가 울어요"),
        ("솔밭빌라 302호 애가 울어요", "솔밭빌라 303호라고요", "솔밭빌라 303호 애가 울어요"),
    ],
)
def test_the_place_is_put_right_and_nothing_else(story: str, words: str, mended: str):
    assert mended_story(story, words)[0] == mended
