"""One view of a set of documents as TF-IDF weights, kept by n-gram so that a query touches only its own n-grams."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from intents.grams import BUCKETS, Ids

Scores = npt.NDArray[np.float32]


class TfIdf:
    """Cosine between a query and every document, in time that grows with the query's postings only."""

    def __init__(self, documents: Sequence[Ids], idf: Scores | None = None) -> None:
        counted = [np.unique(ids, return_counts=True) for ids in documents]
        self.size = len(documents)
        self.idf = inverse_frequency([ids for ids, _ in counted]) if idf is None else idf
        rows = np.repeat(np.arange(self.size, dtype=np.int32), [len(ids) for ids, _ in counted])
        ids = np.concatenate([ids for ids, _ in counted]) if counted else np.empty(0, np.int64)
        weights = [self._weights(ids, counts) for ids, counts in counted]
        order = np.argsort(ids, kind="stable")
        self._rows = rows[order]
        self._weights_of = (np.concatenate(weights) if weights else np.empty(0, np.float32))[order]
        self._starts = np.searchsorted(ids[order], np.arange(BUCKETS + 1)).astype(np.int32)

    def _weights(self, ids: Ids, counts: Ids) -> Scores:
        weights = (1 + np.log(counts)).astype(np.float32) * self.idf[ids]
        norm = float(np.sqrt((weights * weights).sum()))
        return weights / norm if norm else weights

    def postings(self) -> tuple[npt.NDArray[np.int32], Scores, npt.NDArray[np.int32]]:
        """Return rows and weights sorted by n-gram, and where each n-gram's begin (one more at the end)."""
        return self._rows, self._weights_of, self._starts

    def scores(self, query: Ids) -> Scores:
        """Return the cosine with each document; 0 for all when the query has no known n-gram."""
        ids, counts = np.unique(query, return_counts=True)
        weights = self._weights(ids, counts)
        starts, ends = self._starts[ids], self._starts[ids + 1]
        lengths = ends - starts
        if not lengths.sum():
            return np.zeros(self.size, dtype=np.float32)
        where = np.repeat(
            starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths
        ) + np.arange(lengths.sum())
        added = np.repeat(weights, lengths) * self._weights_of[where]
        return np.bincount(self._rows[where], weights=added, minlength=self.size).astype(np.float32)


def inverse_frequency(documents: Sequence[Ids]) -> Scores:
    """Return log((1 + n) / (1 + documents with it)) + 1 for each bucket; each document's ids must be unique."""
    seen = (
        np.bincount(np.concatenate(documents), minlength=BUCKETS)
        if documents
        else np.zeros(BUCKETS)
    )
    return (np.log((1 + len(documents)) / (1 + seen)) + 1).astype(np.float32)
