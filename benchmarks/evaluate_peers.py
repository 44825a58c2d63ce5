"""What somebody would pick instead: each ranks the same entries for the same question."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process, utils

from intents.entry import Entry

Scores = npt.NDArray[np.float64]
Peer = Callable[[str], Scores]


def _texts(entries: Mapping[str, Entry]) -> list[list[str]]:
    return [[e.title, *e.names, *e.questions] for e in entries.values()]


def _documents(entries: Mapping[str, Entry]) -> list[list[str]]:
    """What we index too: for peers that rank whole documents it helps, for the others it is noise."""
    return [[*texts, *e.told] for texts, e in zip(_texts(entries), entries.values(), strict=True)]


def rapidfuzz_peer(entries: Mapping[str, Entry], scorer: Any) -> Peer:
    """The best of an entry's texts by one of rapidfuzz's scorers."""
    texts = _texts(entries)
    flat = [utils.default_process(text) for of in texts for text in of]
    starts = np.cumsum([0, *(len(of) for of in texts[:-1])])

    def rank(question: str) -> Scores:
        likeness = process.cdist([utils.default_process(question)], flat, scorer=scorer)[0]
        return np.maximum.reduceat(likeness, starts).astype(float) / 100

    return rank


def fts5_peer(entries: Mapping[str, Entry]) -> Peer:
    """SQLite FTS5 with its trigram tokenizer, one row an entry, every trigram of the question OR-ed."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE entry USING fts5(body, tokenize = 'trigram')")
    db.executemany(
        "INSERT INTO entry(rowid, body) VALUES (?, ?)",
        enumerate(" / ".join(t) for t in _documents(entries)),
    )

    def rank(question: str) -> Scores:
        out = np.zeros(len(entries))
        parts = {question[i : i + 3] for i in range(len(question) - 2)}
        words = " OR ".join(
            '"' + part.replace('"', '""') + '"' for part in parts if "\x00" not in part
        )
        if words:
            found = db.execute(
                "SELECT rowid, -bm25(entry) FROM entry WHERE entry MATCH ?", (words,)
            )
            for row, score in found:
                out[row] = score
        return out

    return rank


def kiwi_peer(entries: Mapping[str, Entry]) -> Peer | None:
    """BM25 over Kiwi's morphemes, one document an entry; None when kiwipiepy is not installed."""
    try:
        from kiwipiepy import Kiwi
    except ImportError:
        return None
    kiwi = Kiwi()

    def cut(text: str) -> list[str]:
        return [f"{t.form}/{t.tag}" for t in kiwi.tokenize(text) if t.tag[0] in "NVMXS"]

    documents = [[word for text in of for word in cut(text)] for of in _documents(entries)]
    mean = sum(map(len, documents)) / len(documents)
    weights: dict[str, dict[int, float]] = {}
    for i, document in enumerate(documents):
        for word in set(document):
            count = document.count(word)
            weights.setdefault(word, {})[i] = (
                count * 2.5 / (count + 1.5 * (0.25 + 0.75 * len(document) / mean))
            )

    def rank(question: str) -> Scores:
        out = np.zeros(len(documents))
        for word in cut(question):
            found = weights.get(word, {})
            idf = np.log(1 + (len(documents) - len(found) + 0.5) / (len(found) + 0.5))
            for i, weight in found.items():
                out[i] += idf * weight
        return out

    return rank


def nlpjs_peer(entries: Mapping[str, Entry]) -> Peer | None:
    """nlp.js 4 with its Korean stemmer and small neural network; None without Node or its packages (NODE_PATH)."""
    node = shutil.which("node")
    if node is None:
        return None
    script = Path(__file__).with_name("nlpjs_peer.js")
    child = subprocess.Popen(
        [node, "--no-warnings", str(script)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    ask, heard = child.stdin, child.stdout
    texts = [(e, t) for e, of in zip(entries, _texts(entries), strict=True) for t in of]
    place = {entry: i for i, entry in enumerate(entries)}
    try:
        ask.write(json.dumps(texts) + "\n")
        ask.flush()
    except BrokenPipeError:
        return None
    # what it prints of its training comes first; a child that found no packages prints nothing
    if not any(line == "ready\n" for line in heard):
        return None

    def rank(question: str) -> Scores:
        ask.write(json.dumps(question) + "\n")
        ask.flush()
        out = np.zeros(len(place))
        for entry, score in json.loads(heard.readline()).items():
            if entry in place:
                out[place[entry]] = score
        return out

    return rank


def quick_peers(entries: Mapping[str, Entry]) -> dict[str, Peer]:
    """Return the peers whose index is built in a moment."""
    return {
        "rapidfuzz token_set_ratio": rapidfuzz_peer(entries, fuzz.token_set_ratio),
        "SQLite FTS5 trigram": fts5_peer(entries),
    }


def peers(entries: Mapping[str, Entry]) -> dict[str, Peer]:
    """Return every peer that can run here, by name."""
    found: dict[str, Peer] = {
        "rapidfuzz WRatio": rapidfuzz_peer(entries, fuzz.WRatio),
        **quick_peers(entries),
    }
    more = {"BM25 over Kiwi": kiwi_peer(entries), "nlp.js": nlpjs_peer(entries)}
    return found | {name: peer for name, peer in more.items() if peer is not None}
