"""What is decided, which wishes and dangers are heard, and which numbers are taken out."""

from __future__ import annotations

from benchmarks.evaluate_tables import Rows, a_set, halves, percent, table
from intents.danger import KINDS as DANGERS
from intents.private import mask
from intents.understanding import Understanding


def decisions_table(ours: Understanding, batch: str = "") -> str:
    rows: Rows = []
    sets = [("ours", "questions", "questions", None), ("near", "out_of_scope", "queries", "near"),
            ("small talk", "out_of_scope", "queries", "chat")]  # fmt: skip
    for name, file, key, kind in sets:
        heard = [
            ours.understand(q["text"]).decision
            for q in a_set(file, key, batch)
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
        ours.understand(q["text"]).decision == "answer"
        for q in a_set("out_of_scope", "queries", batch)
    ]
    rows.append(("all out of scope, answered (even / odd)", halves(outside), "", "", ""))
    near = [q["text"] for q in a_set("out_of_scope", "queries", batch) if q["kind"] == "near"]
    led = [ours.understand(text).door is not None for text in near]
    rows.append(
        ("near, led to the office that deals with it (even / odd)", halves(led), "", "", "")
    )
    return table(("texts", "answer", "choose", "person", "flow"), rows)


def followups_table(ours: Understanding, batch: str) -> str:
    """Who asks on about the last answer, who begins something else, and what is made of it."""
    asked = a_set("followups", "followups", batch)
    counted: dict[str, list[str]] = {}
    for f in asked:
        told = ours.understand(f["text"], topic=f["topic"])
        first = told.matches[0].id if told.matches else ""
        is_wish = told.intent is not None and told.decision == "flow"
        if told.decision == "answer":
            got = "the last answer" if first == f["topic"] else "another entry"
            got = f"{got}, right" if first == f["about"] else got
        elif told.decision == "choose" and f["about"] in [m.id for m in told.matches[:3]]:
            got = "a choice that holds it"
        else:
            got = "a wish" if is_wish else "asked back, or another office"
        kind = (
            "about the last answer"
            if f["about"] == f["topic"]
            else "nothing of ours"
            if f["about"] in (None, "none")
            else "a new question"
        )
        counted.setdefault(kind, []).append(got)
    columns = ("the last answer, right", "another entry, right", "a choice that holds it", "a wish",
               "asked back, or another office", "the last answer", "another entry")  # fmt: skip
    rows: Rows = [
        (f"{kind} ({len(got)})", *(str(got.count(c)) for c in columns))
        for kind, got in counted.items()
    ]
    return table(("messages", *columns), rows)


def wishes_table(ours: Understanding, batch: str = "") -> str:
    asked = a_set("wishes", "wishes", batch)
    right = [(w["intent"], ours.understand(w["text"]).intent == w["intent"]) for w in asked]
    rows: Rows = [
        ("wishes", halves([ok for intent, ok in right if intent])),
        (
            "benefit questions with the same words, left alone",
            halves([ok for intent, ok in right if not intent]),
        ),
    ]
    return table(("", "right (even / odd)"), rows)


def danger_table(ours: Understanding, batch: str = "") -> str:
    said = a_set("danger", "utterances", batch)
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
