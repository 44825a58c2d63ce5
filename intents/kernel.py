"""
A small trained model over n-grams: ridge regression in its kernel form, fitted in about a second.

The kernel is c + c*c with c the TF-IDF cosine of two texts, so pairs of n-grams count too. Each training text keeps
one weight a class, which makes a verdict explainable: it is the sum over the texts that it resembles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from intents.grams import BUCKETS, Ids, keystrokes, syllables
from intents.tfidf import Scores, TfIdf

Floats = npt.NDArray[np.float32]
View = Callable[[str], Ids]

#: Share of each view in the cosine; measured best with the TF-IDF index as well (docs/reference/understanding.md).
VIEWS: tuple[tuple[View, float], ...] = ((syllables, 0.6), (keystrokes, 0.4))
#: N-grams in more texts than this go through a dense matrix product, the others pair by pair.
_COMMON = 30


class KernelModel:
    """Scores of a text against each column of `targets`, learned from `texts` (squashed)."""

    def __init__(
        self,
        texts: Sequence[str],
        targets: Floats,
        ridge: float = 0.3,
        *,
        leave_one_out: bool = False,
    ) -> None:
        size = len(texts)
        gram = np.zeros((size, size), dtype=np.float32)
        self._views: list[tuple[View, float, TfIdf]] = []
        for view, share in VIEWS:
            index = TfIdf([view(text) for text in texts])
            _add_cosines(gram, index, share)
            self._views.append((view, share, index))
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

    def likeness(self, squashed: str) -> Scores:
        """Return the kernel of the text with each training text."""
        cosine = sum(share * index.scores(view(squashed)) for view, share, index in self._views)
        return np.asarray(cosine + cosine * cosine, dtype=np.float32)

    def scores(self, squashed: str) -> Scores:
        """Return about 1 for a class the text belongs to, about 0 for others, both with some slack."""
        return self._weights @ self.likeness(squashed)

    def scores_of(self, squashed: str, classes: npt.NDArray[np.intp]) -> Scores:
        """Return the scores of these classes only: with 1,000 classes most of the work is saved."""
        return self._weights[classes] @ self.likeness(squashed)


def _add_cosines(gram: Floats, index: TfIdf, share: float) -> None:
    rows, weights, starts = index.postings()
    lengths = np.diff(starts)
    common = np.flatnonzero(lengths > _COMMON)
    dense = np.zeros((index.size, len(common)), dtype=np.float32)
    for column, gram_id in enumerate(common):
        span = slice(starts[gram_id], starts[gram_id + 1])
        dense[rows[span], column] = weights[span]
    gram += share * (dense @ dense.T)
    flat = gram.reshape(-1)
    for length in range(2, _COMMON + 1):
        firsts = starts[:BUCKETS][lengths == length]
        if not len(firsts):
            continue
        span = firsts[:, None] + np.arange(length)
        cells = (
            rows[span][:, :, None].astype(np.int64) * index.size + rows[span][:, None, :]
        ).ravel()
        products = (share * weights[span][:, :, None] * weights[span][:, None, :]).ravel()
        np.add.at(flat, cells, products)
