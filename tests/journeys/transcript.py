"""
Read whole conversations written down as transcripts, and play them.

    at: 2026-11-23 10:00        head lines: at, channel (web), office.<field>
    ---
    > 안녕하세요                  the resident types
    > [보내기]                   presses the newest button of this label (or [=g:home]: this value)
    > (photo: 설명) (place: 37.7, 127.0) (phone: 010-1234-5678) (start: report) (voice)
    < 안녕하세요.* [처음으로]      a bubble: its words begin so (a pattern), and it has these buttons
    <? .*☎                       a bubble that may be left out (a caring line of the danger screen)
    < ...                        any bubbles may follow
    + 16 minutes                 time passes and the clock's jobs run
    @ 2026-11-24 09:00           the clock is set, and the jobs run
    staff: claim | reply 말 | close answered [말] | stage acting | call no_answer
    case: kind=report priority=urgent unfinished=no    the newest case
    cases: 2                     how many there are

After each act of the resident all bubbles must be named, in order.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from handlers import desk
from handlers.desk import CallResult
from handlers.messages import Kind, Place, Reply
from storage.records.staff import Staff
from storage.records.ticket import Outcome, Stage
from tests.resident import NotHeard, Resident, spoken
from tests.world import RunningOffice, office_at

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation in a file."""

    path: Path
    head: dict[str, str]
    lines: tuple[tuple[int, str], ...]


def read(path: Path) -> Transcript:
    """Read a transcript; '#' begins a remark."""
    head, _, body = path.read_text("utf-8").partition("---\n")
    first = head.count("\n") + 2
    pairs = [line.partition(":") for line in head.splitlines() if line and line[0] != "#"]
    lines = tuple(
        (number, line.strip())
        for number, line in enumerate(body.splitlines(), first)
        if line.strip() and not line.startswith("#")
    )
    return Transcript(path, {name.strip(): value.strip() for name, _, value in pairs}, lines)


async def play(transcript: Transcript, channel: str | None = None) -> list[Reply]:
    """Play a transcript; return all that was said. Raises NotHeard naming file and line."""
    head = transcript.head
    office_fields = {
        name.removeprefix("office."): value
        for name, value in head.items()
        if name.startswith("office.")
    }
    async with office_at(head["at"], **office_fields) as office:
        me = office.resident(channel or head.get("channel", "web"))
        stage = _Stage(office, me, await office.staff())
        for number, line in transcript.lines:
            try:
                await stage.plays(line)
            except (NotHeard, AssertionError) as why:
                raise NotHeard(f"{transcript.path.name}:{number}: {line}\n{why}") from None
        stage.all_heard()
        return office.everything_said


class _Stage:
    def __init__(self, office: RunningOffice, me: Resident, staff: Staff) -> None:
        self.office, self.me, self.staff = office, me, staff
        self.waiting: list[Reply] = []
        self.any_more = True

    async def plays(self, line: str) -> None:
        sign, _, rest = line.partition(" ")
        if sign == "<?":
            if self.waiting and re.match(rest, " ".join(self.waiting[0].text.split())):
                self.waiting.pop(0)
            return
        if sign == "<":
            await self._hears(rest)
            return
        if sign not in ("case:", "cases:", "staff:"):
            self.all_heard()
        acts: dict[str, Callable[[str], Awaitable[None]]] = {
            ">": self._says,
            "+": self._waits,
            "@": self._jumps,
            "staff:": self._acts,
            "case:": self._case,
            "cases:": self._cases,
        }
        await acts[sign](rest)

    def all_heard(self) -> None:
        """Nothing may have been said that the transcript does not name."""
        if self.waiting and not self.any_more:
            raise NotHeard("it was also said:\n" + "\n".join(map(spoken, self.waiting)))

    async def _says(self, text: str) -> None:
        me = self.me
        if given := re.fullmatch(r"\[=(.+)\]", text):
            await me.presses_value(given[1])
        elif given := re.fullmatch(r"\[(.+)\]", text):
            await me.presses(given[1])
        elif given := re.fullmatch(r"\((\w+)(?::\s*(.*))?\)", text):
            await self._sends(given[1], given[2] or "")
        else:
            await me.says(text)
        self.waiting, self.any_more = list(me.bubbles), False

    async def _sends(self, what: str, value: str) -> None:
        me = self.me
        if what == "photo":
            await me.sends_photo(value)
        elif what == "place":
            latitude, _, longitude = value.partition(",")
            await me.sends(kind=Kind.LOCATION, place=Place(float(latitude), float(longitude)))
        elif what == "phone":
            await me.sends(kind=Kind.CONTACT, phone=value)
        elif what == "start":
            await me.starts(value)
        elif what == "voice":
            key = await self.office.core.mailbox.keep_attachment("audio/ogg", b"OggS voice")
            await me.sends(kind=Kind.VOICE, attachments=(key,))
        else:
            await me.sends(kind=Kind(what), text=value)

    async def _hears(self, pattern: str) -> None:
        if pattern == "...":
            self.any_more, self.waiting = True, []
            return
        if not self.waiting and self.any_more:
            # after time or an act of staff, something new may have come
            self.waiting, self.any_more = await self.me.hears(), False
        words, labels = _split(pattern)
        if not self.waiting:
            raise NotHeard("nothing more was said")
        bubble = self.waiting.pop(0)
        said = " ".join(f"{bubble.text} {bubble.note}".split())
        missing = set(labels) - {b.label for b in bubble.buttons}
        if not re.match(words.strip(), said) or missing:
            raise NotHeard(f"was said instead:\n{spoken(bubble)}")

    async def _waits(self, span: str) -> None:
        count, unit = span.split()
        await self.office.ticks(**{unit: float(count)})
        self.waiting, self.any_more = await self.me.hears(), False

    async def _jumps(self, at: str) -> None:
        self.office.clock.says(at)
        await self.office.ticks()
        self.waiting, self.any_more = await self.me.hears(), False

    async def _acts(self, line: str) -> None:
        action, _, words = line.partition(" ")
        number, who = (await self.office.tickets())[-1].number, self.staff
        first, _, rest = words.partition(" ")
        acts = {
            "claim": lambda t, c: desk.claim(t, who, {}, c),
            "reply": lambda t, c: desk.reply(t, who, words, (), c),
            "stage": lambda t, c: desk.set_stage(t, who, Stage(first), c),
            "call": lambda t, c: desk.call_attempt(t, who, CallResult(first), rest, c),
            "close": lambda t, c: desk.close(t, who, Outcome(first), rest, c),
        }
        self.all_heard()
        decision = await self.office.act(who, number, acts[action])
        assert decision.ok, decision.message
        self.waiting, self.any_more = await self.me.hears(), False

    async def _case(self, wanted: str) -> None:
        ticket = (await self.office.tickets())[-1]
        facts = {
            "kind": ticket.kind, "priority": ticket.priority.name.lower(), "status": ticket.status,
            "stage": ticket.stage, "unfinished": "yes" if ticket.unfinished else "no",
            "outcome": str(ticket.outcome), "number": ticket.number,
            "photos": str(len(ticket.attachments)), **ticket.fields,
        }  # fmt: skip
        for name, value in re.findall(r"(\w+)=(\S+)", wanted):
            assert str(facts.get(name, "-")).replace(" ", "_") == value, f"{name}={facts.get(name)}"

    async def _cases(self, count: str) -> None:
        found = await self.office.tickets()
        assert len(found) == int(count), [t.number for t in found]


def _split(pattern: str) -> tuple[str, list[str]]:
    """Split a line into the pattern of its words and the labels that stand behind."""
    behind = re.search(r"((?:\s\[[^\]]+\])*)$", pattern)
    assert behind is not None
    return pattern[: behind.start()], re.findall(r"\[([^\]]+)\]", behind[0])
