"""
Fit the weights of `intents/chance.py`: `python -m benchmarks.fit_chance` prints them (a minute).

Every second question of the entries, and every text known to be out of scope, is heard by an index and a model of
purpose that have not seen it: what residents will write is what nobody has seen.
"""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

import faq_data
from intents import chance
from intents.entries import Entries, best_of
from intents.entry import Knowledge
from intents.grams import grams
from intents.load import load
from intents.normalize import normalize, squash
from intents.purpose import Purposes

FOLDS = 10
#: A wrong answer to what is not ours is worse than one question more.
OUT_OF_SCOPE_WEIGHT = 2.0
_RIDGE, _STEPS = 1.0, 50

Doubles = npt.NDArray[np.float64]
T = TypeVar("T")


def heard(knowledge: Knowledge) -> tuple[Doubles, Doubles, Doubles]:
    """Return what `chance` weighs of each left-out text, whether the first entry was right, and how much it counts."""
    inputs: list[tuple[float, float, float, float]] = []
    right: list[bool] = []
    weights: list[float] = []
    for fold in range(FOLDS):
        kept = {
            e.id: replace(e, questions=_without(e.questions, fold))
            for e in knowledge.entries.values()
        }
        outside = _without(knowledge.out_of_scope, fold)
        index = Entries(kept, knowledge.synonyms)
        purposes = Purposes(replace(knowledge, entries=kept, out_of_scope=outside))
        asked = [(q, e.id) for e in knowledge.entries.values() for q in e.questions[fold::FOLDS]]
        texts = [*asked[::2], *((o.text, "") for o in knowledge.out_of_scope[fold::FOLDS])]
        for text, entry in texts:
            squashed = squash(normalize(text))
            cut = grams(squashed)
            scores = index.scores(squashed, cut)
            best = [(index.ids[i], float(scores[i])) for i in best_of(scores, 2)]
            scope = purposes.purpose(squashed, cut, best[0][1]).scope
            length = math.log(min(max(len(squashed), chance.SHORT), chance.LONG))
            inputs.append((best[0][1], chance.lead(best), scope, length))
            right.append(best[0][0] == entry)
            weights.append(1.0 if entry else OUT_OF_SCOPE_WEIGHT)
    return np.array(inputs), np.array(right, dtype=float), np.array(weights)


def _without(items: tuple[T, ...], fold: int) -> tuple[T, ...]:
    return tuple(item for i, item in enumerate(items) if i % FOLDS != fold)


def fitted(inputs: Doubles, right: Doubles, weights: Doubles) -> Doubles:
    """Return the weights of the four inputs and the constant: logistic regression by Newton's steps."""
    mean, spread = inputs.mean(0), inputs.std(0)
    columns = np.c_[(inputs - mean) / spread, np.ones(len(inputs))]
    ridge = np.diag([_RIDGE] * inputs.shape[1] + [0.0])
    found = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-columns @ found))
        slope = columns.T @ (weights * (odds - right)) + ridge @ found
        bend = (columns.T * (weights * odds * (1 - odds))) @ columns + ridge
        found -= np.linalg.solve(bend, slope)
    plain = found[:-1] / spread
    return np.append(plain, found[-1] - plain @ mean)


def main() -> int:
    """Print the weights in the order of `chance.py`, and the share of texts whose first entry was right."""
    inputs, right, weights = heard(load(Path(faq_data.__file__).parent))
    found = fitted(inputs, right, weights)
    print("score, lead, scope, length, constant:", ", ".join(f"{w:.2f}" for w in found))
    ours = weights == 1.0
    odds = 1 / (1 + np.exp(-(inputs @ found[:-1] + found[-1])))
    print(f"{len(right)} texts; first entry right for {right[ours].mean():.1%} of ours")
    for least in (0.4, 0.45, 0.5, 0.55):
        answered = odds[ours] >= least
        print(
            f"answer from {least:.2f}: {answered.mean():.1%} of ours answered,"
            f" {right[ours][answered].mean():.1%} of them right; out of scope {(odds[~ours] >= least).mean():.1%}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
