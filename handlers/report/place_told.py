"""A place told a turn later than it was asked for: put right, made fuller, or said to be wrong."""

from __future__ import annotations

import re

from handlers.compact import compact
from handlers.flow import Answers
from handlers.report.beside import grown
from handlers.report.heard import END, Turn
from handlers.report.place_fix import corrects, mend, names_wrong, put_right
from handlers.report.place_fuller import told_fuller
from handlers.report.rules import place_of, places_in, read_story
from handlers.report.slips import mended
from handlers.report.wish import with_wish


def place_told(name: str, given: Answers, words: str) -> Turn | None:
    """Put the place right or make it fuller; behind "더 적기" and "고치기" the review comes again."""
    wrong = names_wrong(words) or corrects(words)
    if "story" not in given or (name == "place" and not wrong):
        return None
    before = given.get("was") if name == "place" else given.get("place")
    known = str(before or place_of(given, read_story(str(given["story"]))))
    known = "" if known == "unknown" else known
    forgets = END if name in END else ()
    fuller, rest = ("", "") if wrong else told_fuller(known, words)
    # words that tell the first place of all are of the story, which is read for it
    if fuller and (known or "place" in given):
        told: dict[str, object] = {"place": fuller}
        if rest:
            told["story"] = grown(given, rest)
        return Turn(with_wish(told, rest), forgets, "report.place_fuller", {"what": fuller})
    place, part = put_right(known, mended(words))
    if not place or place == known:
        return _place_again(name, known, words)
    told = {"story": f"{mend(str(given['story']), known, place)}\n{words}", "place": place}
    return Turn(told, forgets, "report.place_put_right", {"what": part})


def _place_again(name: str, known: str, words: str) -> Turn | None:
    """Say the place that is right already, or ask for it anew, where it is said to be wrong."""
    if name == "place" or not known or not corrects(words):
        return None
    forgets = ("review", "more", "edit") if name in END else ()
    homes = places_in(mended(words))
    if homes and homes[-1] in known:
        return Turn({}, forgets, "report.place_is", {"what": known})
    if homes or not _WRONG_PLACE.fullmatch(compact(words)):
        return None
    return Turn({"redo": "place", "was": known}, (*forgets, "place"))


_WRONG_PLACE = re.compile(
    r"(?:아|아니|근데|저기|앗|잠깐만요?)*(?:주소|곳|장소|위치|호수|층수|동호수|아파트이름)(?:이|가|는|은|를|을|도)?(?:좀|다)?(?:이상|틀[려렸리린]|잘못|다르|다른|달라|바뀌|바꾸|바꿀|고치|고칠|고쳐|수정|정정)[가-힣]{0,10}"
)
