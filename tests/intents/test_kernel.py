"""What the danger screen is learned with: a matrix of thousands of texts is inverted half by half."""

from __future__ import annotations

import numpy as np
import pytest

from intents.kernel import half_inverse


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 1500])
def test_twice_the_half_is_the_inverse(size: int) -> None:
    points = np.random.default_rng(1).normal(size=(size, 40)).astype(np.float32)
    matrix = points @ points.T / 40 + 0.1 * np.eye(size, dtype=np.float32)
    half = half_inverse(matrix)
    assert np.allclose(half.T @ half, np.linalg.inv(matrix.astype(float)), atol=1e-3)
