"""Put it all together: danger first, then wishes, then entries, and say what to do and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from intents.about_last import chance_about_last, signs
from intents.calm import calm_examples, harmless
from intents.chance import chance, lead
from intents.danger import DangerScreen
from intents.decide import ALSO_FROM, ANSWER_FROM, asks_something, decide
from intents.doors import Doors
from intents.entries import Entries, best_of
from intents.entry import Clarification, Knowledge
from intents.facets import facet
from intents.fits import Fits, fit_anew
from intents.found import Found, Weighed
from intents.grams import grams
from intents.leaning import asked_about_it, asks_after, leans_on, noun_asked_after
from intents.names import Names
from intents.normalize import normalize, squash
from intents.purpose import Purposes
from intents.put_right import what_is_meant
from intents.several import Several
from intents.understood import Decision, Match, Understood

__all__ = ["Decision", "Match", "Understanding", "Understood"]

#: A text that sounds like a wish is a question all the same when it can be answered, and surely so where nothing but
#: the entry speaks for a question; not when it sounds very much like the wish.
NO_WISH_FROM, SURELY_WISH_FROM = 0.65, 0.6
#: What an entry gains whose name is all that the text says; among the many words of a large one a name weighs little.
_NAMED = 0.2
#: What is as likely as this about the last answer is taken to be; shorter texts ("노인") are words to look for.
ABOUT_LAST_FROM, _A_WORD = 0.45, 4
#: Beside an answer of its own that is as sure as a second question must be.
SURELY_ABOUT_LAST_FROM = 0.85
#: What an everyday word points at is answered when it is one entry, and offered when it is several.
_POINTED, _POINTED_OF_SEVERAL = 0.6, 0.4
#: An everyday word of so many letters names a subject of its own.
_A_PLAIN_WORD = 3
#: Beside the door of another office, entries are offered only when they are as likely as this.
BESIDE_DOOR_FROM = 0.3
#: An answer less sure than this gives way to a door that the text names, unless it names a benefit too.
OVER_DOOR_FROM = 0.7
_ASK_BACK_LIKENESS = 88.0


#: Our own name beside what is asked ("여권은 동사무소에서 돼요?") makes it none of ours.
_OFFICE = re.compile(r"동사무소|주민센터|행정복지센터|복지센터")
#: What an entry is known by so well is not about another one, whatever was talked about.
_KNOWN_ELSEWHERE = 0.75


class Understanding:
    """
    Built once from the knowledge, then answers any string, from any thread, without state.

    Building takes a second where `fits` knows what was learned from it, else a quarter of a minute.
    """

    def __init__(self, knowledge: Knowledge, fits: Fits = fit_anew) -> None:
        known = (*knowledge.danger_examples, *calm_examples(knowledge))
        self._danger = DangerScreen(known, harmless(knowledge), fits)
        self._purposes = Purposes(knowledge, fits)
        self._entries = Entries(knowledge.entries, knowledge.synonyms, fits)
        self._known = knowledge.entries
        self._names = Names(knowledge.entries.values())
        self._doors = Doors(knowledge.doors)
        self._words = {squash(normalize(s.word)): s.entries for s in knowledge.synonyms}
        self._several = Several(self._names, self._words, self._known, self._weigh, self._judge)
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
        meant = what_is_meant(squashed)
        asked = facet(meant)
        rest, unwanted = self._names.put_aside(meant)
        found = self._find(rest)
        if unwanted:
            kept = tuple(m for m in found.matches if m.id not in unwanted)
            found = replace(found, matches=kept, wish=None)
            topic = None if topic in unwanted else topic
        found = self._by_its_word(rest, found)
        intent, why, matches = found.wish, found.why, found.matches
        clarification = self._ask_back(squashed, behind_answer=topic is not None)
        if squashed in self._asks and not found.is_known_wish:
            # words that are known to be unclear are not guessed to be a wish
            intent = None
        door = self._doors.door_of(squashed)
        if door is not None and found.may_be_ours and self._names.any_in(_OFFICE.sub("", squashed)):
            # "이혼소송 중인데 한부모 되나요" asks for what it names
            door = None
        if door is not None and found.wish_likeness < SURELY_WISH_FROM:
            # "수도 누수 어디다 전화해요" does not wish to be called
            intent = None
        is_question = normal.rstrip().endswith("?")
        may_tell = clarification is None and not is_question
        is_clear = clarification is None and door is None
        about, faintly = self._about_topic(
            topic, meant, asked, found, is_question, may_tell, is_clear
        )
        if about is not None:
            asked = asked_about_it(squashed, asked, faintly)
            sure = ANSWER_FROM if faintly else 1.0
            matches = (Match(about, sure), *(m for m in matches if m.id != about))[:5]
            intent, clarification = None, None
            why = (*why, f"leans {'faintly ' if faintly else ''}on {topic}")
        near = danger is not None and danger.kind == "neighbor_report" and intent is None
        if near and danger and (danger.tier == "hard" or not asks_something(found, asked)):
            # a mild word about a neighbour beside a clear question leaves the question its answer
            intent = "report_neighbour"
        counted = self._several.counted_up(normal) if about is None and intent is None else []
        if counted:
            clarification = None
            matches = (Match(counted[0], 1.0), *(m for m in matches if m.id != counted[0]))[:5]
        decision = decide(danger, intent, matches, clarification, asked)
        if decision == "answer" and about is None and matches[0].id in self._same:
            intent, decision = self._same[matches[0].id], "flow"
        may_ask_more = decision in ("answer", "choose") and not faintly
        also = self._several.also(normal, squashed, matches) if may_ask_more else ()
        also = tuple(counted[1:]) or also
        alone = about is None and decision == "answer"
        if door is not None and alone and self._may_be_elsewhere(squashed, found):
            decision = "choose"
        if decision not in ("choose", "person") or clarification is not None:
            door = None
        elif door is not None and not found.may_be_ours:
            decision = "person"
        return Understood(
            normal,
            danger,
            intent,
            matches,
            decision,
            clarification,
            asked,
            also,
            door,
            why,
            faintly,
        )

    def _about_topic(
        self,
        topic: str | None,
        squashed: str,
        asked: str | None,
        found: Found,
        is_question: bool,
        may_tell: bool,
        is_clear: bool,
    ) -> tuple[str | None, bool]:
        """Return the entry that the talk before makes this text be about, and whether only faintly."""
        about = leans_on(topic, squashed, asked, found, may_tell, self._known, self._names)
        if about is not None or topic is None or topic not in self._known or not is_clear:
            return about, False
        first = found.matches[0].id if found.matches else None
        pointed = self._words.get(noun_asked_after(squashed), ())
        if pointed and topic not in pointed and pointed[0] in self._known:
            return pointed[0], False
        if first is not None and asks_after(squashed, self._known[first]):
            return first, False
        is_sure = first == topic and found.chance >= ANSWER_FROM and found.wish is None
        if any(
            word in squashed and topic not in entries
            for word, entries in self._words.items()
            if len(word) >= _A_PLAIN_WORD
        ):
            return None, False
        named = self._names.said_in(squashed)
        if found.is_known_wish or len(squashed) < _A_WORD or is_sure:
            return None, False
        if (named and topic not in named) or (first != topic and found.chance >= _KNOWN_ELSEWHERE):
            return None, False
        seen = signs(topic, squashed, is_question, asked, found, self._known, self._names)
        least = SURELY_ABOUT_LAST_FROM if found.chance >= ALSO_FROM else ABOUT_LAST_FROM
        return (topic, True) if chance_about_last(seen) >= least else (None, False)

    def signs_about_last(self, text: str, topic: str) -> dict[str, float]:
        """Return what speaks for a text's being about the entry last answered, for fitting and for `--explain`."""
        normal = normalize(text)
        squashed = squash(normal)
        found = self._find(squashed)
        is_question = normal.rstrip().endswith("?")
        asked = facet(squashed)
        return signs(topic, squashed, is_question, asked, found, self._known, self._names)

    def _may_be_elsewhere(self, squashed: str, found: Found) -> bool:
        """Say whether an answer is so unsure, and names so little of ours, that the door of another office is likelier."""
        return found.chance < OVER_DOOR_FROM and not self._names.any_in(squashed)

    def _by_its_word(self, squashed: str, found: Found) -> Found:
        """A text that is one everyday word ("수술비") is about what the word points at, unless it is known better."""
        pointed = [e for e in self._words.get(squashed, ()) if e in self._known]
        if not pointed or found.is_known_wish:
            return found
        best = found.matches[0].id if found.matches else ""
        named = best in pointed or self._names.any_in(squashed)
        if found.chance >= ANSWER_FROM and named:
            return found
        chance_of_each = _POINTED if len(pointed) == 1 else _POINTED_OF_SEVERAL
        matches = tuple(Match(entry, chance_of_each) for entry in pointed[:3])
        return replace(found, matches=matches, wish=None)

    def _find(self, squashed: str) -> Found:
        found = self._judge(squashed, self._weigh(squashed))
        if found.chance >= ANSWER_FROM or found.wish is not None:
            return found
        mended = self._names.mended(squashed)
        if mended is None:
            return found
        again = self._judge(mended, self._weigh(mended))
        return again if again.chance > found.chance and again.wish is None else found

    def _weigh(self, squashed: str) -> Weighed:
        cut = grams(squashed)
        scores = self._entries.scores(squashed, cut)
        best = best_of(scores, 5)
        named = [self._place[entry] for entry in self._names.all_of(squashed)]
        return Weighed(
            cut,
            [(self._entries.ids[i], float(scores[i])) for i in best],
            self._entries.ids[max(named, key=lambda i: float(scores[i]))] if named else None,
        )

    def _judge(self, squashed: str, weighed: Weighed) -> Found:
        best = weighed.best
        top = best[0][1] if best else 0.0
        purpose = self._purposes.purpose(squashed, weighed.cut, top)
        if top <= 0:
            said = (f"scope {purpose.scope:.2f}", "no entry fits")
            return Found((), purpose.wish, purpose.sure, False, purpose.scope, said)
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
        return Found(matches, wish, purpose.sure, may_be_ours, purpose.scope, why)

    def _ask_back(self, squashed: str, *, behind_answer: bool) -> Clarification | None:
        """Return the question to ask back; how somebody lives, told behind an answer, is of that answer."""
        found = self._unclear(squashed)
        return None if found is not None and found.tells and behind_answer else found

    def _unclear(self, squashed: str) -> Clarification | None:
        if squashed in self._asks or not self._ask_texts or not 2 <= len(squashed) <= 40:
            return self._asks.get(squashed)
        close = process.extractOne(
            squashed, self._ask_texts, scorer=fuzz.ratio, score_cutoff=_ASK_BACK_LIKENESS
        )
        return self._asks[close[0]] if close else None
