"""The measurements of docs/reference/reliability.md run; small here, their figures count only at full size."""

from __future__ import annotations

from benchmarks import restore, rotate, scale
from benchmarks.figures import Figure


def named(figures: list[Figure]) -> dict[str, Figure]:
    return {figure.what: figure for figure in figures}


def test_a_restored_backup_has_identical_counts() -> None:
    (figure,) = restore.measure(5_000)

    assert "counts identical" in figure.measured
    assert "5,0" in figure.what


def test_a_rotation_killed_again_and_again_leaves_no_row_unreadable() -> None:
    unreadable, _held = rotate.measure(4_000, 2, beside=False)

    assert unreadable.measured == "0, and 0 left with an older key"


def test_the_work_of_a_large_database_is_the_same_work(monkeypatch) -> None:
    monkeypatch.setattr(scale, "SMALL", 2_000)
    monkeypatch.setattr(scale, "ROUNDS", 1)
    monkeypatch.setattr(scale, "TIMES", 3)

    figures = named(scale.measure(4_000))

    assert len(figures) == len(scale.WORK)
    assert all(figure.measured.endswith("x") for figure in figures.values())
