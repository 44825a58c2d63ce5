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


class KernelModel:
    """Scores of a text against each column of `targets`, learned from `texts` (squashed)."""

    def __init__(
        self, texts: Sequence[str], targets: Floats, ridge: float, *, leave_one_out: bool = False
    ) -> None:
        size = len(texts)
        gram = np.zeros((size, size), dtype=np.float32)
        self._views = [TfIdf(view) for view in documents(texts)]
        for index, share in zip(self._views, SHARES, strict=True):
            _add_cosines(gram, index, share)
        np.fill_diagonal(gram, 1.0)
        gram += gram * gram
        gram[np.diag_indices(size)] += ridge
        #: What the model says of each training text when fitted without it; empty unless asked for.
        self.left_out: Floats = np.zeros((0, targets.shape[1]), dtype=np.float32)
        if leave_one_out:
            inverse = np.asarray(np.linalg.inv(gram), dtype=np.float32)
            weights = inverse @ targets
            self.left_out = targets - weights / np.diag(inverse)[:, None]
        else:
            weights = np.asarray(np.linalg.solve(gram, targets), dtype=np.float32)
        self._weights: Floats = np.ascontiguousarray(weights.T)

    def scores(self, text: Grams) -> Scores:
        """Return about 1 for a class the text belongs to, about 0 for others, both with some slack."""
        cosine = np.float32(SHARES[0]) * self._views[0].scores(text[0])
        cosine += np.float32(SHARES[1]) * self._views[1].scores(text[1])
        # einsum, not @: BLAS would wake its threads for this, and wait for them on a busy machine
        return np.asarray(np.einsum("cj,j->c", self._weights, cosine + cosine * cosine))


def _add_cosines(gram: Floats, index: TfIdf, share: float) -> None:
    rows, weights, starts = index.postings()
    lengths = np.diff(starts)
    common = np.flatnonzero(lengths > _COMMON)
    dense = np.zeros((index.size, len(common)), dtype=np.float32)
    for column, gram_id in enumerate(common):
        span = slice(starts[gram_id], starts[gram_id + 1])
        dense[rows[span], column] = weights[span]
    gram += np.float32(share) * (dense @ dense.T)
    flat = gram.reshape(-1)
    for length in range(2, _COMMON + 1):
        firsts = starts[:BUCKETS][lengths == length]
        if not len(firsts):
            continue
        span = firsts[:, None] + np.arange(length)
        cells = rows[span][:, :, None].astype(np.int64) * index.size + rows[span][:, None, :]
        products = share * weights[span][:, :, None] * weights[span][:, None, :]
        np.add.at(flat, cells.ravel(), products.ravel().astype(np.float32))
