"""An age told behind an answer is set beside the ages of who gets it."""

from __future__ import annotations

import re

from handlers.compact import compact
from handlers.context import Context
from handlers.faq.answer import source_note
from handlers.hours import seoul
from handlers.menu import CALLBACK, HOME, PERSON
from handlers.messages import Reply
from intents.entry import Entry
from intents.facets import is_age

#: "63인데", "예순셋" is not read: a number with a word for years behind it, or with "인데".
_AGE = re.compile(r"(?<!\d)([2-9]\d)(?:살|세|인데|이에요|이여|이유|인디|입니다|임$|이면|먹었)")
_YEARS = re.compile(r"(?<!\d)(\d{1,2})(?:살|세)")
_FROM_AGE = re.compile(r"(\d{2})세 이상(?:이고|인| 어르신)")
#: From which age, below which and to which it is given.
_LEAST = re.compile(r"(\d{1,2})세(?: 이상(?!이거나)|부터|~|에서)|(\d{1,2})~\d{2}세")
_BELOW, _MOST = re.compile(r"(\d{2})세 미만"), re.compile(r"(\d{2})세(?:까지| 이하)|~(\d{2})세")


def of_an_age(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """
    Say plainly that somebody is too young or too old for it, or to who tells nothing but an age that it fits.

    Nothing where the page tells no ages, or where younger ones may have it too.
    """
    who = entry.detail("who", seoul(context.at).date()) if "who" in entry.details else None
    if who is None or "젊어도" in who:
        return ()
    least, age = _FROM_AGE.search(who), _AGE.search(compact(said))
    if least is not None and age is not None and int(age[1]) < int(least[1]):
        return _told("faq.too_young", entry, context, least=least[1], age=age[1])
    years = _YEARS.search(compact(said)) if is_age(compact(said)) else None
    bounds = _bounds(who)
    if years is None or bounds is None:
        return ()
    low, high = bounds
    if int(years[1]) > high:
        return _told("faq.too_old", entry, context, most=high)
    if int(years[1]) < low:
        return _told("faq.too_young", entry, context, least=low, age=years[1])
    return _told("faq.age_fits", entry, context)


def _bounds(who: str) -> tuple[int, int] | None:
    """Return the lowest and the highest age in years of a page that tells of one group; None for none or several."""
    least = [int(a or b) for a, b in _LEAST.findall(who)]
    most = [int(a or b) for a, b in _MOST.findall(who)] + [int(a) - 1 for a in _BELOW.findall(who)]
    if len(least) > 1 or len(most) > 1 or not (least or most):
        return None
    return (least[0] if least else 0, most[0] if most else 120)


def _told(key: str, entry: Entry, context: Context, **slots: object) -> tuple[Reply, ...]:
    note = source_note(entry, "who", context)
    return (Reply(context.words(key, **slots), (PERSON, CALLBACK, HOME), note=note),)
