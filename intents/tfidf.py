"""One view of a set of documents as TF-IDF weights, kept by n-gram so that a query touches only its own n-grams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from intents.fits import Fit
from intents.grams import BUCKETS, Documents, View

Scores = npt.NDArray[np.float32]
Rows = npt.NDArray[np.uint16 | np.int32]
Starts = npt.NDArray[np.int32]
Ids = npt.NDArray[np.int64]

#: An n-gram in more than this share of the documents is kept as a full row: adding rows beats gathering postings.
_COMMON_SHARE = 0.13
#: Full rows of fewer documents are kept in half the bytes; turning more back costs more time than that is worth.
_MANY = 512
_COMMON_LEAST, _COMMON_MOST = 16, 5_000


class Weighed(NamedTuple):
    """The n-grams of a query with their weights: of the uncommon ones the postings, of the common ones the full rows."""

    begin: Ids
    lengths: Ids
    rare_weights: Scores
    common: Ids
    common_weights: Scores


@dataclass(frozen=True, slots=True)
class TfIdf:
    """Cosine between a query and every document, in time that grows with the query's postings only."""

    #: What an n-gram is worth, by the number of documents that it stands in.
    idf: npt.NDArray[np.float16]
    #: The common n-grams, sorted, and in how many documents each stands.
    common: Ids
    common_in: Ids
    #: One row for each common n-gram: its weight in every document.
    full: npt.NDArray[np.float16 | np.float32]
    #: Documents and weights of the uncommon n-grams, sorted by these, and where each one's begin.
    rows: Rows
    weights: npt.NDArray[np.float16]
    starts: Starts

    @classmethod
    def of(cls, documents: Documents, idf_power: float = 1.0) -> TfIdf:
        """Weigh the documents; `idf_power` below 1 lets rare n-grams count for less."""
        size, rows, ids, counts = documents
        seen = np.bincount(ids, minlength=BUCKETS)
        idf = (np.log((1 + size) / (1 + np.arange(size + 1))) + 1) ** idf_power
        weights = (1 + np.log(counts)).astype(np.float32) * idf.astype(np.float32)[seen[ids]]
        norms = np.sqrt(np.bincount(rows, weights=weights * weights, minlength=size))
        norms[norms == 0] = 1
        weights /= norms[rows].astype(np.float32)
        common = np.argsort(-seen, kind="stable")[:_COMMON_MOST]
        common = np.sort(common[seen[common] > max(_COMMON_LEAST, _COMMON_SHARE * size)])
        common_in = seen[common]
        full_row = np.full(BUCKETS, -1, dtype=np.int16)
        full_row[common] = np.arange(len(common))
        full = np.zeros((len(common), size), dtype=np.float16 if size < _MANY else np.float32)
        places = full_row[ids]
        is_common = places >= 0
        full[places[is_common], rows[is_common]] = weights[is_common]
        rare = np.flatnonzero(~is_common)
        rare = rare[np.argsort(ids[rare], kind="stable")]
        seen[common] = 0
        starts = np.concatenate(([0], np.cumsum(seen))).astype(np.int32)
        # half the bytes: documents are few enough, and a weight needs three digits
        small: Rows = rows[rare].astype(np.uint16 if size <= 1 << 16 else np.int32)
        halves = weights[rare].astype(np.float16)
        return cls(idf.astype(np.float16), common, common_in, full, small, halves, starts)

    @property
    def size(self) -> int:
        """How many documents there are."""
        return int(self.full.shape[1])

    def weighed(self, query: View, share: float = 1.0) -> Weighed:
        """Return the query's n-grams with weights whose squares add up to `share` squared."""
        begin = self.starts.take(query.ids, mode="clip").astype(np.int64)
        seen = self.starts.take(query.ids + 1, mode="clip") - begin
        is_common = np.zeros(len(seen), dtype=bool)
        places = seen
        if len(self.common):
            places = np.searchsorted(self.common, query.ids)
            is_common = self.common.take(places, mode="clip") == query.ids
            seen = np.where(is_common, self.common_in.take(places, mode="clip"), seen)
        weights = (1 + np.log(query.counts)).astype(np.float32)
        # a table for every n-gram instead would be a twentieth of our memory
        weights *= self.idf.take(seen, mode="clip")
        norm = float(np.sqrt(weights @ weights))
        weights *= np.float32(share / norm if norm else 0)
        rare = np.flatnonzero(~is_common)
        common = np.flatnonzero(is_common)
        return Weighed(
            begin.take(rare), seen.take(rare), weights.take(rare),
            places.take(common), weights.take(common),
        )  # fmt: skip

    def add_rare(self, total: Scores, query: Weighed) -> None:
        """Add to every document what the uncommon n-grams of the query give it."""
        ends = np.cumsum(query.lengths)
        if not len(ends) or not ends[-1]:
            return
        where = np.repeat(query.begin - ends + query.lengths, query.lengths)
        where += np.arange(ends[-1])
        added = np.repeat(query.rare_weights, query.lengths)
        # places are right by construction: "clip" spares the copies that numpy makes to be able to complain
        added *= self.weights.take(where, mode="clip")
        np.add.at(total, self.rows.take(where, mode="clip").astype(np.intp), added)

    def add_common(self, total: Scores, query: Weighed, only: Ids | None = None) -> None:
        """Add to the documents `only` (None: all) what the common n-grams of the query give them."""
        if not len(query.common):
            return
        # einsum, not @: BLAS would wake its threads for this, and wait for them on a busy machine
        if only is None:
            rows = self.full.take(query.common, axis=0, mode="clip").astype(np.float32, copy=False)
            total += np.einsum("i,ij->j", query.common_weights, rows)
        else:
            cells = query.common.astype(np.int64)[:, None] * self.size + only
            rows = self.full.reshape(-1).take(cells, mode="clip").astype(np.float32, copy=False)
            total[only] += np.einsum("i,ij->j", query.common_weights, rows)

    def scores(self, query: View) -> Scores:
        """Return the cosine with each document; 0 for all when the query has no known n-gram."""
        total = np.zeros(self.size, dtype=np.float32)
        weighed = self.weighed(query)
        self.add_rare(total, weighed)
        self.add_common(total, weighed)
        return total


def packed(indexes: Sequence[TfIdf]) -> Fit:
    """Return the arrays of the indexes by name, to be kept with what is learned."""
    return {
        f"{place}.{field.name}": getattr(index, field.name)
        for place, index in enumerate(indexes)
        for field in fields(index)
    }


def unpacked(fit: Fit, count: int) -> list[TfIdf]:
    """Return the first `count` indexes that are packed in a fit; raises KeyError when there are fewer."""
    names = [field.name for field in fields(TfIdf)]
    return [TfIdf(*(fit[f"{place}.{name}"] for name in names)) for place in range(count)]
