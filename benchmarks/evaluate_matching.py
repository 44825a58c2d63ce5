"""How well questions find their entries: this project beside what one would pick instead."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.evaluate_noise import KINDS as NOISE
from benchmarks.evaluate_peers import Peer, peers, quick_peers
from benchmarks.evaluate_tables import Rows, a_set, halves, percent, table
from intents.entries import Entries
from intents.entry import Entry, Knowledge
from intents.grams import grams
from intents.normalize import normalize, squash
from intents.understanding import Understanding, Understood

#: Noise is measured on every third question: WRatio takes 60 ms for each.
NOISY_STEP = 3

Ranked = tuple[list[str], float]


def ranked(heard: Understood) -> Ranked:
    """Return the entries in order, and the score by which an answer is accepted: the chance, which knows the lead."""
    return [match.id for match in heard.matches], heard.matches[0].score if heard.matches else 0.0


def ranked_by_peer(peer: Peer, ids: Sequence[str], text: str) -> Ranked:
    scores = peer(text)
    order = np.argsort(-scores, kind="stable")[:5]
    return [ids[i] for i in order if scores[i] > 0], float(2 * scores[order[0]] - scores[order[1]])


class Measured:
    """One matcher on the questions and on what is out of scope."""

    def __init__(
        self, rank: Callable[[str], Ranked], questions: list[dict[str, Any]], outside: list[str]
    ) -> None:
        self.rank = rank
        self.questions = questions
        begin = time.perf_counter()
        found = [rank(q["text"]) for q in questions]
        self.each_ms = (time.perf_counter() - begin) / max(1, len(questions)) * 1e3
        wanted = [(q["entry"], *q.get("also", ())) for q in questions]
        self.right = np.array(
            [bool(f[0]) and f[0][0] in w for f, w in zip(found, wanted, strict=True)]
        )
        self.in_three = np.array(
            [bool(set(f[0][:3]) & set(w)) for f, w in zip(found, wanted, strict=True)]
        )
        self.score = np.array([f[1] for f in found])
        self.outside = np.array([rank(text)[1] for text in outside])

    def accepted_right(self, wrong: float = 0.05) -> float:
        """Share answered right at the threshold that lets this share of out-of-scope texts through."""
        return float((self.right & (self.score > np.quantile(self.outside, 1 - wrong))).mean())

    def coverage(self, precision: float = 0.95) -> float:
        """Largest share of questions answered by itself with so many of all answers right (8 in 10 are ours)."""
        weight_in, weight_out = 0.8 / len(self.score), 0.2 / len(self.outside)
        best = 0.0
        for threshold in np.unique(np.concatenate([self.score, self.outside])):
            answered = self.score >= threshold
            good = weight_in * (answered & self.right).sum()
            total = weight_in * answered.sum() + weight_out * (self.outside >= threshold).sum()
            if total and good / total >= precision:
                best = max(best, float(answered.mean()))
        return best

    def under(self, noise: Callable[[str, random.Random], str]) -> float:
        chance = random.Random(20261122)
        right = 0
        asked = self.questions[::NOISY_STEP]
        for q in asked:
            first = self.rank(noise(q["text"], chance))[0][:1]
            right += bool(first) and first[0] in (q["entry"], *q.get("also", ()))
        return right / max(1, len(asked))


def questions_table(knowledge: Knowledge, ours: Understanding, batch: str = "") -> str:
    """Rank the questions by every matcher; those of the first batch also as they come out of unsure hands."""
    asked = a_set("questions", "questions", batch)
    questions = [q for q in asked if q["entry"] in knowledge.entries]
    outside = [q["text"] for q in a_set("out_of_scope", "queries", batch)]
    noises = {} if batch else NOISE
    ids = tuple(knowledge.entries)
    matchers: dict[str, Callable[[str], Ranked]] = {
        "**this project**": lambda t: ranked(ours.understand(t))
    }
    for name, peer in peers(knowledge.entries).items():
        matchers[name] = lambda t, peer=peer: ranked_by_peer(peer, ids, t)
    rows: Rows = []
    for name, rank in matchers.items():
        measured = Measured(rank, questions, outside)
        noise = [percent(measured.under(kind)) for kind in noises.values()]
        rows.append(
            (name, halves(measured.right), percent(measured.in_three.mean()), percent(measured.accepted_right()),
             percent(measured.coverage()), *noise, f"{measured.each_ms:.2f}")
        )  # fmt: skip
    head = (
        "matcher",
        "top 1 (even / odd)",
        "top 3",
        "right at 5 % accepted",
        "coverage at 95 %",
        *noises,
        "ms each",
    )
    return f"{len(questions)} questions, {len(outside)} out of scope.\n\n" + table(head, rows)


#: One in so many of the held-out questions is put to the peers: rapidfuzz takes a tenth of a second for each.
PEERS_STEP = 5


def held_out(knowledge: Knowledge, folds: int = 10) -> str:
    """Rank each entry's own questions by indexes that have not seen them; ten folds, all of an index's cost is there."""
    hits: dict[str, list[tuple[bool, bool]]] = {}
    ids = tuple(knowledge.entries)
    for fold in range(folds):
        kept = {e.id: _without(e, fold, folds) for e in knowledge.entries.values()}
        asked = [(e.id, q) for e in knowledge.entries.values() for q in e.questions[fold::folds]]
        index = Entries(kept, knowledge.synonyms)
        hits.setdefault("**this project**", []).extend(
            _hit(index.scores(squashed, grams(squashed)), ids, entry)
            for entry, question in asked
            for squashed in [squash(normalize(question))]
        )
        for name, peer in quick_peers(kept).items():
            found = (_hit(peer(question), ids, entry) for entry, question in asked[::PEERS_STEP])
            hits.setdefault(name, []).extend(found)
    rows: Rows = []
    for name, of in hits.items():
        first, three = np.mean(np.array(of), axis=0)
        rows.append((name, str(len(of)), percent(first), percent(three)))
    return table(("matcher", "questions held out", "top 1", "top 3"), rows)


def _without(entry: Entry, fold: int, folds: int) -> Entry:
    return replace(
        entry, questions=tuple(q for i, q in enumerate(entry.questions) if i % folds != fold)
    )


def _hit(scores: npt.NDArray[Any], ids: Sequence[str], entry: str) -> tuple[bool, bool]:
    best = [ids[i] for i in np.argsort(-scores, kind="stable")[:3]]
    return best[0] == entry, entry in best


def voices_table(knowledge: Knowledge, ours: Understanding) -> str:
    by_voice: dict[str, list[bool]] = {}
    for q in a_set("questions", "questions"):
        first = ours.understand(q["text"]).matches[:1]
        right = bool(first) and first[0].id in (q["entry"], *q.get("also", ()))
        by_voice.setdefault(q.get("voice", "?"), []).append(right)
    rows: Rows = [
        (voice, str(len(hits)), percent(sum(hits) / len(hits)))
        for voice, hits in sorted(by_voice.items())
    ]
    return table(("voice", "questions", "top 1"), rows)
