"""
A small trained model over n-grams: ridge regression in its kernel form, fitted in about a second.

The kernel is c + c*c with c the TF-IDF cosine of two texts, so pairs of n-grams count too. Each training text keeps
one weight a class, which makes a verdict explainable: it is the sum over the texts that it resembles.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from intents.grams import BUCKETS, SHARES, Grams, documents
from intents.tfidf import Scores, TfIdf

Floats = npt.NDArray[np.float32]

#: N-grams in more texts than this go through a dense matrix product, the others pair by pair.
_COMMON = 30


def views(texts: Sequence[str]) -> list[TfIdf]:
    """Return the index of the texts (squashed) in both views."""
    return [TfIdf.of(view) for view in documents(texts)]


def fit(indexes: Sequence[TfIdf], targets: Floats, ridge: float) -> Floats:
    """Return one weight a text and column of `targets`; costs time that grows with the cube of the texts."""
    return np.asarray(np.linalg.solve(_gram(indexes, ridge), targets), dtype=np.float32)


def fit_left_out(indexes: Sequence[TfIdf], targets: Floats, ridge: float) -> tuple[Floats, Floats]:
    """Return the weights, and what the model says of each text when fitted without it."""
    inverse = np.asarray(np.linalg.inv(_gram(indexes, ridge)), dtype=np.float32)
    weights = inverse @ targets
    return weights, targets - weights / np.diag(inverse)[:, None]


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

    def __init__(self, indexes: Sequence[TfIdf], weights: Floats) -> None:
        self._views = indexes
        self._weights: Floats = np.ascontiguousarray(weights.T)

    def scores(self, text: Grams) -> Scores:
        """Return about 1 for a class the text belongs to, about 0 for others, both with some slack."""
        cosine = np.float32(SHARES[0]) * self._views[0].scores(text[0])
        cosine += np.float32(SHARES[1]) * self._views[1].scores(text[1])
        # einsum, not @: BLAS would wake its threads for this, and wait for them on a busy machine
        return np.asarray(np.einsum("cj,j->c", self._weights, cosine + cosine * cosine))


def _add_cosines(gram: Floats, index: TfIdf, share: float) -> None:
    rows, weights, starts = index.rows, index.weights, index.starts
    lengths = np.diff(starts)
    common = np.flatnonzero(lengths > _COMMON)
    dense = np.zeros((len(common), index.size), dtype=np.float32)
    for row, gram_id in enumerate(common):
        span = slice(starts[gram_id], starts[gram_id + 1])
        dense[row, rows[span]] = weights[span]
    for full in (index.full.astype(np.float32, copy=False), dense):
        gram += np.float32(share) * (full.T @ full)
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
