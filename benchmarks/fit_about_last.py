"""
Fit the weights of `intents/about_last.py`: `python -m benchmarks.fit_about_last` prints them (half a minute).

What is about the answer before stands in `sets/talk/followups.yaml`; beside what leaves it there, own questions, texts that
are not ours and wishes, each behind some answer, are not about it.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

import faq_data
from benchmarks.evaluate_tables import a_set
from intents.entry import Knowledge
from intents.load import load
from intents.logistic import fit
from intents.understanding import Understanding

FOLDS = 5
#: So many own questions, and so much each of them and of the other texts counts beside one of the set.
OWN, OWN_WEIGHT = 1_200, 0.6
_PENALTY, _SEED = 1.0, 5

Doubles = npt.NDArray[np.float64]


def heard(understanding: Understanding, knowledge: Knowledge) -> tuple[Doubles, Doubles, Doubles]:
    """Return the signs of each text, whether it is about the answer before, and how much it counts."""
    known = knowledge.entries
    drawn = random.Random(_SEED)
    ids = list(known)
    rows = [
        (x["text"], x["topic"], x["about"] == "same", 1.0)
        for x in a_set("followups", "followups", "talk")
        if x["topic"] in known
    ]
    own = [(q, e) for e in known.values() for q in e.questions]
    drawn.shuffle(own)
    for question, entry in own[:OWN]:
        topic = drawn.choice(ids)
        if known[topic].topic != entry.topic and topic not in entry.related:
            rows.append((question, topic, False, OWN_WEIGHT))
    others = [x["text"] for x in a_set("wishes", "wishes", "") if x["intent"]]
    others += [outside.text for outside in knowledge.out_of_scope]
    rows += [(text, drawn.choice(ids), False, OWN_WEIGHT) for text in others]
    signs = [list(understanding.signs_about_last(t, topic).values()) for t, topic, _, _ in rows]
    about = [float(is_about) for _, _, is_about, _ in rows]
    return np.array(signs), np.array(about), np.array([w for _, _, _, w in rows])


def main() -> int:
    """Print the weights by name, and how texts are told apart that were left out while fitting."""
    knowledge = load(Path(faq_data.__file__).parent)
    understanding = Understanding(knowledge)
    names = list(understanding.signs_about_last("서류는요", next(iter(knowledge.entries))))
    inputs, about, weights = heard(understanding, knowledge)
    # three lines a topic stand together, and none of a topic is learned from where another is judged
    folds = np.arange(len(inputs)) // 3 % FOLDS
    odds = np.zeros(len(inputs))
    for fold in range(FOLDS):
        kept = folds != fold
        beta = fit(inputs[kept], about[kept], weights[kept], _PENALTY)
        odds[~kept] = inputs[~kept] @ beta[:-1] + beta[-1]
    found = fit(inputs, about, weights, _PENALTY)
    for name, weight in zip([*names, "constant"], found, strict=True):
        print(f'    "{name}": {weight:.2f},')
    for least in (0.4, 0.5, 0.6, 0.7):
        taken = 1 / (1 + np.exp(-odds)) >= least
        of_set = weights == 1.0
        print(
            f"from {least:.1f}: {taken[about == 1].mean():.1%} of what is about it,"
            f" {taken[(about == 0) & of_set].mean():.1%} of what leaves it, {taken[~of_set].mean():.1%} of other texts"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
