"""One view of a set of documents as TF-IDF weights, kept by n-gram so that a query touches only its own n-grams."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from intents.grams import BUCKETS, Documents, View

Scores = npt.NDArray[np.float32]
Rows = npt.NDArray[np.uint16 | np.int32]
Starts = npt.NDArray[np.int32]
Ids = npt.NDArray[np.int64]

#: An n-gram in more than this share of the documents is kept as a full row: adding rows beats gathering postings.
_COMMON_SHARE = 0.08
_COMMON_LEAST, _COMMON_MOST = 16, 5_000


class Weighed(NamedTuple):
    """The n-grams of a query with their weights, the common ones as places of full rows."""

    rare: Ids
    rare_weights: Scores
    common: npt.NDArray[np.int16]
    common_weights: Scores


class TfIdf:
    """Cosine between a query and every document, in time that grows with the query's postings only."""

    def __init__(self, documents: Documents, idf_power: float = 1.0) -> None:
        self.size, rows, ids, counts = documents
        seen = np.bincount(ids, minlength=BUCKETS)
        self.idf = ((np.log((1 + self.size) / (1 + seen)) + 1) ** idf_power).astype(np.float32)
        weights = (1 + np.log(counts)).astype(np.float32) * self.idf[ids]
        norms = np.sqrt(np.bincount(rows, weights=weights * weights, minlength=self.size))
        norms[norms == 0] = 1
        weights /= norms[rows].astype(np.float32)
        common = np.argsort(-seen, kind="stable")[:_COMMON_MOST]
        common = common[seen[common] > max(_COMMON_LEAST, _COMMON_SHARE * self.size)]
        self._full_row = np.full(BUCKETS, -1, dtype=np.int16)
        self._full_row[common] = np.arange(len(common))
        #: One row for each common n-gram: its weight in every document.
        self.full = np.zeros((len(common), self.size), dtype=np.float32)
        places = self._full_row[ids]
        is_common = places >= 0
        self.full[places[is_common], rows[is_common]] = weights[is_common]
        rare = np.flatnonzero(~is_common)
        rare = rare[np.argsort(ids[rare], kind="stable")]
        # half the bytes: documents are few enough, and a weight needs three digits
        self._rows: Rows = rows[rare].astype(np.uint16 if self.size <= 1 << 16 else np.int32)
        self._weights = weights[rare].astype(np.float16)
        seen[common] = 0
        self._starts: Starts = np.concatenate(([0], np.cumsum(seen))).astype(np.int32)

    def postings(self) -> tuple[Rows, npt.NDArray[np.float16], Starts]:
        """Return rows and weights of the uncommon n-grams, sorted by these, and where each one's begin (and the end)."""
        return self._rows, self._weights, self._starts

    def weighed(self, query: View, share: float = 1.0) -> Weighed:
        """Return the query's n-grams with weights whose squares add up to `share` squared."""
        weights = (1 + np.log(query.counts)).astype(np.float32) * self.idf[query.ids]
        norm = float(np.sqrt(weights @ weights))
        weights *= np.float32(share / norm if norm else 0)
        full = self._full_row[query.ids]
        rare = full < 0
        return Weighed(query.ids[rare], weights[rare], full[~rare], weights[~rare])

    def add_rare(self, total: Scores, query: Weighed) -> None:
        """Add to every document what the uncommon n-grams of the query give it."""
        starts = self._starts[query.rare].astype(np.int64)
        lengths = self._starts[query.rare + 1] - starts
        ends = np.cumsum(lengths)
        if not len(ends) or not ends[-1]:
            return
        where = np.repeat(starts - ends + lengths, lengths)
        where += np.arange(ends[-1])
        added = np.repeat(query.rare_weights, lengths)
        # places are right by construction: "clip" spares the copies that numpy makes to be able to complain
        added *= self._weights.take(where, mode="clip")
        np.add.at(total, self._rows.take(where, mode="clip").astype(np.intp), added)

    def add_common(self, total: Scores, query: Weighed, only: Ids | None = None) -> None:
        """Add to the documents `only` (None: all) what the common n-grams of the query give them."""
        if not len(query.common):
            return
        # einsum, not @: BLAS would wake its threads for this, and wait for them on a busy machine
        if only is None:
            rows = self.full.take(query.common, axis=0, mode="clip")
            total += np.einsum("i,ij->j", query.common_weights, rows)
        else:
            cells = query.common.astype(np.int64)[:, None] * self.size + only
            rows = self.full.reshape(-1).take(cells, mode="clip")
            total[only] += np.einsum("i,ij->j", query.common_weights, rows)

    def scores(self, query: View) -> Scores:
        """Return the cosine with each document; 0 for all when the query has no known n-gram."""
        total = np.zeros(self.size, dtype=np.float32)
        weighed = self.weighed(query)
        self.add_rare(total, weighed)
        self.add_common(total, weighed)
        return total
