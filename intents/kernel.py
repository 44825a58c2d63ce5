"""
A small trained model over n-grams: ridge regression in its kernel form, fitted in some seconds.

The kernel is c + c*c with c the TF-IDF cosine of two texts, so pairs of n-grams count too. Each training text keeps
one weight a class, which makes a verdict explainable: it is the sum over the texts that it resembles.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from intents.grams import BUCKETS, SHARES, Grams, documents
from intents.tfidf import Scores, TfIdf

Floats = npt.NDArray[np.float32]

#: N-grams in more texts than this go through a dense matrix product, the others pair by pair.
_COMMON = 30
#: Up to this size LAPACK inverts; above it half by half, for its own way takes five times as long for thousands.
_SMALL = 256


def views(texts: Sequence[str]) -> list[TfIdf]:
    """Return the index of the texts (squashed) in both views."""
    return [TfIdf.of(view) for view in documents(texts)]


def fit(indexes: Sequence[TfIdf], targets: Floats, ridge: float) -> Floats:
    """Return one weight a text and column of `targets`; the time grows with the cube of the texts."""
    half = half_inverse(_gram(indexes, ridge))
    return np.asarray(half.T @ (half @ targets))


def fit_left_out(indexes: Sequence[TfIdf], targets: Floats, ridge: float) -> tuple[Floats, Floats]:
    """Return the weights, and what the model says of each text when fitted without it."""
    half = half_inverse(_gram(indexes, ridge))
    weights = half.T @ (half @ targets)
    diagonal = np.einsum("ij,ij->j", half, half)
    return weights, targets - weights / diagonal[:, None]


def half_inverse(matrix: Floats) -> Floats:
    """
    Return h with h.T @ h the inverse of a symmetric positive definite matrix: that of its Cholesky factor.

    Almost all of it is matrix products, which take a quarter of the time that LAPACK needs to invert thousands; the
    inverse itself, made half by half, would lose all its digits in single precision.
    """
    size = len(matrix)
    if size <= _SMALL:
        return np.asarray(np.linalg.inv(np.linalg.cholesky(matrix)), dtype=np.float32)
    middle = size // 2
    first = half_inverse(matrix[:middle, :middle])
    beside = matrix[middle:, :middle] @ first.T
    last = half_inverse(matrix[middle:, middle:] - beside @ beside.T)
    out = np.zeros_like(matrix)
    out[:middle, :middle] = first
    out[middle:, :middle] = -(last @ (beside @ first))
    out[middle:, middle:] = last
    return out


def _gram(indexes: Sequence[TfIdf], ridge: float) -> Floats:
    size = indexes[0].size
    gram = np.zeros((size, size), dtype=np.float32)
    for index, share in zip(indexes, SHARES, strict=True):
        _add_cosines(gram, index, share)
    np.fill_diagonal(gram, 1.0)
    gram += gram * gram
    gram[np.diag_indices(size)] += ridge
    return gram


class KernelModel:
    """Scores of a text against each column of the targets it was fitted to."""

    def __init__(self, index: TfIdf, weights: Floats) -> None:
        """`index` holds both views, joined."""
        self._index = index
        self._weights: Floats = np.ascontiguousarray(weights.T)

    def scores(self, text: Grams) -> Scores:
        """Return about 1 for a class the text belongs to, about 0 for others, both with some slack."""
        cosine = self._index.scores(text)
        # einsum, not @: BLAS would wake its threads for this, and wait for them on a busy machine
        return np.asarray(np.einsum("cj,j->c", self._weights, cosine + cosine * cosine))


def _add_cosines(gram: Floats, index: TfIdf, share: float) -> None:
    rows, weights, starts = index.rows, index.weights, index.starts
    lengths = np.diff(starts)
    common = np.flatnonzero(lengths > _COMMON)
    known = len(index.full)
    dense = np.zeros((known + len(common), index.size), dtype=np.float32)
    dense[:known] = index.full
    for row, gram_id in enumerate(common, known):
        span = slice(starts[gram_id], starts[gram_id + 1])
        dense[row, rows[span]] = weights[span]
    dense *= np.float32(math.sqrt(share))
    gram += dense.T @ dense
    flat = gram.reshape(-1)
    for length in range(2, _COMMON + 1):
        firsts = starts[:BUCKETS][lengths == length]
        if not len(firsts):
            continue
        span = firsts[:, None] + np.arange(length)
        cells = rows[span].astype(np.int64)
        cells = cells[:, :, None] * index.size + cells[:, None, :]
        parts = weights[span].astype(np.float32)
        products = np.float32(share) * parts[:, :, None] * parts[:, None, :]
        np.add.at(flat, cells.ravel(), products.ravel())
