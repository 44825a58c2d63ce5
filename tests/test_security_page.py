"""Each point of the security page names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/reference/security.md").read_text("utf-8")
POINTS = re.findall(r"^\| \d+\.\d+\.\d+.*$", PAGE, re.MULTILINE)
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def test_the_page_has_points() -> None:
    assert len(POINTS) >= 35


@pytest.mark.parametrize("point", POINTS, ids=lambda p: p.split("|")[1].strip()[:40])
def test_every_point_names_a_test(point: str) -> None:
    assert re.search(r"`tests/[\w/]+\.py::test_\w+` \|$", point)


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[name for _path, name in NAMED])
def test_every_named_test_exists(path: str, name: str) -> None:
    text = (ROOT / path).read_text("utf-8")

    assert re.search(rf"^(?:async )?def {name}\(", text, re.MULTILINE)
