"""What the danger screen learns as harmless from the rest of the knowledge."""

from __future__ import annotations

from intents.entry import DangerExample, Knowledge

#: Entries that are about danger: their questions teach nothing about what is harmless.
_GRAVE_TOPICS = ("긴급", "위기", "학대", "자살")
#: The wish to tell of a neighbour tells of mild danger.
_TELLING = "report_neighbour"


def harmless(knowledge: Knowledge) -> list[str]:
    """Return texts that are no danger: every third question of entries that are not about danger, and small talk."""
    entries = [
        e for e in knowledge.entries.values() if not any(g in e.topic for g in _GRAVE_TOPICS)
    ]
    asked = [q for e in entries for q in e.questions]
    wished = [t for w in knowledge.wishes if w.id != _TELLING for t in w.examples]
    stride = max(3, len(asked) // 1_000)
    return [
        *asked[::stride],
        *wished[:: max(3, len(wished) // 750)],
        *(o.text for o in knowledge.out_of_scope),
    ]


#: An unclear text with one of these among its choices may well be about danger.
_GRAVE_CHOICES = frozenset(
    [
        "food-now",
        "emergency",
        "emergency-housing",
        "lh-emergency",
        "crisis-report",
        "elder-abuse",
        "child-abuse",
        "domestic",
        "suicide",
        "lonely-death",
        "mental-center",
        "homeless",
        "dis-abuse",
        "youth1388",
        "public-funeral",
    ]
)


def calm_examples(knowledge: Knowledge) -> list[DangerExample]:
    """
    Return short unclear texts ("엄마가 아파요", "난방이 안 돼요") and names of entries as harmless examples.

    They are shorter than any written example, and likeness to those few syllables misleads.
    """
    unclear = [
        text
        for c in knowledge.clarifications
        if not any(choice.entry in _GRAVE_CHOICES for choice in c.choices)
        for text in c.texts
    ]
    return [DangerExample(text, None, None, None, "unclear") for text in unclear]
