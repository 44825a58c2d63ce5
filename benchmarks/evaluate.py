"""
`make evaluate`: measure the understanding on texts it was not built from, beside what one would pick instead.

Fixed seeds, no network. The table goes to docs/reference/understanding.md. Sets: benchmarks/sets, written blind.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

import faq_data
from benchmarks.evaluate_noise import KINDS as NOISE
from benchmarks.evaluate_peers import Peer, peers, quick_peers
from intents.danger import KINDS as DANGERS
from intents.entries import Entries
from intents.entry import Entry, Knowledge
from intents.grams import grams
from intents.load import load
from intents.normalize import normalize, squash
from intents.private import mask
from intents.understanding import Understanding, Understood

SETS = Path(__file__).parent / "sets"
REPORT = Path(__file__).parent.parent / "docs" / "reference" / "understanding.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

#: Noise is measured on every third question: WRatio takes 60 ms for each.
NOISY_STEP = 3

Ranked = tuple[list[str], float]
Rows = list[tuple[str, ...]]
Bools = npt.NDArray[np.bool_]


def a_set(name: str, key: str) -> list[dict[str, Any]]:
    path = SETS / f"{name}.yaml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))[key]) if path.exists() else []


def ranked(heard: Understood) -> Ranked:
    """Return the entries in order, and the score by which an answer is accepted: the first and its lead."""
    scores = [match.score for match in heard.matches] + [0.0, 0.0]
    return [match.id for match in heard.matches], 2 * scores[0] - scores[1]


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


def percent(value: float) -> str:
    return f"{100 * value:.1f}"


def halves(hits: Bools | Sequence[bool]) -> str:
    """Return all, and the even and the odd half: errors of the even half have been looked at, of the odd one never."""
    every = np.asarray(hits, dtype=float)
    if not len(every):
        return "-"
    odd = every[1::2].mean() if len(every) > 1 else every.mean()
    return f"{percent(every.mean())} ({percent(every[::2].mean())} / {percent(odd)})"


def questions_table(knowledge: Knowledge, ours: Understanding) -> str:
    questions = [q for q in a_set("questions", "questions") if q["entry"] in knowledge.entries]
    outside = [q["text"] for q in a_set("out_of_scope", "queries")]
    ids = tuple(knowledge.entries)
    matchers: dict[str, Callable[[str], Ranked]] = {
        "**this project**": lambda t: ranked(ours.understand(t))
    }
    for name, peer in peers(knowledge.entries).items():
        matchers[name] = lambda t, peer=peer: ranked_by_peer(peer, ids, t)
    rows: Rows = []
    for name, rank in matchers.items():
        measured = Measured(rank, questions, outside)
        noise = [percent(measured.under(kind)) for kind in NOISE.values()]
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
        *NOISE,
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


def decisions_table(ours: Understanding) -> str:
    rows: Rows = []
    sets = [("ours", "questions", "questions", None), ("near", "out_of_scope", "queries", "near"),
            ("small talk", "out_of_scope", "queries", "chat")]  # fmt: skip
    for name, file, key, kind in sets:
        heard = [
            ours.understand(q["text"]).decision
            for q in a_set(file, key)
            if kind is None or q["kind"] == kind
        ]
        rows.append(
            (
                name,
                *(
                    percent(heard.count(d) / max(1, len(heard)))
                    for d in ("answer", "choose", "person", "flow")
                ),
            )
        )
    outside = [
        ours.understand(q["text"]).decision == "answer" for q in a_set("out_of_scope", "queries")
    ]
    rows.append(("all out of scope, answered (even / odd)", halves(outside), "", "", ""))
    return table(("texts", "answer", "choose", "person", "flow"), rows)


def wishes_table(ours: Understanding) -> str:
    asked = a_set("wishes", "wishes")
    right = [(w["intent"], ours.understand(w["text"]).intent == w["intent"]) for w in asked]
    rows: Rows = [
        ("wishes", halves([ok for intent, ok in right if intent])),
        (
            "benefit questions with the same words, left alone",
            halves([ok for intent, ok in right if not intent]),
        ),
    ]
    return table(("", "right (even / odd)"), rows)


def danger_table(ours: Understanding) -> str:
    said = a_set("danger", "utterances")
    heard = [(u, ours.understand(u["text"]).danger) for u in said]
    grave = [(u, d) for u, d in heard if u["kind"]]
    calm = [d for u, d in heard if not u["kind"]]
    rows: Rows = [("any danger, any response", halves([d is not None for _, d in grave]))]
    for kind in DANGERS:
        rows.append(
            (
                f"{kind}, any response",
                halves([d is not None for u, d in grave if u["kind"] == kind]),
            )
        )
    rows += [
        (
            "emergency card where one is due",
            halves([bool(d) and d.tier == "hard" for u, d in grave if u["tier"] == "hard"]),
        ),
        ("right kind among those heard", halves([d.kind == u["kind"] for u, d in grave if d])),
        ("harmless: emergency card", halves([bool(d) and d.tier == "hard" for d in calm])),
        ("harmless: any crisis response", halves([d is not None for d in calm])),
    ]
    return table(("", "% (even / odd)"), rows)


def private_table() -> str:
    positive, negative = a_set("personal_data", "positive"), a_set("personal_data", "negative")
    gone = [str(p["secret"]) not in mask(p["text"]).text for p in positive]
    kept = [mask(n["text"] if isinstance(n, dict) else n).kinds == () for n in negative]
    rows: Rows = [("numbers taken out", halves(gone)), ("harmless numbers kept", halves(kept))]
    return table(("", "% (even / odd)"), rows)


def resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4 / 1024


def grown(knowledge: Knowledge, size: int) -> Knowledge:
    """Return `size` entries: the real ones, then copies whose syllables are all moved by a step of their own."""
    entries = dict(list(knowledge.entries.items())[:size])
    originals = list(knowledge.entries.values())
    while len(entries) < size:
        step = 1 + len(entries) // len(originals) * 29
        e = originals[len(entries) % len(originals)]

        def moved(text: str, step: int = step) -> str:
            return "".join(
                chr(0xAC00 + (ord(c) - 0xAC00 + step) % 11_172) if "가" <= c <= "힣" else c
                for c in text
            )

        new = replace(
            e,
            id=f"{e.id}-{len(entries)}",
            title=moved(e.title),
            names=(),
            questions=tuple(map(moved, e.questions)),
        )
        entries[new.id] = new
    return replace(knowledge, entries=entries)


def speed_table(knowledge: Knowledge, sizes: Sequence[int]) -> str:
    texts = [q["text"] for q in a_set("questions", "questions")]
    rows: Rows = []
    for size in sizes:
        before, begin = resident_mb(), time.perf_counter()
        understanding = Understanding(grown(knowledge, size))
        built_s, after = time.perf_counter() - begin, resident_mb()
        each = []
        for text in texts:
            begin = time.thread_time()
            understanding.understand(text)
            each.append((time.thread_time() - begin) * 1e3)
        p50, p99 = np.percentile(each, (50, 99))
        rows.append(
            (f"{size:,}", f"{built_s:.1f}", f"{p50:.2f}", f"{p99:.2f}", f"{after - before:+.0f}")
        )
    return table(
        ("entries", "build s", "p50 ms of CPU", "p99 ms of CPU", "resident MB added"), rows
    )


def table(head: Sequence[str], rows: Rows) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def report(knowledge: Knowledge, sizes: Sequence[int]) -> str:
    ours = Understanding(knowledge)
    parts: Mapping[str, Callable[[], str]] = {
        "Questions": lambda: questions_table(knowledge, ours),
        "By voice": lambda: voices_table(knowledge, ours),
        "Own questions held out": lambda: held_out(knowledge),
        "Decisions at the shipped thresholds": lambda: decisions_table(ours),
        "Wishes": lambda: wishes_table(ours),
        "Danger": lambda: danger_table(ours),
        "Personal numbers": private_table,
        "Speed and memory": lambda: speed_table(knowledge, sizes),
    }
    text = "\n\n".join(f"### {title}\n\n{part()}" for title, part in parts.items())
    return f"All figures in % where nothing else is said; {len(knowledge.entries)} entries.\n\n{text}\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--faq", type=Path, default=Path(faq_data.__file__).parent, help="folder of the knowledge"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[169, 1_000], help="entries to time"
    )
    parser.add_argument("--no-write", action="store_true", help=f"do not write {REPORT.name}")
    options = parser.parse_args()
    measured = report(load(options.faq), options.sizes)
    sys.stdout.write(measured)
    if not options.no_write and REPORT.exists():
        before, _, rest = REPORT.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        REPORT.write_text(f"{before}{BEGIN}\n{measured}{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
