"""What the models learned is learned once, and nothing that is wrong with its folder stops a start."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.learned import Learned
from intents.fits import Fit


class Lesson:
    """Something to learn that counts how often it was learned."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Fit:
        self.times += 1
        return {"weights": np.arange(3, dtype=np.float32)}


def test_what_was_learned_is_not_learned_again(tmp_path: Path) -> None:
    lesson = Lesson()
    first = Learned(tmp_path)("danger-1", lesson)

    again = Learned(tmp_path)("danger-1", lesson)

    assert lesson.times == 1
    assert np.array_equal(first["weights"], again["weights"])


def test_other_knowledge_is_learned_anew(tmp_path: Path) -> None:
    lesson = Lesson()
    Learned(tmp_path)("danger-1", lesson)

    Learned(tmp_path)("danger-2", lesson)

    assert lesson.times == 2


def test_a_damaged_file_is_learned_anew(tmp_path: Path) -> None:
    lesson = Lesson()
    Learned(tmp_path)("danger-1", lesson)
    (file,) = tmp_path.glob("*.npz")
    file.write_bytes(file.read_bytes()[:50])

    Learned(tmp_path)("danger-1", lesson)

    assert lesson.times == 2


def test_whatever_byte_of_a_file_is_damaged_nothing_wrong_is_learned(tmp_path: Path) -> None:
    Learned(tmp_path)("danger-1", Lesson())
    (file,) = tmp_path.glob("*.npz")
    good = file.read_bytes()

    for place in range(len(good)):
        file.write_bytes(good[:place] + bytes([good[place] ^ 0x28]) + good[place + 1 :])
        found = Learned(tmp_path)("danger-1", Lesson())
        assert list(found.get("weights", [])) in ([0, 1, 2], [])


def test_what_a_killed_process_left_half_written_goes(tmp_path: Path) -> None:
    (tmp_path / "danger-0-abc.999999999").write_bytes(b"half")

    Learned(tmp_path)("danger-1", Lesson())

    assert [path.suffix for path in tmp_path.iterdir()] == [".npz"]


def test_a_file_with_objects_in_it_is_not_opened(tmp_path: Path) -> None:
    lesson = Lesson()
    Learned(tmp_path)("danger-1", lesson)
    (file,) = tmp_path.glob("*.npz")
    np.savez(file, weights=np.array([{"a": 1}], dtype=object), allow_pickle=True)

    found = Learned(tmp_path)("danger-1", lesson)

    assert lesson.times == 2
    assert found["weights"].dtype == np.float32


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    lesson = Lesson()

    found = Learned(tmp_path / "file" / "learned")("danger-1", lesson)

    assert lesson.times == 1
    assert len(found["weights"]) == 3


def test_what_is_missing_is_learned_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder of knowledge is broken here, so the child fails and we learn ourselves."""
    monkeypatch.setattr("bot.learned._LEARN_WITHIN_S", 60)
    (tmp_path / "faq").mkdir()
    lesson = Lesson()

    Learned(tmp_path / "learned", faq_dir=tmp_path / "faq")("danger-1", lesson)

    assert lesson.times == 1
    assert list((tmp_path / "learned").glob("danger-1-*.npz"))


def test_only_the_newest_files_are_kept(tmp_path: Path) -> None:
    for number in range(20):
        Learned(tmp_path)(f"danger-{number}", Lesson())

    assert len(list(tmp_path.glob("*.npz"))) == 12
