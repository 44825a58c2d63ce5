"""Tell what a message is for: a question that our entries answer, a wish about the channel itself, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from intents.entry import Knowledge, Wish
from intents.fits import Fit, Fits, fit_anew, key_of
from intents.grams import Grams
from intents.kernel import Floats, KernelModel, fit, views
from intents.normalize import normalize, squash
from intents.tfidf import TfIdf, packed, unpacked

#: Questions of the entries shown to the model; more teach it little and cost time that grows with their cube.
_MOST_QUESTIONS = 1_000
_RIDGE = 0.2
#: A wish is heard when likeness, less what speaks for an ordinary question, reaches this.
WISH_FROM = 0.14
WISH_LIKENESS_FROM = 0.20
_SCOPE_AGAINST_WISH, _ENTRY_AGAINST_WISH = 0.1, 1.0

#: "소식 그만 보내세요" differs from "소식 보내주세요" by this alone, and n-grams weigh it too little.
_STOPPING = re.compile(
    "해[제지]|끊|[그고]만|안받|안볼|안보|안봐|안와도|지마|지말|않|싫|취소|거부|끄|꺼|중지|차단|빼|삭제|탈퇴|귀찮|stop|멈|필요없|스톱|unsub"
)
#: A wish that cuts the talk off or changes what is kept needs more than a faint likeness: "차가 있어서 그렇다는데" is
#: no "네", "1308 전화하면 부모님한테 알려요?" asks for no call, "치킨 시켜줘" for no newsletter.
_CLEARLY = {
    "yes": 0.45, "no": 0.30, "cancel": 0.35, "go_back": 0.35, "restart": 0.40, "repeat": 0.33, "thanks": 0.35,
    "goodbye": 0.30, "ask_hours": 0.35, "request_callback": 0.40, "report_neighbour": 0.40, "complaint_about_bot": 0.35,
    "language_change": 0.45, "my_requests": 0.23, "subscribe_news": 0.26, "unsubscribe_news": 0.26, "delete_my_data": 0.26,
}  # fmt: skip
#: So few syllables say little else.
_A_WORD = 4
#: What is agreed to or refused is said in few words; a longer text must be very like it.
_SHORT, _LONGEST_YES_NO, _SURELY_YES_NO = frozenset({"yes", "no", "cancel"}), 12, 0.55
_NEWS = ("subscribe_news", "unsubscribe_news")


@dataclass(frozen=True, slots=True)
class Purpose:
    """`scope` is about 1 for a question of ours and about -1 for anything else; `sure` is 1 for words known as a wish."""

    scope: float
    wish: str | None
    sure: float


class Purposes:
    """A model over questions, wishes and out-of-scope texts; wishes are also known by their exact words."""

    def __init__(self, knowledge: Knowledge, fits: Fits = fit_anew) -> None:
        self._wishes = tuple(wish.id for wish in knowledge.wishes)
        self._exact = _exact(knowledge.wishes)
        self._model: KernelModel | None = None
        questions = [q for e in knowledge.entries.values() for q in (*e.names, *e.questions)]
        taken = questions[:: max(1, -(-len(questions) // _MOST_QUESTIONS))]
        unclear = [t for c in knowledge.clarifications for t in c.texts]
        inside = [(t, 1.0, None) for t in (*taken, *knowledge.no_wish, *unclear)]
        outside = [(o.text, -1.0, None) for o in knowledge.out_of_scope]
        wished = [
            (t, -1.0, i) for i, w in enumerate(knowledge.wishes) for t in (*w.words, *w.examples)
        ]
        texts = [
            (s, scope, wish)
            for t, scope, wish in (*inside, *outside, *wished)
            if (s := squash(normalize(t)))
        ]
        if not (outside or wished):
            return
        targets = np.zeros((len(texts), 1 + len(self._wishes)), dtype=np.float32)
        for row, (_, scope, wish) in enumerate(texts):
            targets[row, 0] = scope
            if wish is not None:
                targets[row, 1 + wish] = 1
        said = [text for text, _, _ in texts]
        fitted = fits(key_of("purpose", said, targets), lambda: _fit(said, targets))
        self._model = KernelModel(unpacked(fitted), fitted["kernel"])

    def purpose(self, squashed: str, text: Grams, best_entry: float) -> Purpose:
        """Say what the text is for; `best_entry` is the score of the entry that fits it best."""
        exact = self._exact.get(squashed)
        if self._model is None:
            return Purpose(-1.0 if exact else 1.0, exact, 1.0 if exact else 0.0)
        scores = self._model.scores(text)
        scope, likeness = float(scores[0]), scores[1:]
        if exact or not self._wishes:
            return Purpose(scope, exact, 1.0 if exact else 0.0)
        best = int(np.argmax(likeness))
        like = float(likeness[best])
        value = like - _SCOPE_AGAINST_WISH * scope - _ENTRY_AGAINST_WISH * best_entry
        wish = self._wishes[best] if value >= WISH_FROM and like >= WISH_LIKENESS_FROM else None
        if wish and like < _CLEARLY.get(wish, 0) and len(squashed) > _A_WORD:
            wish = None
        if wish in _SHORT and len(squashed) > _LONGEST_YES_NO and like < _SURELY_YES_NO:
            # "아니 유족연금요. 내가 지금 59입니다" puts right what was understood
            wish = None
        if wish in _NEWS:
            wish = _NEWS[bool(_STOPPING.search(squashed))]
        return Purpose(scope, wish, like)


def _fit(texts: Sequence[str], targets: Floats) -> Fit:
    indexes = views(texts)
    return {**packed(TfIdf.joined(indexes)), "kernel": fit(indexes, targets, _RIDGE)}


def _exact(wishes: Sequence[Wish]) -> dict[str, str]:
    known: dict[str, str] = {}
    for wish in wishes:
        for text in (*wish.words, *wish.examples):
            known.setdefault(squash(normalize(text)), wish.id)
    known.pop("", None)
    return known
