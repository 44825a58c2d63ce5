"""
Hear danger in every message, before anything else is understood.

Signs (danger_words) and likeness to the written examples (kernel) are weighed together by a logistic regression that
is fitted when the knowledge is read. No network and no stored model: what it knows stands in the example file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from intents import logistic
from intents.danger_words import GROUPS, SIGNS, foreign_kind, signs
from intents.entry import DangerExample
from intents.fits import Fit, Fits, fit_anew, key_of
from intents.grams import grams
from intents.kernel import Floats, KernelModel, fit_left_out, views
from intents.language import language
from intents.logistic import Doubles
from intents.normalize import normalize, squash
from intents.segments import segments
from intents.tfidf import TfIdf, packed, unpacked

Tier = Literal["hard", "soft"]
About = Literal["self", "other"]

KINDS = ("suicide", "violence_abuse", "medical_fire", "hunger_livelihood", "neighbor_report")
_ANY, _HARD, _OTHER = len(KINDS), len(KINDS) + 1, len(KINDS) + 2

#: Chances from which a line of care, and from which the emergency card, is shown. Chosen on left-out examples and
#: the even half of benchmarks/sets/danger.yaml; moved since with the figures of all sets in view (understanding.md).
SOFT_FROM, HARD_FROM = 0.30, 0.44
#: Likeness to what people say who think of suicide, with any chance from the second figure on: there a miss costs most.
SUICIDE_LIKENESS, SUICIDE_FROM = 0.25, 0.07
#: A part of a message, or messages joined, must be surer than a whole one.
PART_FROM = 0.42
#: How much a text that is harmless for certain (a question of the FAQ) counts beside a written example.
_HARMLESS_WEIGHT = 1.0
#: One in so many of them is shown to the kernel model as well.
_HARMLESS_STRIDE = 2
_KERNEL_SCALE = 4.0
_RIDGE = 0.1
#: From fewer texts nothing can be learned, and the sure signs alone speak.
_LEAST_TEXTS = 20
#: Danger is looked for in so many characters at each end of a message.
_END_CHARS = 2_000
#: Below this likeness alone says nothing: "나 진짜" is like whatever happens to begin so. A sign is needed.
_SHORT_CHARS = 6
#: From this length on a message is also heard sentence by sentence; a shorter one from the second figure on when it
#: already sounds of danger as a whole, and the sentence more than that.
_LONG_CHARS, _TWO_SENTENCES = 60, 24
_SURE_PART_FROM = 0.85
#: So many sentences of a long message, those with the most signs: each costs a fifth of a millisecond.
_MOST_PARTS = 2
#: "나 죽고 싶은 거 아니야, 난방비는요?": what is denied is taken out before the message is heard.
_DENIED = re.compile(
    "(?:내가|제가|나|저)?(?:죽고싶|죽겠|죽는|죽을만큼힘든|자살하겠|자살하|자살)(?:은|단|다는|다|는|려는|겠다는)?(?:거|건|것|게|말|뜻|소리|얘기|생각|정도)?(?:이|은|는|가|도)?(?:절대|전혀)?"
    "(?:아니(?:고요?|구요?|에요|예요|야|라|라니까|라고요?|다|지만)|아닌데요?|아닙니다|없어요)(?:왜그래(?:요)?)?"
)
_VIETNAMESE_LETTER = re.compile("(?i:[ăđơư\u1ea0-\u1ef9])")
_HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]")


@dataclass(frozen=True, slots=True)
class Danger:
    """What was heard: `hard` is the emergency card at once, `soft` one caring line; `why` names signs, not words."""

    kind: str
    tier: Tier
    about: About
    why: tuple[str, ...]
    language: str = "ko"


@dataclass(frozen=True, slots=True)
class _Heard:
    any: float
    hard: float
    scores: Floats
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Lessons:
    """What the screen learns from: examples first, then harmless texts; the first `shown` go to the kernel model."""

    texts: tuple[str, ...]
    examples: tuple[DangerExample, ...]
    shown: int

    @classmethod
    def of(cls, examples: Sequence[DangerExample], harmless: Sequence[str]) -> _Lessons:
        known = [e for e in examples if language(normalize(e.text)) == "ko"]
        mixed = [t for first in range(_HARMLESS_STRIDE) for t in harmless[first::_HARMLESS_STRIDE]]
        texts = tuple(squash(normalize(text)) for text in (*(e.text for e in known), *mixed))
        return cls(texts, tuple(known), len(known) + len(harmless) // _HARMLESS_STRIDE)

    @property
    def targets(self) -> Floats:
        targets = np.zeros((len(self.texts), len(KINDS) + 3), dtype=np.float32)
        for row, example in enumerate(self.examples):
            if example.kind in KINDS:
                targets[row, [KINDS.index(example.kind), _ANY]] = 1
                targets[row, _HARD] = example.tier == "hard"
                targets[row, _OTHER] = example.about == "other"
        return targets


def _fit(lessons: _Lessons) -> Fit:
    targets = lessons.targets
    indexes = views(lessons.texts[: lessons.shown])
    kernel, left_out = fit_left_out(indexes, targets[: lessons.shown], _RIDGE)
    index = TfIdf.joined(indexes)
    model = KernelModel(index, kernel)
    # the rest of the harmless texts teach only the regression: the kernel's cost grows with their cube
    scores = [*left_out, *(model.scores(grams(text)) for text in lessons.texts[lessons.shown :])]
    inputs = np.stack([_inputs(s, signs(t)) for s, t in zip(scores, lessons.texts, strict=True)])
    are_known = np.arange(len(lessons.texts)) < len(lessons.examples)
    weights = np.where(are_known, 1.0, _HARMLESS_WEIGHT)
    return {
        **packed(index),
        "kernel": kernel,
        "any": logistic.fit(inputs, targets[:, _ANY].astype(float), weights, 1.0),
        "hard": logistic.fit(inputs, targets[:, _HARD].astype(float), weights, 1.0),
    }


class DangerScreen:
    """The screen built from the examples and from texts known to be harmless; no state after that."""

    def __init__(
        self,
        examples: Sequence[DangerExample] = (),
        harmless: Sequence[str] = (),
        fits: Fits = fit_anew,
    ) -> None:
        self._kernel: KernelModel | None = None
        lessons = _Lessons.of(examples, harmless)
        if not any(e.kind for e in lessons.examples) or len(lessons.texts) < _LEAST_TEXTS:
            return
        fitted = fits(key_of("danger", lessons.texts, lessons.targets), lambda: _fit(lessons))
        self._kernel = KernelModel(unpacked(fitted), fitted["kernel"])
        self._any, self._hard = fitted["any"], fitted["hard"]

    def screen(self, text: str, recent: Sequence[str] = ()) -> Danger | None:
        """
        Return the gravest danger in `text`, or None.

        `recent` is the person's last two messages, oldest first: people cut sentences in pieces. A danger that one
        of those held by itself was heard then, and is not heard again.
        """
        alone = self._screen(text, SOFT_FROM)
        before = [message for message in recent[-2:] if message.strip()]
        if alone or not before:
            return alone
        joined = " ".join([*before, text])
        apart = {name for part in (*before, text) for name in signs(squash(normalize(part)))}
        if not _grave(tuple(set(signs(squash(normalize(joined)))) - apart)):
            # only a sentence cut in pieces says more than its pieces; "아니요" behind a worry does not
            return None
        if any(self._screen(message, SOFT_FROM) for message in before):
            return None
        return self._screen(joined, PART_FROM, whole_only=True)

    def _screen(self, text: str, at_least: float, *, whole_only: bool = False) -> Danger | None:
        normal = normalize(text, 2 * _END_CHARS)
        spoken = language(normal)
        if spoken == "ko" and _VIETNAMESE_LETTER.search(text) and not _HANGUL.search(text):
            # short words between letters like "ô" were read as a Korean keyboard's
            normal = unicodedata.normalize("NFKC", text[: 2 * _END_CHARS]).lower()
            spoken = "vi"
        if spoken != "ko":
            kind = foreign_kind(normal, spoken)
            return (
                Danger(kind, "hard", _about(normal), (f"{spoken} words",), spoken) if kind else None
            )
        if self._kernel is None:
            return _by_signs(squash(normal))
        squashed = _DENIED.sub(" ", squash(normal)).strip()
        found = signs(squashed)
        if len(squashed) < _SHORT_CHARS and not _grave(found):
            return None
        heard = self._hear(squashed[:1_000], found)
        is_sure = heard.any >= at_least and heard.hard >= HARD_FROM
        is_long = len(normal) >= _LONG_CHARS
        is_cut = is_long or (len(normal) >= _TWO_SENTENCES and heard.any >= at_least)
        if is_cut and not whole_only and not is_sure:
            # a story hides one sentence of danger; what calms the story (a film, long ago) calms its parts
            calm = tuple(name for name in found if name in _CARRIED)
            parts_said = map(squash, segments(normal, most=24))
            pieces = [(part, signs(part, found)) for part in parts_said]
            telling = sorted(pieces, key=lambda piece: _grave(piece[1]), reverse=True)
            parts = [
                self._hear(part, (*own, *(name for name in calm if name not in own)))
                for part, own in telling[:_MOST_PARTS]
                if _grave(own)
            ]
            best = max(parts, key=lambda part: part.any, default=heard)
            least = PART_FROM if is_long else _SURE_PART_FROM
            if best.any >= max(least, heard.any):
                heard = best
        despair = heard.scores[0] >= SUICIDE_LIKENESS and heard.any >= SUICIDE_FROM
        # "제가 사는 게 아니고": who puts something right is like many things
        despair = despair and "calm_not" not in heard.signs
        speaks = heard.any >= at_least or (despair and not whole_only)
        return self._danger(heard) if speaks else None

    def _hear(self, squashed: str, found: tuple[str, ...]) -> _Heard:
        assert self._kernel is not None
        scores = self._kernel.scores(grams(squashed))
        inputs = _inputs(scores, found)
        chances = (logistic.chance(self._any, inputs), logistic.chance(self._hard, inputs))
        return _Heard(*chances, scores, found)

    def _danger(self, heard: _Heard) -> Danger:
        bonus = [0.1 * sum(name in heard.signs for name in GROUPS[kind]) for kind in KINDS]
        kind = KINDS[int(np.argmax(heard.scores[: len(KINDS)] + np.array(bonus)))]
        other = kind == "neighbor_report" or heard.scores[_OTHER] > 0.5 * max(
            heard.scores[_ANY], 0.2
        )
        why = (f"chance {heard.any:.2f}", f"hard {heard.hard:.2f}", *heard.signs)
        return Danger(
            kind, "hard" if heard.hard >= HARD_FROM else "soft", "other" if other else "self", why
        )


_NAMES = tuple(SIGNS)
_CALM = tuple(name for name in _NAMES if name.startswith("calm_"))
#: Calming signs that hold for a whole story; the others (asking for a service, a complaint) only where they stand.
_CARRIED = frozenset(
    {
        "calm_past",
        "calm_bereaved",
        "calm_pet",
        "calm_fiction",
        "calm_learning",
        "calm_not",
        "calm_laugh",
    }
)
_PLACE = {name: i for i, name in enumerate(_NAMES)}


def _inputs(scores: Floats, found: tuple[str, ...]) -> Doubles:
    """Return kernel scores, signs, and each calming sign together with each kind of danger it stands beside."""
    out = np.zeros(len(scores) + len(_NAMES) + len(_CALM) * len(KINDS))
    out[: len(scores)] = _KERNEL_SCALE * scores
    present = frozenset(found)
    out[[len(scores) + _PLACE[name] for name in found]] = 1
    beside = [i for i, kind in enumerate(KINDS) if present.intersection(GROUPS[kind])]
    for row, calm in enumerate(_CALM):
        if calm in present:
            out[[len(scores) + len(_NAMES) + row * len(KINDS) + i for i in beside]] = 1
    return out


def _grave(found: tuple[str, ...]) -> int:
    return sum(not name.startswith("calm_") for name in found)


def _about(normal: str) -> About:
    words = (
        "neighbo",
        "my friend",
        "my son",
        "my daughter",
        "my mother",
        "邻居",
        "朋友",
        "妈妈",
        "hàng xóm",
        "bạn tôi",
        "bạn em",
        "bạn của",
        "cô ấy",
    )
    return "other" if any(word in normal for word in words) else "self"


def _by_signs(squashed: str) -> Danger | None:
    """Without examples to learn from, the sure signs alone speak."""
    found = signs(squashed)
    sure = [name for name in found if name.startswith("sure_")]
    if not sure:
        return None
    kind = next(kind for kind in KINDS if set(sure).intersection(GROUPS[kind]))
    return Danger(kind, "hard", "other" if kind == "neighbor_report" else "self", found)
