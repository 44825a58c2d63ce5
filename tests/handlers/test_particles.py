"""Particles fit the word before them, numbers as they are read."""

from __future__ import annotations

import pytest

from handlers.particles import fit
from handlers.words import Words


@pytest.mark.parametrize(
    ("word", "following", "expected"),
    [
        ("행정복지센터", "이나 복지로에서", "나 복지로에서"),
        ("동사무실", "나 복지로에서", "이나 복지로에서"),
        ("129", "이나 동", "나 동"),
        ("1355", "으로 전화", "로 전화"),
        ("119", "나 112", "나 112"),
        ("1577-1000", "로 전화", "으로 전화"),
        ("109", "는", "는"),
        ("031", "로.", "로."),
        ("3층", "는 어디", "은 어디"),
        ("송산1동 행정복지센터", "(031)에서", "(031)에서"),
        ("센터", "이 아니라", "가 아니라"),
        ("hello", "은", "은"),
        ("월요일", "으로 바꿨어요", "로 바꿨어요"),
    ],
)
def test_a_particle_follows_the_sound_of_the_word(word: str, following: str, expected: str):
    assert fit(word, following) == expected


def test_a_text_is_filled_with_fitting_particles():
    say = Words(
        {"a": "{office.name}이나 {tel.x}로 전화하세요."},
        {"office.name": "센터", "tel.x": "1577-1000"},
    )

    assert say("a") == "센터나 1577-1000으로 전화하세요."
