"""Find tickets by number, phone, name or words of a place; all words asked for must fit."""

from __future__ import annotations

import re
from collections.abc import Sized
from dataclasses import dataclass

from storage import search_tokens, tickets
from storage.records.ticket import Ticket
from storage.search_tokens import Token
from storage.sounds import is_initials, is_syllables, sound
from storage.transaction import Tx

#: Longer questions are cut; nobody types so many words into a search box.
MOST_WORDS = 8
LONGEST = 100
_NUMBER = re.compile(r"(?:w-?)?(20\d{2})-(\d{1,9})", re.IGNORECASE)
#: A family name that stands alone belongs to the word behind it: 김 하나.
_FAMILY_NAME = re.compile(r"(?<!\S)([가-힣])\s+(?=[가-힣]{1,3}(?!\S))")
_PHONE = re.compile(r"(?<!\d)\d(?:[\s.-]?\d){7,14}(?!\d)")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the question: case numbers it may be, tokens it may be."""

    numbers: frozenset[str]
    tokens: frozenset[Token]


@dataclass(frozen=True, slots=True)
class Hit:
    """A ticket that was found, and by which kinds of words."""

    ticket: Ticket
    by: tuple[str, ...]


def read_words(text: str, year: int) -> list[Word]:
    """Read a question; `year` is that of case numbers that are typed short."""
    text = text[:LONGEST]
    words = [Word(frozenset({_number(n[1], n[2])}), frozenset()) for n in _NUMBER.finditer(text)]
    rest = _NUMBER.sub(" ", text)
    for phone in _PHONE.findall(rest):
        digits = "".join(c for c in phone if c.isdigit())
        words.append(Word(frozenset(), frozenset({("phone", digits)})))
    for word in _FAMILY_NAME.sub(r"\1", _PHONE.sub(" ", rest)).split():
        words += _plain_words(word, year)
    return words[:MOST_WORDS]


def _number(year: str, serial: str) -> str:
    return f"W-{year}-{int(serial):04d}"


def _plain_words(word: str, year: int) -> list[Word]:
    name = search_tokens.bare_name(word)
    if not name:
        # 할머니 alone is said of half of the cases
        return []
    if word.isdecimal():
        return [_digits(word, year)]
    if is_initials(word):
        return [Word(frozenset(), frozenset({("initials", word)}))] if len(word) > 1 else []
    if is_syllables(name) and len(name) > 1:
        # a name or a place: either may fit
        place = search_tokens.place_pieces(word)
        tokens = {("name", name), ("sound", sound(name)), *(("place", p) for p in place)}
        return [Word(frozenset(), frozenset(tokens))]
    pieces = search_tokens.place_pieces(word)
    return [Word(frozenset(), frozenset({("place", piece)})) for piece in pieces]


def _digits(word: str, year: int) -> Word:
    tokens: set[Token] = {("place", word)}
    if len(word) == 4:
        tokens.add(("tail", word))
    numbers = {_number(str(year), word)} if len(word) <= 9 else set()
    return Word(frozenset(numbers), frozenset(tokens))


def find(tx: Tx, text: str, year: int, limit: int = 50, offset: int = 0) -> tuple[int, list[Hit]]:
    """Return how many tickets fit, and one page of them: open ones first, then the newest."""
    words = read_words(text, year)
    if not words:
        return 0, []
    where, params = _where(tx, words)
    total = int(tx.value(f"SELECT count(*) FROM ticket t WHERE {where}", params))  # noqa: S608
    found = tickets.select(
        tx,
        f"WHERE {where} ORDER BY t.status = 'closed', t.opened_at DESC, t.id DESC LIMIT ? OFFSET ?",
        (*params, limit, offset),
    )
    asked = frozenset[Token]().union(*(word.tokens for word in words))
    return total, [_hit(ticket, asked) for ticket in found]


def _where(tx: Tx, words: list[Word]) -> tuple[str, tuple[object, ...]]:
    parts: list[str] = ["t.office = ?"]
    params: list[object] = [tx.office]
    for word in words:
        numbers = sorted(word.numbers)
        digests = [search_tokens.digest_of(tx, token) for token in word.tokens]
        parts.append(
            f"(t.number IN ({_marks(numbers)}) OR t.id IN (SELECT s.ticket_id FROM search_token s"  # noqa: S608
            f" WHERE s.office = ? AND s.token_digest IN ({_marks(digests)})))"
        )
        params += [*numbers, tx.office, *digests]
    return " AND ".join(parts), tuple(params)


def _marks(values: Sized) -> str:
    return ", ".join("?" * len(values))


def _hit(ticket: Ticket, asked: frozenset[Token]) -> Hit:
    kinds = {kind for kind, _text in asked & search_tokens.tokens_of(ticket.fields)}
    if "name" in kinds:
        kinds.discard("sound")
    return Hit(ticket, tuple(sorted(kinds)))


def index_some(tx: Tx, limit: int = 200) -> int:
    """Index tickets of an older version of the rules; return how many. The clock calls it."""
    old = tickets.select(tx, "WHERE t.search_version < ? LIMIT ?", (search_tokens.VERSION, limit))
    for ticket in old:
        search_tokens.index(tx, ticket.id, ticket.fields)
    return len(old)
