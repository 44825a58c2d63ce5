"""Several things asked for in one message: two questions, a list, three needs counted up."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from intents.chance import chance
from intents.decide import ALSO_FROM
from intents.found import Found, Weighed
from intents.names import Names
from intents.normalize import squash
from intents.segments import counted_up, questions, things
from intents.understood import Match

#: Of several things in a list, each is offered from here on; so many are looked at.
LISTED_FROM, _MOST_THINGS, _MOST_LISTED = 0.2, 8, 4
#: No text sounds more like ours than this.
_MOST_SCOPE = 2.0


class Several:
    """Finds what else a message asks for, with the means of `Understanding`."""

    def __init__(
        self,
        names: Names,
        words: Mapping[str, tuple[str, ...]],
        known: Collection[str],
        weigh: Callable[[str], Weighed],
        judge: Callable[[str, Weighed], Found],
    ) -> None:
        """`words` are everyday words and the entries they point at; `known` all entries."""
        self._names, self._words, self._known = names, words, known
        self._weigh, self._judge = weigh, judge

    def also(self, normal: str, squashed: str, matches: tuple[Match, ...]) -> tuple[str, ...]:
        """Return the entries that a text asks for beside its first match, at most four; none where it asks one thing."""
        named = self._names.said_in(squashed)
        if len(named) == 2 and matches[0].id in named and _AND.search(normal):
            return tuple(entry for entry in named if entry != matches[0].id)
        listed = self._listed(normal, matches[0].id) if len(named) > 1 else []
        if listed:
            return tuple(entry for entry in listed if entry != matches[0].id)[:_MOST_LISTED]
        parts = questions(normal)[:3]
        if len(parts) < 2:
            return ()
        cut = [squash(part) for part in parts]
        weighed = [self._weigh(part) for part in cut]
        if all(matches[0].id == w.best[0][0] for w in weighed):
            return ()
        # what no purpose could make sure enough is not asked for its purpose, nor where all would be about the same
        likely = [
            (part, w) for part, w in zip(cut, weighed, strict=True) if _may_be(part, w, ALSO_FROM)
        ]
        if len({_about(w) for _, w in likely}) < 2:
            return ()
        found = [self._judge(part, w) for part, w in likely]
        sure = [f.matches[0].id for f in found if f.chance >= ALSO_FROM and f.wish is None]
        others = [entry for entry in dict.fromkeys(sure) if entry != matches[0].id]
        return tuple(others[:2]) if len(set(sure)) > 1 else ()

    def counted_up(self, normal: str) -> list[str]:
        """Return the entries of three things that somebody counts up at the end ("수술비랑 월세랑 양육비가 급해요")."""
        said = counted_up(normal)
        found: dict[str, None] = {}
        for noun in map(squash, said):
            pointed = self._words.get(noun) or self._names.all_of(noun) or self._likeliest(noun)
            known = next((entry for entry in pointed if entry in self._known), None)
            if known is None or known in found:
                # each of the three must be a thing of its own
                return []
            found[known] = None
        return list(found)

    def _likeliest(self, noun: str) -> tuple[str, ...]:
        weighed = self._weigh(noun)
        if not _may_be(noun, weighed, LISTED_FROM):
            return ()
        judged = self._judge(noun, weighed)
        return (judged.matches[0].id,) if judged.chance >= LISTED_FROM else ()

    def _listed(self, normal: str, first: str) -> list[str]:
        """Return the entries that the pieces of a list are about, as they were said; none but of three with `first`."""
        pieces: list[tuple[str, str, Weighed | None]] = []
        for said in map(squash, things(normal, _MOST_THINGS)):
            named = self._names.said_in(said)
            if named:
                pieces.append((named[0], said, None))
            elif _may_be(said, weighed := self._weigh(said), LISTED_FROM):
                pieces.append((_about(weighed), said, weighed))
        found: dict[str, None] = {}
        for place, (entry, said, unsure) in enumerate(pieces):
            # purposes cost most: none is asked for where no list can come of it
            still = {*found, *(piece[0] for piece in pieces[place:])}
            if first not in still or len(still) < 3:
                return []
            if unsure is not None:
                judged = self._judge(said, unsure)
                if judged.chance < LISTED_FROM or judged.wish is not None:
                    continue
            found[entry] = None
        return list(found) if len(found) > 2 and first in found else []


def _may_be(said: str, weighed: Weighed, least: float) -> bool:
    """Say whether a purpose might make a text be about an entry with a chance of `least`; asking for it costs most."""
    if weighed.named is not None:
        return True
    return bool(weighed.best) and chance(weighed.best, _MOST_SCOPE, len(said)) >= least


def _about(weighed: Weighed) -> str:
    """Return the entry that a text is about if it is no wish."""
    return weighed.named or weighed.best[0][0]


#: "아동수당이랑 부모급여", "기초연금 받으면서 노인일자리": two things named in one breath.
_AND = re.compile(r"[가-힣](?:이랑|랑|하고|와|과|,)\s|[가-힣]면서|같이|함께|동시에|중복")
