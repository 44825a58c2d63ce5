"""Put it all together: danger first, then wishes, then entries, and say what to do and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from intents.calm import calm_examples, harmless
from intents.chance import chance, lead
from intents.danger import Danger, DangerScreen
from intents.doors import Doors
from intents.entries import Entries, best_of
from intents.entry import Clarification, Knowledge
from intents.facets import (
    facet,
    is_age,
    leans_on_topic,
    tells_a_case,
    tells_of_oneself,
    tells_status,
)
from intents.fits import Fits, fit_anew
from intents.grams import Grams, grams
from intents.names import Names
from intents.normalize import normalize, squash
from intents.purpose import Purposes
from intents.segments import questions
from intents.understood import Decision, Match, Understood

__all__ = ["Decision", "Match", "Understanding", "Understood"]

ANSWER_FROM, CHOOSE_FROM = 0.45, 0.15
#: A text that sounds like a wish is a question all the same when it can be answered, and surely so where nothing but
#: the entry speaks for a question; not when it sounds very much like the wish.
NO_WISH_FROM, SURELY_WISH_FROM = 0.65, 0.6
#: An entry that the last answer names as related may tell what that one does not, when it is as likely as this.
RELATED_FROM = 0.1
#: What an entry gains whose name is all that the text says; among the many words of a large one a name weighs little.
_NAMED = 0.2
#: A second question in the same message is answered too when it is as sure as this on its own.
ALSO_FROM = 0.7
#: Beside the door of another office, entries are offered only when they are as likely as this.
BESIDE_DOOR_FROM = 0.3
#: An answer less sure than this gives way to a door that the text names, unless it names a benefit too.
OVER_DOOR_FROM = 0.7
#: No text sounds more like ours than this.
_MOST_SCOPE = 2.0
_ASK_BACK_LIKENESS = 88.0


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The n-grams of a text, and the entries that fit it best with their scores."""

    cut: Grams
    best: list[tuple[str, float]]
    #: The entry whose name is all that the text says.
    named: str | None


@dataclass(frozen=True, slots=True)
class _Found:
    matches: tuple[Match, ...]
    wish: str | None
    #: How much the text is like that wish; 1 when its words mean nothing else.
    wish_likeness: float
    #: Whether it sounds like a question of ours, and one that is likely known.
    may_be_ours: bool
    why: tuple[str, ...]

    @property
    def is_known_wish(self) -> bool:
        return self.wish_likeness == 1.0

    @property
    def chance(self) -> float:
        return self.matches[0].score if self.matches else 0.0


class Understanding:
    """
    Built once from the knowledge: a second where `fits` knows what was learned from it, else ten; then
    answers any string, from any thread, without state.
    """

    def __init__(self, knowledge: Knowledge, fits: Fits = fit_anew) -> None:
        known = (*knowledge.danger_examples, *calm_examples(knowledge))
        self._danger = DangerScreen(known, harmless(knowledge), fits)
        self._purposes = Purposes(knowledge, fits)
        self._entries = Entries(knowledge.entries, knowledge.synonyms, fits)
        self._known = knowledge.entries
        self._names = Names(knowledge.entries.values())
        self._doors = Doors(knowledge.doors)
        self._same = {wish.entry: wish.id for wish in knowledge.wishes}
        self._place = {entry: place for place, entry in enumerate(self._entries.ids)}
        asks = {squash(normalize(t)): c for c in knowledge.clarifications for t in c.texts}
        self._asks, self._ask_texts = asks, tuple(asks)

    def understand(
        self, text: str, *, recent: Sequence[str] = (), topic: str | None = None
    ) -> Understood:
        """
        Say what `text` means. Never raises, whatever the string.

        `recent` holds the person's last two messages, oldest first; `topic` is the entry last answered.
        """
        danger = self._danger.screen(text, recent)
        normal = normalize(text)
        squashed = squash(normal)
        asked = facet(squashed)
        found = self._find(squashed)
        intent, why, matches = found.wish, found.why, found.matches
        clarification = self._ask_back(squashed)
        if squashed in self._asks and not found.is_known_wish:
            # words that are known to be unclear are not guessed to be a wish
            intent = None
        door = self._doors.door_of(squashed)
        if door is not None and found.may_be_ours and self._names.any_in(squashed):
            # "이혼소송 중인데 한부모 되나요" asks for what it names
            door = None
        if door is not None and found.wish_likeness < SURELY_WISH_FROM:
            # "수도 누수 어디다 전화해요" does not wish to be called
            intent = None
        may_tell = clarification is None and not normal.rstrip().endswith("?")
        leans_on = self._leans_on(topic, squashed, asked, found, may_tell)
        if leans_on is not None:
            asked = asked or ("case" if tells_a_case(squashed) else "who")
            matches = (Match(leans_on, 1.0), *(m for m in matches if m.id != leans_on))[:5]
            intent, clarification, why = None, None, (*why, f"leans on {topic}")
        near = danger is not None and danger.kind == "neighbor_report" and intent is None
        if near and danger and (danger.tier == "hard" or not _asks_something(found, asked)):
            # a mild word about a neighbour beside a clear question leaves the question its answer
            intent = "report_neighbour"
        decision = _decision(danger, intent, matches, clarification, asked)
        if decision == "answer" and leans_on is None and matches[0].id in self._same:
            intent, decision = self._same[matches[0].id], "flow"
        also = self._also(normal, squashed, matches) if decision in ("answer", "choose") else ()
        alone = leans_on is None and decision == "answer"
        if door is not None and alone and self._may_be_elsewhere(squashed, found):
            decision = "choose"
        if decision not in ("choose", "person") or clarification is not None:
            door = None
        elif door is not None and not found.may_be_ours:
            decision = "person"
        return Understood(
            normal, danger, intent, matches, decision, clarification, asked, also, door, why
        )

    def _may_be_elsewhere(self, squashed: str, found: _Found) -> bool:
        """Say whether an answer is so unsure, and names so little of ours, that the door of another office is likelier."""
        return found.chance < OVER_DOOR_FROM and not self._names.any_in(squashed)

    def _leans_on(
        self,
        topic: str | None,
        squashed: str,
        asked: str | None,
        found: _Found,
        may_tell: bool,
    ) -> str | None:
        """
        Return the entry that a text without a subject of its own is about; None when it has one.

        `may_tell`: neither a question nor unclear, so that it may tell how somebody lives.
        """
        if topic is None or topic not in self._known or found.is_known_wish:
            return None
        if asked is None and not is_age(squashed):
            if found.wish is not None or not may_tell or not tells_a_case(squashed):
                return None
            return topic if found.chance < ANSWER_FROM or tells_status(squashed) else None
        alone = asked is not None and leans_on_topic(squashed)
        if not alone and not (tells_of_oneself(squashed) and not self._names.said_in(squashed)):
            return None
        entry = self._known[topic]
        wanted = asked or "who"
        if wanted in entry.details or not found.matches:
            return topic
        # what the topic does not tell ("얼마나 걸려요"), a related entry may
        first = self._known[found.matches[0].id]
        tells = first.id in entry.related and wanted in first.details
        return first.id if tells and found.chance >= RELATED_FROM else topic

    def _find(self, squashed: str) -> _Found:
        found = self._judge(squashed, self._weigh(squashed))
        if found.chance >= ANSWER_FROM or found.wish is not None:
            return found
        mended = self._names.mended(squashed)
        if mended is None:
            return found
        again = self._judge(mended, self._weigh(mended))
        return again if again.chance > found.chance and again.wish is None else found

    def _weigh(self, squashed: str) -> _Weighed:
        cut = grams(squashed)
        scores = self._entries.scores(squashed, cut)
        best = best_of(scores, 5)
        named = [self._place[entry] for entry in self._names.all_of(squashed)]
        return _Weighed(
            cut,
            [(self._entries.ids[i], float(scores[i])) for i in best],
            self._entries.ids[max(named, key=lambda i: float(scores[i]))] if named else None,
        )

    def _judge(self, squashed: str, weighed: _Weighed) -> _Found:
        best = weighed.best
        top = best[0][1] if best else 0.0
        purpose = self._purposes.purpose(squashed, weighed.cut, top)
        if top <= 0:
            said = (f"scope {purpose.scope:.2f}", "no entry fits")
            return _Found((), purpose.wish, purpose.sure, False, said)
        sure = chance(best, purpose.scope, len(squashed))
        # "청년월세 소득 기준 모르겠어요" is a question of ours, not a shrug
        is_asked = sure >= (ANSWER_FROM if purpose.scope >= 0 else NO_WISH_FROM)
        wish = None if is_asked and purpose.sure < SURELY_WISH_FROM else purpose.wish
        if wish is None and weighed.named is not None:
            top += _NAMED
            best = [(weighed.named, top), *((e, s) for e, s in best if e != weighed.named)]
            sure = chance(best, purpose.scope, len(squashed))
        matches = tuple(Match(e, round(sure * (s / top), 4)) for e, s in best[:5] if s > 0)
        why = (
            f"score {top:.2f}",
            f"lead {lead(best):.2f}",
            f"scope {purpose.scope:.2f}",
            f"wish {purpose.sure:.2f}",
        )
        may_be_ours = purpose.scope >= 0 and sure >= BESIDE_DOOR_FROM
        return _Found(matches, wish, purpose.sure, may_be_ours, why)

    def _ask_back(self, squashed: str) -> Clarification | None:
        if squashed in self._asks or not self._ask_texts or not 2 <= len(squashed) <= 40:
            return self._asks.get(squashed)
        close = process.extractOne(
            squashed, self._ask_texts, scorer=fuzz.ratio, score_cutoff=_ASK_BACK_LIKENESS
        )
        return self._asks[close[0]] if close else None

    def _also(self, normal: str, squashed: str, matches: tuple[Match, ...]) -> tuple[str, ...]:
        named = self._names.said_in(squashed) if _AND.search(normal) else []
        if len(named) == 2 and matches[0].id in named:
            return tuple(entry for entry in named if entry != matches[0].id)
        parts = questions(normal)[:3]
        if len(parts) < 2:
            return ()
        cut = [squash(part) for part in parts]
        weighed = [self._weigh(part) for part in cut]
        if all(matches[0].id == w.best[0][0] for w in weighed):
            return ()
        # what no purpose could make sure enough is not asked for its purpose
        found = [
            self._judge(part, w)
            for part, w in zip(cut, weighed, strict=True)
            if w.named or (w.best and chance(w.best, _MOST_SCOPE, len(part)) >= ALSO_FROM)
        ]
        sure = [f.matches[0].id for f in found if f.chance >= ALSO_FROM and f.wish is None]
        others = [entry for entry in dict.fromkeys(sure) if entry != matches[0].id]
        return tuple(others[:2]) if len(set(sure)) > 1 else ()


#: "아동수당이랑 부모급여", "기초연금 받으면서 노인일자리": two things named in one breath.
_AND = re.compile(r"[가-힣](?:이랑|랑|하고|와|과|,)\s|[가-힣]면서|같이|함께|동시에|중복")


#: Entries about telling of a neighbour: beside a worrying word they are the wish to tell, not a question.
_TELLING = ("crisis-report", "crisis-mandatory", "lonely-death")


def _asks_something(found: _Found, asked: str | None) -> bool:
    """What only tells ("끼니를 거르시는 것 같아요") is a question where its answer is very sure."""
    if asked is not None:
        return found.chance >= ANSWER_FROM
    return found.chance >= ALSO_FROM and found.matches[0].id not in _TELLING


def _decision(
    danger: Danger | None,
    intent: str | None,
    matches: tuple[Match, ...],
    unclear: Clarification | None,
    asked: str | None,
) -> Decision:
    if danger and danger.tier == "hard" and danger.kind != "neighbor_report":
        return "person"
    if intent:
        return "flow"
    if unclear:
        return "choose"
    chance = matches[0].score if matches else 0.0
    # to whose account money goes is answered the same for every benefit
    if chance >= (CHOOSE_FROM if asked == "account" else ANSWER_FROM):
        return "answer"
    return "choose" if chance >= CHOOSE_FROM else "person"
