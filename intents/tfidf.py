"""A set of documents as TF-IDF weights, kept by n-gram so that a query touches only its own n-grams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from intents.fits import Fit
from intents.grams import BUCKETS, SHARES, Documents, Grams

Scores = npt.NDArray[np.float32]
Rows = npt.NDArray[np.uint32]
Starts = npt.NDArray[np.int32]
Ids = npt.NDArray[np.int64]

#: An n-gram in more than this share of the documents is kept as a full row: adding rows beats gathering postings.
_COMMON_SHARE = 0.13
#: Full rows of fewer documents are kept in half the bytes; turning more back costs more time than that is worth.
_MANY = 512
_COMMON_LEAST, _COMMON_MOST = 16, 5_000
#: A posting is a document in the lower bits and the half that it is weighed by in the upper ones.
_ROW_BITS = 16
_ROW = (1 << _ROW_BITS) - 1
#: The bits of a half, moved so far to the left, are those of a float that is so many times too small.
_HALF_SHIFT, _HALF_SCALE = 13, np.float32(2.0**112)


class Weighed(NamedTuple):
    """The n-grams of a query with their weights: of the uncommon ones the postings, of the common ones the full rows."""

    begin: Ids
    lengths: Ids
    rare_weights: Scores
    common: Ids
    common_weights: Scores


@dataclass(frozen=True, slots=True)
class TfIdf:
    """
    Cosine between a query and every document, in time that grows with the query's postings only.

    Made for one view; both views joined are asked in one go, for half the calls of numpy.
    """

    #: What an n-gram is worth, by the number of documents that it stands in.
    idf: npt.NDArray[np.float16]
    #: The common n-grams, sorted, and in how many documents each stands.
    common: Ids
    common_in: Ids
    #: One row for each common n-gram: its weight in every document.
    full: npt.NDArray[np.float16 | np.float32]
    #: Documents and weights of the uncommon n-grams in one number each, sorted by these, and where each one's begin.
    postings: Rows
    starts: Starts

    @classmethod
    def of(cls, documents: Documents, idf_power: float = 1.0) -> TfIdf:
        """Weigh the documents, 65,536 at most; `idf_power` below 1 lets rare n-grams count for less."""
        size, rows, ids, counts = documents
        if size > _ROW + 1:
            raise ValueError(f"{size} documents, and places for {_ROW + 1}")
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
        postings = weights[rare].astype(np.float16).view(np.uint16).astype(np.uint32)
        postings <<= _ROW_BITS
        postings |= rows[rare].astype(np.uint32)
        return cls(idf.astype(np.float16), common, common_in, full, postings, starts)

    @classmethod
    def joined(cls, views: Sequence[TfIdf]) -> TfIdf:
        """Return the two views of the same documents as one index, the second one's n-grams moved by `BUCKETS`."""
        one, other = views
        return cls(
            one.idf,
            np.concatenate((one.common, other.common + BUCKETS)),
            np.concatenate((one.common_in, other.common_in)),
            np.concatenate((one.full, other.full)),
            np.concatenate((one.postings, other.postings)),
            np.concatenate((one.starts, one.starts[-1] + other.starts[1:])),
        )

    @property
    def size(self) -> int:
        """How many documents there are."""
        return int(self.full.shape[1])

    @property
    def rows(self) -> Rows:
        """The document of each posting."""
        return self.postings & np.uint32(_ROW)

    @property
    def weights(self) -> npt.NDArray[np.float16]:
        """The weight of each posting."""
        return (self.postings >> _ROW_BITS).astype(np.uint16).view(np.float16)

    def weighed(self, query: Grams) -> Weighed:
        """Return the query's n-grams with weights: the squares of each view's add up to its share squared."""
        begin = self.starts.take(query.ids, mode="clip").astype(np.int64)
        seen = self.starts.take(query.ids + 1, mode="clip") - begin
        rare, others = seen.nonzero()[0], (seen == 0).nonzero()[0]
        places = np.empty(0, dtype=np.int64)
        common = places
        if len(self.common):
            wanted = query.ids.take(others)
            places = self.common.searchsorted(wanted)
            is_common = self.common.take(places, mode="clip") == wanted
            common, places = others[is_common], places[is_common]
            seen[common] = self.common_in.take(places)
        # a table for every n-gram instead would be a twentieth of our memory
        weights = query.weights * self.idf.take(seen, mode="clip")
        for view, share in zip(
            (weights[: query.syllables], weights[query.syllables :]), SHARES, strict=True
        ):
            norm = float(np.sqrt(view @ view))
            view *= np.float32(share / norm if norm else 0)
        return Weighed(
            begin.take(rare), seen.take(rare), weights.take(rare), places, weights.take(common)
        )

    def add_rare(self, total: Scores, query: Weighed) -> None:
        """Add to every document what the uncommon n-grams of the query give it."""
        if not len(query.lengths):
            return
        postings = self.postings.data
        spans = zip(query.begin.tolist(), (query.begin + query.lengths).tolist(), strict=True)
        # joining slices beats taking places one by one: an n-gram has a hundred postings
        found = np.frombuffer(bytearray().join([postings[a:b] for a, b in spans]), dtype=np.uint32)
        rows = (found & _ROW).astype(np.intp)
        found >>= _ROW_BITS - _HALF_SHIFT
        found &= 0xFFFF << _HALF_SHIFT
        added = found.view(np.float32)
        added *= (query.rare_weights * _HALF_SCALE).repeat(query.lengths)
        np.add.at(total, rows, added)

    def add_common(self, total: Scores, query: Weighed, only: Ids | None = None) -> None:
        """Add to the documents `only` (None: all) what the common n-grams of the query give them."""
        if not len(query.common):
            return
        if only is None:
            rows = self.full.take(query.common, axis=0, mode="clip")
        else:
            cells = query.common.astype(np.int64)[:, None] * self.size + only
            rows = self.full.reshape(-1).take(cells, mode="clip")
        weights = query.common_weights
        if rows.dtype == np.float16:
            rows, weights = _widened(rows), weights * _HALF_SCALE
        # einsum, not @: BLAS would wake its threads for this, and wait for them on a busy machine
        total[slice(None) if only is None else only] += np.einsum("i,ij->j", weights, rows)

    def scores(self, query: Grams) -> Scores:
        """Return the cosine with each document; 0 for all when the query has no known n-gram."""
        total = np.zeros(self.size, dtype=np.float32)
        weighed = self.weighed(query)
        self.add_rare(total, weighed)
        self.add_common(total, weighed)
        return total


def _widened(halves: npt.NDArray[Any]) -> Scores:
    """Return halves as floats divided by `_HALF_SCALE`, in a quarter of the time that numpy takes one by one."""
    bits = halves.view(np.uint16).astype(np.uint32)
    bits <<= _HALF_SHIFT
    return bits.view(np.float32)


def packed(index: TfIdf) -> Fit:
    """Return the arrays of the index by name, to be kept with what is learned."""
    return {field.name: getattr(index, field.name) for field in fields(index)}


def unpacked(fit: Fit) -> TfIdf:
    """Return the index that is packed in a fit; raises KeyError when there is none."""
    return TfIdf(*(fit[field.name] for field in fields(TfIdf)))
